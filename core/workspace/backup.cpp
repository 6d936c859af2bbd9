#include "meterseal/workspace/backup.h"

#include "crypto/keys/key_file.h"
#include "meterseal/crypto/hash_file.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/ledger/copy.h"
#include "meterseal/upload/uploader.h"
#include "workspace/audit_line.h"
#include "workspace/backup_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace meterseal {

namespace fs = std::filesystem;

namespace {

using backup::backupError;

constexpr const char* kLedger = "ledger.db";

Status putPart(File& out, std::string_view part)
{
    const Status written = out.write(part);
    return written ? Status() : Status(backup::fileTrouble(written.error()));
}

Status bringToDisk(File& out)
{
    const Status synced = out.sync();
    return synced ? Status() : Status(backup::fileTrouble(synced.error()));
}

// Copies one file of the workspace, or its first `most` bytes. One that is gone by now is left out.
Status copyOne(const fs::path& from, const fs::path& to, std::uint64_t most, backup::Counter& counter)
{
    std::error_code error;
    if (!fs::exists(from, error)) {
        return {};
    }
    MS_ASSIGN(File out, backup::makeFile(to));
    const Status copied = backup::readParts(
        from,
        [&](std::string_view part) -> Status {
            MS_TRY(putPart(out, part));
            return counter.add(part.size());
        },
        most);
    if (!copied && copied.error().reason == "backup.missing-file") {
        fs::remove(to, error);  // it went in between
        return {};
    }
    MS_TRY(copied);
    return bringToDisk(out);
}

// Pages of one moment, whatever another program saves meanwhile.
Status copyKeys(const fs::path& from, const fs::path& to, backup::Counter& counter)
{
    std::error_code error;
    if (!fs::exists(from, error)) {
        return {};
    }
    MS_TRY(crypto::detail::copyKeyFile(from, to));
    return counter.add(fs::file_size(to, error));
}

struct Listed {
    std::string name;
    std::uint64_t size;
};

// What is whole in a folder now; its own temporary files and locks are not.
std::vector<Listed> filesIn(const fs::path& root, const std::string& folder)
{
    std::vector<Listed> all;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(root / folder, error)) {
        const std::string name = entry.path().filename().string();
        const std::string ending = entry.path().extension().string();
        if (entry.is_regular_file(error) && name != "lock" && ending != ".new" && ending != ".torn" &&
            !name.starts_with('.')) {
            all.push_back({folder + "/" + name, entry.file_size(error)});
        }
    }
    std::sort(all.begin(), all.end(), [](const Listed& a, const Listed& b) { return a.name < b.name; });
    return all;
}

// Against the way a record goes (state, records, batches, notes, then the ledger), so that whatever leaves a part while
// this runs is found in a later one; and the notes after the batches, which must not lack their jobs.
constexpr const char* kJournalOrder[] = {"journal", "journal/records", "journal/batches"};

Status copyFiles(const Workspace& workspace, const fs::path& to, backup::Counter& counter)
{
    constexpr std::uint64_t kAll = ~std::uint64_t{0};
    const fs::path& root = workspace.folder();
    for (const char* name : {"settings.json", "head.note", "genesis.json", "audit-cut.jsonl", "audit.head",
                             "published.jsonl", "stamps.jsonl"}) {
        MS_TRY(copyOne(root / name, to / name, kAll, counter));
    }
    MS_TRY(copyKeys(workspace.keyStoreFile(), to / workspace.keyStoreFile().filename(), counter));
    if (const auto lines = audit::LineFile::open(workspace.auditLog().file())) {
        MS_TRY(copyOne(workspace.auditLog().file(), to / "audit.jsonl", lines->end(), counter));
    }
    for (const Listed& profile : filesIn(root, "profiles")) {
        MS_TRY(copyOne(root / profile.name, to / profile.name, kAll, counter));
    }
    std::set<std::string> copied;
    for (const char* folder : kJournalOrder) {
        for (const Listed& file : filesIn(root, folder)) {
            // Logs grow while they are read: as they were when listed.
            const bool whole = file.name.ends_with(".json");
            if (file.name.find("/notes.db") == std::string::npos && copied.insert(file.name).second) {
                MS_TRY(copyOne(root / file.name, to / file.name, whole ? kAll : file.size, counter));
            }
        }
    }
    std::error_code error;
    const fs::path notes = to / "journal" / "notes.db";
    fs::create_directories(notes.parent_path(), error);
    MS_TRY(copyUploadNotes(workspace.journalFolder(), notes));
    return fs::exists(notes, error) ? counter.add(fs::file_size(notes, error)) : Status();
}

