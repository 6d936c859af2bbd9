// A job in memory, shared by the uploader's threads. Counters are atomics; the rest is fixed or guarded as said.
#pragma once

#include "meterseal/upload/uploader.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace meterseal::upload {

struct JobCounters {
    std::atomic<std::uint64_t> bytesRead{0};
    std::atomic<std::uint64_t> rows{0}, rejected{0}, duplicates{0}, alreadyAnchored{0};
    std::atomic<std::uint64_t> dropped{0};                                // read when the job was cancelled
    std::atomic<std::uint64_t> records{0}, batches{0};                    // sealed in this run
    std::atomic<std::uint64_t> committedRecords{0}, committedBatches{0};  // of these
    std::atomic<std::uint64_t> unfinishedBatches{0};
    std::atomic<std::uint64_t> groupsWaiting{0};      // handed to the sealer and not yet sealed
    std::atomic<std::uint64_t> quiet{0}, lastRow{0};  // rows without a record; the row read last
};

struct Job {
    // Fixed.
    std::string id;
    bool live = false;
    std::filesystem::path file;  // absolute; empty for live jobs
    Hash256 sha256;
    std::uint64_t bytesTotal = 0;
    MappingProfile profile;
    std::filesystem::path rejectsFile;
    Timestamp started;

    JobCounters counters;
    std::atomic<bool> readToEnd{false};
    std::atomic<bool> cancelled{false};        // nothing more of it is read or sealed
    std::atomic<bool> dropSaved{false};        // cancelled, all that was unsealed is dropped, and that is on disk
    std::unique_ptr<RecordSource> source;      // the reader's, once the job is queued
    std::filesystem::file_time_type fileTime;  // when it was hashed

    mutable std::mutex saveMutex;  // one writer of the job's file at a time, the newest state last
    std::mutex rejectsMutex;
    std::unique_ptr<RejectsFile> rejects;  // guarded by rejectsMutex

    mutable std::mutex mutex;  // guards the four below
    JobState state = JobState::Running;
    std::string error, errorReason;
    Timestamp finished;

    JobProgress progress() const;
};

using JobPtr = std::shared_ptr<Job>;

class Notes;

// The job into the notes. `durable`: on disk before it returns; else with their next flush().
Status saveJob(Notes& notes, const Job& job, bool durable);
// A job as it was saved.
Result<JobPtr> parseJob(std::string_view document);

// Trouble with a file of the journal, as upload.journal-io.
Status journalTrouble(const Status& status);

}  // namespace meterseal::upload
