#include "upload/node_pool.h"

#include "base/thread.h"

#include <fmt/format.h>

namespace meterseal::upload {

NodePool::NodePool(std::vector<std::unique_ptr<Node>> nodes, std::chrono::milliseconds timeout, Bell& bell)
    : m_timeout(timeout), m_bell(bell)
{
    for (auto& node : nodes) {
        auto worker = std::make_unique<Worker>();
        worker->node = std::move(node);
        m_workers.push_back(std::move(worker));
    }
    for (std::size_t i = 0; i < m_workers.size(); ++i) {
        m_workers[i]->thread = std::jthread([this, i] { run(i); });
    }
}

NodePool::~NodePool()
{
    cancel();
    for (auto& worker : m_workers) {
        worker->thread.join();
    }
}

void NodePool::cancel()
{
    for (auto& worker : m_workers) {
        {
            const std::lock_guard lock(worker->mutex);
            worker->stop = true;
        }
        worker->node->cancel();
        worker->condition.notify_all();
    }
}

void NodePool::give(std::size_t node, NodeTask task)
{
    Worker& worker = *m_workers[node];
    {
        const std::lock_guard lock(worker.mutex);
        worker.tasks.push_back(std::move(task));
    }
    worker.condition.notify_all();
}

void NodePool::takeBack(std::size_t node)
{
    Worker& worker = *m_workers[node];
    const std::lock_guard lock(worker.mutex);
    worker.tasks.clear();
}

std::vector<NodeReport> NodePool::takeReports()
{
    const std::lock_guard lock(m_reportsMutex);
    return std::exchange(m_reports, {});
}

std::optional<std::chrono::nanoseconds> NodePool::busyFor(std::size_t node) const
{
    const Worker& worker = *m_workers[node];
    const std::lock_guard lock(worker.mutex);
    return worker.busySince ? std::optional<std::chrono::nanoseconds>(SteadyClock::now() - *worker.busySince)
                            : std::nullopt;
}

NodeReport NodePool::perform(Worker& worker, std::size_t index, const NodeTask& task) const
{
    NodeReport report;
    report.node = index;
    report.task = task.id;
    const auto begin = SteadyClock::now();
    if (task.batches.empty()) {
        report.head = worker.node->head(m_timeout);
    } else {
        std::vector<std::shared_ptr<const Bytes>> wires;
        wires.reserve(task.batches.size());
        for (const BatchPtr& batch : task.batches) {
            wires.push_back(batch->wire);
        }
        report.answers = worker.node->submit(wires, m_timeout);
    }
    report.took = SteadyClock::now() - begin;
    return report;
}

void NodePool::run(std::size_t index)
{
    nameThread(fmt::format("ms-node-{}", index % 1000).c_str());
    runInBackground();
    Worker& worker = *m_workers[index];
    for (;;) {
        NodeTask task;
        {
            std::unique_lock lock(worker.mutex);
            worker.condition.wait(lock, [&] { return worker.stop || !worker.tasks.empty(); });
            if (worker.stop) {
                return;
            }
            task = std::move(worker.tasks.front());
            worker.tasks.pop_front();
            worker.busySince = SteadyClock::now();
        }
        NodeReport report = perform(worker, index, task);
        {
            const std::lock_guard lock(worker.mutex);
            worker.busySince.reset();
        }
        {
            const std::lock_guard lock(m_reportsMutex);
            m_reports.push_back(std::move(report));
        }
        m_bell.ring();
    }
}

}  // namespace meterseal::upload
