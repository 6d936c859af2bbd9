// Three parties, three folders, three key stores, one ledger: cards, the same genesis document everywhere, joining,
// following from a stick, cosigning, and what each then says of the word it stands on. Nobody needs another's key.
#include "integration/cli_runner.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <filesystem>
#include <vector>

using namespace meterseal;

class TestCliNetwork : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;
    test::Cli m_water{path("water")}, m_maker{path("maker")}, m_insurer{path("insurer")};
    QString m_fingerprint;

    QString path(const std::string& name) const { return qs((m_folder / name).string()); }

private slots:
    void everyPartyMakesTheSameGenesis()
    {
        MS_VERIFY_EXIT(
            m_water.run({"network", "card", "water:utility:Harbour Water", "--seals", "--output", path("w.card")}), 0);
        MS_VERIFY_EXIT(m_maker.run({"network", "card", "maker:manufacturer:Meter Maker", "--output", path("m.card")}),
                       0);
        MS_VERIFY_EXIT(m_insurer.run({"network", "card", "insurer:insurer:Insurer", "--output", path("i.card")}), 0);
        // A card again is of the same keys, and the file that is there is kept.
        MS_VERIFY_EXIT(m_insurer.run({"network", "card", "insurer:insurer:Insurer", "--output", path("i.card")}), 3);
        QStringList orders[] = {{path("w.card"), path("m.card"), path("i.card")},
                                {path("i.card"), path("w.card"), path("m.card")},
                                {path("m.card"), path("i.card"), path("w.card")}};
        std::string document;
        for (int i = 0; i < 3; ++i) {
            const QString file = path("genesis" + std::to_string(i));
            const auto made = m_water.run(
                QStringList{"network", "genesis", "--chain", "harbour", "--output", file, "--json"} + orders[i]);
            MS_VERIFY_EXIT(made, 0);
            const std::string bytes = test::readFile(file.toStdString());
            QVERIFY(document.empty() || bytes == document);
            document = bytes;
            m_fingerprint = qs(made.json().at("fingerprint").get<std::string>());
            QCOMPARE(qs(made.json().at("checkWords").get<std::string>()).split(' ').size(), 6);
        }
        // A card that somebody changed on the way.
        std::string card = test::readFile(m_folder / "m.card");
        card.replace(card.find("Meter Maker"), 11, "Meter Faker");
        test::writeFile(m_folder / "bad.card", card);
        const auto refused = m_water.run({"network", "genesis", "--chain", "harbour", "--output", path("x"), "--json",
                                          path("w.card"), path("bad.card"), path("i.card")});
        QCOMPARE(refused.reason(), QString("card.signature"));
        QVERIFY(!std::filesystem::exists(m_folder / "x"));
    }

    void theyJoinFollowAndCosign()
    {
        const QStringList join{"network", "join", path("genesis0"), "--fingerprint"};
        QCOMPARE(m_water.run(join + QStringList{QString(64, '0'), "--json"}).reason(), QString("network.fingerprint"));
        MS_VERIFY_EXIT(m_water.run(join + QStringList{m_fingerprint}), 0);
        MS_VERIFY_EXIT(m_water.run({"meter", "register", "4711", "--location", "Harbour Rd", "--manufacturer",
                                    "Meter Maker", "--as", "water"}),
                       0);
        std::filesystem::create_directory(m_folder / "stick");
        MS_VERIFY_EXIT(m_water.run({"ledger", "blocks", path("stick")}), 0);
        // The insurer has no sealer key and needs none.
        const auto joined = m_insurer.run(join + QStringList{m_fingerprint, "--from", path("stick"), "--json"});
        MS_VERIFY_EXIT(joined, 0);
        QCOMPARE(joined.json().at("to").get<int>(), 1);
        QCOMPARE(m_insurer.run({"witness", "once", "--json"}).reason(), QString("witness.no-state"));
        MS_VERIFY_EXIT(m_insurer.run({"witness", "begin"}), 0);
        MS_VERIFY_EXIT(m_insurer.run({"witness", "sign", path("i.mseal-cosig")}), 0);
        QVERIFY(m_insurer.run({"block", "1"}).out.contains("cosigned by Insurer (1 of 2 others)"));
        QVERIFY(m_water.run({"block", "1"}).out.contains("sealed by Harbour Water alone"));
        MS_VERIFY_EXIT(m_water.run({"ledger", "cosignatures", path("i.mseal-cosig")}), 0);
        QVERIFY(m_water.run({"network", "status"}).out.contains("cosigned by Insurer (1 of 2 others)"));
        QCOMPARE(m_maker.run({"network", "status", "--json"}).reason(), QString("workspace.unfinished"));

        // More blocks: only what is new goes onto the stick, and the maker joins late and gets all, with the
        // cosignature that was known when it was written.
        MS_VERIFY_EXIT(m_water.run({"meter", "review", "4711", "--as", "water", "--approve", "--reason", "ok"}), 0);
        MS_VERIFY_EXIT(m_water.run({"ledger", "blocks", path("stick")}), 0);
        MS_VERIFY_EXIT(m_water.run({"ledger", "blocks", path("stick")}), 0);
        MS_VERIFY_EXIT(m_maker.run(join + QStringList{m_fingerprint, "--from", path("stick")}), 0);
        const auto pulled = m_insurer.run({"replica", "pull", "--json"});
        MS_VERIFY_EXIT(pulled, 0);
        QCOMPARE(pulled.json().at("to").get<int>(), 2);
        MS_VERIFY_EXIT(m_maker.run({"fsck"}), 0);
    }

    // The maker reviews with its own key on its own machine; its file makes the meter approved at the sealer's.
    void aReviewTravelsAsAFile()
    {
        MS_VERIFY_EXIT(m_maker.run({"tx", "offer", path("r.mseal-tx"), "--review", "4711", "--approve", "--reason",
                                    "serial known", "--as", "maker"}),
                       0);
        const auto taken = m_water.run({"tx", "import", path("r.mseal-tx"), "--json"});
        MS_VERIFY_EXIT(taken, 0);
        QVERIFY(taken.json().at("rows").at(0).at("taken").get<bool>());
        QCOMPARE(m_water.run({"meter", "show", "4711", "--json"}).json().at("state").get<std::string>(),
                 std::string("approved"));
        // Again: it is there already, nothing changes, and the sealer puts its name to that.
        MS_VERIFY_EXIT(m_water.run({"tx", "import", path("r.mseal-tx"), "--receipts", path("receipts")}), 0);
        const QString txHash = QString::fromStdString(taken.json().at("rows").at(0).at("txHash").get<std::string>());
        const QString receipt = path("receipts") + "/" + txHash + ".mseal-receipt";
        const auto early = m_maker.run({"tx", "receipt", receipt, "--json"});  // it has not fetched the block yet
        MS_VERIFY_EXIT(early, 0);
        QVERIFY(early.json().at("height").is_null() && !early.json().at("withheld").get<bool>());
        const auto kept = m_water.run({"tx", "receipt", receipt, "--json"});
        MS_VERIFY_EXIT(kept, 0);
        QVERIFY(kept.json().at("height").is_number());
        QCOMPARE(m_maker.run({"tx", "receipt", path("r.mseal-tx"), "--json"}).reason(), QString("txreceipt.form"));
        // Nobody can offer what it has no key for.
        QVERIFY(m_maker
                    .run({"tx", "offer", path("s.mseal-tx"), "--review", "4711", "--approve", "--reason", "x", "--as",
                          "water"})
                    .exitCode != 0);
        MS_VERIFY_EXIT(m_water.run({"ledger", "blocks", path("stick")}), 0);
    }

    void troubleHasAStateAndASentence()
    {
        QCOMPARE(m_insurer.run({"replica", "pull", "http://127.0.0.1:1/blocks", "--json"}).reason(),
                 QString("replica.unreachable"));
        const auto status = m_insurer.run({"network", "status", "--json"});
        MS_VERIFY_EXIT(status, 0);
        QVERIFY(status.json().at("state").get<std::string>().find("replica.unreachable") != std::string::npos);
        QCOMPARE(m_insurer.run({"witness", "once", "--json"}, {}, "wrong").reason(),
                 QString("keystore.wrong-passphrase"));
        MS_VERIFY_EXIT(m_insurer.run({"replica", "pull", path("stick")}), 0);
        QCOMPARE(m_insurer.run({"network", "status", "--json"}).json().at("state").get<std::string>(),
                 std::string("up to date"));
        // A second member's blocks are looked at too; that they cannot be is said, and is no failure.
        MS_VERIFY_EXIT(m_maker.run({"ledger", "blocks", path("maker.mseal-blocks")}), 0);
        const QStringList pull{"replica", "pull", path("stick"), "--json", "--beside"};
        const auto compared = m_insurer.run(pull + QStringList{path("maker.mseal-blocks")});
        MS_VERIFY_EXIT(compared, 0);
        QVERIFY(compared.json().at("compared").get<int>() > 0 && compared.json().at("notCompared").is_null());
        const auto away = m_insurer.run(pull + QStringList{path("nowhere.mseal-blocks")});
        MS_VERIFY_EXIT(away, 0);
        QCOMPARE(away.json().at("notCompared").get<std::string>(), std::string("replica.unreachable"));
        MS_VERIFY_EXIT(m_insurer.run({"replica", "pull", "--beside", path("maker.mseal-blocks")}), 0);
    }

    // The sealer loses its ledger, starts anew from the same genesis document, and its other history is caught.
    void aSecondHistoryIsCaught()
    {
        for (const char* name : {"ledger.db", "ledger.db-wal", "ledger.db-shm", "settings.json", "genesis.json"}) {
            std::filesystem::remove(m_folder / "water" / name);
        }
        MS_VERIFY_EXIT(m_water.run({"network", "join", path("genesis0"), "--fingerprint", m_fingerprint}), 0);
        const QStringList again{"meter",          "register",    "4712", "--location", "Harbour Rd",
                                "--manufacturer", "Meter Maker", "--as", "water",      "--json"};
        // What this workspace and this person have seen stands in the way, until they forget that too.
        QCOMPARE(m_water.run(again).reason(), QString("ledger.shorter"));
        std::filesystem::remove(m_folder / "water" / "head.note");
        const QByteArray seen = qgetenv("XDG_STATE_HOME");
        qputenv("XDG_STATE_HOME", path("forgetful").toUtf8());
        const auto registered = m_water.run(again);
        seen.isNull() ? qunsetenv("XDG_STATE_HOME") : qputenv("XDG_STATE_HOME", seen);
        MS_VERIFY_EXIT(registered, 0);
        MS_VERIFY_EXIT(m_water.run({"ledger", "blocks", path("other.mseal-blocks")}), 0);
        QCOMPARE(m_insurer.run({"replica", "import", path("other.mseal-blocks"), "--json"}).reason(),
                 QString("replica.conflict"));
        QCOMPARE(m_insurer.run({"witness", "sign", path("never"), "--json"}).reason(), QString("replica.conflict"));
        QVERIFY(!std::filesystem::exists(m_folder / "never"));
        const auto status = m_insurer.run({"network", "status"});
        MS_VERIFY_EXIT(status, 1);
        QVERIFY(status.err.contains("CONFLICT"));
        // Reading goes on.
        MS_VERIFY_EXIT(m_insurer.run({"block", "2"}), 0);
        MS_VERIFY_EXIT(m_insurer.run({"fsck"}), 0);
    }

    // Validator keys and the nodes' addresses travel in the cards; a start with a wrong key is told.
    void fourPartiesMakeOneConsortium()
    {
        const char* const members[] = {"water:utility:Harbour Water", "maker:manufacturer:Meter Maker",
                                       "insurer:insurer:Insurer", "auditor:auditor:Audit"};
        std::vector<test::Cli> parties;
        QStringList cards;
        for (const char* member : members) {
            const QString id = QString(member).section(':', 0, 0);
            parties.emplace_back(path("consortium-" + id.toStdString()));
            cards << path(id.toStdString() + ".node-card");
            MS_VERIFY_EXIT(parties.back().run(
                               {"network", "card", member, "--node", id + ".example:26656", "--output", cards.back()}),
                           0);
        }
        QString fingerprint, document;
        for (std::size_t i = 0; i < parties.size(); ++i) {
            std::rotate(cards.begin(), cards.begin() + 1, cards.end());
            const QString file = path("consortium-genesis" + std::to_string(i));
            const auto made = parties[i].run(
                QStringList{"network", "genesis", "--chain", "harbour", "--output", file, "--json"} + cards);
            MS_VERIFY_EXIT(made, 0);
            QCOMPARE(made.json().at("engine").get<std::string>(), std::string("cometbft"));
            const QString bytes = qs(test::readFile(file.toStdString()));
            QVERIFY(document.isEmpty() || bytes == document);
            document = bytes;
            fingerprint = qs(made.json().at("fingerprint").get<std::string>());
        }
        const QStringList join{"network", "join", path("consortium-genesis0"), "--fingerprint", fingerprint};
        std::string derived;
        for (std::size_t i = 0; i < parties.size(); ++i) {
            MS_VERIFY_EXIT(parties[i].run(join), 0);
            const auto node = parties[i].run(QStringList{"network", "node", "init", "--json"} + cards);
            MS_VERIFY_EXIT(node, 0);
            QCOMPARE(node.json().at("peers").get<int>(), 3);
            const std::filesystem::path home = node.json().at("home").get<std::string>();
            const std::string comet = test::readFile(home / "cometbft/config/genesis.json");
            QVERIFY(derived.empty() || derived == comet);  // the engine's genesis too, byte for byte
            derived = comet;
        }
        // The node does not run: said, and nothing is taken for done.
        const auto status = parties[0].run({"network", "node", "status", "--json"});
        MS_VERIFY_EXIT(status, 1);
        QCOMPARE(status.json().at("validators").at(0).at("state").get<std::string>(), std::string("grey"));
        QVERIFY(parties[0].run({"network", "status"}).out.contains("this party's node keeps the ledger"));
        const auto registered = parties[0].run({"meter", "register", "4711", "--location", "Harbour Rd",
                                                "--manufacturer", "Meter Maker", "--as", "water", "--json"});
        MS_VERIFY_EXIT(registered, 3);
        QVERIFY(registered.out.contains("rpc.unreachable") || registered.reason() == "rpc.unreachable");
        QCOMPARE(parties[0].run({"replica", "pull", path("stick"), "--json"}).reason(), QString("follow.node-keeps"));
        // A folder without the key that the cards name decides nothing, so it makes no node.
        const test::Cli other(path("consortium-other"));
        MS_VERIFY_EXIT(other.run({"network", "card", "water:utility:Harbour Water", "--node", "x.example:1", "--output",
                                  path("other.node-card")}),
                       0);
        MS_VERIFY_EXIT(other.run(join), 0);
        QCOMPARE(other.run(QStringList{"network", "node", "init", "--json"} + cards).reason(), QString("node.no-card"));
        QCOMPARE(other.run({"network", "node", "init", path("other.node-card"), "--json"}).reason(),
                 QString("node.other-key"));
    }
};

QTEST_APPLESS_MAIN(TestCliNetwork)
#include "tst_cli_network.moc"
