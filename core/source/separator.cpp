#include "source/separator.h"

#include "source/csv_reader.h"

#include <algorithm>
#include <array>

namespace meterseal::source {

namespace {

// Columns without the empty ones at the end.
std::size_t usedColumns(const std::vector<std::string>& row)
{
    std::size_t used = row.size();
    while (used > 0 && row[used - 1].empty()) {
        --used;
    }
    return used;
}

}  // namespace

std::vector<std::vector<std::string>> sampleRows(std::string_view sample, const std::string& separator,
                                                 std::size_t skipLines, std::size_t max)
{
    std::vector<std::vector<std::string>> rows;
    auto text = TextInput::open(memoryInput(sample), Encoding::Utf8);
    if (!text) {
        return rows;
    }
    CsvReader reader(std::move(text).value(), separator);
    if (!reader.skipLines(skipLines)) {
        return rows;
    }
    TableRow row;
    while (rows.size() < max) {
        const Result<bool> more = reader.next(row);
        if (!more || !*more) {
            break;
        }
        if (row.fault == RowFault::None) {
            rows.emplace_back(row.cells.begin(), row.cells.end());
        }
    }
    return rows;
}

std::vector<std::string> separatorCandidates(std::string_view sample, std::size_t skipLines)
{
    constexpr std::size_t kRows = 50;
    const std::array<std::string, 5> candidates{"\t", ";", "|", "\xef\xbc\x8c", ","};
    std::vector<std::string> whole;
    std::vector<std::string> mostly;
    for (const std::string& candidate : candidates) {
        const auto rows = sampleRows(sample, candidate, skipLines, kRows);
        if (rows.empty() || rows.front().size() < 2) {
            continue;
        }
        const auto alike = static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [&rows](const auto& row) {
            return usedColumns(row) <= usedColumns(rows.front()) && row.size() >= usedColumns(rows.front());
        }));
        if (alike == rows.size()) {
            whole.push_back(candidate);
        } else if (alike * 2 > rows.size()) {
            mostly.push_back(candidate);
        }
    }
    return whole.empty() ? mostly : whole;
}

}  // namespace meterseal::source
