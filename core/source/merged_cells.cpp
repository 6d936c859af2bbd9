#include "source/merged_cells.h"

#include <algorithm>
#include <charconv>

namespace meterseal::source {

namespace {

constexpr std::size_t kMaxRanges = 100'000;
constexpr std::size_t kMaxColumns = 16'384;
constexpr std::uint64_t kMaxRows = 1'048'576;
constexpr std::string_view kElement = "mergeCell ";
constexpr std::size_t kMaxElementBytes = 200;

}  // namespace

std::optional<CellPlace> placeOf(std::string_view reference)
{
    CellPlace place;
    std::size_t at = 0;
    for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && at < 3; ++at) {
        place.column = place.column * 26 + static_cast<std::size_t>(reference[at] - 'A') + 1;
    }
    const char* const end = reference.data() + reference.size();
    const auto digits = std::from_chars(reference.data() + at, end, place.row);
    if (place.column == 0 || place.column > kMaxColumns || digits.ec != std::errc() || digits.ptr != end ||
        place.row == 0 || place.row > kMaxRows) {
        return std::nullopt;
    }
    --place.column;
    return place;
}

void MergedCells::take(std::string_view element)
{
    constexpr std::string_view kRef = "ref=\"";
    const std::size_t from = element.find(kRef);
    if (from == std::string_view::npos || m_ranges.size() == kMaxRanges) {
        return;
    }
    std::string_view ref = element.substr(from + kRef.size());
    ref = ref.substr(0, ref.find('"'));
    const std::size_t colon = ref.find(':');
    if (colon == std::string_view::npos) {
        return;
    }
    const auto first = placeOf(ref.substr(0, colon));
    const auto last = placeOf(ref.substr(colon + 1));
    if (first && last && first->row <= last->row && first->column <= last->column) {
        m_ranges.push_back({*first, *last, {}, {}});
    }
}

Result<MergedCells> MergedCells::find(ByteInput& sheet)
{
    MergedCells found;
    std::string window;
    for (bool more = true; more;) {
        const std::size_t before = window.size();
        MS_TRY(readUpTo(sheet, 256 * 1024, window));
        more = window.size() > before;
        std::size_t at = 0;
        for (;;) {
            const std::size_t element = window.find(kElement, at);
            if (element == std::string::npos) {
                at = std::max(at, window.size() - std::min(window.size(), kElement.size()));
                break;
            }
            const std::size_t end = window.find('>', element);
            if (end == std::string::npos && window.size() - element < kMaxElementBytes && more) {
                at = element;
                break;
            }
            found.take(std::string_view(window).substr(element, std::min(end - element, kMaxElementBytes)));
            at = element + kElement.size();
        }
        window.erase(0, at);
    }
    std::sort(found.m_ranges.begin(), found.m_ranges.end(),
              [](const Range& a, const Range& b) { return a.from.row < b.from.row; });
    return found;
}

void MergedCells::fillOne(Range& range, bool first, std::vector<std::string>& cells, std::vector<CellFault>& faults)
{
    if (first) {
        range.text = range.from.column < cells.size() ? cells[range.from.column] : std::string();
        const auto fault = std::find_if(faults.begin(), faults.end(),
                                        [&range](const CellFault& one) { return one.cell == range.from.column + 1; });
        range.fault = fault == faults.end() ? std::nullopt : std::optional(fault->kind);
    }
    if (range.text.empty()) {
        return;
    }
    cells.resize(std::max(cells.size(), range.to.column + 1));
    for (std::size_t column = range.from.column; column <= range.to.column; ++column) {
        cells[column] = range.text;
        if (range.fault && !(first && column == range.from.column)) {
            faults.push_back({column + 1, *range.fault});
        }
    }
}

void MergedCells::fill(std::uint64_t row, std::vector<std::string>& cells, std::vector<CellFault>& faults)
{
    std::erase_if(m_active, [row](const Range* range) { return range->to.row < row; });
    for (Range* const range : m_active) {
        fillOne(*range, false, cells, faults);
    }
    for (; m_next < m_ranges.size() && m_ranges[m_next].from.row <= row; ++m_next) {
        Range& range = m_ranges[m_next];
        if (range.to.row < row) {
            continue;
        }
        fillOne(range, range.from.row == row, cells, faults);  // a row left out before had nothing in it
        m_active.push_back(&range);
    }
}

}  // namespace meterseal::source
