#include "meterseal/upload/uploader.h"

#include "base/thread.h"
#include "meterseal/base/text.h"
#include "upload/dispatcher.h"
#include "upload/notifier.h"
#include "upload/reader.h"
#include "upload/seal_loop.h"

#include <fmt/format.h>
#include <thread>

namespace meterseal {
namespace upload {
namespace {

class UploaderImpl final : public Uploader {
public:
    UploaderImpl(Chain& chain, std::vector<std::unique_ptr<Node>> nodes, MeterDirectory& meters,
                 const UploadOptions& options, std::unique_ptr<Journal> journal, Recovered recovered)
        : m_engine(chain, meters, options, std::move(journal)),
          m_recovered(std::move(recovered)),
          m_meters(meters),
          m_intake(m_engine, m_recovered.nextRow),
          m_reader(m_engine, m_meters, m_recovered.firstRecord, [this](std::string_view id) { return liveJob(id); }),
          m_sealLoop(m_engine, m_reader.groups(), m_recovered.nextBatch),
          m_dispatcher(m_engine, std::move(nodes)),
          m_notifier(m_engine, [this] { return allJobs(); }),
          m_liveSources(m_recovered.liveSources.begin(), m_recovered.liveSources.end())
    {}
    ~UploaderImpl() override { [[maybe_unused]] const Status stopped = stop(); }

    Status start();

    Result<Acknowledged> submit(std::string_view job, std::span<const HealthRecord> records,
                                std::chrono::milliseconds deadline, std::uint64_t source) override;
    std::uint64_t liveSource(std::string_view job) override;
    void sealNow() override;
    Result<std::string> addFile(const std::filesystem::path& file, const MappingProfile& profile,
                                const FileJobOptions& options) override;
    Status cancelJob(std::string_view id) override;
    void pause() override;
    void resume() override;
    Status stop() override;
    Status drain(std::stop_token cancel) override;
    std::vector<JobProgress> jobs() override;
    Result<JobProgress> job(std::string_view id) override;
    Result<RowPlace> where(std::string_view job, std::uint64_t row) override;
    UploadSnapshot snapshot() override;
    std::vector<HistoryPoint> history(HistoryStep step, Timestamp from) override;
    std::unique_ptr<Subscription> subscribe(std::function<void()> callback) override
    {
        return m_notifier.subscribe(std::move(callback));
    }

private:
    Status recoverJobs();
    Status recoverBatch(StoredBatch&& stored);
    void finishCancelled();
    JobPtr liveJob(std::string_view id);
    JobPtr findJob(std::string_view id) const;
    std::vector<JobPtr> allJobs() const;
    bool idle() const;
    enum class Waited { Yes, No };  // whether somebody waits for what the thread does
    void startThread(const char* name, Waited waited, std::function<void()> body);
    void ringAll();

    Engine m_engine;
    Recovered m_recovered;
    MeterTable m_meters;
    Intake m_intake;
    InputReader m_reader;
    SealLoop m_sealLoop;
    Dispatcher m_dispatcher;
    Notifier m_notifier;
    std::unique_ptr<Subscription> m_blocks;
    std::vector<std::jthread> m_threads;

    mutable std::mutex m_mutex;  // guards the two below
    std::map<std::string, JobPtr, std::less<>> m_jobs;
    std::map<std::string, std::uint64_t, std::less<>> m_liveSources;

