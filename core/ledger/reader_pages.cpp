// The keyset-paged lists. Each filter combination has an index that holds its rows in list order, so that a page reads
// little more than the rows it returns; INDEXED BY makes a missing index an error instead of a slow query.
#include "ledger/reader_impl.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::size_t kMaxPage = 10'000;

void bindAll(sqlite::Statement& statement, const std::vector<PageQuery::Value>& values)
{
    int position = 1;
    for (const PageQuery::Value& value : values) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            statement.bind(position++, *number);
        } else {
            statement.bind(position++, std::get<std::string>(value));
        }
    }
}

template <typename Row, typename Impl, typename Read>
Result<Page<Row>> readPage(Impl& impl, PageQuery query, std::size_t limit, Read read)
{
    limit = std::clamp<std::size_t>(limit, 1, kMaxPage);
    query.values.emplace_back(static_cast<std::int64_t>(limit + 1));
    MS_ASSIGN(auto* select, impl.statement(query.sql));
    Page<Row> page;
    bindAll(*select, query.values);
    MS_TRY(eachRow(*select, [&](const sqlite::Statement& s) -> Status {
        if (page.rows.size() == limit) {  // one row more than the page was asked for
            page.more = true;
            return {};
        }
        MS_ASSIGN(page.rows.emplace_back(), read(s));
        return {};
    }));
    return page;
}

const char* orderOf(Direction direction)
{
    return direction == Direction::Older ? "DESC" : "ASC";
}

const char* beyond(Direction direction)
{
    return direction == Direction::Older ? "<" : ">";
}

// The keys that a page may hold. SQLite begins and ends its search at one bound a side and tests any other row by row,
// so the tighter of a filter's bound and the cursor is chosen in the query itself.
class KeyRange {
public:
    explicit KeyRange(std::string key) : m_key(std::move(key)) {}

    // Each expression has one parameter.
    void atLeast(std::string expression, std::int64_t value) { m_lower.emplace_back(std::move(expression), value); }
    void below(std::string expression, std::int64_t value) { m_upper.emplace_back(std::move(expression), value); }
    void beyond(std::optional<std::uint64_t> cursor, Direction direction)
    {
        if (!cursor) {
            return;
        }
        const auto key = static_cast<std::int64_t>(*cursor);
        if (direction == Direction::Older) {
            below("?", key);
        } else {
            atLeast("? + 1", key);
        }
    }

    std::string condition(std::vector<PageQuery::Value>& values) const
    {
        std::string text = bound(" >= ", "max", m_lower, values);
        text += bound(" < ", "min", m_upper, values);  // second: so stand its values
        return text;
    }

private:
    using Bounds = std::vector<std::pair<std::string, std::int64_t>>;

    std::string bound(const char* relation, const char* tighter, const Bounds& bounds,
                      std::vector<PageQuery::Value>& values) const
    {
        if (bounds.empty()) {
            return {};
        }
        for (const auto& [expression, value] : bounds) {
            values.emplace_back(value);
        }
        const std::string& first = bounds.front().first;
        return " AND " + m_key + relation +
               (bounds.size() == 1 ? first : fmt::format("{}({}, {})", tighter, first, bounds.back().first));
    }

    std::string m_key;
    Bounds m_lower, m_upper;
};

// The index that holds the filtered transactions in order of seq, and false where no row can match.
bool chooseTxIndex(const TxFilter& filter, std::string& index)
{
    const bool convert = filter.type == TxType::Convert;
    if (filter.organisation && convert) {
        return false;  // converts are signed by meters
    }
    if (filter.meterId) {
        const bool other = filter.organisation || (filter.type && !convert);
        index = other ? " INDEXED BY tx_meter_other" : " INDEXED BY tx_meter";
    } else if (filter.organisation) {
        index = filter.type ? " INDEXED BY tx_organisation_type" : " INDEXED BY tx_organisation";
    } else if (filter.type) {
        index = " INDEXED BY tx_type";
    } else {
        index = " NOT INDEXED";
    }
    return true;
}

}  // namespace

