// What writing and restoring a backup share: its list of files, a private folder that goes unless it is kept, and
// copying with progress.
#pragma once

#include "meterseal/file/file.h"
#include "meterseal/workspace/backup.h"

namespace meterseal::backup {

inline constexpr const char* kManifest = "backup.json";
inline constexpr std::size_t kMaxManifestBytes = 16u << 20;

std::string encodeManifest(const BackupSummary& summary);
// Refuses names that a workspace does not have: nothing may lead out of the folder.
Result<BackupSummary> decodeManifest(std::string_view json);

Error backupError(ErrorCode code, std::string_view reason, std::string message);
Error cancelled();

// A folder beside `target`, for this user alone, removed with everything in it unless moved into place.
class Staging {
public:
    static Result<Staging> beside(const std::filesystem::path& target);
    Staging(Staging&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    Staging& operator=(Staging&&) = delete;
    ~Staging();
    const std::filesystem::path& path() const { return m_path; }
    // Renames it; an empty folder may stand at `target`.
    Status moveTo(const std::filesystem::path& target);

private:
    explicit Staging(std::filesystem::path path) : m_path(std::move(path)) {}
    std::filesystem::path m_path;
};

// Counts bytes over many files and tells them, at most once in 50 ms.
class Counter {
public:
    Counter(const BackupOptions& options, BackupProgress::Step step, std::uint64_t total)
        : m_options(options), m_now{step, 0, total}
    {
        tell();
    }
    // Cancelled where that was asked for.
    Status add(std::uint64_t bytes);
    void tell() const;

private:
    const BackupOptions& m_options;
    BackupProgress m_now;
    std::chrono::steady_clock::time_point m_told{};
};

// A file that is new, in a folder that is made where it is missing. reason: backup.io
Result<File> makeFile(const std::filesystem::path& file);
// file.io as backup.io; what there is not as backup.missing-file.
Error fileTrouble(const Error& cause);

// Calls take(part) with all of a regular file that is no link, or with its first `most` bytes.
Status readParts(const std::filesystem::path& file, const std::function<Status(std::string_view)>& take,
                 std::uint64_t most = ~std::uint64_t{0});

}  // namespace meterseal::backup
