// The RPC of a CometBFT node, from a server that answers what it likes, with what the real engine answered
// (tests/vectors/cometbft); and a consortium as the uploader sees it: real validators, white and grey.
#include "core/chain/block_world.h"
#include "meterseal/chain/comet_rpc.h"
#include "meterseal/chain/consortium_chain.h"
#include "source_dir.h"
#include "support/fake_validator.h"
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "support/terminal_process.h"

#include <atomic>
#include <fmt/format.h>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>

using namespace meterseal;
using namespace meterseal::test;
using namespace std::chrono_literals;
namespace comet = meterseal::cometbft;
using nlohmann::json;

namespace {

constexpr auto kSoon = 5s;

const std::vector<json>& recordedRows()
{
    static const std::vector<json> rows = [] {
        std::vector<json> read;
        std::ifstream file(METERSEAL_SOURCE_DIR "/tests/vectors/cometbft/kvstore.jsonl");
        for (std::string line; std::getline(file, line);) {
            read.push_back(json::parse(line));
        }
        require(read.size() > 20, "the recorded chain is there");
        return read;
    }();
    return rows;
}

Status first(const std::vector<Status>& answers)
{
    return answers.at(0);
}

std::shared_ptr<const Bytes> shared(Bytes wire)
{
    return std::make_shared<const Bytes>(std::move(wire));
}

}  // namespace

class TestCometRpc : public QObject {
    Q_OBJECT

private slots:
    void lightBlocksComeWhole()
    {
        const std::string chain = recordedRows()[0]["genesis"]["chain_id"];
        FakeValidator fake(chain);
        fake.lightBlocks = [](std::int64_t height) { return recordedRows()[static_cast<std::size_t>(height)]; };
        auto rpc = must(comet::RpcClient::open(fake.url()));
        std::optional<comet::LightBlock> previous;
        for (std::int64_t height = 1; height <= 25; ++height) {
            auto block = rpc.lightBlock(height, kSoon);
            MS_VERIFY_OK(block);
            if (previous) {
                MS_VERIFY_OK(comet::checkAdjacent(*previous, *block, chain));
            }
            previous = std::move(*block);
        }
        MS_VERIFY_REASON(rpc.lightBlock(99, kSoon), "rpc.no-such-height");
        const auto status = rpc.status(kSoon);
        MS_VERIFY_OK(status);
        QCOMPARE(status->height, 25);
        QCOMPARE(status->time.nanos, 250'000'000u);
        QVERIFY(!status->catchingUp && !status->validatorKey);
    }

