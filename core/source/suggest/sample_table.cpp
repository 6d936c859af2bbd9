#include "source/suggest/sample_table.h"

#include "source/csv_reader.h"
#include "source/sample_json.h"
#include "source/suggest/alarm_words.h"
#include "source/suggest/clock_names.h"
#include "source/suggest/column_facts.h"
#include "source/value_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <limits>
#include <map>
#include <optional>

namespace meterseal::source {

namespace {

constexpr std::size_t kMaxPreamble = 40;
constexpr std::size_t kMaxUnitRows = 2;
using Cells = std::vector<std::string>;

struct RawTable {
    std::vector<Cells> rows;
    std::vector<std::uint64_t> lines;
};

bool isEmpty(const Cells& row)
{
    return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return cell.empty(); });
}

std::size_t usedCells(const Cells& row)
{
    std::size_t used = row.size();
    while (used > 0 && row[used - 1].empty()) {
        --used;
    }
    return used;
}

// A tab at the front may mark text.
std::string_view withoutBlanks(std::string_view cell)
{
    const std::size_t from = cell.find_first_not_of(' ');
    return from == std::string_view::npos ? std::string_view()
                                          : cell.substr(from, cell.find_last_not_of(' ') - from + 1);
}

RawTable rawRows(std::string_view sample, const std::string& separator)
{
    RawTable table;
    auto text = TextInput::open(memoryInput(sample), Encoding::Utf8);
    if (!text) {
        return table;
    }
    CsvReader reader(std::move(text).value(), separator);
    TableRow row;
    while (table.rows.size() < kSampleRows + kMaxPreamble) {
        const Result<bool> more = reader.next(row);
        if (!more || !*more) {
            break;
        }
        Cells cells;
        for (const std::string_view cell : row.cells) {
            cells.emplace_back(withoutBlanks(cell));
        }
        if (row.fault == RowFault::None && !isEmpty(cells)) {
            table.rows.push_back(std::move(cells));
            table.lines.push_back(row.line);
        }
    }
    return table;
}

bool isTime(const std::string& cell)
{
    return !cell.empty() && (!fittingTimeFormats({cell}).formats.empty() || !fittingClockFormats({cell}).empty());
}

// Cells that a header would not have.
bool isTyped(const std::string& cell)
{
    return looksLikeNumber(cell) || isTime(cell);
}

std::size_t typedCells(const Cells& row)
{
    const auto typed = static_cast<std::size_t>(std::count_if(row.begin(), row.end(), isTyped));
    const bool clocks = std::count_if(row.begin(), row.end(), [](const std::string& cell) {
                            return !looksLikeNumber(cell) && !fittingClockFormats({cell}).empty();
                        }) >= 12;
    return clocks ? typed - clockNames(row).columns.size() : typed;  // the names of a day's columns
}

std::size_t knownNames(const Cells& row)
{
    return static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [](const std::string& cell) {
        const NamedColumn column = classifyColumn(cell);
        return !isTyped(cell) && (column.field || column.refused || column.flag ||
                                  *std::max_element(column.says.begin(), column.says.end()) >= 0.7);
    }));
}

// The number of cells that most rows have, without the empty ones at their ends.
std::size_t usualWidth(const RawTable& table)
{
    std::map<std::size_t, std::size_t> counts;
    for (const Cells& row : table.rows) {
        ++counts[row.size()];
    }
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? 0 : most->first;
}

// The number of times and numbers in most rows.
std::size_t usualTyped(const RawTable& table, std::size_t width)
{
    std::vector<std::size_t> counts;
    for (std::size_t i = 0; i < std::min<std::size_t>(table.rows.size(), 60); ++i) {
        if (table.rows[i].size() == width) {
            counts.push_back(typedCells(table.rows[i]));
        }
    }
    std::sort(counts.begin(), counts.end());
    return counts.empty() ? 0 : counts[counts.size() / 2];
}

// "Total" below the records, in the languages of the field. Such a row is rejected when the file is read.
bool isTotal(const Cells& row)
{
    constexpr std::string_view kTotals[] = {"total", "totals", "sum",    "summe", "gesamt", "gesamtsumme", "totaal",
                                            "somme", "totale", "totaux", "suma",  "合计",   "总计",        "小计"};
    const auto first = std::find_if(row.begin(), row.end(), [](const std::string& cell) { return !cell.empty(); });
    if (first == row.end()) {
        return false;
    }
    std::string word = folded(*first);
    while (word.ends_with(':')) {
        word.pop_back();
    }
    return std::find(std::begin(kTotals), std::end(kTotals), word) != std::end(kTotals);
}

