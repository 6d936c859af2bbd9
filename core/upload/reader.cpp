#include "upload/reader.h"

#include <array>
#include <fmt/format.h>
#include <thread>

namespace meterseal::upload {
namespace {

constexpr std::size_t kRowsAtATime = 4096;
constexpr auto kTryAgainAfter = std::chrono::milliseconds(200);
constexpr std::size_t kGroupsBufferRecords = 256 * 1024;

Error withMore(Error error, std::string_view more)
{
    error.message += more;
    return error;
}

}  // namespace

InputReader::InputReader(Engine& engine, MeterTable& meters, LogPosition firstRecord, FindJob findJob)
    : m_engine(engine),
      m_meters(meters),
      m_findJob(std::move(findJob)),
      m_grouper(engine.options.window, std::clamp<std::uint32_t>(engine.options.batchRecords, 1, kMaxLeavesPerBatch),
                engine.codes),
      m_groups({.items = kGroupsBufferRecords, .bytes = std::size_t(1) << 40}),
      m_cursor(firstRecord)
{}

void InputReader::queueFile(JobPtr job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_files.push_back(std::move(job));
    }
    m_engine.readerBell.ring();
}

std::optional<SteadyClock::time_point> InputReader::oldestPending() const
{
    const std::lock_guard lock(m_mutex);
    return m_oldest;
}

void InputReader::run()
{
    while (!m_engine.resting()) {
        dropCancelled();
        if (m_engine.paused) {
            m_engine.readerBell.wait(SteadyClock::now() + std::chrono::milliseconds(100));
            continue;
        }
        m_now = SteadyClock::now();
        bool busy = readLive();
        busy = readFile() || busy;
        if (!busy) {
            sealDue();
            const auto oldest = m_grouper.oldest();
            {
                const std::lock_guard lock(m_mutex);
                m_oldest = oldest;
            }
            m_engine.readerBell.wait(SteadyClock::now() + std::chrono::milliseconds(50));
        } else if (m_grouper.pending() > m_engine.options.maxPendingRecords) {
            m_grouper.takeFullest(m_engine.options.maxPendingRecords, m_ready);
            handOver();
        }
    }
    m_groups.close();
}

void InputReader::sealDue()
{
    if (m_engine.hurry > 0) {
        m_grouper.takeLive(m_ready);
    } else if (const auto oldest = m_grouper.oldestLive(); oldest && m_now - *oldest >= m_engine.options.batchAge) {
        m_grouper.takeAged(m_now - m_engine.options.batchAge, m_ready);
    }
    handOver();
}

// Gives the ready groups to the sealer; waits while it has enough.
void InputReader::handOver()
{
    for (Group& group : m_ready) {
        const std::size_t records = group.entries.size();
        Job& job = *group.job;
        ++m_engine.groupsWaiting;
        ++job.counters.groupsWaiting;
        for (;;) {
            const auto put =
                m_groups.put(records, records * sizeof(Entry), SteadyClock::now() + std::chrono::milliseconds(100),
                             [&](std::vector<Group>& active) { active.push_back(std::move(group)); });
            if (put.ok() || m_engine.resting()) {
                break;
            }
        }
    }
    m_ready.clear();
    m_engine.statistics.counters.pendingRecords = m_grouper.pending();
}

// A block at a time: the slots of all its meters, then their groups, then where the records go. The memory they lie in
// is fetched side by side; record by record it would be one cache miss after the other.
std::size_t InputReader::takeRows(const JobPtr& job, std::span<const SourceRow> rows)
{
    constexpr std::size_t kBlock = 64;
    std::array<std::uint64_t, kBlock> hashes;
    std::array<Meter*, kBlock> meters;
    for (std::size_t from = 0; from < rows.size(); from += kBlock) {
        const std::span<const SourceRow> block = rows.subspan(from, std::min(kBlock, rows.size() - from));
        for (std::size_t i = 0; i < block.size(); ++i) {
            hashes[i] = MeterTable::hashOf(block[i].record.mn);
            m_meters.prefetch(hashes[i]);
        }
        for (std::size_t i = 0; i < block.size(); ++i) {
            meters[i] = m_meters.peek(block[i].record.mn, hashes[i]);
            if (meters[i] != nullptr) {
                Grouper::prefetchGroup(*meters[i]);
            }
        }
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (meters[i] != nullptr) {
                Grouper::prefetchEntries(*meters[i]);
            }
        }
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (meters[i] != nullptr) {
                m_grouper.add(*meters[i], job, block[i].record, block[i].row, m_now, m_ready);
            } else if (!takeRecord(job, block[i].record, block[i].row, block[i].line)) {
                return from + i;
            }
        }
    }
    return rows.size();
}

