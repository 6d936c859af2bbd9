#include "meterseal/source/archive.h"

#include "meterseal/file/whole_file.h"

#include <fmt/format.h>
#include <memory>
#include <optional>
#include <vector>
#include <zip.h>

namespace meterseal {

namespace {

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

Error archiveError(ErrorCode code, std::string_view reason, const std::filesystem::path& archive, std::string_view what)
{
    return makeError(code, reason, fmt::format("{} {}. Nothing was unpacked.", archive.string(), what));
}

// The index of the only file in the archive.
Result<zip_uint64_t> onlyFile(zip_t* zip, const std::filesystem::path& archive)
{
    std::optional<zip_uint64_t> found;
    const zip_int64_t entries = zip_get_num_entries(zip, 0);
    for (zip_int64_t i = 0; i < entries; ++i) {
        const char* name = zip_get_name(zip, static_cast<zip_uint64_t>(i), 0);
        if (name == nullptr || std::string_view(name).ends_with('/')) {
            continue;
        }
        if (found) {
            return archiveError(ErrorCode::InvalidArgument, "archive.many-files", archive,
                                "holds more than one file. Unpack it and name the file that is meant");
        }
        found = static_cast<zip_uint64_t>(i);
    }
    if (!found) {
        return archiveError(ErrorCode::InvalidArgument, "archive.empty", archive, "holds no file");
    }
    return *found;
}

}  // namespace

Result<std::filesystem::path> unpackSingleFile(const std::filesystem::path& archive,
                                               const std::filesystem::path& folder, std::uint64_t maxBytes)
{
    int code = 0;
    const std::unique_ptr<zip_t, Discard> zip(zip_open(archive.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (!zip) {
        return archiveError(ErrorCode::InvalidArgument, "archive.not-a-zip", archive,
                            "is not a sound .zip file, or cannot be read");
    }
    MS_ASSIGN(const zip_uint64_t index, onlyFile(zip.get(), archive));
    zip_stat_t stat;
    if (zip_stat_index(zip.get(), index, 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0) {
        return archiveError(ErrorCode::Damaged, "archive.damaged", archive, "does not say how large its file is");
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
        return archiveError(ErrorCode::Unsupported, "archive.encrypted", archive,
                            "is protected by a password. Unpack it with its password first");
    }
    if (stat.size > maxBytes) {
        return archiveError(ErrorCode::InvalidArgument, "archive.too-big", archive,
                            fmt::format("holds a file of {} bytes; at most {} are allowed", stat.size, maxBytes));
    }
    const std::unique_ptr<zip_file_t, CloseEntry> entry(zip_fopen_index(zip.get(), index, 0));
    const std::filesystem::path target = folder / std::filesystem::path(stat.name).filename();
    auto out = WholeFile::make(target);
    Status written = out.status();
    std::vector<char> part(1 << 16);
    std::uint64_t done = 0;
    bool sound = entry != nullptr;
    while (sound && written.ok() && done <= stat.size) {
        const zip_int64_t size = zip_fread(entry.get(), part.data(), part.size());
        sound = size >= 0;
        if (size <= 0) {
            break;
        }
        written = out->file().write(std::string_view(part.data(), static_cast<std::size_t>(size)));
        done += static_cast<std::uint64_t>(size);
    }
    if (sound && written.ok() && done == stat.size) {
        written = out->commit(Replace::Yes, Durable::No);
        if (written.ok()) {
            return target;
        }
    }
    if (!sound || written.ok()) {
        return archiveError(ErrorCode::Damaged, "archive.damaged", archive,
                            "is damaged: its file does not unpack whole");
    }
    return rephrased(written.error(), "archive.io", "Nothing was unpacked.");
}

}  // namespace meterseal
