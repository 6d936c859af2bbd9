#include "upload/uploader_impl.h"

#include "base/thread.h"

#include <fmt/format.h>

namespace meterseal {
namespace upload {

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
    tellLost();
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

void UploaderImpl::ringAll()
{
    m_engine.readerBell.ring();
    m_engine.sealBell.ring();
    m_engine.dispatchBell.ring();
    m_engine.changeBell.ring();
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
    Status last = m_engine.journal->notes().flush(true);
    for (const JobPtr& job : allJobs()) {
        if (job->progress().state == JobState::Running && last.ok()) {
            last = saveJob(m_engine.journal->notes(), *job, true);
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
    // Whoever waited may ask the files next.
    return result.ok() ? m_engine.journal->notes().flush(false) : result;
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
    s.damage = m_damage;
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

}  // namespace upload

Result<std::unique_ptr<Uploader>> Uploader::open(Chain& chain, std::vector<std::unique_ptr<Node>> nodes,
                                                 MeterDirectory& meters, const UploadOptions& options)
{
    if (nodes.empty() || options.folder.empty()) {
        return makeError(ErrorCode::InvalidArgument, "upload.options",
                         "The uploader needs at least one node and a folder for its journal.");
    }
    MS_ASSIGN(std::unique_ptr<upload::Journal> journal, upload::Journal::open(options.folder));
    MS_ASSIGN(const ChainHead head, chain.head());
    if (head.height < journal->committedHeight()) {
        return makeError(ErrorCode::Conflict, "upload.ledger-shorter",
                         fmt::format("The ledger ends with block {}, but records of this upload journal were seen in "
                                     "block {}: the ledger's end was cut off, or it is an older copy. Nothing was "
                                     "changed and nothing rejected. Put back the ledger that belongs to this journal, "
                                     "or restore the newest backup into a new folder.",
                                     head.height, journal->committedHeight()));
    }
    upload::Recovered recovered = journal->takeRecovered();
    auto uploader = std::make_unique<upload::UploaderImpl>(chain, std::move(nodes), meters, options, std::move(journal),
                                                           std::move(recovered));
    MS_TRY(uploader->start());
    return std::unique_ptr<Uploader>(std::move(uploader));
}

}  // namespace meterseal
