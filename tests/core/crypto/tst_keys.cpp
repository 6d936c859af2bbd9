#include "meterseal/crypto/keys.h"

#include "meterseal/crypto/sha256.h"
#include "support/qt.h"
#include "support/vectors.h"

#include <map>
#include <thread>

using namespace meterseal;
using namespace meterseal::crypto;

namespace {

Signature64 signatureOf(ByteView bytes)
{
    Signature64 signature{};
    std::copy_n(bytes.begin(), signature.size(), signature.begin());
    return signature;
}

Signature64 joined(std::string_view rHex, std::string_view sHex)
{
    return signatureOf(fromHex(std::string(rHex) + std::string(sHex)).value());
}

// Reads length-delimited protobuf fields of one message: (field number, bytes).
std::vector<std::pair<std::uint64_t, ByteView>> fieldsOf(ByteView message)
{
    std::vector<std::pair<std::uint64_t, ByteView>> fields;
    std::size_t at = 0;
    const auto varint = [&] {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const std::uint8_t byte = message[at++];
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if ((byte & 0x80) == 0) {
                return value;
            }
        }
    };
    while (at < message.size()) {
        const std::uint64_t tag = varint();
        const std::uint64_t size = varint();
        fields.emplace_back(tag >> 3, message.subspan(at, size));
        at += size;
    }
    return fields;
}

// The group order n, and numbers around it and its half.
constexpr std::string_view kZero = "0000000000000000000000000000000000000000000000000000000000000000";
constexpr std::string_view kOne = "0000000000000000000000000000000000000000000000000000000000000001";
constexpr std::string_view kOrder = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
constexpr std::string_view kOrderLessOne = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140";
constexpr std::string_view kOrderPlusOne = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364142";
constexpr std::string_view kHalfOrderPlusOne = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1";
constexpr std::string_view kAllOnes = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
constexpr std::string_view kGeneratorX = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";

// n - s: the other half of every ECDSA signature.
Signature64 withHighS(Signature64 signature)
{
    const Bytes order = fromHex(kOrder).value();
    int borrow = 0;
    for (std::size_t i = 32; i-- > 0;) {
        const int difference = order[i] - signature[32 + i] - borrow;
        borrow = difference < 0 ? 1 : 0;
        signature[32 + i] = static_cast<std::uint8_t>(difference + 256 * borrow);
    }
    return signature;
}

PrivateKey keyFromHex(std::string_view hex)
{
    return PrivateKey::fromBytes(fromHex(hex).value()).value();
}

}  // namespace

class TestKeys : public QObject {
    Q_OBJECT

private slots:
    void walletVectors()
    {
        std::size_t seen = 0;
        for (const auto& meter : test::vectors().at("meters")) {
            const std::string privateHex = meter.at("privateKey");
            const PrivateKey key = PrivateKey::fromBytes(fromHex(privateHex).value()).value();
            QCOMPARE(qs(sha256(fromHex(meter.at("seedHash").get<std::string>()).value()).hex()), qs(privateHex));
            QCOMPARE(qs(key.publicKey().hex()), qs(meter.at("publicKey")));
            QCOMPARE(qs(sha256(ByteView(key.publicKey())).hex()), qs(meter.at("publicKeyHash")));
            QCOMPARE(qs(addressOf(key.publicKey())), qs(meter.at("address")));
            ++seen;
        }
        QVERIFY(seen > 0);
    }

