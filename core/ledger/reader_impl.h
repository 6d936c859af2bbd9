// What the reader's source files share: its connection, its prepared statements, and how its rows are read.
#pragma once

#include "ledger/sqlite.h"
#include "ledger/store.h"
#include "meterseal/ledger/reader.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace meterseal {

struct LedgerReader::Impl {
    ~Impl();

    // The prepared statement for this text, reset and ready to bind; kept for the reader's life. The number of
    // different texts is bounded by the number of filter combinations.
    Result<sqlite::Statement*> statement(const std::string& sql);
    Result<MeterRow> oneMeter(const std::string& condition, const std::function<void(sqlite::Statement&)>& bind,
                              const std::string& what);
    Result<std::vector<ActivityRow>> activity(const char* table, Timestamp from, Timestamp to);

    std::optional<sqlite::Database> db;
    std::map<std::string, sqlite::Statement> statements;  // after db: finalized first
    Genesis genesis;
    std::filesystem::path copyFolder;
};

inline constexpr const char* kBlockColumns = "height, time, hash, header, signature, first_seq, txs, records, bytes";
inline constexpr const char* kTxColumns = "tx.seq, tx.hash, tx.height, block.time, tx.type, tx.meter, meter.mn, "
                                          "tx.organisation, tx.start_ms, tx.end_ms, tx.count, tx.bytes";
inline constexpr const char* kTxTables =
    "tx LEFT JOIN block ON block.height = tx.height LEFT JOIN meter ON meter.id = tx.meter";
inline constexpr const char* kMeterRowColumns = "meter.id, mn, location, manufacturer, address, public_key, state, "
                                                "utility_approved, manufacturer_approved, token_hash, "
                                                "token_expires, register_tx, registered_at, last_convert, batches, "
                                                "records, first_record, last_record, last_anchored";
inline constexpr const char* kMeterRowTables = "meter LEFT JOIN meter_tip ON meter_tip.id = meter.id";

Result<BlockRow> readBlockRow(const sqlite::Statement& row);
Result<TxRow> readTxRow(const sqlite::Statement& row);
Result<MeterRow> readMeterRow(const sqlite::Statement& row);

// Calls visit for each row, then resets the statement whatever happened.
template <typename Visit>
Status eachRow(sqlite::Statement& statement, Visit visit)
{
    for (;;) {
        MS_ASSIGN(const bool row, statement.step());
        if (!row) {
            break;
        }
        if (Status status = visit(static_cast<const sqlite::Statement&>(statement)); !status.ok()) {
            statement.reset();
            return status;
        }
    }
    statement.reset();
    return {};
}

}  // namespace meterseal
