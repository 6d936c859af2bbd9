// upload as a person runs it: following a file that grows, is cut and is rotated; Ctrl-C and what goes on after it; the
// p key of the live view on a terminal; status and where.
#include "integration/cli_runner.h"
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "support/terminal_process.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>

#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace meterseal;
using test::Cli;
using test::CliResult;
using test::TerminalProcess;

namespace {

constexpr int kPatience = 60'000;
const QStringList kMeters{"4711", "4712", "4713", "4714", "4715"};

QByteArray record(int minute, const QString& mn = "4711")
{
    return QStringLiteral(
               "{\"alarmCode\":\"LEAK\",\"alarmTime\":\"2026-11-20T%1:%2:00.000Z\",\"mn\":\"%3\",\"value\":%4}\n")
        .arg(minute / 60, 2, 10, QLatin1Char('0'))
        .arg(minute % 60, 2, 10, QLatin1Char('0'))
        .arg(mn)
        .arg(minute)
        .toUtf8();
}

QByteArray records(int first, int end, const QString& mn = "4711")
{
    QByteArray all;
    for (int minute = first; minute < end; ++minute) {
        all += record(minute, mn);
    }
    return all;
}

void append(const QString& file, const QByteArray& bytes)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::Append) && out.write(bytes) == bytes.size());
}

// upload --follow in the background, with what it has said so far.
class FollowProcess {
public:
    FollowProcess(const Cli& cli, const QString& file)
    {
        m_process.setProcessEnvironment(cli.environment());
        m_process.start(qEnvironmentVariable("METERSEAL_CLI"), {"upload", file, "--follow", "--json"});
    }
    bool saw(const QByteArray& words)
    {
        QElapsedTimer timer;
        timer.start();
        while (!m_said.contains(words)) {
            if (m_process.state() == QProcess::NotRunning || timer.hasExpired(kPatience)) {
                return false;
            }
            m_process.waitForReadyRead(50);
            m_said += m_process.readAllStandardError();
        }
        return true;
    }
    CliResult end(int signal = SIGINT)
    {
        if (const qint64 pid = m_process.processId(); pid > 0) {  // 0 once it has ended, which would be all of us
            ::kill(static_cast<pid_t>(pid), signal);
        }
        CliResult result;
        if (m_process.waitForFinished(kPatience) && m_process.exitStatus() == QProcess::NormalExit) {
            result.exitCode = m_process.exitCode();
        }
        result.out = m_process.readAllStandardOutput();
        result.err = m_said + m_process.readAllStandardError();
        return result;
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(kPatience);
    }
    void signal(int number)
    {
        if (const qint64 pid = m_process.processId(); pid > 0) {
            ::kill(static_cast<pid_t>(pid), number);
        }
    }
    QByteArray said() const { return m_said; }

private:
    QProcess m_process;
    QByteArray m_said;
};

}  // namespace

