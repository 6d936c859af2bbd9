#include "source/zip_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <zip.h>

namespace meterseal::source {

namespace {

// A deflated entry grows by no more than 1032 to 1; one that says more lies.
constexpr std::uint64_t kMaxRatio = 1040;
constexpr std::uint64_t kRatioFrom = 1 << 20;

Error zipError(std::string_view what)
{
    return makeError(ErrorCode::Damaged, "source.zip",
                     fmt::format("{}. Get the file again, or unpack it and name what was in it.", what));
}

class EntryInput : public ByteInput {
public:
    EntryInput(std::shared_ptr<ZipReader> archive, zip_file_t* file, std::string name, std::uint64_t total)
        : m_archive(std::move(archive)), m_file(file), m_name(std::move(name)), m_total(total)
    {}
    ~EntryInput() override { zip_fclose(m_file); }
    EntryInput(const EntryInput&) = delete;
    EntryInput& operator=(const EntryInput&) = delete;

    Result<std::size_t> read(char* to, std::size_t max) override
    {
        const zip_int64_t got = zip_fread(m_file, to, max);
        if (got < 0 || m_read + static_cast<std::uint64_t>(got) > m_total ||
            (got == 0 && m_read < m_total && max > 0)) {
            return zipError(fmt::format("{} in the zip file is damaged behind byte {}", m_name, m_read));
        }
        m_read += static_cast<std::uint64_t>(got);
        return static_cast<std::size_t>(got);
    }
    std::uint64_t bytesRead() const override { return m_read; }
    std::uint64_t bytesTotal() const override { return m_total; }

private:
    std::shared_ptr<ZipReader> m_archive;
    zip_file_t* m_file;
    std::string m_name;
    std::uint64_t m_total;
    std::uint64_t m_read = 0;
};

}  // namespace

ZipReader::~ZipReader()
{
    if (m_zip != nullptr) {
        zip_discard(m_zip);
    }
}

Result<std::shared_ptr<ZipReader>> ZipReader::open(const std::filesystem::path& file)
{
    std::shared_ptr<ZipReader> archive(new ZipReader);
    int code = 0;
    archive->m_zip = zip_open(file.c_str(), ZIP_RDONLY, &code);
    if (archive->m_zip == nullptr) {
        return zipError(fmt::format("{} begins like a zip file and is no sound one", file.string()));
    }
    const zip_int64_t entries = zip_get_num_entries(archive->m_zip, 0);
    for (zip_int64_t i = 0; i < entries; ++i) {
        const char* const name = zip_get_name(archive->m_zip, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
        const std::string_view text = name == nullptr ? std::string_view() : name;
        if (!text.empty() && !text.ends_with('/') && !text.starts_with("__MACOSX/") && !text.ends_with(".DS_Store")) {
            archive->m_files.emplace_back(text);
        }
    }
    return archive;
}

bool ZipReader::has(const std::string& name) const
{
    return std::find(m_files.begin(), m_files.end(), name) != m_files.end();
}

Result<std::unique_ptr<ByteInput>> ZipReader::entry(std::shared_ptr<ZipReader> archive, const std::string& name,
                                                    std::uint64_t maxBytes)
{
    zip_stat_t stat;
    const zip_int64_t index = zip_name_locate(archive->m_zip, name.c_str(), ZIP_FL_ENC_GUESS);
    if (index < 0 || zip_stat_index(archive->m_zip, static_cast<zip_uint64_t>(index), 0, &stat) != 0 ||
        (stat.valid & ZIP_STAT_SIZE) == 0) {
        return zipError(fmt::format("{} is not in the zip file", name));
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
        return makeError(
            ErrorCode::Unsupported, "source.zip-encrypted",
            fmt::format("{} in the zip file is protected by a password. Unpack it with its password first; "
                        "nothing was read.",
                        name));
    }
    const bool lies = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 && (stat.valid & ZIP_STAT_COMP_METHOD) != 0 &&
                      stat.comp_method == ZIP_CM_DEFLATE && stat.size > kRatioFrom &&
                      stat.size / kMaxRatio > stat.comp_size;
    if (stat.size > maxBytes || lies) {
        return makeError(ErrorCode::InvalidArgument, "source.too-big",
                         fmt::format("{} in the zip file says it unpacks to {} bytes{}. Nothing of it was read.", name,
                                     stat.size,
                                     lies ? ", which cannot be true" : fmt::format("; at most {} are read", maxBytes)));
    }
    zip_file_t* const file = zip_fopen_index(archive->m_zip, static_cast<zip_uint64_t>(index), 0);
    if (file == nullptr) {
        return zipError(fmt::format("{} in the zip file cannot be unpacked ({})", name, zip_strerror(archive->m_zip)));
    }
    return std::unique_ptr<ByteInput>(std::make_unique<EntryInput>(std::move(archive), file, name, stat.size));
}

}  // namespace meterseal::source
