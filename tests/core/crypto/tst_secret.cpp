#include "meterseal/crypto/secret.h"
#include "support/qt.h"

#include <algorithm>
#include <set>

using namespace meterseal;
using namespace meterseal::crypto;

class TestSecret : public QObject {
    Q_OBJECT

private slots:
    void wipeClears()
    {
        std::array<std::uint8_t, 40> bytes{};
        bytes.fill(0xaa);
        wipe(bytes.data() + 1, 38);
        QVERIFY(bytes.front() == 0xaa && bytes.back() == 0xaa);
        QVERIFY(std::all_of(bytes.begin() + 1, bytes.end() - 1, [](std::uint8_t byte) { return byte == 0; }));
        wipe(nullptr, 0);
        // The string keeps its buffer, so that its bytes can be looked at afterwards.
        std::string text(100, 's');
        const char* const buffer = text.data();
        text.resize(50);  // 50 old bytes stand behind the end
        wipe(text);
        QVERIFY(text.empty());
        QVERIFY(text.data() == buffer);
        text.resize(text.capacity());
        QVERIFY(text.find('s') == std::string::npos);
    }

    void copiesAndMoves()
    {
        SecretBytes first(std::string_view("secret"));
        SecretBytes copy = first;
        QVERIFY(copy.text() == "secret" && first.text() == "secret");
        const SecretBytes moved = std::move(first);
        QVERIFY(moved.text() == "secret");
        copy = SecretBytes(std::string_view("other"));
        QVERIFY(copy.text() == "other");
        copy = moved;
        QVERIFY(copy.text() == "secret");
        SecretBytes& same = copy;
        copy = same;
        QVERIFY(copy.text() == "secret");
        QVERIFY(SecretBytes().empty());
        QCOMPARE(SecretBytes(5).size(), 5u);
    }

    void randomBytesDiffer()
    {
        QVERIFY(randomBytes(0).empty());
        std::set<std::string> seen;
        for (int i = 0; i < 100; ++i) {
            const SecretBytes bytes = randomBytes(32);
            QCOMPARE(bytes.size(), 32u);
            seen.emplace(bytes.text());
        }
        QCOMPARE(seen.size(), 100u);
    }

    // RFC 4648 section 10, lowercase and without padding.
    void base32_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("0") << QByteArray("") << QByteArray("");
        QTest::newRow("1") << QByteArray("f") << QByteArray("my");
        QTest::newRow("2") << QByteArray("fo") << QByteArray("mzxq");
        QTest::newRow("3") << QByteArray("foo") << QByteArray("mzxw6");
        QTest::newRow("4") << QByteArray("foob") << QByteArray("mzxw6yq");
        QTest::newRow("5") << QByteArray("fooba") << QByteArray("mzxw6ytb");
        QTest::newRow("6") << QByteArray("foobar") << QByteArray("mzxw6ytboi");
        QTest::newRow("all ones") << QByteArray(5, '\xff') << QByteArray("77777777");
    }
    void base32()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, text);
        QCOMPARE(qs(toBase32(asBytes(std::string_view(bytes.constData(), std::size_t(bytes.size()))))),
                 QString::fromUtf8(text));
    }

    void base32Lengths()
    {
        QCOMPARE(toBase32(randomBytes(32).view()).size(), 52u);  // meter passwords
        QCOMPARE(toBase32(randomBytes(16).view()).size(), 26u);  // activation tokens
    }
};

QTEST_APPLESS_MAIN(TestSecret)
#include "tst_secret.moc"
