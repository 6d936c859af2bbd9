// The ledger's lists: conform to Qt's rules, read what the ledger has, stay where the reader is.
#include "models/ledger_models.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/small_world.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <atomic>

using namespace meterseal;
using namespace meterseal::ui;
using Tester = QAbstractItemModelTester;

class TestModels : public QObject {
    Q_OBJECT

    std::unique_ptr<test::SmallWorld> m_world;
    std::unique_ptr<AppSettings> m_settings;
    std::unique_ptr<Format> m_format;
    std::unique_ptr<LedgerBridge> m_bridge;
    test::TemporaryFolder m_folder;

    // All rows, as keys, read the way a view reads them.
    QList<quint64> keysOf(TableModel& model)
    {
        while (model.canFetchMore({})) {
            const int before = model.rowCount();
            model.fetchMore({});
            if (!QTest::qWaitFor([&] { return model.rowCount() > before || !model.canFetchMore({}); })) {
                break;
            }
        }
        QList<quint64> keys;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row, 0);
            if (!QTest::qWaitFor([&] { return index.data(TableModel::LoadedRole).toBool(); })) {
                break;
            }
            keys << index.data(TableModel::KeyRole).toULongLong();
        }
        return keys;
    }

private slots:
    void initTestCase()
    {
        // More transactions than two pages, so that paging is real.
        m_world = std::make_unique<test::SmallWorld>(
            test::SmallWorld::Size{.meters = 60, .batchesPerMeter = 2, .recordsPerBatch = 4});
        m_settings = std::make_unique<AppSettings>(QString::fromStdString((m_folder / "s.ini").string()));
        m_settings->setLanguage(Language::English);
        m_format = std::make_unique<Format>(*m_settings);
    }
    void init()
    {
        m_bridge = std::make_unique<LedgerBridge>(
            [folder = m_world->folder()] { return LedgerReader::open(folder / "ledger.db"); });
    }
    void cleanup() { m_bridge.reset(); }

    void blocksAreAllThereNewestFirst()
    {
        BlocksModel model(*m_bridge, *m_format);
        Tester tester(&model, Tester::FailureReportingMode::QtTest);
        QCOMPARE(model.countState(), RowCount::Unknown);
        QTRY_VERIFY(model.rowCount() > 0);
        const auto keys = keysOf(model);
        QCOMPARE(quint64(keys.size()), m_bridge->totals()->height);
        for (qsizetype i = 0; i < keys.size(); ++i) {
            QCOMPARE(keys[i], m_bridge->totals()->height - quint64(i));
        }
        QCOMPARE(model.countState(), RowCount::Complete);
        QCOMPARE(model.knownTotal(), std::optional<quint64>(m_bridge->totals()->height));
    }

    void transactionsOldestFirst()
    {
        TransactionsModel model(*m_bridge, *m_format);
        Tester tester(&model, Tester::FailureReportingMode::QtTest);
        QTRY_VERIFY(model.rowCount() > PagedModelBase::kPageRows * 2);
        model.sortBy(0, Qt::AscendingOrder);
        const auto keys = keysOf(model);
        QCOMPARE(quint64(keys.size()), m_bridge->totals()->transactions);
        for (qsizetype i = 0; i < keys.size(); ++i) {
            QCOMPARE(keys[i], quint64(i));
        }
    }

    // A filtered list is read page after page; what comes out is what a plain scan of the ledger finds.
    void filteredTransactionsAreTheSameAsAScan()
    {
        TransactionsModel model(*m_bridge, *m_format);
        Tester tester(&model, Tester::FailureReportingMode::QtTest);
        QTRY_VERIFY(model.rowCount() > 0);
        TxFilter filter;
        filter.type = TxType::Register;
        model.setFilter(filter);
        QTRY_VERIFY(!model.loading());
        const auto keys = keysOf(model);
        QList<quint64> expected;
        auto reader = LedgerReader::open(m_world->folder() / "ledger.db");
        MS_VERIFY_OK(reader);
        for (std::uint64_t seq = m_bridge->totals()->transactions; seq-- > 0;) {
            const auto row = reader->transaction(seq);
            MS_VERIFY_OK(row);
            if (row->type == TxType::Register) {
                expected << seq;
            }
        }
        QCOMPARE(keys, expected);
        QCOMPARE(model.countState(), RowCount::Complete);
    }

    void metersAreOrderedByTheirNumber()
    {
        MetersModel model(*m_bridge, *m_format);
        Tester tester(&model, Tester::FailureReportingMode::QtTest);
        QTRY_VERIFY(model.rowCount() > 0);
        QCOMPARE(keysOf(model).size(), 60);
        QStringList numbers;
        for (int row = 0; row < model.rowCount(); ++row) {
            numbers << model.index(row, 0).data().toString();
        }
        QVERIFY(std::is_sorted(numbers.begin(), numbers.end()));
        MeterFilter filter;
        filter.state = MeterState::Rejected;
        model.setFilter(filter);
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 1).data(TableModel::FullTextRole).toString(), QStringLiteral("rejected"));
        QCOMPARE(model.index(0, 1).data(TableModel::ToneRole).toInt(), int(Tone::Bad));
    }

    void growthIsAnnouncedAndMovesNothing()
    {
        BlocksModel model(*m_bridge, *m_format);
        QTRY_VERIFY(model.rowCount() > 0);
        const auto before = keysOf(model);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        m_world->append();
        QTRY_COMPARE(model.newRows(), qint64(1));
        QCOMPARE(reset.count(), 0);
        QCOMPARE(keysOf(model), before);
        model.reload();
        QCOMPARE(model.newRows(), qint64(0));
        QCOMPARE(model.rowOfKey(before.first()), 1);
        QTRY_COMPARE(quint64(keysOf(model).size()), quint64(before.size()) + 1);
    }

    void keysLeadToRows()
    {
        TransactionsModel model(*m_bridge, *m_format);
        QTRY_VERIFY(model.rowCount() > 0);
        const int row = model.showKey(7);
        QCOMPARE(row, model.rowCount() - 8);
        QTRY_COMPARE(model.index(row, 0).data(TableModel::KeyRole).toULongLong(), quint64(7));
        QCOMPARE(model.showKey(quint64(model.rowCount())), -1);
    }

    void rangeShowsOneBlock()
    {
        TransactionsModel model(*m_bridge, *m_format);
        QTRY_VERIFY(model.rowCount() > 0);
        model.setRange(5, 3);
        QCOMPARE(keysOf(model), (QList<quint64>{7, 6, 5}));
    }

    void aQuestionThatFailsIsShownAndCanBeAskedAgain()
    {
        auto broken = std::make_shared<std::atomic<bool>>(true);
        LedgerBridge bridge([broken, folder = m_world->folder()] {
            return LedgerReader::open(*broken ? folder / "no-ledger.db" : folder / "ledger.db");
        });
        BlocksModel model(bridge, *m_format);
        QTRY_VERIFY(model.error().has_value());
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.countState(), RowCount::Unknown);
        *broken = false;
        QTRY_VERIFY(model.rowCount() > 0);
        QVERIFY(!model.error().has_value());
    }

    void spokenHashesAreGroups()
    {
        BlocksModel model(*m_bridge, *m_format);
        QTRY_VERIFY(model.rowCount() > 0);
        const QModelIndex hash = model.index(0, model.columnCount() - 1);
        QTRY_VERIFY(hash.data(TableModel::LoadedRole).toBool());
        QCOMPARE(hash.data(TableModel::FullTextRole).toString().size(), 64);
        QCOMPARE(hash.data(Qt::AccessibleTextRole).toString().split(u' ').size(), 16);
        QVERIFY(hash.data().toString().size() < 16);
    }
};

MS_UI_TEST_MAIN(TestModels)
#include "tst_models.moc"