// The first row of the table: a header whose names say something, or the first row of the usual width with a time.
struct Layout {
    std::size_t first = 0;  // row of `RawTable`
    bool header = false;
    std::size_t unitRows = 0;
    double score = 0;  // how much the separator explains
};

bool isHeaderAt(const RawTable& table, std::size_t at, std::size_t width)
{
    const Cells& row = table.rows[at];
    if (usedCells(row) > width || usedCells(row) < std::min<std::size_t>(width, 2) || row.size() + 1 < width ||
        typedCells(row) > 0) {
        return false;
    }
    const std::size_t names = static_cast<std::size_t>(
        std::count_if(row.begin(), row.end(), [](const std::string& cell) { return !cell.empty(); }));
    return knownNames(row) > 0 || names + 1 >= width;
}

Layout layoutOf(const RawTable& table, std::size_t width)
{
    Layout layout;
    const std::size_t end = std::min(table.rows.size(), kMaxPreamble);
    // Records have times and numbers where most rows have them; the header is the last row before them that names
    // columns.
    const std::size_t usual = usualTyped(table, width);
    std::size_t record = 0;
    while (record < end && (table.rows[record].size() != width || typedCells(table.rows[record]) == 0 ||
                            typedCells(table.rows[record]) * 2 < usual)) {
        ++record;
    }
    constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
    std::size_t header = kNone;
    for (std::size_t i = 0; i < std::min(record, end); ++i) {
        const bool better = header != kNone && knownNames(table.rows[i]) < knownNames(table.rows[header]);
        if (isHeaderAt(table, i, width) && !better && (header == kNone || knownNames(table.rows[i]) > 0)) {
            header = i;
        }
    }
    if (record == end && header == kNone && !table.rows.empty()) {
        record = 0;
    }
    if (header != kNone && record < end && record - header - 1 > kMaxUnitRows) {
        header = kNone;
    }
    layout.header = header != kNone;
    layout.first = layout.header ? header : record < table.rows.size() ? record : 0;
    layout.unitRows = layout.header && record < end ? record - header - 1 : 0;
    return layout;
}

double scoreOf(const RawTable& table, const Layout& layout, std::size_t width)
{
    std::size_t alike = 0, typed = 0, rows = 0;
    const std::size_t end = std::min<std::size_t>(table.rows.size(), layout.first + 50);
    for (std::size_t i = layout.first + (layout.header ? 1 : 0); i < end; ++i, ++rows) {
        alike += table.rows[i].size() == width ? 1 : 0;
        typed += typedCells(table.rows[i]);
    }
    const double names = layout.header ? static_cast<double>(knownNames(table.rows[layout.first])) : 0;
    if (rows == 0) {
        return names;
    }
    return (static_cast<double>(typed) / static_cast<double>(rows) + names) * static_cast<double>(alike) /
           static_cast<double>(rows);
}

// Whether two columns beside each other hold digits alone in every row: a decimal comma may have made two of one, and
// an empty cell at the end made room for it.
bool isSplit(std::vector<Cells>::const_iterator from, std::vector<Cells>::const_iterator to)
{
    const auto digits = [](const std::string& cell) {
        return !cell.empty() && cell.find_first_not_of("0123456789") == std::string::npos;
    };
    for (std::size_t i = 1; from != to && i < from->size(); ++i) {
        if (std::all_of(from, to,
                        [&](const Cells& row) { return i < row.size() && digits(row[i - 1]) && digits(row[i]); })) {
            return true;
        }
    }
    return false;
}

void fill(SampleTable& out, RawTable&& raw, const Layout& layout, std::size_t width)
{
    out.found.header = layout.header;
    const bool lines = out.found.format != FileFormat::Sqlite && !raw.rows.empty();
    out.found.skipRows = lines ? static_cast<std::size_t>(raw.lines[layout.first] - 1) : 0;
    out.found.skipAfterHeader = layout.unitRows;
    for (std::size_t i = 0; i < layout.first; ++i) {
        out.preamble.insert(out.preamble.end(), raw.rows[i].begin(), raw.rows[i].end());
    }
    std::size_t at = layout.first;
    if (layout.header) {
        out.columns = raw.rows[at++];
        while (out.columns.size() > width && out.columns.back().empty()) {
            out.columns.pop_back();
        }
        for (std::size_t i = 0; i < layout.unitRows; ++i) {
            out.unitRows.push_back(raw.rows[at++]);
        }
        const auto from = raw.rows.begin() + static_cast<std::ptrdiff_t>(at);
        out.widerThanHeader =
            std::any_of(from, raw.rows.end(), [&](const Cells& row) { return usedCells(row) > out.columns.size(); }) ||
            (out.found.separator == "," && width > out.columns.size() && isSplit(from, raw.rows.end()));
    } else {
        for (std::size_t i = 1; i <= width; ++i) {
            out.columns.push_back(fmt::format("column {}", i));
        }
    }
    for (; at < raw.rows.size() && out.rows.size() < kSampleRows; ++at) {
        out.rows.push_back(std::move(raw.rows[at]));
    }
    constexpr std::size_t kMostTotals = 3;
    for (std::size_t i = 0; i < kMostTotals && out.rows.size() > 1 && isTotal(out.rows.back()); ++i) {
        out.totals.push_back(std::move(out.rows.back()));
        out.rows.pop_back();
    }
}

}  // namespace

