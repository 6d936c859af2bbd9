// Block headers: their bytes, their rules, their seal.
#include "meterseal/crypto/sha256.h"
#include "meterseal/ledger/block.h"
#include "meterseal/record/canonical_json.h"
#include "support/ledger_builder.h"
#include "support/qt.h"

#include <functional>
#include <nlohmann/json.hpp>

using namespace meterseal;
using namespace meterseal::test;
using nlohmann::json;

namespace {

SealedBlock sealedBlock(const LedgerBuilder& b)
{
    SealedBlock block;
    block.header.chain = b.chain();
    block.header.height = 7;
    block.header.time = LedgerBuilder::kStart;
    block.header.prevBlock = crypto::sha256("prev");
    block.header.txCount = 3;
    block.header.txRoot = crypto::sha256("txs");
    block.header.logSize = 12;
    block.header.logRoot = crypto::sha256("log");
    block.header.sealer = b.sealer().publicKey();
    block.headerBytes = canonicalBlockHeader(block.header);
    block.hash = blockHashOf(block.headerBytes);
    block.signature = b.sealer().sign(block.hash);
    return block;
}

}  // namespace

class TestBlock : public QObject {
    Q_OBJECT
private slots:
    void headerComesBack();
    void headerRules_data();
    void headerRules();
    void sealHolds();
    void sealBreaks_data();
    void sealBreaks();
};

void TestBlock::headerComesBack()
{
    const SealedBlock block = sealedBlock(LedgerBuilder());
    QVERIFY(isCanonicalJson(block.headerBytes));
    const json document = json::parse(block.headerBytes);
    QCOMPARE(qs(document.dump()), qs(block.headerBytes));
    QCOMPARE(document.size(), 10u);
    for (const char* member :
         {"v", "chain", "height", "time", "prevBlock", "txCount", "txRoot", "logSize", "logRoot", "sealer"}) {
        QVERIFY2(document.contains(member), member);
    }
    const auto parsed = parseBlockHeader(block.headerBytes);
    MS_VERIFY_OK(parsed);
    QVERIFY(*parsed == block.header);
    QVERIFY(block.hash == crypto::sha256(block.headerBytes));
}

void TestBlock::headerRules_data()
{
    QTest::addColumn<QString>("text");
    const std::string good = sealedBlock(LedgerBuilder()).headerBytes;
    const auto row = [&](const char* name, const std::function<void(json&)>& change) {
        json document = json::parse(good);
        change(document);
        QTest::newRow(name) << qs(document.dump());
    };
    row("version 2", [](json& h) { h["v"] = 2; });
    row("height 0", [](json& h) { h["height"] = 0; });
    row("height beyond exact numbers", [](json& h) { h["height"] = std::uint64_t{1} << 53; });
    row("height negative", [](json& h) { h["height"] = -1; });
    row("height as text", [](json& h) { h["height"] = "7"; });
    row("more transactions than the log", [](json& h) { h["txCount"] = 13; });
    row("transactions beyond 32 bits", [](json& h) { h["txCount"] = 4294967296; });
    row("no chain", [](json& h) { h.erase("chain"); });
    row("chain with a space", [](json& h) { h["chain"] = "a b"; });
    row("member too many", [](json& h) { h["extra"] = 1; });
    row("root in capitals", [](json& h) { h["logRoot"] = std::string(64, 'A'); });
    row("time no date", [](json& h) { h["time"] = "2026-02-30T00:00:00.000Z"; });
    QTest::newRow("newline at the end") << qs(good + "\n");
    QTest::newRow("empty") << QString();
    QTest::newRow("cut off") << qs(good.substr(0, 100));
    QTest::newRow("an array") << QString("[1]");
    QTest::newRow("huge") << QString(100'000, ' ');
}

void TestBlock::headerRules()
{
    QFETCH(QString, text);
    MS_VERIFY_REASON(parseBlockHeader(text.toStdString()), "block.header");
}

void TestBlock::sealHolds()
{
    const LedgerBuilder b;
    QVERIFY(checkSeal(sealedBlock(b), b.sealer().publicKey()));
}

void TestBlock::sealBreaks_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("signature changed") << 0;
    QTest::newRow("hash changed") << 1;
    QTest::newRow("header bytes changed") << 2;
    QTest::newRow("header fields are not the bytes") << 3;
    QTest::newRow("another sealer asked for") << 4;
    QTest::newRow("another sealer in the header") << 5;
    QTest::newRow("signed by another sealer") << 6;
}

void TestBlock::sealBreaks()
{
    QFETCH(int, fault);
    const LedgerBuilder b;
    const LedgerBuilder other(2);
    SealedBlock block = sealedBlock(b);
    crypto::Ed25519PublicKey sealer = b.sealer().publicKey();
    switch (fault) {
    case 0:
        block.signature[0] ^= 1;
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
    case 4:
        sealer = other.sealer().publicKey();
        break;
    case 5:
        block.header.sealer = other.sealer().publicKey();
        block.headerBytes = canonicalBlockHeader(block.header);
        block.hash = blockHashOf(block.headerBytes);
        block.signature = b.sealer().sign(block.hash);
        break;
    default:
        block.signature = other.sealer().sign(block.hash);
    }
    QVERIFY(!checkSeal(block, sealer));
}

QTEST_APPLESS_MAIN(TestBlock)
#include "tst_block.moc"