    void answersToATransaction_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const std::string& answer, const char* reason) {
            QTest::newRow(name) << qs(answer) << reason;
        };
        row("taken", rpcResult({{"code", 0}}), "ok");
        row("known", rpcError("tx already exists in cache"), "ok");
        row("full", rpcError("mempool is full: number of txs 20000"), "rpc.mempool-full");
        row("a rule", rpcResult({{"code", 1}, {"codespace", "meterseal"}, {"log", "tx.prev-stale"}}), "tx.prev-stale");
        row("a rule with its sentence",
            rpcResult({{"code", 7}, {"codespace", "meterseal"}, {"log", "tx.prev-stale: Another one came first."}}),
            "tx.prev-stale");
        row("a stranger's code", rpcResult({{"code", 1}, {"codespace", "bank"}, {"log", "tx.prev-stale"}}),
            "rpc.refused");
        row("no reason", rpcResult({{"code", 1}, {"codespace", "meterseal"}, {"log", "<b>no</b>"}}), "rpc.refused");
        row("another error", rpcError("mempool connection is gone"), "rpc.refused");
        row("no code", rpcResult({{"log", ""}}), "rpc.answer");
        row("no JSON", httpOk("<html>Log in</html>"), "rpc.answer");
        row("cut off", httpOk("{\"jsonrpc\"", 500), "rpc.unreachable");
        row("too long", httpOk(std::string(5000, ' ')), "rpc.too-large");
    }
    void answersToATransaction()
    {
        QFETCH(const QString, answer);
        QFETCH(const QString, reason);
        FakeValidator fake("c");
        fake.onTransaction = [&](const Bytes&) { return answer.toStdString(); };
        comet::RpcLimits limits;
        limits.bytes = 4096;
        auto rpc = must(comet::RpcClient::open(fake.url(), limits));
        const auto wire = shared(Bytes{1, 2, 3});
        const auto answers = rpc.broadcast({&wire, 1}, kSoon);
        QCOMPARE(answers.size(), 1u);
        QCOMPARE(answers[0].ok() ? QString("ok") : qs(answers[0].error().reason), reason);
        QVERIFY(fake.taken().front() == *wire);
    }

    void limitsOfTimeAndPlace()
    {
        FakeValidator fake("c");
        fake.silent = true;
        auto rpc = must(comet::RpcClient::open(fake.url()));
        MS_VERIFY_REASON(rpc.status(50ms), "rpc.timeout");
        std::jthread canceller([&] {
            std::this_thread::sleep_for(50ms);
            rpc.cancel();
        });
        MS_VERIFY_REASON(rpc.status(60s), "rpc.cancelled");
        MS_VERIFY_REASON(rpc.status(60s), "rpc.cancelled");
        for (const char* address : {"", "ftp://x", "http://", "unix://", "http://a@b", "http://a b", "127.0.0.1:1"}) {
            MS_VERIFY_REASON(comet::RpcClient::open(address), "rpc.address");
        }
        auto nobody = must(comet::RpcClient::open("unix:///nowhere/rpc.sock"));
        MS_VERIFY_REASON(nobody.status(kSoon), "rpc.unreachable");
    }

    // Those of one meter arrive in their order, whatever else goes on beside them.
    void onesSendersTransactionsKeepTheirOrder()
    {
        BlockWorld w;
        w.block(w.b.onboard(0));
        std::vector<std::shared_ptr<const Bytes>> wires;
        for (int i = 0; i < 20; ++i) {
            wires.push_back(shared(w.b.convert(0, w.b.records(0, 2))));
            wires.push_back(shared(Bytes{static_cast<std::uint8_t>(i)}));
        }
        FakeValidator fake("c");
        auto rpc = must(comet::RpcClient::open(fake.url()));
        QCOMPARE(rpc.broadcast(wires, kSoon).size(), wires.size());
        std::vector<Bytes> taken = fake.taken(), offered;
        std::erase_if(taken, [](const Bytes& wire) { return wire.size() == 1; });
        for (std::size_t i = 0; i < wires.size(); i += 2) {
            offered.push_back(*wires[i]);
        }
        QVERIFY(taken == offered);
    }

    void whiteAndGreyValidators()
    {
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(9);
        must(Replica::create(folder / "ledger.db", w.genesis));
        const auto replica = must(Replica::open(folder / "ledger.db"));
        StringSource source(w.file());
        MS_VERIFY_OK(replica->pull(source));
        FakeValidator a(w.genesis.chain), b(w.genesis.chain), other("another-chain");
        ConsortiumOptions options;
        options.poll = 5ms;
        const auto chain = must(ConsortiumChain::open(
            folder / "ledger.db", {{"a", a.url()}, {"b", b.url()}, {"other", other.url()}}, options));
        QCOMPARE(qs(chain->engine()), QString("cometbft"));
        const auto nodes = must(chain->nodes());
        QCOMPARE(nodes.size(), 3u);
        // One lags by four blocks of CometBFT: at most four of the ledger.
        b.height = 21;
        QCOMPARE(must(nodes[0]->head(kSoon)).height, 10u);
        QCOMPARE(must(nodes[1]->head(kSoon)).height, 6u);
        MS_VERIFY_REASON(nodes[2]->head(kSoon), "node.other-chain");
        b.catchingUp = true;
        QVERIFY(must(nodes[1]->head(kSoon)).catchingUp);

        // Accepted is pending, committed is what the file has.
        const Bytes wire = w.b.convert(0, w.b.records(0, 2));
        const Hash256 txHash = txHashOf(wire);
        QVERIFY(must(chain->status(txHash)).stage == TxStage::Unknown);
        std::atomic<Height> told{0};
        const auto following = chain->follow([&](const BlockEvent& event) {
            if (!event.transactions->empty() && event.transactions->front() == txHash) {
                told = event.head.height;
            }
        });
        const auto offered = shared(wire);
        MS_VERIFY_OK(first(nodes[0]->submit({&offered, 1}, kSoon)));
        QVERIFY(must(chain->status(txHash)).stage == TxStage::Pending);
        const std::string address = must(decodeTransaction(wire)).header.body.index() == 3
                                        ? std::get<ConvertBody>(must(decodeTransaction(wire)).header.body).address
                                        : std::string();
        QVERIFY(must(chain->lastConvert(address)) == txHash);
        w.block({wire});
        StringSource longer(w.file());
        MS_VERIFY_OK(replica->pull(longer));
        QTRY_COMPARE(told.load(), 11u);
        const TxStatus status = must(chain->status(txHash));
        QVERIFY(status.stage == TxStage::Committed && status.height == 11);
        QVERIFY(must(chain->lastConvert(address)) == txHash);
        QVERIFY(must(chain->head()).blockHash == must(chain->proof(txHash)).checkpoint.hash);
    }

    // METERSEAL_COMETBFT names the engine's program: one validator with its built-in kvstore.
    void theRealEngine()
    {
        const std::string engine = qEnvironmentVariable("METERSEAL_COMETBFT").toStdString();
        if (engine.empty()) {
            QSKIP("METERSEAL_COMETBFT is not set");
        }
        // Not QProcess: ThreadSanitizer takes a process that has vforked for its own child.
        const TemporaryFolder folder;
        const std::string home = folder.path().string(), socket = "unix://" + (folder / "rpc.sock").string();
        TerminalProcess init(engine, {"init", "--home", home}, {});
        QCOMPARE(init.waitForExit(), 0);
        std::optional<TerminalProcess> node;
        node.emplace(engine,
                     std::vector<std::string>{"start", "--proxy_app=kvstore", "--rpc.laddr=" + socket,
                                              "--p2p.laddr=tcp://127.0.0.1:0", "--log_level=error",
                                              "--consensus.create_empty_blocks_interval=100ms", "--home", home},
                     std::vector<std::string>{});
        auto rpc = must(comet::RpcClient::open(socket));
        QTRY_VERIFY_WITH_TIMEOUT(rpc.status(kSoon).ok() && rpc.status(kSoon)->height >= 2, 30'000);
        const comet::NodeStatus status = must(rpc.status(kSoon));
        QVERIFY(!status.catchingUp && status.validatorKey && status.votingPower > 0);
        // Taken, known, refused, and in a block.
        const auto wire = shared(Bytes{'a', '=', '1'}), bad = shared(Bytes{'n', 'o'});
        MS_VERIFY_OK(first(rpc.broadcast({&wire, 1}, kSoon)));
        MS_VERIFY_OK(first(rpc.broadcast({&wire, 1}, kSoon)));
        MS_VERIFY_REASON(first(rpc.broadcast({&bad, 1}, kSoon)), "rpc.refused");
        std::int64_t found = 0;
        QTRY_VERIFY_WITH_TIMEOUT((found = heightWith(rpc, *wire)) > 0, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(rpc.lightBlock(found + 1, kSoon).ok(), 30'000);
        // Its blocks are a chain from the first on, decided by the one validator.
        const std::vector<comet::Validator> validators{{*status.validatorKey, status.votingPower}};
        auto previous = must(rpc.lightBlock(1, kSoon));
        MS_VERIFY_OK(comet::checkDecision(previous, status.chainId, validators));
        for (std::int64_t height = 2; height <= found + 1; ++height) {
            auto next = must(rpc.lightBlock(height, kSoon));
            MS_VERIFY_OK(comet::checkAdjacent(previous, next, status.chainId));
            previous = std::move(next);
        }
        MS_VERIFY_REASON(rpc.lightBlock(found + 100'000, kSoon), "rpc.no-such-height");
        node.reset();
        MS_VERIFY_REASON(rpc.status(kSoon), "rpc.unreachable");
    }

    // The first that can takes it; a rule's answer is the answer.
    void submitGoesOnToTheNext()
    {
        const TemporaryFolder folder;
        BlockWorld w;
        w.grow(1);
        must(Replica::create(folder / "ledger.db", w.genesis));
        FakeValidator full(w.genesis.chain), good(w.genesis.chain), strict(w.genesis.chain);
        full.onTransaction = [](const Bytes&) { return rpcError("mempool is full"); };
        strict.onTransaction = [](const Bytes&) {
            return rpcResult({{"code", 1}, {"codespace", "meterseal"}, {"log", "tx.prev-stale"}});
        };
        const Bytes wire = w.b.convert(0, w.b.records(0, 2));
        const auto two = must(ConsortiumChain::open(folder / "ledger.db", {{"f", full.url()}, {"g", good.url()}}));
        MS_VERIFY_OK(two->submit(wire));
        QCOMPARE(full.taken().size(), 1u);
        QCOMPARE(good.taken().size(), 1u);
        const auto ruled = must(ConsortiumChain::open(folder / "ledger.db", {{"s", strict.url()}, {"g", good.url()}}));
        MS_VERIFY_REASON(ruled->submit(wire), "tx.prev-stale");
        QCOMPARE(good.taken().size(), 1u);
        MS_VERIFY_REASON(ConsortiumChain::open(folder / "ledger.db", {}), "chain.no-validator");
    }

private:
    // The height of the block that holds it; 0: none yet.
    static std::int64_t heightWith(comet::RpcClient& rpc, const Bytes& wire)
    {
        const auto status = rpc.status(kSoon);
        for (std::int64_t height = status.ok() ? status->height : 0; height > 0; --height) {
            const auto block = rpc.block(height, kSoon);
            if (block.ok() && !block->transactions.empty() && block->transactions.front() == wire) {
                return height;
            }
        }
        return 0;
    }
};

QTEST_GUILESS_MAIN(TestCometRpc)
#include "tst_comet_rpc.moc"
