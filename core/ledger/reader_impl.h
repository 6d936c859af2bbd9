// What the reader's source files share: its connection, its prepared statements, and how its rows are read.
#pragma once

#include "ledger/store.h"
#include "meterseal/ledger/reader.h"
#include "sqlite/database.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace meterseal {

// A folder of its own that goes with everything in it.
class PrivateFolder {
public:
    PrivateFolder() = default;
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    ~PrivateFolder();

    std::filesystem::path path;  // empty: none was made
};

// A connection that reads a ledger file without changing it. A leftover journal that cannot be recovered in place is
// read through a copy in `copy`, which must outlive the connection.
Result<sqlite::Database> openForReading(const std::filesystem::path& file, OpenMode mode, PrivateFolder& copy);

struct LedgerReader::Impl {
    // The prepared statement for this text, reset and ready to bind; kept for the reader's life. The number of
    // different texts is bounded by the number of filter combinations.
    Result<sqlite::Statement*> statement(const std::string& sql);
    Result<MeterRow> oneMeter(const std::string& condition, const std::function<void(sqlite::Statement&)>& bind,
                              std::string_view what, std::string_view name);
    Result<std::vector<ActivityRow>> activity(const char* table, Timestamp from, Timestamp to);

    PrivateFolder copy;
    std::optional<sqlite::Database> db;
    std::map<std::string, sqlite::Statement> statements;  // after db: finalized first
    Genesis genesis;
};

inline constexpr const char* kBlockColumns = "height, time, hash, header, first_seq, txs, records, bytes";
inline constexpr const char* kTxColumns = "tx.seq, tx.hash, tx.height, block.time, tx.type, tx.meter, meter.mn, "
                                          "tx.organisation, tx.start_ms, tx.end_ms, tx.count, tx.bytes";
inline constexpr const char* kTxTables =
    "tx LEFT JOIN block ON block.height = tx.height LEFT JOIN meter ON meter.id = tx.meter";
inline constexpr const char* kMeterRowColumns = "meter.id, mn, location, manufacturer, address, public_key, state, "
                                                "utility_approved, manufacturer_approved, token_hash, "
                                                "token_expires, register_tx, registered_at, last_convert, batches, "
                                                "records, first_record, last_record, last_anchored";
inline constexpr const char* kMeterRowTables = "meter LEFT JOIN meter_tip ON meter_tip.id = meter.id";

// A page's SQL, and the values for its "?" but the last, which is the row limit.
struct PageQuery {
    using Value = std::variant<std::int64_t, std::string>;
    std::string sql;
    std::vector<Value> values;
};
PageQuery blockPageQuery(const BlockFilter& filter, std::optional<Height> cursor, Direction direction);
// Nothing where no row can match.
std::optional<PageQuery> txPageQuery(const TxFilter& filter, std::optional<std::uint64_t> cursor, Direction direction);
PageQuery meterPageQuery(const MeterFilter& filter, const std::optional<MeterEntry>& cursor, Direction direction);

// Damaged where a stored time is none: formatTimestamp() takes no other.
Status checkTimes(std::initializer_list<Timestamp> times);
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