Status copyTheLedger(const Workspace& workspace, const fs::path& to, const BackupOptions& options)
{
    const Status copied = copyLedger(
        workspace.ledgerFile(), to / kLedger,
        [&](std::uint64_t done, std::uint64_t total) {
            if (options.progress) {
                options.progress({BackupProgress::Step::Copying, done, total});
            }
        },
        options.stop);
    return !copied && copied.error().code == ErrorCode::Cancelled ? Status(backup::cancelled()) : copied;
}

Result<BackupSummary> describeCopy(const Workspace& workspace, const fs::path& folder, const BackupOptions& options)
{
    BackupSummary summary;
    summary.time = now();
    summary.chain = workspace.genesis().chain;
    summary.fingerprint = workspace.fingerprint();
    MS_ASSIGN(LedgerReader reader, LedgerReader::open(folder / kLedger, OpenMode::ReadOnly));
    if (reader.fingerprint() != summary.fingerprint) {
        return backupError(ErrorCode::Damaged, "other-ledger",
                           "The ledger of this workspace is not the one of its genesis document. No backup was made.");
    }
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    summary.height = totals.height;
    MS_ASSIGN(const AuditCheck audit, AuditLog(folder).check({}, options.stop));
    summary.auditEntries = audit.entries;
    summary.auditHead = audit.head;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) {
            continue;
        }
        MS_ASSIGN(const Hash256 hash, hashFile(entry.path()));
        summary.files.push_back({entry.path().lexically_relative(folder).generic_string(), entry.file_size(), hash});
        if (options.stop.stop_requested()) {
            return backup::cancelled();
        }
    }
    std::sort(summary.files.begin(), summary.files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return summary;
}

Error somethingThere(const fs::path& target)
{
    return backupError(
        ErrorCode::Conflict, "exists",
        fmt::format("There is something at {} already. It was kept; choose another name.", target.string()));
}

bool isZip(const fs::path& file)
{
    const std::string ending = file.extension().string();
    return ending == ".zip" || ending == ".ZIP";
}

}  // namespace

std::uint64_t BackupSummary::bytes() const
{
    std::uint64_t all = 0;
    for (const BackupFile& file : files) {
        all += file.size;
    }
    return all;
}

Result<BackupSummary> writeBackup(const Workspace& workspace, const fs::path& target, const BackupOptions& options)
{
    std::error_code error;
    if (fs::exists(fs::symlink_status(target, error))) {
        return somethingThere(target);
    }
    MS_ASSIGN(backup::Staging staging, backup::Staging::beside(target));
    backup::Counter counter(options, BackupProgress::Step::Copying, 0);
    MS_TRY(copyFiles(workspace, staging.path(), counter));
    MS_TRY(copyTheLedger(workspace, staging.path(), options));
    MS_ASSIGN(const BackupSummary summary, describeCopy(workspace, staging.path(), options));
    MS_TRY(replaceFile(staging.path() / backup::kManifest, backup::encodeManifest(summary), kPrivateMode));
    if (!isZip(target)) {
        MS_TRY(staging.moveTo(target));
        return summary;
    }
    MS_ASSIGN(const backup::Staging packed, backup::Staging::beside(target));
    const fs::path archive = packed.path() / "backup.zip";
    MS_TRY(backup::pack(staging.path(), summary, archive, options));
    if (fs::exists(fs::symlink_status(target, error))) {
        return somethingThere(target);
    }
    fs::rename(archive, target, error);
    if (error) {
        return backupError(ErrorCode::Io, "io",
                           fmt::format("{} could not be put in place: {}. Nothing was left behind.", target.string(),
                                       error.message()));
    }
    return summary;
}

