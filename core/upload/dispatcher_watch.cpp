// The dispatcher's watchfulness: silent nodes, lost transactions, meters that every node refuses, and what observers
// see.
#include "upload/dispatcher.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::upload {

void Dispatcher::findSilentNodes()
{
    const auto limit = m_engine.options.nodeTimeout + m_engine.options.nodeTimeout / 4 + std::chrono::milliseconds(20);
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const auto busy = m_pool.busyFor(i);
        if (!m_nodes[i].stuck && busy && *busy > limit) {
            m_nodes[i].stuck = true;
            ++m_nodes[i].status.failed;
            turnGrey(i, makeError(ErrorCode::Unavailable, "node.hangs", "It hangs: no answer beyond the time-out."));
        }
    }
}

// Accepted long ago and in no block: asked of the chain itself, and offered again where it does not know it.
void Dispatcher::findLost()
{
    const auto before = SteadyClock::now() - m_engine.options.resubmitAfter;
    while (!m_accepted.empty() && (m_accepted.front().batch->finished || m_accepted.front().at <= before)) {
        const Accepted accepted = m_accepted.front();
        m_accepted.pop_front();
        const BatchPtr& batch = accepted.batch;
        if (batch->finished || batch->acceptedAt != accepted.at) {
            continue;
        }
        const Result<TxStatus> status = m_engine.chain.status(batch->tx);
        if (status.ok() && status->stage == TxStage::Committed) {
            commit(batch, status->height);
        } else if (!status.ok() || status->stage == TxStage::Pending) {
            batch->acceptedAt = SteadyClock::now();
            m_accepted.push_back({batch->acceptedAt, batch});
        } else {
            NodeEntry& node = m_nodes[batch->node];
            ++node.status.lost;
            turnGrey(batch->node,
                     makeError(ErrorCode::Unavailable, "node.lost", "It accepted a transaction and lost it."));
            offerAgain(*batch->meter);
            list(*batch->meter);
        }
    }
}

void Dispatcher::delay(Meter& meter, unsigned refusals, const NodeStatus& refusing)
{
    const unsigned doublings = std::min(refusals - static_cast<unsigned>(m_nodes.size()), 16u);
    meter.notBefore =
        SteadyClock::now() + std::min(m_engine.options.backoffFirst * (1u << doublings), m_engine.options.backoffMost);
    m_delayed.push_back(&meter);
    m_delay = {"upload.refused-by-all", refusing.lastReason,
               fmt::format("Every node refuses the next batch of meter {}, although the ledger expects it: {} Its "
                           "records are kept and offered again; other meters go on.",
                           meter.mn, refusing.lastError)};
}

void Dispatcher::offerDelayed()
{
    const auto now = SteadyClock::now();
    std::vector<Meter*> waiting;
    for (Meter* meter : m_delayed) {
        if (meter->notBefore > now) {
            waiting.push_back(meter);
        } else {
            list(*meter);
        }
    }
    m_delayed = std::move(waiting);
}

void Dispatcher::turnGrey(std::size_t index, const Error& why)
{
    NodeEntry& node = m_nodes[index];
    node.status.state = NodeState::Grey;
    node.status.lastError = why.message;
    node.status.lastReason = why.reason;
    node.probeAt = SteadyClock::now() + node.backoff;
    node.backoff = std::min(node.backoff * 2, m_engine.options.backoffMost);
    giveUpTasks(index);
}

void Dispatcher::giveUpTasks(std::size_t index)
{
    m_pool.takeBack(index);
    NodeEntry& node = m_nodes[index];
    node.probing = false;
    node.tasks = 0;
    node.status.inFlight = 0;
    for (auto it = m_outstanding.begin(); it != m_outstanding.end();) {
        if (it->second.node != index) {
            ++it;
            continue;
        }
        for (const BatchPtr& batch : it->second.batches) {
            release(*batch->meter);
        }
        it = m_outstanding.erase(it);
    }
}

Height Dispatcher::ledgerHeight()
{
    if (m_ledgerHeight == 0) {
        if (const Result<ChainHead> head = m_engine.chain.head(); head.ok()) {
            m_ledgerHeight = head->height;
        }
    }
    return m_ledgerHeight;
}

void Dispatcher::publish()
{
    const auto now = SteadyClock::now();
    if (now < m_nextPublish) {
        return;
    }
    m_nextPublish = now + kLookEvery;
    std::vector<NodeStatus> statuses;
    bool anyUsable = false;
    std::string lastError, lastReason;
    for (const NodeEntry& node : m_nodes) {
        statuses.push_back(node.status);
        if (node.status.state == NodeState::Grey && node.status.height > 0) {
            statuses.back().lag = ledgerHeight() > node.status.height ? ledgerHeight() - node.status.height : 0;
        }
        anyUsable = anyUsable || node.status.state == NodeState::Usable;
        if (!node.status.lastError.empty()) {
            lastError = fmt::format(" {}: {}", node.status.name, node.status.lastError);
            lastReason = node.status.lastReason;
        }
    }
    std::optional<SteadyClock::time_point> oldest;
    for (const auto& [tx, batch] : m_flight) {
        oldest = oldest ? std::min(*oldest, batch->sealedAt) : batch->sealedAt;
    }
    Hold hold;
    if (m_engine.paused) {
        hold = {"upload.paused", {}, "The uploader is paused."};
    } else if (!anyUsable) {
        hold = {"upload.no-node", lastReason,
                fmt::format("No node is available; {} batches are held and go on as soon as one answers.{}",
                            m_flight.size(), lastError)};
    } else if (!m_delayed.empty()) {
        hold = m_delay;
    }
    const std::lock_guard lock(m_publishedMutex);
    m_published = std::move(statuses);
    m_hold = std::move(hold);
    m_oldest = oldest;
}

std::vector<NodeStatus> Dispatcher::nodes() const
{
    const std::lock_guard lock(m_publishedMutex);
    return m_published;
}

Hold Dispatcher::hold() const
{
    const std::lock_guard lock(m_publishedMutex);
    return m_hold;
}

std::optional<SteadyClock::time_point> Dispatcher::oldestUnfinished() const
{
    const std::lock_guard lock(m_publishedMutex);
    return m_oldest;
}

}  // namespace meterseal::upload
