// Block headers and checkpoint notes: their bytes, their rules, their seals and cosignatures.
#include "meterseal/crypto/sha256.h"
#include "meterseal/ledger/block.h"
#include "support/ledger_builder.h"
#include "support/qt.h"
#include "support/vectors.h"

using namespace meterseal;
using namespace meterseal::test;

namespace {

BlockHeader someHeader(const LedgerBuilder& b)
{
    BlockHeader header;
    header.chain = b.chain();
    header.fingerprint = fingerprintOf(b.genesis());
    header.logSize = 12;
    header.logRoot = crypto::sha256("log");
    header.height = 7;
    header.time = LedgerBuilder::kStart;
    header.prevBlock = crypto::sha256("prev");
    return header;
}

SealedBlock sealedBlock(const LedgerBuilder& b)
{
    return sealBlock(someHeader(b), b.sealer());
}

Cosignature cosignatureOf(const SealedBlock& block, const std::string& organisation,
                          const crypto::Ed25519PrivateKey& key, std::uint64_t seconds)
{
    const std::string name = cosignerName(originOf(block.header.chain, block.header.fingerprint), organisation);
    return {block.header.height, organisation, seconds,
            crypto::printNoteSignature(crypto::cosignNote(block.headerBytes, name, key, seconds))};
}

}  // namespace

class TestBlock : public QObject {
    Q_OBJECT
private slots:
    void vectors();
    void headerComesBack();
    void headerRules_data();
    void headerRules();
    void sealBreaks_data();
    void sealBreaks();
    void notesComeBack();
    void cosignatures();
};

// Every value of an independent implementation: headers, hashes, seals, notes and cosignatures.
void TestBlock::vectors()
{
    const auto& all = test::vectors();
    const auto genesis = parseGenesis(all.at("genesis").at("document").get<std::string>());
    MS_VERIFY_OK(genesis);
    QCOMPARE(qs(fingerprintOf(*genesis).hex()), qs(all.at("genesis").at("fingerprint").get<std::string>()));
    QCOMPARE(qs(originOf(*genesis)), qs(all.at("genesis").at("origin").get<std::string>()));
    Hash256 before = fingerprintOf(*genesis);
    for (const auto& vector : all.at("blocks")) {
        const auto text = vector.at("header").get<std::string>();
        const auto header = parseBlockHeader(text);
        MS_VERIFY_OK(header);
        QCOMPARE(qs(printBlockHeader(*header)), qs(text));
        QCOMPARE(header->height, vector.at("height").get<Height>());
        QCOMPARE(header->logSize, vector.at("logSize").get<std::uint64_t>());
        QCOMPARE(qs(header->logRoot.hex()), qs(vector.at("logRoot").get<std::string>()));
        QVERIFY(header->prevBlock == before);
        before = blockHashOf(text);
        QCOMPARE(qs(before.hex()), qs(vector.at("blockHash").get<std::string>()));

        const auto note = vector.at("note").get<std::string>();
        const auto checkpoint = parseCheckpoint(note, *genesis);
        MS_VERIFY_OK(checkpoint);
        QVERIFY(checkpoint->block.header == *header && checkpoint->block.hash == before);
        QCOMPARE(qs(toHex(checkpoint->block.seal.bytes)), qs(vector.at("signature").get<std::string>()));
        MS_VERIFY_OK(checkSeal(checkpoint->block, *genesis));
        QCOMPARE(qs(checkpointNote(checkpoint->block, *genesis, {})), qs(note));

        std::vector<Cosignature> cosignatures;
        for (const auto& one : vector.at("cosignatures")) {
            const Cosignature& cosignature = cosignatures.emplace_back(
                Cosignature{header->height, one.at("organisation").get<std::string>(),
                            one.at("time").get<std::uint64_t>(), one.at("line").get<std::string>()});
            QCOMPARE(qs(crypto::cosignatureMessage(cosignature.seconds, text)),
                     qs(one.at("message").get<std::string>()));
            QVERIFY(checkCosignature(*header, cosignature, genesis->organisations) == CosignatureCheck::Holds);
        }
        QCOMPARE(cosignatures.size(), std::size_t(2));
        const auto both = parseCheckpoint(checkpointNote(checkpoint->block, *genesis, cosignatures), *genesis);
        MS_VERIFY_OK(both);
        QVERIFY(both->cosignatures == cosignatures);
    }
}