bool InputReader::takeRecord(const JobPtr& job, const HealthRecord& record, std::uint64_t row, std::uint64_t line)
{
    for (bool held = false;; held = true) {
        const Result<Meter*> meter = m_meters.find(record.mn, m_now);
        const bool known = meter.ok() || isRejection(meter.error());
        const bool ends = m_engine.resting() || job->cancelled;
        if (held && (known || ends)) {
            m_engine.clearHold(Holder::Reader);
        }
        if (meter.ok()) {
            m_grouper.add(**meter, job, record, row, m_now, m_ready);
            return true;
        }
        if (known) {
            rejectRow(*job, record, row, line, meter.error());
            return true;
        }
        if (held && ends) {
            return false;
        }
        m_engine.setHold(Holder::Reader, {"upload.ledger-unreadable", meter.error().reason,
                                          "The ledger cannot be read: " + meter.error().message});
        std::this_thread::sleep_for(kTryAgainAfter);
        m_now = SteadyClock::now();
    }
}

void InputReader::rejectRow(Job& job, const HealthRecord& record, std::uint64_t row, std::uint64_t line,
                            const Error& why)
{
    ++job.counters.rejected;
    ++m_engine.statistics.counters.rejected;
    m_engine.journal->notes().rowRejected(job.id, row, why.reason, why.message);
    if (job.live) {
        if (const Status done = m_engine.journal->rowsDone({&row, 1}); !done.ok()) {
            m_engine.fail(done.error());
        }
        return;
    }
    RejectedRow rejected;
    rejected.row = row;
    rejected.line = line;
    rejected.reason = why.reason;
    rejected.message = why.message;
    rejected.original = canonicalRecord(record);  // the row as it was understood; the file keeps its own words
    const std::lock_guard lock(job.rejectsMutex);
    if (job.rejects) {
        if (const Status added = job.rejects->add(rejected); !added.ok()) {
            m_engine.fail(added.error());
        }
    }
}

bool InputReader::readLive()
{
    const Result<bool> more = m_engine.journal->readRecords(m_cursor, m_frame);
    if (!more.ok()) {
        m_engine.fail(more.error());
        return false;
    }
    if (!*more) {
        return false;
    }
    JobPtr job;
    std::uint64_t taken = 0;
    const bool understood = decodeChunks(m_frame.payload, [&](const LiveChunk& chunk) {
        if (!job || job->id != chunk.job) {
            job = m_findJob(chunk.job);
        }
        FrameReader in(chunk.records);
        m_rows.resize(std::max<std::size_t>(m_rows.size(), std::min<std::uint64_t>(chunk.count, chunk.records.size())));
        for (std::uint64_t i = 0; i < chunk.count; ++i) {
            if (i == m_rows.size() || !decodeRecord(in, m_rows[i].record)) {
                return false;
            }
            m_rows[i].row = chunk.firstRow + i;
            m_rows[i].line = 0;
        }
        if (takeRows(job, {m_rows.data(), static_cast<std::size_t>(chunk.count)}) < chunk.count) {
            return true;  // the uploader ends; the journal keeps the rest
        }
        job->counters.rows += chunk.count;
        taken += chunk.count;
        m_nextLiveRow = chunk.firstRow + chunk.count;
        return true;
    });
    if (!understood) {
        m_engine.fail(makeError(ErrorCode::Damaged, "upload.journal-damaged",
                                fmt::format("Records in the upload journal (segment {}) cannot be understood. Nothing "
                                            "was changed.",
                                            m_frame.at.segment)));
        return false;
    }
    m_cursor = m_frame.next;
    m_engine.statistics.counters.rowsRead += taken;
    m_engine.statistics.counters.pendingRecords = m_grouper.pending() + m_ready.size();
    m_engine.liveRowsRead += taken;
    handOver();
    return true;
}

