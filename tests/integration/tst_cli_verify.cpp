// From records to verdicts through the program: anchor, verify the true file, verify tampered copies.
#include "integration/cli_runner.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QCryptographicHash>
#include <QProcess>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace meterseal;
using test::Cli;
using test::CliResult;

namespace {

constexpr int kRecords = 6;
constexpr int kPatience = 60'000;

QByteArray record(int hour, const char* value = "1.5", const char* mn = "4711")
{
    return QStringLiteral(R"({"alarmCode":"LEAK","alarmTime":"2026-11-20T0%1:00:00.000Z","mn":"%2","value":%3})")
        .arg(hour)
        .arg(mn, value)
        .toUtf8();
}

QByteArray recordsWithout(int left)
{
    QByteArray all;
    for (int hour = 0; hour < kRecords; ++hour) {
        all += hour == left ? QByteArray() : record(hour) + "\n";
    }
    return all;
}

}  // namespace

class TestCliVerify : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_cli = Cli(qs((m_folder / "w").string()));
        MS_VERIFY_EXIT(
            m_cli.run({"init", "--organisation", "water:utility:W", "--organisation", "maker:manufacturer:M"}), 0);
        MS_VERIFY_EXIT(
            m_cli.run({"meter", "register", "4711", "--location", "Lane 1", "--manufacturer", "M", "--as", "water"}),
            0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "water", "--approve"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "maker", "--approve"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "activate", "--all"}), 0);
        m_file = write("true.jsonl", recordsWithout(-1));
        MS_VERIFY_EXIT(m_cli.run({"anchor", m_file}), 0);
        const auto rows = m_cli.run({"txs", "--type", "convert", "--json"}).json().at("rows");
        QCOMPARE(rows.size(), std::size_t(1));
        m_tx = QString::fromStdString(rows.at(0).at("txHash").get<std::string>());
    }

    // A file that is replaced while verify judges it has no verdict, and the audit log names the bytes that were read.
    void verifyGuardsAgainstChange()
    {
        QByteArray rows = "mn,alarmCode,alarmTime,value\n";
        for (int i = 0; i < 2000; ++i) {
            rows += "4711,E,2026-11-20T00:00:00.000Z," + QByteArray::number(i) + "\n";
        }
        const QString file = write("guarded.csv", rows);
        const QByteArray before = QCryptographicHash::hash(rows, QCryptographicHash::Sha256).toHex();
        const std::string pipe = (m_folder / "findings").string();
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        const int findings = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
        QVERIFY(findings >= 0);
        QProcess process;
        process.setProcessEnvironment(m_cli.environment());
        process.setStandardOutputFile(qs(pipe));
        process.start(qEnvironmentVariable("METERSEAL_CLI"), {"verify", file, "--json"});
        QVERIFY(process.waitForStarted(kPatience));
        // More findings than a pipe holds, so that it waits in the middle of them.
        pollfd some{findings, POLLIN, 0};
        QCOMPARE(::poll(&some, 1, kPatience), 1);
        test::writeFile(m_folder / "other.csv", "mn,alarmCode,alarmTime,value\n");
        std::filesystem::rename(m_folder / "other.csv", m_folder / "guarded.csv");
        char block[65536];
        while (!process.waitForFinished(5)) {
            while (::read(findings, block, sizeof block) > 0) {}
        }
        ::close(findings);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.contains("verify.file-changed"), said);
        QCOMPARE(process.exitCode(), 3);
        const CliResult log = m_cli.run({"audit", "--limit", "1", "--json"});
        QVERIFY2(log.out.contains(before), log.out);
        QVERIFY2(!log.out.contains("\"verdict\""), log.out);
    }

    void anchoringAgainChangesNothing()
    {
        MS_VERIFY_EXIT(m_cli.run({"anchor", m_file}), 0);
        QCOMPARE(m_cli.run({"txs", "--type", "convert", "--json"}).json().at("rows").size(), std::size_t(1));
        const CliResult trace = m_cli.run({"trace", "4711", "--json"});
        MS_VERIFY_EXIT(trace, 0);
        QVERIFY(trace.json().at("complete") == true && trace.json().at("rows").at(0).at("count") == kRecords);
    }

    void plumbingAgreesWithTheLedger()
    {
        const CliResult stored = m_cli.run({"tx", m_tx, "--leaves"});
        QCOMPARE(m_cli.run({"leaf"}, recordsWithout(-1)).out, stored.out);
        const auto object = m_cli.run({"tx", m_tx, "--json"}).json();
        QCOMPARE(m_cli.run({"merkle", "root"}, stored.out).out.trimmed(),
                 QByteArray::fromStdString(object.at("header").at("root").get<std::string>()));
    }

    void files_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QStringList>("verdicts");  // findings that are not INTACT, in order
        QTest::addColumn<int>("rejected");
        const QByteArray whole = recordsWithout(-1);
        QTest::newRow("true copy") << whole << QStringList() << 0 << QStringList() << 0;
        QTest::newRow("value altered") << QByteArray(whole).replace(record(3), record(3, "9.5")) << QStringList() << 1
                                       << QStringList{"ALTERED"} << 0;
        QTest::newRow("row deleted") << recordsWithout(3) << QStringList() << 1 << QStringList{"MISSING"} << 0;
        QTest::newRow("row deleted, extract")
            << recordsWithout(3) << QStringList{"--extract"} << 0 << QStringList() << 0;
        QTest::newRow("unknown meter") << whole + record(3, "1.5", "4712") << QStringList() << 1
                                       << QStringList{"NOT_ANCHORED"} << 0;
        QTest::newRow("after the last batch")
            << whole + record(9) << QStringList() << 1 << QStringList{"NOT_ANCHORED"} << 0;
        // Everything that could be read is true, but one row could not be read: that is not "intact".
        QTest::newRow("unreadable row") << whole + "garbage\n" << QStringList() << 1 << QStringList{"NOT_READ"} << 1;
        // A file cut at its ends: told always, and exit 1 where it was said to hold more.
        QTest::newRow("cut, nothing said") << recordsWithout(5) << QStringList() << 1 << QStringList{"MISSING"} << 0;
        QTest::newRow("torn row") << QByteArray(whole).replace(record(3), "garbage") << QStringList() << 1
                                  << QStringList{"NOT_READ", "UNDETERMINED"} << 1;
    }
    void files()
    {
        QFETCH(QByteArray, content);
        QFETCH(QStringList, options);
        QFETCH(int, exitCode);
        QFETCH(QStringList, verdicts);
        QFETCH(int, rejected);
        const QString file = write("copy.jsonl", content);
        const CliResult result = m_cli.run(QStringList{"verify", file, "--json"} + options);
        MS_VERIFY_EXIT(result, exitCode);
        QStringList found;
        nlohmann::json summary;
        for (const QByteArray& line : result.lines()) {
            const auto object = nlohmann::json::parse(line.constData());
            if (object.contains("summary")) {
                summary = object.at("summary");
            } else {
                found << QString::fromStdString(object.at("verdict").get<std::string>());
            }
        }
        QCOMPARE(found, verdicts);
        QVERIFY(summary.at("rejected") == rejected);
        QCOMPARE(summary.at("intact") == true && (summary.at("complete") != false), exitCode == 0);
        if (rejected > 0) {
            const auto rejects = summary.at("rejectsFile").get<std::string>();
            QVERIFY(test::readFile(rejects).find("garbage") != std::string::npos);
        }
        // The same in words, and as a findings file.
        MS_VERIFY_EXIT(m_cli.run(QStringList{"verify", file} + options), exitCode);
        const QString findings = qs((m_folder / "findings.csv").string());
        MS_VERIFY_EXIT(m_cli.run(QStringList{"verify", file, "--findings", findings, "--force"} + options), exitCode);
        const QByteArray csv = QByteArray::fromStdString(test::readFile(findings.toStdString()));
        QCOMPARE(csv.count("\r\n"), verdicts.size() + 1);
    }

    void oneRecord_data()
    {
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QStringList>("claim");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("verdict");
        const QStringList here{"--claim-tx", m_tx, "--claim-index"};
        QTest::newRow("true") << record(2) << QStringList() << 0 << "INTACT";
        QTest::newRow("true, claimed rightly") << record(2) << here + QStringList{"2"} << 0 << "INTACT";
        QTest::newRow("true, claimed elsewhere") << record(2) << here + QStringList{"3"} << 1 << "MOVED";
        QTest::newRow("not anchored") << record(9) << QStringList() << 1 << "NOT_ANCHORED";
        QTest::newRow("no such meter") << record(2, "1.5", "1") << QStringList() << 1 << "NOT_ANCHORED";
        QTest::newRow("extra") << record(2, "7") << QStringList() << 1 << "EXTRA";
    }
    void oneRecord()
    {
        QFETCH(QByteArray, record);
        QFETCH(QStringList, claim);
        QFETCH(int, exitCode);
        QFETCH(QString, verdict);
        const CliResult result =
            m_cli.run(QStringList{"verify", "--json", "--record", QString::fromUtf8(record)} + claim);
        MS_VERIFY_EXIT(result, exitCode);
        QCOMPARE(QString::fromStdString(result.json().at("verdict").get<std::string>()), verdict);
        MS_VERIFY_EXIT(m_cli.run(QStringList{"verify", "--record", "-"} + claim, record), exitCode);
    }

    void wrongUsage()
    {
        MS_VERIFY_EXIT(m_cli.run({"verify"}), 2);
        MS_VERIFY_EXIT(m_cli.run({"verify", m_file, "--record", "{}"}), 2);
        MS_VERIFY_EXIT(m_cli.run({"verify", "--record", record(1), "--claim-index", "1"}), 2);
        MS_VERIFY_EXIT(m_cli.run({"verify", "--record", "{broken"}), 3);
        MS_VERIFY_EXIT(m_cli.run({"verify", "/nonexistent/file.csv"}), 3);
        // Columns that nobody can tell: asked for, not guessed.
        const QString unclear = write("unclear.csv", "a;b;c\n1;2;3\n");
        MS_VERIFY_EXIT(m_cli.run({"verify", unclear}), 3);
    }

private:
    QString write(const char* name, const QByteArray& content)
    {
        const auto file = m_folder / name;
        test::writeFile(file, content.toStdString());
        return qs(file.string());
    }

    test::TemporaryFolder m_folder;
    QString m_file, m_tx;
    Cli m_cli;
};

QTEST_GUILESS_MAIN(TestCliVerify)
#include "tst_cli_verify.moc"
