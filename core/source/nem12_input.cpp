#include "source/nem12_input.h"

#include "source/field_text.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <vector>

namespace meterseal::source {

namespace {

constexpr std::string_view kMark = "100,NEM12,";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kHeader =
    "nmi,register,serial,interval start,interval end,alarm code,value,unit,quality,line\n";
constexpr std::size_t kBlock = 64 * 1024;
constexpr std::size_t kMaxLine = 1024 * 1024;
constexpr int kMinutesOfDay = 24 * 60;

std::vector<std::string_view> cellsOf(std::string_view line)
{
    std::vector<std::string_view> cells;
    while (true) {
        const std::size_t comma = line.find(',');
        cells.push_back(trimmed(line.substr(0, comma)));
        if (comma == std::string_view::npos) {
            return cells;
        }
        line.remove_prefix(comma + 1);
    }
}

std::optional<int> numberOf(std::string_view text)
{
    int number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    return end.ec == std::errc() && end.ptr == text.data() + text.size() && number >= 0 ? std::optional(number)
                                                                                        : std::nullopt;
}

std::optional<std::chrono::sys_days> dayOf(std::string_view text)
{
    using namespace std::chrono;
    const std::optional<int> number = text.size() == 8 ? numberOf(text) : std::nullopt;
    if (!number) {
        return std::nullopt;
    }
    const year_month_day date{year(*number / 10000), month(static_cast<unsigned>(*number / 100 % 100)),
                              day(static_cast<unsigned>(*number % 100))};
    return date.ok() ? std::optional<sys_days>(date) : std::nullopt;
}

// On the clock of the market, which has no summer time.
std::string timeText(std::chrono::sys_days day, int minutes)
{
    const auto date = std::chrono::year_month_day(day + std::chrono::days(minutes / kMinutesOfDay));
    minutes %= kMinutesOfDay;
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:00+10:00", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), minutes / 60,
                       minutes % 60);
}

void appendQuoted(std::string_view text, std::string& out)
{
    const bool plain = text.find_first_of(",\"") == std::string_view::npos;
    out += plain ? "" : "\"";
    for (const char c : text) {
        out += c;
        out += c == '"' ? "\"" : "";
    }
    out += plain ? "" : "\"";
}

// "READING" of an actual value; else what the quality says of it. Where a meter has several registers each has codes
// of its own, because their values have the same time.
std::string codeOf(std::string_view quality, std::string_view suffix, bool several)
{
    std::string code = quality.starts_with('A')   ? "READING"
                       : quality.starts_with('E') ? "READING_ESTIMATED"
                       : quality.starts_with('S') ? "READING_SUBSTITUTED"
                       : quality.starts_with('F') ? "READING_FINAL_SUBSTITUTED"
                                                  : "READING_OF_UNKNOWN_QUALITY";
    if (several) {
        code += '_';
        code += suffix;
    }
    return code;
}

class Nem12Input : public ByteInput {
public:
    explicit Nem12Input(std::unique_ptr<ByteInput> bytes) : m_bytes(std::move(bytes)), m_out(kHeader) {}

    Result<std::size_t> read(char* to, std::size_t max) override
    {
        while (m_used == m_out.size()) {
            m_out.clear();
            m_used = 0;
            if (m_ended) {
                return std::size_t(0);
            }
            MS_TRY(takeBlock());
        }
        const std::size_t count = std::min(max, m_out.size() - m_used);
        std::copy_n(m_out.data() + m_used, count, to);
        m_used += count;
        return count;
    }
    std::uint64_t bytesRead() const override { return m_bytes->bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_bytes->bytesTotal(); }

private:
    struct Interval {
        std::string value, quality;
    };

    Status takeBlock();
    void takeLine(std::string_view line);
    bool takeRegister(const std::vector<std::string_view>& cells);
    bool takeDay(const std::vector<std::string_view>& cells);
    bool takeQuality(const std::vector<std::string_view>& cells);
    void giveDay();
    void refuse(std::string_view line);

    std::unique_ptr<ByteInput> m_bytes;
    std::string m_in, m_out;
    std::size_t m_used = 0;  // of m_out
    std::uint64_t m_line = 0;
    bool m_ended = false, m_closed = false, m_tooLong = false;

