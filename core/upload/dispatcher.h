// Dispatcher: deals sealed batches to the nodes that are up and follows them into committed blocks (paper figure 8).
//
// Rules: batches of one meter go out in order, and only one node has a meter's batches at a time. "Accepted" is not
// "committed": a batch is done when the chain's own blocks show it, and one that does not appear is offered again, same
// bytes. A node that fails, hangs, answers wrongly or falls behind turns grey; what it had goes to the others; it is
// probed with exponential backoff and comes back by itself. What a refusal means is decided by the sealer, on the
// committed ledger.
//
// Thread-safety: run() is the thread "ms-dispatch"; blockCommitted() and nodes() from any thread.
#pragma once

#include "upload/node_pool.h"

#include <unordered_map>

namespace meterseal::upload {

class Dispatcher {
public:
    Dispatcher(Engine& engine, std::vector<std::unique_ptr<Node>> nodes);

    // Batches the journal held; before run().
    void adopt(const BatchPtr& batch);
    // Until engine.stopping; then ends the nodes' calls.
    void run();

    void blockCommitted(const BlockEvent& event);
    std::vector<NodeStatus> nodes() const;
    Hold hold() const;  // why nothing is dealt; empty: it is
    std::optional<SteadyClock::time_point> oldestUnfinished() const;

private:
    struct NodeEntry {
        NodeStatus status;
        std::chrono::milliseconds backoff{0};
        SteadyClock::time_point probeAt;
        bool probing = false;
        bool stuck = false;  // given up on while a call still runs
        std::size_t tasks = 0;
    };
    struct Outstanding {
        std::size_t node = 0;
        std::vector<BatchPtr> batches;  // empty: a probe
        Height ledger = 0;              // of a probe: how high the ledger was when it was sent
    };
    struct Accepted {
        SteadyClock::time_point at;
        BatchPtr batch;
    };

    static constexpr auto kLookEvery = std::chrono::milliseconds(50);

    void cycle();
    std::vector<std::size_t> availableNodes();
    std::vector<NodeTask> buildTasks(std::size_t nodes);
    void deal(std::vector<NodeTask> tasks, const std::vector<std::size_t>& available);

    void takeBlocks();
    void takeReports();
    void takeSealed();
    void takeReport(const NodeReport& report);
    void takeProbe(std::size_t node, const Result<NodeHead>& head, Height ledger);
    void takeAnswers(const NodeReport& report, const Outstanding& task);
    void takeCheck(Meter& meter, RefusalCheck& check);
    void findSilentNodes();
    void findLost();

    void commit(const BatchPtr& batch, Height height);
    void finish(const BatchPtr& batch);
    void reject(const BatchPtr& batch, const Error& why);
    void release(Meter& meter);
    void offerAgain(Meter& meter);
    void list(Meter& meter);
    void delay(Meter& meter, unsigned refusals, const NodeStatus& refusing);
    void offerDelayed();
    void turnGrey(std::size_t node, const Error& why);
    void giveUpTasks(std::size_t node);
    void publish();
    Height ledgerHeight();

    Engine& m_engine;
    NodePool m_pool;

    // The thread's own.
    std::vector<NodeEntry> m_nodes;
    std::unordered_map<Hash256, BatchPtr> m_flight;  // everything unfinished, by transaction
    std::deque<Meter*> m_ready;                      // meters with something to deal
    std::unordered_map<std::uint64_t, Outstanding> m_outstanding;
    std::deque<Accepted> m_accepted;                                        // in order of acceptance
    std::unordered_map<Meter*, std::pair<Hash256, std::size_t>> m_refused;  // what was refused, and by whom
    std::vector<Meter*> m_delayed;                                          // whose next batch every node refuses
    Hold m_delay;
    std::size_t m_turn = 0;
    std::uint64_t m_nextTask = 1;
    Height m_ledgerHeight = 0;
    SteadyClock::time_point m_nextLook, m_nextPublish;

    std::mutex m_blocksMutex;
    std::vector<BlockEvent> m_blocks;  // guarded by m_blocksMutex

    mutable std::mutex m_publishedMutex;  // guards the three below
    std::vector<NodeStatus> m_published;
    Hold m_hold;
    std::optional<SteadyClock::time_point> m_oldest;
};

}  // namespace meterseal::upload
