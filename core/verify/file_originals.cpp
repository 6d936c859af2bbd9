#include "meterseal/verify/file_originals.h"

#include "meterseal/record/canonical_json.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace meterseal {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostAround = 200'000;  // records of one meter that are kept
constexpr std::size_t kMostNear = 16;         // records that one search begins from
constexpr std::size_t kMostTimes = 64;
constexpr std::size_t kMostCodes = 64;
constexpr std::size_t kRead = 4096;
constexpr std::int64_t kDay = 86'400'000;

// What stands in the file of one meter around its open places.
struct Around {
    std::int64_t from = INT64_MAX, to = INT64_MIN;
    std::vector<HealthRecord> records;  // by time, once sorted
    std::set<std::string> codes;

    std::int64_t rhythm = 0;  // the commonest distance

    void settle()
    {
        std::ranges::stable_sort(records, {}, &HealthRecord::alarmTime);
        std::map<std::int64_t, std::size_t> distances;
        for (std::size_t i = 1; i < records.size(); ++i) {
            ++distances[records[i].alarmTime.ms - records[i - 1].alarmTime.ms];
        }
        distances.erase(0);
        const auto most = std::ranges::max_element(distances, {}, [](const auto& d) { return d.second; });
        rhythm = most == distances.end() ? 0 : most->first;
    }
};

}  // namespace

void OpenPlaces::take(const Finding& finding)
{
    const bool wanted = finding.verdict == Verdict::Altered || finding.verdict == Verdict::Missing;
    if (!wanted || !finding.expectedLeaf || !finding.tx || !finding.leafIndex) {
        return;
    }
    if (m_places.size() == kMost) {
        ++m_leftOut;
        return;
    }
    m_places.push_back({finding.mn, *finding.expectedLeaf, finding.record, finding.batchStart, finding.batchEnd,
                        *finding.tx, *finding.leafIndex, finding.height});
}

class FileOriginalsSearch {
public:
    FileOriginalsSearch(const OpenPlaces& places, const FileOriginalsOptions& options,
                        const std::function<void(std::uint64_t)>& progress, std::stop_token stop)
        : m_places(places.m_places), m_options(options), m_progress(progress), m_stop(std::move(stop))
    {
        m_result.places = m_places.size();
        m_result.leftOut = places.leftOut();
    }

    Result<FileOriginals> run(const std::filesystem::path& file, const MappingProfile& profile)
    {
        MS_TRY(readAround(file, profile));
        const auto end = Clock::now() + m_options.longest;
        for (const auto& [mn, places] : m_byMeter) {
            search(mn, places, end);
        }
        for (const OpenPlaces::Place& place : m_places) {
            if (const auto hit = m_hits.find(place.leaf); hit != m_hits.end()) {
                m_result.found.push_back({place.tx, place.leafIndex, place.height, place.held, hit->second});
            }
        }
        return std::move(m_result);
    }

private:
    using Place = OpenPlaces::Place;

    Status readAround(const std::filesystem::path& file, const MappingProfile& profile)
    {
        for (const Place& place : m_places) {
            Around& around = m_around[place.mn];
            around.codes.insert(m_options.alarmCodes.begin(), m_options.alarmCodes.end());
            m_byMeter[place.mn].push_back(&place);
            if (place.held) {
                around.from = std::min(around.from, place.held->alarmTime.ms - kDay);
                around.to = std::max(around.to, place.held->alarmTime.ms + kDay);
            }
            if (place.from && place.to) {
                around.from = std::min(around.from, place.from->ms - kDay);
                around.to = std::max(around.to, place.to->ms + kDay);
            }
        }
        MS_ASSIGN(const auto source, RecordSource::open(file, profile, [](const RejectedRow&) {}));
        std::vector<SourceRow> rows;
        for (;;) {
            MS_ASSIGN(const std::size_t count, source->read(rows, kRead));
            if (count == 0 || m_stop.stop_requested()) {
                break;
            }
            for (std::size_t i = 0; i < count; ++i) {
                const HealthRecord& record = rows[i].record;
                const auto found = m_around.find(record.mn);
                if (found == m_around.end()) {
                    continue;
                }
                Around& around = found->second;
                if (around.codes.size() < kMostCodes) {
                    around.codes.insert(record.alarmCode);
                }
                if (record.alarmTime.ms >= around.from && record.alarmTime.ms <= around.to &&
                    around.records.size() < kMostAround) {
                    around.records.push_back(record);
                }
            }
        }
        for (auto& [mn, around] : m_around) {
            around.settle();
        }
        return {};
    }

