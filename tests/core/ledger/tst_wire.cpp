// The wire form, held against libprotobuf: both must write the same bytes, and ours must accept exactly what
// libprotobuf reads and writes back unchanged (and what keeps the protocol's lengths).
#include "core/ledger/ledger_readme.h"
#include "ledger/wire.h"
#include "support/ledger_builder.h"
#include "support/qt.h"
#include "support/vectors.h"

#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/unknown_field_set.h>
#include <memory>

using namespace meterseal;
using namespace meterseal::test;
namespace pb = google::protobuf;

namespace {

// The messages of PROTOCOL.md section 5, as libprotobuf's own description of them.
constexpr const char* kSchema = R"(
    name: "transaction.proto" syntax: "proto3"
    message_type { name: "Transaction"
        field { name: "header" number: 1 type: TYPE_BYTES label: LABEL_OPTIONAL }
        field { name: "signatures" number: 2 type: TYPE_MESSAGE type_name: "Signature" label: LABEL_REPEATED }
        field { name: "leaves" number: 3 type: TYPE_BYTES label: LABEL_OPTIONAL } }
    message_type { name: "Signature"
        field { name: "public_key" number: 1 type: TYPE_BYTES label: LABEL_OPTIONAL }
        field { name: "signature" number: 2 type: TYPE_BYTES label: LABEL_OPTIONAL } }
)";

class Oracle {
public:
    Oracle()
    {
        pb::FileDescriptorProto file;
        pb::TextFormat::ParseFromString(kSchema, &file);
        m_transaction = m_pool.BuildFile(file)->FindMessageTypeByName("Transaction");
    }

    std::string encode(std::string_view header, std::span<const TxSignature> signatures,
                       std::span<const Hash256> leaves)
    {
        const std::unique_ptr<pb::Message> message(m_factory.GetPrototype(m_transaction)->New());
        const pb::Reflection& fields = *message->GetReflection();
        fields.SetString(message.get(), field(1), std::string(header));
        for (const TxSignature& signature : signatures) {
            pb::Message* added = fields.AddMessage(message.get(), field(2));
            const auto* type = added->GetDescriptor();
            added->GetReflection()->SetString(added, type->FindFieldByNumber(1),
                                              std::string(asText(signature.publicKey)));
            added->GetReflection()->SetString(added, type->FindFieldByNumber(2),
                                              std::string(asText(signature.signature)));
        }
        fields.SetString(message.get(), field(3), std::string(asText(asBytes(leaves))));
        return message->SerializeAsString();
    }

    // Whether `wire` is a canonical transaction by libprotobuf's eyes and the protocol's lengths.
    bool accepts(ByteView wire)
    {
        const std::unique_ptr<pb::Message> message(m_factory.GetPrototype(m_transaction)->New());
        if (!message->ParseFromArray(wire.data(), static_cast<int>(wire.size())) ||
            message->SerializeAsString() != asText(wire)) {
            return false;
        }
        const pb::Reflection& fields = *message->GetReflection();
        bool good = fields.GetUnknownFields(*message).empty();
        const std::size_t headerSize = fields.GetString(*message, field(1)).size();
        good = good && headerSize >= 1 && headerSize <= kMaxHeaderBytes;
        const std::size_t leaves = fields.GetString(*message, field(3)).size();
        good = good && leaves % 32 == 0 && leaves <= 32 * kMaxLeavesPerBatch;
        const int signatures = fields.FieldSize(*message, field(2));
        good = good && signatures <= static_cast<int>(kMaxSignatures);
        for (int i = 0; i < signatures; ++i) {
            const pb::Message& signature = fields.GetRepeatedMessage(*message, field(2), i);
            const auto* type = signature.GetDescriptor();
            const pb::Reflection& inner = *signature.GetReflection();
            good = good && inner.GetUnknownFields(signature).empty() &&
                   inner.GetString(signature, type->FindFieldByNumber(1)).size() == 33 &&
                   inner.GetString(signature, type->FindFieldByNumber(2)).size() == 64;
        }
        return good;
    }

private:
    const pb::FieldDescriptor* field(int number) const { return m_transaction->FindFieldByNumber(number); }