    // The signatures inside the transactions verify, and signing again gives the same bytes (RFC 6979).
    void transactionVectors()
    {
        std::map<std::string, PrivateKey> owners;
        for (const auto& meter : test::vectors().at("meters")) {
            owners.emplace(meter.at("publicKey"),
                           PrivateKey::fromBytes(fromHex(meter.at("privateKey").get<std::string>()).value()).value());
        }
        std::size_t signatures = 0;
        for (const auto& transaction : test::vectors().at("transactions")) {
            const Bytes wire = fromHex(transaction.at("wire").get<std::string>()).value();
            QCOMPARE(qs(sha256(ByteView(wire)).hex()), qs(transaction.at("txHash")));
            Hash256 digest;
            for (const auto& [number, content] : fieldsOf(wire)) {
                if (number == 1) {
                    digest = sha256(content);
                    QCOMPARE(qs(digest.hex()), qs(transaction.at("dataBlockHash")));
                }
                if (number == 2) {
                    const auto parts = fieldsOf(content);
                    const PublicKey signer = PublicKey::fromBytes(parts.at(0).second).value();
                    const Signature64 signature = signatureOf(parts.at(1).second);
                    QVERIFY(verifySignature(signer, digest, signature));
                    QVERIFY(owners.at(signer.hex()).sign(digest) == signature);
                    ++signatures;
                }
            }
        }
        QVERIFY(signatures > 0);
    }