bool InputReader::openFile(Job& job)
{
    if (!job.rejectsFile.empty()) {
        const std::lock_guard lock(job.rejectsMutex);
        job.rejects = std::make_unique<RejectsFile>(job.rejectsFile, job.file.string());
    }
    if (job.source) {
        return true;  // opened, and hashed, when it was added
    }
    const Result<Hash256> hash = hashFile(job.file);
    if (!hash.ok()) {
        endFile(withMore(hash.error(), " Put it back and upload it again; what is anchored stays anchored."));
        return false;
    }
    if (*hash != job.sha256) {
        endFile(makeError(ErrorCode::Conflict, "upload.file-changed",
                          fmt::format("{} is not the file any more that was acknowledged (SHA-256 {}, now {}). What "
                                      "was anchored of it stays anchored; upload the file again as a new job.",
                                      job.file.string(), job.sha256.hex(), hash->hex())));
        return false;
    }
    auto source = RecordSource::open(job.file, job.profile, rejectSink(m_engine, job));
    if (!source.ok()) {
        endFile(source.error());
        return false;
    }
    std::error_code ignored;
    job.fileTime = std::filesystem::last_write_time(job.file, ignored);
    job.source = std::move(*source);
    return true;
}

bool InputReader::readFile()
{
    if (!m_file) {
        const std::lock_guard lock(m_mutex);
        if (m_files.empty()) {
            return false;
        }
        m_file = std::move(m_files.front());
        m_files.pop_front();
        m_fileOpened = false;
    }
    Job& job = *m_file;
    if (!m_fileOpened && !openFile(job)) {
        return true;
    }
    m_fileOpened = true;
    const Result<std::size_t> count = job.source->read(m_rows, kRowsAtATime);
    if (!count.ok()) {
        endFile(withMore(count.error(), " What was read before is anchored; upload the file again for the rest."));
        return true;
    }
    if (const std::size_t taken = takeRows(m_file, {m_rows.data(), *count}); taken < *count) {
        job.counters.rows += taken;
        return false;
    }
    job.counters.rows += *count;
    job.counters.quiet = job.source->quietRows();
    if (*count > 0) {
        job.counters.lastRow = m_rows[*count - 1].row;
    }
    job.counters.bytesRead = job.source->bytesRead();
    m_engine.statistics.counters.rowsRead += *count;
    if (*count > 0) {
        handOver();
        return true;
    }
    std::error_code ignored;
    const bool same = std::filesystem::last_write_time(job.file, ignored) == job.fileTime;
    endFile(same ? Status()
                 : Status(makeError(ErrorCode::Conflict, "upload.file-changing",
                                    fmt::format("{} changed while it was read. What was read is anchored, but it need "
                                                "not be what the file holds now; upload it again.",
                                                job.file.string()))));
    return true;
}

void InputReader::endFile(const Status& end)
{
    const JobPtr job = std::exchange(m_file, nullptr);
    {
        const std::lock_guard lock(job->mutex);
        job->error = end.ok() ? std::string() : end.error().message;
        job->errorReason = end.ok() ? std::string() : end.error().reason;
    }
    m_grouper.takeJob(*job, m_ready);
    handOver();
    job->source.reset();
    job->readToEnd = true;
    m_engine.finishJobIfDone(*job);
}

// Of cancelled jobs: the file being read, files that wait, and what is collected and not yet with the sealer.
void InputReader::dropCancelled()
{
    std::vector<JobPtr> ended;
    {
        const std::lock_guard lock(m_mutex);
        for (const JobPtr& job : m_files) {
            if (job->cancelled) {
                ended.push_back(job);
            }
        }
        std::erase_if(m_files, [](const JobPtr& job) { return job->cancelled.load(); });
    }
    if (m_file && m_file->cancelled) {
        ended.push_back(std::exchange(m_file, nullptr));
    }
    for (const JobPtr& job : ended) {
        m_grouper.takeJob(*job, m_ready);
        for (const Group& group : m_ready) {
            job->counters.dropped += group.entries.size();
        }
        m_ready.clear();
        m_engine.statistics.counters.pendingRecords = m_grouper.pending();
        job->source.reset();
        job->readToEnd = true;
        m_engine.finishJobIfDone(*job);
    }
}

RecordSource::RejectSink rejectSink(Engine& engine, Job& job)
{
    return [&engine, &job](const RejectedRow& row) {
        ++job.counters.rows;
        job.counters.lastRow = row.row;
        ++job.counters.rejected;
        ++engine.statistics.counters.rejected;
        engine.journal->notes().rowRejected(job.id, row.row, row.reason, row.message);
        const std::lock_guard lock(job.rejectsMutex);
        if (job.rejects) {
            if (const Status added = job.rejects->add(row); !added.ok()) {
                engine.fail(added.error());
            }
        }
    };
}

}  // namespace meterseal::upload
