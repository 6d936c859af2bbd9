// What stands in a segment file: whole frames, places that do not check out, and the next good frame behind one.
//
// Thread-safety: pure functions on an open file.
#pragma once

#include "meterseal/file/file.h"
#include "upload/segment_log.h"

namespace meterseal::upload {

inline constexpr std::size_t kFrameHeadBytes = 13;
inline constexpr std::uint8_t kMark = 255;
inline constexpr std::uint32_t kMarkBytes = 8;
inline constexpr std::size_t kMarkFrameBytes = kFrameHeadBytes + kMarkBytes;

bool onlyZeros(const File& file, std::uint64_t from, std::uint64_t to);

// Reads the frame at `offset` of an open file of `size` bytes; false where there is no whole one.
bool readFrame(const File& file, std::uint64_t offset, std::uint64_t size, Frame& frame);
std::uint64_t frameEnd(std::uint64_t offset, const Frame& frame);

// Where the next good frame begins behind a bad place, or `size`. A mark names its own offset, so that the search for
// one takes no bytes for what they are not; other frames are looked for where the bad one says that it ends, and at
// every byte near it.
std::uint64_t findGoodFrame(const File& file, std::uint64_t bad, std::uint64_t size);

// Can the bad place at `from`, which nothing good follows, be the rest of a write that a crash cut off? Not where every
// sector of the frame holds something: then all of it was on the disk once.
bool mayBeTorn(const File& file, std::uint64_t from, std::uint64_t size);

LogDamage damageAt(const File& file, LogPosition at, std::uint64_t end);

}  // namespace meterseal::upload