    std::mutex m_stopMutex;
    bool m_stopped = false;
};

void UploaderImpl::startThread(const char* name, Waited waited, std::function<void()> body)
{
    m_threads.emplace_back([name, waited, body = std::move(body)] {
        nameThread(name);
        if (waited == Waited::No) {
            runInBackground();
        }
        body();
    });
}

Status UploaderImpl::start()
{
    MS_TRY(recoverJobs());
    // Blocks from now on first, the state of what is unfinished second: no commit falls between the two.
    m_blocks = m_engine.chain.follow([this](const BlockEvent& event) { m_dispatcher.blockCommitted(event); });
    for (StoredBatch& stored : m_recovered.batches) {
        MS_TRY(recoverBatch(std::move(stored)));
    }
    m_recovered.batches.clear();
    finishCancelled();
    m_engine.liveRowsDurable = m_recovered.liveRows;
    // What is acknowledged is safe, so acknowledging goes first: a burst is taken before it is worked off.
    startThread("ms-journal", Waited::Yes, [this] { m_intake.run(); });
    startThread("ms-reader", Waited::No, [this] { m_reader.run(); });
    startThread("ms-seal", Waited::No, [this] { m_sealLoop.run(); });
    startThread("ms-dispatch", Waited::Yes, [this] { m_dispatcher.run(); });
    startThread("ms-notify", Waited::Yes, [this] { m_notifier.run(); });
    return {};
}

Status UploaderImpl::recoverJobs()
{
    for (const auto& file : jobFiles(m_engine.options.folder)) {
        MS_ASSIGN(const JobPtr job, loadJob(file));
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
    batch->segment = stored.segment;
    batch->sealedAt = SteadyClock::now();
    if (status.stage == TxStage::Committed) {
        m_engine.journal->noteCommitted(*batch, status.height);
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

JobPtr UploaderImpl::findJob(std::string_view id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_jobs.find(id);
    return found == m_jobs.end() ? nullptr : found->second;
}

std::vector<JobPtr> UploaderImpl::allJobs() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<JobPtr> result;
    for (const auto& [id, job] : m_jobs) {
        result.push_back(job);
    }
    return result;
}

JobPtr UploaderImpl::liveJob(std::string_view id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_jobs.find(id);
    if (found != m_jobs.end()) {
        return found->second;
    }
    auto job = std::make_shared<Job>();
    job->id = id;
    job->live = true;
    job->started = now();
    m_jobs.emplace(job->id, job);
    if (const Status saved = saveJob(m_engine.options.folder, *job, false); !saved.ok()) {
        m_engine.fail(saved.error());
    }
    return job;
}

Result<Acknowledged> UploaderImpl::submit(std::string_view id, std::span<const HealthRecord> records,
                                          std::chrono::milliseconds deadline, std::uint64_t source)
{
    MS_TRY(checkText(id, "job name", 64));
    const JobPtr job = liveJob(id);
    if (!job->live) {
        return makeError(ErrorCode::Conflict, "upload.job-is-file",
                         fmt::format("{} is the job of a file; live records need a job name of their own.", id));
    }
    MS_ASSIGN(const Acknowledged acknowledged, m_intake.submit(*job, records, deadline, source));
    if (source != 0) {
        const std::lock_guard lock(m_mutex);
        m_liveSources[job->id] = source;
    }
    return acknowledged;
}

std::uint64_t UploaderImpl::liveSource(std::string_view job)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_liveSources.find(job);
    return found == m_liveSources.end() ? 0 : found->second;
}

Result<std::string> UploaderImpl::addFile(const std::filesystem::path& file, const MappingProfile& profile,
                                          const FileJobOptions& options)
{
    MS_TRY(m_engine.status());
    std::error_code failed;
    auto job = std::make_shared<Job>();
    job->file = std::filesystem::absolute(file, failed);
    job->fileTime = std::filesystem::last_write_time(job->file, failed);
    MS_ASSIGN(job->sha256, hashFile(job->file));
    job->id = fileJobId(job->sha256);
    job->bytesTotal = std::filesystem::file_size(job->file, failed);
    job->profile = profile;
    job->rejectsFile = options.rejectsFile;
    job->started = now();
    MS_ASSIGN(job->source, RecordSource::open(job->file, profile, rejectSink(m_engine, *job)));
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_jobs.find(job->id);
        if (known != m_jobs.end() && known->second->progress().state == JobState::Running) {
            if (known->second->cancelled) {
                return makeError(ErrorCode::Busy, "upload.job-cancelling",
                                 fmt::format("The cancelled upload of {} still has sealed batches under way. Nothing "
                                             "was changed; add the file again once they are committed.",
                                             job->file.string()));
            }
            return job->id;
        }
        m_jobs[job->id] = job;
    }
    MS_TRY(saveJob(m_engine.options.folder, *job, true));
    m_reader.queueFile(job);
    return job->id;
}

void UploaderImpl::ringAll()
{
    m_engine.readerBell.ring();
    m_engine.sealBell.ring();
    m_engine.dispatchBell.ring();
    m_engine.changeBell.ring();
}

Status UploaderImpl::cancelJob(std::string_view id)
{
    const JobPtr job = findJob(id);
    if (!job) {
        return makeError(ErrorCode::NotFound, "upload.job-unknown", fmt::format("There is no upload job {}.", id));
    }
    if (job->live) {
        return makeError(
            ErrorCode::Conflict, "upload.job-is-live",
            fmt::format("{} takes live records, each acknowledged when it came; they cannot be dropped.", id));
    }
    if (job->progress().state != JobState::Running) {
        return makeError(ErrorCode::Conflict, "upload.job-not-running",
                         fmt::format("Upload job {} has ended already. Nothing was changed.", id));
    }
    job->cancelled = true;
    MS_TRY(saveJob(m_engine.options.folder, *job, true));
    ringAll();
    return m_engine.status();
}

void UploaderImpl::pause()
{
    m_engine.paused = true;
    ringAll();
}

void UploaderImpl::resume()
{
    m_engine.paused = false;
    ringAll();
}

// Shut-down order: no new records; then each stage from the front, so that none is left waiting for one that is gone.
Status UploaderImpl::stop()
{
    const std::lock_guard lock(m_stopMutex);
    if (m_stopped) {
        return m_engine.status();
    }
    m_stopped = true;
    m_engine.stopping = true;
    m_intake.close();
    m_reader.groups().close();
    ringAll();
    for (std::jthread& thread : m_threads) {
        thread.join();
    }
    m_threads.clear();
    m_blocks.reset();
    Status last = m_engine.journal->flushPlaces(true);
    for (const JobPtr& job : allJobs()) {
        if (job->progress().state == JobState::Running && last.ok()) {
            last = saveJob(m_engine.options.folder, *job, true);
        }
    }
    MS_TRY(m_engine.status());
    return last;
}

void UploaderImpl::sealNow()
{
    ++m_engine.hurry;
    ringAll();
    // The reader takes notice within one of its rounds.
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    --m_engine.hurry;
}

// From the front to the back: each stage adds to the next before it takes from its own.
bool UploaderImpl::idle() const
{
    for (const JobPtr& job : allJobs()) {
        if (!job->live && job->progress().state == JobState::Running) {
            return false;
        }
    }
    const Counters& counters = m_engine.statistics.counters;
    return m_engine.liveRowsDurable == m_engine.liveRowsRead && counters.pendingRecords == 0 &&
           m_engine.groupsWaiting == 0 && counters.unfinishedBatches == 0;
}

Status UploaderImpl::drain(std::stop_token cancel)
{
    ++m_engine.hurry;
    m_engine.readerBell.ring();
    Status result;
    while (!idle()) {
        result = m_engine.status();
        if (!result.ok()) {
            break;
        }
        if (cancel.stop_requested() || m_engine.stopping) {
            result = makeError(ErrorCode::Cancelled, "upload.cancelled",
                               "Waiting for the commits was stopped. What is queued stays in the journal and goes on "
                               "with the next start.");
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    --m_engine.hurry;
    return result;
}

std::vector<JobProgress> UploaderImpl::jobs()
{
    std::vector<JobProgress> result;
    for (const JobPtr& job : allJobs()) {
        result.push_back(job->progress());
    }
    return result;
}

Result<JobProgress> UploaderImpl::job(std::string_view id)
{
    const JobPtr job = findJob(id);
    if (!job) {
        return makeError(ErrorCode::NotFound, "upload.job-unknown", fmt::format("There is no upload job {}.", id));
    }
    return job->progress();
}

Result<RowPlace> UploaderImpl::where(std::string_view id, std::uint64_t row)
{
    MS_TRY(m_engine.journal->flushPlaces(false));
    MS_ASSIGN(RowPlace place, findUploadRow(m_engine.options.folder, id, row));
    const JobPtr job = findJob(id);
    if (place.stage == RowStage::Received && job && !job->cancelled &&
        row <= (job->live ? m_reader.nextLiveRow() - 1 : job->counters.lastRow.load())) {
        place.stage = RowStage::Buffered;
    }
    if (place.stage == RowStage::Received && job && !job->live && job->readToEnd && !job->cancelled) {
        place.stage = RowStage::Unknown;  // beyond the end of the file
    }
    return place;
}

UploadSnapshot UploaderImpl::snapshot()
{
    UploadSnapshot s;
    s.time = now();
    s.paused = m_engine.paused;
    Hold hold = m_dispatcher.hold();
    if (hold.empty()) {
        hold = m_engine.hold();
    }
    s.hold = std::move(hold.text);
    s.holdReason = std::move(hold.reason);
    s.holdCause = std::move(hold.cause);
    if (const Status status = m_engine.status(); !status.ok()) {
        s.error = status.error().message;
        s.errorReason = status.error().reason;
    }
    m_engine.statistics.fill(s);
    s.records = m_intake.fill();
    s.batches = m_engine.batches.fill();
    s.journalBytes = m_engine.journal->bytes();
    s.nodes = m_dispatcher.nodes();
    for (const auto& oldest : {m_reader.oldestPending(), m_dispatcher.oldestUnfinished()}) {
        if (oldest) {
            const std::chrono::duration<double, std::milli> age = SteadyClock::now() - *oldest;
            s.oldestWaitingMs = std::max(s.oldestWaitingMs.value_or(0), age.count());
        }
    }
    return s;
}

std::vector<HistoryPoint> UploaderImpl::history(HistoryStep step, Timestamp from)
{
    Result<std::vector<HistoryPoint>> points = readUploadHistory(m_engine.options.folder, step, from);
    return points.ok() ? std::move(*points) : std::vector<HistoryPoint>();
}

}  // namespace
}  // namespace upload

Result<std::unique_ptr<Uploader>> Uploader::open(Chain& chain, std::vector<std::unique_ptr<Node>> nodes,
                                                 MeterDirectory& meters, const UploadOptions& options)
{
    if (nodes.empty() || options.folder.empty()) {
        return makeError(ErrorCode::InvalidArgument, "upload.options",
                         "The uploader needs at least one node and a folder for its journal.");
    }
    MS_ASSIGN(std::unique_ptr<upload::Journal> journal, upload::Journal::open(options.folder));
    upload::Recovered recovered = journal->takeRecovered();
    auto uploader = std::make_unique<upload::UploaderImpl>(chain, std::move(nodes), meters, options, std::move(journal),
                                                           std::move(recovered));
    MS_TRY(uploader->start());
    return std::unique_ptr<Uploader>(std::move(uploader));
}

}  // namespace meterseal