    // The generator, the keys next to the ends of the range, and one published RFC 6979 signature.
    void knownKeysAndSignature()
    {
        QCOMPARE(qs(keyFromHex(kOne).publicKey().hex()), qs("02" + std::string(kGeneratorX)));
        QCOMPARE(qs(keyFromHex(kOrderLessOne).publicKey().hex()), qs("03" + std::string(kGeneratorX)));
        const Signature64 signature = keyFromHex(kOne).sign(sha256("Satoshi Nakamoto"));
        QCOMPARE(qs(toHex(signature)),
                 QStringLiteral("934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                                "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5"));
    }

    void privateKeyRange()
    {
        for (const std::string_view bad : {kZero, kOrder, kOrderPlusOne, kAllOnes}) {
            MS_VERIFY_REASON(PrivateKey::fromBytes(fromHex(bad).value()), "key.out-of-range");
        }
        for (const std::size_t size : {std::size_t(0), std::size_t(31), std::size_t(33)}) {
            MS_VERIFY_REASON(PrivateKey::fromBytes(Bytes(size, 1)), "key.length");
        }
        MS_VERIFY_OK(PrivateKey::fromBytes(fromHex(kOne).value()));
        MS_VERIFY_OK(PrivateKey::fromBytes(fromHex(kOrderLessOne).value()));
    }

    void publicKeyForms_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray x(kGeneratorX.data(), qsizetype(kGeneratorX.size()));
        QTest::newRow("even") << "02" + x << QByteArray();
        QTest::newRow("odd") << "03" + x << QByteArray();
        QTest::newRow("empty") << QByteArray() << QByteArray("key.length");
        QTest::newRow("without a prefix") << x << QByteArray("key.length");
        QTest::newRow("uncompressed") << "04" + x + x << QByteArray("key.length");
        QTest::newRow("prefix of an uncompressed point") << "04" + x << QByteArray("key.not-on-curve");
        QTest::newRow("hybrid prefix") << "06" + x << QByteArray("key.not-on-curve");
        QTest::newRow("infinity") << QByteArray(66, '0') << QByteArray("key.not-on-curve");
        QTest::newRow("x 0") << "02" + QByteArray(64, '0') << QByteArray("key.not-on-curve");
        QTest::newRow("x 5, which is no point") << "02" + QByteArray(63, '0') + "5" << QByteArray("key.not-on-curve");
        QTest::newRow("x over the field") << "02" + QByteArray(64, 'f') << QByteArray("key.not-on-curve");
        QTest::newRow("upper case") << "02" + x.toUpper() << QByteArray("hex.bad-digit");
        QTest::newRow("odd digits") << "02" + x + "0" << QByteArray("hex.odd-length");
    }
    void publicKeyForms()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QByteArray, reason);
        const auto key = PublicKey::fromHex(hex.toStdString(), "meter's key");
        if (reason.isEmpty()) {
            MS_VERIFY_OK(key);
            QCOMPARE(qs(key->hex()), QString::fromUtf8(hex));
        } else {
            MS_VERIFY_REASON(key, reason.constData());
            QVERIFY(key.error().message.find("meter's key") != std::string::npos);
        }
    }

    void hostileSignatures_data()
    {
        QTest::addColumn<QByteArray>("r");
        QTest::addColumn<QByteArray>("s");
        const std::array<std::pair<const char*, std::string_view>, 7> numbers{{{"0", kZero},
                                                                               {"1", kOne},
                                                                               {"n - 1", kOrderLessOne},
                                                                               {"n", kOrder},
                                                                               {"n + 1", kOrderPlusOne},
                                                                               {"n / 2 + 1", kHalfOrderPlusOne},
                                                                               {"2^256 - 1", kAllOnes}}};
        for (const auto& [rName, r] : numbers) {
            for (const auto& [sName, s] : numbers) {
                QTest::newRow(qPrintable(QStringLiteral("r = %1, s = %2").arg(rName, sName)))
                    << QByteArray::fromStdString(std::string(r)) << QByteArray::fromStdString(std::string(s));
            }
        }
    }
    void hostileSignatures()
    {
        QFETCH(QByteArray, r);
        QFETCH(QByteArray, s);
        const PrivateKey key = keyFromHex(kOne);
        const Signature64 bad = joined(r.toStdString(), s.toStdString());
        for (const Hash256& digest : {Hash256{}, sha256("a message")}) {
            QVERIFY(!verifySignature(key.publicKey(), digest, bad));
            // One good half does not help.
            Signature64 half = key.sign(digest);
            std::copy_n(bad.begin(), 32, half.begin());
            QVERIFY(!verifySignature(key.publicKey(), digest, half));
            half = key.sign(digest);
            std::copy_n(bad.begin() + 32, 32, half.begin() + 32);
            QVERIFY(!verifySignature(key.publicKey(), digest, half));
        }
    }

    void onlyLowSIsSignedAndAccepted()
    {
        for (int i = 0; i < 200; ++i) {
            const PrivateKey key = PrivateKey::generate();
            const Hash256 digest = sha256(std::to_string(i));
            const Signature64 signature = key.sign(digest);
            QVERIFY(signature == key.sign(digest));
            QVERIFY(verifySignature(key.publicKey(), digest, signature));
            QVERIFY(toHex(signature).substr(64) < kHalfOrderPlusOne);
            const Signature64 high = withHighS(signature);
            QVERIFY(toHex(high).substr(64) >= kHalfOrderPlusOne);
            QVERIFY(!verifySignature(key.publicKey(), digest, high));
        }
    }

    void everyBitCounts()
    {
        const PrivateKey key = keyFromHex(kOrderLessOne);
        const PublicKey publicKey = key.publicKey();
        const Hash256 digest = sha256("a message");
        const Signature64 signature = key.sign(digest);
        for (std::size_t bit = 0; bit < 512; ++bit) {
            Signature64 bad = signature;
            bad[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
            QVERIFY(!verifySignature(publicKey, digest, bad));
        }
        for (std::size_t bit = 0; bit < 256; ++bit) {
            Hash256 other = digest;
            other.bytes[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
            QVERIFY(!verifySignature(publicKey, other, signature));
        }
        for (std::size_t bit = 0; bit < 33 * 8; ++bit) {  // most of these are no points at all
            PublicKey other = publicKey;
            other.bytes[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
            QVERIFY(!verifySignature(other, digest, signature));
        }
        QVERIFY(!verifySignature(PublicKey{}, digest, signature));
    }

    void generatedKeysDiffer()
    {
        QVERIFY(PrivateKey::generate().secret().text() != PrivateKey::generate().secret().text());
        QVERIFY(Ed25519PrivateKey::generate().secret().text() != Ed25519PrivateKey::generate().secret().text());
    }

    void signingFromManyThreads()
    {
        const PrivateKey key = keyFromHex(kOne);
        const Hash256 digest = sha256("a message");
        const Signature64 expected = key.sign(digest);
        std::array<bool, 4> agrees{};
        {
            std::vector<std::jthread> threads;
            for (bool& mine : agrees) {
                threads.emplace_back([&] {
                    mine = true;
                    for (int i = 0; i < 20; ++i) {
                        mine =
                            mine && key.sign(digest) == expected && verifySignature(key.publicKey(), digest, expected);
                    }
                });
            }
        }
        QVERIFY(std::all_of(agrees.begin(), agrees.end(), [](bool agreed) { return agreed; }));
    }

    // RFC 8032 section 7.1, tests 1 to 3.
    void ed25519Vectors_data()
    {
        QTest::addColumn<QByteArray>("seed");
        QTest::addColumn<QByteArray>("publicKey");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("empty") << QByteArray("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                               << QByteArray("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
                               << QByteArray("")
                               << QByteArray("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb88215"
                                             "90a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        QTest::newRow("one byte") << QByteArray("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
                                  << QByteArray("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
                                  << QByteArray("72")
                                  << QByteArray(
                                         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e4"
                                         "3e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        QTest::newRow("two bytes") << QByteArray("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
                                   << QByteArray("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
                                   << QByteArray("af82")
                                   << QByteArray(
                                          "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b5"
                                          "38d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
    }
    void ed25519Vectors()
    {
        QFETCH(QByteArray, seed);
        QFETCH(QByteArray, publicKey);
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, signature);
        const auto key = Ed25519PrivateKey::fromBytes(fromHex(seed.toStdString()).value()).value();
        const Bytes bytes = fromHex(message.toStdString()).value();
        QCOMPARE(qs(toHex(key.publicKey())), QString::fromUtf8(publicKey));
        QCOMPARE(qs(toHex(key.sign(bytes))), QString::fromUtf8(signature));
        QVERIFY(verifyEd25519(key.publicKey(), bytes, key.sign(bytes)));
    }

    void ed25519Refuses()
    {
        for (const std::size_t size : {std::size_t(0), std::size_t(31), std::size_t(33)}) {
            MS_VERIFY_REASON(Ed25519PrivateKey::fromBytes(Bytes(size, 1)), "key.length");
        }
        const auto key = Ed25519PrivateKey::generate();
        const Ed25519PublicKey publicKey = key.publicKey();
        const Bytes message{1, 2, 3};
        const Signature64 signature = key.sign(message);
        QVERIFY(verifyEd25519(publicKey, message, signature));
        for (std::size_t bit = 0; bit < 512; ++bit) {
            Signature64 bad = signature;
            bad[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
            QVERIFY(!verifyEd25519(publicKey, message, bad));
        }
        for (std::size_t bit = 0; bit < 256; ++bit) {
            Ed25519PublicKey other = publicKey;
            other[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
            QVERIFY(!verifyEd25519(other, message, signature));
        }
        QVERIFY(!verifyEd25519(publicKey, Bytes{1, 2}, signature));
        QVERIFY(!verifyEd25519(publicKey, Bytes(), signature));
        // The same signature with S + L, the second form a careless verifier takes.
        const Bytes order = fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value();
        Signature64 stretched = signature;
        unsigned carry = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            carry += stretched[32 + i] + order[i];
            stretched[32 + i] = static_cast<std::uint8_t>(carry);
            carry >>= 8;
        }
        QVERIFY(!verifyEd25519(publicKey, message, stretched));
    }

    void suites()
    {
        const Suite* suite = findSuite("secp256k1-sha256").value();
        QVERIFY(suite == &defaultSuite());
        QCOMPARE(qs(std::string(suite->name())), QStringLiteral("secp256k1-sha256"));
        const PrivateKey key = keyFromHex(kOne);
        const Hash256 digest = suite->hash(asBytes("a message"));
        QVERIFY(digest == sha256("a message"));
        QVERIFY(suite->sign(key, digest) == key.sign(digest));
        QVERIFY(suite->verify(key.publicKey(), digest, key.sign(digest)));
        QVERIFY(!suite->verify(key.publicKey(), sha256("another"), key.sign(digest)));
        for (const std::string_view unknown : {"", "sm2-sm3", "SECP256K1-SHA256", "secp256k1-sha256 "}) {
            const auto found = findSuite(unknown);
            MS_VERIFY_REASON(found, "suite.unknown");
            QVERIFY(found.error().code == ErrorCode::Unsupported);
            QVERIFY(found.error().message.find(unknown) != std::string::npos);
        }
    }
};

QTEST_APPLESS_MAIN(TestKeys)
#include "tst_keys.moc"
