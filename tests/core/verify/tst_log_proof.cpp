// The proof document that stands alone, with each of its steps broken; and checkpoints kept elsewhere, against ledgers
// that grew, were cut, or whose sealer wrote their history anew.
#include "ledger/schema.h"
#include "ledger/store.h"
#include "meterseal/crypto/base64.h"
#include "meterseal/ledger/history.h"
#include "meterseal/verify/log_proof.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <functional>
#include <nlohmann/json.hpp>

using namespace meterseal;
using nlohmann::json;
using test::LedgerBuilder;
using test::LedgerFile;
using test::TemporaryFolder;

namespace {

// The same members at every height.
std::function<Result<std::vector<Organisation>>(Height)> fixed(std::vector<Organisation> members)
{
    return [members = std::move(members)](Height) -> Result<std::vector<Organisation>> { return members; };
}

constexpr std::uint64_t kSeconds = 1'800'000'000;

// Twelve blocks of a meter's life, `shiftMs` later than usual; the transactions are the same bytes each time.
void writeLedger(const std::filesystem::path& file, std::int64_t shiftMs, std::size_t blocks = 12)
{
    LedgerBuilder world;
    LedgerFile ledger(file, world);
    for (std::size_t i = 0; i < blocks; ++i) {
        const Timestamp time{LedgerBuilder::kStart.ms + static_cast<std::int64_t>(i) * 1000 + shiftMs};
        if (i == 0) {
            for (Bytes& wire : world.onboard(0)) {
                ledger.offer(std::move(wire), time);
            }
        } else {
            ledger.offer(world.convert(0, world.records(0, 3)), time);
            ledger.offer(world.convert(0, world.records(0, 2)), time);
        }
        ledger.seal(time);
    }
}

void cosignHead(const std::filesystem::path& file, const std::string& organisation,
                const crypto::Ed25519PrivateKey& key)
{
    auto store = std::move(LedgerStore::open(file)).value();
    const SealedBlock& head = *store->head();
    const std::string name = cosignerName(originOf(store->genesis()), organisation);
    const Cosignature cosignature{
        head.header.height, organisation, kSeconds,
        crypto::printNoteSignature(crypto::cosignNote(head.headerBytes, name, key, kSeconds))};
    QVERIFY(store->addCosignatures(std::span(&cosignature, 1)).ok());
}

struct Change {
    const char* name;
    ProofStep failed;
    std::function<void(json&)> change;
};

// A checkpoint that the text is replaced in.
std::function<void(json&)> inCheckpoint(const char* before, const char* after)
{
    return [before, after](json& proof) {
        auto note = proof.at("checkpoint").get<std::string>();
        const std::size_t at = note.find(before);
        QVERIFY2(at != std::string::npos, before);
        proof["checkpoint"] = note.replace(at, std::strlen(before), after);
    };
}

std::string flipped(std::string hex, std::size_t at)
{
    hex[at] = hex[at] == '0' ? '1' : '0';
    return hex;
}

const std::vector<Change>& changes()
{
    static const std::vector<Change> all = {
        {"wire's last byte", ProofStep::Transaction,
         [](json& p) {
             Bytes wire = crypto::fromBase64(p.at("wire").get<std::string>()).value();
             wire.back() ^= 1;
             p["wire"] = crypto::toBase64(wire);
         }},
        {"wire empty", ProofStep::Transaction, [](json& p) { p["wire"] = ""; }},
        {"hash", ProofStep::Hash, [](json& p) { p["txHash"] = flipped(p.at("txHash").get<std::string>(), 5); }},
        {"entry's hash", ProofStep::Entry, [](json& p) { p["entry"] = flipped(p.at("entry").get<std::string>(), 95); }},
        {"entry's height beyond the checkpoint", ProofStep::Entry,
         [](json& p) { p["entry"] = flipped(p.at("entry").get<std::string>(), 2); }},
        {"entry's height", ProofStep::Path,
         [](json& p) {
             auto entry = p.at("entry").get<std::string>();
             entry[15] = entry[15] == '1' ? '2' : '1';
             p["entry"] = entry;
         }},
        {"entry's time", ProofStep::Path,
         [](json& p) {
             auto entry = p.at("entry").get<std::string>();
             entry.replace(16, 16, "0000000000000001");
             p["entry"] = entry;
         }},
        {"index beyond the log", ProofStep::Index, [](json& p) { p["index"] = 1000; }},
        {"index", ProofStep::Path, [](json& p) { p["index"] = p.at("index").get<int>() + 1; }},
        {"a sibling", ProofStep::Path,
         [](json& p) { p["path"][1] = flipped(p.at("path").at(1).get<std::string>(), 9); }},
        {"a sibling gone", ProofStep::Path, [](json& p) { p["path"].erase(0); }},
        {"a sibling more", ProofStep::Path, [](json& p) { p["path"].push_back(std::string(64, '0')); }},
        {"checkpoint's size", ProofStep::Seal, inCheckpoint("\n26\n", "\n27\n")},
        {"checkpoint's time", ProofStep::Seal, inCheckpoint("T08:00:11.000Z", "T08:00:12.000Z")},
        {"checkpoint's chain", ProofStep::Seal, inCheckpoint("/test-1/", "/test-2/")},
        {"seal's bytes", ProofStep::Seal,
         [](json& p) {
             auto note = crypto::parseNote(p.at("checkpoint").get<std::string>()).value();
             note.signatures.front().body[10] ^= 1;
             p["checkpoint"] = crypto::printNote(note);
         }},
        {"no seal", ProofStep::Seal,
         [](json& p) {
             auto note = crypto::parseNote(p.at("checkpoint").get<std::string>()).value();
             note.signatures.erase(note.signatures.begin());
             p["checkpoint"] = crypto::printNote(note);
         }},
        {"a cosignature", ProofStep::Cosignatures,
         [](json& p) {
             auto note = crypto::parseNote(p.at("checkpoint").get<std::string>()).value();
             note.signatures.back().body[20] ^= 1;
             p["checkpoint"] = crypto::printNote(note);
         }},
    };
    return all;
}

}  // namespace

