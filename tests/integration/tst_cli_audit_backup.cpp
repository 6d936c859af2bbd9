// audit, backup and restore through the real program: what verbs leave in the log, that listing leaves nothing, a
// broken chain's exit code, and a workspace that comes back.
#include "cli_runner.h"

#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QTest>

#include <algorithm>
#include <filesystem>

using namespace meterseal;
using test::Cli;

class TestCliAuditBackup : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;
    QString m_workspace;

    static std::vector<std::string> actions(const Cli& cli, const QStringList& more = {})
    {
        std::vector<std::string> all;
        const auto page = cli.run(QStringList{"audit", "--json", "--limit", "100"} + more).json();
        for (const auto& row : page["rows"]) {
            all.push_back(row["entry"]["action"].get<std::string>());
        }
        std::reverse(all.begin(), all.end());  // oldest first
        return all;
    }

private slots:
    void initTestCase()
    {
        m_workspace = QString::fromStdString((m_folder / "world").string());
        const Cli cli(m_workspace);
        MS_VERIFY_EXIT(
            cli.run({"init", "--organisation", "water:utility:Water", "--organisation", "maker:manufacturer:Maker"}),
            0);
    }

    void verbsThatChangeOrJudgeAreNoted()
    {
        const Cli cli(m_workspace);
        MS_VERIFY_EXIT(cli.run({"meter", "register", "401461713227", "--location", "Cellar", "--manufacturer", "Maker",
                                "--as", "water"}),
                       0);
        MS_VERIFY_EXIT(cli.run({"meter", "review", "401461713227", "--as", "water", "--approve"}), 0);
        MS_VERIFY_EXIT(cli.run({"meter", "review", "401461713227", "--as", "maker", "--approve"}), 0);
        MS_VERIFY_EXIT(cli.run({"meter", "activate", "401461713227"}), 0);
        const auto file = m_folder / "day.jsonl";
        test::writeFile(file, "{\"alarmCode\":\"READING\",\"alarmTime\":\"2026-11-20T06:00:00.000Z\","
                              "\"mn\":\"401461713227\",\"value\":1}\n");
        const QString name = QString::fromStdString(file.string());
        MS_VERIFY_EXIT(cli.run({"anchor", name}), 0);
        MS_VERIFY_EXIT(cli.run({"verify", name}), 0);
        MS_VERIFY_EXIT(cli.run({"meter", "list"}), 0);  // only lists
        MS_VERIFY_EXIT(cli.run({"txs"}), 0);
        MS_VERIFY_EXIT(cli.run({"meter", "resume", "401461713227", "--as", "water", "--reason", "x"}), 3);
        MS_VERIFY_EXIT(cli.run({"meter", "register"}), 2);  // not understood, so not tried
        // What opens the key store says so first.
        const std::vector<std::string> expected{
            "ledger.init",      "key-store.unlock", "meter.register",   "key-store.unlock", "meter.approve",
            "key-store.unlock", "meter.approve",    "key-store.unlock", "meter.activate",   "key-store.unlock",
            "upload.file",      "verify.file",      "key-store.unlock", "meter.resume"};
        const std::vector<std::string> found = actions(cli);
        QStringList shown;
        for (const std::string& action : found) {
            shown << QString::fromStdString(action);
        }
        QVERIFY2(found == expected, qPrintable(shown.join(u' ')));

        const auto rows = cli.run({"audit", "--json", "--action", "verify."}).json()["rows"];
        QCOMPARE(rows.size(), std::size_t(1));
        const auto& entry = rows[0]["entry"];
        QCOMPARE(entry["details"]["verdict"].get<std::string>(), std::string("intact"));
        QCOMPARE(entry["subject"]["sha256"].get<std::string>().size(), std::size_t(64));
        QVERIFY(actions(cli, {"--failed"}) == std::vector<std::string>{"meter.resume"});
        QCOMPARE(actions(cli, {"--text", "WATER"}).size(), std::size_t(3));
        MS_VERIFY_EXIT(cli.run({"audit", "--verify"}), 0);
    }

    void aWrongPassphraseIsNoted()
    {
        const Cli cli(m_workspace);
        MS_VERIFY_EXIT(cli.run({"meter", "retire", "401461713227", "--as", "water", "--reason", "x"}, {}, "wrong"), 3);
        const auto rows = cli.run({"audit", "--json", "--limit", "1"}).json()["rows"];
        QCOMPARE(rows[0]["entry"]["result"]["reason"].get<std::string>(), std::string("keystore.wrong-passphrase"));
        QVERIFY(test::readFile(std::filesystem::path(m_workspace.toStdString()) / "audit.jsonl").find("\"wrong\"") ==
                std::string::npos);
    }

    void aBackupComesBack()
    {
        const Cli cli(m_workspace);
        const QString archive = QString::fromStdString((m_folder / "copy.zip").string());
        const auto made = cli.run({"backup", archive, "--json"});
        MS_VERIFY_EXIT(made, 0);
        MS_VERIFY_EXIT(cli.run({"backup", archive}), 3);
        const auto listed = cli.run({"restore", archive, "--list", "--json"});
        MS_VERIFY_EXIT(listed, 0);
        QVERIFY(listed.json()["fingerprint"] == made.json()["fingerprint"]);
        MS_VERIFY_EXIT(cli.run({"restore", archive}), 2);
        const QString folder = QString::fromStdString((m_folder / "back").string());
        MS_VERIFY_EXIT(cli.run({"restore", archive, folder}), 0);
        MS_VERIFY_EXIT(cli.run({"restore", archive, folder}), 3);
        const Cli back(folder);
        MS_VERIFY_EXIT(back.run({"fsck"}), 0);
        MS_VERIFY_EXIT(back.run({"meter", "suspend", "401461713227", "--as", "water", "--reason", "moved"}), 0);
        const auto there = actions(back);
        QVERIFY(std::find(there.begin(), there.end(), "restore") != there.end());
        QVERIFY(std::find(there.begin(), there.end(), "backup") == there.end());  // it was not made yet when copied
        const auto here = actions(cli);
        QVERIFY(std::find(here.begin(), here.end(), "backup") != here.end());
        MS_VERIFY_EXIT(back.run({"audit", "--verify"}), 0);
    }

    void aBrokenChainHasItsExitCode()
    {
        const Cli cli(m_workspace);
        const auto log = std::filesystem::path(m_workspace.toStdString()) / "audit.jsonl";
        std::string lines = test::readFile(log);
        lines.replace(lines.find("meter.register"), 14, "meter.activate");
        test::writeFile(log, lines);
        const auto found = cli.run({"audit", "--verify", "--json"});
        MS_VERIFY_EXIT(found, 1);
        QCOMPARE(found.json()["breaks"][0]["seq"].get<int>(), 3);
        QCOMPARE(found.json()["breaks"][0]["kind"].get<std::string>(), std::string("changed"));
        MS_VERIFY_EXIT(cli.run({"audit", "--verify"}), 1);
    }
};

QTEST_GUILESS_MAIN(TestCliAuditBackup)
#include "tst_cli_audit_backup.moc"
