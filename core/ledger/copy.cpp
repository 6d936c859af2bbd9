#include "meterseal/ledger/copy.h"

#include "ledger/sqlite.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal {

namespace {

namespace fs = std::filesystem;

constexpr int kPagesAStep = 256;

struct Finish {
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

Status copyPages(sqlite::Database& source, sqlite::Database& target,
                 const std::function<void(std::uint64_t, std::uint64_t)>& progress, const std::stop_token& stop)
{
    // The snapshot is held for the whole copy: without it every commit would make the copy begin again.
    MS_TRY(source.exec("BEGIN"));
    MS_TRY(source.queryInteger("SELECT COUNT(*) FROM sqlite_schema").status());
    MS_ASSIGN(const auto pageSize, source.queryInteger("PRAGMA page_size"));
    const auto pageBytes = static_cast<std::uint64_t>(pageSize.value_or(0));
    std::unique_ptr<sqlite3_backup, Finish> backup(
        sqlite3_backup_init(target.handle(), "main", source.handle(), "main"));
    if (!backup) {
        return sqlite::errorOf(target.handle(), sqlite3_errcode(target.handle()), "Copying the ledger");
    }
    for (;;) {
        const int code = sqlite3_backup_step(backup.get(), kPagesAStep);
        if (progress) {
            const auto all = static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup.get()));
            const auto left = static_cast<std::uint64_t>(sqlite3_backup_remaining(backup.get()));
            progress((all - left) * pageBytes, all * pageBytes);
        }
        if (code == SQLITE_DONE) {
            break;
        }
        if (code != SQLITE_OK) {
            return sqlite::errorOf(nullptr, code, "Copying the ledger");
        }
        if (stop.stop_requested()) {
            return makeError(ErrorCode::Cancelled, "ledger.cancelled", "Copying the ledger was stopped.");
        }
    }
    const int code = sqlite3_backup_finish(backup.release());
    return code == SQLITE_OK ? Status() : Status(sqlite::errorOf(nullptr, code, "Copying the ledger"));
}

}  // namespace

Status copyLedger(const fs::path& from, const fs::path& to,
                  const std::function<void(std::uint64_t, std::uint64_t)>& progress, const std::stop_token& stop,
                  const std::string& sqliteVfs)
{
    std::error_code error;
    if (!fs::is_regular_file(from, error)) {
        return makeError(ErrorCode::NotFound, "ledger.not-found",
                         fmt::format("There is no ledger at {}. Nothing was copied.", from.string()));
    }
    if (fs::exists(to, error)) {
        return makeError(ErrorCode::Conflict, "ledger.exists",
                         fmt::format("{} is there already. It was kept; nothing was copied.", to.string()));
    }
    const auto copy = [&]() -> Status {
        MS_ASSIGN(sqlite::Database source, sqlite::Database::open(from, sqlite::Open::ReadOnly));
        MS_ASSIGN(sqlite::Database target, sqlite::Database::open(to, sqlite::Open::Create, sqliteVfs));
        return copyPages(source, target, progress, stop);
    };
    const Status done = copy();
    if (!done) {
        for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
            fs::remove(to.string() + suffix, error);
        }
    }
    return done;
}

}  // namespace meterseal
