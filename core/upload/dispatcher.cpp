#include "upload/dispatcher.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::upload {
namespace {

// One task with the node and one waiting for it: more would only be taken back when it fails.
constexpr std::size_t kTasksPerNode = 2;

// A rule's refusal, as against "the node could not".
bool isRefusal(const Error& error)
{
    return error.code == ErrorCode::Conflict || error.code == ErrorCode::InvalidArgument ||
           error.code == ErrorCode::Unsupported;
}

Error nodeFault(std::string_view reason, std::string message)
{
    return makeError(ErrorCode::Unavailable, reason, std::move(message));
}

}  // namespace

Dispatcher::Dispatcher(Engine& engine, std::vector<std::unique_ptr<Node>> nodes)
    : m_engine(engine), m_pool(std::move(nodes), engine.options.nodeTimeout, engine.dispatchBell)
{
    m_nodes.resize(m_pool.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        m_nodes[i].status.name = m_pool.name(i);
        m_nodes[i].backoff = engine.options.backoffFirst;
    }
    publish();
}

void Dispatcher::adopt(const BatchPtr& batch)
{
    m_flight.emplace(batch->tx, batch);
    batch->meter->waiting.push_back(batch);
    list(*batch->meter);
}

void Dispatcher::run()
{
    while (!m_engine.stopping) {
        m_engine.dispatchBell.wait(SteadyClock::now() + kLookEvery);
        takeBlocks();
        takeReports();
        takeSealed();
        if (SteadyClock::now() >= m_nextLook) {
            m_nextLook = SteadyClock::now() + kLookEvery;
            findSilentNodes();
            findLost();
            offerDelayed();
        }
        cycle();
        publish();
    }
    m_pool.cancel();
}

// One round of the paper's figure 8. Steps 1 to 3 find the nodes, 4 to 6 the work, 7 to 10 bring them together.
void Dispatcher::cycle()
{
    const std::vector<std::size_t> available = availableNodes();  // 1. node list  2. health probe  3. available nodes
    if (available.empty() || m_engine.paused || m_engine.failed) {
        return;  // the queue holds; hold() says why
    }
    // 4. read the buffer (takeSealed: the sealer fills A while we work on B)  5. build tasks
    std::vector<NodeTask> tasks = buildTasks(available.size());
    // 6. swap: done by takeSealed() when B is empty and A has something  7. the pool has one thread per node
    deal(std::move(tasks),
         available);  // 8. deal in turn, equally  9. nodes answer (takeReports)  10. commits (takeBlocks)
}

std::vector<std::size_t> Dispatcher::availableNodes()
{
    std::vector<std::size_t> available;
    const auto now = SteadyClock::now();
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        NodeEntry& node = m_nodes[i];
        if (!node.probing && !node.stuck && now >= node.probeAt) {
            node.probing = true;
            const std::uint64_t id = m_nextTask++;
            m_outstanding.emplace(id, Outstanding{i, {}, ledgerHeight()});
            m_pool.give(i, {id, {}});
        }
        if (node.status.state == NodeState::Usable) {
            available.push_back(i);
        }
    }
    return available;
}

// Whole runs of a meter's waiting batches, in order, so that one node has all that is out of a meter.
std::vector<NodeTask> Dispatcher::buildTasks(std::size_t nodes)
{
    std::size_t room = 0;
    for (const NodeEntry& node : m_nodes) {
        room += node.status.state == NodeState::Usable && node.tasks < kTasksPerNode ? kTasksPerNode - node.tasks : 0;
    }
    // Small tasks while there is little to do, so that every node gets its share of it.
    const std::size_t perTask = std::clamp<std::size_t>(m_ready.size() / (nodes * kTasksPerNode), 1,
                                                        std::max<std::size_t>(m_engine.options.taskBatches, 1));
    std::vector<NodeTask> tasks;
    while (tasks.size() < room && !m_ready.empty()) {
        NodeTask task;
        while (task.batches.size() < perTask && !m_ready.empty()) {
            Meter& meter = *m_ready.front();
            m_ready.pop_front();
            meter.listed = false;
            if (meter.waiting.empty() || meter.dealt || meter.checking) {
                continue;
            }
            meter.dealt = true;
            for (const BatchPtr& batch : meter.waiting) {
                if (task.batches.size() >= std::max<std::size_t>(m_engine.options.taskBatches, 1)) {
                    break;  // the rest of this meter follows when this task is answered
                }
                task.batches.push_back(batch);
            }
        }
        if (!task.batches.empty()) {
            task.id = m_nextTask++;
            tasks.push_back(std::move(task));
        }
    }
    return tasks;
}

