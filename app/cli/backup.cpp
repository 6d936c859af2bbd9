// backup FILE, restore FILE FOLDER: a consistent copy of the workspace, beside a running uploader, and back.
#include "meterseal/workspace/backup.h"

#include "cli/output.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct BackupVerbOptions {
    std::string file, folder;
    bool list = false;
};

// Runs `work` with progress on the terminal; Ctrl-C stops it.
template <typename Work>
Result<BackupSummary> withProgress(const Context& context, Work work)
{
    const InterruptGuard guard;
    std::stop_source stop;
    Progress progress(context);
    BackupOptions options;
    options.stop = stop.get_token();
    options.progress = [&](const BackupProgress& now) {
        constexpr const char* kSteps[] = {"bytes copied", "bytes packed", "bytes read back"};
        progress.show(kSteps[static_cast<std::size_t>(now.step)], now.done, now.total);
        if (interrupted()) {
            stop.request_stop();
        }
    };
    return work(options);
}

void print(const Context& context, const BackupSummary& summary, const std::string& what, const std::string& where)
{
    if (context.json) {
        Json files = Json::array();
        for (const BackupFile& file : summary.files) {
            files.push_back(Json{{"name", file.name}, {"size", file.size}, {"sha256", file.sha256.hex()}});
        }
        printJson(Json{{what, where},
                       {"time", formatTimestamp(summary.time)},
                       {"chain", summary.chain},
                       {"fingerprint", summary.fingerprint.hex()},
                       {"height", summary.height},
                       {"auditEntries", summary.auditEntries},
                       {"auditHead", summary.auditHead.hex()},
                       {"bytes", summary.bytes()},
                       {"files", std::move(files)}});
        return;
    }
    printFields({{what, printable(where)},
                 {"made", formatTimestamp(summary.time)},
                 {"chain", printable(summary.chain)},
                 {"fingerprint", summary.fingerprint.hex()},
                 {"height", fmt::to_string(summary.height)},
                 {"audit entries", fmt::to_string(summary.auditEntries)},
                 {"audit head", summary.auditHead.hex()},
                 {"files", fmt::format("{} ({} bytes)", summary.files.size(), summary.bytes())}});
}

Result<Outcome> runBackup(const Context& context, const BackupVerbOptions& options)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(const BackupSummary summary, withProgress(context, [&](const BackupOptions& how) {
                  return writeBackup(workspace, options.file, how);
              }));
    print(context, summary, "backup", options.file);
    return Outcome::Done;
}

Result<Outcome> runRestore(const Context& context, const BackupVerbOptions& options)
{
    if (options.list) {
        MS_ASSIGN(const BackupSummary summary, readBackup(options.file));
        print(context, summary, "backup", options.file);
        return Outcome::Done;
    }
    if (options.folder.empty()) {
        return usageError("restore needs the new FOLDER, or --list to look into the backup only.");
    }
    MS_ASSIGN(const BackupSummary summary, withProgress(context, [&](const BackupOptions& how) {
                  return restoreBackup(options.file, options.folder, how);
              }));
    MS_TRY(AuditLog(options.folder).append({"restore", {}, {{"file", options.file}}, {}, {}}));
    print(context, summary, "folder", options.folder);
    if (!context.json) {
        note("Both folders hold the same keys: from now on write to one of them only.");
    }
    return Outcome::Done;
}

}  // namespace

void addBackup(CLI::App& app, Context& context)
{
    const auto options = std::make_shared<BackupVerbOptions>();
    CLI::App* backup =
        addVerb(app, "backup", "Copy ledger, keys, journal, audit log, profiles and settings while everything goes on",
                "  meterseal-cli backup /media/usb/city-water.zip\n"
                "  meterseal-cli -w /srv/meterseal backup /backup/monday --json");
    backup->add_option("FILE", options->file, "A new .zip file, or a new folder where the name does not end so")
        ->required();
    onRun(backup, context, [&context, options] { return runBackup(context, *options); });
    CLI::App* restore = addVerb(app, "restore", "Bring a backup back into a new folder; every file is checked first",
                                "  meterseal-cli restore /media/usb/city-water.zip --list\n"
                                "  meterseal-cli restore /media/usb/city-water.zip /srv/meterseal-restored");
    restore->add_option("FILE", options->file, "The backup")->required();
    restore->add_option("FOLDER", options->folder, "The folder to make: empty or not there yet");
    restore->add_flag("--list", options->list, "Only say what is in it");
    onRun(restore, context, [&context, options] { return runRestore(context, *options); });
}

}  // namespace meterseal::cli
