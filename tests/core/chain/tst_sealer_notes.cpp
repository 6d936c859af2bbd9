// The sealer and the notes of the others: it takes cosignatures while it makes blocks, it never seals on a copy that is
// older than what they cosigned, and one that shows two histories to two witnesses is caught with evidence.
#include "core/chain/block_world.h"
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/chain/endorsement.h"
#include "meterseal/chain/tx_receipt.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <atomic>
#include <thread>

using namespace meterseal;
using namespace meterseal::test;

namespace {

constexpr std::uint64_t kNow = 1'795'400'000;  // seconds; after every block of the tests

// A sealer with blocks of its own.
struct Sealer {
    const TemporaryFolder folder;
    BlockWorld w;
    std::unique_ptr<EmbeddedChain> chain;

    explicit Sealer(std::size_t batches = 3)
    {
        must(EmbeddedChain::create(file(), w.genesis));
        chain = must(open());
        for (Bytes& wire : w.b.onboard(0)) {
            must(chain->submit(std::move(wire)).status());
        }
        anchor(batches);
    }
    std::filesystem::path file() const { return folder / "ledger.db"; }
    Result<std::unique_ptr<EmbeddedChain>> open() const { return EmbeddedChain::open(file(), w.b.sealer()); }
    // Each in a block of its own.
    void anchor(std::size_t batches)
    {
        must(chain->flush());
        for (std::size_t i = 0; i < batches; ++i) {
            must(chain->submit(w.b.convert(0, w.b.records(0, 2))).status());
            must(chain->flush());
        }
    }
    SealedBlock block(Height height) const { return must(must(LedgerReader::open(file())).block(height)); }
    SealedBlock newest() const { return block(must(chain->head()).height); }
    // A cosigned note, with the seal or without.
    std::string cosigned(const SealedBlock& block, const std::string& organisation, const std::string& key) const
    {
        const std::string name = cosignerName(w.origin(), organisation);
        crypto::SignedNote note;
        note.text = block.headerBytes;
        note.signatures.push_back(crypto::cosignNote(block.headerBytes, name, witnessKey(key), kNow));
        return crypto::printNote(note);
    }
};

// A member: a replica with a witness beside it.
struct Member {
    const TemporaryFolder folder;
    std::string id;
    std::unique_ptr<Replica> replica;

    Member(const Genesis& genesis, std::string organisation) : id(std::move(organisation))
    {
        must(Replica::create(folder / "ledger.db", genesis));
        replica = must(Replica::open(folder / "ledger.db"));
        must(Witness::begin(folder.path(), genesis, id, witnessKey(id)));
    }
    Result<PullReport> pull(const std::string& blocks)
    {
        StringSource source(blocks);
        return replica->pull(source);
    }
    Result<std::optional<Cosigned>> cosign()
    {
        WitnessOptions options;
        options.interval = std::chrono::seconds(0);
        options.clock = [] { return kNow; };
        auto reader = must(LedgerReader::open(folder / "ledger.db"));
        auto witness = must(Witness::open(folder.path(), replica->genesis(), id, witnessKey(id), options));
        return witness.cosign(reader);
    }
    // Its newest checkpoint note, as it shows it to others.
    std::string note()
    {
        auto reader = must(LedgerReader::open(folder / "ledger.db"));
        const Height height = replica->head().height;
        return checkpointNote(must(reader.block(height)), reader.genesis(), must(reader.cosignatures(height)));
    }
};

}  // namespace

class TestSealerNotes : public QObject {
    Q_OBJECT

private slots:
    void takesCosignaturesWhileItMakesBlocks()
    {
        Sealer s;
        std::atomic<bool> done{false};
        std::jthread uploader([&] {
            s.anchor(30);
            done = true;
        });
        std::size_t taken = 0;
        for (Height height = 1; height <= 3 || !done; height = height % 3 + 1) {
            const auto kept = s.chain->addCosignatures(s.cosigned(s.block(height), "insurer", "insurer"), "insurer");
            MS_VERIFY_OK(kept);
            QCOMPARE(kept->size(), 1u);
            ++taken;
            if (taken > 2000) {
                break;
            }
        }
        uploader.join();
        MS_VERIFY_OK(s.chain->flush());
        auto reader = must(LedgerReader::open(s.file()));
        QCOMPARE(must(reader.cosignatures(3)).size(), 1u);
        const Endorsements word = must(endorsementsOf(reader, 2));
        QCOMPARE(word.cosigners, 1u);
        // Strangers, other keys and other texts are not taken.
        MS_VERIFY_REASON(s.chain->addCosignatures(s.cosigned(s.block(2), "insurer", "maker"), "x"), "cosignature.none");
        SealedBlock other = s.block(2);
        char& digit = other.headerBytes[other.headerBytes.size() - 2];  // of the hash before
        digit = digit == '0' ? '1' : '0';
        MS_VERIFY_REASON(s.chain->addCosignatures(s.cosigned(other, "insurer", "insurer"), "x"),
                         "cosignature.other-block");
        MS_VERIFY_OK(s.chain->submit(s.w.b.convert(0, s.w.b.records(0, 2))));
    }

