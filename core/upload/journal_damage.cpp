#include "upload/journal_damage.h"

#include "meterseal/file/whole_file.h"
#include "upload/journal_frames.h"
#include "upload/segment_scan.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace meterseal::upload {
namespace {

constexpr std::size_t kMaxSegmentBytes = 64u << 20;

// The payload of the frame that stood there, as long as it says, or all that is left.
ByteView payloadOf(const LogDamage& damage)
{
    if (damage.bytes.size() <= kFrameHeadBytes) {
        return {};
    }
    std::uint32_t length = 0;
    std::memcpy(&length, damage.bytes.data(), 4);
    const std::size_t room = damage.bytes.size() - kFrameHeadBytes;
    return ByteView(damage.bytes).subspan(kFrameHeadBytes, std::min<std::size_t>(length, room));
}

std::string placeOf(const LogDamage& damage, const std::filesystem::path& segment)
{
    return fmt::format("bytes {} to {} of {}", damage.at.offset, damage.end, segment.string());
}

std::filesystem::path damagedName(const std::filesystem::path& segment)
{
    return std::filesystem::path(segment).replace_extension(".damaged");
}

std::string rowsText(const LostRows& lost)
{
    if (lost.firstRow == 0) {
        return lost.endRow == 0 ? "Records" : fmt::format("Records before row {}", lost.endRow);
    }
    return lost.endRow == 0 ? fmt::format("Records from row {} on", lost.firstRow)
           : lost.endRow == lost.firstRow + 1
               ? fmt::format("The record of row {}", lost.firstRow)
               : fmt::format("The records of rows {} to {}", lost.firstRow, lost.endRow - 1);
}

}  // namespace

LostRows lostRows(const LogDamage& damage, const std::filesystem::path& segment, std::optional<std::uint64_t> before,
                  std::optional<std::uint64_t> after)
{
    LostRows lost;
    lost.firstRow = before.value_or(0);
    lost.endRow = after.value_or(0);
    // What the bad frame itself says is believed only where its neighbours do not speak against it.
    decodeChunks(payloadOf(damage), [&](const LiveChunk& chunk) {
        const std::uint64_t end = chunk.firstRow + chunk.count;
        const bool plausible = chunk.count > 0 && chunk.count <= damage.bytes.size() && chunk.firstRow > 0 &&
                               end > chunk.firstRow && chunk.firstRow >= before.value_or(1) &&
                               (!after || end <= *after) &&
                               (!before || chunk.firstRow <= *before + damage.bytes.size());
        if (!plausible) {
            return false;
        }
        lost.job = chunk.job;
        lost.firstRow = lost.firstRow == 0 ? chunk.firstRow : lost.firstRow;
        lost.endRow = after ? *after : end;
        return true;
    });
    lost.text = fmt::format(
        "{}{} cannot be read from the upload journal any more: {} were changed. They were acknowledged and are not "
        "anchored from here unless they already are. All other records go on; the segment is kept as {}. Send these "
        "records again from where they came.",
        rowsText(lost), lost.job.empty() ? std::string() : fmt::format(" of {}", lost.job), placeOf(damage, segment),
        damagedName(segment).filename().string());
    return lost;
}

LostRows lostBatch(const LogDamage& damage, const std::filesystem::path& segment)
{
    LostRows lost;
    StoredBatch batch;
    const bool read = decodeBatch(payloadOf(damage), batch);
    lost.text = fmt::format(
        "A sealed batch{} cannot be read from the upload journal any more: {} were changed. If the ledger holds it, "
        "nothing is missing; records of a file are read from it again, and live ones as far as the journal has them. "
        "The segment is kept as {}. Verify these records against the ledger, and send again what is not anchored.",
        read ? fmt::format(" of {} records of meter {} ({} to {}, job {}, transaction {})", batch.count, batch.mn,
                           formatTimestamp(batch.start), formatTimestamp(batch.end), batch.job, batch.tx.hex())
             : std::string(),
        placeOf(damage, segment), damagedName(segment).filename().string());
    return lost;
}

Result<bool> keepDamaged(const std::filesystem::path& segment)
{
    const std::filesystem::path kept = damagedName(segment);
    std::error_code ignored;
    if (std::filesystem::exists(kept, ignored)) {
        return false;
    }
    MS_ASSIGN(const std::string content, readWhole(segment, kMaxSegmentBytes));
    MS_TRY(replaceFile(kept, content));
    return true;
}

}  // namespace meterseal::upload
