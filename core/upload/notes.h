// Notes: what the uploader writes down of its work for whoever asks: its jobs, where each row ended, the charts'
// history. One SQLite file beside the two hot logs, notes.db, so that an answer is looked up and not
// searched for.
//
// What is noted waits in memory until flush(), which is one transaction. A job is on disk before it is acknowledged
// (flush durable), and so is all that was noted before a part of a hot log is reclaimed; anything else a crash may lose
// is found again from the logs and the ledger.
//
// Rows are found by their block of 4096: each batch (or list of rows that were passed over) has one entry a block that
// it has rows in, so where() reads the entries of one block, which are 4096 rows a run at most.
//
// Thread-safety: every method from any thread; noting never waits for the disk.
#pragma once

#include "meterseal/base/mutex.h"
#include "meterseal/upload/settled_rows.h"
#include "sqlite/database.h"
#include "upload/meter.h"

#include <optional>

namespace meterseal::upload {

std::filesystem::path notesFileOf(const std::filesystem::path& journal);

class Notes {
public:
    // Made where it is missing. The caller holds the journal's lock.
    static Result<std::unique_ptr<Notes>> open(const std::filesystem::path& journal);
    ~Notes();

    // A batch in the journal; once more is no harm.
    void sealed(std::uint64_t batch, std::string_view job, const Hash256& tx, ByteView rows);
    void replaced(std::uint64_t batch);  // by others with the same rows
    void submitted(std::span<const BatchPtr> batches, std::string_view node);
    void committed(const Batch& batch, Height height);  // its alarms are counted, once however often this is said
    void rejected(const Batch& batch, const Error& why);
    void rowRejected(std::string_view job, std::uint64_t row, std::string_view reason, std::string_view message);
    // Duplicates, and rows anchored before.
    void skipped(std::string_view job, RowStage stage, std::span<const std::uint64_t> rows);
    // Replaces what was noted of the job.
    void job(std::string_view id, std::string document);
    void point(HistoryStep step, const HistoryPoint& point);

    // On an Error what waited still waits. `durable`: it survives a power failure once this returns.
    // reason: upload.journal-io, upload.journal-damaged
    Status flush(bool durable);
    std::uint64_t bytes() const;

private:
    struct Impl;
    explicit Notes(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// The notes read beside a running uploader or without one; nothing on disk changes where nobody writes.
class NotesReader {
public:
    // No notes yet: everything is empty.
    static Result<NotesReader> open(const std::filesystem::path& journal);

    Result<std::vector<std::string>> jobs();  // documents, by id
    Result<std::optional<std::string>> job(std::string_view id);
    // Unknown where nothing is noted of it.
    Result<RowPlace> where(std::string_view job, std::uint64_t row);
    Result<SettledRows> settled(std::string_view job);
    Result<std::vector<HistoryPoint>> history(HistoryStep step, Timestamp from);
    Result<AlarmCounts> alarms(Timestamp from, Timestamp to);

private:
    Result<std::optional<std::int64_t>> numberOf(std::string_view job);
    Status takeSpots(std::int64_t job, std::uint64_t row, RowPlace& best);
    std::optional<sqlite::Database> m_db;
    std::int64_t m_version = 0;
};

}  // namespace meterseal::upload
