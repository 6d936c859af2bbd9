#include "meterseal/verify/compare.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace meterseal {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostNear = 64;  // records that a search begins from
constexpr std::size_t kMostCodes = 64;

// What a search of one meter starts from.
struct Near {
    std::vector<HealthRecord> records;
    std::set<std::int64_t> times;
    std::set<std::string> codes;

    void add(const HealthRecord& record)
    {
        if (records.size() < kMostNear && std::ranges::find(records, record) == records.end()) {
            records.push_back(record);
        }
    }
};

// A place of the ledger: a transaction's number here, and a leaf of it.
using Place = std::uint64_t;

class Comparison {
public:
    Comparison(LedgerReader& reader, std::span<const Copy> copies, const CompareOptions& options,
               const std::function<void(const CompareProgress&)>& progress, std::stop_token stop)
        : m_reader(reader), m_copies(copies), m_options(options), m_progress(progress), m_stop(std::move(stop))
    {}

    Result<CompareResult> run()
    {
        if (m_copies.empty() || m_copies.size() > kMostCopies) {
            return makeError(ErrorCode::InvalidArgument, "compare.copies",
                             fmt::format("{} copies cannot be compared; one to {} can. Nothing was checked.",
                                         m_copies.size(), kMostCopies));
        }
        m_intact.resize(m_copies.size());
        for (std::size_t copy = 0; copy < m_copies.size(); ++copy) {
            MS_TRY(verify(copy));
        }
        collectRows();
        search();
        for (CompareRow& row : m_result.rows) {
            row.sentence = sentenceOf(row);
        }
        return std::move(m_result);
    }

private:
    // The last records of the meter that a run is at, for the neighbours of what is missing.
    struct Trail {
        std::string mn;
        std::optional<HealthRecord> last, lastButOne;
        bool gap = false;  // something was missing since `last`
    };

    Status verify(std::size_t copy)
    {
        MS_ASSIGN(const auto source,
                  RecordSource::open(m_copies[copy].file, m_copies[copy].profile, [](const RejectedRow&) {}));
        VerifyOptions options;
        options.reportIntact = true;
        options.from = m_options.from;
        options.to = m_options.to;
        Verifier verifier(m_reader);
        Trail trail;
        MS_ASSIGN(VerifySummary summary,
                  verifier.verifyFile(
                      *source, options, [&](const Finding& finding) { take(copy, finding, trail); },
                      [&](const VerifyProgress& at) {
                          if (m_progress) {
                              m_progress({copy, at, 0});
                          }
                      },
                      m_stop));
        if (summary.cancelled) {
            return makeError(ErrorCode::Cancelled, "verify.cancelled", "The comparison was stopped; nothing was told.");
        }
        m_result.copies.push_back(std::move(summary));
        return {};
    }

    Place placeOf(const Finding& finding)
    {
        const auto [known, isNew] = m_transactions.emplace(*finding.tx, m_transactions.size());
        return known->second << 13 | *finding.leafIndex;
    }

    void noteNear(const Finding& finding, Trail& trail)
    {
        if (trail.mn != finding.mn) {
            trail = {finding.mn, {}, {}, false};
        }
        Near& near = m_near[finding.mn];
        if (finding.record && near.codes.size() < kMostCodes) {
            near.codes.insert(finding.record->alarmCode);
        }
        if (finding.verdict != Verdict::Intact && finding.record) {
            near.add(*finding.record);
        }
        if (finding.verdict == Verdict::Missing) {
            trail.gap = true;
            if (trail.last) {
                near.add(*trail.last);
                if (trail.lastButOne) {
                    near.times.insert(2 * trail.last->alarmTime.ms - trail.lastButOne->alarmTime.ms);
                }
            }
            return;
        }
        if (!finding.record) {
            return;
        }
        if (trail.gap) {
            near.add(*finding.record);
            if (trail.last) {  // halves and thirds of the gap, as a rhythm would leave
                const std::int64_t gap = finding.record->alarmTime.ms - trail.last->alarmTime.ms;
                for (const std::int64_t parts : {2, 3, 4}) {
                    for (std::int64_t part = 1; part < parts; ++part) {
                        near.times.insert(trail.last->alarmTime.ms + gap * part / parts);
                    }
                }
            }
            trail.gap = false;
        }
        trail.lastButOne = trail.last;
        trail.last = finding.record;
    }

