// Every verb there is, as the man page lists them: help with an example, JSON with the member names that scripts rely
// on (json_names.txt), no secret in any of it, the man page and the completions at work, fsck's bar on a terminal.
#include "integration/cli_runner.h"
#include "source_dir.h"
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "support/terminal_process.h"
#include "support/time_authority.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <filesystem>
#include <set>

using namespace meterseal;
using test::Cli;
using test::CliResult;

namespace {

const char* const kNamesFile = METERSEAL_SOURCE_DIR "/tests/integration/json_names.txt";

// "rows[].mn": the members of objects and of the objects in arrays.
void collectNames(const nlohmann::json& value, const std::string& path, std::set<std::string>& names)
{
    if (value.is_array()) {
        for (const auto& element : value) {
            collectNames(element, path + "[]", names);
        }
    } else if (value.is_object()) {
        for (const auto& [name, member] : value.items()) {
            const std::string here = path.empty() ? name : path + "." + name;
            names.insert(here);
            collectNames(member, here, names);
        }
    }
}

// Of one JSON value, or of one a line.
QByteArray namesOf(const CliResult& result)
{
    std::set<std::string> names;
    if (const auto whole = result.json(); !whole.is_null()) {
        collectNames(whole, "", names);
    } else {
        for (const QByteArray& line : result.lines()) {
            collectNames(nlohmann::json::parse(line.constData()), "", names);
        }
    }
    QByteArray text;
    for (const std::string& name : names) {
        text += (text.isEmpty() ? "" : " ") + QByteArray::fromStdString(name);
    }
    return text;
}

}  // namespace

