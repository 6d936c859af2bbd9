// A backup as it lies on disk, a .zip or a folder: packing, and reading file by file.
#pragma once

#include "workspace/backup_files.h"

#include <memory>

namespace meterseal::backup {

// `folder`'s files into a new archive, backup.json first, then compared with them byte for byte.
Status pack(const std::filesystem::path& folder, const BackupSummary& summary, const std::filesystem::path& archive,
            const BackupOptions& options);

class Source {
public:
    // reason: backup.not-found, backup.not-a-backup, backup.damaged
    static Result<std::unique_ptr<Source>> open(const std::filesystem::path& source);
    virtual ~Source() = default;
    // Calls take(part) with all of one file. Damaged/backup.missing-file where it is not there.
    virtual Status read(const std::string& name, const std::function<Status(std::string_view)>& take) = 0;
    // Names and sizes of everything in it but backup.json; folders are no files.
    virtual Result<std::vector<std::pair<std::string, std::uint64_t>>> contents() = 0;
};

}  // namespace meterseal::backup
