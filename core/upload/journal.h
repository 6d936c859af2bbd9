// Journal: everything the uploader must remember over a crash.
//
//   records/   live records, as acknowledged: reclaimed once each is in a journalled batch, or rejected
//   batches/   signed batches, byte for byte, before any node sees them: reclaimed once committed, or rejected
//   notes.db   jobs, where each row ended, history: see notes.h
//   state.json the next row and batch number, and the live jobs' places
//
// A batch's end is not recovered from here but from the chain, so its note needs no sync on the way.
//
// Thread-safety: writeRecords() from one thread, appendBatch/syncBatches from one thread, everything else from any.
#pragma once

#include "file/file_lock.h"
#include "upload/codec.h"
#include "upload/journal_damage.h"
#include "upload/notes.h"

#include <array>
#include <set>

namespace meterseal::upload {

struct LiveChunk {
    std::string_view job;
    std::uint64_t firstRow = 0, count = 0, source = 0;
    ByteView records;
};

// One call's records as bytes, in the form of the records/ frames: head, then encodeRecord() of each.
void encodeRecord(const HealthRecord& record, Bytes& out);
bool decodeRecord(FrameReader& in, HealthRecord& record);  // reuses the record's memory
void encodeChunkHead(const LiveChunk& chunk, Bytes& out);
// Calls use() for each chunk of a frame; false where the bytes do not fit.
bool decodeChunks(ByteView frame, const std::function<bool(const LiveChunk&)>& use);

// A batch as the journal holds it; the meter may be one whose key is gone.
struct StoredBatch {
    std::uint64_t id = 0;
    std::string job, mn, address;
    Hash256 tx, prev;
    Timestamp start, end;
    std::uint32_t count = 0;
    Bytes rows;
    std::shared_ptr<const Bytes> wire;
    std::optional<std::vector<AlarmCountRow>> alarms;  // none: not known
    std::uint64_t segment = 0;
};

struct Recovered {
    std::vector<StoredBatch> batches;  // in order; those that were replaced left out
    std::map<std::string, std::uint64_t> liveSources;
    std::set<std::string> liveJobs;  // with records that are still in records/
    std::uint64_t nextRow = 1, nextBatch = 1;
    std::uint64_t liveRows = 0;  // in records/, to be read again
    LogPosition firstRecord;
    std::vector<LostRows> lost;  // what cannot be read any more
};

class Journal {
public:
    static Result<std::unique_ptr<Journal>> open(const std::filesystem::path& folder);
    ~Journal();

    const std::filesystem::path& folder() const { return m_folder; }
    // Once, after open.
    Recovered takeRecovered() { return std::move(m_recovered); }

    // One frame, synced. `chunks` as encodeChunkHead/encodeRecord made them.
    Status writeRecords(ByteView chunks);
    Result<bool> readRecords(LogPosition from, Frame& frame) { return m_records->read(from, frame); }
    std::uint64_t recordBytes() const { return m_records->bytes(); }
    // These live rows need their record no more. Reclaims whole segments.
    Status rowsDone(std::span<const std::uint64_t> rows);

    void appendBatch(Batch& batch);
    void appendReplaced(std::uint64_t id);
    Status syncBatches();
    // Reclaims whole segments.
    Status batchDone(const Batch& batch);

    // A batch is noted once it is synced.
    Notes& notes() { return *m_notes; }
    // The newest block that a batch was seen in. Kept before anything that the block took over is reclaimed: a ledger
    // that ends before it is not the one that was.
    void sawCommitted(Height height);
    Height committedHeight() const { return m_committedHeight; }

    std::uint64_t bytes() const { return m_records->bytes() + m_batches->bytes() + m_notes->bytes(); }

private:
    struct Account {  // of one segment: what still needs it
        std::uint64_t segment = 0, firstRow = 0, endRow = 0, left = 0;
    };

    Journal(std::filesystem::path folder, FileLock lock);
    Status recoverRecords();
    Status recoverBatches();
    Status keepLost(LostRows lost, const LogDamage& damage, const SegmentLog& log);
    Status loadState();
    Status saveState();

    const std::filesystem::path m_folder;
    const FileLock m_lock;
    std::unique_ptr<SegmentLog> m_records, m_batches;
    std::unique_ptr<Notes> m_notes;
    struct Unsynced {  // the sealer's: appended and not synced
        std::uint64_t id = 0;
        bool replaced = false;
        std::string job;
        Hash256 tx;
        Bytes rows;
    };
    std::vector<Unsynced> m_unsynced;
    Recovered m_recovered;
    std::set<std::pair<const SegmentLog*, std::uint64_t>> m_keptNow;  // segments with damage first seen by this start

    std::mutex m_accounts;  // guards the next group
    std::vector<Account> m_recordAccounts;
    std::map<std::uint64_t, std::uint64_t> m_batchAccounts;  // segment -> unfinished batches
    std::uint64_t m_currentBatchSegment = 0, m_currentRecordSegment = 0;
    std::uint64_t m_nextRow = 1, m_nextBatch = 1;
    std::map<std::string, std::uint64_t, std::less<>> m_liveSources;

    std::atomic<Height> m_committedHeight{0};

    std::mutex m_saveMutex;  // one writer of state.json at a time, the newest state last
};

// Whether a live row's record is still in records/, from the files alone.
Result<bool> waitsInJournal(const std::filesystem::path& folder, std::string_view job, std::uint64_t row);

}  // namespace meterseal::upload