class TestCliVerbs : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_cli = Cli(qs((m_folder / "w").string()));
        const CliResult man = m_cli.run({"man"});
        MS_VERIFY_EXIT(man, 0);
        m_man = man.out;
        const QByteArray heading = ".SS \"meterseal\\-cli ";
        for (const QByteArray& line : man.lines()) {
            if (line.startsWith(heading)) {
                m_verbs << QString::fromUtf8(line.mid(heading.size()).chopped(1).replace("\\-", "-"));
            }
        }
        QVERIFY(m_verbs.size() > 30);
    }

    void everyHelpHasAnExample()
    {
        for (const QString& verb : std::as_const(m_verbs)) {
            const CliResult help = m_cli.run(verb.split(' ') + QStringList{"--help"});
            MS_VERIFY_EXIT(help, 0);
            const bool calls = help.out.contains("  meterseal-cli " + verb.toUtf8()) ||
                               help.out.contains("| meterseal-cli " + verb.toUtf8());
            QVERIFY2(help.out.contains("Examples:\n") && calls, help.out.constData());
        }
    }

    // No option takes a passphrase, password, token or private key as its value: what stands in argv is public.
    void noSecretIsAnOption()
    {
        static const QRegularExpression option(QStringLiteral("^\\\\fB(.*)\\\\fR(?: \\\\fI(.*)\\\\fR)?$"),
                                               QRegularExpression::MultilineOption);
        auto matches = option.globalMatch(QString::fromUtf8(m_man).replace("\\-", "-"));
        int options = 0;
        while (matches.hasNext()) {
            const auto match = matches.next();
            const QString name = match.captured(1);
            ++options;
            const bool secret = name.contains("pass") || name.contains("token") || name.contains("private");
            const bool harmless = name.endsWith("-fd") || name.endsWith("-days") || match.captured(2).isEmpty();
            QVERIFY2(!secret || harmless, qPrintable(match.captured(0)));
        }
        QVERIFY(options > 50);
    }

    // The order is that of a life: from init to a retired meter. A verb without a line here fails the test.
    void jsonNamesAreStable()
    {
        const QString records = write(
            "records.jsonl", R"({"alarmCode":"LEAK","alarmTime":"2026-11-20T06:00:00.000Z","mn":"4711","value":1})"
                             "\n"
                             R"({"alarmCode":"LEAK","alarmTime":"2026-11-20T07:00:00.000Z","mn":"9999","value":1})"
                             "\n");
        call("init", {"init", "--chain", "names", "--organisation", "water:utility:W", "--organisation",
                      "maker:manufacturer:M"});
        call("org list", {"org", "list"});
        call("org add", {"org", "add", "audit:auditor:A"});
        call("org rotate", {"org", "rotate", "audit"});
        call("org retire", {"org", "retire", "audit"});
        MS_VERIFY_EXIT(m_cli.run({"org", "add", "late:auditor:L", "--offer", file("a.mseal-tx"), "--signer", "water"}),
                       0);
        call("tx sign", {"tx", "sign", file("a.mseal-tx"), "--as", "maker", "--output", file("b.mseal-tx")});
        call("meter register",
             {"meter", "register", "4711", "--location", "Lane", "--manufacturer", "M", "--as", "water"});
        call("meter review", {"meter", "review", "4711", "--as", "water", "--approve"});
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "maker", "--approve"}), 0);
        call("meter activate", {"meter", "activate", "4711"});
        const QString csv = write("records.csv", "meterNo,alarmCode,alarmTime,value(L)\n"
                                                 "4711,LEAK,2026-11-20T06:00:00.000Z,1\n");
        call("profile suggest", {"profile", "suggest", csv});
        const QString profile = file("records.profile.json");
        MS_VERIFY_EXIT(m_cli.run({"profile", "suggest", csv, "-o", profile}), 0);
        call("profile check", {"profile", "check", profile, csv});
        call("anchor", {"anchor", records, "--rejects", file("a.csv")}, 1);
        call("upload", {"upload", records, "--rejects", file("u.csv")}, 1);
        call("upload status", {"upload", "status"});
        call("upload where", {"upload", "where", records, "1"});
        call("meter list", {"meter", "list"});
        call("meter show", {"meter", "show", "4711"});
        const auto revealed = m_cli.run({"meter", "show", "4711", "--reveal-secrets", "--json"}).json();
        m_password = QByteArray::fromStdString(revealed.at("password").get<std::string>());
        m_privateKey = QByteArray::fromStdString(revealed.at("privateKey").get<std::string>());
        call("meter derive", {"meter", "derive", "--mn", "4711"}, 0, m_password);
        call("address", {"address", "--mn", "4711", "--location", "Lane", "--manufacturer", "M"}, 0, m_password);
        call("blocks", {"blocks"});
        call("block", {"block", "1"});
        call("txs", {"txs"});
        const QString tx = QString::fromStdString(
            m_cli.run({"txs", "--type", "convert", "--json"}).json().at("rows").at(0).at("txHash").get<std::string>());
        call("tx", {"tx", tx});
        call("tx decode", {"tx", "decode"}, 0, m_cli.run({"tx", tx, "--wire"}).out);
        call("proof", {"proof", tx});
        const QString proof = file("proof.json");
        test::writeFile(proof.toStdString(), m_cli.run({"proof", tx}).out.toStdString());
        const QString fingerprint = QString::fromUtf8(m_cli.run({"checkpoint"}).out.split('\n').at(0).split('/').at(2));
        call("proof --check", {"proof", "--check", proof, "--fingerprint", fingerprint});
        call("checkpoint", {"checkpoint"});
        const QString kept = file("kept.note");
        test::writeFile(kept.toStdString(), m_cli.run({"checkpoint"}).out.toStdString());
        const test::TimeAuthority authority;
        const QString root = QString::fromStdString(authority.rootFile().string());
        call("checkpoint --stamp-request", {"checkpoint", "--stamp-request", file("a.tsq")});
        const std::string request = test::readFile(file("a.tsq").toStdString());
        const Bytes answer = authority.answer(asBytes(request));
        test::writeFile(file("a.tsr").toStdString(), std::string(asText(answer)));
        call("checkpoint --stamp-answer", {"checkpoint", "--stamp-answer", file("a.tsr"), "--time-authority", root});
        test::writeFile(kept.toStdString(), m_cli.run({"checkpoint"}).out.toStdString());
        const auto stamped =
            m_cli.run({"checkpoint", "--check", kept, "--time-authority", root, "--json"}).json().at("timeStamps");
        QCOMPARE(QString::fromStdString(stamped.at(0).at("check").get<std::string>()), QString("holds"));
        call("checkpoint --check", {"checkpoint", "--check", kept, "--time-authority", root});
        call("consistency", {"consistency", "--from", "1"});
        call("trace", {"trace", "4711"});
        call("search", {"search", "4711"});
        call("verify", {"verify", records, "--rejects", file("v.csv")}, 1);
        call("evidence make", {"evidence", "make", records, "--output", file("e.mseal.zip")});
        call("evidence show", {"evidence", "show", file("e.mseal.zip")}, 1);  // nobody confirmed the fingerprint
        // The desktop program lays it out; a build without it has nothing to run.
        if (QFileInfo::exists(
                QFileInfo(qEnvironmentVariable("METERSEAL_CLI")).dir().filePath("../desktop/meterseal"))) {
            call("evidence report", {"evidence", "report", file("e.mseal.zip"), "--output", file("r.pdf")}, 1);
        } else {
            m_called << "evidence report";
            m_names << "evidence report: file holds sha256";
        }
        call("evidence repack", {"evidence", "repack", file("e.mseal.zip"), "--output", file("again.mseal.zip")});
        QCOMPARE(test::readFile(file("again.mseal.zip").toStdString()),
                 test::readFile(file("e.mseal.zip").toStdString()));
        call("fsck", {"fsck"});
        for (const char* what : {"txs", "blocks", "meters", "records", "batches"}) {
            if (m_verbs.contains(QStringLiteral("export ") + what)) {
                call(QStringLiteral("export ") + what, {"export", what, "--format", "jsonl"});
            }
        }
        call("export tiles", {"export", "tiles", file("tiles")});
        call("token create", {"token", "create", "platform", "--scope", "platform", "--as", "water"});
        call("token list", {"token", "list"});
        call("token revoke",
             {"token", "revoke",
              QString::fromStdString(
                  m_cli.run({"token", "list", "--json"}).json().at("rows").at(0).at("id").get<std::string>())});
        const QByteArray leaves = m_cli.run({"leaf"}, test::readFile(records.toStdString()).c_str()).out;
        call("canonical", {"canonical"}, 0, "{\"b\":1,\"a\":2}\n");
        call("leaf", {"leaf"}, 0, QByteArray::fromStdString(test::readFile(records.toStdString())));
        call("merkle root", {"merkle", "root"}, 0, leaves);
        call("merkle prove", {"merkle", "prove", "--index", "0"}, 0, leaves);
        call("merkle verify", {"merkle", "verify"}, 0, m_cli.run({"merkle", "prove", "--index", "0"}, leaves).out);
        call("merkle consistency", {"merkle", "consistency", "--old", "1"}, 0, leaves);
        call("merkle verify-consistency", {"merkle", "verify-consistency"}, 0,
             m_cli.run({"merkle", "consistency", "--old", "1"}, leaves).out);
        call("meter suspend", {"meter", "suspend", "4711", "--as", "water", "--reason", "x"});
        call("meter resume", {"meter", "resume", "4711", "--as", "water", "--reason", "x"});
        call("meter retire", {"meter", "retire", "4711", "--as", "water", "--reason", "x"});
        call("audit", {"audit", "--verify"});
        call("backup", {"backup", file("copy.zip")});
        call("restore", {"restore", file("copy.zip"), file("restored")});
        callParties();
        callNode();
        call("demo", {"demo", file("demo")});

        const QByteArray expected = QByteArray::fromStdString(test::readFile(kNamesFile));
        const QByteArray actual = m_names.join('\n') + "\n";
        if (const QString newNames = qEnvironmentVariable("METERSEAL_JSON_NAMES"); !newNames.isEmpty()) {
            test::writeFile(newNames.toStdString(), actual.toStdString());  // to look at what a change would change
        }
        if (expected != actual) {
            const QList<QByteArray> wanted = expected.split('\n');
            for (const QByteArray& line : std::as_const(m_names)) {
                QVERIFY2(wanted.contains(line), ("not in json_names.txt: " + line).constData());
            }
            QFAIL("json_names.txt names a verb that is not there, or in another order");
        }
        for (const QString& verb : std::as_const(m_verbs)) {
            const bool prints = verb == "man" || verb == "completion";  // documents of another format
            const bool group = std::any_of(m_verbs.begin(), m_verbs.end(),
                                           [&](const QString& other) { return other.startsWith(verb + ' '); });
            QVERIFY2(prints || group || m_called.contains(verb), qPrintable(verb));
        }
    }

    // After all of the above: neither the program's words nor any file of the workspace holds a meter's password or
    // key.
    void noSecretLeaks()
    {
        QCOMPARE(m_password.size(), 52);
        QCOMPARE(m_privateKey.size(), 64);
        const QByteArray rawKey = QByteArray::fromHex(m_privateKey);
        int files = 0;
        QDirIterator all(qs((m_folder / "w").string()), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile in(all.next());
            QVERIFY(in.open(QIODevice::ReadOnly));
            const QByteArray content = in.readAll();
            QVERIFY2(!content.contains(m_password) && !content.contains(m_privateKey) && !content.contains(rawKey),
                     qPrintable(in.fileName()));
            QVERIFY2(!content.contains(Cli::kPassphrase), qPrintable(in.fileName()));
            ++files;
        }
        QVERIFY(files > 3);
        for (const QByteArray& said : std::as_const(m_said)) {
            QVERIFY2(!said.contains(m_password) && !said.contains(m_privateKey) && !said.contains(Cli::kPassphrase),
                     said.constData());
        }
    }

    void manPageIsGoodTroff()
    {
        const QString groff = QStandardPaths::findExecutable("groff");
        if (groff.isEmpty()) {
            QSKIP("There is no groff here.");
        }
        QProcess process;
        process.start(groff, {"-man", "-ww", "-z", "-Tutf8"});
        process.write(m_man);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(process.readAllStandardError(), QByteArray());
    }
    // bash completes verbs, verbs of verbs and options from what the program printed.
    void bashCompletes()
    {
        const QString script = write("completion.bash", m_cli.run({"completion", "bash"}).out);
        const auto complete = [&](const QString& words) {
            QProcess bash;
            bash.start("bash",
                       {"-c", ". '" + script + "'; COMP_WORDS=(meterseal-cli " + words +
                                  "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _meterseal_cli; echo \"${COMPREPLY[@]}\""});
            return bash.waitForFinished(60'000) ? bash.readAllStandardOutput().trimmed().split(' ')
                                                : QList<QByteArray>();
        };
        QVERIFY(complete("mete").contains("meter"));
        QVERIFY(complete("meter regi").contains("register"));
        QVERIFY(complete("merkle verify-c").contains("verify-consistency"));
        QVERIFY(complete("verify --ex").contains("--extract"));
        QVERIFY(!complete("verify --ex").contains("--follow"));
    }

    void fsckShowsABarOnATerminal()
    {
        test::TerminalProcess shown(qEnvironmentVariable("METERSEAL_CLI").toStdString(), {"fsck"},
                                    {"METERSEAL_WORKSPACE=" + (m_folder / "w").string()});
        QCOMPARE(shown.waitForExit(), 0);
        QVERIFY2(shown.waitFor("checking transactions ["), shown.shown().c_str());
        QVERIFY2(shown.waitFor("everything holds"), shown.shown().c_str());
        // In a pipe there is none.
        const CliResult piped = m_cli.run({"fsck"});
        QVERIFY2(!piped.err.contains("checking transactions"), piped.err);
    }

private:
    QString file(const char* name) const { return qs((m_folder / name).string()); }
    QString write(const char* name, const QByteArray& content) const
    {
        test::writeFile(m_folder / name, content.toStdString());
        return file(name);
    }
    // A member's node of a consortium: made, and not run.
    void callNode()
    {
        const QString card = file("c-water.mseal-card"), other = file("c-maker.mseal-card");
        const QStringList own{"-w", file("c-water")};
        const auto make = [&](const char* folder, const char* party, const char* address, const QString& output) {
            MS_VERIFY_EXIT(
                m_cli.run({"-w", file(folder), "network", "card", party, "--node", address, "--output", output}), 0);
        };
        make("c-water", "water:utility:W", "127.0.0.1:1", card);
        make("c-maker", "maker:manufacturer:M", "127.0.0.1:2", other);
        const CliResult genesis =
            m_cli.run({"network", "genesis", "--chain", "c", "--output", file("c.json"), card, other, "--json"});
        MS_VERIFY_EXIT(genesis, 0);
        MS_VERIFY_EXIT(m_cli.run(own + QStringList{"network", "join", file("c.json"), "--fingerprint",
                                                   qs(genesis.json().at("fingerprint").get<std::string>())}),
                       0);
        call("network node init", own + QStringList{"network", "node", "init", card, other});
        call("network node use", own + QStringList{"network", "node", "use", "water=http://127.0.0.1:1"});
        call("network node status", own + QStringList{"network", "node", "status"}, 1);
        call("network node peer", own + QStringList{"network", "node", "peer", other});
    }
    // What goes between parties; this workspace is the one that seals and, as the maker, one that cosigns.
    void callParties()
    {
        const QString water = file("water.mseal-card");
        const QString maker = file("maker.mseal-card");
        MS_VERIFY_EXIT(
            m_cli.run({"-w", file("n-water"), "network", "card", "water:utility:W", "--seals", "--output", water}), 0);
        call("network card", {"-w", file("n-maker"), "network", "card", "maker:manufacturer:M", "--output", maker});
        call("network genesis",
             {"network", "genesis", "--chain", "n", "--sealer", "water", "--output", file("n.json"), water, maker});
        const QString fingerprint =
            QString::fromStdString(m_cli
                                       .run({"network", "genesis", "--chain", "n", "--sealer", "water", "--output",
                                             file("n2.json"), water, maker, "--json"})
                                       .json()
                                       .at("fingerprint")
                                       .get<std::string>());
        call("network join", {"-w", file("n-maker"), "network", "join", file("n.json"), "--fingerprint", fingerprint});
        const QString blocks = file("all.mseal-blocks");
        call("ledger blocks", {"ledger", "blocks", blocks});
        call("replica pull", {"replica", "pull", blocks});
        call("replica import", {"replica", "import", blocks});
        call("witness begin", {"witness", "begin", "--as", "maker"});
        call("witness sign", {"witness", "sign", file("m.mseal-cosig"), "--as", "maker"});
        call("ledger cosignatures", {"ledger", "cosignatures", file("m.mseal-cosig")});
        std::filesystem::remove(m_folder / "w" / "witness.state");
        call("witness resume", {"witness", "resume", file("m.mseal-cosig"), "--as", "maker"});
        call("witness once", {"witness", "once", "--as", "maker"});
        call("witness run", {"witness", "run", "--rounds", "1", "--as", "maker"});
        call("network status", {"network", "status"});
        call("tx offer",
             {"tx", "offer", file("o.mseal-tx"), "--review", "4711", "--approve", "--reason", "x", "--as", "maker"});
        call("tx import", {"tx", "import", file("o.mseal-tx")}, 1);
        // One that is on the ledger already: taken, and a receipt says so.
        const QString tx = QString::fromStdString(
            m_cli.run({"txs", "--type", "convert", "--json"}).json().at("rows").at(0).at("txHash").get<std::string>());
        const QByteArray wire = QByteArray::fromBase64(
            QByteArray::fromStdString(m_cli.run({"proof", tx}).json().at("wire").get<std::string>()));
        const QByteArray origin = m_cli.run({"checkpoint"}).out.split('\n').at(0);
        test::writeFile((m_folder / "k.mseal-tx"), ("MSTX1\n" + origin + "\n" + wire.toHex() + "\n").toStdString());
        MS_VERIFY_EXIT(m_cli.run({"tx", "import", file("k.mseal-tx"), "--receipts", file("receipts")}), 0);
        call("tx receipt", {"tx", "receipt", file("receipts") + "/" + tx + ".mseal-receipt"});
    }

    void call(const QString& verb, const QStringList& arguments, int exitCode = 0, const QByteArray& input = {})
    {
        const CliResult result = m_cli.run(arguments + QStringList{"--json"}, input);
        MS_VERIFY_EXIT(result, exitCode);
        m_called << verb;
        m_said << result.out << result.err;
        m_names << verb.toUtf8() + ": " + namesOf(result);
    }

    test::TemporaryFolder m_folder;
    Cli m_cli;
    QByteArray m_man;
    QStringList m_verbs, m_called;
    QList<QByteArray> m_names, m_said;
    QByteArray m_password, m_privateKey;
};

QTEST_GUILESS_MAIN(TestCliVerbs)
#include "tst_cli_verbs.moc"
