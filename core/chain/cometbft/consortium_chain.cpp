#include "meterseal/chain/consortium_chain.h"

#include "base/thread.h"
#include "chain/cometbft/pending.h"
#include "chain/followers.h"
#include "meterseal/merkle/tree.h"

#include <condition_variable>
#include <fmt/format.h>
#include <thread>

namespace meterseal {

namespace {

using cometbft::RpcClient;

Status checkChain(const std::string& name, const std::string& expected, const cometbft::NodeStatus& status)
{
    if (status.chainId == expected) {
        return {};
    }
    return makeError(ErrorCode::Unavailable, "node.other-chain",
                     fmt::format("The validator {} keeps the chain {} and not {}.", name, status.chainId, expected));
}

class ValidatorNode final : public Node {
public:
    ValidatorNode(std::string name, RpcClient rpc, std::string chain, std::shared_ptr<Pending> pending)
        : m_name(std::move(name)), m_rpc(std::move(rpc)), m_chain(std::move(chain)), m_pending(std::move(pending))
    {}

    std::string name() const override { return m_name; }

    std::vector<Status> submit(std::span<const std::shared_ptr<const Bytes>> transactions,
                               std::chrono::milliseconds timeout) override
    {
        std::vector<Status> answers = m_rpc.broadcast(transactions, timeout);
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (answers[i].ok()) {
                m_pending->accepted(*transactions[i]);
            }
        }
        return answers;
    }

    Result<NodeHead> head(std::chrono::milliseconds timeout) override
    {
        MS_ASSIGN(const cometbft::NodeStatus status, m_rpc.status(timeout));
        MS_TRY(checkChain(m_name, m_chain, status));
        return NodeHead{m_pending->heightOf(status.height), status.catchingUp};
    }

    void cancel() override { m_rpc.cancel(); }

private:
    const std::string m_name;
    RpcClient m_rpc;
    const std::string m_chain;
    const std::shared_ptr<Pending> m_pending;
};

class Consortium final : public ConsortiumChain {
public:
    Consortium(LedgerReader reader, std::vector<ValidatorAddress> validators, std::vector<RpcClient> clients,
               const ConsortiumOptions& options, Height height)
        : m_genesis(reader.genesis()),
          m_validators(std::move(validators)),
          m_options(options),
          m_told(height),
          m_reader(std::move(reader)),
          m_clients(std::move(clients)),
          m_poller([this](const std::stop_token& stop) { pollLoop(stop); })
    {
        m_pending->committed({}, height);
    }

    std::string engine() const override { return "cometbft"; }
    const Genesis& genesis() const override { return m_genesis; }
    Result<Hash256> submit(Bytes wire) override;
    Result<TxStatus> status(const Hash256& txHash) override;
    Result<ChainHead> head() override;
    std::unique_ptr<Subscription> follow(std::function<void(const BlockEvent&)> callback) override
    {
        return Followers::add(m_followers, std::move(callback));
    }
    Result<TxProof> proof(const Hash256& txHash) override
    {
        const MutexLock lock(m_readerMutex);
        return m_reader.proof(txHash);
    }
    Result<Hash256> lastConvert(std::string_view address) override;
    Status flush() override;
    Result<std::string> receipt(const Hash256& /*txHash*/) override
    {
        return makeError(ErrorCode::Unsupported, "chain.no-receipts",
                         "A consortium gives no receipts: no single party decides what gets into a block. Look for the "
                         "transaction on the ledger instead.");
    }
    Result<std::vector<std::unique_ptr<Node>>> nodes() override;

private:
    void pollLoop(const std::stop_token& stop);
    Result<BlockEvent> eventOf(Height height);

    const Genesis m_genesis;
    const std::vector<ValidatorAddress> m_validators;
    const ConsortiumOptions m_options;
    const std::shared_ptr<Followers> m_followers = std::make_shared<Followers>();
    const std::shared_ptr<Pending> m_pending = std::make_shared<Pending>(m_options.pendingFor);
    Height m_told;  // the poller's

    Mutex m_readerMutex;
    LedgerReader m_reader GUARDED_BY(m_readerMutex);

    Mutex m_clientsMutex;  // for submit(): one at a time
    std::vector<RpcClient> m_clients GUARDED_BY(m_clientsMutex);

