#include "upload/uploader_impl.h"

namespace meterseal::upload {

Status UploaderImpl::recoverJobs()
{
    MS_ASSIGN(NotesReader notes, NotesReader::open(m_engine.options.folder));
    MS_ASSIGN(const std::vector<std::string> documents, notes.jobs());
    for (const std::string& document : documents) {
        MS_ASSIGN(const JobPtr job, parseJob(document));
        m_jobs[job->id] = job;
        if (job->state != JobState::Running) {
            continue;
        }
        if (job->cancelled) {
            // All that was sealed will be committed: what is still under way is taken off again by recoverBatch().
            JobCounters& c = job->counters;
            c.committedRecords = c.records.load();
            c.committedBatches = c.batches.load();
            job->readToEnd = true;
        } else if (!job->live) {
            // Read again from the start: what is anchored is found so.
            JobCounters& c = job->counters;
            c.bytesRead = c.rows = c.rejected = c.duplicates = c.alreadyAnchored = 0;
            c.records = c.batches = c.committedRecords = c.committedBatches = 0;
            m_reader.queueFile(job);
        }
    }
    for (const std::string& id : m_recovered.liveJobs) {
        liveJob(id);
    }
    for (const StoredBatch& batch : m_recovered.batches) {
        if (!findJob(batch.job)) {
            liveJob(batch.job);  // its file is gone: the batch still is to be finished
        }
    }
    return m_engine.status();
}

// What the journal cannot give back is said for as long as it lies there, and counted once, as rejected.
void UploaderImpl::tellLost()
{
    for (const LostRows& lost : m_recovered.lost) {
        m_damage += (m_damage.empty() ? "" : " ") + lost.text;
        if (lost.told || lost.job.empty() || lost.firstRow == 0 || lost.endRow <= lost.firstRow) {
            continue;
        }
        for (std::uint64_t row = lost.firstRow; row < lost.endRow; ++row) {
            m_engine.journal->notes().rowRejected(lost.job, row, "upload.journal-damaged", lost.text);
        }
        if (const Status counted = countRejected(lost.job, lost.endRow - lost.firstRow); !counted.ok()) {
            m_engine.fail(counted.error());
        }
    }
    m_recovered.lost.clear();
}

Status UploaderImpl::recoverBatch(StoredBatch&& stored)
{
    MS_ASSIGN(const TxStatus status, m_engine.chain.status(stored.tx));
    const Result<Meter*> known = m_meters.find(stored.mn, SteadyClock::now());
    if (!known.ok() && !isRejection(known.error())) {
        return known.error();
    }
    auto batch = std::make_shared<Batch>();
    batch->id = stored.id;
    batch->job = findJob(stored.job);
    batch->meter = m_meters.adopt(stored.mn, stored.address);
    batch->tx = stored.tx;
    batch->prev = stored.prev;
    batch->start = stored.start;
    batch->end = stored.end;
    batch->count = stored.count;
    batch->rows = std::move(stored.rows);
    batch->wire = std::move(stored.wire);
    batch->alarms = std::move(stored.alarms);
    batch->segment = stored.segment;
    batch->sealedAt = SteadyClock::now();
    m_engine.journal->notes().sealed(batch->id, batch->job->id, batch->tx, batch->rows);  // a crash may have lost it
    if (status.stage == TxStage::Committed) {
        m_engine.journal->notes().committed(*batch, status.height);
        m_engine.journal->sawCommitted(status.height);
        return m_engine.journal->batchDone(*batch);
    }
    Counters& counters = m_engine.statistics.counters;
    ++counters.unfinishedBatches;
    counters.unfinishedBytes += batch->wire->size();
    JobCounters& job = batch->job->counters;
    ++job.unfinishedBatches;
    batch->ofEarlierRun = !batch->job->live && !batch->job->cancelled;
    if (batch->job->cancelled) {
        job.committedRecords -= std::min<std::uint64_t>(job.committedRecords, batch->count);
        job.committedBatches -= std::min<std::uint64_t>(job.committedBatches, 1);
    } else if (!batch->ofEarlierRun) {
        ++job.batches;
        job.records += batch->count;
    }
    batch->meter->unfinished.push_back(batch);
    batch->meter->lastTx = batch->tx;
    m_dispatcher.adopt(batch);
    return {};
}

// Cancelled before the program ended, with nothing under way any more.
void UploaderImpl::finishCancelled()
{
    for (const JobPtr& job : allJobs()) {
        if (job->cancelled) {
            m_engine.finishJobIfDone(*job);
        }
    }
}

}  // namespace meterseal::upload
