// A chain in memory for the uploader's tests: the real rules (LedgerState), blocks sealed by a thread every few
// milliseconds, and a directory over what it has committed. Keys come from a LedgerBuilder.
#pragma once

#include "meterseal/chain/chain.h"
#include "meterseal/ledger/state.h"
#include "meterseal/upload/meter_directory.h"
#include "support/ledger_builder.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace meterseal::test {

class MemoryChain final : public Chain {
public:
    explicit MemoryChain(const Genesis& genesis, std::chrono::milliseconds blockEvery = std::chrono::milliseconds(2));
    ~MemoryChain() override;

    std::string engine() const override { return "memory"; }
    const Genesis& genesis() const override { return m_genesis; }
    Result<Hash256> submit(Bytes wire) override;
    Result<TxStatus> status(const Hash256& txHash) override;
    Result<ChainHead> head() override;
    std::unique_ptr<Subscription> follow(std::function<void(const BlockEvent&)> callback) override;
    Result<TxProof> proof(const Hash256&) override { return makeError(ErrorCode::Unsupported, "test.none", "none"); }
    Result<Hash256> lastConvert(std::string_view address) override;

    // No block is sealed while held.
    void hold(bool on);
    void waitForBlock();

    struct Batch {
        Hash256 tx;
        ConvertBody body;
        std::vector<Hash256> leaves;
        Height height = 0;
    };
    // Committed converts of a meter, in order.
    std::vector<Batch> batchesOf(const std::string& address) const;
    std::optional<MeterEntry> committedMeter(std::string_view mn) const;

private:
    struct Pending {
        Hash256 hash;
        std::optional<Batch> convert;
        std::string mn;  // its meter, where it has one
    };
    class Following;
    void seal();

    const Genesis m_genesis;
    const std::chrono::milliseconds m_blockEvery;
    mutable std::mutex m_mutex;  // guards all below
    std::condition_variable m_sealed;
    LedgerState m_state;
    std::vector<Pending> m_pending;
    std::map<Hash256, TxStatus> m_known;
    std::map<std::string, std::vector<Batch>> m_batches;
    std::map<std::string, MeterEntry, std::less<>> m_meters;  // as committed
    Height m_height = 0;
    bool m_hold = false;
    bool m_stop = false;
    std::mutex m_followersMutex;
    std::map<int, std::function<void(const BlockEvent&)>> m_followers;
    int m_nextFollower = 0;
    std::thread m_thread;
};

// Answers from what the chain has committed, with the builder's keys.
class MemoryDirectory final : public MeterDirectory {
public:
    MemoryDirectory(const MemoryChain& chain, LedgerBuilder& world, std::size_t meters);

    Result<MeterAccount> find(std::string_view mn) override;
    Result<CommittedMeter> committed(const std::string& address) override;
    Result<std::vector<AnchoredBatch>> batches(const std::string& address, std::optional<std::uint64_t> after) override;
    Result<std::vector<Hash256>> leaves(const std::string& address, std::uint64_t seq) override;
    Result<TxRow> transaction(const Hash256& hash) override;

private:
    CommittedMeter stateOf(const MeterEntry& entry) const;

    const MemoryChain& m_chain;
    std::map<std::string, crypto::PrivateKey, std::less<>> m_keys;  // by mn
    std::map<std::string, std::string> m_mnOfAddress;
};

}  // namespace meterseal::test
