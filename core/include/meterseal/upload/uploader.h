// Uploader: records in, committed batches out (paper section 4, figures 7 and 8). Nothing acknowledged is lost, nothing
// is anchored twice, whatever dies in between.
//
//   open (submit | addFile | pause | resume | snapshot | ...)* stop
//
// The way of a record:
//   submit() -> double buffer -> "ms-journal": one frame, one fdatasync for all that wait -> acknowledged
//   file job                  -> acknowledged with the job: the file itself is the journal, named by its SHA-256
//   both     -> "ms-reader": per meter and time window -> "ms-seal": order, duplicates out, tree, prev, signature,
//   journalled -> double buffer -> "ms-dispatch": nodes (figure 8) -> seen in a committed block -> done
//
// Exactly once: a record is its leaf. Before a batch is sealed, leaves that an unfinished batch or a committed one of
// this meter already holds are taken out; after a crash the unread and half-read inputs are simply read again.
//
// Thread-safety: every method from any thread. Ownership: borrows the chain and the directory; owns the nodes and its
// threads. A background failure (journal not writable) sticks and is what the next call returns.
#pragma once

#include "meterseal/chain/node.h"
#include "meterseal/crypto/hash_file.h"
#include "meterseal/source/record_source.h"
#include "meterseal/upload/meter_directory.h"
#include "meterseal/upload/statistics.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace meterseal {

struct UploadOptions {
    std::filesystem::path folder;                               // of the journal; made where it is missing
    std::chrono::milliseconds window = std::chrono::hours(24);  // records of one meter are packaged per such span, UTC
    std::uint32_t batchRecords = kMaxLeavesPerBatch;            // a batch is sealed at this many, 1..8192
    std::chrono::milliseconds batchAge = std::chrono::seconds(10);  // a live record waits no longer for company
    BufferLimits recordBuffer{.items = 64 * 1024, .bytes = 8u << 20};
    BufferLimits batchBuffer{.items = 2048, .bytes = 16u << 20};
    std::size_t maxPendingRecords = 4u << 20;    // in open batches; beyond, the fullest are sealed early
    std::size_t maxUnfinishedBytes = 64u << 20;  // of batches not yet committed; beyond, sealing waits
    std::uint64_t maxBacklogBytes = 4ull << 30;  // of journalled live records not yet sealed; beyond: Busy
    std::size_t taskBatches = 64;                // dealt to a node at a time
    std::chrono::milliseconds nodeTimeout = std::chrono::seconds(10);
    std::chrono::milliseconds resubmitAfter = std::chrono::seconds(30);  // accepted, but in no block
    std::chrono::milliseconds probeEvery = std::chrono::seconds(2);
    std::chrono::milliseconds backoffFirst = std::chrono::milliseconds(200), backoffMost = std::chrono::seconds(30);
    Height maxLag = 3;  // blocks behind the ledger: catching up
};

enum class JobState { Running, Done, Failed, Cancelled };
std::string_view toString(JobState state);

struct JobProgress {
    std::string id;  // file: the first 16 hex digits of its SHA-256; live: the name given to submit()
    bool live = false;
    std::string name;  // the file's path, or the live job's name
    Hash256 sha256;    // file jobs
    JobState state = JobState::Running;
    bool cancelling = false;  // Running, but nothing more is read: what was sealed before is still being committed
    std::string error;        // why it failed, what was kept, what to do
    std::string errorReason;  // source.*, upload.file, upload.file-changed (since it was added), upload.file-changing
                              // (while it was read); empty in earlier journals
    Timestamp started, finished;
    std::uint64_t bytesRead = 0, bytesTotal = 0;
    // Of this run. rows = rejected + duplicates + alreadyAnchored + records + dropped, once all is read.
    std::uint64_t rows = 0, rejected = 0, duplicates = 0, alreadyAnchored = 0;
    std::uint64_t quiet = 0;    // beside these: rows in order that give no record, because no alarm flag is raised
    std::uint64_t dropped = 0;  // read, not sealed: the job was cancelled
    std::uint64_t records = 0, batches = 0;                    // sealed
    std::uint64_t committedRecords = 0, committedBatches = 0;  // seen in a committed block
    std::filesystem::path rejectsFile;                         // written with the first reject
};

enum class RowStage {
    Unknown,
    Received,
    Buffered,
    InBatch,
    Submitted,
    Committed,
    Rejected,
    Duplicate,
    AlreadyAnchored,
    Dropped,  // its job was cancelled before it was sealed
};
std::string_view toString(RowStage stage);

