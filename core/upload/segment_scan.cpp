#include "upload/segment_scan.h"

#include "meterseal/crypto/sha256.h"

#include <algorithm>
#include <cstring>

namespace meterseal::upload {
namespace {

constexpr std::uint32_t kMaxFrameBytes = 1u << 30;
constexpr std::uint8_t kMostTypes = 8;  // of frames other than marks
constexpr std::size_t kSearchBytes = 1u << 20;
constexpr std::uint64_t kSectorBytes = 512;  // what a disk writes as a whole or not at all
constexpr std::uint64_t kLeastZeros = 16;    // fewer may be a frame's own
constexpr std::uint64_t kMostZerosAtEnd = 16;

bool readExactly(const File& file, std::uint8_t* out, std::size_t size, std::uint64_t offset)
{
    const auto got = file.readAt(offset, out, size);
    return got && *got == size;
}

}  // namespace

bool onlyZeros(const File& file, std::uint64_t from, std::uint64_t to)
{
    std::uint8_t piece[4096];
    while (from < to) {
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(sizeof piece, to - from));
        if (!readExactly(file, piece, size, from) ||
            !std::all_of(piece, piece + size, [](std::uint8_t byte) { return byte == 0; })) {
            return false;
        }
        from += size;
    }
    return true;
}

bool readFrame(const File& file, std::uint64_t offset, std::uint64_t size, Frame& frame)
{
    std::uint8_t head[kFrameHeadBytes];
    if (size < kFrameHeadBytes || offset > size - kFrameHeadBytes ||
        !readExactly(file, head, kFrameHeadBytes, offset)) {
        return false;
    }
    std::uint32_t length = 0;
    std::memcpy(&length, head, 4);
    if (length > kMaxFrameBytes || length > size - offset - kFrameHeadBytes) {
        return false;
    }
    frame.type = head[4];
    frame.payload.resize(length);
    if (!readExactly(file, frame.payload.data(), length, offset + kFrameHeadBytes)) {
        return false;
    }
    const Hash256 sum = crypto::sha256Prefixed(frame.type, frame.payload);
    return std::memcmp(sum.data(), head + 5, 8) == 0;
}

std::uint64_t frameEnd(std::uint64_t offset, const Frame& frame)
{
    return offset + kFrameHeadBytes + frame.payload.size();
}

std::uint64_t findGoodFrame(const File& file, std::uint64_t bad, std::uint64_t size)
{
    Frame frame;
    std::uint8_t head[kFrameHeadBytes];
    std::uint32_t length = 0;
    if (size - bad >= kFrameHeadBytes && readExactly(file, head, kFrameHeadBytes, bad)) {
        std::memcpy(&length, head, 4);
        const std::uint64_t next = bad + kFrameHeadBytes + length;
        if (length <= kMaxFrameBytes && next < size && readFrame(file, next, size, frame)) {
            return next;
        }
    }
    Bytes piece(kSearchBytes + kFrameHeadBytes);
    for (std::uint64_t from = bad + 1; from < size; from += kSearchBytes) {
        const auto got = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), size - from));
        if (!readExactly(file, piece.data(), got, from)) {
            return size;
        }
        for (std::size_t i = 0; i + kFrameHeadBytes <= got && i < kSearchBytes; ++i) {
            const std::uint8_t type = piece[i + 4];
            std::memcpy(&length, piece.data() + i, 4);
            const bool mark = type == kMark && length == kMarkBytes;
            const bool near = from == bad + 1 && type >= 1 && type <= kMostTypes && length <= size - from - i;
            if ((mark || near) && readFrame(file, from + i, size, frame)) {
                return from + i;
            }
        }
    }
    return size;
}

bool mayBeTorn(const File& file, std::uint64_t from, std::uint64_t size)
{
    std::uint64_t end = size;  // of what is there
    std::uint8_t piece[kSectorBytes];
    while (end > from) {
        const std::uint64_t begin = std::max(from, (end - 1) / kSectorBytes * kSectorBytes);
        const auto part = static_cast<std::size_t>(end - begin);
        if (!readExactly(file, piece, part, begin)) {
            return false;
        }
        const std::size_t used =
            std::string_view(reinterpret_cast<const char*>(piece), part).find_last_not_of('\0') + 1;
        end = begin + used;
        if (used > 0) {
            break;
        }
    }
    std::uint8_t head[kFrameHeadBytes];
    if (end - from < kFrameHeadBytes || onlyZeros(file, from, from + kFrameHeadBytes) ||
        !readExactly(file, head, kFrameHeadBytes, from)) {
        return true;
    }
    // A whole frame whose length alone was changed: its last bytes may be zeros.
    for (std::uint64_t tail = end; tail <= std::min(size, end + kMostZerosAtEnd); ++tail) {
        Bytes payload(static_cast<std::size_t>(tail - from - kFrameHeadBytes));
        if (readExactly(file, payload.data(), payload.size(), from + kFrameHeadBytes)) {
            const Hash256 sum = crypto::sha256Prefixed(head[4], payload);
            if (std::memcmp(sum.data(), head + 5, 8) == 0) {
                return false;
            }
        }
    }
    std::uint32_t length = 0;
    std::memcpy(&length, head, 4);
    const std::uint64_t claimed = from + kFrameHeadBytes + length;
    if (claimed > size) {
        return true;
    }
    for (std::uint64_t at = from; at < claimed;) {
        const std::uint64_t next = std::min(claimed, (at / kSectorBytes + 1) * kSectorBytes);
        if (next - at >= kLeastZeros && onlyZeros(file, at, next)) {
            return true;
        }
        at = next;
    }
    return false;
}

LogDamage damageAt(const File& file, LogPosition at, std::uint64_t end)
{
    LogDamage damage{at, end, {}};
    damage.bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(end - at.offset, LogDamage::kMostBytes)));
    if (!readExactly(file, damage.bytes.data(), damage.bytes.size(), at.offset)) {
        damage.bytes.clear();
    }
    return damage;
}

}  // namespace meterseal::upload
