// The explorer's own models against a plain scan of the ledger: leaves as pages, the walk back along prev, counts.
#include "models/count_model.h"
#include "models/leaf_model.h"
#include "models/ledger_models.h"
#include "models/trace_model.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/small_world.h"

#include <QAbstractItemModelTester>

#include <algorithm>

using namespace meterseal;
using namespace meterseal::ui;

using Tester = QAbstractItemModelTester;

namespace {

struct PlainLeaf {
    std::uint64_t seq;
    std::uint32_t index;
    Hash256 leaf;
    std::uint32_t meter;
};

std::vector<PlainLeaf> scan(LedgerReader& reader)
{
    std::vector<PlainLeaf> all;
    const auto totals = reader.totals().value();
    for (std::uint64_t seq = 0; seq < totals.transactions; ++seq) {
        const TxRow row = reader.transaction(seq).value();
        const Transaction tx = decodeTransaction(reader.wire(seq).value()).value();
        for (std::uint32_t i = 0; i < tx.leaves.size(); ++i) {
            all.push_back({seq, i, tx.leaves[i], row.meterId});
        }
    }
    return all;
}

bool same(const LeafRow& row, const PlainLeaf& plain)
{
    return row.batch.seq == plain.seq && row.index == plain.index && row.leaf == plain.leaf;
}

}  // namespace

class TestExplorerModels : public QObject {
    Q_OBJECT

    std::unique_ptr<test::SmallWorld> m_world;
    test::TemporaryFolder m_folder;
    std::unique_ptr<AppSettings> m_settings;
    std::unique_ptr<Format> m_format;
    std::unique_ptr<LedgerBridge> m_bridge;