namespace {

Result<BackupSummary> readManifest(backup::Source& source)
{
    std::string text;
    const Status read = source.read(backup::kManifest, [&](std::string_view part) -> Status {
        text += part;
        return text.size() <= backup::kMaxManifestBytes
                   ? Status()
                   : Status(backupError(ErrorCode::Damaged, "not-a-backup", "The list of files is too long."));
    });
    if (!read && read.error().reason == "backup.missing-file") {
        return backupError(ErrorCode::Damaged, "not-a-backup",
                           "There is no backup.json in it, so it is no MeterSeal backup. Nothing was restored.");
    }
    MS_TRY(read);
    MS_ASSIGN(BackupSummary summary, backup::decodeManifest(text));
    MS_ASSIGN(auto contents, source.contents());
    std::sort(contents.begin(), contents.end());
    std::vector<std::pair<std::string, std::uint64_t>> listed;
    for (const BackupFile& file : summary.files) {
        listed.emplace_back(file.name, file.size);
    }
    std::sort(listed.begin(), listed.end());
    if (contents == listed) {
        return summary;
    }
    const auto [there, wanted] = std::mismatch(contents.begin(), contents.end(), listed.begin(), listed.end());
    const std::string which = wanted != listed.end() ? wanted->first : there->first;
    return backupError(ErrorCode::Damaged, "damaged",
                       fmt::format("What is in the backup is not what its list says; the first difference is at {}. "
                                   "Nothing was restored; take another backup.",
                                   which));
}

Status restoreOne(backup::Source& source, const BackupFile& file, const fs::path& to, backup::Counter& counter)
{
    MS_ASSIGN(File out, backup::makeFile(to));
    std::uint64_t size = 0;
    const Status read = source.read(file.name, [&](std::string_view part) -> Status {
        size += part.size();
        if (size > file.size) {
            return backupError(ErrorCode::Damaged, "damaged", file.name + " is longer than the backup's list says.");
        }
        MS_TRY(putPart(out, part));
        return counter.add(part.size());
    });
    MS_TRY(read);
    MS_TRY(bringToDisk(out));
    MS_ASSIGN(const Hash256 hash, hashFile(to));
    if (size != file.size || hash != file.sha256) {
        return backupError(ErrorCode::Damaged, "damaged",
                           fmt::format("{} in the backup is not what was backed up: its SHA-256 differs. Nothing was "
                                       "restored; take another backup.",
                                       file.name));
    }
    return {};
}

Status checkRestored(const fs::path& folder, const BackupSummary& summary)
{
    MS_ASSIGN(const Workspace workspace, Workspace::open(folder));
    MS_ASSIGN(LedgerReader reader, LedgerReader::open(workspace.ledgerFile(), OpenMode::ReadOnly));
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    if (workspace.fingerprint() != summary.fingerprint || reader.fingerprint() != summary.fingerprint ||
        totals.height != summary.height) {
        return backupError(ErrorCode::Damaged, "other-ledger",
                           "The ledger in this backup is not the one its list names. Nothing was restored.");
    }
    return {};
}

}  // namespace

Result<BackupSummary> readBackup(const fs::path& source)
{
    MS_ASSIGN(const std::unique_ptr<backup::Source> opened, backup::Source::open(source));
    return readManifest(*opened);
}

Result<BackupSummary> restoreBackup(const fs::path& source, const fs::path& folder, const BackupOptions& options)
{
    std::error_code error;
    if (fs::exists(fs::symlink_status(folder, error)) && !(fs::is_directory(folder, error) && fs::is_empty(folder))) {
        return backupError(
            ErrorCode::Conflict, "folder",
            fmt::format("{} is there already and not an empty folder. It was kept; name a new one.", folder.string()));
    }
    MS_ASSIGN(const std::unique_ptr<backup::Source> opened, backup::Source::open(source));
    MS_ASSIGN(const BackupSummary summary, readManifest(*opened));
    MS_ASSIGN(backup::Staging staging, backup::Staging::beside(folder));
    if (const auto space = fs::space(staging.path(), error); !error && space.available < summary.bytes()) {
        return backupError(ErrorCode::Io, "io",
                           fmt::format("The backup needs {} bytes and the disk of {} has {} left. Nothing was "
                                       "restored.",
                                       summary.bytes(), folder.string(), space.available));
    }
    backup::Counter counter(options, BackupProgress::Step::Copying, summary.bytes());
    for (const BackupFile& file : summary.files) {
        MS_TRY(restoreOne(*opened, file, staging.path() / file.name, counter));
    }
    counter.tell();
    fs::create_directories(staging.path() / "journal", error);
    MS_TRY(checkRestored(staging.path(), summary));
    MS_TRY(EmbeddedChain::markRestored(staging.path() / kLedger));
    MS_TRY(staging.moveTo(folder));
    return summary;
}

}  // namespace meterseal
