#include "meterseal/chain/embedded_chain.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/ledger/reader.h"
#include "meterseal/merkle/tree.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <mutex>
#include <thread>

using namespace meterseal;
using test::LedgerBuilder;
using test::TemporaryFolder;

class TestEmbeddedChain : public QObject {
    Q_OBJECT

private slots:
    void wholeLifeOfAMeter()
    {
        const TemporaryFolder folder;
        const auto file = folder / "ledger.db";
        LedgerBuilder world;
        MS_VERIFY_OK(EmbeddedChain::create(file, world.genesis()));
        auto chain = std::move(EmbeddedChain::open(file, world.sealer())).value();
        QCOMPARE(qs(chain->engine()), QStringLiteral("embedded"));
        QCOMPARE(chain->head()->height, Height(0));
        for (Bytes& wire : world.onboard(0)) {
            MS_VERIFY_OK(chain->submit(std::move(wire)));
        }
        const auto records = world.records(0, 100);
        const Bytes convert = world.convert(0, records);
        const auto hash = chain->submit(convert);
        MS_VERIFY_OK(hash);
        MS_VERIFY_OK(chain->flush());
        const auto status = chain->status(*hash);
        MS_VERIFY_OK(status);
        QVERIFY(status->stage == TxStage::Committed);
        QCOMPARE(status->seq, std::uint64_t(4));
        QVERIFY(chain->lastConvert(world.meter(0).address).value() == *hash);
        QCOMPARE(chain->head()->logSize, std::uint64_t(5));

        auto reader = std::move(LedgerReader::open(file)).value();
        const auto meter = reader.meterByMn(world.meter(0).mn);
        MS_VERIFY_OK(meter);
        QVERIFY(meter->entry.state == MeterState::Active);
        QCOMPARE(meter->batches, std::uint64_t(1));
        QCOMPARE(meter->records, std::uint64_t(100));
        QCOMPARE(meter->firstRecord->ms, records.front().alarmTime.ms);
        QCOMPARE(meter->lastRecord->ms, records.back().alarmTime.ms);
        QVERIFY(reader.wire(4).value() == convert);
        chain.reset();
        QVERIFY(test::faultsOf(file).empty());
    }

    // PROTOCOL.md section 6, in its own words and with no look at how a block is made.
    void blocksAreWhatTheProtocolSays()
    {
        const TemporaryFolder folder;
        const auto file = folder / "ledger.db";
        LedgerBuilder world;
        MS_VERIFY_OK(EmbeddedChain::create(file, world.genesis()));
        {
            auto chain = std::move(EmbeddedChain::open(file, world.sealer())).value();
            for (std::size_t i = 0; i < 3; ++i) {
                for (Bytes& wire : world.onboard(i)) {
                    MS_VERIFY_OK(chain->submit(std::move(wire)));
                }
                MS_VERIFY_OK(chain->flush());
            }
        }
        auto reader = std::move(LedgerReader::open(file)).value();
        const Height last = reader.totals()->height;
        QVERIFY(last >= 3);
        Hash256 before = crypto::sha256(canonicalGenesis(world.genesis()));
        std::vector<Hash256> log;
        for (Height height = 1; height <= last; ++height) {
            const SealedBlock block = reader.block(height).value();
            QVERIFY(block.header.prevBlock == before);
            before = crypto::sha256(block.headerBytes);
            crypto::Signature64 signature{};
            QCOMPARE(block.seal.bytes.size(), signature.size());
            std::copy(block.seal.bytes.begin(), block.seal.bytes.end(), signature.begin());
            QVERIFY(crypto::verifyEd25519(world.sealer().publicKey(), asBytes(block.headerBytes), signature));
            QVERIFY(block.header.logSize > log.size());
            while (log.size() < block.header.logSize) {
                Bytes entry;
                for (const std::uint64_t number : {height, static_cast<std::uint64_t>(block.header.time.ms)}) {
                    for (int shift = 56; shift >= 0; shift -= 8) {
                        entry.push_back(static_cast<std::uint8_t>(number >> shift));
                    }
                }
                const Hash256 txHash = crypto::sha256(reader.wire(log.size()).value());
                entry.insert(entry.end(), txHash.bytes.begin(), txHash.bytes.end());
                log.push_back(crypto::sha256Prefixed(0x00, entry));
            }
            QVERIFY(block.header.logRoot == merkle::rootOf(log));
        }
        QCOMPARE(log.size(), std::size_t(12));
    }