    // The neighbours of a missing reading, and the times at which the rhythm of the others would have it: every gap
    // within its batch.
    static void addGaps(const Around& around, const Place& place, OriginalSearchRequest& request)
    {
        if (!place.from || !place.to) {
            return;
        }
        const auto first = std::ranges::lower_bound(around.records, *place.from, {}, &HealthRecord::alarmTime);
        const auto last = std::ranges::upper_bound(around.records, *place.to, {}, &HealthRecord::alarmTime);
        const auto before = first == around.records.begin() ? first : std::prev(first);
        const auto end = last == around.records.end() ? last : std::next(last);
        const auto add = [&](std::int64_t ms) {
            if (request.times.size() < kMostTimes) {
                request.times.push_back(Timestamp{ms});
            }
        };
        add(place.from->ms);  // the first and the last record of a batch give it its times
        add(place.to->ms);
        for (auto at = before; at != end; ++at) {
            const bool stands = std::next(at) != end;
            const std::int64_t gap = stands ? std::next(at)->alarmTime.ms - at->alarmTime.ms : around.rhythm;
            if (stands && around.rhythm > 0 && gap < around.rhythm * 3 / 2) {
                continue;
            }
            if (request.records.size() + 2 <= kMostNear) {
                request.records.push_back(*at);
                if (stands) {
                    request.records.push_back(*std::next(at));
                }
            }
            for (std::int64_t step = 1; around.rhythm > 0 && step <= 8; ++step) {
                add(at->alarmTime.ms + step * around.rhythm);
            }
            for (const std::int64_t parts : {2, 3, 4}) {
                for (std::int64_t part = 1; stands && part < parts; ++part) {
                    add(at->alarmTime.ms + gap * part / parts);
                }
            }
        }
        if (before != end) {
            add(before->alarmTime.ms - around.rhythm);
        }
    }

    // One search a place: what is found at one is not sought at the next.
    void search(const std::string& mn, const std::vector<const Place*>& places, Clock::time_point end)
    {
        const Around& around = m_around[mn];
        std::set<Hash256> wanted;
        for (const Place* place : places) {
            wanted.insert(place->leaf);
        }
        for (const Place* place : places) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
            if (!wanted.contains(place->leaf)) {
                continue;
            }
            if (left.count() <= 0 || m_stop.stop_requested()) {
                m_result.whole = false;
                return;
            }
            OriginalSearchRequest request;
            request.leaves.assign(wanted.begin(), wanted.end());
            request.alarmCodes.assign(around.codes.begin(), around.codes.end());
            request.registerDigits = m_options.registerDigits;
            request.threads = m_options.threads;
            request.longest = left;
            if (place->held) {
                request.records.push_back(*place->held);
                const auto at =
                    std::ranges::lower_bound(around.records, place->held->alarmTime, {}, &HealthRecord::alarmTime);
                if (at != around.records.begin()) {
                    request.records.push_back(*std::prev(at));
                }
                const auto after =
                    std::ranges::upper_bound(around.records, place->held->alarmTime, {}, &HealthRecord::alarmTime);
                if (after != around.records.end()) {
                    request.records.push_back(*after);
                }
            } else {
                addGaps(around, *place, request);
            }
            const std::uint64_t before = m_result.candidates;
            const OriginalSearchResult found = searchOriginals(
                request,
                [&](std::uint64_t guesses) {
                    if (m_progress) {
                        m_progress(before + guesses);
                    }
                },
                m_stop);
            m_result.candidates += found.candidates;
            m_result.whole = m_result.whole && found.whole;
            for (const FoundOriginal& original : found.found) {
                wanted.erase(original.leaf);
                m_hits.emplace(original.leaf, original);
            }
            if (m_progress) {
                m_progress(m_result.candidates);
            }
        }
    }

    const std::vector<Place>& m_places;
    const FileOriginalsOptions& m_options;
    const std::function<void(std::uint64_t)>& m_progress;
    std::stop_token m_stop;
    std::map<std::string, Around> m_around;
    std::map<std::string, std::vector<const Place*>> m_byMeter;
    std::map<Hash256, FoundOriginal> m_hits;
    FileOriginals m_result;
};

std::string describe(const FileOriginal& found)
{
    const HealthRecord& was = found.original.record;
    std::string text = fmt::format("{}, {}leaf {}: anchored was {}", was.mn,
                                   found.height ? fmt::format("block {}, ", *found.height) : "", found.leafIndex + 1,
                                   canonicalRecord(was));
    std::vector<std::string> differs;
    if (found.held) {
        if (found.held->value != was.value) {
            differs.push_back(
                fmt::format("value {}, not {}", formatNumber(was.value), formatNumber(found.held->value)));
        }
        if (found.held->alarmTime != was.alarmTime) {
            differs.push_back(
                fmt::format("time {}, not {}", formatTimestamp(was.alarmTime), formatTimestamp(found.held->alarmTime)));
        }
        if (found.held->alarmCode != was.alarmCode) {
            differs.push_back(fmt::format("code {}, not {}", was.alarmCode, found.held->alarmCode));
        }
    }
    return text + (differs.empty() ? "" : fmt::format(" ({})", fmt::join(differs, "; "))) +
           fmt::format(". Found by search ({}) and proved by its hash.", found.original.kind);
}

std::string describe(const FileOriginals& all)
{
    std::string text = fmt::format("The anchored record was found at {} of {} places, in {} guesses", all.found.size(),
                                   all.places, all.candidates);
    text += all.whole ? "." : "; the search was cut short.";
    if (all.found.size() < all.places) {
        text += " Where it was not found, that says nothing.";
    }
    if (all.leftOut > 0) {
        text += fmt::format(" {} more places were NOT searched.", all.leftOut);
    }
    return text;
}

Result<FileOriginals> searchFileOriginals(const std::filesystem::path& file, const MappingProfile& profile,
                                          const OpenPlaces& places, const FileOriginalsOptions& options,
                                          const std::function<void(std::uint64_t)>& progress, std::stop_token stop)
{
    return FileOriginalsSearch(places, options, progress, std::move(stop)).run(file, profile);
}

}  // namespace meterseal
