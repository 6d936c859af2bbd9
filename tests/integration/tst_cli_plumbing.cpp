// The plumbing verbs as scripts use them: exact formats, exit codes, hostile input. They need no workspace.
#include "integration/cli_runner.h"
#include "support/qt.h"
#include "support/vectors.h"

using namespace meterseal;
using test::Cli;
using test::CliResult;
using test::vectors;

namespace {

QString text(const nlohmann::json& value)
{
    return QString::fromStdString(value.get<std::string>());
}

QByteArray linesOf(const nlohmann::json& hashes)
{
    QByteArray all;
    for (const auto& hash : hashes) {
        all += hash.get<std::string>().c_str();
        all += '\n';
    }
    return all;
}

// The last hex digit of a text, changed.
std::string spoiled(std::string hex)
{
    hex.back() = hex.back() == '0' ? '1' : '0';
    return hex;
}

}  // namespace

class TestCliPlumbing : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY2(!qEnvironmentVariableIsEmpty("METERSEAL_CLI"), "METERSEAL_CLI names the program under test");
    }

    void address()
    {
        for (const auto& meter : vectors().at("meters")) {
            const QStringList arguments{"address",        "--json",
                                        "--mn",           text(meter.at("mn")),
                                        "--location",     text(meter.at("location")),
                                        "--manufacturer", text(meter.at("manufacturer"))};
            const QByteArray password = meter.at("passwd").get<std::string>().c_str();
            for (const char* lineEnd : {"", "\n", "\r\n"}) {
                const CliResult result = m_cli.run(arguments, password + lineEnd);
                MS_VERIFY_EXIT(result, 0);
                const nlohmann::json expected{{"publicKey", meter.at("publicKey")},
                                              {"publicKeyHash", meter.at("publicKeyHash")},
                                              {"address", meter.at("address")}};
                QVERIFY2(result.json() == expected, result.out.constData());
                QVERIFY(!result.out.contains(password) && !result.err.contains(password));
            }
            const CliResult revealed = m_cli.run(arguments + QStringList{"--reveal-private-key"}, password);
            QVERIFY(revealed.json().at("privateKey") == meter.at("privateKey"));
            QVERIFY(revealed.json().at("seedHash") == meter.at("seedHash"));

            QStringList plain = arguments;
            plain.removeOne("--json");
            const CliResult shown = m_cli.run(plain, password);
            QVERIFY(shown.out.contains(meter.at("address").get<std::string>().c_str()));
            for (const char* secret : {"privateKey", "seedHash"}) {  // the key is the SHA-256 of the other
                const std::string value = meter.at(secret).get<std::string>();
                QVERIFY(!shown.out.contains(value.c_str()) && !shown.err.contains(value.c_str()));
            }
        }
    }

    void deriveComparesAddresses()
    {
        const auto& meter = vectors().at("meters").at(0);
        const QByteArray password = meter.at("passwd").get<std::string>().c_str();
        const QStringList arguments{"meter",
                                    "derive",
                                    "--json",
                                    "--mn",
                                    text(meter.at("mn")),
                                    "--location",
                                    text(meter.at("location")),
                                    "--manufacturer",
                                    text(meter.at("manufacturer"))};
        const CliResult derived = m_cli.run(arguments, password);
        MS_VERIFY_EXIT(derived, 0);
        QVERIFY(derived.json().at("address") == meter.at("address"));
        QVERIFY2(!derived.json().contains("seedHash"), "the seed hash gives the private key away");
        const QStringList compared = arguments + QStringList{"--address", text(meter.at("address"))};
        MS_VERIFY_EXIT(m_cli.run(compared, password), 0);
        MS_VERIFY_EXIT(m_cli.run(compared, "another password"), 1);
    }

    void canonicalAndLeaf()
    {
        QByteArray records;
        QByteArray leaves;
        for (const auto& record : vectors().at("records")) {
            records += record.at("jcs").get<std::string>().c_str();
            records += "\n";
            leaves += record.at("leaf").get<std::string>().c_str();
            leaves += "\n";
        }
        const CliResult canonical = m_cli.run({"canonical"}, records);
        MS_VERIFY_EXIT(canonical, 0);
        QCOMPARE(canonical.out, records);
        const CliResult leaf = m_cli.run({"leaf"}, records);
        MS_VERIFY_EXIT(leaf, 0);
        QCOMPARE(leaf.out, leaves);
        // The same records, members turned round and spaced out.
        const CliResult loose = m_cli.run(
            {"leaf"}, R"( { "value" : 1.50, "mn":"7", "alarmTime":"2026-11-20T06:00:14.370Z", "alarmCode":"A" } )");
        const CliResult tight =
            m_cli.run({"leaf"}, R"({"alarmCode":"A","alarmTime":"2026-11-20T06:00:14.370Z","mn":"7","value":1.5})");
        MS_VERIFY_EXIT(loose, 0);
        QCOMPARE(loose.out, tight.out);
    }

    void merkle()
    {
        for (const auto& tree : vectors().at("trees")) {
            const QByteArray leaves = linesOf(tree.at("leaves"));
            const CliResult root = m_cli.run({"merkle", "root"}, leaves);
            MS_VERIFY_EXIT(root, 0);
            QCOMPARE(root.out, QByteArray(tree.at("root").get<std::string>().c_str()) + "\n");
            const std::size_t size = tree.at("leaves").size();
            for (std::size_t i = 0; i < size; ++i) {
                const CliResult prove = m_cli.run({"merkle", "prove", "--index", QString::number(i)}, leaves);
                MS_VERIFY_EXIT(prove, 0);
                const nlohmann::json expected{{"index", i},
                                              {"size", size},
                                              {"leaf", tree.at("leaves").at(i)},
                                              {"root", tree.at("root")},
                                              {"proof", tree.at("inclusion").at(i)}};
                QVERIFY2(prove.json() == expected, prove.out.constData());
                MS_VERIFY_EXIT(m_cli.run({"merkle", "verify"}, prove.out), 0);
                nlohmann::json wrong = expected;
                wrong["leaf"] = spoiled(wrong["leaf"].get<std::string>());
                MS_VERIFY_EXIT(m_cli.run({"merkle", "verify"}, QByteArray::fromStdString(wrong.dump())), 1);
            }
            for (std::size_t old = 1; old <= size; ++old) {
                const CliResult proof = m_cli.run({"merkle", "consistency", "--old", QString::number(old)}, leaves);
                MS_VERIFY_EXIT(proof, 0);
                nlohmann::json object = proof.json();
                QVERIFY(object.at("oldSize") == old && object.at("newSize") == size);
                QVERIFY(object.at("newRoot") == tree.at("root"));
                QVERIFY2(object.at("proof") == tree.at("consistency").at(old - 1), proof.out.constData());
                MS_VERIFY_EXIT(m_cli.run({"merkle", "verify-consistency"}, proof.out), 0);
                object["oldRoot"] = spoiled(object["oldRoot"].get<std::string>());
                MS_VERIFY_EXIT(m_cli.run({"merkle", "verify-consistency"}, QByteArray::fromStdString(object.dump())),
                               1);
            }
        }
        QCOMPARE(m_cli.run({"merkle", "root"}).out,
                 QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"));
    }

    void txDecode()
    {
        for (const auto& tx : vectors().at("transactions")) {
            const auto wire = tx.at("wire").get<std::string>();
            const CliResult decoded = m_cli.run({"tx", "decode"}, QByteArray::fromStdString(wire) + "\n");
            MS_VERIFY_EXIT(decoded, 0);
            const nlohmann::json object = decoded.json();
            QVERIFY(object.at("txHash") == tx.at("txHash"));
            QVERIFY(object.at("dataBlockHash") == tx.at("dataBlockHash"));
            QVERIFY(object.at("header") == nlohmann::json::parse(tx.at("header").get<std::string>()));
            QVERIFY(object.at("count") == object.at("header").at("count"));
            QVERIFY(object.at("rootMatches") == true);
            QVERIFY(object.at("signatures").size() == 1 && object.at("signatures").at(0).at("valid") == true);

            // The last byte belongs to the last leaf: the encoding stays canonical, the root no longer fits.
            const CliResult otherLeaf = m_cli.run({"tx", "decode"}, QByteArray::fromStdString(spoiled(wire)));
            MS_VERIFY_EXIT(otherLeaf, 1);
            QVERIFY(otherLeaf.json().at("rootMatches") == false);
            QVERIFY(otherLeaf.json().at("signatures").at(0).at("valid") == true);

            // The last byte of the signature, which stands before the tag and length of the leaves.
            const auto count = object.at("count").get<std::size_t>();
            const std::size_t lengthDigits = 32 * count < 128 ? 2 : 4;
            const std::size_t signatureEnd = wire.size() - 64 * count - 2 - lengthDigits;
            QCOMPARE(qs(wire.substr(signatureEnd, 2)), QStringLiteral("1a"));
            const std::string forged = spoiled(wire.substr(0, signatureEnd)) + wire.substr(signatureEnd);
            const CliResult otherSignature = m_cli.run({"tx", "decode"}, QByteArray::fromStdString(forged));
            MS_VERIFY_EXIT(otherSignature, 1);
            QVERIFY(otherSignature.json().at("signatures").at(0).at("valid") == false);
            QVERIFY(otherSignature.json().at("rootMatches") == true);

            // Not canonical: cut at the front, at the end, or longer.
            MS_VERIFY_EXIT(m_cli.run({"tx", "decode"}, QByteArray::fromStdString(wire.substr(2))), 3);
            MS_VERIFY_EXIT(m_cli.run({"tx", "decode"}, QByteArray::fromStdString(wire + "00")), 3);
            MS_VERIFY_EXIT(m_cli.run({"tx", "decode"}, QByteArray::fromStdString(wire.substr(0, 100))), 3);
        }
    }

    void badInput_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("exitCode");
        const QByteArray binary = QByteArray::fromHex("00ff1b5b324affd8ffe000104a46494600c0");
        const QByteArray longLine = QByteArray(1 << 20, 'a');
        const QByteArray bomb = QByteArray(100000, '[');
        const QStringList address{"address", "--mn", "1", "--location", "l", "--manufacturer", "f"};
        QTest::newRow("no verb") << QStringList() << QByteArray() << 2;
        QTest::newRow("unknown verb") << QStringList{"frobnicate"} << QByteArray() << 2;
        QTest::newRow("group without verb") << QStringList{"merkle"} << QByteArray() << 2;
        QTest::newRow("unknown option") << QStringList{"leaf", "--frob"} << QByteArray() << 2;
        QTest::newRow("missing option") << QStringList{"address", "--mn", "1"} << QByteArray() << 2;
        QTest::newRow("index is no number") << QStringList{"merkle", "prove", "--index", "x"} << QByteArray() << 2;
        QTest::newRow("negative index") << QStringList{"merkle", "prove", "--index", "-1"} << QByteArray() << 2;
        QTest::newRow("index beyond the leaves") << QStringList{"merkle", "prove", "--index", "0"} << QByteArray() << 2;
        QTest::newRow("old beyond the leaves")
            << QStringList{"merkle", "consistency", "--old", "1"} << QByteArray() << 2;
        QTest::newRow("tx of nothing") << QStringList{"tx"} << QByteArray() << 2;
        QTest::newRow("no workspace") << QStringList{"blocks"} << QByteArray() << 3;
        for (const QStringList& verb : {QStringList{"canonical"}, QStringList{"leaf"}, QStringList{"merkle", "root"},
                                        QStringList{"merkle", "verify"}, QStringList{"merkle", "verify-consistency"},
                                        QStringList{"tx", "decode"}}) {
            const QByteArray name = verb.join(' ').toUtf8();
            QTest::newRow(name + ": binary") << verb << binary << 3;
            QTest::newRow(name + ": 1 MB line") << verb << longLine << 3;
            QTest::newRow(name + ": nested bomb") << verb << bomb << 3;
            QTest::newRow(name + ": broken JSON") << verb << QByteArray("{\"a\":") << 3;
            QTest::newRow(name + ": duplicate members") << verb << QByteArray(R"({"a":1,"a":2})") << 3;
            QTest::newRow(name + ": 1e400") << verb << QByteArray(R"({"a":1e400})") << 3;
        }
        QTest::newRow("address: password not UTF-8") << address << QByteArray("\xff\xfe secret") << 3;
        QTest::newRow("address: endless password") << address << QByteArray(1 << 20, 'x') << 3;
        QTest::newRow("record with five members")
            << QStringList{"leaf"}
            << QByteArray(R"({"alarmCode":"A","alarmTime":"2026-11-20T06:00:14.370Z","mn":"7","value":1.5,"more":1})")
            << 3;
        QTest::newRow("proof of absurd size") << QStringList{"merkle", "verify"}
                                              << QByteArray(R"({"index":0,"size":18446744073709551615,"leaf":"00",)"
                                                            R"("root":"00","proof":[]})")
                                              << 3;
        QTest::newRow("empty line among leaves") << QStringList{"merkle", "root"} << QByteArray("\n\n") << 3;
        QTest::newRow("upper-case leaf") << QStringList{"merkle", "root"} << QByteArray(64, 'A') << 3;
    }
    void badInput()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, input);
        QFETCH(int, exitCode);
        const CliResult plain = m_cli.run(arguments, input);
        MS_VERIFY_EXIT(plain, exitCode);
        QVERIFY2(plain.err.startsWith("meterseal-cli: error: "), plain.err.constData());
        QVERIFY2(plain.err.size() < 4096, "an error does not spill its input");
        for (const char c : plain.err) {
            QVERIFY2(c == '\n' || static_cast<unsigned char>(c) >= 0x20, "an error holds no control characters");
        }
        const CliResult json = m_cli.run(arguments + QStringList{"--json"}, input);
        QCOMPARE(json.exitCode, exitCode);
        QVERIFY2(!json.reason().isEmpty(), json.err.constData());
        const auto object = nlohmann::json::parse(json.err.constData());
        QVERIFY(object.at("error").contains("code") && object.at("error").contains("message"));
    }

    // What was good before a bad line is there, and the message says which line it was.
    void badLineIsNamed()
    {
        const CliResult result = m_cli.run({"canonical"}, "{\"a\":1}\n{\"b\":2}\n{broken\n{\"c\":3}\n");
        MS_VERIFY_EXIT(result, 3);
        QCOMPARE(result.out, QByteArray("{\"a\":1}\n{\"b\":2}\n"));
        QVERIFY(result.err.contains("Line 3"));
    }

    void helpHasExamples()
    {
        const CliResult man = m_cli.run({"man"});
        MS_VERIFY_EXIT(man, 0);
        QVERIFY(man.out.startsWith(".TH METERSEAL"));
        const QList<QStringList> verbs{{"init"},
                                       {"org", "add"},
                                       {"meter", "register"},
                                       {"meter", "review"},
                                       {"meter", "activate"},
                                       {"meter", "list"},
                                       {"blocks"},
                                       {"block"},
                                       {"txs"},
                                       {"tx"},
                                       {"tx", "decode"},
                                       {"trace"},
                                       {"search"},
                                       {"verify"},
                                       {"fsck"},
                                       {"export", "txs"},
                                       {"proof"},
                                       {"address"},
                                       {"canonical"},
                                       {"leaf"},
                                       {"merkle", "prove"}};
        for (const QStringList& verb : verbs) {
            const CliResult help = m_cli.run(verb + QStringList{"--help"});
            MS_VERIFY_EXIT(help, 0);
            QVERIFY2(help.out.contains("Examples:") && help.out.contains("meterseal-cli " + verb.join(' ').toUtf8()),
                     help.out.constData());
            const QByteArray escaped = verb.join(' ').toUtf8().replace("-", "\\-");
            QVERIFY2(man.out.contains(".SS \"meterseal\\-cli " + escaped), escaped.constData());
        }
        for (const char* shell : {"bash", "zsh", "fish"}) {
            const CliResult completion = m_cli.run({"completion", shell});
            MS_VERIFY_EXIT(completion, 0);
            QVERIFY(completion.out.contains("verify-consistency"));
        }
        MS_VERIFY_EXIT(m_cli.run({"completion", "tcsh"}), 2);
    }

private:
    Cli m_cli;
};

QTEST_APPLESS_MAIN(TestCliPlumbing)
#include "tst_cli_plumbing.moc"
