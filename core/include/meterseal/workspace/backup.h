// Backup: a consistent copy of a workspace in one .zip file (or a folder), made while an uploader runs, and its way
// back into a folder of its own. Format and order of copying: core/workspace/README.md.
//
// In it: settings, genesis document, key store (encrypted as it is), audit log, mapping profiles, the uploader's
// journal and the ledger as of one block; backup.json names every file with its size and SHA-256. Not in it: files of
// rejected rows and whatever else lies in the folder.
//
// Nothing is ever replaced: a backup needs a new name, a restore a folder that is not there yet or is empty. A
// restored workspace holds the same keys: from then on only one of the two may write.
// Thread-safety: functions of files; each blocks for its length. progress comes from the calling thread.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"
#include "meterseal/ledger/block.h"
#include "meterseal/workspace/workspace.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace meterseal {

struct BackupProgress {
    enum class Step { Copying, Packing, Checking } step = Step::Copying;
    std::uint64_t done = 0, total = 0;  // bytes of this step
};

struct BackupOptions {
    std::function<void(const BackupProgress&)> progress;  // may be empty
    std::stop_token stop;
};

struct BackupFile {
    std::string name;  // in the workspace, with '/'
    std::uint64_t size = 0;
    Hash256 sha256;
};

struct BackupSummary {
    Timestamp time;  // when it was made
    std::string chain;
    Hash256 fingerprint;
    Height height = 0;
    std::uint64_t auditEntries = 0;
    Hash256 auditHead;
    std::vector<BackupFile> files;
    std::uint64_t bytes() const;
};

// A .zip where the name ends so, else a folder. Read back and compared before it gets its name; on an Error nothing is
// left. reason: backup.exists, backup.cancelled, backup.io, ledger.*, workspace.*
Result<BackupSummary> writeBackup(const Workspace& workspace, const std::filesystem::path& target,
                                  const BackupOptions& options = {});

// What a backup says of itself: its list of files is checked against what is there, contents are not read.
// reason: backup.not-found, backup.not-a-backup, backup.version, backup.damaged
Result<BackupSummary> readBackup(const std::filesystem::path& source);

// Every file is checked against backup.json, and the ledger against the fingerprint, before the folder gets its name;
// on an Error there is no new folder. reason: those of readBackup(), backup.folder, backup.cancelled, backup.io,
// backup.other-ledger
Result<BackupSummary> restoreBackup(const std::filesystem::path& source, const std::filesystem::path& folder,
                                    const BackupOptions& options = {});

}  // namespace meterseal