Status checkTimes(std::initializer_list<Timestamp> times)
{
    if (std::all_of(times.begin(), times.end(), [](Timestamp time) { return time.inRange(); })) {
        return {};
    }
    return makeError(ErrorCode::Damaged, "ledger.damaged",
                     "A stored time is before 1970 or after 9999. Run fsck to see what else is wrong.");
}

Result<BlockRow> readBlockRow(const sqlite::Statement& row)
{
    MS_ASSIGN(const SealedBlock block, readBlock(row));
    BlockRow out;
    out.height = block.header.height;
    out.hash = block.hash;
    out.time = block.header.time;
    out.firstSeq = row.unsignedInteger(4);
    out.txCount = static_cast<std::uint32_t>(row.integer(5));
    out.recordCount = row.unsignedInteger(6);
    out.bytes = row.unsignedInteger(7);
    out.logSize = block.header.logSize;
    out.logRoot = block.header.logRoot;
    return out;
}

Result<TxRow> readTxRow(const sqlite::Statement& row)
{
    TxRow out;
    out.seq = row.unsignedInteger(0);
    MS_ASSIGN(out.hash, row.hash(1));
    out.height = row.unsignedInteger(2);
    out.time.ms = row.integer(3);
    out.type = static_cast<TxType>(row.integer(4));
    out.meterId = static_cast<std::uint32_t>(row.integer(5));
    out.mn = row.text(6);
    out.organisation = row.text(7);
    out.start.ms = row.integer(8);
    out.end.ms = row.integer(9);
    out.count = static_cast<std::uint32_t>(row.integer(10));
    out.bytes = static_cast<std::uint32_t>(row.integer(11));
    MS_TRY(checkTimes({out.time, out.start, out.end}));
    if (out.type < TxType::Register || out.type > TxType::Organisation) {
        return makeError(
            ErrorCode::Damaged, "ledger.damaged",
            fmt::format("Transaction number {} has a type that cannot be. Run fsck to see what else is wrong.",
                        out.seq));
    }
    return out;
}

Result<MeterRow> readMeterRow(const sqlite::Statement& row)
{
    MeterRow out;
    MS_ASSIGN(out.entry, readMeterEntry(row));
    out.registeredAt.ms = row.integer(12);
    if (!row.isNull(13)) {
        MS_ASSIGN(out.entry.lastConvert, row.hash(13));
        out.batches = row.unsignedInteger(14);
        out.records = row.unsignedInteger(15);
        out.firstRecord = Timestamp{row.integer(16)};
        out.lastRecord = Timestamp{row.integer(17)};
        out.lastAnchored = Timestamp{row.integer(18)};
        MS_TRY(checkTimes({*out.firstRecord, *out.lastRecord, *out.lastAnchored}));
    }
    MS_TRY(checkTimes({out.registeredAt, out.entry.tokenExpires}));
    return out;
}

PageQuery blockPageQuery(const BlockFilter& filter, std::optional<Height> cursor, Direction direction)
{
    KeyRange range("height");
    // Block times never go back, so a time range is a height range.
    if (filter.from) {
        range.atLeast("coalesce((SELECT min(height) FROM block WHERE time = (SELECT min(time) FROM block WHERE time >= "
                      "?)), 9223372036854775807)",
                      filter.from->ms);
    }
    if (filter.to) {
        range.below("coalesce((SELECT max(height) FROM block WHERE time = (SELECT max(time) FROM block WHERE time <= "
                    "?)), 0) + 1",
                    filter.to->ms);
    }
    range.beyond(cursor, direction);
    std::vector<PageQuery::Value> values;
    const std::string where = "1" + range.condition(values);
    return {fmt::format("SELECT {} FROM block NOT INDEXED WHERE {} ORDER BY height {} LIMIT ?", kBlockColumns, where,
                        orderOf(direction)),
            std::move(values)};
}