    pb::DescriptorPool m_pool;
    pb::DynamicMessageFactory m_factory;
    const pb::Descriptor* m_transaction = nullptr;
};

std::vector<Bytes> vectorWires()
{
    std::vector<Bytes> wires;
    for (const auto& vector : vectors().at("transactions")) {
        wires.push_back(fromHex(vector.at("wire").get<std::string>()).value());
    }
    return wires;
}

Bytes operator+(Bytes left, const Bytes& right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

Bytes repeated(std::size_t count, std::uint8_t byte)
{
    return Bytes(count, byte);
}

Bytes signatureField(std::size_t keySize = 33, std::size_t signatureSize = 64)
{
    const auto byte = [](std::size_t n) { return static_cast<std::uint8_t>(n); };
    return Bytes{0x12, byte(4 + keySize + signatureSize), 0x0a, byte(keySize)} + repeated(keySize, 2) +
           Bytes{0x12, byte(signatureSize)} + repeated(signatureSize, 3);
}

}  // namespace

class TestWire : public QObject {
    Q_OBJECT
private slots:
    void writesWhatLibprotobufWrites();
    void vectorsAreCanonicalForLibprotobuf();
    void refusesEachOddity_data();
    void refusesEachOddity();
    void acceptsExactlyWhatLibprotobufKeeps();
};

void TestWire::writesWhatLibprotobufWrites()
{
    Oracle oracle;
    std::mt19937_64 random(5);
    for (const std::size_t headerSize : {1u, 127u, 128u, 16383u, 16384u, 65536u}) {
        for (const std::size_t leafCount : {0u, 1u, 3u, 4u, 511u, 512u, 8192u}) {
            const std::string header(headerSize, 'h');
            std::vector<TxSignature> signatures(random() % 5);
            for (TxSignature& signature : signatures) {
                signature.publicKey.bytes.fill(static_cast<std::uint8_t>(random()));
                signature.signature.fill(static_cast<std::uint8_t>(random()));
            }
            std::vector<Hash256> leaves(leafCount);
            const Bytes wire = wire::encode(header, signatures, leaves);
            QVERIFY(asText(wire) == oracle.encode(header, signatures, leaves));
            const auto parts = wire::decode(wire);
            MS_VERIFY_OK(parts);
            QVERIFY(parts->header == header);
            QCOMPARE(parts->signatures.size(), signatures.size());
            QCOMPARE(parts->leaves.size(), leafCount * 32);
        }
    }
}

void TestWire::vectorsAreCanonicalForLibprotobuf()
{
    Oracle oracle;
    for (const Bytes& wire : vectorWires()) {
        QVERIFY(oracle.accepts(wire));
        const auto tx = decodeTransaction(wire);
        MS_VERIFY_OK(tx);
        QVERIFY(oracle.encode(tx->headerBytes, tx->signatures, tx->leaves) == asText(wire));
    }
}

