// Meters registered from a list: every line has its answer, whatever the list's form and encoding.
#include "integration/cli_runner.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

using namespace meterseal;
using test::Cli;
using test::CliResult;

namespace {

QString value(const nlohmann::json& object, const char* name)
{
    return QString::fromStdString(object.value(name, std::string()));
}

}  // namespace

class TestCliLists : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_cli = Cli(qs((m_folder / "w").string()));
        MS_VERIFY_EXIT(m_cli.run({"init", "--organisation", "water:utility:City Water", "--organisation",
                                  "maker:manufacturer:Itron"}),
                       0);
        MS_VERIFY_EXIT(
            m_cli.run({"meter", "register", "4711", "--location", "Lane", "--manufacturer", "Itron", "--as", "water"}),
            0);
    }

    void registerFromAList()
    {
        const QString file = qs((m_folder / "list.csv").string());
        test::writeFile(file.toStdString(), "\xef\xbb\xbfmn;location;manufacturer;password\r\n"
                                            "100;\"Lane 1; back\";Itron;\r\n"
                                            "not a number;Lane 2;Itron;\r\n"
                                            "101;Lane 3;Itron;short\r\n"
                                            "102;Lane 4;Itron;a password that is long enough\r\n"
                                            "103;Lane 5\r\n"
                                            "4711;Lane 6;Itron;\r\n");
        const auto check = [](const nlohmann::json& results) {
            QStringList failed;
            for (const auto& result : results) {
                if (result.contains("error")) {
                    failed << value(result, "mn") + " " + value(result.at("error"), "reason");
                }
            }
            return failed;
        };
        const QStringList expected{"not a number mn.form", "101 meter.password-short", "103 list.cells",
                                   "4711 tx.mn-in-use"};
        const QStringList verb{"meter", "register", "--list", file, "--as", "water", "--json"};
        const CliResult dry = m_cli.run(verb + QStringList{"--dry-run"}, {}, "no passphrase is needed");
        MS_VERIFY_EXIT(dry, 3);
        QCOMPARE(check(dry.json().at("results")), expected);
        MS_VERIFY_EXIT(m_cli.run({"meter", "show", "100"}), 3);

        const CliResult done = m_cli.run(verb);
        MS_VERIFY_EXIT(done, 3);
        QCOMPARE(check(done.json().at("results")), expected);
        QVERIFY(done.json().at("done") == 2 && done.json().at("failed") == 4);
        QVERIFY(!done.out.contains("long enough"));
        QCOMPARE(stateOf("100"), QStringLiteral("pending"));
        const CliResult derived = m_cli.run({"meter", "derive", "--mn", "102"}, "a password that is long enough");
        MS_VERIFY_EXIT(derived, 0);

        // A reveal by name gives what activates the meter elsewhere.
        test::writeFile(file.toStdString(), "mn,location,manufacturer\n104,Lane 7,Itron\n");
        const CliResult revealed = m_cli.run(verb + QStringList{"--reveal-secrets"});
        MS_VERIFY_EXIT(revealed, 0);
        QCOMPARE(value(revealed.json().at("results").at(0), "token").size(), 26);

        const CliResult rejected =
            m_cli.run({"meter", "review", "104", "--as", "water", "--reject", "--reason", "no such lane"});
        MS_VERIFY_EXIT(rejected, 0);
        QCOMPARE(stateOf("104"), QStringLiteral("rejected"));
        MS_VERIFY_EXIT(m_cli.run({"meter", "review", "100", "--as", "water", "--reject"}), 2);
    }

    // As spreadsheets in China save it; what was taken for it is said, because it may be another encoding.
    void registerFromAGb18030List()
    {
        const QString file = qs((m_folder / "gb.csv").string());
        test::writeFile(file.toStdString(), "mn,location,manufacturer\r\n105,\xb8\xdb\xbf\xda\xc2\xb7,Itron\r\n");
        const CliResult done = m_cli.run({"meter", "register", "--list", file, "--as", "water"});
        MS_VERIFY_EXIT(done, 0);
        QVERIFY2(done.err.contains("taken for GB18030"), done.err);
        const CliResult shown = m_cli.run({"meter", "show", "105", "--json"});
        MS_VERIFY_EXIT(shown, 0);
        QCOMPARE(value(shown.json(), "location"), QStringLiteral("港口路"));
    }

    // Asked with its candidates; the answer registers it, and the dry run shows what the wallet is made from.
    void whatAListLeavesOpen()
    {
        const QString file = qs((m_folder / "latin.csv").string());
        test::writeFile(file.toStdString(), "Z\xe4hlernummer;Einbauort;Hersteller\r\n106;Hauptstra\xdf"
                                            "e 5;M\xfcller\r\n");
        const QStringList verb{"meter", "register", "--list", file, "--as", "water", "--json", "--dry-run"};
        const CliResult asked = m_cli.run(verb);
        MS_VERIFY_EXIT(asked, 3);
        QVERIFY2(asked.out.contains("latin-1"), asked.out);
        QCOMPARE(asked.reason(), QStringLiteral("cli.list"));
        const CliResult dry = m_cli.run(verb + QStringList{"--say", "encoding=latin-1"});
        MS_VERIFY_EXIT(dry, 0);
        QCOMPARE(value(dry.json().at("results").at(0), "location"), QStringLiteral("Hauptstraße 5"));
        QCOMPARE(value(dry.json().at("results").at(0), "manufacturer"), QStringLiteral("Müller"));
        MS_VERIFY_EXIT(m_cli.run({"meter", "show", "106"}), 3);
        MS_VERIFY_EXIT(m_cli.run({"meter", "register", "7", "--as", "water", "--say", "encoding=latin-1"}), 2);
    }

    void badLists_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("reason");
        QTest::newRow("empty") << QByteArray() << "list.empty";
        QTest::newRow("header only") << QByteArray("mn,location,manufacturer\n") << "list.empty";
        QTest::newRow("no header") << QByteArray("1,Lane,Itron\n") << "cli.list";
        QTest::newRow("column twice") << QByteArray("mn,mn,location,manufacturer\n1,1,l,m\n") << "cli.list";
        QTest::newRow("header twice") << QByteArray("mn,location,manufacturer\n1,l,m\nmn,location,manufacturer\n")
                                      << "list.header";
        QTest::newRow("quote never closed") << QByteArray("mn,location,manufacturer\n1,\"Lane,Itron\n") << "list.quote";
        QTest::newRow("text after quote")
            << QByteArray("mn,location,manufacturer\n1,\"Lane\"x,Itron\n") << "list.quote";
        QTest::newRow("no encoding") << QByteArray("mn,location,manufacturer\n1,\xff\xff,Itron\n") << "cli.list";
        QTest::newRow("binary") << QByteArray::fromHex("ffd8ffe000104a46") << "source.kind";
    }
    void badLists()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        const QString file = qs((m_folder / "bad.csv").string());
        test::writeFile(file.toStdString(), content.toStdString());
        const CliResult result =
            m_cli.run({"meter", "register", "--list", file, "--as", "water", "--dry-run", "--json"});
        MS_VERIFY_EXIT(result, 3);
        QCOMPARE(result.reason(), reason);
    }

private:
    QString stateOf(const QString& mn) { return value(m_cli.run({"meter", "show", mn, "--json"}).json(), "state"); }

    test::TemporaryFolder m_folder;
    Cli m_cli;
};

QTEST_APPLESS_MAIN(TestCliLists)
#include "tst_cli_lists.moc"