    Mutex m_sleepMutex;
    std::condition_variable_any m_sleep;
    std::jthread m_poller;  // last
};

Result<Hash256> Consortium::submit(Bytes wire)
{
    MS_ASSIGN(const CheckedTransaction checked, checkTransaction(std::move(wire), m_genesis.chain));
    const auto shared = std::make_shared<const Bytes>(checked.wire);
    Error last = makeError(ErrorCode::Unavailable, "chain.no-validator", "No validator was asked.");
    const MutexLock lock(m_clientsMutex);
    for (RpcClient& client : m_clients) {
        const std::vector<Status> answers = client.broadcast({&shared, 1}, m_options.submitTimeout);
        if (answers.empty()) {
            continue;
        }
        if (answers.front().ok()) {
            m_pending->accepted(checked.wire);
            return checked.txHash;
        }
        last = answers.front().error();
        if (last.code == ErrorCode::Conflict || last.code == ErrorCode::InvalidArgument) {
            // What refuses it may be that it is on the ledger already.
            if (const auto known = status(checked.txHash); known.ok() && known->stage == TxStage::Committed) {
                return checked.txHash;
            }
            return last;
        }
    }
    return last;
}

Result<TxStatus> Consortium::status(const Hash256& txHash)
{
    {
        const MutexLock lock(m_readerMutex);
        const auto row = m_reader.transactionByHash(txHash);
        if (row.ok()) {
            return TxStatus{TxStage::Committed, row->height, row->seq};
        }
        if (row.error().code != ErrorCode::NotFound) {
            return row.error();
        }
    }
    return TxStatus{m_pending->contains(txHash) ? TxStage::Pending : TxStage::Unknown};
}

Result<ChainHead> Consortium::head()
{
    const MutexLock lock(m_readerMutex);
    MS_ASSIGN(const LedgerTotals totals, m_reader.totals());
    if (!totals.head) {
        const Hash256 fingerprint = m_reader.fingerprint();
        return ChainHead{0, m_genesis.time, 0, merkle::emptyRoot(), fingerprint};
    }
    const SealedBlock& block = *totals.head;
    return ChainHead{block.header.height, block.header.time, block.header.logSize, block.header.logRoot, block.hash};
}

Result<Hash256> Consortium::lastConvert(std::string_view address)
{
    if (const auto waiting = m_pending->lastConvert(address)) {
        return *waiting;
    }
    const MutexLock lock(m_readerMutex);
    MS_ASSIGN(const MeterRow row, m_reader.meterByAddress(address));
    return row.entry.lastConvert;
}

Status Consortium::flush()
{
    const std::vector<Hash256> waiting = m_pending->all();
    m_pending->waitFor(waiting, std::chrono::steady_clock::now() + m_options.pendingFor);
    std::size_t missing = 0;
    for (const Hash256& txHash : waiting) {
        MS_ASSIGN(const TxStatus found, status(txHash));
        missing += found.stage == TxStage::Committed ? 0 : 1;
    }
    if (missing == 0) {
        return {};
    }
    return makeError(
        ErrorCode::Unavailable, "chain.not-decided",
        fmt::format("{} of {} transactions were taken by a validator and are in no block after {} s. More than a third "
                    "of the validators may be down, or this machine's ledger does not follow. They may still come: "
                    "look at the ledger before anything is done again.",
                    missing, waiting.size(), m_options.pendingFor.count() / 1000));
}

Result<std::vector<std::unique_ptr<Node>>> Consortium::nodes()
{
    std::vector<std::unique_ptr<Node>> nodes;
    for (const ValidatorAddress& validator : m_validators) {
        MS_ASSIGN(RpcClient rpc, RpcClient::open(validator.address, m_options.rpc));
        nodes.push_back(std::make_unique<ValidatorNode>(validator.name, std::move(rpc), m_genesis.chain, m_pending));
    }
    return nodes;
}

Result<BlockEvent> Consortium::eventOf(Height height)
{
    const MutexLock lock(m_readerMutex);
    MS_ASSIGN(const BlockRow row, m_reader.blockRow(height));
    auto hashes = std::make_shared<std::vector<Hash256>>();
    hashes->reserve(row.txCount);
    const auto before = row.firstSeq == 0 ? std::nullopt : std::optional(row.firstSeq - 1);
    MS_ASSIGN(const Page<TxRow> page, m_reader.transactions({}, before, Direction::Newer, row.txCount));
    for (const TxRow& tx : page.rows) {
        hashes->push_back(tx.hash);
    }
    return BlockEvent{{row.height, row.time, row.logSize, row.logRoot, row.hash}, std::move(hashes)};
}

// A file that cannot be read now is asked again: what is told is always the next block.
void Consortium::pollLoop(const std::stop_token& stop)
{
    nameThread("ms-consortium");
    while (!stop.stop_requested()) {
        const auto head = this->head();
        while (head.ok() && m_told < head->height && !stop.stop_requested()) {
            const auto event = eventOf(m_told + 1);
            if (!event.ok()) {
                break;
            }
            m_followers->notify(*event);
            m_pending->committed(*event->transactions, event->head.height);  // after: flush() waits for it
            ++m_told;
        }
        MutexLock lock(m_sleepMutex);
        m_sleep.wait_for(lock, stop, m_options.poll, [] { return false; });
    }
}

}  // namespace

Result<std::unique_ptr<ConsortiumChain>> ConsortiumChain::open(const std::filesystem::path& ledgerFile,
                                                               std::vector<ValidatorAddress> validators,
                                                               const ConsortiumOptions& options)
{
    if (validators.empty()) {
        return makeError(ErrorCode::InvalidArgument, "chain.no-validator",
                         "No validator of the consortium is named, so nothing could be sent to it. Name at least one "
                         "address.");
    }
    MS_ASSIGN(LedgerReader reader, LedgerReader::open(ledgerFile));
    std::vector<RpcClient> clients;
    for (const ValidatorAddress& validator : validators) {
        MS_ASSIGN(RpcClient client, RpcClient::open(validator.address, options.rpc));
        clients.push_back(std::move(client));
    }
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    return std::unique_ptr<ConsortiumChain>(std::make_unique<Consortium>(std::move(reader), std::move(validators),
                                                                         std::move(clients), options, totals.height));
}

}  // namespace meterseal
