// A replica: it catches up from files, folders and memory, executes everything itself, leaves a lying source's blocks
// alone and a lying sealer's evidence behind, and holds the same state as the ledger it follows.
#include "core/chain/block_world.h"
#include "meterseal/chain/endorsement.h"
#include "meterseal/chain/members.h"
#include "support/fault_vfs.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <fmt/format.h>

using namespace meterseal;
using namespace meterseal::test;

namespace {

std::unique_ptr<Replica> replicaAt(const std::filesystem::path& file, const Genesis& genesis)
{
    if (!std::filesystem::exists(file)) {
        must(Replica::create(file, genesis));
    }
    return must(Replica::open(file));
}

QString reasonOf(const Result<PullReport>& pulled)
{
    return pulled.ok() ? QStringLiteral("ok") : qs(pulled.error().reason);
}

// A cosignature by a member, as it stands in a note.
Cosignature cosigned(const BlockWorld& w, const std::string& organisation, const SealedBlock& block,
                     std::uint64_t seconds)
{
    const auto line = crypto::cosignNote(block.headerBytes, cosignerName(w.origin(), organisation),
                                         witnessKey(organisation), seconds);
    return {block.header.height, organisation, seconds, crypto::printNoteSignature(line)};
}

}  // namespace

class TestReplica : public QObject {
    Q_OBJECT

private slots:
    void catchesUpAndFollows()
    {
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(20, 3);
        std::vector<Height> told;
        {
            auto replica = replicaAt(folder / "ledger.db", w.genesis);
            const auto following = replica->follow([&](const BlockEvent& e) { told.push_back(e.head.height); });
            StringSource source(w.file());
            const auto first = replica->pull(source);
            MS_VERIFY_OK(first);
            QCOMPARE(first->blocks, 21u);
            QCOMPARE(first->transactions, 64u);
            QCOMPARE(first->records, 180u);
            QCOMPARE(replica->head().height, 21u);
            QVERIFY(replica->head().logRoot == w.state.logRoot());
            // Nothing new, and more later, in one life and in the next.
            QCOMPARE(replica->pull(source)->blocks, 0u);
            w.grow(2);
            StringSource longer(w.file(15));
            QCOMPARE(replica->pull(longer)->blocks, 2u);
        }
        w.grow(3);
        auto replica = replicaAt(folder / "ledger.db", w.genesis);
        StringSource source(w.file());
        QCOMPARE(replica->pull(source)->blocks, 3u);
        QCOMPARE(replica->head().height, 26u);
        QCOMPARE(told.size(), 23u);
        replica.reset();
        QVERIFY(faultsOf(folder / "ledger.db").empty());  // fsck: state and every derived table are what they should be
    }

    void folderOfFilesIsReadInOrderAndOnlyWhereNeeded()
    {
        const TemporaryFolder folder;
        const auto stick = folder / "stick";
        std::filesystem::create_directory(stick);
        BlockWorld w;
        w.grow(29);
        writeFile(stick / "c.mseal-blocks", w.file(0, 10));
        writeFile(stick / "a.mseal-blocks", w.file(10, 10));
        writeFile(stick / "b.mseal-blocks", w.file(18, 12));  // overlaps
        writeFile(stick / "notes.txt", "not a block file");
        auto replica = replicaAt(folder / "ledger.db", w.genesis);
        const auto source = fileSource(stick);
        const auto pulled = replica->pull(*source);
        MS_VERIFY_OK(pulled);
        QCOMPARE(replica->head().height, 30u);
        // A stick with a gap: what fits is kept, and the gap is named.
        BlockWorld longer;
        longer.grow(40);
        writeFile(stick / "d.mseal-blocks", longer.file(34));
        QCOMPARE(reasonOf(replica->pull(*source)), QString("blocks.gap"));
        QCOMPARE(replica->head().height, 30u);
        QCOMPARE(reasonOf(replica->pull(*fileSource(folder / "nowhere"))), QString("replica.unreachable"));
    }

