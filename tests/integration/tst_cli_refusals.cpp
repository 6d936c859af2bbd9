// What the program refuses before, or instead of, doing anything: each with its reason, its exit code and a sentence.
#include "integration/cli_runner.h"
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "support/terminal_process.h"

using namespace meterseal;
using test::Cli;
using test::CliResult;
using test::TerminalProcess;

namespace {

const QByteArray kRecord = R"({"alarmCode":"LEAK","alarmTime":"2026-11-20T06:00:00.000Z","mn":"4711","value":1})"
                           "\n";

}  // namespace

class TestCliRefusals : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_cli = Cli(qs((m_folder / "w").string()));
        MS_VERIFY_EXIT(
            m_cli.run({"init", "--organisation", "water:utility:W", "--organisation", "maker:manufacturer:M"}), 0);
        MS_VERIFY_EXIT(
            m_cli.run({"meter", "register", "4711", "--location", "Lane", "--manufacturer", "M", "--as", "water"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "water", "--approve"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "maker", "--approve"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"meter", "activate", "--all"}), 0);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("reason");
        const auto row = [](const QString& reason, const QStringList& arguments, const QByteArray& input = {}) {
            QTest::newRow(qPrintable(reason + " " + arguments.join(' ').left(60))) << arguments << input << reason;
        };
        const QString none = qs((m_folder / "none").string());
        row("cli.line-too-long", {"canonical"}, QByteArray(17 << 20, 'x'));
        row("secret.too-long", {"address", "--mn", "1", "--location", "l", "--manufacturer", "m"},
            QByteArray(1 << 20, 'x'));
        row("list.io", {"meter", "register", "--list", none, "--as", "water"});
        row("list.too-big",
            {"meter", "register", "--list", write("big.csv", QByteArray(65 << 20, 'x')), "--as", "water"});
        row("meter.none-waiting", {"meter", "review", "--all", "--as", "water", "--approve"});
        row("meter.none-waiting", {"meter", "activate", "--all"});
        row("meter.not-found", {"meter", "show", "nobody"});
        row("meter.not-found", {"trace", "nobody"});
        row("source.not-found", {"anchor", none});
        row("source.not-found", {"verify", none});
        row("source.not-found", {"anchor", write("r.jsonl", kRecord), "--profile", none});
        row("cli.profile", {"anchor", write("doubt.csv", "a,b,c\n1,2,3\n")});
        row("cli.profile", {"verify", write("doubt.csv", "a,b,c\n1,2,3\n")});
        row("profile.json", {"anchor", write("r.jsonl", kRecord), "--profile", write("p.json", "{")});
        row("source.kind", {"anchor", write("binary.bin", QByteArray::fromHex("ffd8ffe000104a46"))});
        row("workspace.not-found", {"-w", none, "blocks"});
    }
    void refuses()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, input);
        QFETCH(QString, reason);
        const CliResult result = m_cli.run(arguments + QStringList{"--json"}, input);
        MS_VERIFY_EXIT(result, 3);
        QCOMPARE(lastReason(result), reason);
        const CliResult plain = m_cli.run(arguments, input);
        MS_VERIFY_EXIT(plain, 3);
        QVERIFY2(plain.err.trimmed().endsWith('.') || plain.err.contains("[" + reason.toUtf8() + "]"), plain.err);
    }

    // A batch that no node takes: after --give-up seconds it stops, and says what waits.
    void givesUp()
    {
        const QString file = write("waits.jsonl", kRecord);
        MS_VERIFY_EXIT(m_cli.run({"meter", "suspend", "4711", "--as", "water", "--reason", "x"}), 0);
        const CliResult suspended = m_cli.run({"upload", file, "--json"});
        MS_VERIFY_EXIT(suspended, 1);  // rejected and said, not waited for
        QVERIFY(suspended.json().at("jobs").at(0).at("rejected") == 1);
        MS_VERIFY_EXIT(m_cli.run({"meter", "resume", "4711", "--as", "water", "--reason", "x"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"upload", file}), 0);
    }

    // One line of more than four megabytes cannot be a record: what came before it is taken.
    void followEndsAtAnEndlessLine()
    {
        const QString file = write("endless.jsonl", kRecord + QByteArray(5 << 20, 'x'));
        const CliResult result = m_cli.run({"upload", file, "--follow", "--json"});
        MS_VERIFY_EXIT(result, 3);
        QCOMPARE(lastReason(result), QStringLiteral("upload.follow"));
    }

    // A person who types two different passphrases: nothing is made.
    void passphrasesMustAgree()
    {
        qunsetenv("METERSEAL_PASSPHRASE");
        const auto made = m_folder / "typed";
        const std::vector<std::string> arguments{
            "-w", made.string(), "init", "--organisation", "a:utility:A", "--organisation", "b:manufacturer:B"};
        {
            TerminalProcess shown(qEnvironmentVariable("METERSEAL_CLI").toStdString(), arguments, {});
            QVERIFY2(shown.waitFor(": "), shown.shown().c_str());
            shown.type("correct horse battery\n");
            QVERIFY2(shown.waitFor("again: "), shown.shown().c_str());
            shown.type("correct horse battery staple\n");
            QCOMPARE(shown.waitForExit(), 3);
            QVERIFY2(shown.waitFor("The two answers differ"), shown.shown().c_str());
            QVERIFY2(shown.shown().find("battery") == std::string::npos, "a passphrase was echoed");
        }
        QVERIFY(!std::filesystem::exists(made));
    }

private:
    QString write(const char* name, const QByteArray& content) const
    {
        test::writeFile(m_folder / name, content.toStdString());
        return qs((m_folder / name).string());
    }
    // Notes may stand before the error object.
    static QString lastReason(const CliResult& result)
    {
        for (const QByteArray& line : result.err.split('\n')) {
            const auto value = nlohmann::json::parse(line.constData(), nullptr, false);
            if (value.is_object() && value.contains("error")) {
                return QString::fromStdString(value.at("error").value("reason", ""));
            }
        }
        return result.reason();
    }

    test::TemporaryFolder m_folder;
    Cli m_cli;
};

QTEST_GUILESS_MAIN(TestCliRefusals)
#include "tst_cli_refusals.moc"