void Dispatcher::deal(std::vector<NodeTask> tasks, const std::vector<std::size_t>& available)
{
    for (NodeTask& task : tasks) {
        std::size_t chosen = available[m_turn % available.size()];
        for (std::size_t step = 0; step < available.size() && m_nodes[chosen].tasks >= kTasksPerNode; ++step) {
            chosen = available[++m_turn % available.size()];
        }
        ++m_turn;
        NodeEntry& node = m_nodes[chosen];
        ++node.tasks;
        node.status.dealt += task.batches.size();
        node.status.inFlight += task.batches.size();
        for (const BatchPtr& batch : task.batches) {
            batch->node = chosen;
        }
        m_engine.journal->notes().submitted(task.batches, node.status.name);
        m_outstanding.emplace(task.id, Outstanding{chosen, task.batches, 0});
        m_pool.give(chosen, std::move(task));
    }
}

void Dispatcher::blockCommitted(const BlockEvent& event)
{
    {
        const std::lock_guard lock(m_blocksMutex);
        m_blocks.push_back(event);
    }
    m_engine.dispatchBell.ring();
}

void Dispatcher::takeBlocks()
{
    std::vector<BlockEvent> blocks;
    {
        const std::lock_guard lock(m_blocksMutex);
        blocks.swap(m_blocks);
    }
    for (const BlockEvent& block : blocks) {
        m_ledgerHeight = std::max(m_ledgerHeight, block.head.height);
        for (const Hash256& tx : *block.transactions) {
            if (const auto found = m_flight.find(tx); found != m_flight.end()) {
                commit(BatchPtr(found->second), block.head.height);
            }
        }
    }
}

void Dispatcher::takeReports()
{
    for (const NodeReport& report : m_pool.takeReports()) {
        takeReport(report);
    }
}

void Dispatcher::takeSealed()
{
    while (std::vector<Sealed>* sealed = m_engine.batches.swap(SteadyClock::now())) {
        m_engine.statistics.sawBuffers(m_engine.batches.fill());
        for (Sealed& item : *sealed) {
            if (item.batch) {
                adopt(item.batch);
            } else if (item.answer) {
                takeCheck(*item.checked, *item.answer);
            } else {
                m_engine.askAboutMeter(*item.checked);
            }
        }
    }
}

void Dispatcher::takeReport(const NodeReport& report)
{
    NodeEntry& node = m_nodes[report.node];
    node.stuck = false;
    const auto found = m_outstanding.find(report.task);
    if (found == m_outstanding.end()) {
        return;  // given up meanwhile; whatever it did is harmless: same bytes, same hash
    }
    const Outstanding task = std::move(found->second);
    m_outstanding.erase(found);
    node.status.latencyMs = std::chrono::duration<double, std::milli>(report.took).count();
    if (task.batches.empty()) {
        node.probing = false;
        takeProbe(report.node, *report.head, task.ledger);
    } else {
        --node.tasks;
        node.status.inFlight -= task.batches.size();
        takeAnswers(report, task);
    }
}

