// NodePool: the access nodes and their threads: exactly as many threads as the chain has nodes (the paper's Nt = Nb),
// "ms-node-0", "ms-node-1", ... A node's thread does what it is given, one task at a time, and reports; it decides
// nothing.
//
// Thread-safety: everything but the worker threads themselves is the dispatcher's.
#pragma once

#include "upload/engine.h"

#include <thread>

namespace meterseal::upload {

struct NodeTask {
    std::uint64_t id = 0;
    std::vector<BatchPtr> batches;  // empty: a health probe
};

struct NodeReport {
    std::size_t node = 0;
    std::uint64_t task = 0;
    std::vector<Status> answers;  // of a submission; may be fewer than batches
    std::optional<Result<NodeHead>> head;
    std::chrono::nanoseconds took{0};
};

class NodePool {
public:
    // Reports are collected and `bell` is rung. Owns the nodes.
    NodePool(std::vector<std::unique_ptr<Node>> nodes, std::chrono::milliseconds timeout, Bell& bell);
    ~NodePool();  // cancels the nodes and joins

    std::size_t size() const { return m_workers.size(); }
    std::string name(std::size_t node) const { return m_workers[node]->node->name(); }

    void give(std::size_t node, NodeTask task);
    // Tasks not yet begun, taken back.
    void takeBack(std::size_t node);
    std::vector<NodeReport> takeReports();
    // How long the running call has been going on; none: idle.
    std::optional<std::chrono::nanoseconds> busyFor(std::size_t node) const;
    // Makes running calls end soon; no task is begun any more.
    void cancel();

private:
    struct Worker {
        std::unique_ptr<Node> node;
        mutable std::mutex mutex;  // guards the three below
        std::condition_variable condition;
        std::deque<NodeTask> tasks;
        std::optional<SteadyClock::time_point> busySince;
        bool stop = false;
        std::jthread thread;
    };
    void run(std::size_t index);
    NodeReport perform(Worker& worker, std::size_t index, const NodeTask& task) const;

    const std::chrono::milliseconds m_timeout;
    Bell& m_bell;
    std::mutex m_reportsMutex;
    std::vector<NodeReport> m_reports;
    std::vector<std::unique_ptr<Worker>> m_workers;
};

}  // namespace meterseal::upload
