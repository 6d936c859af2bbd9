// What leaves the house beside bundles: checkpoint sheets, the list of published checkpoints, the log as static tiles.
#include "support/evidence_world.h"
#include "support/qt.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/evidence/sheet.h"
#include "meterseal/evidence/tiles.h"
#include "meterseal/merkle/tree.h"
#include "meterseal/workspace/published.h"

#include <fmt/format.h>
#include <fstream>
#include <sstream>

using namespace meterseal;
using namespace meterseal::test;

namespace {

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

}  // namespace

class TestEvidenceExport : public QObject {
    Q_OBJECT
private slots:
    void aTypedSheetIsReadBack();
    void aSlipIsFoundInItsLine();
    void sheetsAgainstTheLedger();
    void publishedCheckpointsAreKept();
    void tilesHoldTheLog();
    void tilesGrow();
    void tilesRefuseAnotherLedger();

private:
    EvidenceWorld m_world;
};

void TestEvidenceExport::aTypedSheetIsReadBack()
{
    LedgerReader reader = m_world.reader();
    const SealedBlock block = *reader.block(5);
    for (const SheetLanguage language : {SheetLanguage::English, SheetLanguage::Chinese}) {
        const std::string sheet = checkpointSheet(block, *reader.cosignatures(5), *reader.organisations(), language);
        const auto kept = readKeptCheckpoint(QString::fromStdString(sheet)
                                                 .toUpper()
                                                 .replace("CHAIN ", "chain ")
                                                 .replace("BLOCK  ", "block  ")
                                                 .replace("TIME  ", "time  ")
                                                 .replace("ENTRIES", "entries")
                                                 .replace(qs(block.header.chain).toUpper(), qs(block.header.chain))
                                                 .toStdString());
        MS_VERIFY_OK(kept);
        QVERIFY(*kept == KeptCheckpoint::of(block.header));
        QVERIFY(kept->blockHash == block.hash);
    }
    MS_VERIFY_OK(readKeptCheckpoint(block.headerBytes));
}

void TestEvidenceExport::aSlipIsFoundInItsLine()
{
    LedgerReader reader = m_world.reader();
    std::string sheet = checkpointSheet(*reader.block(5), {}, {}, SheetLanguage::English);
    const std::size_t line = sheet.find("   7  ");
    sheet[line + 6] = sheet[line + 6] == 'a' ? 'b' : 'a';
    const auto kept = readKeptCheckpoint(sheet);
    MS_VERIFY_REASON(kept, "sheet.line");
    QVERIFY(qs(kept.error().message).startsWith("Line 7 "));
    MS_VERIFY_REASON(readKeptCheckpoint("chain x\n"), "sheet.form");
    sheet.erase(line, sheet.find('\n', line) - line);
    MS_VERIFY_REASON(readKeptCheckpoint(sheet), "sheet.form");
}

void TestEvidenceExport::sheetsAgainstTheLedger()
{
    LedgerReader reader = m_world.reader();
    KeptCheckpoint kept = KeptCheckpoint::of(reader.block(5)->header);
    QVERIFY(compareHistory(reader, kept)->relation == HistoryRelation::Earlier);
    QVERIFY(qs(describe(kept, HistoryRelation::Earlier)).contains("unchanged inside the ledger before you"));
    kept.logRoot.bytes[0] ^= 1;
    QVERIFY(compareHistory(reader, kept)->relation == HistoryRelation::Other);
    kept.height = 500;
    QVERIFY(compareHistory(reader, kept)->relation == HistoryRelation::Ahead);
    kept.fingerprint.bytes[0] ^= 1;
    QVERIFY(compareHistory(reader, kept)->relation == HistoryRelation::OtherLedger);
}

void TestEvidenceExport::publishedCheckpointsAreKept()
{
    LedgerReader reader = m_world.reader();
    TemporaryFolder folder;
    QVERIFY(publishedCheckpoints(folder.path())->empty());
    const BlockHeader third = reader.block(3)->header;
    MS_VERIFY_OK(notePublished(folder.path(), third, PublishedAs::Printed, EvidenceWorld::kMadeAt));
    MS_VERIFY_OK(notePublished(folder.path(), third, PublishedAs::Printed, EvidenceWorld::kMadeAt));
    MS_VERIFY_OK(notePublished(folder.path(), third, PublishedAs::Deposited, EvidenceWorld::kMadeAt));
    BlockHeader other = third;
    other.logRoot.bytes[0] ^= 1;
    other.height = 2;
    MS_VERIFY_OK(notePublished(folder.path(), other, PublishedAs::Printed, EvidenceWorld::kMadeAt));
    QCOMPARE(publishedCheckpoints(folder.path())->size(), std::size_t(3));
    QVERIFY(*publishedHeights(folder.path(), reader) == std::vector<Height>{3});
    std::ofstream(folder.path() / "published.jsonl", std::ios::app) << "{\"height\":\"x\"}\n";
    MS_VERIFY_REASON(publishedCheckpoints(folder.path()), "published.form");
}