// The ledger may have gone on by many blocks while the answer was on its way; that is not the node's lag.
void Dispatcher::takeProbe(std::size_t index, const Result<NodeHead>& head, Height ledger)
{
    NodeEntry& node = m_nodes[index];
    if (!head.ok()) {
        turnGrey(index, head.error());
        return;
    }
    node.status.height = head->height;
    node.status.lag = ledger > head->height ? ledger - head->height : 0;
    if (head->catchingUp || head->height + m_engine.options.maxLag < ledger) {
        turnGrey(index, nodeFault("node.catching-up", fmt::format("It is catching up: height {} while the ledger is "
                                                                  "at {}.",
                                                                  head->height, ledger)));
        return;
    }
    node.probeAt = SteadyClock::now() + m_engine.options.probeEvery;
    node.status.state = NodeState::Usable;
}

void Dispatcher::takeAnswers(const NodeReport& report, const Outstanding& task)
{
    NodeEntry& node = m_nodes[report.node];
    const auto now = SteadyClock::now();
    std::optional<Error> failure;
    for (std::size_t i = 0; i < task.batches.size(); ++i) {
        const BatchPtr& batch = task.batches[i];
        Meter& meter = *batch->meter;
        const bool answered = i < report.answers.size();
        const bool inOrder =
            !batch->finished && !meter.checking && !meter.waiting.empty() && meter.waiting.front() == batch;
        if (answered && (report.answers[i].ok() || report.answers[i].error().reason == "tx.duplicate")) {
            ++node.status.accepted;
            node.backoff = m_engine.options.backoffFirst;
            if (inOrder) {
                meter.waiting.pop_front();
                meter.accepted.push_back(batch);
                batch->acceptedAt = now;
                m_accepted.push_back({now, batch});
            }
        } else if (answered && isRefusal(report.answers[i].error())) {
            if (inOrder) {
                meter.checking = true;
                m_refused[&meter] = {batch->tx, report.node};
                node.status.lastError = report.answers[i].error().message;
                node.status.lastReason = report.answers[i].error().reason;
                m_engine.askAboutMeter(meter);
            }
        } else if (answered && !failure) {
            ++node.status.failed;
            failure = report.answers[i].error();
        } else if (!answered && !failure && report.answers.empty()) {
            failure = nodeFault("node.no-answer", "It gave no answer.");
        }
    }
    for (const BatchPtr& batch : task.batches) {
        release(*batch->meter);
    }
    if (failure) {
        turnGrey(report.node, *failure);
    }
}

// The sealer has looked into a refusal.
void Dispatcher::takeCheck(Meter& meter, RefusalCheck& check)
{
    meter.checking = false;
    const auto refused = m_refused.find(&meter);
    const auto [tx, node] = refused == m_refused.end() ? std::pair(Hash256{}, m_nodes.size()) : refused->second;
    if (refused != m_refused.end()) {
        m_refused.erase(refused);
    }
    if (check.verdict == RefusalCheck::Verdict::Closed) {
        for (const BatchPtr& batch : check.replaced) {
            reject(batch, check.why);
        }
    } else if (check.verdict == RefusalCheck::Verdict::Rebuilt) {
        ++m_engine.statistics.counters.rebuilt;
        // The sealer has counted the new ones; what they lack of the old ones was anchored already.
        for (const BatchPtr& batch : check.replaced) {
            if (!batch->ofEarlierRun) {
                JobCounters& counters = batch->job->counters;
                counters.alreadyAnchored += batch->count;
                counters.records -= batch->count;
                --counters.batches;
            }
            finish(batch);
        }
        for (const BatchPtr& batch : check.batches) {
            if (!batch->ofEarlierRun) {
                batch->job->counters.alreadyAnchored -= batch->count;
            }
            adopt(batch);
        }
        m_engine.statistics.counters.alreadyAnchored += check.recordsAnchored;
    } else if (!meter.accepted.empty()) {
        offerAgain(meter);  // an earlier one got lost, which explains the refusal
    } else if (!meter.waiting.empty() && meter.waiting.front()->tx == tx) {
        // The ledger expects exactly what the node refused.
        Batch& batch = *meter.waiting.front();
        NodeStatus& blamed = m_nodes[node].status;
        ++blamed.failed;
        if (++batch.refusals <= m_nodes.size()) {
            turnGrey(node, nodeFault("node.refuses",
                                     fmt::format("It refused a batch that the ledger expects: {}", blamed.lastError)));
        } else {
            // All refuse it, so it is not the node. Only this meter waits; the others go on.
            delay(meter, batch.refusals, blamed);
        }
    }
    list(meter);
}