    void sameBytesAgainAreHarmless()
    {
        const TemporaryFolder folder;
        const auto file = folder / "ledger.db";
        LedgerBuilder world;
        MS_VERIFY_OK(EmbeddedChain::create(file, world.genesis()));
        auto chain = std::move(EmbeddedChain::open(file, world.sealer())).value();
        std::vector<Bytes> wires = world.onboard(0);
        for (int i = 0; i < 3; ++i) {
            wires.push_back(world.convert(0, world.records(0, 5)));
        }
        for (int round = 0; round < 2; ++round) {
            for (const Bytes& wire : wires) {
                MS_VERIFY_OK(chain->submit(wire));
            }
            MS_VERIFY_OK(chain->flush());
            QCOMPARE(chain->head()->logSize, std::uint64_t(wires.size()));
        }
        // A refused transaction says why and changes nothing.
        MS_VERIFY_REASON(chain->submit(world.sign(world.convertBody(1, world.records(1, 2)), {&world.meter(1).key},
                                                  test::leavesOf(world.records(1, 2)))),
                         "tx.root-mismatch");
        MS_VERIFY_REASON(chain->submit(world.activate(1)), "tx.meter-unknown");
        MS_VERIFY_REASON(chain->submit(Bytes{1, 2, 3}), "wire.header-missing");
        MS_VERIFY_OK(chain->flush());
        QCOMPARE(chain->head()->logSize, std::uint64_t(wires.size()));
        QVERIFY(chain->status(crypto::sha256("nobody"))->stage == TxStage::Unknown);
    }

    void reopeningContinues()
    {
        const TemporaryFolder folder;
        const auto file = folder / "ledger.db";
        LedgerBuilder world;
        MS_VERIFY_OK(EmbeddedChain::create(file, world.genesis()));
        MS_VERIFY_REASON(EmbeddedChain::create(file, world.genesis()), "ledger.exists");
        for (std::size_t session = 0; session < 4; ++session) {
            auto chain = std::move(EmbeddedChain::open(file, world.sealer())).value();
            MS_VERIFY_REASON(EmbeddedChain::open(file, world.sealer()), "ledger.locked");
            for (Bytes& wire : world.onboard(session)) {
                MS_VERIFY_OK(chain->submit(std::move(wire)));
            }
            for (std::size_t meter = 0; meter <= session; ++meter) {
                MS_VERIFY_OK(chain->submit(world.convert(meter, world.records(meter, 3))));
            }
        }  // closing seals what was accepted
        auto reader = std::move(LedgerReader::open(file)).value();
        QCOMPARE(reader.totals()->transactions, std::uint64_t(4 * 4 + 1 + 2 + 3 + 4));
        QCOMPARE(reader.totals()->records, std::uint64_t(30));
        QVERIFY(test::faultsOf(file).empty());
        MS_VERIFY_REASON(EmbeddedChain::open(file, crypto::Ed25519PrivateKey::generate()), "chain.wrong-sealer");
        MS_VERIFY_REASON(EmbeddedChain::open(folder / "elsewhere.db", world.sealer()), "ledger.not-found");
    }