    // An older copy of the file, opened in the sealer's place: the first member's note shows it, and nothing is sealed
    // until the missing blocks are there.
    void anOlderCopyNeverSeals()
    {
        Sealer s;
        s.chain.reset();
        const std::string old = readFile(s.file());
        s.chain = must(s.open());
        s.anchor(2);
        const std::string note = s.cosigned(s.newest(), "insurer", "insurer");
        std::ostringstream blocks;
        {
            auto reader = must(LedgerReader::open(s.file()));
            must(writeBlocks(reader, 1, blocks).status());
        }
        s.chain.reset();
        std::filesystem::remove(s.file());
        writeFile(s.file(), old);

        s.chain = must(s.open());
        const Height head = must(s.chain->head()).height;
        // A note that nobody valid cosigned says nothing.
        MS_VERIFY_REASON(s.chain->addCosignatures(s.cosigned(s.newest(), "insurer", "stranger"), "x"),
                         "cosignature.none");
        MS_VERIFY_REASON(s.chain->addCosignatures(note, "insurer"), "ledger.behind-cosigned");
        MS_VERIFY_REASON(s.chain->submit(s.w.b.convert(0, s.w.b.records(0, 2))), "ledger.behind-cosigned");
        MS_VERIFY_REASON(s.chain->reopen(), "ledger.behind-cosigned");
        QCOMPARE(must(s.chain->head()).height, head);
        s.chain.reset();
        MS_VERIFY_REASON(s.open(), "ledger.behind-cosigned");
        {
            const auto replica = must(Replica::open(s.file()));
            StringSource source(blocks.str());
            MS_VERIFY_OK(replica->pull(source));
        }
        s.chain = must(s.open());
        MS_VERIFY_OK(s.chain->addCosignatures(note, "insurer"));
        QCOMPARE(must(s.chain->head()).height, head + 2);
    }

    void aRestoredCopyIsComparedFirst()
    {
        Sealer s;
        // Nobody cosigned: there is nobody to compare with.
        s.chain.reset();
        MS_VERIFY_OK(EmbeddedChain::markRestored(s.file()));
        s.chain = must(s.open());
        const std::string note = s.cosigned(s.newest(), "insurer", "insurer");
        MS_VERIFY_OK(s.chain->addCosignatures(note, "insurer"));
        s.chain.reset();
        MS_VERIFY_OK(EmbeddedChain::markRestored(s.file()));
        MS_VERIFY_REASON(s.open(), "ledger.restored");
        MS_VERIFY_REASON(EmbeddedChain::takeNote(s.file(), s.cosigned(s.block(1), "insurer", "maker"), "x"),
                         "cosignature.none");
        MS_VERIFY_REASON(s.open(), "ledger.restored");
        MS_VERIFY_OK(EmbeddedChain::takeNote(s.file(), note, "insurer"));
        MS_VERIFY_OK(s.open());
    }

    // Each witness sees one history, whole and well sealed, and cosigns it. Their notes meet: evidence that anyone with
    // the genesis document can check, and no further cosignature.
    void twoHistoriesForTwoWitnesses()
    {
        BlockWorld one, two;
        one.grow(5);
        two.grow(3);
        QVERIFY(one.file() == two.file(0) || one.file(0, 4) == two.file(0, 4));  // the same past
        two.grow(3, 2);                                                          // and another sequel
        Member insurer(one.genesis, "insurer"), maker(one.genesis, "maker");
        MS_VERIFY_OK(insurer.pull(one.file()));
        MS_VERIFY_OK(maker.pull(two.file()));
        QVERIFY(must(insurer.cosign()).has_value());
        QVERIFY(must(maker.cosign()).has_value());
        // By themselves both are content, and go on.
        one.grow(1);
        MS_VERIFY_OK(insurer.pull(one.file()));
        const std::string theirs = maker.note();
        MS_VERIFY_REASON(insurer.replica->compareNote(theirs, "maker"), "replica.conflict");
        const ConflictFolder conflicts(insurer.folder / "ledger.db");
        QCOMPARE(conflicts.open().size(), 1u);
        const auto evidence = conflicts.open().front();
        // Two headers of one height, both with the sealer's seal.
        const Checkpoint ours = must(parseCheckpoint(readFile(evidence / "ours.note"), one.genesis));
        const Checkpoint kept = must(parseCheckpoint(readFile(evidence / "theirs.note"), one.genesis));
        MS_VERIFY_OK(checkSeal(ours.block, one.genesis));
        MS_VERIFY_OK(checkSeal(kept.block, one.genesis));
        QCOMPARE(ours.block.header.height, kept.block.header.height);
        QVERIFY(ours.block.hash != kept.block.hash);
        // Nothing more is taken or cosigned.
        MS_VERIFY_REASON(insurer.pull(one.file()), "replica.conflict");
        MS_VERIFY_REASON(insurer.cosign(), "replica.conflict");
    }

