// One meter's verification from its local records to its findings.
//
//   load (checkBatch* | in any order, on any thread) finish (forEachFinding | counts)
//
// load() uses the reader and belongs to its thread. checkBatch() may run at once for different batches; finish() after
// all of them, forEachFinding() after finish().
#pragma once

#include "verify/ledger_checks.h"
#include "verify/local_records.h"
#include "verify/matcher.h"

#include "meterseal/verify/verifier.h"

#include <array>
#include <atomic>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace meterseal::verify {

// What the jobs of one run have in common.
struct RunContext {
    LedgerView& view;  // its thread only
    const Genesis& genesis;
    const LocalRecords& records;
    Coverage coverage = Coverage::NotStated;
    std::optional<Timestamp> from, to;
    std::stop_token stop;

    bool extract() const { return coverage == Coverage::Extract; }
    // Somebody said what the file holds: an end that is not given is open.
    bool stated() const { return coverage != Coverage::NotStated || from || to; }
};

class MeterJob {
public:
    MeterJob(RunContext& run, std::vector<LocalRecord> records);

    // Looks everything up. `also`: a batch to check whatever its time (a claim names it), by its place in the log.
    void load(const std::optional<std::uint64_t>& also = std::nullopt);

    std::size_t batchCount() const { return m_batches.size(); }
    // Local records and anchored leaves: what it holds in memory.
    std::uint64_t weight() const { return m_rows + m_leaves; }
    void checkBatch(std::size_t batch);
    // Sorts, drops duplicates, checks the meter and matches. Not before every batch is checked.
    void finish(MatchScratch& scratch);
    // A task of this job met an exception (memory ran out).
    void fail(std::string message);

    // After finish():
    bool cancelled() const { return m_cancelled; }
    const std::optional<Error>& failure() const { return m_failure; }
    std::uint64_t duplicates() const { return m_duplicates; }
    std::uint64_t rows() const { return m_rows; }  // local records, duplicates counted
    std::uint64_t batchesOutside() const { return m_outside.size(); }
    const std::string& mn() const { return m_mn; }
    bool active() const { return m_meter.row.entry.state == MeterState::Active; }
    // What the ledger holds of this meter that the file has not, by where it lies from the file's records of it.
    void addHeld(VerifyScope& scope) const;
    // MISSING leaves that may stand in a row that could not be read: their place lies where such lines are. `left`: how
    // many records the rows of each span can still hold; counted down. Returns how many were found.
    std::uint64_t assignUnread(const std::vector<UnreadRows::Span>& spans, std::vector<std::uint64_t>& left);
    // All findings by time; those of INTACT records only where `intact`. Counts every verdict in `counts`. False where
    // a stop ended it early.
    bool forEachFinding(bool intact, std::array<std::uint64_t, kVerdictCount>& counts,
                        const std::function<void(const Finding&)>& take) const;
    // Where the batch with this log place stands among the checked ones.
    const LoadedBatch* batchAt(std::uint64_t seq) const;
    const std::vector<LocalRecord>& records() const { return m_records; }

    // For the run that schedules the parts: how many are not done, and whether all are.
    std::atomic<std::size_t> partsLeft{0};
    std::atomic<bool> done{false};

private:
    struct Whole {  // one verdict for every record of the meter
        Verdict verdict;
        Fault why;
    };

    void loadBatches(const std::vector<BatchRow>& listed, const std::optional<std::uint64_t>& also);
    bool wanted(const BatchRow& batch) const;
    bool loadMeter(std::vector<BatchRow>& listed);
    std::optional<Fault> compareList(const std::vector<BatchRow>& listed);

    Finding findingOf(const LocalRecord& record, const LocalOutcome& outcome) const;
    Finding findingOf(const MissingLeaf& missing) const;
    Finding findingOf(const Fault& fault, std::size_t batch) const;
    bool laterAnchored(const HealthRecord& record) const;
    void describePlace(const Place& place, Finding& finding) const;

    RunContext& m_run;
    std::vector<LocalRecord> m_records;
    const std::uint64_t m_rows;
    std::string m_mn;

    LoadedMeter m_meter;
    std::vector<LoadedBatch> m_batches;  // in log order
    std::vector<BatchRow> m_outside;     // listed, not looked at
    std::vector<Timestamp> m_times;      // of the local records: of an extract all, else the first and the last
    Timestamp m_lastStart;               // the latest start of any listed batch
    const std::vector<UnreadRows::Span>* m_spans = nullptr;
    std::uint64_t m_leaves = 0;          // as the list counts them
    std::optional<Result<TxRow>> m_tip;  // the last listed batch
    std::optional<Fault> m_listFault;    // the list of batches contradicts the meter's row
    std::optional<Whole> m_whole;

    std::uint64_t m_duplicates = 0;
    MatchOutcome m_outcome;
    std::atomic<bool> m_cancelled{false};
    std::optional<Error> m_failure;
    std::once_flag m_failed;
};

}  // namespace meterseal::verify
