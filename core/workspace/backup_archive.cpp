#include "workspace/backup_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <zip.h>

namespace meterseal::backup {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPartBytes = 256 * 1024;
constexpr double kTellStep = 0.005;

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Zip = std::unique_ptr<zip_t, Discard>;

Error damaged(const fs::path& source, std::string_view why)
{
    return backupError(
        ErrorCode::Damaged, "damaged",
        fmt::format("The backup {} is damaged: {}. Nothing was restored; take another backup.", source.string(), why));
}

Error missing(const fs::path& source, const std::string& name)
{
    return backupError(
        ErrorCode::Damaged, "missing-file",
        fmt::format("The backup {} lacks {}. Nothing was restored; take another backup.", source.string(), name));
}

Error packingFailed(zip_t* zip, const fs::path& archive)
{
    return backupError(ErrorCode::Io, "io",
                       fmt::format("{} could not be written: {}. Is the disk full? Nothing was left behind.",
                                   archive.string(), zip_strerror(zip)));
}

Status addFile(zip_t* zip, const fs::path& folder, const std::string& name, const fs::path& archive)
{
    zip_source_t* const content = zip_source_file(zip, (folder / name).c_str(), 0, -1);
    if (content == nullptr) {
        return packingFailed(zip, archive);
    }
    const zip_int64_t index = zip_file_add(zip, name.c_str(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(content);
        return packingFailed(zip, archive);
    }
    // A ledger and a journal are hashes and signatures, a key store is cipher text: nothing to be won.
    const bool text = name.ends_with(".json") || name.ends_with(".jsonl");
    if (zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), text ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0) != 0) {
        return packingFailed(zip, archive);
    }
    return {};
}

struct Packing {
    const BackupOptions& options;
    std::uint64_t total;
};

void onProgress(zip_t*, double part, void* user)
{
    const auto* packing = static_cast<const Packing*>(user);
    if (packing->options.progress) {
        const auto done = static_cast<std::uint64_t>(part * static_cast<double>(packing->total));
        packing->options.progress({BackupProgress::Step::Packing, done, packing->total});
    }
}

int onCancel(zip_t*, void* user)
{
    return static_cast<const Packing*>(user)->options.stop.stop_requested() ? 1 : 0;
}

class FolderSource : public Source {
public:
    explicit FolderSource(fs::path folder) : m_folder(std::move(folder)) {}
    Status read(const std::string& name, const std::function<Status(std::string_view)>& take) override
    {
        std::error_code error;
        if (!fs::is_regular_file(fs::symlink_status(m_folder / name, error))) {
            return missing(m_folder, name);
        }
        return readParts(m_folder / name, take);
    }
    Result<std::vector<std::pair<std::string, std::uint64_t>>> contents() override
    {
        std::vector<std::pair<std::string, std::uint64_t>> all;
        std::error_code error;
        fs::recursive_directory_iterator files(m_folder, error);
        for (; !error && files != fs::recursive_directory_iterator(); files.increment(error)) {
            if (files->is_directory() && !files->is_symlink()) {
                continue;
            }
            std::string name = files->path().lexically_relative(m_folder).generic_string();
            if (name != kManifest) {
                all.emplace_back(std::move(name), files->is_regular_file() ? files->file_size() : 0);
            }
        }
        if (error) {
            return damaged(m_folder, error.message());
        }
        return all;
    }

private:
    fs::path m_folder;
};

