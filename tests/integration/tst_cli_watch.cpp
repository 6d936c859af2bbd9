// meterseal-cli upload --watch: files dropped into a folder are anchored once each, Ctrl-C and SIGTERM end cleanly.
#include "integration/cli_runner.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <csignal>

using namespace meterseal;
using test::Cli;

namespace {

QByteArray record(int hour, const char* mn = "4711")
{
    return QStringLiteral(
               "{\"alarmCode\":\"LEAK\",\"alarmTime\":\"2026-11-20T0%1:00:00.000Z\",\"mn\":\"%2\",\"value\":1}\n")
        .arg(hour)
        .arg(QString::fromLatin1(mn))
        .toUtf8();
}

}  // namespace

class TestCliWatch : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_workspace = qs((m_folder / "w").string());
        m_cli = Cli(m_workspace);
        MS_VERIFY_EXIT(
            m_cli.run({"init", "--organisation", "water:utility:W", "--organisation", "maker:manufacturer:M"}), 0);
        MS_VERIFY_EXIT(
            m_cli.run({"meter", "register", "4711", "--location", "Lane 1", "--manufacturer", "M", "--as", "water"}),
            0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "water", "--approve"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "maker", "--approve"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "activate", "--all"}), 0);
        std::filesystem::create_directories(m_folder / "drop");
        drop("first.jsonl", record(1) + record(2));
    }

    void takesWhatIsDroppedUntilInterrupted()
    {
        QProcess process;
        begin(process);
        drop("copy-of-first.jsonl", record(1) + record(2));
        drop("second.jsonl", record(2) + record(3) + record(4, "4712"));
        drop("unclear.csv", "a;b\n1;2\n");
        drop("not-ready.part", record(5));
        QTRY_VERIFY_WITH_TIMEOUT(said(process).contains("unclear.csv: not taken"), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(said(process).contains("second.jsonl: taken"), 60000);
        const auto result = interrupt(process);
        MS_VERIFY_EXIT(m_cli.run({"upload", qs((m_folder / "drop" / "second.jsonl").string())}),
                       1);  // whatever was left goes on; nothing stands twice
        QCOMPARE(records(), 3);
        QCOMPARE(result.size(), std::size_t(2));
        QCOMPARE(result.at(1).at("rejected").get<int>() + result.at(0).at("rejected").get<int>(), 1);
        QCOMPARE(process.exitCode(), 1);  // something was refused and rejected
        QVERIFY(said(process).contains("Stopped. 2 files were taken, 1 refused"));
    }

    void theSameContentIsNoNewJob()
    {
        std::filesystem::remove(m_folder / "drop" / "unclear.csv");
        QProcess process;
        m_said.clear();
        begin(process);
        drop("third.jsonl", record(6));
        QTRY_VERIFY_WITH_TIMEOUT(said(process).contains("third.jsonl: taken"), 60000);
        interrupt(process, SIGTERM);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);  // not killed by it
        QVERIFY2(said(process).contains("Stopped. 1 files were taken"), said(process).constData());
        MS_VERIFY_EXIT(m_cli.run({"upload", qs((m_folder / "drop" / "third.jsonl").string())}), 0);
        QVERIFY(!said(process).contains("second.jsonl: taken"));
        const auto jobs = m_cli.run({"upload", "status", "--json"}).json().at("jobs");
        QCOMPARE(jobs.size(), std::size_t(3));
        for (const auto& job : jobs) {
            QVERIFY(job.at("state") == "done");
        }
        QCOMPARE(records(), 4);
    }

    void refusals()
    {
        QVERIFY(m_cli.run({"upload", "--watch", "/no/such/folder", "--json"}).reason() == "upload.watch-folder");
        QVERIFY(m_cli.run({"upload", "--watch", "/tmp", "a.csv"}).exitCode != 0);
        QVERIFY(m_cli.run({"upload", "--watch", "/tmp", "--rejects", "x"}).exitCode != 0);
    }

private:
    void drop(const char* name, const QByteArray& content)
    {
        const std::filesystem::path part = m_folder / "drop" / (std::string(".") + name);
        test::writeFile(part, content.toStdString());
        std::filesystem::rename(part, m_folder / "drop" / name);
    }
    void begin(QProcess& process)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("METERSEAL_PASSPHRASE", QString::fromUtf8(Cli::kPassphrase));
        environment.insert("METERSEAL_WORKSPACE", m_workspace);
        process.setProcessEnvironment(environment);
        process.start(qEnvironmentVariable("METERSEAL_CLI"),
                      {"upload", "--watch", qs((m_folder / "drop").string()), "--json"});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(said(process).contains("Watching"), 60000);
    }
    QByteArray said(QProcess& process)
    {
        m_said += process.readAllStandardError();
        return m_said;
    }
    // Ctrl-C, or a service manager's signal; gives the jobs it tells.
    nlohmann::json interrupt(QProcess& process, int signal = SIGINT)
    {
        ::kill(static_cast<pid_t>(process.processId()), signal);
        process.waitForFinished(60000);
        said(process);
        const auto out = nlohmann::json::parse(process.readAllStandardOutput().toStdString(), nullptr, false);
        return out.is_object() ? out.value("jobs", nlohmann::json()) : nlohmann::json();
    }
    int records()
    {
        int all = 0;
        const auto answer = m_cli.run({"txs", "--type", "convert", "--json"}).json();
        for (const auto& row : answer.at("rows")) {
            all += row.at("count").get<int>();
        }
        return all;
    }

    test::TemporaryFolder m_folder;
    QString m_workspace;
    Cli m_cli;
    QByteArray m_said;
};

QTEST_GUILESS_MAIN(TestCliWatch)
#include "tst_cli_watch.moc"
