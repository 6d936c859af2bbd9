// SegmentLog: an append-only log of frames in numbered files, each frame with a checksum; whole segments are removed
// when nothing in them is wanted any more.
//
//   frame = size (4 bytes, of the payload) | type (1) | first 8 bytes of SHA256(type || payload) | payload
//
// append() collects in memory, sync() writes and calls fdatasync: what came before a successful sync() survives any
// crash. A crash may leave a torn frame at the very end of the last segment: it was never synced, so open() sets it
// aside (*.torn) and cuts it off. A bad frame anywhere else is Damaged and named.
//
// A log of many small syncs writes zeros ahead of itself (`prepareBytes`): a sync that changes neither the size nor the
// extents of the file costs a third of one that does, because the file system's own journal need not be written. No
// frame begins with zeros (its checksum would have to be 0), so zeros up to the end of a segment are an end.
//
// Thread-safety: append, sync and roll from one thread (the writer); everything else from any.
#pragma once

#include "meterseal/base/bytes.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace meterseal::upload {

// A place in the log: the frame that begins here.
struct LogPosition {
    std::uint64_t segment = 0;
    std::uint64_t offset = 0;
    auto operator<=>(const LogPosition&) const = default;
};

struct Frame {
    LogPosition at, next;
    std::uint8_t type = 0;
    Bytes payload;
};

class SegmentLog {
public:
    static Result<std::unique_ptr<SegmentLog>> open(const std::filesystem::path& folder, std::uint64_t segmentBytes,
                                                    std::uint64_t prepareBytes = 0);
    ~SegmentLog();

    // Where this frame will stand. A new segment begins where the last one is full.
    LogPosition append(std::uint8_t type, ByteView payload);
    // On an Error nothing since the last sync() is kept, neither on disk nor in memory. `durable` false: written, but
    // left to the operating system to bring to disk (notes that recovery can do without).
    Status sync(bool durable = true);

    // The frame at `from` or the first one after it; false at the durable end.
    Result<bool> read(LogPosition from, Frame& frame) const;
    LogPosition begin() const;
    LogPosition end() const;  // after the last synced frame
    std::uint64_t bytes() const { return m_bytes; }

    // Begins a new segment, so that the present one can be removed. Nothing may be pending.
    Status roll();
    // Removes a segment and whatever it holds. The one being written stays.
    Status remove(std::uint64_t segment);
    std::vector<std::uint64_t> segments() const;

    // One file on its own, for readers beside the writer: stops at the first frame that is not whole.
    static Status readFile(const std::filesystem::path& file, const std::function<void(const Frame&)>& frame);
    static std::vector<std::filesystem::path> files(const std::filesystem::path& folder);

private:
    SegmentLog(std::filesystem::path folder, std::uint64_t segmentBytes, std::uint64_t prepareBytes);
    Status openTail();
    Status startSegment(std::uint64_t number);
    Status writePending(bool durable);
    void prepare();
    void cutPrepared();
    std::filesystem::path fileOf(std::uint64_t segment) const;

    const std::filesystem::path m_folder;
    const std::uint64_t m_segmentBytes;
    const std::uint64_t m_prepareBytes;
    int m_fd = -1;
    // The writer's.
    std::uint64_t m_current = 0;   // the segment being written
    Bytes m_pending;               // not yet written
    std::uint64_t m_written = 0;   // of the current segment, without the zeros ahead
    std::uint64_t m_prepared = 0;  // its size on disk, where that is more
    std::atomic<std::uint64_t> m_bytes{0};
    mutable std::mutex m_mutex;  // guards the two below
    std::vector<std::uint64_t> m_segments;
    LogPosition m_end;
};

}  // namespace meterseal::upload
