#include "meterseal/crypto/sha256.h"

#include "support/hashes.h"
#include "support/qt.h"
#include "support/reference_sha256.h"

#include <thread>

using namespace meterseal;
using namespace meterseal::crypto;

namespace {

constexpr std::size_t kLongest = 300;

Bytes someBytes(std::size_t size, std::uint64_t seed)
{
    const std::vector<Hash256> hashes = test::someHashes(size / Hash256::kSize + 1, seed);
    const ByteView all = asBytes(hashes);
    return Bytes(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size));
}

Bytes withPrefix(std::uint8_t prefix, ByteView message)
{
    Bytes bytes(message.size() + 1, prefix);
    std::copy(message.begin(), message.end(), bytes.begin() + 1);
    return bytes;
}

}  // namespace

// Every case runs on each engine the machine has.
class TestSha256 : public QObject {
    Q_OBJECT

    static void engineRows()
    {
        QTest::addColumn<int>("engine");
        QTest::newRow("openssl") << int(Sha256Engine::OpenSsl);
        QTest::newRow("sha-ni") << int(Sha256Engine::ShaExtensions);
    }

private slots:
    void cleanup() { QVERIFY(setSha256Engine(Sha256Engine::Auto)); }

    void engineNames()
    {
        QVERIFY(setSha256Engine(Sha256Engine::OpenSsl));
        QCOMPARE(sha256EngineName(), "openssl");
        const bool extensions = setSha256Engine(Sha256Engine::ShaExtensions);
        QCOMPARE(sha256EngineName(), extensions ? "sha-ni" : "openssl");
        QVERIFY(setSha256Engine(Sha256Engine::Auto));
        QCOMPARE(sha256EngineName(), extensions ? "sha-ni" : "openssl");
    }