class TestCliUpload : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_workspace = qs((m_folder / "w").string());
        m_cli = Cli(m_workspace);
        MS_VERIFY_EXIT(
            m_cli.run({"init", "--organisation", "water:utility:W", "--organisation", "maker:manufacturer:M"}), 0);
        for (const QString& mn : kMeters) {
            MS_VERIFY_EXIT(
                m_cli.run({"meter", "register", mn, "--location", "Lane", "--manufacturer", "M", "--as", "water"}), 0);
        }
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "water", "--approve"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "maker", "--approve"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "activate", "--all"}), 0);
    }

    void wrongUses()
    {
        const QString lines = write("uses.jsonl", records(0, 2));
        const QString table = write("uses.csv", "mn,alarmCode,alarmTime,value(L)\n4711,E,2026-11-20T00:00:00Z,1\n");
        MS_VERIFY_EXIT(m_cli.run({"upload"}), 2);
        MS_VERIFY_EXIT(m_cli.run({"upload", lines, lines, "--follow"}), 2);
        MS_VERIFY_EXIT(m_cli.run({"upload", table, "--follow"}), 2);
        MS_VERIFY_EXIT(m_cli.run({"upload", table, lines, "--rejects", "r.csv"}), 2);
        MS_VERIFY_EXIT(m_cli.run({"upload", "/nonexistent/x.jsonl"}), 3);
    }

    // Lines that come while it follows; half a line waits for its end; what is no record is rejected with its place.
    void followsAGrowingFile()
    {
        const QString file = write("grows.jsonl", records(0, 3));
        FollowProcess follow(m_cli, file);
        QVERIFY2(follow.saw("from byte 0"), follow.said());
        const QString job = jobIn(follow.said());
        QVERIFY(received(job, 3));
        append(file, records(3, 5) + record(5).left(40));
        QVERIFY(received(job, 5));
        append(file, record(5).mid(40) + "{\"mn\":\n" + records(6, 7));
        QVERIFY(received(job, 7));
        const CliResult ended = follow.end();
        MS_VERIFY_EXIT(ended, 1);  // one line was rejected
        QVERIFY2(ended.err.contains("7 records were acknowledged"), ended.err);
        QVERIFY2(ended.err.contains("wait in the journal and go on with the next start"), ended.err);
        QVERIFY2(ended.err.contains("1 lines were rejected"), ended.err);
        QVERIFY(ended.json().at("live") == true);

        // A line later, and the next start goes on behind the last one.
        const QByteArray place = QByteArray::number(QFileInfo(file).size());
        append(file, records(7, 8));
        FollowProcess again(m_cli, file);
        QVERIFY2(again.saw("from byte " + place), again.said());
        QVERIFY(received(job, 8));
        MS_VERIFY_EXIT(again.end(), 0);
        anchoredOnce(file, "4711", 8, 1);
    }

    // Copied and truncated, and written on so quickly that the file is longer when it is looked at again.
    void noticesThatItWasOvertaken()
    {
        const QString file = write("copytruncate.jsonl", records(0, 3, "4715"));
        FollowProcess follow(m_cli, file);
        QVERIFY2(follow.saw("from byte 0"), follow.said());
        const QString job = jobIn(follow.said());
        QVERIFY(received(job, 3));
        follow.signal(SIGSTOP);
        write("copytruncate.jsonl", records(10, 14, "4715"));
        follow.signal(SIGCONT);
        QVERIFY(received(job, 7));
        QVERIFY2(follow.saw("was cut and written anew"), follow.said());
        MS_VERIFY_EXIT(follow.end(), 0);
        anchoredOnce(file, "4715", 7);
    }

    // What a shutdown sends is a clean stop: unreadable lines are told where they belong, and only once.
    void terminatedTellsRejects()
    {
        const QString file =
            write("terminated.jsonl", record(0, "4714") + "broken line\n" + record(1, "4714") +
                                          "{\"mn\":\"4714\",\"alarmCode\":\"E\",\"alarmTime\":\"24:00\","
                                          "\"value\":1}\n" +
                                          record(2, "4714"));
        QString job;
        {
            FollowProcess follow(m_cli, file);
            QVERIFY2(follow.saw("from byte 0"), follow.said());
            job = jobIn(follow.said());
            QVERIFY(received(job, 3));
            const CliResult ended = follow.end(SIGTERM);
            MS_VERIFY_EXIT(ended, 1);
            QVERIFY2(ended.err.contains("2 lines were rejected"), ended.err);
        }
        QCOMPARE(rejectedLines(job), 2);
        {
            FollowProcess again(m_cli, file);
            QVERIFY2(again.saw("from byte " + QByteArray::number(QFileInfo(file).size())), again.said());
            MS_VERIFY_EXIT(again.end(SIGTERM), 0);
        }
        QCOMPARE(rejectedLines(job), 2);
        QCOMPARE(rejectedInStatus(job), 2u);
    }

    // Killed at once behind the place: the rejects file has what the place has moved past.
    void killedKeepsRejects()
    {
        const QString file = write("rejects.jsonl", record(10, "4714") + "broken line\n");
        FollowProcess follow(m_cli, file);
        QVERIFY2(follow.saw("from byte 0"), follow.said());
        const QString job = jobIn(follow.said());
        QVERIFY(received(job, 1));
        follow.kill();
        QCOMPARE(rejectedLines(job), 1);
        QCOMPARE(rejectedInStatus(job), 1u);
        FollowProcess again(m_cli, file);
        QVERIFY2(again.saw("from byte " + QByteArray::number(QFileInfo(file).size())), again.said());
        append(file, "another broken line\n" + record(11, "4714"));
        QVERIFY(received(job, 2));
        MS_VERIFY_EXIT(again.end(), 1);
        QCOMPARE(rejectedLines(job), 2);  // what was told before stays told
    }

    // Without room for the rejects file nothing moves on: the lines are read again once there is.
    void rejectsThatCannotBeWrittenStopIt()
    {
        const QString file = write("stuck.jsonl", record(20, "4714") + "broken line\n");
        const QString rejects = qs((m_folder / "taken").string());
        QVERIFY(QDir().mkpath(rejects));  // a folder has the name
        const CliResult stuck = m_cli.run({"upload", file, "--follow", "--rejects", rejects, "--json"});
        MS_VERIFY_EXIT(stuck, 3);
        QVERIFY2(stuck.err.contains("source.rejects-io"), stuck.err);
        FollowProcess follow(m_cli, file);
        QVERIFY2(follow.saw("from byte 0"), follow.said());
        const QString job = jobIn(follow.said());
        QVERIFY(received(job, 1));
        MS_VERIFY_EXIT(follow.end(), 1);
        QCOMPARE(rejectedLines(job), 1);
    }

    // A person's own out.csv.part is none of our business.
    void exportLeavesOtherFilesAlone()
    {
        const QString out = qs((m_folder / "out.csv").string());
        test::writeFile(m_folder / "out.csv.part", "mine");
        MS_VERIFY_EXIT(m_cli.run({"export", "meters", "--output", out}), 0);
        QCOMPARE(test::readFile(m_folder / "out.csv.part"), std::string("mine"));
        QVERIFY(test::readFile(m_folder / "out.csv").find("4711") != std::string::npos);
    }

    // Killed without a word: the journal has what was acknowledged and the place behind it.
    void goesOnAfterAKill()
    {
        const QString file = write("killed.jsonl", records(0, 4, "4712"));
        QString job;
        {
            FollowProcess follow(m_cli, file);
            QVERIFY2(follow.saw("from byte 0"), follow.said());
            job = jobIn(follow.said());
            QVERIFY(received(job, 4));
            follow.kill();
        }
        append(file, records(4, 6, "4712"));
        FollowProcess again(m_cli, file);
        QVERIFY(received(job, 6));
        MS_VERIFY_EXIT(again.end(), 0);
        anchoredOnce(file, "4712", 6);
    }

    void saysThatTheFileWasCutOrReplaced()
    {
        const QString file = write("turns.jsonl", records(100, 110, "4713"));
        FollowProcess follow(m_cli, file);
        QVERIFY2(follow.saw("from byte 0"), follow.said());
        const QString job = jobIn(follow.said());
        QVERIFY(received(job, 10));
        write("turns.jsonl", records(110, 112, "4713"));  // copied and truncated
        QVERIFY2(follow.saw("became shorter"), follow.said());
        QVERIFY(received(job, 12));
        // Rotated: what was written under the old name is read first, an unfinished last line too, then the new file,
        // which is longer than the place in the old one.
        append(file, records(112, 113, "4713") + record(113, "4713").chopped(1));
        QVERIFY(QFile::rename(file, file + ".1"));
        write("turns.jsonl", records(114, 134, "4713"));
        QVERIFY2(follow.saw("was replaced by another file"), follow.said());
        QVERIFY(received(job, 34));
        MS_VERIFY_EXIT(follow.end(), 0);
        // Replaced while nobody followed: its beginning tells.
        QVERIFY(QFile::remove(file));
        write("turns.jsonl", records(134, 160, "4713"));
        FollowProcess again(m_cli, file);
        QVERIFY2(again.saw("is not the file any more that was followed"), again.said());
        QVERIFY(received(job, 60));
        MS_VERIFY_EXIT(again.end(), 0);
        const QString all = write("all.jsonl", records(100, 160, "4713"));
        anchoredOnce(all, "4713", 60);
    }

    // p on a terminal pauses, p again resumes; the terminal is left as it was.
    void pausesAndResumes()
    {
        const QString file = write("paused.jsonl", records(200, 900));
        TerminalProcess shown(program(), {"upload", file.toStdString(), "--nodes", "2"}, variables());
        shown.type("p");  // waits in the terminal until the view looks
        QVERIFY2(shown.waitFor("paused; p resumes"), shown.shown().c_str());
        QVERIFY(!shown.isCooked());
        shown.type("p");
        QCOMPARE(shown.waitForExit(), 0);
        QVERIFY2(shown.waitFor("paused.jsonl: 700 rows; 700 records anchored in"), shown.shown().c_str());
        QVERIFY2(shown.waitFor("Done in"), shown.shown().c_str());
        QVERIFY2(shown.shown().find("simulated") != std::string::npos, shown.shown().c_str());
        QVERIFY(shown.isCooked());
    }

    // Ctrl-C while paused: says what is still queued, and the same command goes on.
    void stopsCleanly()
    {
        const QString file = write("stopped.jsonl", records(0, 700, "4712"));
        {
            TerminalProcess shown(program(), {"upload", file.toStdString()}, variables());
            shown.type("p");
            QVERIFY2(shown.waitFor("paused; p resumes"), shown.shown().c_str());
            shown.type("\x03");
            QCOMPARE(shown.waitForExit(), 3);
            QVERIFY2(shown.waitFor("Stopped cleanly. "), shown.shown().c_str());
            QVERIFY2(shown.waitFor("wait in the journal"), shown.shown().c_str());
            QVERIFY2(shown.waitFor("the same command goes on where this one ended"), shown.shown().c_str());
            QVERIFY(shown.isCooked());
        }
        const CliResult rest = m_cli.run({"upload", file, "--json"});
        MS_VERIFY_EXIT(rest, 0);
        const auto job = rest.json().at("jobs").at(0);
        const int anchored = job.at("committedRecords").get<int>() + job.at("alreadyAnchored").get<int>();
        QCOMPARE(anchored + job.at("duplicates").get<int>(), 700);
        anchoredOnce(file, "4712", 700);
    }

    // Rows of alarm flags and members inside members, as suggested: no profile is named.
    void wideAndNestedFiles()
    {
        const QString wide = write("wide.csv", "meterNo,alarmTime,value(L),lowBatteryAlarm,leaking\n"
                                               "4711,2026-11-21T00:00:00Z,1,1,1\n"
                                               "4711,2026-11-21T00:01:00Z,2,0,0\n"
                                               "4711,2026-11-21T00:02:00Z,3,0,1\n");
        const CliResult anchored = m_cli.run({"upload", wide, "--json"});
        MS_VERIFY_EXIT(anchored, 0);
        const auto job = anchored.json().at("jobs").at(0);
        QVERIFY2(job.at("committedRecords") == 3 && job.at("quiet") == 1 && job.at("rejected") == 0, anchored.out);
        const CliResult verified = m_cli.run({"verify", wide, "--json"});
        MS_VERIFY_EXIT(verified, 0);
        QVERIFY2(verified.out.contains("\"quiet\":1") && verified.out.contains("\"rejected\":0"), verified.out);
        QVERIFY2(m_cli.run({"verify", wide}).out.contains("1 row raises no alarm flag"), verified.out);
        const auto stage = m_cli.run({"upload", "where", wide, "3", "--json"}).json().at("stage");
        QVERIFY(stage == "committed");
        const CliResult changed =
            m_cli.run({"verify", write("changed.csv", "meterNo,alarmTime,value(L),lowBatteryAlarm,leaking\n"
                                                      "4711,2026-11-21T00:00:00Z,1,1,0\n"
                                                      "4711,2026-11-21T00:02:00Z,3,0,1\n")});
        MS_VERIFY_EXIT(changed, 1);
        QVERIFY2(changed.out.contains("MISSING"), changed.out);

        const QString nested =
            write("nested.jsonl", R"({"data":{"meterNo":"4712","list":[)"
                                  R"({"alarmCode":"E1","alarmTime":"2026-11-21T00:00:00Z","value[L]":1},)"
                                  R"({"alarmCode":"E2","alarmTime":"2026-11-21T00:01:00Z","value[L]":2}]}})"
                                  "\n");
        const CliResult both = m_cli.run({"upload", nested, "--json"});
        MS_VERIFY_EXIT(both, 0);
        QVERIFY2(both.json().at("jobs").at(0).at("committedRecords") == 2, both.out);
        MS_VERIFY_EXIT(m_cli.run({"verify", nested}), 0);
    }

    void statusAndWhere()
    {
        const QString file = write("where.jsonl", record(1000) + record(1001, "9999") + record(1002) + record(1002));
        const CliResult done = m_cli.run({"upload", file, "--json"});
        MS_VERIFY_EXIT(done, 1);
        const auto job = done.json().at("jobs").at(0);
        QVERIFY(job.at("rows") == 4 && job.at("rejected") == 1 && job.at("duplicates") == 1);

        const CliResult status = m_cli.run({"upload", "status", "--json"});
        MS_VERIFY_EXIT(status, 0);
        const auto jobs = status.json().at("jobs");
        const auto mine =
            std::find_if(jobs.begin(), jobs.end(), [&](const auto& one) { return one.at("job") == job.at("job"); });
        QVERIFY(mine != jobs.end());
        QVERIFY(mine->at("state") == "done" && mine->at("committedRecords") == 2 && mine->at("sha256").is_string());
        const CliResult table = m_cli.run({"upload", "status"});
        MS_VERIFY_EXIT(table, 0);
        QVERIFY2(table.out.contains("committed") && table.out.contains("where.jsonl"), table.out);
        const Cli empty(qs((m_folder / "none").string()));
        MS_VERIFY_EXIT(empty.run({"upload", "status"}), 3);

        const auto where = [&](const QString& source, int row) {
            return m_cli.run({"upload", "where", source, QString::number(row), "--json"});
        };
        const CliResult first = where(file, 1);
        MS_VERIFY_EXIT(first, 0);
        QVERIFY(first.json().at("stage") == "committed" && first.json().at("height").get<int>() > 0);
        const QString tx = QString::fromStdString(first.json().at("tx").get<std::string>());
        MS_VERIFY_EXIT(m_cli.run({"tx", tx}), 0);
        const CliResult rejected = where(file, 2);
        MS_VERIFY_EXIT(rejected, 1);
        QVERIFY(rejected.json().at("stage") == "rejected" && rejected.json().at("reason") == "upload.meter-unknown");
        const CliResult duplicate = where(file, 4);
        MS_VERIFY_EXIT(duplicate, 0);
        QVERIFY2(duplicate.json().at("stage") == "duplicate", duplicate.out);
        const CliResult beyond = where(file, 5);
        MS_VERIFY_EXIT(beyond, 3);
        QCOMPARE(beyond.reason(), QStringLiteral("upload.row-unknown"));
        // A file is found by its content, wherever it was moved.
        QVERIFY(QFile::rename(file, file + ".moved"));
        MS_VERIFY_EXIT(where(file + ".moved", 3), 0);
        const CliResult text = m_cli.run({"upload", "where", file + ".moved", "1"});
        QVERIFY2(text.out.contains("committed") && text.out.contains(tx.toUtf8()), text.out);
    }

