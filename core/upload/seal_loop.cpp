#include "upload/seal_loop.h"

namespace meterseal::upload {
namespace {

// A sync costs milliseconds: worth it per this many bytes, or when there is nothing else to do.
constexpr std::size_t kSyncBytes = 4u << 20;
// ... or when what is sealed has waited this long: small batches go on to the nodes, and are counted, while others are
// still being sealed.
constexpr auto kSyncAfter = std::chrono::milliseconds(500);
constexpr auto kTryAgainAfter = std::chrono::milliseconds(200);

}  // namespace

SealLoop::SealLoop(Engine& engine, DoubleBuffer<Group>& groups, std::uint64_t nextBatch)
    : m_engine(engine),
      m_groups(groups),
      m_sealer(engine.chain, engine.directory, *engine.journal, engine.codes, nextBatch,
               [&engine] { ++engine.statistics.counters.batchesCompared; })
{}

void SealLoop::run()
{
    while (!m_engine.resting()) {
        answerQuestions();
        if (m_engine.paused) {
            m_engine.sealBell.wait(SteadyClock::now() + std::chrono::milliseconds(100));
            continue;
        }
        std::vector<Group>* groups = m_groups.swap(SteadyClock::now() + std::chrono::milliseconds(10));
        if (groups == nullptr) {
            continue;
        }
        for (Group& group : *groups) {
            if (!mayGoOn(*group.job)) {
                break;
            }
            sealGroup(group);
            group = {};  // its memory is wanted elsewhere
        }
        flush();
    }
    flush();
    m_engine.batches.close();
}

// Waits while too much is out at the nodes, or the person has paused. False where the thread is to end.
bool SealLoop::mayGoOn(const Job& job)
{
    const Counters& counters = m_engine.statistics.counters;
    while (!m_engine.resting() && !job.cancelled &&
           (m_engine.paused || counters.unfinishedBytes > m_engine.options.maxUnfinishedBytes)) {
        flush();
        answerQuestions();
        m_engine.sealBell.wait(SteadyClock::now() + std::chrono::milliseconds(100));
    }
    return !m_engine.resting();
}

void SealLoop::sealGroup(Group& group)
{
    if (group.job->cancelled) {
        drop(group);
        return;
    }
    Result<SealResult> sealed = m_sealer.seal(group);
    while (!sealed.ok()) {
        m_engine.setHold(Holder::Sealer,
                         {"upload.sealing-waits", sealed.error().reason, "Sealing waits: " + sealed.error().message});
        flush();
        answerQuestions();
        m_engine.sealBell.wait(SteadyClock::now() + kTryAgainAfter);
        if (m_engine.resting()) {
            return;
        }
        sealed = m_sealer.seal(group);
    }
    m_engine.clearHold(Holder::Sealer);
    if (const BatchPtr& batch = sealed->batch) {
        Counters& counters = m_engine.statistics.counters;
        ++counters.unfinishedBatches;
        counters.unfinishedBytes += batch->wire->size();
        ++batch->job->counters.unfinishedBatches;
        m_unsyncedBytes += batch->wire->size();
    }
    if (m_unsynced.empty()) {
        m_unsyncedSince = SteadyClock::now();
    }
    m_unsynced.push_back({group.job, std::move(*sealed)});
    if (m_unsyncedBytes >= kSyncBytes || SteadyClock::now() - m_unsyncedSince >= kSyncAfter) {
        flush();
    }
}

void SealLoop::drop(const Group& group)
{
    Job& job = *group.job;
    job.counters.dropped += group.entries.size();
    --job.counters.groupsWaiting;
    --m_engine.groupsWaiting;
    m_engine.finishJobIfDone(job);
}

void SealLoop::flush()
{
    if (m_unsynced.empty()) {
        return;
    }
    if (const Status synced = m_engine.journal->syncBatches(); !synced.ok()) {
        m_engine.fail(synced.error());
        m_unsynced.clear();
        return;
    }
    for (Sealing& sealing : m_unsynced) {
        book(sealing);
    }
    m_unsynced.clear();
    m_unsyncedBytes = 0;
    m_engine.dispatchBell.ring();
    m_engine.changeBell.ring();
}

void SealLoop::book(Sealing& sealing)
{
    Counters& counters = m_engine.statistics.counters;
    JobCounters& job = sealing.job->counters;
    SealResult& result = sealing.result;
    const auto skipped = [&](RowStage stage, std::vector<std::uint64_t>& rows, std::atomic<std::uint64_t>& ofJob,
                             std::atomic<std::uint64_t>& ofAll) {
        if (!rows.empty()) {
            ofJob += rows.size();
            ofAll += rows.size();
            m_engine.journal->notes().skipped(sealing.job->id, stage, rows);
        }
    };
    skipped(RowStage::Duplicate, result.duplicateRows, job.duplicates, counters.duplicates);
    skipped(RowStage::AlreadyAnchored, result.anchoredRows, job.alreadyAnchored, counters.alreadyAnchored);
    if (result.batch) {
        ++job.batches;
        job.records += result.batch->count;
        ++counters.sealedBatches;
        counters.sealedRecords += result.batch->count;
    }
    if (sealing.job->live) {
        std::vector<std::uint64_t> rows;
        if (result.batch) {
            FrameReader in(result.batch->rows);
            readRows(in, rows);
        }
        rows.insert(rows.end(), result.duplicateRows.begin(), result.duplicateRows.end());
        rows.insert(rows.end(), result.anchoredRows.begin(), result.anchoredRows.end());
        if (const Status done = m_engine.journal->rowsDone(rows); !done.ok()) {
            m_engine.fail(done.error());
        }
    }
    if (result.batch) {
        const std::size_t bytes = result.batch->wire->size();
        send({std::move(result.batch), nullptr, {}}, bytes);
    }
    --job.groupsWaiting;
    --m_engine.groupsWaiting;
    m_engine.finishJobIfDone(*sealing.job);
}

bool SealLoop::send(Sealed item, std::size_t bytes)
{
    for (;;) {
        // Who stops does not wait: there may be thousands of them, and nobody takes them any more.
        const auto patience = std::chrono::milliseconds(m_engine.stopping ? 0 : 100);
        const auto put = m_engine.batches.put(1, bytes, SteadyClock::now() + patience,
                                              [&](std::vector<Sealed>& active) { active.push_back(std::move(item)); });
        if (put.ok()) {
            m_engine.statistics.sawBuffers(m_engine.batches.fill());
            return true;
        }
        if (m_engine.stopping) {
            return false;  // it is in the journal
        }
        m_engine.dispatchBell.ring();
    }
}

void SealLoop::answerQuestions()
{
    for (Meter* meter : m_engine.takeQuestions()) {
        flush();  // the dispatcher must know every batch before it hears of its meter
        Result<RefusalCheck> check = m_sealer.check(*meter);
        Sealed answer{nullptr, meter, std::nullopt};
        if (check.ok()) {
            m_unclear.erase(meter);
            if (check->verdict == RefusalCheck::Verdict::Rebuilt) {
                Counters& counters = m_engine.statistics.counters;
                for (const BatchPtr& batch : check->batches) {
                    ++counters.unfinishedBatches;
                    counters.unfinishedBytes += batch->wire->size();
                    ++batch->job->counters.unfinishedBatches;
                    if (!batch->ofEarlierRun) {
                        ++batch->job->counters.batches;
                        batch->job->counters.records += batch->count;
                    }
                }
            }
            answer.answer = std::move(*check);
        } else {
            m_unclear.insert(meter);
            m_engine.setHold(Holder::Check, {"upload.refusal-unclear", check.error().reason,
                                             "A refusal cannot be looked into: " + check.error().message});
            m_engine.sealBell.wait(SteadyClock::now() + kTryAgainAfter);
        }
        if (m_unclear.empty()) {
            m_engine.clearHold(Holder::Check);
        }
        send(std::move(answer), 64);
        m_engine.dispatchBell.ring();
    }
}

}  // namespace meterseal::upload