void TestBlock::headerComesBack()
{
    const LedgerBuilder b;
    const SealedBlock block = sealedBlock(b);
    const auto parsed = parseBlockHeader(block.headerBytes);
    MS_VERIFY_OK(parsed);
    QVERIFY(*parsed == block.header);
    QVERIFY(block.hash == crypto::sha256(block.headerBytes));
    MS_VERIFY_OK(checkSeal(block, b.genesis()));
}

void TestBlock::headerRules_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = QByteArray::fromStdString(sealedBlock(LedgerBuilder()).headerBytes);
    const auto row = [&](const char* name, const char* before, const char* after) {
        QVERIFY2(good.contains(before), name);
        QTest::newRow(name) << QByteArray(good).replace(before, after);
    };
    const QByteArray root = good.split('\n').at(2);
    row("another product", "meterseal/test-1", "metersale/test-1");
    row("no chain", "meterseal/test-1/", "meterseal//");
    row("chain with a space", "test-1", "te t-1");
    row("chain with a slash", "test-1", "te/t-1");
    row("chain with a plus", "test-1", "te+t-1");
    const QByteArray fingerprint = good.split('\n').at(0).split('/').at(2);
    row("fingerprint in capitals", fingerprint.constData(), fingerprint.toUpper().constData());
    row("size with a leading zero", "\n12\n", "\n012\n");
    row("size with a sign", "\n12\n", "\n+12\n");
    row("size 0", "\n12\n", "\n0\n");
    row("size empty", "\n12\n", "\n\n");
    row("size beyond 63 bits", "\n12\n", "\n9223372036854775808\n");
    row("fewer entries than blocks", "\n12\n", "\n6\n");
    row("root without padding", root.constData(), root.chopped(1).constData());
    row("root of 33 bytes", root.constData(), QByteArray(44, 'A').constData());
    row("height 0", "block 7", "block 0");
    row("height with a leading zero", "block 7", "block 07");
    row("height negative", "block 7", "block -7");
    row("block 1 after something else than the genesis", "block 7", "block 1");
    row("another word", "block 7", "Block 7");
    row("two spaces", "block 7", "block  7");
    row("time without fraction", ".000Z", "Z");
    row("carriage returns", "\n", "\r\n");
    QTest::newRow("a line more") << good + "x\n";
    QTest::newRow("an empty line more") << good + "\n";
    QTest::newRow("no end of line") << good.chopped(1);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a space at the end of a line") << good.chopped(1) + " \n";
    QTest::newRow("huge") << QByteArray(100'000, '\n');
}

void TestBlock::headerRules()
{
    QFETCH(QByteArray, text);
    MS_VERIFY_REASON(parseBlockHeader(text.toStdString()), "block.header");
}

void TestBlock::sealBreaks_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("reason");
    QTest::newRow("signature changed") << 0 << "seal.signature";
    QTest::newRow("hash changed") << 1 << "seal.header";
    QTest::newRow("header bytes changed") << 2 << "seal.header";
    QTest::newRow("header fields are not the bytes") << 3 << "seal.header";
    QTest::newRow("another ledger asked for") << 4 << "seal.other-ledger";
    QTest::newRow("sealed by another key") << 5 << "seal.signature";
    QTest::newRow("no seal") << 6 << "seal.missing";
    QTest::newRow("seal too long") << 7 << "seal.signature";
    QTest::newRow("another header's seal") << 8 << "seal.signature";
}