class ZipSource : public Source {
public:
    ZipSource(fs::path file, Zip zip) : m_file(std::move(file)), m_zip(std::move(zip)) {}
    Status read(const std::string& name, const std::function<Status(std::string_view)>& take) override
    {
        const zip_int64_t index = zip_name_locate(m_zip.get(), name.c_str(), ZIP_FL_ENC_GUESS);
        const std::unique_ptr<zip_file_t, CloseEntry> entry(
            index < 0 ? nullptr : zip_fopen_index(m_zip.get(), static_cast<zip_uint64_t>(index), 0));
        if (!entry) {
            return index < 0 ? missing(m_file, name) : damaged(m_file, name + " cannot be unpacked");
        }
        std::string part(kPartBytes, '\0');
        for (;;) {
            const zip_int64_t got = zip_fread(entry.get(), part.data(), part.size());
            if (got < 0) {
                return damaged(m_file, name + " does not unpack whole");
            }
            if (got == 0) {
                return {};
            }
            MS_TRY(take(std::string_view(part).substr(0, static_cast<std::size_t>(got))));
        }
    }
    Result<std::vector<std::pair<std::string, std::uint64_t>>> contents() override
    {
        std::vector<std::pair<std::string, std::uint64_t>> all;
        const zip_int64_t entries = zip_get_num_entries(m_zip.get(), 0);
        for (zip_int64_t i = 0; i < entries; ++i) {
            zip_stat_t stat;
            if (zip_stat_index(m_zip.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0 ||
                (stat.valid & ZIP_STAT_SIZE) == 0 || (stat.valid & ZIP_STAT_NAME) == 0) {
                return damaged(m_file, "an entry has no name or no size");
            }
            if (std::string_view(stat.name) != kManifest && !std::string_view(stat.name).ends_with('/')) {
                all.emplace_back(stat.name, stat.size);
            }
        }
        return all;
    }

private:
    fs::path m_file;
    Zip m_zip;
};

Result<Zip> openZip(const fs::path& file)
{
    int code = 0;
    Zip zip(zip_open(file.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (!zip) {
        return damaged(file, "it is no sound .zip file, or cannot be read");
    }
    return zip;
}

// libzip writes, but leaves it to the operating system when that reaches the disk.
Status syncFile(const fs::path& file)
{
    auto opened = File::open(file, OpenFor::Reading);
    const Status synced = opened ? opened->sync() : opened.status();
    return synced ? Status() : Status(fileTrouble(synced.error()));
}

// Every byte again, from the archive.
Status compare(const fs::path& folder, const BackupSummary& summary, const fs::path& archive,
               const BackupOptions& options)
{
    MS_ASSIGN(const std::unique_ptr<Source> packed, Source::open(archive));
    Counter counter(options, BackupProgress::Step::Checking, summary.bytes());
    for (const BackupFile& file : summary.files) {
        std::uint64_t at = 0;
        bool same = true;
        const fs::path original = folder / file.name;
        auto content = File::open(original, OpenFor::Reading);
        std::string expected;
        MS_TRY(packed->read(file.name, [&](std::string_view part) -> Status {
            expected.resize(part.size());
            const auto got = same && content ? content->read(expected.data(), part.size()) : std::size_t(0);
            same = got && *got == part.size() && expected == part;
            at += part.size();
            return counter.add(part.size());
        }));
        if (!same || at != file.size) {
            return damaged(archive, file.name + " does not read back as it was written");
        }
    }
    counter.tell();
    return {};
}

}  // namespace

Status pack(const fs::path& folder, const BackupSummary& summary, const fs::path& archive, const BackupOptions& options)
{
    int code = 0;
    Zip zip(zip_open(archive.c_str(), ZIP_CREATE | ZIP_EXCL, &code));
    if (!zip) {
        return backupError(ErrorCode::Io, "io",
                           fmt::format("{} could not be made. Nothing was written.", archive.string()));
    }
    MS_TRY(addFile(zip.get(), folder, kManifest, archive));
    for (const BackupFile& file : summary.files) {
        MS_TRY(addFile(zip.get(), folder, file.name, archive));
    }
    Packing packing{options, summary.bytes()};
    zip_register_progress_callback_with_state(zip.get(), kTellStep, onProgress, nullptr, &packing);
    zip_register_cancel_callback_with_state(zip.get(), onCancel, nullptr, &packing);
    if (zip_close(zip.get()) != 0) {
        return options.stop.stop_requested() ? cancelled() : packingFailed(zip.get(), archive);
    }
    static_cast<void>(zip.release());  // zip_close() freed it
    MS_TRY(syncFile(archive));
    return compare(folder, summary, archive, options);
}

Result<std::unique_ptr<Source>> Source::open(const fs::path& source)
{
    std::error_code error;
    const fs::file_status status = fs::status(source, error);
    if (fs::is_directory(status)) {
        return std::unique_ptr<Source>(std::make_unique<FolderSource>(source));
    }
    if (!fs::is_regular_file(status)) {
        return backupError(ErrorCode::NotFound, "not-found",
                           fmt::format("There is no backup at {}. Nothing was restored.", source.string()));
    }
    MS_ASSIGN(Zip zip, openZip(source));
    return std::unique_ptr<Source>(std::make_unique<ZipSource>(source, std::move(zip)));
}

}  // namespace meterseal::backup