void TestEvidenceExport::tilesHoldTheLog()
{
    EvidenceWorld world(11, 300);  // more than two full tiles
    LedgerReader reader = world.reader();
    TemporaryFolder folder;
    const auto written = exportTiles(reader, folder.path());
    MS_VERIFY_OK(written);
    const auto entries = *reader.logEntries(0, written->size);
    QVERIFY(entries.size() > 512);
    const std::string first = contentOf(folder.path() / "tile/0/000");
    const std::string data = contentOf(folder.path() / "tile/entries/001");
    QCOMPARE(first.size(), std::size_t(256 * 32));
    QCOMPARE(data.size(), std::size_t(256 * 50));
    for (std::size_t i = 0; i < 256; ++i) {
        const Hash256 leaf = entries[i].leaf();
        QVERIFY(first.substr(i * 32, 32) == asText(leaf));
        const auto bytes = entries[256 + i].bytes();
        QVERIFY(data.substr(i * 50, 50) == std::string("\0\x30", 2) + std::string(asText(bytes)));
    }
    // Level 1 and the last partial tile give the root that the checkpoint names.
    const std::size_t full = entries.size() / 256;
    const std::string above = contentOf(folder.path() / fmt::format("tile/1/000.p/{}", full));
    const std::string tail = contentOf(folder.path() / fmt::format("tile/0/{:03}.p/{}", full, entries.size() % 256));
    QCOMPARE(above.size(), full * 32);
    QCOMPARE(tail.size(), (entries.size() % 256) * 32);
    std::vector<Hash256> leaves;
    for (std::size_t tile = 0; tile < full; ++tile) {
        const std::string whole = contentOf(folder.path() / fmt::format("tile/0/{:03}", tile));
        std::vector<Hash256> of;
        for (std::size_t i = 0; i < 256; ++i) {
            of.push_back(Hash256::copyFrom(reinterpret_cast<const std::uint8_t*>(whole.data()) + 32 * i));
        }
        const Hash256 root = merkle::rootOf(of);
        QVERIFY(above.substr(tile * 32, 32) == asText(root));
        leaves.insert(leaves.end(), of.begin(), of.end());
    }
    for (std::size_t i = 0; i < tail.size() / 32; ++i) {
        leaves.push_back(Hash256::copyFrom(reinterpret_cast<const std::uint8_t*>(tail.data()) + 32 * i));
    }
    const auto note = parseCheckpoint(contentOf(folder.path() / "checkpoint"), world.genesis());
    MS_VERIFY_OK(note);
    MS_VERIFY_OK(checkSeal(note->block, world.genesis()));
    QVERIFY(merkle::rootOf(leaves) == note->block.header.logRoot);
    QVERIFY(crypto::sha256(contentOf(folder.path() / "genesis.json")) == world.fingerprint());
    QVERIFY(std::filesystem::exists(folder.path() / "blocks/000000000001.mseal-blocks"));
    // Again: nothing is new but what is partial.
    const auto again = exportTiles(reader, folder.path());
    MS_VERIFY_OK(again);
    QVERIFY(again->written <= 3);
    QVERIFY(again->blocksTo < again->blocksFrom);
}

void TestEvidenceExport::tilesGrow()
{
    TemporaryFolder folder;
    EvidenceWorld small(11, 120);
    EvidenceWorld grown(11, 300);  // the same beginning
    LedgerReader before = small.reader();
    LedgerReader after = grown.reader();
    MS_VERIFY_OK(exportTiles(before, folder.path()));
    MS_VERIFY_OK(exportTiles(after, folder.path()));
    TemporaryFolder fresh;
    MS_VERIFY_OK(exportTiles(after, fresh.path()));
    for (const auto& entry : std::filesystem::recursive_directory_iterator(fresh.path() / "tile")) {
        if (entry.is_regular_file()) {
            const auto name = entry.path().lexically_relative(fresh.path());
            QVERIFY2(contentOf(folder.path() / name) == contentOf(entry.path()), name.c_str());
        }
    }
    QVERIFY(!std::filesystem::exists(folder.path() / "tile/0/000.p"));
    MS_VERIFY_REASON(exportTiles(before, folder.path()), "tiles.other-ledger");  // the folder has the longer log
}

void TestEvidenceExport::tilesRefuseAnotherLedger()
{
    TemporaryFolder folder;
    LedgerReader reader = m_world.reader();
    MS_VERIFY_OK(exportTiles(reader, folder.path()));
    EvidenceWorld other(12);
    LedgerReader another = other.reader();
    MS_VERIFY_REASON(exportTiles(another, folder.path()), "tiles.other-ledger");
}

QTEST_GUILESS_MAIN(TestEvidenceExport)
#include "tst_evidence_export.moc"
