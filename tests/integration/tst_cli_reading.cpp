// How a record file is read, from the command line: what is asked without a terminal, what an answer does, what is kept
// of it for the same file and for the next one, and what is said of the records together.
#include "integration/cli_runner.h"
#include "source_dir.h"
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "support/terminal_process.h"

using namespace meterseal;
using test::Cli;
using test::CliResult;

namespace {

const QString kCases = QStringLiteral(METERSEAL_SOURCE_DIR "/tests/vectors/cases/");

QByteArray table(const QByteArray& meter, int month, int rows)
{
    QByteArray text = "Datum;Zeit;Zaehler;Stand\n";
    for (int i = 0; i < rows; ++i) {
        text += QStringLiteral("%1.%2.2025;06:30;")
                    .arg(i + 1, 2, 10, QLatin1Char('0'))
                    .arg(month, 2, 10, QLatin1Char('0'))
                    .toUtf8() +
                meter + ";" + QByteArray::number(100 + i) + ",25\n";
    }
    return text;
}

}  // namespace

class TestCliReading : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_cli = Cli(qs((m_folder / "w").string()));
        MS_VERIFY_EXIT(
            m_cli.run({"init", "--organisation", "water:utility:W", "--organisation", "maker:manufacturer:M"}), 0);
        for (const QString& mn : {QStringLiteral("WM0001"), QStringLiteral("WM0002")}) {
            MS_VERIFY_EXIT(
                m_cli.run({"meter", "register", mn, "--location", "Lane", "--manufacturer", "M", "--as", "water"}), 0);
        }
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "water", "--approve"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "maker", "--approve"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "activate", "--all"}), 0);
    }

    // A question stops it with what each answer would give; the answer is kept, and neither the same file nor the next
    // one of its kind is asked about.
    void anAnswerIsAskedForOnce()
    {
        const QString first = write("october.csv", table("WM0001", 10, 20));
        const CliResult asked = m_cli.run({"anchor", first});
        MS_VERIFY_EXIT(asked, 3);
        QVERIFY2(asked.err.contains("--say 'time.zone=UTC'") && asked.err.contains("-> 2025-10-01T06:30:00.000Z"),
                 asked.err.constData());
        MS_VERIFY_EXIT(m_cli.run({"verify", first}), 3);
        const CliResult anchored = m_cli.run({"anchor", first, "--say", "time.zone=Europe/Berlin"});
        MS_VERIFY_EXIT(anchored, 0);
        QVERIFY2(anchored.err.contains("from 2025-10-01T04:30:00.000Z to 2025-10-20T04:30:00.000Z"),
                 anchored.err.constData());
        const CliResult verified = m_cli.run({"verify", first});
        MS_VERIFY_EXIT(verified, 0);
        QVERIFY2(verified.err.contains("as it was read before"), verified.err.constData());
        const QString next = write("november.csv", table("WM0002", 11, 20));
        const CliResult again = m_cli.run({"anchor", next});
        MS_VERIFY_EXIT(again, 0);
        QVERIFY2(again.err.contains("same header") && again.err.contains("2025-11-01T05:30:00.000Z"),
                 again.err.constData());
    }
    // A row that cannot be read is rejected and opens no question that was answered, where the file itself shows the
    // same reading; one that shows another order of day and month is asked about, though most of its rows would pass.
    void aFaultyRowAsksNothingAgain()
    {
        const QString faulty = write("december.csv", table("WM0002", 12, 20) + "31.02.2025;06:30;WM0002;300,25\n");
        const CliResult anchored = m_cli.run({"anchor", faulty, "--json"});
        MS_VERIFY_EXIT(anchored, 1);
        QCOMPARE(anchored.json()["jobs"][0]["committedRecords"].get<int>(), 20);
        QCOMPARE(anchored.json()["jobs"][0]["rejected"].get<int>(), 1);
        QByteArray turned = "Datum;Zeit;Zaehler;Stand\n";
        for (int day = 1; day <= 14; ++day) {
            turned += QStringLiteral("09.%1.2025;06:30;WM0002;%2,25\n")
                          .arg(day, 2, 10, QLatin1Char('0'))
                          .arg(50 + day)
                          .toUtf8();
        }
        const CliResult asked = m_cli.run({"anchor", write("september.csv", turned)});
        MS_VERIFY_EXIT(asked, 3);
    }
    void aMeterSaidForOneFileIsNotTakenForTheNext()
    {
        const QString first = write("a.csv", "time,volume (m3)\n2025-01-01T00:00:00Z,1.5\n2025-01-01T01:00:00Z,1.6\n");
        MS_VERIFY_EXIT(m_cli.run({"anchor", first}), 3);
        MS_VERIFY_EXIT(m_cli.run({"anchor", first, "--say", "mn=WM0001"}), 0);
        const QString next = write("b.csv", "time,volume (m3)\n2025-02-01T00:00:00Z,2.5\n2025-02-01T01:00:00Z,2.6\n");
        const CliResult asked = m_cli.run({"anchor", next, "--json"});
        MS_VERIFY_EXIT(asked, 3);
        QCOMPARE(asked.json()["questions"].size(), std::size_t(1));
        QCOMPARE(qs(asked.json()["questions"][0]["key"].get<std::string>()), QStringLiteral("mn"));
        // The file's name says which, where it names a meter of the ledger.
        const QString named = write("export_WM0002_2025.csv", "time,volume (m3)\n2025-03-01T00:00:00Z,2.5\n");
        const CliResult anchored = m_cli.run({"anchor", named});
        MS_VERIFY_EXIT(anchored, 0);
    }
    void recordsThatContradictEachOther()
    {
        const QString file = write("other.csv", QByteArray::fromStdString(test::readFile(
                                                    (kCases + "28-same-time-other-value/input.csv").toStdString())));
        const CliResult asked = m_cli.run({"anchor", file});
        MS_VERIFY_EXIT(asked, 3);
        QVERIFY2(asked.err.contains("--say 'sameTime=first'"), asked.err.constData());
        const CliResult anchored = m_cli.run({"anchor", file, "--say", "sameTime=first", "--json"});
        MS_VERIFY_EXIT(anchored, 1);  // one row is rejected as left out
        const auto job = anchored.json()["jobs"][0];
        QCOMPARE(job["committedRecords"].get<int>(), 10);
        QCOMPARE(job["duplicates"].get<int>(), 1);
        QCOMPARE(job["rejected"].get<int>(), 1);
    }
    void wrongZoneIsSaid()
    {
        const QString folder = kCases + "40-wrong-zone-called-altered/";
        MS_VERIFY_EXIT(m_cli.run({"anchor", folder + "anchored.csv"}), 0);
        const CliResult verified = m_cli.run({"verify", folder + "input.csv", "--profile", folder + "profile.json"});
        MS_VERIFY_EXIT(verified, 1);
        QVERIFY2(verified.out.contains("would be INTACT if their times were 8 h later"),
                 verified.out.right(400).constData());
    }
    void profilesAreSuggestedAndChecked()
    {
        const QString file = kCases + "44-placeholders-for-no-value/input.csv";
        const QString profile = qs((m_folder / "p.json").string());
        MS_VERIFY_EXIT(m_cli.run({"profile", "suggest", file, "-o", profile}), 0);
        const CliResult checked = m_cli.run({"profile", "check", profile, file, "--json"});
        MS_VERIFY_EXIT(checked, 0);
        QCOMPARE(checked.json()["records"].get<int>(), 2);
        QCOMPARE(checked.json()["quiet"].get<int>(), 4);
        const CliResult old =
            m_cli.run({"profile", "check", kCases + "44-placeholders-for-no-value/profile.json", file, "--json"});
        MS_VERIFY_EXIT(old, 1);
        QCOMPARE(old.json()["rejectedBy"]["source.value"].get<int>(), 3);
        const CliResult open = m_cli.run({"profile", "suggest", kCases + "26-content-not-names/input.csv"});
        MS_VERIFY_EXIT(open, 3);
        const auto skeleton = open.json();  // a skeleton to be completed: what is open is "?"
        QCOMPARE(qs(skeleton["fields"]["value"]["name"].get<std::string>()), QStringLiteral("water usage dl"));
        QCOMPARE(qs(skeleton["fields"]["mn"]["constant"].get<std::string>()), QStringLiteral("?"));
        QCOMPARE(qs(skeleton["time"]["zone"].get<std::string>()), QStringLiteral("?"));
        QVERIFY(m_cli.run({"profile", "--help"}).out.contains("number.noValue"));
    }
    void impossibleTimesAreSaid()
    {
        const CliResult anchored = m_cli.run({"anchor", kCases + "29-impossible-times/input.csv"});
        QVERIFY2(anchored.err.contains("2 records are later than now") && anchored.err.contains("before 2000"),
                 anchored.err.constData());
    }

private:
    QString write(const char* name, const QByteArray& bytes)
    {
        test::writeFile(m_folder / name, bytes.toStdString());
        return qs((m_folder / name).string());
    }

    test::TemporaryFolder m_folder;
    Cli m_cli;
};

QTEST_GUILESS_MAIN(TestCliReading)
#include "tst_cli_reading.moc"