private:
    QString write(const char* name, const QByteArray& content) const
    {
        const auto file = m_folder / name;
        test::writeFile(file, content.toStdString());
        return qs(file.string());
    }
    // Rows of the job's rejects file, without its header.
    int rejectedLines(const QString& job) const
    {
        const auto file = std::filesystem::path(m_workspace.toStdString()) / "rejects" / (job.toStdString() + ".csv");
        return std::filesystem::exists(file)
                   ? static_cast<int>(QByteArray::fromStdString(test::readFile(file)).count("\r\n")) - 1
                   : 0;
    }
    unsigned rejectedInStatus(const QString& job)
    {
        const auto status = m_cli.run({"upload", "status", "--json"}).json();
        for (const auto& one : status.at("jobs")) {
            if (one.value("job", std::string()) == job.toStdString()) {
                return one.at("rejected").get<unsigned>();
            }
        }
        return 0;
    }
    static std::string program() { return qEnvironmentVariable("METERSEAL_CLI").toStdString(); }
    std::vector<std::string> variables() const
    {
        return {std::string("METERSEAL_PASSPHRASE=") + Cli::kPassphrase,
                "METERSEAL_WORKSPACE=" + m_workspace.toStdString()};
    }
    static QString jobIn(const QByteArray& said)
    {
        const qsizetype at = said.indexOf("as job ");
        return QString::fromUtf8(said.mid(at + 7, said.indexOf(';', at) - at - 7));
    }
    // The journal has the live job's `count`-th record, which is durable then.
    bool received(const QString& job, int count)
    {
        QElapsedTimer timer;
        timer.start();
        // The journal numbers the rows of all live jobs on.
        const int first = m_firstRow.contains(job) ? m_firstRow[job] : m_nextRow;
        while (!timer.hasExpired(kPatience)) {
            const CliResult where = m_cli.run({"upload", "where", job, QString::number(first + count - 1), "--json"});
            if (where.exitCode == 0 && where.json().at("stage") != "unknown") {
                m_firstRow[job] = first;
                m_nextRow = std::max(m_nextRow, first + count);
                return true;
            }
        }
        return false;
    }
    // What waits in the journal is committed, all of the file is INTACT, and the meter has so many records and no more.
    void anchoredOnce(const QString& file, const QString& mn, int count, int exitCode = 0)
    {
        MS_VERIFY_EXIT(m_cli.run({"anchor", file, "--rejects", qs((m_folder / "r.csv").string())}), exitCode);
        MS_VERIFY_EXIT(m_cli.run({"verify", file, "--rejects", qs((m_folder / "v.csv").string())}), exitCode);
        int sum = 0;
        const auto trace = m_cli.run({"trace", mn, "--json"}).json();
        for (const auto& row : trace.at("rows")) {
            sum += row.at("count").get<int>();
        }
        QCOMPARE(sum, count);
    }

    test::TemporaryFolder m_folder;
    QString m_workspace;
    Cli m_cli;
    QMap<QString, int> m_firstRow;  // by live job
    int m_nextRow = 1;
};

QTEST_GUILESS_MAIN(TestCliUpload)
#include "tst_cli_upload.moc"
