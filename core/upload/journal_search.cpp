// "Is row 48,211 of this producer still waiting?" from the journal's files alone, so that it can be asked beside a
// running uploader.
#include "upload/journal.h"

#include <algorithm>

namespace meterseal::upload {
namespace {

// The first row in a segment; 0 where it has none.
Result<std::uint64_t> firstRowOf(const std::filesystem::path& segment)
{
    std::uint64_t first = 0;
    MS_TRY(SegmentLog::readFile(segment, [&](const Frame& frame) {
        decodeChunks(frame.payload, [&](const LiveChunk& chunk) {
            first = chunk.firstRow;
            return false;
        });
        return false;
    }));
    return first;
}

}  // namespace

Result<bool> waitsInJournal(const std::filesystem::path& folder, std::string_view job, std::uint64_t row)
{
    // Rows ascend over the segments, so that one segment is read and no more.
    const std::vector<std::filesystem::path> segments = SegmentLog::files(folder / "records");
    std::size_t low = 0, high = segments.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        MS_ASSIGN(const std::uint64_t first, firstRowOf(segments[middle]));
        if (first != 0 && first <= row) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = false;
    if (low > 0) {
        MS_TRY(SegmentLog::readFile(segments[low - 1], [&](const Frame& frame) {
            decodeChunks(frame.payload, [&](const LiveChunk& chunk) {
                found = found || (chunk.job == job && row >= chunk.firstRow && row < chunk.firstRow + chunk.count);
                return !found;
            });
            return !found;
        }));
    }
    return found;
}

}  // namespace meterseal::upload