void Dispatcher::commit(const BatchPtr& batch, Height height)
{
    if (batch->finished) {
        return;
    }
    Counters& counters = m_engine.statistics.counters;
    ++counters.committedBatches;
    counters.committedRecords += batch->count;
    if (!batch->ofEarlierRun) {
        ++batch->job->counters.committedBatches;
        batch->job->counters.committedRecords += batch->count;
    }
    const std::chrono::duration<double, std::milli> waited = SteadyClock::now() - batch->sealedAt;
    m_engine.statistics.addLatency(waited.count());
    m_engine.journal->notes().committed(*batch, height);
    m_engine.journal->sawCommitted(height);
    finish(batch);
}

void Dispatcher::reject(const BatchPtr& batch, const Error& why)
{
    m_engine.journal->notes().rejected(*batch, why);
    Job& job = *batch->job;
    job.counters.rejected += batch->count;
    m_engine.statistics.counters.rejected += batch->count;
    {
        const std::lock_guard lock(job.rejectsMutex);
        if (job.rejects) {
            FrameReader in(batch->rows);
            std::vector<std::uint64_t> rows;
            readRows(in, rows);
            for (const std::uint64_t row : rows) {
                RejectedRow rejected;
                rejected.row = row;
                rejected.reason = why.reason;
                rejected.message = fmt::format("Row {}: {}", row, why.message);
                if (const Status added = job.rejects->add(rejected); !added.ok()) {
                    m_engine.fail(added.error());
                    break;
                }
            }
        }
    }
    finish(batch);
}

// Takes the batch out of everything.
void Dispatcher::finish(const BatchPtr& batch)
{
    Meter& meter = *batch->meter;
    for (auto* queue : {&meter.accepted, &meter.waiting}) {
        if (!queue->empty() && queue->front() == batch) {
            queue->pop_front();
        } else if (const auto at = std::find(queue->begin(), queue->end(), batch); at != queue->end()) {
            queue->erase(at);
        }
    }
    m_flight.erase(batch->tx);
    batch->finished.store(true, std::memory_order_release);
    --m_engine.statistics.counters.unfinishedBatches;
    m_engine.statistics.counters.unfinishedBytes -= batch->wire->size();
    --batch->job->counters.unfinishedBatches;
    if (const Status reclaimed = m_engine.journal->batchDone(*batch); !reclaimed.ok()) {
        m_engine.fail(reclaimed.error());
    }
    m_engine.finishJobIfDone(*batch->job);
    m_engine.sealBell.ring();
    m_engine.changeBell.ring();
}

void Dispatcher::release(Meter& meter)
{
    if (meter.dealt) {
        meter.dealt = false;
        list(meter);
    }
}

// All that is accepted and uncommitted, from the first on: the ledger takes them only in order.
void Dispatcher::offerAgain(Meter& meter)
{
    m_engine.statistics.counters.resubmitted += meter.accepted.size();
    for (const BatchPtr& batch : meter.accepted) {
        batch->acceptedAt = {};
    }
    meter.waiting.insert(meter.waiting.begin(), meter.accepted.begin(), meter.accepted.end());
    meter.accepted.clear();
}

void Dispatcher::list(Meter& meter)
{
    if (!meter.listed && !meter.dealt && !meter.checking && !meter.waiting.empty() &&
        meter.notBefore <= SteadyClock::now()) {
        meter.listed = true;
        m_ready.push_back(&meter);
    }
}

}  // namespace meterseal::upload