    void take(std::size_t copy, const Finding& finding, Trail& trail)
    {
        noteNear(finding, trail);
        const bool placed = finding.tx && finding.leafIndex;
        if (finding.verdict == Verdict::Intact && placed) {
            m_intact[copy].insert(placeOf(finding));
            return;
        }
        CopyCell cell{stateOf(finding.verdict), finding.record, finding.line};
        CompareRow* row = nullptr;
        if (placed) {
            row = &rowAt(m_places[placeOf(finding)]);
            row->tx = finding.tx;
            row->leafIndex = finding.leafIndex;
            row->leaf = finding.expectedLeaf;
            row->height = finding.height;
        } else if (finding.record) {
            row = &rowAt(m_extras[{finding.mn, canonicalRecord(*finding.record)}]);
        } else {
            return;  // a batch that failed its check: the copy's summary counts it
        }
        row->mn = finding.mn;
        row->cells[copy] = std::move(cell);
    }

    CompareRow& rowAt(CompareRow& row) const
    {
        row.cells.resize(m_copies.size());
        return row;
    }

    static CopyState stateOf(Verdict verdict)
    {
        switch (verdict) {
        case Verdict::Intact:
        case Verdict::Moved:
            return CopyState::Intact;
        case Verdict::Altered:
            return CopyState::Altered;
        case Verdict::Missing:
            return CopyState::Missing;
        case Verdict::Undetermined:
            return CopyState::Undetermined;
        default:
            return CopyState::Extra;
        }
    }

    void collectRows()
    {
        // Places that one copy holds and another does not even cover say nothing; those that all hold are counted.
        for (const Place place : m_intact[0]) {
            const bool all = std::ranges::all_of(m_intact, [&](const auto& copy) { return copy.contains(place); });
            m_result.allIntact += all ? 1 : 0;
        }
        const auto keep = [&](CompareRow&& row) {
            if (m_result.rows.size() < m_options.mostRows) {
                m_result.rows.push_back(std::move(row));
            } else {
                ++m_result.rowsLeftOut;
            }
        };
        for (auto& [place, row] : m_places) {
            for (std::size_t copy = 0; copy < m_copies.size(); ++copy) {
                if (m_intact[copy].contains(place)) {
                    row.cells[copy].state = CopyState::Intact;
                }
            }
            keep(std::move(row));
        }
        for (auto& [key, row] : m_extras) {
            keep(std::move(row));
        }
        std::ranges::stable_sort(m_result.rows, [](const CompareRow& a, const CompareRow& b) {
            constexpr Height kLast = ~Height{0};
            return std::tuple(a.mn, a.height.value_or(kLast), a.leafIndex.value_or(0)) <
                   std::tuple(b.mn, b.height.value_or(kLast), b.leafIndex.value_or(0));
        });
    }

    void search()
    {
        if (m_options.search.count() == 0) {
            return;
        }
        std::map<std::string, std::vector<CompareRow*>> open;
        for (CompareRow& row : m_result.rows) {
            if (row.leaf && !row.anyIntact()) {
                open[row.mn].push_back(&row);
            }
        }
        const auto end = Clock::now() + m_options.search;
        for (auto& [mn, rows] : open) {
            const Near& near = m_near[mn];
            OriginalSearchRequest request;
            for (const CompareRow* row : rows) {
                request.leaves.push_back(*row->leaf);
            }
            request.records = near.records;
            for (const std::int64_t ms : near.times) {
                request.times.push_back(Timestamp{ms});
            }
            request.alarmCodes.assign(near.codes.begin(), near.codes.end());
            request.registerDigits = m_options.registerDigits;
            request.longest = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
            const std::uint64_t before = m_result.candidates;
            const OriginalSearchResult found = searchOriginals(
                request,
                [&](std::uint64_t candidates) {
                    if (m_progress) {
                        m_progress({m_copies.size(), {}, before + candidates});
                    }
                },
                m_stop);
            m_result.candidates += found.candidates;
            m_result.searchedAll = m_result.searchedAll && found.whole;
            for (const FoundOriginal& original : found.found) {
                for (CompareRow* row : rows) {
                    if (*row->leaf == original.leaf) {
                        row->original = original;
                    }
                }
            }
        }
    }

