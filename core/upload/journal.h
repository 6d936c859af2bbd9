// Journal: everything the uploader must remember over a crash.
//
//   records/   live records, as acknowledged: reclaimed once each is in a journalled batch, or rejected
//   batches/   signed batches, byte for byte, before any node sees them: reclaimed once committed, or rejected
//   places/    where each row ended, for "where is row 48,211?": oldest segments go when there are too many
//   jobs/      one small file a job;  state.json: the next row and batch number, and the live jobs' places
//
// A batch's end is not recovered from here but from the chain, so places/ needs no sync on the way.
//
// Thread-safety: writeRecords() from one thread, appendBatch/syncBatches from one thread, everything else from any.
#pragma once

#include "upload/codec.h"
#include "upload/meter.h"

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
bool decodeRecord(Reader& in, HealthRecord& record);  // reuses the record's memory
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
    std::uint64_t segment = 0;
};

struct Recovered {
    std::vector<StoredBatch> batches;  // in order; those that were replaced left out
    std::map<std::string, std::uint64_t> liveSources;
    std::set<std::string> liveJobs;  // with records that are still in records/
    std::uint64_t nextRow = 1, nextBatch = 1;
    std::uint64_t liveRows = 0;  // in records/, to be read again
    LogPosition firstRecord;
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
    Result<bool> readRecords(LogPosition from, Frame& frame) const { return m_records->read(from, frame); }
    std::uint64_t recordBytes() const { return m_records->bytes(); }
    // These live rows need their record no more. Reclaims whole segments.
    Status rowsDone(std::span<const std::uint64_t> rows);

    void appendBatch(Batch& batch);
    void appendReplaced(std::uint64_t id);
    Status syncBatches();
    // Reclaims whole segments.
    Status batchDone(const Batch& batch);

    // Notes for where(); written by flushPlaces().
    void noteCommitted(const Batch& batch, Height height);
    void noteBatchRejected(const Batch& batch, const Error& why);
    void noteRowRejected(std::string_view job, std::uint64_t row, std::string_view reason, std::string_view message);
    void noteSkipped(std::string_view job, RowStage stage, std::span<const std::uint64_t> rows);
    void noteSubmitted(std::span<const BatchPtr> batches, std::string_view node);
    Status flushPlaces(bool durable);

    std::uint64_t bytes() const { return m_records->bytes() + m_batches->bytes() + m_places->bytes(); }

private:
    struct Account {  // of one segment: what still needs it
        std::uint64_t segment = 0, firstRow = 0, endRow = 0, left = 0;
    };

    explicit Journal(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    Status lockFolder();
    Status recoverRecords();
    Status recoverBatches();
    Status loadState();
    Status saveState();
    void place(std::uint8_t type, const Bytes& payload);

    const std::filesystem::path m_folder;
    int m_lock = -1;
    std::unique_ptr<SegmentLog> m_records, m_batches, m_places;
    Recovered m_recovered;

    std::mutex m_accounts;  // guards the next group
    std::vector<Account> m_recordAccounts;
    std::map<std::uint64_t, std::uint64_t> m_batchAccounts;  // segment -> unfinished batches
    std::uint64_t m_currentBatchSegment = 0, m_currentRecordSegment = 0;
    std::uint64_t m_nextRow = 1, m_nextBatch = 1;
    std::map<std::string, std::uint64_t, std::less<>> m_liveSources;

    std::mutex m_placesMutex;  // guards appends to m_places
};

// Where a row stands, from the files alone.
Result<RowPlace> findRow(const std::filesystem::path& folder, std::string_view job, std::uint64_t row);

}  // namespace meterseal::upload
