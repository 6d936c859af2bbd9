// The uploader over a consortium: one thread a validator, a share for each; one that is silent, catching up or
// full turns grey and comes back; each record is committed exactly once. The validators' RPC is a fake; what they take
// goes into blocks of a real ledger file, which the uploader follows.
#include "meterseal/chain/consortium_chain.h"
#include "meterseal/chain/embedded_chain.h"
#include "support/fake_validator.h"
#include "support/key_entries.h"
#include "support/ledger_builder.h"
#include "support/qt.h"
#include "support/require.h"
#include "support/temporary_folder.h"
#include "support/upload_world.h"

#include <set>

using namespace meterseal;
using namespace meterseal::test;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kMeters = 8, kValidators = 4;

struct World {
    TemporaryFolder folder;
    LedgerBuilder b;
    std::unique_ptr<EmbeddedChain> blocks;  // what the validators agree on
    std::vector<std::unique_ptr<FakeValidator>> validators;
    std::unique_ptr<ConsortiumChain> chain;
    std::optional<crypto::KeyStore> keys;
    std::unique_ptr<MeterDirectory> directory;

    World()
    {
        must(EmbeddedChain::create(file(), b.genesis()));
        blocks = must(EmbeddedChain::open(file(), b.sealer()));
        keys = must(crypto::KeyStore::create(folder / "keys.meterseal", crypto::SecretBytes(std::string_view("secret")),
                                             kCheapScrypt));
        for (std::size_t i = 0; i < kMeters; ++i) {
            for (Bytes& wire : b.onboard(i)) {
                must(blocks->submit(std::move(wire)).status());
            }
            const LedgerBuilder::Meter& meter = b.meter(i);
            keys->putMeter({meter.mn,
                            meter.location,
                            meter.manufacturer,
                            meter.address,
                            crypto::SecretBytes(std::string_view(meter.password)),
                            {},
                            meter.key});
        }
        must(blocks->flush());
        std::vector<ValidatorAddress> addresses;
        for (std::size_t i = 0; i < kValidators; ++i) {
            validators.push_back(std::make_unique<FakeValidator>(b.chain()));
            validators.back()->onTransaction = [this](const Bytes& wire) { return take(wire); };
            addresses.push_back({"validator " + std::to_string(i + 1), validators.back()->url()});
        }
        ConsortiumOptions options;
        options.poll = 5ms;
        options.pendingFor = 200ms;
        chain = must(ConsortiumChain::open(file(), addresses, options));
        directory = ledgerDirectory(must(LedgerReader::open(file())), *keys);
    }
    std::filesystem::path file() const { return folder / "ledger.db"; }
    // As a validator's application answers.
    std::string take(const Bytes& wire)
    {
        const auto taken = blocks->submit(wire);
        return taken.ok() ? rpcResult({{"code", 0}})
                          : rpcResult({{"code", 1}, {"codespace", "meterseal"}, {"log", taken.error().reason}});
    }
    std::unique_ptr<Uploader> uploader()
    {
        UploadOptions options;
        options.folder = folder / "journal";
        options.batchAge = 20ms;
        options.batchRecords = 5;
        options.taskBatches = 4;
        options.nodeTimeout = 300ms;
        options.resubmitAfter = 400ms;
        options.probeEvery = 50ms;
        options.backoffFirst = 10ms;
        options.backoffMost = 200ms;
        return must(Uploader::open(*chain, must(chain->nodes()), *directory, options));
    }
    HealthRecord record(std::size_t m, std::size_t n)
    {
        HealthRecord r;
        r.mn = b.meter(m).mn;
        r.alarmCode = "longTimeFlowAlarm";
        r.alarmTime = Timestamp{LedgerBuilder::kStart.ms + static_cast<std::int64_t>(n) * 60'000};
        r.value = static_cast<double>((m * 7919 + n * 104729) % 100000) / 1000;
        return r;
    }
    std::string jsonLines(std::size_t from, std::size_t to)
    {
        std::string text;
        for (std::size_t n = from; n < to; ++n) {
            for (std::size_t m = 0; m < kMeters; ++m) {
                appendCanonical(record(m, n), text);
                text += '\n';
            }
        }
        return text;
    }
    // All leaves on the ledger.
    std::multiset<Hash256> anchored()
    {
        std::multiset<Hash256> leaves;
        for (std::size_t m = 0; m < kMeters; ++m) {
            const std::string& address = b.meter(m).address;
            for (const AnchoredBatch& batch : must(directory->batches(address, std::nullopt))) {
                const auto some = must(directory->leaves(address, batch.seq));
                leaves.insert(some.begin(), some.end());
            }
        }
        return leaves;
    }
    std::multiset<Hash256> expected(std::size_t rounds)
    {
        std::multiset<Hash256> leaves;
        for (std::size_t m = 0; m < kMeters; ++m) {
            for (std::size_t n = 0; n < rounds; ++n) {
                leaves.insert(leafOf(record(m, n)));
            }
        }
        return leaves;
    }
};

}  // namespace

