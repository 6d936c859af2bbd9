#include "source/separator.h"

#include "source/csv_reader.h"

#include <algorithm>
#include <array>

namespace meterseal::source {

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
    TextRow row;
    while (rows.size() < max) {
        const Result<bool> more = reader.next(row);
        if (!more || !*more) {
            break;
        }
        if (row.fault == RowFault::None) {
            rows.emplace_back(row.fields.begin(), row.fields.end());
        }
    }
    return rows;
}

std::vector<std::string> separatorCandidates(std::string_view sample, std::size_t skipLines)
{
    constexpr std::size_t kRows = 50;
    const std::array<std::string, 5> candidates{"\t", ";", "|", "\xef\xbc\x8c", ","};
    std::vector<std::string> fitting;
    for (const std::string& candidate : candidates) {
        const auto rows = sampleRows(sample, candidate, skipLines, kRows);
        const bool fits = !rows.empty() && rows.front().size() > 1 &&
                          std::all_of(rows.begin(), rows.end(),
                                      [&rows](const auto& row) { return row.size() == rows.front().size(); });
        if (fits) {
            fitting.push_back(candidate);
        }
    }
    return fitting;
}

}  // namespace meterseal::source