    void exportedBlocksAreTheOnesImported()
    {
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(6);
        auto replica = replicaAt(folder / "one.db", w.genesis);
        StringSource source(w.file());
        MS_VERIFY_OK(replica->pull(source));
        auto reader = must(LedgerReader::open(folder / "one.db"));
        std::ostringstream all, some;
        QCOMPARE(must(writeBlocks(reader, 1, all)).to, 7u);
        QVERIFY(all.str() == w.file());
        const BlockExport part = must(writeBlocks(reader, 3, some, 2));
        QCOMPARE(part.to, 4u);
        QVERIFY(part.more && some.str() == w.file(2, 2));
        std::ostringstream none;
        QCOMPARE(must(writeBlocks(reader, 8, none)).to, 7u);
        MS_VERIFY_REASON(writeBlocks(reader, 9, none), "ledger.no-such-block");
    }

    // ---- A source that lies: nothing of it is taken, nothing is evidence, another source goes on. ----
    void lyingSource_data()
    {
        QTest::addColumn<int>("lie");
        QTest::addColumn<QString>("reason");
        const char* const rows[][2] = {{"another transaction under a good seal", "blocks.transactions"},
                                       {"a transaction left out", "blocks.transactions"},
                                       {"a transaction too many", "blocks.transactions"},
                                       {"a seal by another key", "seal.signature"},
                                       {"no seal", "seal.missing"},
                                       {"a header changed under the seal", "seal.signature"},
                                       {"a block left out", "blocks.gap"},
                                       {"another ledger", "blocks.other-ledger"},
                                       {"a note that is none", "note.syntax"},
                                       {"a header that is none", "block.header"},
                                       {"a seal of a consortium", "seal.unexpected"},
                                       {"it breaks off", "blocks.cut"},
                                       {"it does not answer any more", "replica.timeout"}};
        for (std::size_t i = 0; i < std::size(rows); ++i) {
            QTest::newRow(rows[i][0]) << static_cast<int>(i) << QString(rows[i][1]);
        }
    }
    void lyingSource()
    {
        QFETCH(int, lie);
        QFETCH(QString, reason);
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(4, 2);
        MemorySource source(lie == 7 ? originOf("other", fingerprintOf(w.genesis)) : w.origin(), w.frames);
        BlockFrame& third = source.frames[2];
        const SealedBlock honest = must(parseCheckpoint(third.note, w.genesis)).block;
        switch (lie) {
        case 0:
            third.transactions[1] = w.b.convert(0, w.b.records(0, 2));
            break;
        case 1:
            third.transactions.pop_back();
            break;
        case 2:
            third.transactions.push_back(third.transactions.front());
            break;
        case 3:
            third.note = crypto::printNote(
                {honest.headerBytes, {crypto::signNote(honest.headerBytes, w.origin(), witnessKey("stranger"))}});
            break;
        case 4:
            third.note = crypto::printNote(
                {honest.headerBytes,
                 {crypto::cosignNote(honest.headerBytes, cosignerName(w.origin(), "maker"), witnessKey("maker"), 5)}});
            break;
        case 5:
            third.note.replace(third.note.find(formatTimestamp(honest.header.time)), 4, "2027");
            break;
        case 6:
            source.frames.erase(source.frames.begin() + 2);
            break;
        case 8:
            third.note = "no note";
            break;
        case 9:
            third.note = crypto::printNote({"text\n", {crypto::signNote("text\n", w.origin(), w.b.sealer())}});
            break;
        case 10:
            third.seal = {1, 2, 3};
            break;
        case 11:
            source.frames.resize(2);
            source.end = makeError(ErrorCode::Damaged, "blocks.cut", "cut");
            break;
        case 12:
            source.frames.resize(2);
            source.end = makeError(ErrorCode::Unavailable, "replica.timeout", "slow");
            break;
        default:
            break;
        }
        auto replica = replicaAt(folder / "ledger.db", w.genesis);
        if (lie == 3) {  // a name and key id that are not the sealer's leave the note without a seal
            reason = "seal.missing";
        }
        QCOMPARE(reasonOf(replica->pull(source)), reason);
        QCOMPARE(replica->head().height, lie == 7 ? 0u : 2u);
        QVERIFY(ConflictFolder(folder / "ledger.db").open().empty());
        MemorySource honestSource(w.origin(), w.frames);
        MS_VERIFY_OK(replica->pull(honestSource));
        QCOMPARE(replica->head().height, 5u);
        QVERIFY(replica->head().logRoot == w.state.logRoot());
    }