    void followersSeeEveryBlockInOrder()
    {
        const TemporaryFolder folder;
        const auto file = folder / "ledger.db";
        LedgerBuilder world;
        MS_VERIFY_OK(EmbeddedChain::create(file, world.genesis()));
        auto chain = std::move(EmbeddedChain::open(file, world.sealer())).value();
        std::mutex mutex;
        std::vector<BlockEvent> events;
        auto subscription = chain->follow([&](const BlockEvent& event) {
            const std::lock_guard lock(mutex);
            events.push_back(event);
        });
        std::vector<Hash256> submitted;
        for (std::size_t meter = 0; meter < 5; ++meter) {
            for (Bytes& wire : world.onboard(meter)) {
                submitted.push_back(chain->submit(std::move(wire)).value());
            }
            MS_VERIFY_OK(chain->flush());
        }
        subscription.reset();
        MS_VERIFY_OK(chain->submit(world.convert(0, world.records(0, 1))));
        MS_VERIFY_OK(chain->flush());
        std::vector<Hash256> seen;
        Height height = 0;
        for (const BlockEvent& event : events) {
            QCOMPARE(event.head.height, ++height);
            seen.insert(seen.end(), event.transactions->begin(), event.transactions->end());
            QCOMPARE(event.head.logSize, std::uint64_t(seen.size()));
        }
        QVERIFY(seen == submitted);
    }

    // Inclusion and consistency over more than one stored subtree (256 transactions), from every checkpoint.
    void proofsHoldAtEveryCheckpoint()
    {
        const TemporaryFolder folder;
        const auto file = folder / "ledger.db";
        LedgerBuilder world;
        MS_VERIFY_OK(EmbeddedChain::create(file, world.genesis()));
        auto chain = std::move(EmbeddedChain::open(file, world.sealer())).value();
        for (Bytes& wire : world.onboard(0)) {
            MS_VERIFY_OK(chain->submit(std::move(wire)));
        }
        std::vector<Hash256> hashes;
        for (int i = 0; i < 600; ++i) {
            hashes.push_back(chain->submit(world.convert(0, world.records(0, 1))).value());
            if (i % 50 == 0) {
                MS_VERIFY_OK(chain->flush());
            }
        }
        MS_VERIFY_OK(chain->flush());
        auto reader = std::move(LedgerReader::open(file)).value();
        for (std::size_t i = 0; i < hashes.size(); i += 37) {
            const auto proof = reader.proof(hashes[i]);
            MS_VERIFY_OK(proof);
            const auto holds = [](const TxProof& p) {
                return merkle::verifyInclusion(p.entry.leaf(), p.index, p.checkpoint.header.logSize, p.path,
                                               p.checkpoint.header.logRoot);
            };
            QVERIFY(holds(*proof));
            QVERIFY(proof->entry.txHash == hashes[i]);
            MS_VERIFY_OK(checkSeal(proof->checkpoint, world.genesis()));
            const auto early = reader.proof(hashes[i], proof->entry.height);
            MS_VERIFY_OK(early);
            QVERIFY(holds(*early) && early->entry == proof->entry);
        }
        std::vector<SealedBlock> blocks;
        for (Height h = 1; h <= reader.totals()->height; ++h) {
            blocks.push_back(reader.block(h).value());
        }
        QVERIFY(blocks.size() >= 12);
        for (const SealedBlock& older : blocks) {
            for (const SealedBlock& newer : blocks) {
                if (older.header.height <= newer.header.height) {
                    const auto proof = reader.consistencyProof(older.header.logSize, newer.header.logSize);
                    MS_VERIFY_OK(proof);
                    QVERIFY(merkle::verifyConsistency(older.header.logSize, newer.header.logSize, older.header.logRoot,
                                                      newer.header.logRoot, *proof));
                }
            }
        }
        MS_VERIFY_REASON(reader.consistencyProof(5, 100000), "ledger.no-such-checkpoint");
        MS_VERIFY_REASON(reader.proof(hashes.back(), 1), "ledger.no-such-checkpoint");
        MS_VERIFY_REASON(reader.proof(crypto::sha256("x")), "ledger.no-such-transaction");
        chain.reset();
        QVERIFY(test::faultsOf(file).empty());
    }