class TestLogProof : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_file = m_folder / "ledger.db";
    LedgerBuilder m_world;
    std::string m_document;
    Hash256 m_tx;

    Result<ProofCheck> check(const std::string& document) const
    {
        const Genesis& genesis = m_world.genesis();
        return checkLogProof(document, genesis, fingerprintOf(genesis), fixed(genesis.organisations));
    }

private slots:
    void initTestCase()
    {
        writeLedger(m_file, 0);
        cosignHead(m_file, "insurer", test::witnessOf(m_world.insurer()));
        LedgerReader reader = std::move(LedgerReader::open(m_file)).value();
        m_tx = reader.transaction(9)->hash;
        m_document = makeLogProof(reader, m_tx).value();
    }

    // Nothing of the ledger is needed any more: the document, the genesis document and the fingerprint.
    void holdsByItself()
    {
        const auto checked = check(m_document);
        MS_VERIFY_OK(checked);
        QVERIFY(checked->holds());
        QCOMPARE(checked->steps.size(), std::size_t(8));
        for (std::size_t i = 0; i < checked->steps.size(); ++i) {
            QCOMPARE(static_cast<std::size_t>(checked->steps[i].step), i);
            QVERIFY(checked->steps[i].holds && !checked->steps[i].message.empty());
        }
        QVERIFY(checked->entry.txHash == m_tx);
        QCOMPARE(checked->entry.height, Height(4));
        QCOMPARE(checked->entry.time.ms, LedgerBuilder::kStart.ms + 3000);
        QCOMPARE(checked->checkpoint.height, Height(12));
        QCOMPARE(checked->cosigners.size(), std::size_t(1));
        QVERIFY(checked->cosigners.front().check == CosignatureCheck::Holds);
        QCOMPARE(checked->cosigners.front().seconds, kSeconds);
    }

    void everyTransactionAtEveryCheckpoint()
    {
        LedgerReader reader = std::move(LedgerReader::open(m_file)).value();
        for (std::uint64_t seq = 0; seq < 26; ++seq) {
            const TxRow row = reader.transaction(seq).value();
            for (Height at = row.height; at <= 12; ++at) {
                const auto checked = check(makeLogProof(reader, row.hash, at).value());
                MS_VERIFY_OK(checked);
                QVERIFY2(checked->holds(), checked->steps.back().message.c_str());
                QCOMPARE(checked->checkpoint.height, at);
            }
        }
        MS_VERIFY_REASON(makeLogProof(reader, m_tx, 1), "ledger.no-such-checkpoint");
        MS_VERIFY_REASON(makeLogProof(reader, Hash256{{1}}), "ledger.no-such-transaction");
    }

    void theFirstBrokenStepIsNamed_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < changes().size(); ++i) {
            QTest::newRow(changes()[i].name) << static_cast<int>(i);
        }
    }
    void theFirstBrokenStepIsNamed()
    {
        QFETCH(int, index);
        const Change& change = changes()[static_cast<std::size_t>(index)];
        json document = json::parse(m_document);
        change.change(document);
        const auto checked = check(document.dump());
        MS_VERIFY_OK(checked);
        QVERIFY(!checked->holds());
        QCOMPARE(qs(std::string(toString(checked->steps.back().step))), qs(std::string(toString(change.failed))));
    }

    // A genuine proof with a genuine checkpoint of another block of the same ledger.
    void anothersCheckpointIsRefused()
    {
        LedgerReader reader = std::move(LedgerReader::open(m_file)).value();
        for (Height other = 1; other <= 11; ++other) {
            json document = json::parse(m_document);
            document["checkpoint"] = checkpointNote(reader.block(other).value(), reader.genesis(), {});
            const auto checked = check(document.dump());
            MS_VERIFY_OK(checked);
            QVERIFY2(!checked->holds(), std::to_string(other).c_str());
        }
    }

    void anotherFingerprintIsRefused()
    {
        const Genesis& genesis = m_world.genesis();
        const auto checked = checkLogProof(m_document, genesis, Hash256{{1}}, fixed(genesis.organisations));
        MS_VERIFY_OK(checked);
        QVERIFY(!checked->holds() && checked->steps.size() == 1);
        QVERIFY(checked->steps.front().step == ProofStep::Fingerprint);
        // Another ledger's genesis with its own fingerprint: the transaction is not of that chain.
        const LedgerBuilder other(2);
        const auto foreign = checkLogProof(m_document, other.genesis(), fingerprintOf(other.genesis()),
                                           fixed(other.genesis().organisations));
        MS_VERIFY_OK(foreign);
        QVERIFY(!foreign->holds() && foreign->steps.back().step == ProofStep::Transaction);
    }

    void unknownCosignersAreSaidAndNotCounted()
    {
        std::vector<Organisation> members = m_world.genesis().organisations;
        members.pop_back();  // the insurer
        const auto checked =
            checkLogProof(m_document, m_world.genesis(), fingerprintOf(m_world.genesis()), fixed(members));
        MS_VERIFY_OK(checked);
        QVERIFY(checked->holds());
        QVERIFY(checked->cosigners.front().check == CosignatureCheck::UnknownKey);
        QVERIFY(checked->steps.back().message.starts_with("0 of its 1 "));
    }

    void whatIsNoProof_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << "";
        QTest::newRow("an array") << "[]";
        QTest::newRow("an inclusion proof alone") << R"({"index":0,"leaf":"","proof":[],"root":"","size":1})";
        json document = json::parse(m_document);
        document["format"] = "meterseal-proof/2";
        QTest::newRow("another format") << qs(document.dump());
        document = json::parse(m_document);
        document["extra"] = 1;
        QTest::newRow("a member more") << qs(document.dump());
        document = json::parse(m_document);
        document["index"] = -1;
        QTest::newRow("index negative") << qs(document.dump());
        document = json::parse(m_document);
        document["checkpoint"] = "hello";
        QTest::newRow("no checkpoint") << qs(document.dump());
        QTest::newRow("a member twice") << qs(m_document).replace(0, 1, "{\"index\":0,");
    }
    void whatIsNoProof()
    {
        QFETCH(QString, text);
        QVERIFY(!check(text.toStdString()).ok());
    }

    // ---- Checkpoints kept elsewhere -------------------------------------------------------------------------------

    void aLedgerFitsItsOwnPast()
    {
        LedgerReader reader = std::move(LedgerReader::open(m_file)).value();
        for (Height height = 1; height <= 12; ++height) {
            const auto found = compareHistory(reader, reader.block(height)->header);
            MS_VERIFY_OK(found);
            QVERIFY(found->relation == (height == 12 ? HistoryRelation::Same : HistoryRelation::Earlier));
        }
        const auto foreign = compareHistory(reader, sealBlock({}, m_world.sealer()).header);
        MS_VERIFY_OK(foreign);
        QVERIFY(foreign->relation == HistoryRelation::OtherLedger);
    }

    void aCutLedgerIsBehindWhatWasSeen()
    {
        const BlockHeader seen = LedgerReader::open(m_file).value().block(12)->header;
        writeLedger(m_folder / "cut.db", 0, 7);
        LedgerReader cut = std::move(LedgerReader::open(m_folder / "cut.db")).value();
        const auto found = compareHistory(cut, seen);
        MS_VERIFY_OK(found);
        QVERIFY(found->relation == HistoryRelation::Ahead);
        QCOMPARE(found->own->header.height, Height(7));
    }

    // The sealer holds every key and writes all block times anew: each block is sealed, fsck finds nothing, and only
    // what was kept elsewhere gives it away.
    void stampedAnewItDoesNotFitAnOlderCheckpoint()
    {
        const auto file = m_folder / "stamped.db";
        writeLedger(file, 3'600'000);
        QVERIFY(test::faultsOf(file).empty());
        LedgerReader original = std::move(LedgerReader::open(m_file)).value();
        LedgerReader stamped = std::move(LedgerReader::open(file)).value();
        QVERIFY(stamped.fingerprint() == original.fingerprint());
        for (Height height = 1; height <= 12; ++height) {
            const BlockHeader kept = original.block(height)->header;
            QVERIFY(stamped.wire(height)->size() == original.wire(height)->size());
            const auto found = compareHistory(stamped, kept);
            MS_VERIFY_OK(found);
            QVERIFY(found->relation == HistoryRelation::Other);
            QVERIFY(found->own->header.time.ms == kept.time.ms + 3'600'000);
        }
        // A proof of the new history does not stand under the old checkpoint, and the other way round.
        json document = json::parse(makeLogProof(stamped, m_tx).value());
        QVERIFY(check(document.dump())->holds());
        const json newCheckpoint = document.at("checkpoint");
        document["checkpoint"] = json::parse(m_document).at("checkpoint");
        const auto newUnderOld = check(document.dump());
        MS_VERIFY_OK(newUnderOld);
        QVERIFY(!newUnderOld->holds());
        document = json::parse(m_document);
        document["checkpoint"] = newCheckpoint;
        const auto oldUnderNew = check(document.dump());
        MS_VERIFY_OK(oldUnderNew);
        QVERIFY(!oldUnderNew->holds() && oldUnderNew->steps.back().step == ProofStep::Path);
    }

    // Block rows of old beside a log that was written anew: the rows look right, the log does not stand on them.
    void oldRowsDoNotHideANewLog()
    {
        const auto file = m_folder / "mixed.db";
        writeLedger(file, 3'600'000);
        const SealedBlock old = LedgerReader::open(m_file).value().block(5).value();
        {
            auto db = std::move(openLedgerFile(file, sqlite::Open::ReadWrite)).value();
            auto update =
                std::move(db.prepare("UPDATE block SET header = ?, hash = ?, time = ? WHERE height = 5")).value();
            MS_VERIFY_OK(update.bind(1, old.headerBytes).bind(2, ByteView(old.hash)).bind(3, old.header.time.ms).run());
        }
        LedgerReader mixed = std::move(LedgerReader::open(file)).value();
        const auto found = compareHistory(mixed, old.header);
        MS_VERIFY_OK(found);
        QVERIFY(found->relation == HistoryRelation::Other);
    }
};

QTEST_APPLESS_MAIN(TestLogProof)
#include "tst_log_proof.moc"