std::optional<PageQuery> txPageQuery(const TxFilter& filter, std::optional<std::uint64_t> cursor, Direction direction)
{
    std::string index;
    if (!chooseTxIndex(filter, index)) {
        return std::nullopt;
    }
    std::string where = "1";
    std::vector<PageQuery::Value> values;
    if (filter.meterId) {
        where += " AND tx.meter = ?";
        values.emplace_back(static_cast<std::int64_t>(*filter.meterId));
        if (filter.organisation || (filter.type && filter.type != TxType::Convert)) {
            where += " AND tx.type <> 4";  // what the partial index says of its rows
        }
    }
    if (filter.organisation) {
        where += " AND tx.organisation = ?";
        values.emplace_back(*filter.organisation);
    }
    if (filter.type) {
        where += " AND tx.type = ?";
        values.emplace_back(static_cast<std::int64_t>(*filter.type));
    }
    KeyRange range("tx.seq");
    if (filter.from) {
        range.atLeast("coalesce((SELECT first_seq FROM block WHERE time >= ? ORDER BY time, height LIMIT 1), "
                      "9223372036854775807)",
                      filter.from->ms);
    }
    if (filter.to) {
        range.below("coalesce((SELECT first_seq + txs FROM block WHERE time <= ? ORDER BY time DESC, height DESC LIMIT "
                    "1), 0)",
                    filter.to->ms);
    }
    range.beyond(cursor, direction);
    where += range.condition(values);
    return PageQuery{fmt::format("SELECT {} FROM tx{} LEFT JOIN block ON block.height = tx.height "
                                 "LEFT JOIN meter ON meter.id = tx.meter WHERE {} ORDER BY tx.seq {} LIMIT ?",
                                 kTxColumns, index, where, orderOf(direction)),
                     std::move(values)};
}

PageQuery meterPageQuery(const MeterFilter& filter, const std::optional<MeterEntry>& cursor, Direction direction)
{
    std::string index = "meter_mn";
    std::string where = "1";
    std::vector<PageQuery::Value> values;
    if (filter.manufacturer) {
        index = filter.state ? "meter_manufacturer_state" : "meter_manufacturer";
        where += " AND manufacturer = ?";
        values.emplace_back(*filter.manufacturer);
    } else if (filter.state) {
        index = "meter_state";
    }
    if (filter.state) {
        where += " AND state = ?";
        values.emplace_back(static_cast<std::int64_t>(*filter.state));
    }
    if (filter.mnPrefix && !filter.mnPrefix->empty()) {
        // Meter ids are ASCII, so prefix + 0x7f is above everything that begins with the prefix.
        where += " AND mn >= ? AND mn < ?";
        values.emplace_back(*filter.mnPrefix);
        values.emplace_back(*filter.mnPrefix + '\x7f');
    }
    if (cursor) {
        where += fmt::format(" AND (mn, meter.id) {} (?, ?)", beyond(direction));
        values.emplace_back(cursor->mn);
        values.emplace_back(static_cast<std::int64_t>(cursor->id));
    }
    const char* order = orderOf(direction);
    return {fmt::format("SELECT {} FROM meter INDEXED BY {} LEFT JOIN meter_tip ON meter_tip.id = meter.id "
                        "WHERE {} ORDER BY mn {}, meter.id {} LIMIT ?",
                        kMeterRowColumns, index, where, order, order),
            std::move(values)};
}

Result<Page<BlockRow>> LedgerReader::blocks(const BlockFilter& filter, std::optional<Height> cursor,
                                            Direction direction, std::size_t limit)
{
    return readPage<BlockRow>(*m_impl, blockPageQuery(filter, cursor, direction), limit, readBlockRow);
}

Result<Page<TxRow>> LedgerReader::transactions(const TxFilter& filter, std::optional<std::uint64_t> cursor,
                                               Direction direction, std::size_t limit)
{
    auto query = txPageQuery(filter, cursor, direction);
    if (!query) {
        return Page<TxRow>{};
    }
    return readPage<TxRow>(*m_impl, std::move(*query), limit, readTxRow);
}

Result<Page<MeterRow>> LedgerReader::meters(const MeterFilter& filter, std::optional<std::uint32_t> cursor,
                                            Direction direction, std::size_t limit)
{
    MS_ASSIGN(const auto scope, sqlite::TransactionScope::begin(*m_impl->db));
    std::optional<MeterEntry> last;
    if (cursor) {
        MS_ASSIGN(MeterRow row, meterById(*cursor));
        last = std::move(row.entry);
    }
    return readPage<MeterRow>(*m_impl, meterPageQuery(filter, last, direction), limit, readMeterRow);
}

}  // namespace meterseal
