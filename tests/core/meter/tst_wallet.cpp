// Wallet derivation against the worked examples, and what it refuses.
#include "meterseal/crypto/sha256.h"
#include "meterseal/meter/wallet.h"
#include "support/qt.h"
#include "support/vectors.h"

#include <set>

using namespace meterseal;

namespace {

crypto::SecretBytes secret(const std::string& text)
{
    return crypto::SecretBytes(std::string_view(text));
}

}  // namespace

class TestWallet : public QObject {
    Q_OBJECT

private slots:
    void vectors_data()
    {
        QTest::addColumn<int>("index");
        const auto& meters = test::vectors().at("meters");
        QVERIFY(!meters.empty());
        for (int i = 0; i < static_cast<int>(meters.size()); ++i) {
            QTest::addRow("meter %d", i) << i;
        }
    }
    void vectors()
    {
        QFETCH(int, index);
        const auto& m = test::vectors().at("meters").at(index);
        const auto wallet =
            deriveWallet(m.at("mn").get<std::string>(), m.at("location").get<std::string>(),
                         m.at("manufacturer").get<std::string>(), secret(m.at("passwd").get<std::string>()));
        MS_VERIFY_OK(wallet);
        QCOMPARE(qs(wallet->seedHash.hex()), qs(m.at("seedHash").get<std::string>()));
        QCOMPARE(qs(toHex(wallet->privateKey.secret().view())), qs(m.at("privateKey").get<std::string>()));
        QCOMPARE(qs(wallet->publicKey.hex()), qs(m.at("publicKey").get<std::string>()));
        QCOMPARE(qs(wallet->publicKeyHash.hex()), qs(m.at("publicKeyHash").get<std::string>()));
        QCOMPARE(qs(wallet->address), qs(m.at("address").get<std::string>()));
        QCOMPARE(qs(crypto::addressOf(wallet->publicKey)), qs(wallet->address));
    }

    // The same text typed on a keyboard that composes and on one that does not gives the same wallet.
    void normalisesTypedText()
    {
        const auto composed = deriveWallet("12", "Stra\u00dfe caf\u00e9", "\u00c5ngstr\u00f6m", secret("p\u00e4ss"));
        const auto decomposed =
            deriveWallet("12", "Stra\u00dfe cafe\u0301", "A\u030angstro\u0308m", secret("pa\u0308ss"));
        MS_VERIFY_OK(composed);
        MS_VERIFY_OK(decomposed);
        QCOMPARE(qs(composed->address), qs(decomposed->address));
    }

    // PROTOCOL.md section 2: the concatenation is ambiguous; registration has to guard against it, not derivation.
    void concatenationIsAmbiguous()
    {
        const auto a = deriveWallet("10", "00x", "maker", secret("p"));
        const auto b = deriveWallet("1000", "x", "maker", secret("p"));
        MS_VERIFY_OK(a);
        MS_VERIFY_OK(b);
        QCOMPARE(qs(a->address), qs(b->address));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("mn");
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QByteArray>("manufacturer");
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray long257(257, 'x');
        QTest::newRow("empty mn") << QByteArray("") << QByteArray("l") << QByteArray("f") << QByteArray("p")
                                  << QByteArray("mn.form");
        QTest::newRow("mn with space") << QByteArray("1 2") << QByteArray("l") << QByteArray("f") << QByteArray("p")
                                       << QByteArray("mn.form");
        QTest::newRow("empty location") << QByteArray("1") << QByteArray("") << QByteArray("f") << QByteArray("p")
                                        << QByteArray("text.empty");
        QTest::newRow("long location") << QByteArray("1") << long257 << QByteArray("f") << QByteArray("p")
                                       << QByteArray("text.too-long");
        QTest::newRow("control in manufacturer") << QByteArray("1") << QByteArray("l") << QByteArray("a\x01z")
                                                 << QByteArray("p") << QByteArray("text.control");
        QTest::newRow("location not UTF-8") << QByteArray("1") << QByteArray("\xff") << QByteArray("f")
                                            << QByteArray("p") << QByteArray("text.not-utf8");
        QTest::newRow("password not UTF-8") << QByteArray("1") << QByteArray("l") << QByteArray("f")
                                            << QByteArray("\xc3") << QByteArray("text.not-utf8");
        QTest::newRow("space at end of location") << QByteArray("1") << QByteArray("l ") << QByteArray("f")
                                                  << QByteArray("p") << QByteArray("text.space-at-ends");
    }
    void refuses()
    {
        QFETCH(QByteArray, mn);
        QFETCH(QByteArray, location);
        QFETCH(QByteArray, manufacturer);
        QFETCH(QByteArray, password);
        QFETCH(QByteArray, reason);
        const auto wallet = deriveWallet(mn.toStdString(), location.toStdString(), manufacturer.toStdString(),
                                         secret(password.toStdString()));
        QVERIFY(!wallet.ok());
        QCOMPARE(qs(wallet.error().reason), QString::fromUtf8(reason));
        QVERIFY2(password.size() < 2 || wallet.error().message.find(password.toStdString()) == std::string::npos,
                 "an error never quotes the password");
    }

    void generatedSecrets()
    {
        std::set<std::string> seen;
        for (int i = 0; i < 50; ++i) {
            const crypto::SecretBytes password = generatePassword();
            const crypto::SecretBytes token = generateToken();
            QCOMPARE(password.size(), std::size_t(52));
            QCOMPARE(token.size(), std::size_t(26));
            for (const char c : std::string(password.text()) + std::string(token.text())) {
                QVERIFY((c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'));
            }
            QVERIFY(seen.insert(std::string(password.text())).second);
            QVERIFY(seen.insert(std::string(token.text())).second);
        }
        QVERIFY(generatePassword().size() >= kMinPasswordBytes);
    }
};

QTEST_APPLESS_MAIN(TestWallet)
#include "tst_wallet.moc"
