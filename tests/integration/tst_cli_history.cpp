// A ledger cut back, an audit log without its head, a clock that cannot be right: what the command line does about
// them.
#include "integration/cli_runner.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

using namespace meterseal;
using test::Cli;
using test::CliResult;
namespace fs = std::filesystem;

class TestCliHistory : public QObject {
    Q_OBJECT

    CliResult registerMeter(const char* mn, const QStringList& more = {}) const
    {
        return m_cli.run(QStringList{"meter", "register", mn, "--location", "Lane 1", "--manufacturer", "Maker", "--as",
                                     "water", "--json"} +
                         more);
    }
    static void setTime(const fs::path& file, std::int64_t secondsFromNow)
    {
        timespec now = {};
        ::clock_gettime(CLOCK_REALTIME, &now);
        const timespec both[2]{{now.tv_sec + secondsFromNow, 0}, {now.tv_sec + secondsFromNow, 0}};
        QCOMPARE(::utimensat(AT_FDCWD, file.c_str(), both, 0), 0);
    }

private slots:
    void initTestCase()
    {
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString((m_folder / "state").string()));
        m_cli = Cli(qs((m_folder / "w").string()));
        MS_VERIFY_EXIT(m_cli.run({"init", "--chain", "harbour", "--organisation", "water:utility:Water",
                                  "--organisation", "maker:manufacturer:Maker"}),
                       0);
        MS_VERIFY_EXIT(registerMeter("4711"), 0);
    }

    void aLedgerCutBackIsAFaultNamedAndNotWritten()
    {
        const fs::path ledger = m_folder / "w" / "ledger.db";
        fs::copy_file(ledger, m_folder / "earlier.db");
        MS_VERIFY_EXIT(registerMeter("4712"), 0);
        fs::copy_file(ledger, m_folder / "now.db");
        MS_VERIFY_EXIT(m_cli.run({"fsck"}), 0);
        fs::copy_file(m_folder / "earlier.db", ledger, fs::copy_options::overwrite_existing);

        const CliResult checked = m_cli.run({"fsck", "--json"});
        MS_VERIFY_EXIT(checked, 1);
        QVERIFY2(checked.out.contains("\"ledger.shorter\""), checked.out);
        QVERIFY2(checked.out.contains("\"faults\":1"), checked.out);
        const CliResult read = m_cli.run({"blocks"});
        MS_VERIFY_EXIT(read, 0);
        QVERIFY2(read.err.contains("ledger.shorter"), read.err);
        const CliResult written = registerMeter("4713");
        MS_VERIFY_EXIT(written, 3);
        QCOMPARE(written.reason(), QStringLiteral("ledger.shorter"));

        fs::copy_file(m_folder / "now.db", ledger, fs::copy_options::overwrite_existing);
        MS_VERIFY_EXIT(m_cli.run({"fsck"}), 0);
        MS_VERIFY_EXIT(registerMeter("4713"), 0);
    }

    // The holder of all keys went on from an earlier copy another way, on a machine that had seen nothing. Whoever saw
    // the first way is told by every verb that reads, and nothing is signed or sealed.
    void anotherHistoryIsToldByEveryVerb()
    {
        const fs::path copy = m_folder / "copy";
        fs::copy(m_folder / "w", copy, fs::copy_options::recursive);
        const Cli ours = m_cli;
        m_cli = Cli(qs(copy.string()));
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString((m_folder / "stranger").string()));
        for (const char* mn : {"9001", "9002", "9003"}) {
            MS_VERIFY_EXIT(registerMeter(mn), 0);
        }
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString((m_folder / "state").string()));
        MS_VERIFY_EXIT(
            ours.run({"meter", "register", "4800", "--location", "Lane 1", "--manufacturer", "Maker", "--as", "water"}),
            0);
        MS_VERIFY_EXIT(ours.run({"blocks"}), 0);  // seen from this workspace, and remembered for every other
        test::writeFile(m_folder / "records.jsonl", "{\"alarmCode\":\"lowBatteryAlarm\",\"alarmTime\":"
                                                    "\"2026-01-02T03:04:05.000Z\",\"mn\":\"4711\",\"value\":1}\n");
        const QString records = qs((m_folder / "records.jsonl").string());
        const QList<QStringList> reading{
            {"blocks"},
            {"meter", "list"},
            {"trace", "4711"},
            {"checkpoint"},
            {"network", "status"},
            {"search", "4711"},
            {"verify", records, "--extract"},
            {"export", "meters"},
            {"evidence", "make", records, "--output", qs((m_folder / "e.mseal.zip").string())},
        };
        for (const QStringList& verb : reading) {
            const CliResult read = m_cli.run(verb);
            QVERIFY2(read.err.count("ledger.other-history") == 1, qPrintable(verb.join(' ') + ": " + read.err));
        }
        CliResult refused = registerMeter("9004");
        MS_VERIFY_EXIT(refused, 3);
        QCOMPARE(refused.reason(), QStringLiteral("ledger.other-history"));
        refused = m_cli.run({"tx", "offer", qs((m_folder / "reviews.mseal-tx").string()), "--review", "9001", "--as",
                             "maker", "--approve", "--reason", "seen", "--json"});
        QCOMPARE(refused.reason(), QStringLiteral("ledger.other-history"));
        MS_VERIFY_EXIT(m_cli.run({"fsck"}), 1);
        m_cli = ours;
        MS_VERIFY_EXIT(m_cli.run({"fsck"}), 0);
    }

    void aClockThatCannotBeRightIsNotSealedWith()
    {
        const fs::path keys = m_folder / "w" / "keys.meterseal";
        setTime(keys, 3600);
        const CliResult refused = registerMeter("4714");
        MS_VERIFY_EXIT(refused, 3);
        QCOMPARE(refused.reason(), QStringLiteral("clock.behind-files"));
        const CliResult status = m_cli.run({"network", "status"});
        MS_VERIFY_EXIT(status, 0);
        QVERIFY2(status.out.contains("the clock was set back"), status.out);
        MS_VERIFY_EXIT(registerMeter("4714", {"--clock-is-right"}), 0);
        setTime(keys, 0);
        MS_VERIFY_EXIT(registerMeter("4715"), 0);
        const CliResult well = m_cli.run({"network", "status", "--json"});
        QVERIFY(well.json()["clockOffsetSeconds"].get<int>() < 600);
    }

    void anAuditLogWithoutItsHeadIsBroken()
    {
        const fs::path log = m_folder / "w" / "audit.jsonl";
        MS_VERIFY_EXIT(m_cli.run({"audit", "--verify"}), 0);
        std::string lines = test::readFile(log);
        for (int i = 0; i < 2; ++i) {  // two lines cut
            lines.erase(lines.rfind('\n', lines.size() - 2) + 1);
        }
        test::writeFile(log, lines);
        fs::remove(m_folder / "w" / "audit.head");
        const CliResult found = m_cli.run({"audit", "--verify", "--json"});
        MS_VERIFY_EXIT(found, 1);
        QVERIFY2(found.out.contains("headLost"), found.out);
    }

private:
    test::TemporaryFolder m_folder;
    Cli m_cli;
};

QTEST_GUILESS_MAIN(TestCliHistory)
#include "tst_cli_history.moc"
