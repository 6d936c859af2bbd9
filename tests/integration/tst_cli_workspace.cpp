// The verbs on a workspace: from init to an active meter, browsing, search, export, and what goes wrong.
#include "integration/cli_runner.h"
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/crypto/key_store.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

using namespace meterseal;
using test::Cli;
using test::CliResult;

namespace {

const QString kLocation = QStringLiteral("=HYPERLINK(\"http://x\",\"12 Harbour Rd\")");  // a formula to a spreadsheet
const QString kMaker = QString::fromUtf8("汇中仪表");

QString value(const nlohmann::json& object, const char* name)
{
    return QString::fromStdString(object.value(name, std::string()));
}

}  // namespace

class TestCliWorkspace : public QObject {
    Q_OBJECT

private slots:
    // One workspace for all: opening a key store takes a good part of a second on purpose.
    void initTestCase()
    {
        m_workspace = qs((m_folder / "w").string());
        m_cli = Cli(m_workspace);
        const CliResult made =
            m_cli.run({"init", "--json", "--chain", "test-chain", "--organisation", "water:utility:City Water",
                       "--organisation", "maker:manufacturer:" + kMaker, "--organisation", "picc:insurer:PICC"});
        MS_VERIFY_EXIT(made, 0);
        QCOMPARE(value(made.json(), "chain"), QStringLiteral("test-chain"));
        QCOMPARE(made.json().at("organisations").size(), std::size_t(3));
        m_fingerprint = value(made.json(), "fingerprint");

        const CliResult registered = m_cli.run({"meter", "register", "4711", "--location", kLocation, "--manufacturer",
                                                kMaker, "--as", "water", "--json"});
        MS_VERIFY_EXIT(registered, 0);
        const auto result = registered.json().at("results").at(0);
        m_address = value(result, "address");
        m_registerTx = value(result, "txHash");
        QVERIFY(result.at("height") == 1);
        QVERIFY(!result.contains("token") && !result.contains("password"));
        QCOMPARE(stateOf("4711"), QStringLiteral("pending"));
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "4711", "--as", "water", "--approve"}), 0);
        QCOMPARE(stateOf("4711"), QStringLiteral("pending"));
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "--all", "--as", "maker", "--approve"}), 0);
        QCOMPARE(stateOf("4711"), QStringLiteral("approved"));
        MS_VERIFY_EXIT(m_cli.run({"meter", "activate", "--all"}), 0);
        QCOMPARE(stateOf("4711"), QStringLiteral("active"));
    }

    void workspaceIsPrivate()
    {
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                            QFileDevice::WriteOther | QFileDevice::ExeGroup | QFileDevice::ExeOther;
        QVERIFY(!(QFileInfo(m_workspace).permissions() & others));
        QVERIFY(!(QFileInfo(m_workspace + "/keys.meterseal").permissions() & others));
    }

    void fingerprintIsTheGenesisHash()
    {
        QFile genesis(m_workspace + "/genesis.json");
        QVERIFY(genesis.open(QIODevice::ReadOnly));
        const QByteArray hash = QCryptographicHash::hash(genesis.readAll(), QCryptographicHash::Sha256).toHex();
        QCOMPARE(QString::fromLatin1(hash), m_fingerprint);
    }

    void initLeavesAFullFolderAlone()
    {
        const CliResult again =
            m_cli.run({"init", "--organisation", "a:utility:A", "--organisation", "b:manufacturer:B", "--json"});
        MS_VERIFY_EXIT(again, 3);
        QCOMPARE(again.reason(), QStringLiteral("workspace.exists"));
        QCOMPARE(stateOf("4711"), QStringLiteral("active"));
    }

    void initRefusesBadOrganisations()
    {
        const Cli other(qs((m_folder / "other").string()));
        MS_VERIFY_EXIT(other.run({"init"}), 2);
        MS_VERIFY_EXIT(other.run({"init", "--organisation", "water:utility"}), 2);
        MS_VERIFY_EXIT(other.run({"init", "--organisation", "water:plumber:W"}), 2);
        const CliResult alone = other.run({"init", "--organisation", "water:utility:W", "--json"});
        MS_VERIFY_EXIT(alone, 3);
        QVERIFY2(!QFileInfo::exists(qs((m_folder / "other").string())), "nothing is left of a failed init");
    }

    void passphrase()
    {
        const QStringList verb{"meter", "show", "4711", "--reveal-secrets", "--json"};
        const CliResult wrong = m_cli.run(verb, {}, "wrong");
        MS_VERIFY_EXIT(wrong, 3);
        QCOMPARE(wrong.reason(), QStringLiteral("keystore.wrong-passphrase"));
        const CliResult fromStdin =
            m_cli.run(verb + QStringList{"--passphrase-fd", "0"}, QByteArray(Cli::kPassphrase) + "\n", "wrong");
        MS_VERIFY_EXIT(fromStdin, 0);
        const CliResult closed = m_cli.run(verb + QStringList{"--passphrase-fd", "77"});
        MS_VERIFY_EXIT(closed, 2);
    }

    // Secrets come out only where they were asked for by name, and the revealed ones are the real ones.
    void secrets()
    {
        const CliResult revealed = m_cli.run({"meter", "show", "4711", "--reveal-secrets", "--json"});
        MS_VERIFY_EXIT(revealed, 0);
        const auto object = revealed.json();
        const QByteArray password = value(object, "password").toUtf8();
        const QByteArray token = value(object, "token").toUtf8();
        const QByteArray privateKey = value(object, "privateKey").toUtf8();
        QCOMPARE(password.size(), 52);
        QCOMPARE(token.size(), 26);
        QCOMPARE(privateKey.size(), 64);

        const CliResult derived = m_cli.run({"meter", "derive", "--mn", "4711", "--json"}, password);
        MS_VERIFY_EXIT(derived, 0);
        QCOMPARE(value(derived.json(), "address"), m_address);
        MS_VERIFY_EXIT(m_cli.run({"meter", "derive", "--mn", "4711"}, "not the password"), 1);

        const QList<QStringList> verbs{{"meter", "show", "4711"}, {"meter", "list"}, {"txs"}, {"blocks"},
                                       {"search", "4711"},        {"org", "list"},   {"fsck"}};
        for (const QStringList& verb : verbs) {
            for (const QStringList& form : {verb, verb + QStringList{"--json"}}) {
                const CliResult result = m_cli.run(form);
                MS_VERIFY_EXIT(result, 0);
                for (const QByteArray& secret : {password, privateKey, QByteArray(Cli::kPassphrase)}) {
                    QVERIFY2(!result.out.contains(secret) && !result.err.contains(secret), qPrintable(form.join(' ')));
                }
            }
        }
    }

    void search_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("member");
        const CliResult block = m_cli.run({"block", "2", "--json"});
        QTest::newRow("height") << "2"
                                << "block"
                                << "height";
        QTest::newRow("block hash") << value(block.json(), "hash") << "block"
                                    << "hash";
        QTest::newRow("transaction") << m_registerTx << "transaction"
                                     << "txHash";
        QTest::newRow("address") << m_address << "meter"
                                 << "address";
        QTest::newRow("meter number") << "4711"
                                      << "meter"
                                      << "mn";
        QTest::newRow("organisation id") << "picc"
                                         << "organisation"
                                         << "id";
        QTest::newRow("organisation name") << kMaker << "organisation"
                                           << "name";
    }
    void search()
    {
        QFETCH(QString, text);
        QFETCH(QString, kind);
        QFETCH(QString, member);
        const CliResult found = m_cli.run({"search", text, "--json"});
        MS_VERIFY_EXIT(found, 0);
        const auto row = found.json().at("rows").at(0);
        QCOMPARE(value(row, "kind"), kind);
        const auto& field = row.at("row").at(member.toStdString());
        QCOMPARE(field.is_string() ? QString::fromStdString(field.get<std::string>())
                                   : QString::number(field.get<std::uint64_t>()),
                 text);
        MS_VERIFY_EXIT(m_cli.run({"search", text}), 0);
    }
    void searchSaysWhatItLookedFor()
    {
        const CliResult nothing = m_cli.run({"search", "99999999"});
        MS_VERIFY_EXIT(nothing, 3);
        for (const char* kind : {"a block height", "a meter number", "an organisation"}) {
            QVERIFY2(nothing.err.contains(kind), nothing.err.constData());
        }
        QVERIFY(!nothing.err.contains("transaction hash"));
        QVERIFY(m_cli.run({"search", "0047 11"}).err.contains("Meters that come near: 4711"));
        MS_VERIFY_EXIT(m_cli.run({"search", "0x" + m_registerTx.toUpper()}), 0);
        MS_VERIFY_EXIT(m_cli.run({"search", " 47 11 "}), 0);
        QVERIFY(m_cli.run({"search", QString(64, 'a')}).err.contains("a transaction hash"));
    }

    void blocksAndPages()
    {
        const auto newest = m_cli.run({"blocks", "--limit", "2", "--json"}).json();
        QCOMPARE(newest.at("rows").size(), std::size_t(2));
        QVERIFY(newest.at("more") == true);
        const auto first = newest.at("rows").at(0).at("height").get<std::uint64_t>();
        QVERIFY(newest.at("rows").at(1).at("height") == first - 1);
        const QString cursor = QString::number(newest.at("next").get<std::uint64_t>());
        const auto older = m_cli.run({"blocks", "--limit", "1", "--before", cursor, "--json"}).json();
        QVERIFY(older.at("rows").at(0).at("height") == first - 2);
        const auto newer = m_cli.run({"blocks", "--after", cursor, "--json"}).json();
        QVERIFY(newer.at("rows").at(0).at("height") == first);
        QVERIFY(newer.at("more") == false && newer.at("next").is_null());
        MS_VERIFY_EXIT(m_cli.run({"blocks", "--before", "3", "--after", "1"}), 2);
        MS_VERIFY_EXIT(m_cli.run({"blocks", "--limit", "0"}), 2);
        MS_VERIFY_EXIT(m_cli.run({"blocks", "--from", "yesterday"}), 2);
        QVERIFY(m_cli.run({"blocks", "--to", "1999-12-31", "--json"}).json().at("rows").empty());
        MS_VERIFY_EXIT(m_cli.run({"block", "99999"}), 3);
        MS_VERIFY_EXIT(m_cli.run({"block", "abc"}), 2);
    }

    void transactions()
    {
        const auto reviews = m_cli.run({"txs", "--type", "review", "--meter", "4711", "--json"}).json().at("rows");
        QCOMPARE(reviews.size(), std::size_t(2));
        QCOMPARE(value(reviews.at(0), "organisation"), QStringLiteral("maker"));
        QCOMPARE(m_cli.run({"txs", "--organisation", "water", "--type", "review", "--json"}).json().at("rows").size(),
                 std::size_t(1));
        MS_VERIFY_EXIT(m_cli.run({"txs", "--type", "gift"}), 2);

        const CliResult shown = m_cli.run({"tx", m_registerTx, "--json"});
        MS_VERIFY_EXIT(shown, 0);
        const auto object = shown.json();
        QCOMPARE(value(object.at("header"), "mn"), QStringLiteral("4711"));
        QCOMPARE(object.at("signatures").size(), std::size_t(2));
        const CliResult bySeq = m_cli.run({"tx", QString::number(object.at("seq").get<std::uint64_t>()), "--json"});
        QCOMPARE(bySeq.out, shown.out);
        MS_VERIFY_EXIT(m_cli.run({"tx", m_registerTx}), 0);

        const CliResult wire = m_cli.run({"tx", m_registerTx, "--wire"});
        const CliResult decoded = m_cli.run({"tx", "decode"}, wire.out);
        MS_VERIFY_EXIT(decoded, 0);
        QCOMPARE(value(decoded.json(), "txHash"), m_registerTx);
        MS_VERIFY_EXIT(m_cli.run({"tx", QString(64, 'a')}), 3);
    }

    // With the genesis document and the fingerprint alone; there is no workspace where it is checked.
    void aProofStandsAlone()
    {
        const Cli elsewhere(qs((m_folder / "nowhere").string()));
        const QString file = qs((m_folder / "proof.json").string());
        const QString genesis = m_workspace + "/genesis.json";
        const auto check = [&](const QByteArray& proof, const QString& fingerprint) {
            test::writeFile(file.toStdString(), proof.toStdString());
            return elsewhere.run(
                {"proof", "--check", file, "--fingerprint", fingerprint, "--genesis", genesis, "--json"});
        };
        for (const QStringList& at : {QStringList(), QStringList{"--at", "2"}}) {
            const CliResult proof = m_cli.run(QStringList{"proof", m_registerTx} + at);
            MS_VERIFY_EXIT(proof, 0);
            const CliResult good = check(proof.out, m_fingerprint);
            MS_VERIFY_EXIT(good, 0);
            QVERIFY(good.json().at("holds") == true && good.json().at("failed").is_null());
            QCOMPARE(value(good.json(), "txHash"), m_registerTx);
            const CliResult other = check(proof.out, QString(64, '0'));
            MS_VERIFY_EXIT(other, 1);
            QCOMPARE(value(other.json(), "failed"), QStringLiteral("fingerprint"));
            auto forged = proof.json();
            forged["index"] = forged["index"].get<std::uint64_t>() + 1;
            const CliResult moved = check(QByteArray::fromStdString(forged.dump()), m_fingerprint);
            MS_VERIFY_EXIT(moved, 1);
            QCOMPARE(value(moved.json(), "failed"), QStringLiteral("path"));
        }
        MS_VERIFY_EXIT(elsewhere.run({"proof", "--check", file, "--genesis", genesis}), 2);
        MS_VERIFY_EXIT(m_cli.run({"proof"}), 2);
        // With the workspace at hand its genesis document is taken, and words are printed.
        const CliResult words = m_cli.run({"proof", "--check", file, "--fingerprint", m_fingerprint});
        MS_VERIFY_EXIT(words, 1);
        QVERIFY2(words.out.contains("the first step that fails is \"path\""), words.out.constData());
    }

    void checkpointsFitTheLedgerThatGrew()
    {
        const QString file = qs((m_folder / "kept.note").string());
        for (const QStringList& at : {QStringList{"--at", "1"}, QStringList{"--at", "2"}, QStringList()}) {
            const CliResult note = m_cli.run(QStringList{"checkpoint"} + at);
            MS_VERIFY_EXIT(note, 0);
            QVERIFY(note.out.startsWith("meterseal/test-chain/" + m_fingerprint.toUtf8() + "\n"));
            test::writeFile(file.toStdString(), note.out.toStdString());
            const CliResult fits = m_cli.run({"checkpoint", "--check", file, "--json"});
            MS_VERIFY_EXIT(fits, 0);
            QCOMPARE(value(fits.json(), "relation"), at.isEmpty() ? QStringLiteral("same") : QStringLiteral("earlier"));
        }
        QByteArray forged = m_cli.run({"checkpoint", "--at", "2"}).out;
        forged.replace("\nblock 2 2", "\nblock 2 3");  // a thousand years later
        test::writeFile(file.toStdString(), forged.toStdString());
        const CliResult other = m_cli.run({"checkpoint", "--check", file, "--json"});
        MS_VERIFY_EXIT(other, 1);
        QCOMPARE(value(other.json(), "relation"), QStringLiteral("other-history"));
        QVERIFY(other.json().at("sealValid") == false);
        MS_VERIFY_EXIT(m_cli.run({"checkpoint", "--check", file}), 1);
        test::writeFile(file.toStdString(), "hello\n");
        MS_VERIFY_EXIT(m_cli.run({"checkpoint", "--check", file}), 3);
        MS_VERIFY_EXIT(m_cli.run({"checkpoint", "--at", "99999"}), 3);

        const CliResult grown = m_cli.run({"consistency", "--from", "1"});
        MS_VERIFY_EXIT(grown, 0);
        auto proof = grown.json();
        proof.erase("checkpoint");
        MS_VERIFY_EXIT(m_cli.run({"merkle", "verify-consistency"}, QByteArray::fromStdString(proof.dump())), 0);
        MS_VERIFY_EXIT(m_cli.run({"merkle", "verify-consistency"}, grown.out), 0);
        MS_VERIFY_EXIT(m_cli.run({"consistency", "--from", "99999"}), 3);
    }

    void traceOfAMeterWithoutBatches()
    {
        const CliResult trace = m_cli.run({"trace", "4711", "--json"});
        MS_VERIFY_EXIT(trace, 0);
        QVERIFY(trace.json().at("rows").empty() && trace.json().at("complete") == true);
        MS_VERIFY_EXIT(m_cli.run({"trace", "no-such-meter"}), 3);
    }

    void fsck()
    {
        const CliResult checked = m_cli.run({"fsck", "--json"});
        MS_VERIFY_EXIT(checked, 0);
        QVERIFY(checked.json().at("summary").at("faults") == 0);
    }

    void exportRoundTrip()
    {
        const auto listed = m_cli.run({"txs", "--limit", "1000", "--after", "0", "--json"}).json().at("rows");
        const CliResult exported = m_cli.run({"export", "txs", "--format", "jsonl"});
        MS_VERIFY_EXIT(exported, 0);
        const QList<QByteArray> lines = exported.lines();
        QCOMPARE(std::size_t(lines.size()), listed.size() + 1);  // --after 0 leaves out the first
        for (std::size_t i = 0; i < listed.size(); ++i) {
            QVERIFY(nlohmann::json::parse(lines.at(static_cast<qsizetype>(i + 1)).constData()) == listed.at(i));
        }
        for (const char* what : {"txs", "blocks", "meters", "batches"}) {
            const CliResult csv = m_cli.run({"export", what});
            MS_VERIFY_EXIT(csv, 0);
            QVERIFY2(csv.out.startsWith("\xef\xbb\xbf"), what);
        }
        const CliResult none = m_cli.run({"export", "meters", "--state", "retired"});
        QCOMPARE(none.lines().size(), 1);  // the header alone
        QVERIFY(none.out.contains("manufacturer"));
    }

    void exportedCellsAreNoFormulas()
    {
        const QString file = qs((m_folder / "meters.csv").string());
        MS_VERIFY_EXIT(m_cli.run({"export", "meters", "--output", file, "--mn-prefix", "4711"}), 0);
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QByteArray text = csv.readAll();
        QVERIFY2(text.contains("'=HYPERLINK"), text.constData());
        QVERIFY(!text.contains(",=HYPERLINK") && !text.contains(",\"=HYPERLINK"));
        QVERIFY(text.contains(kMaker.toUtf8()));
        // It is not replaced unless asked for.
        MS_VERIFY_EXIT(m_cli.run({"export", "meters", "--output", file}), 3);
        MS_VERIFY_EXIT(m_cli.run({"export", "meters", "--output", file, "--force"}), 0);
        MS_VERIFY_EXIT(m_cli.run({"export", "meters", "--output", "/nonexistent/meters.csv"}), 3);
    }

    void suspendAndResume()
    {
        MS_VERIFY_EXIT(m_cli.run({"meter", "suspend", "4711", "--as", "water", "--reason", "flat rebuilt"}), 0);
        QCOMPARE(stateOf("4711"), QStringLiteral("suspended"));
        const CliResult insurer =
            m_cli.run({"meter", "resume", "4711", "--as", "picc", "--reason", "please", "--json"});
        MS_VERIFY_EXIT(insurer, 3);
        QCOMPARE(insurer.reason(), QStringLiteral("tx.role"));
        MS_VERIFY_EXIT(m_cli.run({"meter", "resume", "4711", "--as", "water", "--reason", "done"}), 0);
        QCOMPARE(stateOf("4711"), QStringLiteral("active"));
    }

    void organisationsChangeByConsent()
    {
        MS_VERIFY_EXIT(m_cli.run({"org", "add", "audit:auditor:Water Auditors"}), 0);
        const CliResult few = m_cli.run({"org", "rotate", "audit", "--signer", "water", "--json"});
        MS_VERIFY_EXIT(few, 3);
        QCOMPARE(few.reason(), QStringLiteral("tx.no-majority"));
        const auto before = organisation("audit");
        MS_VERIFY_EXIT(m_cli.run({"org", "rotate", "audit"}), 0);
        QVERIFY(organisation("audit").at("publicKey") != before.at("publicKey"));
        // The new key signs from now on.
        MS_VERIFY_EXIT(
            m_cli.run({"org", "retire", "audit", "--signer", "audit", "--signer", "water", "--signer", "maker"}), 0);
        QVERIFY(organisation("audit").at("active") == false);
    }

    void oneWriterAtATime()
    {
        auto keys = crypto::KeyStore::open((m_folder / "w") / "keys.meterseal",
                                           crypto::SecretBytes(std::string_view(Cli::kPassphrase)));
        MS_VERIFY_OK(keys);
        const auto chain = EmbeddedChain::open((m_folder / "w") / "ledger.db", *keys->sealer());
        MS_VERIFY_OK(chain);
        const CliResult refused = m_cli.run({"meter", "suspend", "4711", "--as", "water", "--reason", "x", "--json"});
        MS_VERIFY_EXIT(refused, 3);
        QCOMPARE(refused.reason(), QStringLiteral("ledger.locked"));
        QVERIFY2(refused.err.contains(QByteArray::number(QCoreApplication::applicationPid())),
                 "the message names the process that holds the ledger");
        MS_VERIFY_EXIT(m_cli.run({"meter", "show", "4711"}), 0);  // reading goes on
    }

    void exchangedLedgerIsNoticed()
    {
        const auto copy = m_folder / "copy";
        std::filesystem::copy(m_folder / "w", copy, std::filesystem::copy_options::recursive);
        const Cli cli(qs(copy.string()));
        MS_VERIFY_EXIT(cli.run({"blocks"}), 0);
        const Cli other(qs((m_folder / "second").string()));
        MS_VERIFY_EXIT(other.run({"init", "--organisation", "a:utility:A", "--organisation", "b:manufacturer:B"}), 0);
        std::filesystem::copy_file(m_folder / "second" / "genesis.json", copy / "genesis.json",
                                   std::filesystem::copy_options::overwrite_existing);
        const CliResult noticed = cli.run({"blocks", "--json"});
        MS_VERIFY_EXIT(noticed, 3);
        QCOMPARE(noticed.reason(), QStringLiteral("workspace.other-ledger"));
    }

    void damagedFiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("key store") << "keys.meterseal";
        QTest::newRow("genesis") << "genesis.json";
        QTest::newRow("settings") << "settings.json";
        QTest::newRow("ledger") << "ledger.db";
    }
    void damagedFiles()
    {
        QFETCH(QString, file);
        const auto copy = m_folder / ("damaged-" + file.toStdString());
        std::filesystem::copy(m_folder / "w", copy, std::filesystem::copy_options::recursive);
        test::writeFile(copy / file.toStdString(), std::string(5000, 'x'));
        const CliResult result =
            Cli(qs(copy.string())).run({"meter", "suspend", "4711", "--as", "water", "--reason", "x", "--json"});
        MS_VERIFY_EXIT(result, 3);
        QVERIFY2(!result.reason().isEmpty(), result.err.constData());
    }

private:
    QString stateOf(const QString& meter) const
    {
        return value(m_cli.run({"meter", "show", meter, "--json"}).json(), "state");
    }
    nlohmann::json organisation(const char* id) const
    {
        const nlohmann::json list = m_cli.run({"org", "list", "--json"}).json();
        for (const auto& row : list.at("rows")) {
            if (row.at("id") == id) {
                return row;
            }
        }
        return {};
    }

    test::TemporaryFolder m_folder;
    QString m_workspace, m_fingerprint, m_address, m_registerTx;
    Cli m_cli;
};

QTEST_GUILESS_MAIN(TestCliWorkspace)
#include "tst_cli_workspace.moc"