    void nistVectors_data() { engineRows(); }
    void nistVectors()
    {
        QFETCH(int, engine);
        if (!setSha256Engine(Sha256Engine(engine))) {
            QSKIP("This processor has no SHA extensions.");
        }
        // FIPS 180-4 examples and the empty message; the million times "a" crosses many blocks.
        const std::vector<std::pair<std::string, const char*>> cases{
            {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
            {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
            {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
             "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
            {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstn"
             "opqrstu",
             "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
            {std::string(1000000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
        };
        for (const auto& [message, expected] : cases) {
            QCOMPARE(qs(sha256(message).hex()), QString::fromUtf8(expected));
            QCOMPARE(qs(test::referenceSha256(asBytes(message)).hex()), QString::fromUtf8(expected));
        }
    }

    void everyLength_data() { engineRows(); }
    void everyLength()
    {
        QFETCH(int, engine);
        if (!setSha256Engine(Sha256Engine(engine))) {
            QSKIP("This processor has no SHA extensions.");
        }
        for (std::size_t size = 0; size <= kLongest; ++size) {
            // A buffer of exactly this size: reading past it is seen by the address sanitizer.
            const Bytes message = someBytes(size, size);
            QVERIFY2(sha256(message) == test::referenceSha256(message), qPrintable(QString::number(size)));
            for (const std::uint8_t prefix : Bytes{0x00, 0x01, 0xff}) {
                QVERIFY2(sha256Prefixed(prefix, message) == test::referenceSha256(withPrefix(prefix, message)),
                         qPrintable(QString::number(size)));
            }
        }
        QVERIFY(sha256(ByteView()) == sha256(std::string_view()));
        QVERIFY(sha256Prefixed(7, ByteView()) == test::referenceSha256(Bytes{7}));
    }

    void manyAtOnce_data() { engineRows(); }
    void manyAtOnce()
    {
        QFETCH(int, engine);
        if (!setSha256Engine(Sha256Engine(engine))) {
            QSKIP("This processor has no SHA extensions.");
        }
        std::vector<Bytes> messages;
        for (std::size_t size = 0; size <= kLongest; ++size) {
            messages.push_back(someBytes(size, 1000 + size));
            messages.push_back(someBytes(kLongest - size, 2000 + size));  // a neighbour of another length
        }
        std::vector<Hash256> expected;
        for (const Bytes& message : messages) {
            expected.push_back(test::referenceSha256(withPrefix(0, message)));
        }
        const std::vector<ByteView> views(messages.begin(), messages.end());
        for (const std::size_t count : {std::size_t(0), std::size_t(1), std::size_t(2), std::size_t(3), std::size_t(5),
                                        views.size() - 1, views.size()}) {
            std::vector<Hash256> out(count);
            sha256PrefixedMany(0, std::span(views).first(count), out);
            QVERIFY(std::equal(out.begin(), out.end(), expected.begin()));
        }
    }

    // The FIPS examples, then every length with every cut into two pieces, and into pieces of every size.
    void inPieces()
    {
        Sha256Stream stream;
        QCOMPARE(qs(stream.finish().hex()), qs(sha256(std::string_view()).hex()));
        for (const char c : std::string_view("abc")) {
            stream.update(asBytes(std::string_view(&c, 1)));
        }
        QCOMPARE(qs(stream.finish().hex()),
                 QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        const std::string million(1000000, 'a');
        for (std::size_t at = 0; at < million.size(); at += 999) {
            stream.update(asBytes(std::string_view(million).substr(at, 999)));
        }
        QCOMPARE(qs(stream.finish().hex()),
                 QStringLiteral("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
        for (std::size_t size = 0; size <= kLongest; ++size) {
            const Bytes message = someBytes(size, size);
            const Hash256 expected = test::referenceSha256(message);
            for (std::size_t cut = 0; cut <= size; ++cut) {
                stream.update(ByteView(message).first(cut));
                stream.update(ByteView(message).subspan(cut));
                QVERIFY2(stream.finish() == expected, qPrintable(QStringLiteral("%1 at %2").arg(size).arg(cut)));
            }
            for (std::size_t piece = 1; piece <= size; ++piece) {
                for (std::size_t at = 0; at < size; at += piece) {
                    stream.update(ByteView(message).subspan(at, std::min(piece, size - at)));
                }
                QVERIFY2(stream.finish() == expected, qPrintable(QStringLiteral("%1 by %2").arg(size).arg(piece)));
            }
        }
    }

    // A long message plain and with a prefix, side by side.
    void plainAndPrefixed_data() { engineRows(); }
    void plainAndPrefixed()
    {
        QFETCH(int, engine);
        if (!setSha256Engine(Sha256Engine(engine))) {
            QSKIP("This processor has no SHA extensions.");
        }
        for (std::size_t size = 0; size <= kLongest; ++size) {
            const Bytes message = someBytes(size, 50 + size);
            const PlainAndPrefixed both = sha256PlainAndPrefixed(0, message);
            QVERIFY(both.plain == test::referenceSha256(message));
            QVERIFY(both.prefixed == test::referenceSha256(withPrefix(0, message)));
        }
    }

    void nodes_data() { engineRows(); }
    void nodes()
    {
        QFETCH(int, engine);
        if (!setSha256Engine(Sha256Engine(engine))) {
            QSKIP("This processor has no SHA extensions.");
        }
        for (std::size_t count = 0; count <= 40; ++count) {
            const std::vector<Hash256> children = test::someHashes(2 * count, count);
            std::vector<Hash256> expected;
            for (std::size_t i = 0; i < count; ++i) {
                expected.push_back(
                    test::referenceSha256(withPrefix(1, asBytes(std::span(children).subspan(2 * i, 2)))));
            }
            std::vector<Hash256> apart(count);
            sha256Nodes(children, apart);
            QVERIFY(apart == expected);
            std::vector<Hash256> inPlace = children;
            sha256Nodes(inPlace, std::span(inPlace).first(count));
            inPlace.resize(count);
            QVERIFY(inPlace == expected);
        }
    }

    // The second block of a node depends on its last byte alone; each of the 256 must be right.
    void everyLastByteOfANode_data() { engineRows(); }
    void everyLastByteOfANode()
    {
        QFETCH(int, engine);
        if (!setSha256Engine(Sha256Engine(engine))) {
            QSKIP("This processor has no SHA extensions.");
        }
        std::vector<Hash256> children = test::someHashes(512, 9);
        for (std::size_t byte = 0; byte < 256; ++byte) {
            children[2 * byte + 1].bytes[31] = static_cast<std::uint8_t>(byte);
        }
        std::vector<Hash256> parents(256);
        sha256Nodes(children, parents);
        for (std::size_t i = 0; i < parents.size(); ++i) {
            QVERIFY(parents[i] == test::referenceSha256(withPrefix(1, asBytes(std::span(children).subspan(2 * i, 2)))));
        }
    }

    void fromManyThreads_data() { engineRows(); }
    void fromManyThreads()
    {
        QFETCH(int, engine);
        if (!setSha256Engine(Sha256Engine(engine))) {
            QSKIP("This processor has no SHA extensions.");
        }
        const std::vector<Hash256> children = test::someHashes(64, 3);
        std::vector<Hash256> expected(32);
        sha256Nodes(children, expected);
        std::array<bool, 4> agrees{};
        {
            std::vector<std::jthread> threads;
            for (bool& mine : agrees) {
                threads.emplace_back([&] {
                    std::vector<Hash256> out(32);
                    mine = true;
                    for (int round = 0; round < 50; ++round) {
                        sha256Nodes(children, out);
                        mine = mine && out == expected && sha256("abc").bytes[0] == 0xba;
                    }
                });
            }
        }
        QVERIFY(std::all_of(agrees.begin(), agrees.end(), [](bool agreed) { return agreed; }));
    }
};

QTEST_APPLESS_MAIN(TestSha256)
#include "tst_sha256.moc"