SampleTable sampleDelimited(std::string_view sample, const std::string& separator)
{
    struct Fit {
        std::string separator;
        RawTable raw;
        Layout layout;
        std::size_t width = 0;
    };
    std::vector<Fit> fits;
    std::vector<std::string> tried(1, separator);
    if (separator.empty()) {
        constexpr std::string_view kTried[] = {"\t", ";", "|", "\xef\xbc\x8c", ","};
        tried.assign(std::begin(kTried), std::end(kTried));
    }
    for (const std::string& one : tried) {
        Fit fit{one, rawRows(sample, one), {}, 0};
        fit.width = usualWidth(fit.raw);
        if (fit.width < 2 && separator.empty()) {
            continue;
        }
        fit.layout = layoutOf(fit.raw, fit.width);
        fit.layout.score = scoreOf(fit.raw, fit.layout, fit.width);
        fits.push_back(std::move(fit));
    }
    SampleTable out;
    if (fits.empty()) {
        out.found.separator.assign(1, ',');
        RawTable raw = rawRows(sample, out.found.separator);
        const std::size_t width = usualWidth(raw);
        const Layout layout = layoutOf(raw, width);
        fill(out, std::move(raw), layout, width);
        return out;
    }
    std::stable_sort(fits.begin(), fits.end(),
                     [](const Fit& a, const Fit& b) { return a.layout.score > b.layout.score; });
    for (const Fit& fit : fits) {
        if (fits.size() > 1 && fit.layout.score >= fits.front().layout.score) {
            out.separators.push_back(fit.separator);
        }
    }
    if (out.separators.size() < 2) {
        out.separators.clear();
    }
    out.found.separator = fits.front().separator;
    fill(out, std::move(fits.front().raw), fits.front().layout, fits.front().width);
    return out;
}

Result<SampleTable> sampleOfTable(TableReader& reader, FileFormat format)
{
    RawTable raw;
    TableRow row;
    while (raw.rows.size() < kSampleRows + kMaxPreamble) {
        MS_ASSIGN(const bool any, reader.next(row));
        if (!any) {
            break;
        }
        Cells cells;
        for (const std::string_view cell : row.cells) {
            cells.emplace_back(withoutBlanks(cell));
        }
        if (!isEmpty(cells)) {
            raw.rows.push_back(std::move(cells));
            raw.lines.push_back(row.line);
        }
    }
    if (reader.sparse()) {  // cells behind a row's last one are not there
        std::size_t widest = 0;
        for (const Cells& cells : raw.rows) {
            widest = std::max(widest, cells.size());
        }
        for (Cells& cells : raw.rows) {
            cells.resize(widest);
        }
    }
    SampleTable out;
    out.found.format = format;
    const std::size_t width = usualWidth(raw);
    Layout layout = layoutOf(raw, width);
    if (format == FileFormat::Sqlite && !raw.rows.empty()) {
        layout = {0, true, 0, 0};
    }
    fill(out, std::move(raw), layout, width);
    return out;
}

SampleTable sampleOfJson(std::string_view sample, FileFormat format)
{
    SampleTable out;
    out.found.format = format;
    SampledJson sampled = sampleJson(sample, format, kSampleRows);
    out.columns = std::move(sampled.columns);
    out.rows = std::move(sampled.rows);
    return out;
}

FieldSource placeOf(const SampleTable& table, std::size_t column)
{
    FieldSource place;
    const std::string& name = table.columns[column];
    const bool own = std::count(table.columns.begin(), table.columns.end(), name) == 1;
    if (!isTable(table.found.format) || (table.found.header && own && !name.empty())) {
        place.name = name;
    } else {
        place.column = column + 1;
    }
    return place;
}

}  // namespace meterseal::source
