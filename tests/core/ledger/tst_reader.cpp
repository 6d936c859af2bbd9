// Every list with random filters, cursors, limits and both directions against an oracle that reads all rows from the
// raw tables, filters and sorts them in memory.
#include "ledger/reader_impl.h"
#include "ledger/schema.h"
#include "meterseal/crypto/sha256.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <set>

using namespace meterseal;
using test::LedgerBuilder;
using test::TemporaryFolder;

namespace {

constexpr std::size_t kMeters = 200;
constexpr std::size_t kTransactions = 3000;

sqlite::Database rawDatabase(const std::filesystem::path& file)
{
    return std::move(openLedgerFile(file, sqlite::Open::ReadOnly)).value();
}

// All rows of a table, as the columns' plain values.
template <typename Visit>
void forEach(sqlite::Database& db, const std::string& sql, Visit visit)
{
    auto select = std::move(db.prepare(sql)).value();
    while (select.step().value()) {
        visit(select);
    }
}

Timestamp ms(const sqlite::Statement& s, int column)
{
    return Timestamp{s.integer(column)};
}

struct Everything {
    std::vector<BlockRow> blocks;
    std::vector<TxRow> transactions;
    std::vector<MeterRow> meters;  // in list order
};

Everything readEverything(const std::filesystem::path& file)
{
    Everything all;
    auto db = rawDatabase(file);
    std::map<Height, Timestamp> times;
    forEach(db, "SELECT height, time, hash, txs, records, bytes, first_seq FROM block", [&](const auto& s) {
        BlockRow row;
        row.height = s.unsignedInteger(0);
        row.time = times[row.height] = ms(s, 1);
        row.hash = s.hash(2).value();
        row.txCount = static_cast<std::uint32_t>(s.integer(3));
        row.recordCount = s.unsignedInteger(4);
        row.bytes = s.unsignedInteger(5);
        row.firstSeq = s.unsignedInteger(6);
        all.blocks.push_back(row);
    });
    std::map<std::uint32_t, std::string> names;
    forEach(db, "SELECT id, mn, manufacturer, state, registered_at, address FROM meter", [&](const auto& s) {
        MeterRow row;
        row.entry.id = static_cast<std::uint32_t>(s.integer(0));
        row.entry.mn = names[row.entry.id] = s.text(1);
        row.entry.manufacturer = s.text(2);
        row.entry.state = static_cast<MeterState>(s.integer(3));
        row.registeredAt = ms(s, 4);
        row.entry.address = s.text(5);
        all.meters.push_back(row);
    });
    forEach(db, "SELECT seq, hash, height, type, meter, organisation, start_ms, end_ms, count, bytes FROM tx",
            [&](const auto& s) {
                TxRow row;
                row.seq = s.unsignedInteger(0);
                row.hash = s.hash(1).value();
                row.height = s.unsignedInteger(2);
                row.time = times.at(row.height);
                row.type = static_cast<TxType>(s.integer(3));
                row.meterId = static_cast<std::uint32_t>(s.integer(4));
                row.mn = row.meterId != 0 ? names.at(row.meterId) : "";
                row.organisation = s.text(5);
                row.start = ms(s, 6);
                row.end = ms(s, 7);
                row.count = static_cast<std::uint32_t>(s.integer(8));
                row.bytes = static_cast<std::uint32_t>(s.integer(9));
                all.transactions.push_back(row);
            });
    std::sort(all.meters.begin(), all.meters.end(), [](const MeterRow& a, const MeterRow& b) {
        return std::tie(a.entry.mn, a.entry.id) < std::tie(b.entry.mn, b.entry.id);
    });
    return all;
}

bool same(const BlockRow& a, const BlockRow& b)
{
    return a.height == b.height && a.hash == b.hash && a.time == b.time && a.txCount == b.txCount &&
           a.recordCount == b.recordCount && a.bytes == b.bytes && a.firstSeq == b.firstSeq;
}
bool same(const TxRow& a, const TxRow& b)
{
    return a.seq == b.seq && a.hash == b.hash && a.height == b.height && a.time == b.time && a.type == b.type &&
           a.meterId == b.meterId && a.mn == b.mn && a.organisation == b.organisation && a.start == b.start &&
           a.end == b.end && a.count == b.count && a.bytes == b.bytes;
}
bool same(const MeterRow& a, const MeterRow& b)
{
    return a.entry.id == b.entry.id && a.entry.mn == b.entry.mn && a.entry.state == b.entry.state &&
           a.entry.manufacturer == b.entry.manufacturer && a.registeredAt == b.registeredAt &&
           a.entry.address == b.entry.address;
}

bool matches(const BlockRow& row, const BlockFilter& f)
{
    return (!f.from || row.time >= *f.from) && (!f.to || row.time <= *f.to);
}
bool matches(const TxRow& row, const TxFilter& f)
{
    return (!f.type || row.type == *f.type) && (!f.meterId || row.meterId == *f.meterId) &&
           (!f.organisation || row.organisation == *f.organisation) && (!f.from || row.time >= *f.from) &&
           (!f.to || row.time <= *f.to);
}
bool matches(const MeterRow& row, const MeterFilter& f)
{
    return (!f.state || row.entry.state == *f.state) &&
           (!f.manufacturer || row.entry.manufacturer == *f.manufacturer) &&
           (!f.mnPrefix || row.entry.mn.starts_with(*f.mnPrefix));
}

// The page of `rows` (ascending) after the row at `cursor`, by position; the definition of a page.
template <typename Row, typename Filter>
Page<Row> slowPage(const std::vector<Row>& rows, const Filter& filter, std::optional<std::size_t> cursor,
                   Direction direction, std::size_t limit)
{
    Page<Row> page;
    const bool older = direction == Direction::Older;
    for (std::size_t n = 0; n < rows.size(); ++n) {
        const std::size_t i = older ? rows.size() - 1 - n : n;
        if ((cursor && (older ? i >= *cursor : i <= *cursor)) || !matches(rows[i], filter)) {
            continue;
        }
        if (page.rows.size() == limit) {
            page.more = true;
            break;
        }
        page.rows.push_back(rows[i]);
    }
    return page;
}

template <typename Row>
QString difference(const Result<Page<Row>>& page, const Page<Row>& expected)
{
    if (!page.ok()) {
        return qs(page.error().message);
    }
    if (page->rows.size() != expected.rows.size() || page->more != expected.more) {
        return QStringLiteral("%1 rows (more: %2) and not %3 (%4)")
            .arg(page->rows.size())
            .arg(page->more)
            .arg(expected.rows.size())
            .arg(expected.more);
    }
    for (std::size_t i = 0; i < expected.rows.size(); ++i) {
        if (!same(page->rows[i], expected.rows[i])) {
            return QStringLiteral("row %1 differs").arg(i);
        }
    }
    return {};
}

}  // namespace

