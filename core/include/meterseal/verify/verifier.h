// Verifier: is a local record the one that was anchored? PROTOCOL.md section 7 (paper section 3.2, figure 6).
//
// Order of work: the meter (registered, approved by both, activated, wallet and MN belong together), then the batch
// root, then, only where roots differ, the descent to exactly the records that differ. Every batch that is used is
// checked first: wire hash, signature of the meter's key, root of its leaves, its block's seal and transaction root.
//
// A verdict is never an Error; an Error means that the run as a whole could not be done. A batch that cannot be looked
// up gives UNDETERMINED for its records, never ALTERED, and does not stop the others.
//
// Thread-safety: one run per Verifier at a time; it owns its worker threads and uses the reader from one thread only.
#pragma once

#include "meterseal/ledger/reader.h"
#include "meterseal/record/health_record.h"
#include "meterseal/source/record_source.h"
#include "meterseal/verify/ledger_view.h"
#include "meterseal/verify/scope.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace meterseal {

enum class Verdict : std::uint8_t { Intact, Altered, Missing, Extra, Moved, NotAnchored, Undetermined };
inline constexpr std::size_t kVerdictCount = 7;
std::string_view toString(Verdict verdict);  // "INTACT", "ALTERED", ... "NOT_ANCHORED", "UNDETERMINED"

struct Finding {
    Verdict verdict = Verdict::Undetermined;
    std::string reason;   // stable: leaf.in-batch, leaf.differs, leaf.no-record, leaf.not-in-batch, meter.unknown,
                          // meter.not-active, no-batch-covers-time, later-batch-anchored, claim.other-place, and for
                          // UNDETERMINED row.unread, batch.*,
                          // meter.*, ledger.*: the list is in core/verify/README.md
    std::string message;  // one English sentence in plain words
    // Absent for MISSING, and for UNDETERMINED where a batch failed its check without leaving a record undetermined.
    std::optional<HealthRecord> record;
    std::uint64_t line = 0;  // in the file; 0: none (MISSING, single record)
    std::string mn;
    std::optional<Hash256> expectedLeaf;  // what the batch holds at this place
    std::optional<Hash256> foundLeaf;     // what the local record hashes to
    std::optional<Hash256> tx;
    std::optional<std::uint32_t> leafIndex;  // in the batch
    std::optional<Height> height;
    std::optional<Timestamp> anchoredAt;  // block time
    std::optional<Timestamp> batchStart, batchEnd;
};

// A record's place as a receipt, proof or bundle names it.
struct Claim {
    Hash256 tx;
    std::optional<std::uint32_t> leafIndex;
};

struct VerifyOptions {
    // What the file is said to hold. In an Extract records that the batches hold and the file does not are no finding,
    // only batches whose time covers a local record are looked at, and a record counts as ALTERED only where exactly
    // one leaf and one record are left between two matched neighbours; otherwise it is EXTRA.
    Coverage coverage = Coverage::NotStated;
    // The range the file is said to cover; batches of its meters inside it must be there. An end that is not given is
    // open where the other end or the coverage is stated; else it is, per meter, its first or last local record.
    std::optional<Timestamp> from, to;
    bool reportIntact = false;              // call the sink for INTACT records too
    std::size_t memoryRecords = 4u << 20;   // more local records than this are sorted in temporary files
    std::filesystem::path temporaryFolder;  // empty: the system's
    unsigned threads = 0;                   // 0: as many as cores
    // Borrowed: the rows the source's reject sink was given, on the calling thread. Without it rejects are counted by
    // the gaps in the row numbers, which do not show rejects after the last good row, and an anchored record that may
    // stand in such a row is MISSING.
    const UnreadRows* unread = nullptr;
};

struct VerifySummary {
    std::array<std::uint64_t, kVerdictCount> byVerdict{};  // records (MISSING: leaves)
    std::uint64_t rows = 0;                                // read from the file, rejects not counted
    std::uint64_t rejected = 0;                            // could not be read as records: NOT checked
    std::uint64_t quiet = 0;                               // in order, but no alarm flag is raised: no record
    std::uint64_t duplicates = 0;                          // identical rows beyond the first
    std::uint64_t meters = 0;
    std::uint64_t batchesChecked = 0;
    std::uint64_t batchesOutside = 0;  // batches of these meters outside the range: NOT checked
    std::uint64_t unread = 0;          // anchored records that may stand in rows that could not be read (UNDETERMINED)
    bool cancelled = false;            // the rest was NOT checked
    VerifyScope scope;

    std::uint64_t count(Verdict v) const { return byVerdict[static_cast<std::size_t>(v)]; }
    // Each record given is the anchored one, something was read, and nothing was rejected.
    bool intact() const;
    // Within the scope the ledger holds nothing that was not given. Nothing: an extract does not ask, or it could not
    // be told.
    std::optional<bool> complete() const;
    // Intact, and complete as far as somebody asks for it: what exit 0 and a green sign stand for.
    bool passes() const;
};
// "4,980 of 4,988 records in this file are the anchored ones (INTACT), from ... 3 were ALTERED, ...", what the ledger
// holds beside them, and what was not checked.
std::string describe(const VerifySummary& summary);

struct VerifyProgress {
    std::uint64_t bytesRead = 0, bytesTotal = 0;      // first phase: reading
    std::uint64_t recordsDone = 0, recordsTotal = 0;  // second phase: comparing; total 0 while reading
    VerifySummary soFar;
};

class Verifier {
public:
    // Borrows the reader, or the view.
    explicit Verifier(LedgerReader& reader);
    explicit Verifier(LedgerView& view);
    ~Verifier();

    Result<Finding> verifyRecord(const HealthRecord& record, const std::optional<Claim>& claim = std::nullopt);

    // `finding` is called from the calling thread, grouped by meter, ordered by time within a meter.
    Result<VerifySummary> verifyFile(RecordSource& source, const VerifyOptions& options,
                                     const std::function<void(const Finding&)>& finding,
                                     const std::function<void(const VerifyProgress&)>& progress = {},
                                     std::stop_token stop = {});

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace meterseal
