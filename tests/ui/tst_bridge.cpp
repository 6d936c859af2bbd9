// The bridge: answers arrive on the event loop, only the wanted ones, only while somebody is there to take them.
#include "bridge/ledger_bridge.h"
#include "bridge/row_writer.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/small_world.h"
#include "ui/support/watchdog.h"

#include <QSignalSpy>
#include <QThread>

#include <atomic>

using namespace meterseal;
using namespace meterseal::ui;

class TestBridge : public QObject {
    Q_OBJECT
private slots:
    void answersOnTheEventLoop()
    {
        TaskRunner runner("test");
        QThread* worker = nullptr;
        int answer = 0;
        auto handle = runner.run(
            this,
            [&worker](std::stop_token) {
                worker = QThread::currentThread();
                return 42;
            },
            [&answer, this](int value) {
                QCOMPARE(QThread::currentThread(), thread());
                answer = value;
            });
        QVERIFY(handle.running());
        QTRY_COMPARE(answer, 42);
        QVERIFY(worker != thread());
        QVERIFY(!handle.running());
    }

    void latestQuestionWins()
    {
        TaskRunner runner("test");
        QList<int> answers;
        std::atomic<int> worked{0};
        TaskHandle handle;
        for (int i = 0; i < 50; ++i) {
            handle = runner.run(
                this,
                [i, &worked](std::stop_token) {
                    ++worked;
                    QThread::msleep(2);
                    return i;
                },
                [&answers](int value) { answers << value; });
        }
        QTRY_COMPARE(answers, QList<int>{49});
        QVERIFY2(worked < 50, "questions that were taken back before their turn are not worked on");
    }

    void noAnswerToOneWhoIsGone()
    {
        TaskRunner runner("test");
        bool answered = false;
        bool after = false;
        auto* context = new QObject;
        auto gone = runner.run(
            context, [](std::stop_token) { return 1; }, [&answered](int) { answered = true; });
        delete context;
        auto later = runner.run(
            this, [](std::stop_token) { return 2; }, [&after](int) { after = true; });
        QTRY_VERIFY(after);
        QVERIFY(!answered);
    }

    void destructionStopsWhatRuns()
    {
        std::atomic<bool> stopped{false};
        {
            TaskRunner runner("test");
            std::atomic<bool> started{false};
            auto handle = runner.run(
                this,
                [&](std::stop_token stop) {
                    started = true;
                    while (!stop.stop_requested()) {
                        std::this_thread::yield();
                    }
                    stopped = true;
                    return 0;
                },
                [](int) {});
            handle.release();
            QTRY_VERIFY(started);
        }
        QVERIFY(stopped);
    }

    void ledgerIsReadAndFollowed()
    {
        test::SmallWorld world({.meters = 2, .batchesPerMeter = 1});
        LedgerBridge bridge([folder = world.folder()] { return LedgerReader::open(folder / "ledger.db"); });
        QTRY_VERIFY(bridge.totals().has_value());
        const auto before = bridge.totals()->transactions;
        QSignalSpy grown(&bridge, &LedgerBridge::totalsChanged);
        world.append();
        QTRY_COMPARE(bridge.totals()->transactions, before + 1);
        QVERIFY(grown.count() >= 1);

        std::optional<Result<BlockRow>> row;
        auto handle = bridge.query(
            this, [](LedgerReader& reader) { return reader.blockRow(1); },
            [&row](Result<BlockRow> answer) { row = std::move(answer); });
        QTRY_VERIFY(row.has_value());
        MS_VERIFY_OK(*row);
        QCOMPARE((*row)->height, Height(1));
    }

    void ledgerThatIsNotThereIsAnErrorNotACrash()
    {
        LedgerBridge bridge([] { return LedgerReader::open("/nonexistent/ledger.db"); });
        QTRY_VERIFY(bridge.error().has_value());
        QVERIFY(!bridge.totals().has_value());
        QCOMPARE(qs(bridge.error()->reason), QStringLiteral("ledger.not-found"));
    }

    void cancelledQueryIsInterrupted()
    {
        test::SmallWorld world({.meters = 2, .batchesPerMeter = 1});
        LedgerBridge bridge([folder = world.folder()] { return LedgerReader::open(folder / "ledger.db"); });
        std::atomic<bool> running{false};
        std::atomic<bool> ended{false};
        auto handle = bridge.query(
            this,
            [&](LedgerReader& reader) -> Result<LedgerTotals> {
                running = true;
                // Never ends by itself: only the interrupt does it, by failing one of the reads.
                for (;;) {
                    if (auto leaves = reader.logLeaves(0, 8); !leaves) {
                        ended = true;
                        return leaves.error();
                    }
                }
            },
            [](Result<LedgerTotals>) { QFAIL("a cancelled query has no answer"); });
        QTRY_VERIFY(running);
        handle.cancel();
        QTRY_VERIFY(ended);
    }

    void unfinishedFileLeavesNothing()
    {
        test::TemporaryFolder folder;
        const auto file = folder / "rows.csv";
        {
            auto writer = RowWriter::create(file, RowFormat::Csv, {"Meter"}, {"mn"});
            MS_VERIFY_OK(writer);
            MS_VERIFY_OK((*writer)->row(std::vector<std::string>{"0012"}));
        }
        QVERIFY(std::filesystem::is_empty(folder.path()));
        auto writer = RowWriter::create(file, RowFormat::JsonLines, {"Meter"}, {"mn"});
        MS_VERIFY_OK(writer);
        MS_VERIFY_OK((*writer)->row(std::vector<std::string>{"0012"}));
        MS_VERIFY_OK((*writer)->finish());
        QCOMPARE(qs(test::readFile(file)), QStringLiteral("{\"mn\":\"0012\"}\n"));
        MS_VERIFY_REASON(RowWriter::create("/nonexistent/rows.csv", RowFormat::Csv, {}, {}), "export.cannot-write");
    }
};

MS_UI_TEST_MAIN(TestBridge)
#include "tst_bridge.moc"