    // ---- A sealer that lies: evidence, and a stop. ----
    void lyingSealer_data()
    {
        QTest::addColumn<int>("lie");
        QTest::addColumn<QString>("kind");
        const char* const rows[][2] = {
            {"another block of the head's height", "fork"}, {"a block after another one than ours", "chain"},
            {"a log that shrinks", "log-shrinks"},          {"a time that goes back", "time-back"},
            {"a batch whose prev is stale", "rule"},        {"a batch with a broken signature", "rule"}};
        for (std::size_t i = 0; i < std::size(rows); ++i) {
            QTest::newRow(rows[i][0]) << static_cast<int>(i) << QString(rows[i][1]);
        }
    }
    void lyingSealer()
    {
        QFETCH(int, lie);
        QFETCH(QString, kind);
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(3);
        auto replica = replicaAt(folder / "ledger.db", w.genesis);
        MemorySource source(w.origin(), w.frames);
        MS_VERIFY_OK(replica->pull(source));
        const ChainHead before = replica->head();
        const Hash256 lastConvert = w.b.meter(0).lastConvert;

        BlockHeader header = w.nextHeader();
        header.time.ms += 1000;
        std::vector<Bytes> wires{w.b.convert(0, w.b.records(0, 2))};
        header.logSize += 1;
        if (lie == 0) {
            header = w.head();
            header.time.ms += 1;
        } else if (lie == 1) {
            header.prevBlock = crypto::sha256("another block 4");
        } else if (lie == 2) {
            header.logSize = before.logSize - 1;
        } else if (lie == 3) {
            header.time.ms = before.time.ms - 1;
        } else if (lie == 4) {
            const auto records = w.b.records(0, 2);
            ConvertBody stale = w.b.convertBody(0, records);
            stale.prev = crypto::sha256("not the last");
            wires = {w.b.sign(stale, {&w.b.meter(0).key}, leavesOf(records))};
        } else {
            Transaction broken = must(decodeTransaction(w.b.convert(0, w.b.records(0, 2))));
            broken.signatures[0].signature[5] ^= 1;
            wires = {encodeTransaction(broken)};
        }
        header.logRoot = w.rootWith(wires, header);
        w.b.meter(0).lastConvert = lastConvert;  // nothing of this was ever on the ledger
        source.frames = {w.sealed(header, wires)};
        const auto pulled = replica->pull(source);
        QCOMPARE(reasonOf(pulled), QString("replica.conflict"));
        QVERIFY(replica->head().blockHash == before.blockHash && replica->head().logRoot == before.logRoot);

        const auto kept = ConflictFolder(folder / "ledger.db").open();
        QCOMPARE(kept.size(), 1u);
        QVERIFY2(readFile(kept[0] / "about.json").find("\"kind\": \"" + kind.toStdString() + "\"") != std::string::npos,
                 readFile(kept[0] / "about.json").c_str());
        QVERIFY(pulled.error().message.find(kept[0].string()) != std::string::npos);
        // Anyone with the genesis document can check both sides.
        for (const char* name : {"ours.note", "theirs.note"}) {
            const auto note = parseCheckpoint(readFile(kept[0] / name), w.genesis);
            MS_VERIFY_OK(note);
            MS_VERIFY_OK(checkSeal(note->block, w.genesis));
        }
        if (kind == QString("rule")) {
            std::istringstream in(readFile(kept[0] / "theirs.mseal-blocks"));
            auto blocks = must(BlockFileReader::open(in));
            QVERIFY(must(blocks.next())->transactions == wires);
        }
        // It has stopped, also after a restart, and what is honest does not move it; once people have settled it, it
        // goes.
        w.grow(1);
        source.frames = w.frames;
        QCOMPARE(reasonOf(replica->pull(source)), QString("replica.conflict"));
        replica.reset();
        replica = replicaAt(folder / "ledger.db", w.genesis);
        QCOMPARE(reasonOf(replica->pull(source)), QString("replica.conflict"));
        QCOMPARE(ConflictFolder(folder / "ledger.db").open().size(), 1u);
        std::filesystem::rename(kept[0], folder / "settled");
        MS_VERIFY_OK(replica->pull(source));
        QCOMPARE(replica->head().height, 5u);
        replica.reset();
        QVERIFY(faultsOf(folder / "ledger.db").empty());
    }