struct RowPlace {
    RowStage stage = RowStage::Unknown;
    std::uint64_t batch = 0;      // InBatch and later
    Hash256 tx;                   // InBatch and later
    std::string node;             // Submitted
    Height height = 0;            // Committed
    std::string reason, message;  // Rejected
};

struct Acknowledged {
    std::uint64_t firstRow = 0;  // the records are rows firstRow ... firstRow + count - 1
    std::uint64_t count = 0;
};

struct FileJobOptions {
    std::filesystem::path rejectsFile;  // empty: none is written
};

class Uploader {
public:
    // Takes the journal (Busy/upload.journal-locked where another process has it), resumes whatever is unfinished.
    // reason: upload.*; Damaged/upload.journal-damaged names the place.
    static Result<std::unique_ptr<Uploader>> open(Chain& chain, std::vector<std::unique_ptr<Node>> nodes,
                                                  MeterDirectory& meters, const UploadOptions& options);
    virtual ~Uploader() = default;  // stops

    // Returns once the records are durable: from then on they will be committed exactly once. All or none of a call.
    // InvalidArgument for a record that breaks a field rule, Busy at the deadline (back-pressure). `source` is a place
    // in the producer's own input (a byte offset), kept with the records: see liveSource().
    virtual Result<Acknowledged> submit(std::string_view job, std::span<const HealthRecord> records,
                                        std::chrono::milliseconds deadline = std::chrono::seconds(10),
                                        std::uint64_t source = 0) = 0;
    // The `source` of the last durable submit() of this job, over restarts; 0: none.
    virtual std::uint64_t liveSource(std::string_view job) = 0;
    // Rows of a live job that its producer could not read: counted in the job, on disk once it returns.
    virtual Status countRejected(std::string_view job, std::uint64_t rows) = 0;
    // Seals what is open without waiting for its age.
    virtual void sealNow() = 0;

    // Acknowledged once it returns. The same file (SHA-256) again: its running job, or a new run of a finished one, in
    // which everything that is anchored is found so. The file must stay as it is until the job is done.
    // Busy/upload.job-cancelling while its cancelled run has batches under way.
    virtual Result<std::string> addFile(const std::filesystem::path& file, const MappingProfile& profile,
                                        const FileJobOptions& options = {}) = 0;

    // Ends a running file job. What is sealed goes on and is committed, because a node may have it already; what is not
    // is dropped. Durable once it returns; the job is Cancelled when its sealed batches are through. The same file may
    // then be added again: what is anchored is found so. NotFound/upload.job-unknown; Conflict/upload.job-not-running,
    // upload.job-is-live.
    virtual Status cancelJob(std::string_view id) = 0;

    virtual void pause() = 0;  // sealing and dealing rest; submit() still acknowledges
    virtual void resume() = 0;
    // Ends cleanly; what is unfinished stays in the journal and goes on with the next open(). First error that stuck.
    virtual Status stop() = 0;
    // Until everything acknowledged so far is committed or rejected; Cancelled when `cancel` says so.
    virtual Status drain(std::stop_token cancel = {}) = 0;

    virtual std::vector<JobProgress> jobs() = 0;
    virtual Result<JobProgress> job(std::string_view id) = 0;
    virtual Result<RowPlace> where(std::string_view job, std::uint64_t row) = 0;
    virtual UploadSnapshot snapshot() = 0;
    virtual std::vector<HistoryPoint> history(HistoryStep step, Timestamp from) = 0;
    // "Something changed", from an engine thread, at most every 50 ms. Must be quick and must not throw.
    virtual std::unique_ptr<Subscription> subscribe(std::function<void()> callback) = 0;
};

// The journal of a workspace read from outside, beside a running uploader or without one.
Result<std::vector<JobProgress>> readUploadJobs(const std::filesystem::path& folder);
Result<RowPlace> findUploadRow(const std::filesystem::path& folder, std::string_view job, std::uint64_t row);
Result<std::vector<HistoryPoint>> readUploadHistory(const std::filesystem::path& folder, HistoryStep step,
                                                    Timestamp from);
// Complete since AlarmCounts::since, crashes included: a batch's counts are in the journal with it and are added with
// the note that it is committed. Rows are of the days from ... to; a running uploader adds its latest within a moment.
Result<AlarmCounts> readAlarmCounts(const std::filesystem::path& folder, Timestamp from, Timestamp to);

// The notes of a journal as they are at one moment, into `target`, which must not be there; nothing where there are
// none. reason: upload.*
Status copyUploadNotes(const std::filesystem::path& folder, const std::filesystem::path& target);

// The job id that follows from the SHA-256 of a file's bytes (hashFile).
std::string fileJobId(const Hash256& sha256);

}  // namespace meterseal
