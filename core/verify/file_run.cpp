#include "verify/file_run.h"

#include "verify/absent_meters.h"

#include <algorithm>
#include <exception>
#include <limits>

namespace meterseal::verify {
namespace {

constexpr std::size_t kRowsPerRead = 4096;
constexpr std::size_t kBatchesPerPart = 8;
constexpr std::size_t kMostJobs = 256;
constexpr std::uint64_t kMostUnderWay = 1024 * 1024;  // records and leaves
constexpr std::chrono::milliseconds kProgressInterval{100};

}  // namespace

FileRun::FileRun(LedgerView& view, RecordSource& source, const VerifyOptions& options,
                 const std::function<void(const Finding&)>& finding,
                 const std::function<void(const VerifyProgress&)>& progress, std::stop_token stop)
    : m_source(source),
      m_options(options),
      m_finding(finding),
      m_progress(progress),
      m_stop(std::move(stop)),
      m_records(options.memoryRecords, options.temporaryFolder),
      m_run{view, view.genesis(), m_records, options.coverage, options.from, options.to, m_stop},
      m_pool(options.threads)
{}

Result<VerifySummary> FileRun::run()
{
    Status status = readAll();
    if (status.ok() && !stopped()) {
        status = m_records.finish(m_stop);
    }
    if (status.ok() && !stopped()) {
        beginScope();
        status = compareAll();
    }
    if (status.ok() && !stopped()) {
        addAbsentMeters(m_run, m_activeInFile, m_state.soFar.scope);
    }
    if (!status.ok() && !(status.error().code == ErrorCode::Cancelled && stopped())) {
        return status.error();
    }
    tellProgress(true);
    return m_state.soFar;
}

bool FileRun::stopped()
{
    m_state.soFar.cancelled = m_state.soFar.cancelled || m_stop.stop_requested();
    return m_state.soFar.cancelled;
}

// While a worker hashes the rows of one read, the next is read.
Status FileRun::readAll()
{
    Status status;
    for (std::size_t turn = 0; status.ok() && !stopped(); turn = 1 - turn) {
        const auto count = m_source.read(m_intakes[turn].rows, kRowsPerRead);
        // Only one intake at a time: order of lines and the dictionaries depend on it.
        status = settle(m_intakes[1 - turn]);
        if (!count.ok()) {
            status = count.error();
        }
        if (!status.ok() || *count == 0) {
            break;
        }
        noteRows(m_intakes[turn].rows, *count);
        takeIn(m_intakes[turn], *count);
        tellProgress(false);
    }
    for (Intake& intake : m_intakes) {
        if (const Status last = settle(intake); status.ok()) {
            status = last;
        }
    }
    m_state.soFar.quiet = m_source.quietRows();
    if (m_options.unread != nullptr) {
        m_state.soFar.rejected = std::max(m_state.soFar.rejected, m_options.unread->count());
    }
    return status;
}

void FileRun::beginScope()
{
    VerifyScope& scope = m_state.soFar.scope;
    scope.coverage = m_options.coverage;
    scope.statedFrom = m_options.from;
    scope.statedTo = m_options.to;
    scope.meters = m_records.meterCount();
    for (std::uint32_t meter = 0; meter < std::min<std::uint64_t>(scope.meters, VerifyScope::kMostNames); ++meter) {
        scope.meterNames.push_back(m_records.meterId(meter));
    }
    if (m_options.unread != nullptr) {
        for (const UnreadRows::Span& span : m_options.unread->spans()) {
            m_unreadLeft.push_back(span.lines == 0 ? std::numeric_limits<std::uint64_t>::max() : span.records);
        }
    }
}

void FileRun::takeIn(Intake& intake, std::size_t count)
{
    intake.idle = false;
    m_pool.submit([this, &intake, count](MatchScratch&) {
        try {
            intake.status = m_records.add(std::span(intake.rows).first(count), m_stop);
        } catch (const std::exception& e) {
            intake.status = makeError(ErrorCode::Internal, "verify.internal",
                                      std::string("The file's records could not be taken in: ") + e.what() +
                                          ". Nothing was checked.");
        }
        intake.idle = true;
        intake.idle.notify_one();
    });
}

Status FileRun::settle(Intake& intake)
{
    intake.idle.wait(false);
    return intake.status;
}

void FileRun::noteRows(const std::vector<SourceRow>& rows, std::size_t count)
{
    VerifySummary& summary = m_state.soFar;
    summary.rows += count;
    for (std::size_t i = 0; i < count; ++i) {
        const Timestamp time = rows[i].record.alarmTime;
        summary.scope.firstRecord = std::min(summary.scope.firstRecord.value_or(time), time);
        summary.scope.lastRecord = std::max(summary.scope.lastRecord.value_or(time), time);
    }
    for (std::size_t i = 0; i < count; ++i) {  // a row of alarm flags gives several records
        m_rowsWithRecords += rows[i].row > m_lastRow ? 1 : 0;
        m_lastRow = std::max(m_lastRow, rows[i].row);
    }
    summary.quiet = m_source.quietRows();
    const std::uint64_t inOrder = m_rowsWithRecords + summary.quiet;
    summary.rejected = m_lastRow - std::min(m_lastRow, inOrder);
    m_state.bytesRead = m_source.bytesRead();
    m_state.bytesTotal = m_source.bytesTotal();
}

Status FileRun::compareAll()
{
    m_state.recordsTotal = m_records.size();
    for (;;) {
        std::vector<LocalRecord> records;
        auto more = m_records.nextMeter(records, m_stop);
        if (stopped()) {
            break;
        }
        if (!more.ok()) {
            return more.error();
        }
        if (!*more) {
            break;
        }
        auto job = std::make_shared<MeterJob>(m_run, std::move(records));
        job->load();
        m_underWay += job->weight();
        m_jobs.push_back(job);
        schedule(job);
        while (!m_jobs.empty() && !stopped() &&
               (m_jobs.front()->done || m_jobs.size() > kMostJobs || m_underWay > kMostUnderWay)) {
            MS_TRY(tellFront());
        }
    }
    while (!m_jobs.empty() && !stopped()) {
        MS_TRY(tellFront());
    }
    return {};
}

// Whoever ends the last part finishes the job.
void FileRun::schedule(const std::shared_ptr<MeterJob>& job)
{
    const std::size_t parts = std::max<std::size_t>(1, (job->batchCount() + kBatchesPerPart - 1) / kBatchesPerPart);
    job->partsLeft = parts;
    for (std::size_t part = 0; part < parts; ++part) {
        m_pool.submit([job, part](MatchScratch& scratch) {
            try {
                const std::size_t end = std::min((part + 1) * kBatchesPerPart, job->batchCount());
                for (std::size_t b = part * kBatchesPerPart; b < end; ++b) {
                    job->checkBatch(b);
                }
            } catch (const std::exception& e) {
                job->fail(e.what());
            }
            if (--job->partsLeft > 0) {
                return;
            }
            try {
                job->finish(scratch);
            } catch (const std::exception& e) {
                job->fail(e.what());
            }
            job->done = true;
            job->done.notify_one();
        });
    }
}

Status FileRun::tellFront()
{
    const std::shared_ptr<MeterJob> job = m_jobs.front();
    job->done.wait(false);
    if (job->failure()) {
        return *job->failure();
    }
    if (job->cancelled()) {
        stopped();
        return {};
    }
    m_jobs.pop_front();
    m_underWay -= job->weight();
    VerifySummary& summary = m_state.soFar;
    ++summary.meters;
    summary.duplicates += job->duplicates();
    summary.batchesChecked += job->batchCount();
    summary.batchesOutside += job->batchesOutside();
    m_state.recordsDone += job->rows();
    m_activeInFile += job->active() ? 1 : 0;
    if (m_options.unread != nullptr) {
        summary.unread += job->assignUnread(m_options.unread->spans(), m_unreadLeft);
    }
    job->addHeld(summary.scope);
    if (!job->forEachFinding(m_options.reportIntact, summary.byVerdict, m_finding)) {
        stopped();
    }
    tellProgress(false);
    return {};
}

void FileRun::tellProgress(bool always)
{
    if (!m_progress) {
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (always || now - m_lastProgress >= kProgressInterval) {
        m_lastProgress = now;
        m_progress(m_state);
    }
}

}  // namespace meterseal::verify