    // Two members are shown two histories; each finds out from the other's newest note.
    void twoHistoriesMeet()
    {
        const TemporaryFolder folder;
        BlockWorld one;
        BlockWorld two;
        one.grow(3);
        two.grow(2);
        two.grow(1, 2);
        auto left = replicaAt(folder / "ledger.db", one.genesis);
        StringSource source(one.file());
        MS_VERIFY_OK(left->pull(source));
        StringSource other(two.file());
        QCOMPARE(reasonOf(left->pull(other)), QString("replica.conflict"));
        QCOMPARE(ConflictFolder(folder / "ledger.db").open().size(), 1u);
    }

    // A disk that is full or breaks at the n-th write or sync: an error of the own file, never a conflict, and
    // afterwards the replica goes on from its last whole block, without being opened again.
    void failedWriteIsNobodysFault()
    {
        BlockWorld w;
        w.grow(6);
        int failed = 0;
        for (const auto operation : {FaultVfs::Operation::Write, FaultVfs::Operation::Sync}) {
            for (std::uint64_t n = 1; n <= 24; n += n < 4 ? 1 : 5) {
                const TemporaryFolder folder;
                FaultVfs vfs("replica-faults");
                ReplicaOptions options;
                options.sqliteVfs = vfs.name();
                must(Replica::create(folder / "ledger.db", w.genesis));
                auto replica = must(Replica::open(folder / "ledger.db", options));
                StringSource source(w.file());
                vfs.failAt(operation, n, SQLITE_FULL, n % 2 == 1);
                const auto pulled = replica->pull(source);
                if (!pulled.ok()) {
                    ++failed;
                    QVERIFY2(pulled.error().reason.starts_with("ledger."), pulled.error().reason.c_str());
                    QVERIFY(replica->head().height < 7);
                    QVERIFY(!replica->pull(source).ok() || n % 2 == 0);  // as long as it lasts
                }
                vfs.heal();
                MS_VERIFY_OK(replica->pull(source));
                QCOMPARE(replica->head().height, 7u);
                QVERIFY(replica->head().logRoot == w.state.logRoot());
                QVERIFY(ConflictFolder(folder / "ledger.db").open().empty());
                replica.reset();
                QVERIFY(faultsOf(folder / "ledger.db").empty());
            }
        }
        QVERIFY(failed > 8);
    }