class TestReader : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_file = m_folder / "ledger.db";
    LedgerBuilder m_world{7};
    Everything m_all;
    std::mt19937_64 m_random{11};

    bool chance(unsigned percent) { return m_random() % 100 < percent; }
    std::size_t upTo(std::size_t end) { return static_cast<std::size_t>(m_random() % end); }
    Direction direction() { return chance(50) ? Direction::Older : Direction::Newer; }
    std::size_t limit() { return chance(10) ? 1 : chance(10) ? 5000 : 1 + upTo(60); }
    Timestamp time()
    {
        // Exactly a block's time, one beside it, or before and after all.
        const std::int64_t near = m_all.blocks[upTo(m_all.blocks.size())].time.ms;
        const std::int64_t edges[] = {near, near, near - 1, near + 1, 0, Timestamp::kMaxMs};
        return Timestamp{edges[upTo(std::size(edges))]};
    }
    template <typename Row>
    std::optional<std::size_t> position(const std::vector<Row>& rows)
    {
        return chance(30) ? std::nullopt : std::optional(chance(10) ? rows.size() - 1 : upTo(rows.size()));
    }

private slots:
    void initTestCase()
    {
        test::writeMixedLedger(m_file, m_world, kMeters, kTransactions, 3);
        m_all = readEverything(m_file);
        QVERIFY(m_all.transactions.size() >= kTransactions);
        QVERIFY(m_all.blocks.size() > 300);
        // The mix holds what the filters ask for, or the comparison below would prove little.
        std::set<TxType> types;
        std::set<std::string> organisations;
        for (const TxRow& row : m_all.transactions) {
            types.insert(row.type);
            organisations.insert(row.organisation);
        }
        QCOMPARE(types.size(), std::size_t(8));
        QVERIFY(organisations.contains("second") && organisations.contains("maker"));
        std::set<MeterState> states;
        for (const MeterRow& row : m_all.meters) {
            states.insert(row.entry.state);
        }
        QVERIFY(states.size() >= 4);
        QVERIFY(test::faultsOf(m_file).empty());
    }

    void blocksLikeTheOracle()
    {
        auto reader = std::move(LedgerReader::open(m_file)).value();
        for (int round = 0; round < 600; ++round) {
            BlockFilter filter;
            filter.from = chance(50) ? std::optional(time()) : std::nullopt;
            filter.to = chance(50) ? std::optional(time()) : std::nullopt;
            const auto cursor = position(m_all.blocks);
            const Direction to = direction();
            const std::size_t rows = limit();
            const auto page =
                reader.blocks(filter, cursor ? std::optional(m_all.blocks[*cursor].height) : std::nullopt, to, rows);
            const QString fault = difference(page, slowPage(m_all.blocks, filter, cursor, to, rows));
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(fault)));
        }
    }

    void transactionsLikeTheOracle()
    {
        static const std::string kOrganisations[] = {"utility", "maker", "second", "insurer", "nobody"};
        auto reader = std::move(LedgerReader::open(m_file)).value();
        for (int round = 0; round < 3000; ++round) {
            TxFilter filter;
            if (chance(40)) {
                filter.type = static_cast<TxType>(1 + upTo(8));
            }
            if (chance(40)) {
                filter.meterId = static_cast<std::uint32_t>(1 + upTo(kMeters + 1));
            }
            if (chance(40)) {
                filter.organisation = kOrganisations[upTo(std::size(kOrganisations))];
            }
            filter.from = chance(30) ? std::optional(time()) : std::nullopt;
            filter.to = chance(30) ? std::optional(time()) : std::nullopt;
            const auto cursor = position(m_all.transactions);
            const Direction to = direction();
            const std::size_t rows = limit();
            const auto page =
                reader.transactions(filter, cursor ? std::optional(std::uint64_t(*cursor)) : std::nullopt, to, rows);
            const QString fault = difference(page, slowPage(m_all.transactions, filter, cursor, to, rows));
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(fault)));
        }
    }

    void metersLikeTheOracle()
    {
        static const std::string kMakers[] = {"汇中仪表", "Acme Meters", "Étalon", "Nobody"};
        static const std::string kPrefixes[] = {"", "1", "1000000000", "10000000003", "100000000042", "2", "汇", "%"};
        auto reader = std::move(LedgerReader::open(m_file)).value();
        for (int round = 0; round < 1500; ++round) {
            MeterFilter filter;
            if (chance(50)) {
                filter.state = static_cast<MeterState>(1 + upTo(6));
            }
            if (chance(50)) {
                filter.manufacturer = kMakers[upTo(std::size(kMakers))];
            }
            if (chance(50)) {
                filter.mnPrefix = kPrefixes[upTo(std::size(kPrefixes))];
            }
            const auto cursor = position(m_all.meters);
            const Direction to = direction();
            const std::size_t rows = limit();
            const auto page =
                reader.meters(filter, cursor ? std::optional(m_all.meters[*cursor].entry.id) : std::nullopt, to, rows);
            const QString fault = difference(page, slowPage(m_all.meters, filter, cursor, to, rows));
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(fault)));
        }
        MS_VERIFY_REASON(reader.meters({}, 4'000'000, Direction::Older, 10), "ledger.no-such-meter");
    }

    // Page after page gives every row once, there and back.
    void walkingFromEndToEnd()
    {
        auto reader = std::move(LedgerReader::open(m_file)).value();
        for (const Direction to : {Direction::Older, Direction::Newer}) {
            std::vector<std::uint64_t> seen;
            std::optional<std::uint64_t> cursor;
            for (bool more = true; more;) {
                const auto page = reader.transactions({}, cursor, to, 97);
                MS_VERIFY_OK(page);
                for (const TxRow& row : page->rows) {
                    seen.push_back(row.seq);
                }
                cursor = seen.back();
                more = page->more;
            }
            if (to == Direction::Older) {
                std::reverse(seen.begin(), seen.end());
            }
            QCOMPARE(seen.size(), m_all.transactions.size());
            for (std::size_t i = 0; i < seen.size(); ++i) {
                QCOMPARE(seen[i], std::uint64_t(i));
            }
        }
    }

    void singleRowsAndTotals()
    {
        auto reader = std::move(LedgerReader::open(m_file)).value();
        for (std::size_t i = 0; i < m_all.transactions.size(); i += 41) {
            const TxRow& expected = m_all.transactions[i];
            QVERIFY(same(reader.transaction(expected.seq).value(), expected));
            QVERIFY(same(reader.transactionByHash(expected.hash).value(), expected));
            const Bytes wire = reader.wire(expected.seq).value();
            QVERIFY(txHashOf(wire) == expected.hash);
            const LogEntry entry{expected.height, expected.time, expected.hash};
            QVERIFY(reader.logLeaves(expected.seq, 1)->front() == entry.leaf());
            QVERIFY(reader.logEntries(expected.seq, 1)->front() == entry);
        }
        for (const BlockRow& expected : m_all.blocks) {
            QVERIFY(same(reader.blockRow(expected.height).value(), expected));
            QCOMPARE(reader.heightOfBlock(expected.hash).value(), expected.height);
        }
        std::uint64_t records = 0;
        std::map<std::uint32_t, std::vector<const TxRow*>> batches;
        for (const TxRow& row : m_all.transactions) {
            records += row.count;
            if (row.type == TxType::Convert) {
                batches[row.meterId].push_back(&row);
            }
        }
        const auto totals = reader.totals();
        MS_VERIFY_OK(totals);
        QCOMPARE(totals->records, records);
        QCOMPARE(totals->transactions, std::uint64_t(m_all.transactions.size()));
        QCOMPARE(totals->meters, std::uint64_t(m_all.meters.size()));
        for (const MeterRow& meter : m_all.meters) {
            QVERIFY(same(reader.meterById(meter.entry.id).value(), meter));
            QVERIFY(same(reader.meterByMn(meter.entry.mn).value(), meter));
            QVERIFY(same(reader.meterByAddress(meter.entry.address).value(), meter));
            const auto found = reader.batchesOf(meter.entry.id);
            MS_VERIFY_OK(found);
            QCOMPARE(found->size(), batches[meter.entry.id].size());
            for (std::size_t i = 0; i < found->size(); ++i) {
                QCOMPARE((*found)[i].seq, batches[meter.entry.id][i]->seq);
                QVERIFY((*found)[i].start == batches[meter.entry.id][i]->start);
            }
        }
        MS_VERIFY_REASON(reader.transaction(9'999'999), "ledger.no-such-transaction");
        MS_VERIFY_REASON(reader.wire(9'999'999), "ledger.no-such-transaction");
        MS_VERIFY_REASON(reader.block(0), "ledger.no-such-block");
        MS_VERIFY_REASON(reader.blockRow(9'999'999), "ledger.no-such-block");
        MS_VERIFY_REASON(reader.heightOfBlock(crypto::sha256("x")), "ledger.no-such-block");
        MS_VERIFY_REASON(reader.meterByMn("nobody"), "ledger.no-such-meter");
        MS_VERIFY_REASON(reader.logLeaves(9'999'999, 1), "ledger.damaged");
    }

    void activityIsTheSumOfTheBlocks()
    {
        auto reader = std::move(LedgerReader::open(m_file)).value();
        for (const std::int64_t unit : {std::int64_t(60'000), std::int64_t(86'400'000)}) {
            std::map<std::int64_t, ActivityRow> expected;
            for (const BlockRow& block : m_all.blocks) {
                ActivityRow& row = expected[block.time.ms - block.time.ms % unit];
                row.transactions += block.txCount;
                row.records += block.recordCount;
            }
            const Timestamp all{Timestamp::kMaxMs};
            const auto rows = unit == 60'000 ? reader.activityPerMinute({}, all) : reader.activityPerDay({}, all);
            MS_VERIFY_OK(rows);
            QCOMPARE(rows->size(), expected.size());
            std::size_t i = 0;
            for (const auto& [start, row] : expected) {
                QCOMPARE((*rows)[i].from.ms, start);
                QCOMPARE((*rows)[i].transactions, row.transactions);
                QCOMPARE((*rows)[i++].records, row.records);
            }
        }
    }

    void limitsAreHeld()
    {
        auto reader = std::move(LedgerReader::open(m_file)).value();
        QCOMPARE(reader.transactions({}, std::nullopt, Direction::Older, 0)->rows.size(), std::size_t(1));
        QCOMPARE(reader.transactions({}, std::nullopt, Direction::Older, SIZE_MAX)->rows.size(),
                 m_all.transactions.size());
    }

    // A ledger without a block answers every question.
    void anEmptyLedger()
    {
        const auto file = m_folder / "empty.db";
        MS_VERIFY_OK(LedgerStore::create(file, m_world.genesis()));
        for (const OpenMode mode : {OpenMode::Shared, OpenMode::ReadOnly}) {
            auto reader = std::move(LedgerReader::open(file, mode)).value();
            QVERIFY(reader.fingerprint() == fingerprintOf(m_world.genesis()));
            QCOMPARE(reader.totals()->transactions, std::uint64_t(0));
            QVERIFY(!reader.totals()->head);
            const BlockFilter someTime{LedgerBuilder::kStart, LedgerBuilder::kStart};
            QVERIFY(reader.blocks(someTime, std::nullopt, Direction::Older, 10)->rows.empty());
            TxFilter filter;
            filter.from = filter.to = LedgerBuilder::kStart;
            QVERIFY(reader.transactions(filter, std::nullopt, Direction::Newer, 10)->rows.empty());
            QVERIFY(reader.meters({}, std::nullopt, Direction::Newer, 10)->rows.empty());
            QCOMPARE(reader.organisations()->size(), std::size_t(3));
            QVERIFY(reader.consistencyProof(0, 0)->empty());
            MS_VERIFY_REASON(reader.proof(crypto::sha256("x")), "ledger.no-such-transaction");
        }
        QVERIFY(test::faultsOf(file).empty());
    }
};

QTEST_APPLESS_MAIN(TestReader)
#include "tst_reader.moc"
