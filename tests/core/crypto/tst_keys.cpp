#include "meterseal/crypto/keys.h"

#include "meterseal/crypto/sha256.h"
#include "support/qt.h"
#include "support/vectors.h"

#include <map>

using namespace meterseal;
using namespace meterseal::crypto;

namespace {

Signature64 signatureOf(ByteView bytes)
{
    Signature64 signature{};
    std::copy_n(bytes.begin(), signature.size(), signature.begin());
    return signature;
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
};

QTEST_APPLESS_MAIN(TestKeys)
#include "tst_keys.moc"
