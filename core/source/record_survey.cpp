#include "meterseal/source/record_survey.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <functional>

namespace meterseal {

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kYear2000Ms = 946'684'800'000;
constexpr std::size_t kMostRows = 10'000;

}  // namespace

// By a 64-bit hash of meter, code and time: the value and the row. Two records in two million that share a hash by
// chance are a matter of one file in eight million; such a pair would be asked about, not lost.
struct RecordSurvey::Seen {
    struct Entry {
        std::uint64_t value = 0, row = 0;
    };
    std::unordered_map<std::uint64_t, Entry> entries;
};

RecordSurvey::RecordSurvey(SurveyOptions options) : m_options(std::move(options)), m_seen(std::make_unique<Seen>())
{}
RecordSurvey::~RecordSurvey() = default;

void RecordSurvey::add(const SourceRow& row)
{
    const HealthRecord& record = row.record;
    RecordSummary& s = m_summary;
    s.first = s.records == 0 ? record.alarmTime : std::min(s.first, record.alarmTime);
    s.last = s.records == 0 ? record.alarmTime : std::max(s.last, record.alarmTime);
    ++s.records;
    ++m_perMeter[record.mn];
    s.inFuture += record.alarmTime.ms > m_options.now.ms + kDayMs ? 1 : 0;
    s.longPast += record.alarmTime.ms < kYear2000Ms ? 1 : 0;
    if (m_options.registeredAt) {
        const auto [known, isNew] = m_registered.try_emplace(record.mn);
        if (isNew) {
            known->second = m_options.registeredAt(record.mn);
        }
        s.beforeRegistration += known->second && record.alarmTime.ms < known->second->ms - 366 * kDayMs ? 1 : 0;
    }
    if (m_seen->entries.size() >= kMostCompared) {
        s.allCompared = false;
        return;
    }
    m_key.assign(record.mn);
    m_key += '\0';
    m_key += record.alarmCode;
    m_key += '\0';
    m_key += std::to_string(record.alarmTime.ms);
    const auto value = std::bit_cast<std::uint64_t>(record.value);
    const auto [seen, isNew] =
        m_seen->entries.try_emplace(std::hash<std::string>()(m_key), Seen::Entry{value, row.row});
    if (!isNew && seen->second.value != value) {
        ++s.otherValue;
        if (s.firstRows.size() < kMostRows) {
            s.firstRows.push_back(seen->second.row);
            s.laterRows.push_back(row.row);
        }
    }
}

void RecordSurvey::reject(const RejectedRow& row)
{
    ++m_summary.rejected;
    if (m_summary.rejectedBy[row.reason]++ == 0) {
        m_summary.rejectedFor[row.reason] = fmt::format("line {}: {}", row.line, row.message);
    }
}

RecordSummary RecordSurvey::finish(std::uint64_t quiet) &&
{
    m_summary.quiet = quiet;
    std::vector<std::uint64_t> counts;
    for (const auto& [mn, count] : m_perMeter) {
        counts.push_back(count);
    }
    std::sort(counts.begin(), counts.end());
    m_summary.meters = counts.size();
    if (!counts.empty()) {
        m_summary.fewest = counts.front();
        m_summary.median = counts[counts.size() / 2];
        m_summary.most = counts.back();
    }
    return std::move(m_summary);
}

Result<RecordSummary> surveyRecords(const std::filesystem::path& file, const MappingProfile& profile,
                                    SurveyOptions options, const std::function<bool()>& stop)
{
    RecordSurvey survey(std::move(options));
    MS_ASSIGN(const std::unique_ptr<RecordSource> source,
              RecordSource::open(file, profile, [&survey](const RejectedRow& row) { survey.reject(row); }));
    std::vector<SourceRow> rows;
    while (true) {
        MS_ASSIGN(const std::size_t count, source->read(rows, 4096));
        if (count == 0) {
            return std::move(survey).finish(source->quietRows());
        }
        for (std::size_t i = 0; i < count; ++i) {
            survey.add(rows[i]);
        }
        if (stop && stop()) {
            return makeError(ErrorCode::Cancelled, "source.stopped", "Stopped while reading; nothing was changed.");
        }
    }
}

std::vector<std::string> doubtsOf(const RecordSummary& s)
{
    std::vector<std::string> doubts;
    if (s.inFuture > 0) {
        doubts.push_back(
            fmt::format("{} records are later than now, the last of {}.", s.inFuture, formatTimestamp(s.last)));
    }
    if (s.longPast > 0) {
        doubts.push_back(fmt::format("{} records are from before 2000, the first of {}: the time of a clock that was "
                                     "never set?",
                                     s.longPast, formatTimestamp(s.first)));
    }
    if (s.beforeRegistration > 0) {
        doubts.push_back(fmt::format("{} records are older than their meter's registration by more than a year.",
                                     s.beforeRegistration));
    }
    if (s.otherValue > 0) {
        doubts.push_back(fmt::format("{} records have the meter, alarm code and time of another one and another value "
                                     "(rows {} and {}).",
                                     s.otherValue, s.firstRows.front(), s.laterRows.front()));
    }
    if (!s.allCompared) {
        doubts.push_back(
            fmt::format("Only the first {} records were compared with each other.", RecordSurvey::kMostCompared));
    }
    return doubts;
}

}  // namespace meterseal