    std::string m_nmi, m_suffix, m_serial, m_unit;
    int m_minutes = 0;  // of an interval; 0: no register is open
    bool m_several = false;
    std::optional<std::chrono::sys_days> m_day;  // read and not yet given out
    std::uint64_t m_dayLine = 0;
    bool m_variable = false;  // 400 records say the day's qualities
    std::vector<Interval> m_intervals;
};

Status Nem12Input::takeBlock()
{
    const std::size_t before = m_in.size();
    MS_TRY(readUpTo(*m_bytes, kBlock, m_in));
    const bool last = m_in.size() == before;
    std::size_t from = 0;
    for (std::size_t end = m_in.find('\n', from); end != std::string::npos; end = m_in.find('\n', from)) {
        takeLine(std::string_view(m_in).substr(from, end - from));
        from = end + 1;
    }
    m_in.erase(0, from);
    if (m_in.size() > kMaxLine) {
        m_tooLong = true;
        m_in.resize(80);
    }
    if (last) {
        if (!m_in.empty()) {
            takeLine(m_in);
        }
        giveDay();
        if (!m_closed) {
            refuse("The file has no 900 record at its end: it is cut off.");
        }
        m_ended = true;
    }
    return {};
}

void Nem12Input::takeLine(std::string_view line)
{
    ++m_line;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == ',')) {
        line.remove_suffix(1);
    }
    if (line.starts_with(kByteOrderMark)) {
        line.remove_prefix(kByteOrderMark.size());
    }
    if (line.empty()) {
        return;
    }
    const std::vector<std::string_view> cells = cellsOf(line);
    const std::string_view kind = cells.front();
    bool good = !m_tooLong;
    m_tooLong = false;
    if (kind == "400") {
        good = good && takeQuality(cells);
    } else {
        giveDay();
        good = good && (kind == "300"   ? takeDay(cells)
                        : kind == "200" ? takeRegister(cells)
                        : kind == "900" ? (m_closed = true)
                                        : kind == "100" || kind == "500");
    }
    if (kind != "900" && m_closed) {
        m_closed = kind == "100" ? false : m_closed;  // another file behind it
    }
    if (!good) {
        refuse(line);
    }
}

bool Nem12Input::takeRegister(const std::vector<std::string_view>& cells)
{
    m_minutes = 0;
    constexpr std::size_t kNmi = 1, kConfiguration = 2, kSuffix = 4, kSerial = 6, kUnit = 7, kLength = 8;
    if (cells.size() <= kLength || cells[kNmi].empty()) {
        return false;
    }
    const std::optional<int> minutes = numberOf(cells[kLength]);
    if (!minutes || *minutes < 1 || *minutes > kMinutesOfDay || kMinutesOfDay % *minutes != 0) {
        return false;
    }
    m_minutes = *minutes;
    m_nmi = cells[kNmi];
    m_suffix = cells[kSuffix];
    m_serial = cells[kSerial];
    m_unit = cells[kUnit];
    m_several = cells[kConfiguration] != cells[kSuffix];
    return true;
}

bool Nem12Input::takeDay(const std::vector<std::string_view>& cells)
{
    constexpr std::size_t kFirst = 2;
    const std::size_t count = m_minutes == 0 ? 0 : static_cast<std::size_t>(kMinutesOfDay / m_minutes);
    const std::optional<std::chrono::sys_days> day = cells.size() > 1 ? dayOf(cells[1]) : std::nullopt;
    if (count == 0 || !day || cells.size() <= kFirst + count) {
        return false;
    }
    const std::string_view quality = cells[kFirst + count];
    // Where the quality should stand there is none: values are missing, or too many.
    if (quality.empty() || std::string_view("AEFNSV").find(quality.front()) == std::string_view::npos) {
        return false;
    }
    m_variable = quality.front() == 'V';
    m_intervals.clear();
    for (std::size_t i = 0; i < count; ++i) {
        m_intervals.push_back({std::string(cells[kFirst + i]), std::string(m_variable ? "" : quality)});
    }
    m_day = day;
    m_dayLine = m_line;
    return true;
}

bool Nem12Input::takeQuality(const std::vector<std::string_view>& cells)
{
    const std::optional<int> from = cells.size() > 3 ? numberOf(cells[1]) : std::nullopt;
    const std::optional<int> to = cells.size() > 3 ? numberOf(cells[2]) : std::nullopt;
    if (!m_day || !from || !to || *from < 1 || *from > *to || static_cast<std::size_t>(*to) > m_intervals.size() ||
        cells[3].empty()) {
        return false;
    }
    for (int i = *from; i <= *to; ++i) {
        m_intervals[static_cast<std::size_t>(i - 1)].quality = cells[3];
    }
    return true;
}

void Nem12Input::giveDay()
{
    if (!m_day) {
        return;
    }
    for (std::size_t i = 0; i < m_intervals.size(); ++i) {
        const Interval& interval = m_intervals[i];
        const int start = static_cast<int>(i) * m_minutes;
        const bool none = interval.quality.starts_with('N');
        for (const std::string_view text :
             {std::string_view(m_nmi), std::string_view(m_suffix), std::string_view(m_serial)}) {
            appendQuoted(text, m_out);
            m_out += ',';
        }
        m_out += timeText(*m_day, start) + ',' + timeText(*m_day, start + m_minutes) + ',';
        appendQuoted(codeOf(interval.quality, m_suffix, m_several), m_out);
        m_out += ',';
        appendQuoted(none ? std::string_view() : std::string_view(interval.value), m_out);
        m_out += ',';
        appendQuoted(m_unit, m_out);
        m_out += ',';
        appendQuoted(interval.quality, m_out);
        m_out += fmt::format(",{}\n", m_dayLine);
    }
    m_day.reset();
}

void Nem12Input::refuse(std::string_view line)
{
    m_out += '"';
    for (const char c : line.substr(0, kBlock)) {
        m_out += c == '"' ? '\'' : c;
    }
    m_out += fmt::format(" (line {} of the file)\"\n", m_line);
}

}  // namespace

bool isNem12(std::string_view head)
{
    head.remove_prefix(head.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
    return head.starts_with(kMark);
}

std::unique_ptr<ByteInput> nem12Input(std::unique_ptr<ByteInput> bytes)
{
    return std::make_unique<Nem12Input>(std::move(bytes));
}

}  // namespace meterseal::source
