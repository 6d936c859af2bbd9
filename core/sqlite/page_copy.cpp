#include "sqlite/page_copy.h"

#include <sqlite3.h>

namespace meterseal::sqlite {

namespace {

constexpr int kPagesAStep = 256;
constexpr const char* kCopying = "Copying";

struct Finish {
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

}  // namespace

Status copyPages(Database& source, Database& target, const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                 const std::stop_token& stop)
{
    // The snapshot is held for the whole copy: without it every commit would make the copy begin again.
    MS_TRY(source.exec("BEGIN"));
    MS_TRY(source.queryInteger("SELECT COUNT(*) FROM sqlite_schema").status());
    MS_ASSIGN(const auto pageSize, source.queryInteger("PRAGMA page_size"));
    const auto pageBytes = static_cast<std::uint64_t>(pageSize.value_or(0));
    std::unique_ptr<sqlite3_backup, Finish> backup(
        sqlite3_backup_init(target.handle(), "main", source.handle(), "main"));
    if (!backup) {
        return target.errorOf(sqlite3_errcode(target.handle()), kCopying);
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
            return target.errorOf(code, kCopying);
        }
        if (stop.stop_requested()) {
            return target.errorOf(SQLITE_INTERRUPT, kCopying);
        }
    }
    const int code = sqlite3_backup_finish(backup.release());
    return code == SQLITE_OK ? Status() : Status(target.errorOf(code, kCopying));
}

}  // namespace meterseal::sqlite