void TestBlock::sealBreaks()
{
    QFETCH(int, fault);
    QFETCH(QString, reason);
    const LedgerBuilder b;
    const LedgerBuilder other(2);
    SealedBlock block = sealedBlock(b);
    BlockHeader later = block.header;
    ++later.time.ms;
    switch (fault) {
    case 0:
        block.seal.bytes[0] ^= 1;
        break;
    case 1:
        block.hash.bytes[0] ^= 1;
        break;
    case 2:
        block.headerBytes[20] = block.headerBytes[20] == '1' ? '2' : '1';
        break;
    case 3:
        block.header.height++;
        break;
    case 5:
        block = sealBlock(block.header, other.sealer());
        break;
    case 6:
        block.seal.bytes.clear();
        break;
    case 7:
        block.seal.bytes.push_back(0);
        break;
    case 8:
        block.seal = sealBlock(later, b.sealer()).seal;
        break;
    default:
        break;
    }
    MS_VERIFY_REASON(checkSeal(block, fault == 4 ? other.genesis() : b.genesis()), reason.toUtf8().constData());
}

void TestBlock::notesComeBack()
{
    const LedgerBuilder b;
    const SealedBlock block = sealedBlock(b);
    const Cosignature cosignature = cosignatureOf(block, "maker", witnessOf(b.manufacturer()), 1'800'000'000);
    const std::string note = checkpointNote(block, b.genesis(), std::span(&cosignature, 1));
    const auto checkpoint = parseCheckpoint(note, b.genesis());
    MS_VERIFY_OK(checkpoint);
    MS_VERIFY_OK(checkSeal(checkpoint->block, b.genesis()));
    QVERIFY(checkpoint->cosignatures.size() == 1 && checkpoint->cosignatures.front() == cosignature);
    // A seal under another key id is not the sealer's, as third-party tools see it too.
    auto parsed = crypto::parseNote(note).value();
    parsed.signatures.front().keyId[0] ^= 1;
    const auto renamed = parseCheckpoint(crypto::printNote(parsed), b.genesis());
    MS_VERIFY_OK(renamed);
    MS_VERIFY_REASON(checkSeal(renamed->block, b.genesis()), "seal.missing");
    MS_VERIFY_REASON(
        parseCheckpoint("hello\n\n" + crypto::printNoteSignature(parsed.signatures.front()) + "\n", b.genesis()),
        "block.header");
    MS_VERIFY_REASON(parseCheckpoint(block.headerBytes, b.genesis()), "note.syntax");
}

void TestBlock::cosignatures()
{
    const LedgerBuilder b;
    const SealedBlock block = sealedBlock(b);
    const auto& members = b.genesis().organisations;
    const auto check = [&](const Cosignature& one) { return checkCosignature(block.header, one, members); };
    const auto key = witnessOf(b.manufacturer());
    const Cosignature good = cosignatureOf(block, "maker", key, 1'800'000'000);
    QVERIFY(check(good) == CosignatureCheck::Holds);
    QVERIFY(check(cosignatureOf(block, "nobody", key, 1)) == CosignatureCheck::UnknownKey);
    QVERIFY(check(cosignatureOf(block, "insurer", key, 1)) == CosignatureCheck::UnknownKey);  // another's key
    Cosignature bad = good;
    bad.organisation = "insurer";  // the line names the maker
    QVERIFY(check(bad) == CosignatureCheck::Broken);
    bad = good;
    ++bad.seconds;
    QVERIFY(check(bad) == CosignatureCheck::Broken);
    bad = good;
    ++bad.height;
    QVERIFY(check(bad) == CosignatureCheck::Broken);
    bad = good;
    bad.line = "nothing";
    QVERIFY(check(bad) == CosignatureCheck::Broken);
    BlockHeader later = block.header;
    ++later.time.ms;
    const Cosignature elsewhere = cosignatureOf(sealBlock(later, b.sealer()), "maker", key, good.seconds);
    QVERIFY(check(elsewhere) == CosignatureCheck::Broken);
    // A key that was replaced before the block says nothing of it, nor does one of a member that has left.
    std::vector<Organisation> rotated = members;
    rotated[1].formerWitnessKeys.push_back(rotated[1].witnessKey);
    rotated[1].witnessKey = witnessOf(b.key("new")).publicKey();
    QVERIFY(checkCosignature(block.header, good, rotated) == CosignatureCheck::UnknownKey);
    std::vector<Organisation> left = members;
    left[1].active = false;
    QVERIFY(checkCosignature(block.header, good, left) == CosignatureCheck::UnknownKey);
}

QTEST_APPLESS_MAIN(TestBlock)
#include "tst_block.moc"