    // "A and C"
    std::string names(const CompareRow& row, CopyState state) const
    {
        std::vector<std::string> all;
        for (std::size_t copy = 0; copy < m_copies.size(); ++copy) {
            if (row.cells[copy].state == state) {
                all.push_back(m_copies[copy].party);
            }
        }
        if (all.size() < 2) {
            return all.empty() ? std::string() : all.front();
        }
        const std::string last = all.back();
        all.pop_back();
        return fmt::format("{} and {}", fmt::join(all, ", "), last);
    }

    static bool agree(const CompareRow& row)
    {
        const CopyCell* first = nullptr;
        for (const CopyCell& cell : row.cells) {
            if (cell.state == CopyState::Outside) {
                continue;
            }
            if (first != nullptr && (cell.state != first->state || cell.record != first->record)) {
                return false;
            }
            first = first != nullptr ? first : &cell;
        }
        return true;
    }

    std::string sentenceOf(const CompareRow& row) const
    {
        const auto told = [&](CopyState state, std::string_view what) {
            const std::string who = names(row, state);
            return who.empty() ? std::string() : fmt::format(" {} {}.", who, what);
        };
        std::string text = told(CopyState::Undetermined, "could not be judged here");
        if (!row.tx) {
            return fmt::format("{}: a record that no batch holds.", names(row, CopyState::Extra)) + text;
        }
        const std::string rest =
            told(CopyState::Altered, "holds another record here") + told(CopyState::Missing, "holds none") + text;
        if (row.anyIntact()) {
            return fmt::format("Anchored is what {} holds.", names(row, CopyState::Intact)) + rest;
        }
        const std::string same = m_copies.size() > 1 && agree(row) ? " The copies agree with each other." : "";
        if (row.original) {
            return fmt::format(
                       "No copy holds the anchored record. It is {}: found by search ({}) and proved by its hash.",
                       canonicalRecord(row.original->record), row.original->kind) +
                   rest + same;
        }
        return fmt::format("No copy holds the anchored record; it was not found in {} guesses. This says nothing about "
                           "which copy is true.",
                           m_result.candidates) +
               rest + same;
    }

    LedgerReader& m_reader;
    std::span<const Copy> m_copies;
    const CompareOptions& m_options;
    const std::function<void(const CompareProgress&)>& m_progress;
    std::stop_token m_stop;

    std::unordered_map<Hash256, std::uint64_t> m_transactions;  // numbered as they come
    std::vector<std::unordered_set<Place>> m_intact;            // by copy
    std::map<Place, CompareRow> m_places;
    std::map<std::pair<std::string, std::string>, CompareRow> m_extras;  // by meter and canonical record
    std::map<std::string, Near> m_near;                                  // by meter
    CompareResult m_result;
};

}  // namespace

std::string_view toString(CopyState state)
{
    constexpr std::string_view kNames[] = {"outside", "intact", "altered", "missing", "extra", "undetermined"};
    return kNames[static_cast<std::size_t>(state)];
}

bool CompareRow::anyIntact() const
{
    return std::ranges::any_of(cells, [](const CopyCell& cell) { return cell.state == CopyState::Intact; });
}

Result<CompareResult> compareCopies(LedgerReader& reader, std::span<const Copy> copies, const CompareOptions& options,
                                    const std::function<void(const CompareProgress&)>& progress, std::stop_token stop)
{
    return Comparison(reader, copies, options, progress, std::move(stop)).run();
}

}  // namespace meterseal