    // A byte anywhere in a block file: refused, or an unknown cosignature that is ignored. Never another ledger.
    void flippedBytes()
    {
        BlockWorld w;
        w.grow(1);
        const SealedBlock block = must(parseCheckpoint(w.frames[1].note, w.genesis)).block;
        const std::vector<Cosignature> cosignatures{cosigned(w, "maker", block, 1'800'000'000)};
        w.frames[1].note = checkpointNote(block, w.genesis, cosignatures);
        const std::string honest = w.file();
        const std::size_t secondFrame = honest.size() - w.file(1).size() + w.file(0, 0).size();
        const TemporaryFolder folder;
        // One replica without a block for the first frame, one with the first block for the second; a new one where a
        // flip was none of importance.
        int made = 0;
        const auto fresh = [&](bool withFirst) {
            auto replica = replicaAt(folder / fmt::format("{}/ledger.db", made), w.genesis);
            if (withFirst) {
                StringSource source(w.file(0, 1));
                must(replica->pull(source));
            }
            return replica;
        };
        const auto makeFolder = [&] { std::filesystem::create_directory(folder / std::to_string(++made)); };
        makeFolder();
        auto empty = fresh(false);
        makeFolder();
        auto one = fresh(true);
        std::size_t ignored = 0;
        for (std::size_t at = 0; at < honest.size(); ++at) {
            std::string bytes = honest;
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
            auto& replica = at < secondFrame ? empty : one;
            StringSource source(bytes);
            const auto pulled = replica->pull(source);
            if (pulled.ok() && replica->head().height == 2) {
                QVERIFY(at > secondFrame);
                QCOMPARE(pulled->cosignatures, 0u);
                ++ignored;
                one.reset();
                makeFolder();
                one = fresh(true);
            } else {
                QVERIFY2(!pulled.ok(), std::to_string(at).c_str());
                QCOMPARE(replica->head().height, at < secondFrame ? 0u : 1u);
            }
        }
        for (int i = 1; i <= made; ++i) {
            QVERIFY(ConflictFolder(folder / fmt::format("{}/ledger.db", i)).open().empty());
        }
        QVERIFY(ignored > 10);
    }

    void cosignaturesComeBackAndCount()
    {
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(4);
        auto replica = replicaAt(folder / "ledger.db", w.genesis);
        StringSource source(w.file());
        MS_VERIFY_OK(replica->pull(source));
        auto reader = must(LedgerReader::open(folder / "ledger.db"));
        const Timestamp at{LedgerBuilder::kStart.ms + 600'000};
        QCOMPARE(qs(describe(must(endorsementsOf(reader, 2)), at)), QString("sealed by Harbour Water alone"));

        const SealedBlock third = must(reader.block(3));
        const auto note = [&](const std::string& who, const SealedBlock& block, std::uint64_t seconds) {
            return crypto::printNote(
                {block.headerBytes, {must(crypto::parseNoteSignature(cosigned(w, who, block, seconds).line))}});
        };
        const auto seconds = static_cast<std::uint64_t>(LedgerBuilder::kStart.ms / 1000) + 360;
        MS_VERIFY_OK(replica->addCosignatures(note("maker", third, seconds), "maker.mseal-cosig"));
        MS_VERIFY_OK(replica->addCosignatures(note("insurer", must(reader.block(4)), seconds + 60), "a stick"));
        MS_VERIFY_OK(replica->addCosignatures(note("utility", third, seconds), "the sealer itself"));
        MS_VERIFY_REASON(replica->addCosignatures(note("stranger", third, seconds), "x"), "cosignature.none");
        SealedBlock later = third;
        later.header.height = 6;
        later.headerBytes = printBlockHeader(later.header);
        MS_VERIFY_REASON(replica->addCosignatures(note("maker", later, seconds), "x"), "replica.no-such-block");

        const Endorsements second = must(endorsementsOf(reader, 2));
        QCOMPARE(second.cosigners, 2u);
        QCOMPARE(second.others, 2u);
        QVERIFY(second.quorum());
        QCOMPARE(second.noLaterThan->ms, static_cast<std::int64_t>(seconds) * 1000);
        QCOMPARE(qs(describe(second, at)),
                 QString("sealed by Harbour Water, cosigned by Mutual & Co. and 汇中仪表 (2 of 2 "
                         "others), last 3 minutes ago"));
        QCOMPARE(must(endorsementsOf(reader, 4)).cosigners, 1u);
        QCOMPARE(must(endorsementsOf(reader, 5)).cosigners, 0u);
        // They travel on with the blocks and stand in proofs.
        std::ostringstream out;
        must(writeBlocks(reader, 1, out));
        auto other = replicaAt(folder / "other.db", w.genesis);
        StringSource next(out.str());
        QCOMPARE(must(other->pull(next)).cosignatures, 3u);
    }

    // A member that was retired, or has another key by then, does not count any more; before that it does.
    void onlyMembersOfThatHeightCount()
    {
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(2);
        OrganisationBody body{
            OrganisationAction::Retire,        "insurer", "Mutual & Co.", Role::Insurer, w.b.insurer().publicKey(),
            witnessKey("insurer").publicKey(), w.b.tick()};
        const std::vector<const crypto::PrivateKey*> signers{&w.b.utility(), &w.b.manufacturer()};
        w.block({w.b.organisation(body, signers)});
        for (std::size_t i = 2; i < 4; ++i) {
            const SealedBlock block = must(parseCheckpoint(w.frames[i].note, w.genesis)).block;
            const std::vector<Cosignature> both{cosigned(w, "insurer", block, 1'800'000'000),
                                                cosigned(w, "maker", block, 1'800'000'000)};
            w.frames[i].note = checkpointNote(block, w.genesis, both);
        }
        auto replica = replicaAt(folder / "ledger.db", w.genesis);
        StringSource source(w.file());
        const PullReport pulled = must(replica->pull(source));
        QCOMPARE(pulled.cosignatures, 3u);
        QCOMPARE(pulled.ignoredCosignatures, 1u);
        auto reader = must(LedgerReader::open(folder / "ledger.db"));
        QCOMPARE(must(reader.cosignatures(3)).size(), 2u);
        QCOMPARE(must(reader.cosignatures(4)).size(), 1u);
        QVERIFY(!must(membersAt(reader, 4))[2].active && must(membersAt(reader, 3))[2].active);
    }
};

QTEST_APPLESS_MAIN(TestReplica)
#include "tst_replica.moc"