    void whatANoteOfAnotherMemberSays()
    {
        BlockWorld w;
        w.grow(5);
        Member insurer(w.genesis, "insurer"), maker(w.genesis, "maker");
        MS_VERIFY_OK(insurer.pull(w.file()));
        MS_VERIFY_OK(maker.pull(w.file(0, 3)));
        QCOMPARE(must(insurer.replica->compareNote(maker.note(), "maker")), 3u);
        QCOMPARE(must(maker.replica->compareNote(insurer.note(), "insurer")), 6u);  // ahead: nothing yet
        // A text without a seal, or with another's, proves nothing and makes no conflict.
        SealedBlock forged = must(must(LedgerReader::open(insurer.folder / "ledger.db")).block(3));
        forged.header.logRoot = Hash256{{9}};
        forged.headerBytes = printBlockHeader(forged.header);
        MS_VERIFY_REASON(insurer.replica->compareNote(checkpointNote(forged, w.genesis, {}), "x"), "seal.signature");
        const BlockWorld other(2);
        MS_VERIFY_REASON(Member(other.genesis, "maker").replica->compareNote(insurer.note(), "x"),
                         "blocks.other-ledger");
        QVERIFY(ConflictFolder(insurer.folder / "ledger.db").open().empty());
    }

    // At each pull a second member's blocks are looked at: the split view is found there.
    void comparedWithASecondMember()
    {
        BlockWorld one, two;
        one.grow(5);
        two.grow(3);
        two.grow(3, 2);
        Member insurer(one.genesis, "insurer");
        MS_VERIFY_OK(insurer.pull(one.file()));
        StringSource same(one.file(3)), behind(one.file(0, 2)), none(one.file(0, 0)), lying(two.file(4));
        QCOMPARE(must(insurer.replica->compareWith(same)), 6u);
        QCOMPARE(must(insurer.replica->compareWith(behind)), 2u);
        QCOMPARE(must(insurer.replica->compareWith(none)), 0u);
        MS_VERIFY_REASON(insurer.replica->compareWith(lying), "replica.conflict");
        QCOMPARE(ConflictFolder(insurer.folder / "ledger.db").open().size(), 1u);
    }

    void receipts()
    {
        Sealer s;
        const Bytes wire = s.w.b.convert(0, s.w.b.records(0, 2));
        MS_VERIFY_REASON(s.chain->receipt(txHashOf(wire)), "chain.no-such-transaction");
        MS_VERIFY_OK(s.chain->submit(wire));
        const std::string text = must(s.chain->receipt(txHashOf(wire)));
        const auto receipt = checkTxReceipt(text, s.w.genesis);
        MS_VERIFY_OK(receipt);
        QVERIFY(receipt->txHash == txHashOf(wire));
        const auto changed = [&](const std::string& from, const std::string& to) {
            std::string other = text;
            return other.replace(other.find(from), from.size(), to);
        };
        MS_VERIFY_REASON(checkTxReceipt(changed("/v1", "/v2"), s.w.genesis), "txreceipt.form");
        MS_VERIFY_REASON(checkTxReceipt(changed(".", ","), s.w.genesis), "txreceipt.form");
        MS_VERIFY_REASON(checkTxReceipt(changed(receipt->txHash.hex(), Hash256{}.hex()), s.w.genesis),
                         "txreceipt.signature");
        MS_VERIFY_REASON(checkTxReceipt(text, BlockWorld(2).genesis), "txreceipt.other-ledger");
        // The seal of a block is no receipt, though the key is the same.
        const std::string note = checkpointNote(s.block(1), s.w.genesis, {});
        MS_VERIFY_REASON(checkTxReceipt(note, s.w.genesis), "txreceipt.form");
    }
};

QTEST_GUILESS_MAIN(TestSealerNotes)
#include "tst_sealer_notes.moc"