    std::filesystem::path file() const { return m_world->folder() / "ledger.db"; }

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<test::SmallWorld>(
            test::SmallWorld::Size{.meters = 9, .batchesPerMeter = 40, .recordsPerBatch = 7});
        m_settings = std::make_unique<AppSettings>(QString::fromStdString((m_folder / "s.ini").string()));
        m_settings->setLanguage(Language::English);
        m_format = std::make_unique<Format>(*m_settings);
    }
    void init()
    {
        m_bridge = std::make_unique<LedgerBridge>([name = file()] { return LedgerReader::open(name); });
    }
    void cleanup() { m_bridge.reset(); }

    void leavesInPagesAreThoseOfAScan_data()
    {
        QTest::addColumn<bool>("older");
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("meter");
        for (const bool older : {false, true}) {
            for (const int limit : {1, 6, 7, 8, 100, 10000}) {
                for (const int meter : {0, 3}) {
                    QTest::addRow("%s by %d, meter %d", older ? "older" : "newer", limit, meter)
                        << older << limit << meter;
                }
            }
        }
    }
    void leavesInPagesAreThoseOfAScan()
    {
        QFETCH(bool, older);
        QFETCH(int, limit);
        QFETCH(int, meter);
        auto reader = std::move(LedgerReader::open(file())).value();
        std::vector<PlainLeaf> expected = scan(reader);
        TxFilter filter;
        if (meter != 0) {
            filter.meterId = static_cast<std::uint32_t>(meter);
            std::erase_if(expected, [&](const PlainLeaf& leaf) { return leaf.meter != filter.meterId; });
        }
        QVERIFY(!expected.empty());
        if (older) {
            std::reverse(expected.begin(), expected.end());
        }
        std::optional<std::uint64_t> cursor;
        std::size_t at = 0;
        for (bool more = true; more;) {
            const auto page = readLeaves(reader, filter, cursor, older ? Direction::Older : Direction::Newer,
                                         static_cast<std::size_t>(limit));
            MS_VERIFY_OK(page);
            QVERIFY(page->rows.size() <= static_cast<std::size_t>(limit));
            for (const LeafRow& row : page->rows) {
                QVERIFY(at < expected.size() && same(row, expected[at]));
                ++at;
            }
            more = page->more;
            QCOMPARE(more, at < expected.size());
            cursor = page->rows.empty() ? cursor : std::optional(page->rows.back().key());
        }
        QCOMPARE(at, expected.size());
    }

    void leafModel()
    {
        LeafModel model(*m_bridge, *m_format);
        Tester tester(&model, Tester::FailureReportingMode::QtTest);
        TxFilter filter;
        filter.meterId = 1;
        QTRY_VERIFY(m_bridge->totals().has_value());
        model.setFilter(filter);
        QTRY_VERIFY(!model.loading());
        while (model.canFetchMore({})) {
            model.fetchMore({});
            QTest::qWait(1);
            QTRY_VERIFY(!model.loading());
        }
        QCOMPARE(model.rowCount(), 40 * 7);
        QCOMPARE(model.countState(), RowCount::Complete);
        const QModelIndex first = model.index(0, 0);
        QTRY_COMPARE(first.data(TableModel::FullTextRole).toString(), qs(m_world->builder().meter(0).mn));
        QCOMPARE(first.data(TableModel::PlaceRole).toString(),
                 QStringLiteral("ledger/tx/%1/6").arg(qs(m_world->builder().meter(0).lastConvert.hex())));
    }

    void transactionsShowRootAndPrevious()
    {
        TransactionsModel model(*m_bridge, *m_format);
        Tester tester(&model, Tester::FailureReportingMode::QtTest);
        TxFilter filter;
        filter.meterId = 1;
        filter.type = TxType::Convert;
        QTRY_VERIFY(m_bridge->totals().has_value());
        model.setFilter(filter);
        QTRY_COMPARE(model.rowCount(), 40);
        auto reader = std::move(LedgerReader::open(file())).value();
        int root = -1;
        int prev = -1;
        for (int i = 0; i < model.columnCount(); ++i) {
            root = std::string_view(model.column(i).id) == "root" ? i : root;
            prev = std::string_view(model.column(i).id) == "prev" ? i : prev;
        }
        for (int row = 0; row < 40; ++row) {
            const auto key = model.index(row, 0).data(TableModel::KeyRole).toULongLong();
            const Transaction tx = decodeTransaction(reader.wire(key).value()).value();
            const auto& batch = std::get<ConvertBody>(tx.header.body);
            QCOMPARE(model.index(row, root).data(TableModel::FullTextRole).toString(), qs(batch.root.hex()));
            QCOMPARE(model.index(row, prev).data(TableModel::FullTextRole).toString(),
                     batch.prev.isZero() ? QString() : qs(batch.prev.hex()));
        }
    }

    void theTraceLeadsToTheFirstBatch()
    {
        TraceModel model(*m_bridge, *m_format);
        const auto& meter = m_world->builder().meter(0);
        model.follow(meter.lastConvert, meter.address);
        QTRY_COMPARE(model.rowCount(), int(TraceModel::kLinksAtOnce));
        QCOMPARE(model.countState(), RowCount::Partial);
        QVERIFY(!model.whole());
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 40);
        QVERIFY(model.whole());
        QCOMPARE(model.countState(), RowCount::Complete);
        QCOMPARE(model.records(), std::uint64_t(40 * 7));
        QCOMPARE(model.index(0, TraceModel::kHash).data(TableModel::FullTextRole).toString(),
                 qs(meter.lastConvert.hex()));
    }

    // The tester asks for more as soon as it may, also while rows arrive.
    void theTraceAsAModel()
    {
        TraceModel model(*m_bridge, *m_format);
        Tester tester(&model, Tester::FailureReportingMode::QtTest);
        const auto& meter = m_world->builder().meter(0);
        model.follow(meter.lastConvert, meter.address);
        QTRY_VERIFY(model.whole());
        QCOMPARE(model.rowCount(), 40);
    }

    void aBrokenTraceSaysWhere()
    {
        TraceModel model(*m_bridge, *m_format);
        Tester tester(&model, Tester::FailureReportingMode::QtTest);
        model.follow(m_world->builder().meter(0).lastConvert, m_world->builder().meter(1).address);
        QTRY_VERIFY(model.error().has_value());
        QCOMPARE(qs(model.error()->reason), QStringLiteral("trace.foreign"));
        QVERIFY(!model.whole());
        QCOMPARE(model.rowCount(), 0);
        // Another question begins anew.
        model.follow({}, m_world->builder().meter(0).address);
        QVERIFY(model.whole());
    }

    void countModel()
    {
        CountModel model({"a", "A"}, {"b", "B"}, *m_format);
        Tester tester(&model, Tester::FailureReportingMode::QtTest);
        model.setRows({{QStringLiteral("x"), QStringLiteral("exact"), 1234}, {QStringLiteral("y"), {}, 0}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("1,234"));
        QCOMPARE(model.index(0, 1).data(TableModel::FullTextRole).toString(), QStringLiteral("1234"));
        QCOMPARE(model.index(0, 0).data(TableModel::FullTextRole).toString(), QStringLiteral("exact"));
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }
};

MS_UI_TEST_MAIN(TestExplorerModels)
#include "tst_explorer_models.moc"