void TestWire::refusesEachOddity_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const Bytes& wire, const char* reason) {
        QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(wire.data()),
                                          static_cast<qsizetype>(wire.size()))
                            << QString(reason);
    };
    const Bytes header{0x0a, 1, '{'};
    Bytes many = header;
    for (std::size_t i = 0; i <= kMaxSignatures; ++i) {
        many = std::move(many) + signatureField();
    }
    row("empty", {}, "wire.header-missing");
    row("signature first", signatureField() + header, "wire.header-missing");
    row("empty header", {0x0a, 0}, "wire.empty-field");
    row("header one byte short", {0x0a, 2, '{'}, "wire.truncated");
    row("no length", {0x0a}, "wire.truncated");
    row("length cut in the middle", {0x0a, 0x80}, "wire.truncated");
    row("length in two bytes instead of one", {0x0a, 0x81, 0x00, '{'}, "wire.varint");
    row("length of six bytes", {0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}, "wire.varint");
    row("length of 4 GiB", {0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f, '{'}, "wire.header-too-large");
    row("header of 64 KiB and one byte", Bytes{0x0a, 0x81, 0x80, 0x04} + repeated(65537, 'h'), "wire.header-too-large");
    row("two headers", header + header, "wire.unexpected-field");
    row("unknown field", header + Bytes{0x22, 1, 0}, "wire.unexpected-field");
    row("header as a varint", {0x08, 1}, "wire.header-missing");
    row("tag in two bytes", {0x8a, 0x00, 1, '{'}, "wire.header-missing");
    row("key of 32 bytes", header + signatureField(32, 64), "wire.signature-form");
    row("signature of 65 bytes", header + signatureField(33, 65), "wire.signature-form");
    row("key of 32 and signature of 65 bytes", header + signatureField(32, 65), "wire.signature-form");
    row("empty signature message", header + Bytes{0x12, 0}, "wire.empty-field");
    row("too many signatures", many, "wire.too-many-signatures");
    row("empty leaf layer", header + Bytes{0x1a, 0}, "wire.empty-field");
    row("leaf layer of 33 bytes", header + Bytes{0x1a, 33} + repeated(33, 1), "wire.leaves-length");
    row("8193 leaves", header + Bytes{0x1a, 0xa0, 0x80, 0x10} + repeated(8193 * 32, 1), "wire.too-many-leaves");
    row("two leaf layers", header + Bytes{0x1a, 32} + repeated(32, 1) + Bytes{0x1a, 32} + repeated(32, 1),
        "wire.unexpected-field");
    row("signature after the leaves", header + Bytes{0x1a, 32} + repeated(32, 1) + signatureField(),
        "wire.unexpected-field");
    row("a byte after the end", header + signatureField() + Bytes{0}, "wire.unexpected-field");
}

void TestWire::refusesEachOddity()
{
    QFETCH(QByteArray, wire);
    QFETCH(QString, reason);
    Oracle oracle;
    const ByteView bytes = asBytes(std::string_view(wire.data(), static_cast<std::size_t>(wire.size())));
    const auto result = decodeTransaction(bytes);
    MS_VERIFY_REASON(result, reason.toUtf8().constData());
    QVERIFY(ledgerReadmeNames(reason.toStdString()));
    QVERIFY(!oracle.accepts(bytes));
}

void TestWire::acceptsExactlyWhatLibprotobufKeeps()
{
    Oracle oracle;
    std::mt19937_64 random(11);
    const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    // Bytes that mean something to protobuf are likelier than chance would have them.
    constexpr std::uint8_t kTelling[] = {0x0a, 0x12, 0x1a, 0x22, 0x08, 0x00, 0x01, 0x20, 0x21, 0x40, 0x65, 0x80, 0xff};
    std::vector<Bytes> seeds = vectorWires();
    seeds.push_back(Bytes{0x0a, 1, '{'} + signatureField() + signatureField() + Bytes{0x1a, 32} + repeated(32, 1));
    seeds.push_back(Bytes{0x0a, 1, '{'});
    int accepted = 0;
    for (int round = 0; round < 40'000; ++round) {
        Bytes wire = seeds[pick(seeds.size())];
        for (std::size_t change = 1 + pick(3); change > 0; --change) {
            const std::size_t at = pick(wire.size());
            const std::uint8_t byte =
                pick(2) == 0 ? kTelling[pick(std::size(kTelling))] : static_cast<std::uint8_t>(random());
            const auto place = wire.begin() + static_cast<std::ptrdiff_t>(at);
            switch (pick(4)) {
            case 0:
                wire.insert(place, byte);
                break;
            case 1:
                if (wire.size() > 1) {
                    wire.erase(place);
                }
                break;
            default:
                *place = byte;
            }
        }
        const bool ours = wire::decode(wire).ok();
        QVERIFY2(ours == oracle.accepts(wire), toHex(wire).c_str());
        accepted += ours ? 1 : 0;
    }
    QVERIFY(accepted > 1000);
    QVERIFY(accepted < 39'000);
}

QTEST_APPLESS_MAIN(TestWire)
#include "tst_wire.moc"