class TestUploadValidators : public QObject {
    Q_OBJECT

private slots:
    void eachTakesItsShare()
    {
        World w;
        writeFile(w.folder / "records.jsonl", w.jsonLines(0, 100));
        {
            const auto uploader = w.uploader();
            MS_VERIFY_OK(uploader->addFile(w.folder / "records.jsonl", plainJsonLines()));
            MS_VERIFY_OK(uploader->drain());
            // What is shown may be a moment old.
            const auto all = [&] {
                std::uint64_t sum = 0;
                for (const NodeStatus& node : uploader->snapshot().nodes) {
                    sum += node.accepted;
                }
                return sum;
            };
            QTRY_VERIFY(all() > 0 && all() >= uploader->snapshot().committedBatches);
            const UploadSnapshot snapshot = uploader->snapshot();
            QCOMPARE(snapshot.nodes.size(), kValidators);
            QVERIFY(snapshot.committedBatches > 0);
            for (const NodeStatus& node : snapshot.nodes) {
                QVERIFY(node.name.starts_with("validator "));
                QVERIFY2(node.accepted > 0, node.name.c_str());
                QCOMPARE(node.failed + node.lost, 0u);
            }
        }
        QVERIFY(w.anchored() == w.expected(100));
    }

    // One hangs, one says it is catching up, one is full: each turns grey, the fourth does the work, all come back.
    void greyAndWhite()
    {
        World w;
        writeFile(w.folder / "first.jsonl", w.jsonLines(0, 40));
        writeFile(w.folder / "second.jsonl", w.jsonLines(40, 80));
        std::atomic<bool> full{true};
        w.validators[0]->onTransaction = [&](const Bytes& wire) {
            return full ? rpcError("mempool is full: number of txs 20000 (max: 20000)") : w.take(wire);
        };
        w.validators[1]->catchingUp = true;
        w.validators[2]->silent = true;
        const auto uploader = w.uploader();
        MS_VERIFY_OK(uploader->addFile(w.folder / "first.jsonl", plainJsonLines()));
        MS_VERIFY_OK(uploader->drain());
        // What is shown may be a moment old.
        QTRY_VERIFY(uploader->snapshot().committedBatches > 0 &&
                    uploader->snapshot().nodes[3].accepted >= uploader->snapshot().committedBatches);
        const UploadSnapshot first = uploader->snapshot();
        const auto& before = first.nodes;
        QVERIFY(before[1].state == NodeState::Grey && before[1].lastReason == "node.catching-up");
        QVERIFY(before[2].state == NodeState::Grey);
        QCOMPARE(before[0].accepted + before[1].accepted + before[2].accepted, 0u);
        QVERIFY(first.committedBatches > 0 && before[3].accepted >= first.committedBatches);
        QVERIFY(w.anchored() == w.expected(40));

        full = false;
        w.validators[1]->catchingUp = false;
        w.validators[2]->silent = false;
        QTRY_VERIFY_WITH_TIMEOUT(allUsable(*uploader), 20'000);
        MS_VERIFY_OK(uploader->addFile(w.folder / "second.jsonl", plainJsonLines()));
        MS_VERIFY_OK(uploader->drain());
        for (std::size_t i = 0; i < kValidators; ++i) {
            QTRY_VERIFY(uploader->snapshot().nodes[i].accepted > before[i].accepted);
        }
        QVERIFY(w.anchored() == w.expected(80));
    }

    // A validator that says yes and forgets, which "accepted" allows: found in no block, offered to another.
    void acceptedIsNotCommitted()
    {
        World w;
        writeFile(w.folder / "records.jsonl", w.jsonLines(0, 40));
        w.validators[1]->onTransaction = [](const Bytes&) { return rpcResult({{"code", 0}}); };
        const auto uploader = w.uploader();
        MS_VERIFY_OK(uploader->addFile(w.folder / "records.jsonl", plainJsonLines()));
        MS_VERIFY_OK(uploader->drain());
        QVERIFY(uploader->snapshot().nodes[1].lost > 0);
        QVERIFY(w.anchored() == w.expected(40));
    }

private:
    static bool allUsable(Uploader& uploader)
    {
        const auto nodes = uploader.snapshot().nodes;
        return std::all_of(nodes.begin(), nodes.end(),
                           [](const NodeStatus& node) { return node.state == NodeState::Usable; });
    }
};

QTEST_GUILESS_MAIN(TestUploadValidators)
#include "tst_upload_validators.moc"
