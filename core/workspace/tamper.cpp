#include "workspace/tamper.h"

#include "meterseal/base/time.h"
#include "meterseal/file/whole_file.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

namespace meterseal {

namespace {

// Columns of readings.csv.
enum Column : std::size_t { kMeter, kTime, kLitres, kUsed, kAlarm, kColumns };
constexpr std::size_t kMetersNeeded = 10;
constexpr std::size_t kReadingsNeeded = 12;
constexpr std::int64_t kMinuteMs = 60'000;

std::vector<std::string> split(const std::string& line)
{
    std::vector<std::string> cells(1);
    for (const char c : line) {
        if (c == ';') {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

std::string join(const std::vector<std::string>& cells)
{
    return fmt::format("{}", fmt::join(cells, ";"));
}

// One row of the copy being made.
struct CopyRow {
    std::vector<std::string> cells;
    bool deleted = false;
};

class Tamperer {
public:
    explicit Tamperer(const std::vector<ReadingRow>& rows) : m_rows(rows)
    {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            m_copy.push_back({split(rows[i].line), false});
            m_byMeter[rows[i].record.mn].push_back(i);
        }
    }

    // A place in each meter that has enough readings: in the middle of a UTC day, with neighbours on both sides in the
    // same batch and no daylight-saving change between them.
    bool choose()
    {
        for (auto& [mn, indexes] : m_byMeter) {
            std::stable_sort(indexes.begin(), indexes.end(), [&](std::size_t a, std::size_t b) {
                return m_rows[a].record.alarmTime < m_rows[b].record.alarmTime;
            });
            if (indexes.size() < kReadingsNeeded) {
                continue;
            }
            for (std::size_t k = indexes.size() / 3; k + 4 < indexes.size(); ++k) {
                if (k >= 1 && sameDay(indexes[k - 1], indexes[k + 3]) && sameOffset(indexes[k - 1], indexes[k + 3])) {
                    m_places.push_back({mn, k});
                    break;
                }
            }
        }
        return m_places.size() >= kMetersNeeded;
    }

    void plantAll()
    {
        alterValue(0, "1");  // a digit in front
        alterValue(1, "");
        alterValue(2, "9");
        deleteRow(3);
        insertRow(4);
        swapValues(5, 6);
        changeAlarm(7);
        changeTime(8);
        addUnknownMeter();
        addAfterLastBatch(9);
    }

    std::string text(const std::string& header)
    {
        std::string out = header + "\n";
        std::uint64_t line = 1;
        for (std::size_t i = 0; i < m_copy.size(); ++i) {
            if (m_copy[i].deleted) {
                continue;
            }
            ++line;
            for (const auto& [row, change] : m_pending) {
                if (row == i) {
                    m_planted[change].line = line;
                }
            }
            out += join(m_copy[i].cells) + "\n";
        }
        return out;
    }

    std::vector<PlantedChange> takePlanted() { return std::move(m_planted); }

private:
    struct Place {
        std::string mn;
        std::size_t k;
    };

    bool sameDay(std::size_t a, std::size_t b) const
    {
        constexpr std::int64_t kDayMs = 86'400'000;
        return m_rows[a].record.alarmTime.ms / kDayMs == m_rows[b].record.alarmTime.ms / kDayMs;
    }

    // Local time and UTC differ by the same at both rows.
    bool sameOffset(std::size_t a, std::size_t b) const
    {
        std::int64_t localA = 0;
        std::int64_t localB = 0;
        return localMs(m_copy[a].cells[kTime], localA) && localMs(m_copy[b].cells[kTime], localB) &&
               localA - m_rows[a].record.alarmTime.ms == localB - m_rows[b].record.alarmTime.ms;
    }

    std::size_t rowOf(std::size_t place, std::size_t offset = 0) const
    {
        const Place& p = m_places[place];
        return m_byMeter.at(p.mn)[p.k + offset];
    }

    void plant(std::size_t row, std::string what, const std::string& mn, Timestamp time, Verdict expected)
    {
        if (row != kNowhere) {
            m_pending.emplace_back(row, m_planted.size());
        }
        m_planted.push_back({std::move(what), mn, time, expected, 0});
    }

    void alterValue(std::size_t place, const std::string& digit)
    {
        const std::size_t row = rowOf(place);
        std::string& cell = m_copy[row].cells[kLitres];
        const std::string before = cell;
        // A digit put in front, or the last digit turned.
        if (digit.empty()) {
            cell.back() = cell.back() == '7' ? '3' : '7';
        } else {
            cell = digit + cell;
        }
        const HealthRecord& r = m_rows[row].record;
        plant(row, fmt::format("value changed from {} to {}", before, cell), r.mn, r.alarmTime, Verdict::Altered);
    }

    void deleteRow(std::size_t place)
    {
        const std::size_t row = rowOf(place);
        m_copy[row].deleted = true;
        const HealthRecord& r = m_rows[row].record;
        plant(kNowhere, "row deleted", r.mn, r.alarmTime, Verdict::Missing);
    }

    void insertRow(std::size_t place)
    {
        const std::size_t row = rowOf(place);
        const HealthRecord& r = m_rows[row].record;
        CopyRow extra = m_copy[row];
        const Timestamp time = shiftMinutes(extra.cells[kTime], r.alarmTime, 7);
        m_copy.push_back(std::move(extra));
        plant(m_copy.size() - 1, "row inserted", r.mn, time, Verdict::Extra);
    }

    void swapValues(std::size_t placeA, std::size_t placeB)
    {
        const std::size_t a = rowOf(placeA);
        const std::size_t b = rowOf(placeB);
        std::swap(m_copy[a].cells[kLitres], m_copy[b].cells[kLitres]);
        for (const std::size_t row : {a, b}) {
            const HealthRecord& r = m_rows[row].record;
            plant(row, fmt::format("value swapped with {} of another meter", m_copy[row].cells[kLitres]), r.mn,
                  r.alarmTime, Verdict::Altered);
        }
    }

    void changeAlarm(std::size_t place)
    {
        const std::size_t row = rowOf(place);
        std::string& cell = m_copy[row].cells[kAlarm];
        const std::string before = cell;
        cell = "tamperAlarm";
        const HealthRecord& r = m_rows[row].record;
        plant(row, fmt::format("alarm code changed from {} to {}", before, cell), r.mn, r.alarmTime, Verdict::Altered);
    }

    // Past the next two readings, so that the record leaves its own gap: one MISSING and one EXTRA.
    void changeTime(std::size_t place)
    {
        const std::size_t row = rowOf(place);
        const HealthRecord& r = m_rows[row].record;
        const Timestamp target = m_rows[rowOf(place, 2)].record.alarmTime;
        const std::int64_t minutes = (target.ms - r.alarmTime.ms) / kMinuteMs + 5;
        const Timestamp time = shiftMinutes(m_copy[row].cells[kTime], r.alarmTime, minutes);
        plant(kNowhere, fmt::format("time moved {} minutes on: gone from here", minutes), r.mn, r.alarmTime,
              Verdict::Missing);
        plant(row, fmt::format("time moved {} minutes on: new here", minutes), r.mn, time, Verdict::Extra);
    }

    void addUnknownMeter()
    {
        const std::size_t row = rowOf(0);
        CopyRow extra = m_copy[row];
        extra.cells[kMeter] = "not-a-registered-meter";
        m_copy.push_back(std::move(extra));
        plant(m_copy.size() - 1, "row of a meter that was never registered", "not-a-registered-meter",
              m_rows[row].record.alarmTime, Verdict::NotAnchored);
    }

    void addAfterLastBatch(std::size_t place)
    {
        const std::size_t last = m_byMeter.at(m_places[place].mn).back();
        const HealthRecord& r = m_rows[last].record;
        CopyRow extra = m_copy[last];
        const Timestamp time = shiftMinutes(extra.cells[kTime], r.alarmTime, 5);
        m_copy.push_back(std::move(extra));
        plant(m_copy.size() - 1, "row after the last anchored batch", r.mn, time, Verdict::NotAnchored);
    }

    // "dd/MM/yyyy HH:mm:ss" as milliseconds of local time.
    static bool localMs(const std::string& cell, std::int64_t& ms)
    {
        const auto number = [&](std::size_t at, std::size_t size) {
            int value = -1;
            std::from_chars(cell.data() + at, cell.data() + at + size, value);
            return value;
        };
        return cell.size() == 19 &&
               civilToMs(number(6, 4), number(3, 2), number(0, 2), number(11, 2), number(14, 2), number(17, 2), 0, ms);
    }

    // Moves the local time text and gives the record's new time; both move alike, because choose() saw to it.
    static Timestamp shiftMinutes(std::string& cell, Timestamp time, std::int64_t minutes)
    {
        std::int64_t local = 0;
        if (localMs(cell, local)) {
            const std::string moved = formatTimestamp(Timestamp{local + minutes * kMinuteMs});
            cell = fmt::format("{}/{}/{} {}", moved.substr(8, 2), moved.substr(5, 2), moved.substr(0, 4),
                               moved.substr(11, 8));
        }
        return Timestamp{time.ms + minutes * kMinuteMs};
    }

    static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
    const std::vector<ReadingRow>& m_rows;
    std::vector<CopyRow> m_copy;
    std::map<std::string, std::vector<std::size_t>> m_byMeter;
    std::vector<Place> m_places;
    std::vector<PlantedChange> m_planted;
    std::vector<std::pair<std::size_t, std::size_t>>
        m_pending;  // row of the copy, change: its line is known at the end
};

}  // namespace

Result<std::vector<PlantedChange>> writeTampered(const std::vector<ReadingRow>& rows, const std::string& header,
                                                 const std::filesystem::path& file)
{
    Tamperer tamperer(rows);
    if (!tamperer.choose()) {
        return makeError(
            ErrorCode::InvalidArgument, "sample.too-small",
            fmt::format(
                "The readings have fewer than {} meters with {} readings each, too few to plant every kind of change. "
                "The ledger is complete; only the tampered copy was not made.",
                kMetersNeeded, kReadingsNeeded));
    }
    tamperer.plantAll();
    MS_TRY(replaceFile(file, tamperer.text(header), kPrivateMode));
    return tamperer.takePlanted();
}

}  // namespace meterseal
