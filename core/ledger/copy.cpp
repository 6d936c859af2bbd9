#include "meterseal/ledger/copy.h"

#include "ledger/schema.h"
#include "sqlite/page_copy.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

namespace fs = std::filesystem;

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
        MS_ASSIGN(sqlite::Database source, openLedgerFile(from, sqlite::Open::ReadOnly));
        MS_ASSIGN(sqlite::Database target, openLedgerFile(to, sqlite::Open::Create, sqliteVfs));
        return sqlite::copyPages(source, target, progress, stop);
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