    // Several threads submit for meters of their own while others read: every one is committed, in order per meter.
    void manyThreads()
    {
        const TemporaryFolder folder;
        const auto file = folder / "ledger.db";
        LedgerBuilder world;
        constexpr std::size_t kThreads = 4;
        constexpr std::size_t kBatches = 60;
        std::vector<std::vector<Bytes>> wires(kThreads);
        for (std::size_t t = 0; t < kThreads; ++t) {
            wires[t] = world.onboard(t);
            for (std::size_t i = 0; i < kBatches; ++i) {
                wires[t].push_back(world.convert(t, world.records(t, 4)));
            }
        }
        MS_VERIFY_OK(EmbeddedChain::create(file, world.genesis()));
        auto chain = std::move(EmbeddedChain::open(file, world.sealer())).value();
        std::atomic<int> refused{0};
        {
            std::vector<std::jthread> threads;
            for (std::size_t t = 0; t < kThreads; ++t) {
                threads.emplace_back([&, t] {
                    for (const Bytes& wire : wires[t]) {
                        const auto hash = chain->submit(wire);
                        if (!hash.ok() || !chain->status(*hash).ok()) {
                            ++refused;
                        }
                    }
                });
            }
            threads.emplace_back([&](const std::stop_token& stop) {
                auto reader = std::move(LedgerReader::open(file)).value();
                for (int i = 0; i < 200 && !stop.stop_requested(); ++i) {
                    if (!reader.transactions({}, std::nullopt, Direction::Older, 50).ok() || !reader.totals().ok()) {
                        ++refused;
                    }
                }
            });
        }
        MS_VERIFY_OK(chain->flush());
        QCOMPARE(refused.load(), 0);
        QCOMPARE(chain->head()->logSize, std::uint64_t(kThreads * (4 + kBatches)));
        chain.reset();
        QVERIFY(test::faultsOf(file).empty());
    }

    void aFullQueueSaysBusy()
    {
        const TemporaryFolder folder;
        const auto file = folder / "ledger.db";
        LedgerBuilder world;
        MS_VERIFY_OK(EmbeddedChain::create(file, world.genesis()));
        EmbeddedChainOptions options;
        options.maxBlockTransactions = 4;
        options.linger = std::chrono::milliseconds(300);
        options.submitTimeout = std::chrono::milliseconds(1);
        auto chain = std::move(EmbeddedChain::open(file, world.sealer(), options)).value();
        for (Bytes& wire : world.onboard(0)) {
            MS_VERIFY_OK(chain->submit(std::move(wire)));
        }
        const Bytes convert = world.convert(0, world.records(0, 2));
        MS_VERIFY_REASON(chain->submit(convert), "chain.busy");
        MS_VERIFY_OK(chain->flush());
        MS_VERIFY_OK(chain->submit(convert));
    }

    void activityIsCounted()
    {
        const TemporaryFolder folder;
        const auto file = folder / "ledger.db";
        LedgerBuilder world;
        MS_VERIFY_OK(EmbeddedChain::create(file, world.genesis()));
        auto chain = std::move(EmbeddedChain::open(file, world.sealer())).value();
        MS_VERIFY_OK(chain->submit(world.registerMeter(0)));
        MS_VERIFY_OK(chain->flush());
        auto reader = std::move(LedgerReader::open(file)).value();
        const auto minutes = reader.activityPerMinute(Timestamp{0}, Timestamp{Timestamp::kMaxMs});
        MS_VERIFY_OK(minutes);
        QCOMPARE(minutes->size(), std::size_t(1));
        QCOMPARE(minutes->front().transactions, std::uint64_t(1));
    }
};

QTEST_APPLESS_MAIN(TestEmbeddedChain)
#include "tst_embedded_chain.moc"
