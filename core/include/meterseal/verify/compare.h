// Whose copy is the anchored one? One to four parties' files of the same meters, held against the ledger side by side:
// a row a place in the ledger where not all of them hold the anchored record, a column a party. Where none does, the
// original is searched for (original_search.h) and, when found, proved by its hash.
//
// Nothing here says who is right: that copies and ledger agree says nothing of the meter.
// Thread-safety: as the reader given; owns worker threads while it runs; callbacks come from the calling thread.
#pragma once

#include "meterseal/verify/original_search.h"
#include "meterseal/verify/verifier.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meterseal {

inline constexpr std::size_t kMostCopies = 4;

struct Copy {
    std::string party;  // shown as the column's name
    std::filesystem::path file;
    MappingProfile profile;
};

enum class CopyState : std::uint8_t {
    Outside,       // the place lies outside the times that this copy covers
    Intact,        // it holds the anchored record
    Altered,       // it holds another one at this place
    Missing,       // it covers the time and holds none
    Extra,         // a record that no batch holds
    Undetermined,  // could not be judged
};
std::string_view toString(CopyState state);  // "outside", "intact", ...

struct CopyCell {
    CopyState state = CopyState::Outside;
    std::optional<HealthRecord> record;
    std::uint64_t line = 0;  // in the copy's file
};

struct CompareRow {
    std::string mn;
    // The place; absent for records that no batch holds.
    std::optional<Hash256> tx, leaf;
    std::optional<std::uint32_t> leafIndex;
    std::optional<Height> height;
    std::vector<CopyCell> cells;  // as many as copies
    std::optional<FoundOriginal> original;
    std::string sentence;  // English: what the row says, and no more

    bool anyIntact() const;
};

struct CompareOptions {
    std::optional<Timestamp> from, to;
    std::chrono::milliseconds search{10'000};  // for all rows together; zero: no search
    int registerDigits = 0;                    // see OriginalSearchRequest
    std::size_t mostRows = 100'000;
};

struct CompareResult {
    std::vector<CompareRow> rows;  // by meter, then by place in the ledger
    std::uint64_t rowsLeftOut = 0;
    std::uint64_t allIntact = 0;        // places where every copy holds the anchored record
    std::vector<VerifySummary> copies;  // a verification of each
    std::uint64_t candidates = 0;       // guesses that were hashed
    bool searchedAll = true;            // false: time ran out, or it was stopped
};

struct CompareProgress {
    std::size_t copy = 0;  // being verified
    VerifyProgress verify;
    std::uint64_t candidates = 0;  // of the search
};

// reason: compare.copies (none, or more than four), verify.cancelled, those of RecordSource::open() and the ledger
Result<CompareResult> compareCopies(LedgerReader& reader, std::span<const Copy> copies, const CompareOptions& options,
                                    const std::function<void(const CompareProgress&)>& progress = {},
                                    std::stop_token stop = {});

}  // namespace meterseal
