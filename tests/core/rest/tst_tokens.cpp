// Tokens: shown once, kept as a hash, seen by a running service as soon as they change.
#include "meterseal/rest/tokens.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

using namespace meterseal;

namespace {

Scopes scopesOf(std::string_view text)
{
    const auto scopes = Scopes::parse(text);
    return scopes ? *scopes : Scopes();
}

Timestamp inAnHour()
{
    return {now().ms + 3'600'000};
}

}  // namespace

class TestTokens : public QObject {
    Q_OBJECT

private slots:
    void setsAndScopes()
    {
        QVERIFY(scopesOf("platform") == scopesOf("submit,meters,read,records"));
        QVERIFY(scopesOf("operator") == Scopes::all());
        QVERIFY(!scopesOf("auditor").has(Scope::Admin) && scopesOf("auditor").has(Scope::Read));
        QCOMPARE(scopesOf("cosign,read").names(), (std::vector<std::string>{"read", "cosign"}));
        MS_VERIFY_REASON(Scopes::parse("read,everything"), "token.scope");
    }

    void theFileHoldsNoSecret()
    {
        test::TemporaryFolder folder;
        const auto file = folder / "tokens.json";
        TokenStore store(file);
        const auto made = store.create("iot", scopesOf("platform"), "water", inAnHour());
        MS_VERIFY_OK(made);
        const std::string text(made->text.text());
        QCOMPARE(text.size(), std::size_t(4 + 8 + 1 + 52 + 1 + 6));
        const std::string kept = test::readFile(file);
        QVERIFY(kept.find(text.substr(13, 52)) == std::string::npos);
        QVERIFY((std::filesystem::status(file).permissions() & std::filesystem::perms::group_all) ==
                std::filesystem::perms::none);
        const auto found = store.find(text);
        MS_VERIFY_OK(found);
        QVERIFY(found->has_value() && (*found)->organisation == "water" && (*found)->name == "iot");
    }

    void othersAreNobody_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("nothing") << "empty";
        QTest::newRow("one character of the secret") << "secret";
        QTest::newRow("another id") << "id";
        QTest::newRow("longer") << "longer";
    }
    void othersAreNobody()
    {
        QFETCH(QString, change);
        test::TemporaryFolder folder;
        TokenStore store(folder / "tokens.json");
        const auto made = store.create("iot", scopesOf("read"), "", inAnHour());
        MS_VERIFY_OK(made);
        std::string text(made->text.text());
        if (change == "empty") {
            text.clear();
        } else if (change == "longer") {
            text += "a";
        } else {
            char& c = text[change == "id" ? 5 : 20];
            c = c == 'a' ? 'b' : 'a';
        }
        const auto found = store.find(text);
        MS_VERIFY_OK(found);
        QVERIFY(!found->has_value());
    }

    void anotherProgramsChangesHoldAtOnce()
    {
        test::TemporaryFolder folder;
        TokenStore service(folder / "tokens.json"), commandLine(folder / "tokens.json");
        MS_VERIFY_OK(service.list());
        const auto made = commandLine.create("iot", scopesOf("read"), "", inAnHour());
        MS_VERIFY_OK(made);
        const std::string text(made->text.text());
        auto found = service.find(text);
        QVERIFY(found.ok() && found->has_value());
        MS_VERIFY_REASON(service.create("iot", scopesOf("read"), "", inAnHour()), "token.exists");
        MS_VERIFY_OK(commandLine.revoke("iot"));
        found = service.find(text);
        QVERIFY(found.ok() && !found->has_value());
        MS_VERIFY_REASON(service.revoke("iot"), "token.not-found");
    }

    void anExpiredOneIsRefused()
    {
        test::TemporaryFolder folder;
        TokenStore store(folder / "tokens.json");
        const auto made = store.create("iot", scopesOf("read"), "", Timestamp{now().ms - 1});
        MS_VERIFY_OK(made);
        const auto found = store.find(made->text.text());
        QVERIFY(found.ok() && !found->has_value());
    }

    void aDamagedFileLetsNobodyIn()
    {
        test::TemporaryFolder folder;
        test::writeFile(folder / "tokens.json", "{\"v\":1,\"tokens\":[{\"id\":7}]}");
        MS_VERIFY_REASON(TokenStore(folder / "tokens.json").find("mst_x"), "token.file");
    }
};

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
