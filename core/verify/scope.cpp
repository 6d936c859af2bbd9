#include "meterseal/verify/scope.h"

#include <algorithm>
#include <array>

namespace meterseal {
namespace {

constexpr std::array<std::string_view, 4> kCoverages = {"not-stated", "file-meters", "all-meters", "extract"};

std::uint64_t lineBreaks(std::string_view text)
{
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        count += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) ? 1 : 0;
    }
    return count;
}

}  // namespace

std::string_view toString(Coverage coverage)
{
    return kCoverages[static_cast<std::size_t>(coverage)];
}

void HeldRecords::add(std::uint64_t count, Timestamp start, Timestamp end)
{
    records += count;
    ++batches;
    from = std::min(from.value_or(start), start);
    to = std::max(to.value_or(end), end);
}

void UnreadRows::add(const RejectedRow& row)
{
    ++m_count;
    const bool cut = row.original.size() >= kMaxOriginalBytes;
    const std::uint64_t breaks = lineBreaks(row.original);
    const bool ended = row.original.ends_with('\n') || row.original.ends_with('\r');
    const std::uint64_t lines = cut ? 0 : breaks + (ended ? 0 : 1);
    const std::uint64_t records = lines * m_recordsPerRow;
    if (!m_spans.empty() && lines > 0) {
        Span& last = m_spans.back();
        if (last.lines > 0 && last.firstLine + last.lines == row.line) {
            last.lines += lines;
            last.records += records;
            return;
        }
    }
    m_spans.push_back({row.line, lines, records, row.reason});
}

}  // namespace meterseal
