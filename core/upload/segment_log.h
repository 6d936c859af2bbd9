// SegmentLog: an append-only log of frames in numbered files, each frame with a checksum; whole segments are removed
// when nothing in them is wanted any more.
//
//   frame = size (4 bytes, of the payload) | type (1) | first 8 bytes of SHA256(type || payload) | payload
//
// append() collects in memory, sync() writes and calls fdatasync: what came before a successful sync() survives any
// crash. The first frame of each sync, and the last of a log that was closed in peace, is a mark: type 255, its own
// offset as payload (8 bytes, little-endian). A good mark says that all before it was synced.
//
// Torn is only what can be torn: an end of the last segment that nothing good follows, and of which a part never
// reached the disk (the file ends before the frame does, or a whole sector of it is still zeros). It was never synced,
// so open() sets it aside (*.torn) and cuts it off. Every other bad place is damage: read() names it (Damaged), or
// tells a caller who asks (LogDamage) and goes on with the next good frame; nothing is cut, and the log goes on in a
// new segment.
//
// A log of many small syncs writes zeros ahead of itself (`prepareBytes`): a sync that changes neither the size nor the
// extents of the file costs a third of one that does, because the file system's own journal need not be written. No
// frame begins with zeros (its checksum would have to be 0), so zeros up to the end of a segment are an end.
//
// Thread-safety: append, sync and roll from one thread (the writer); everything else from any.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/file/file.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

namespace meterseal::upload {

// A place in the log: the frame that begins here.
struct LogPosition {
    std::uint64_t segment = 0;
    std::uint64_t offset = 0;
    auto operator<=>(const LogPosition&) const = default;
};

// Bytes of a segment that do not check out.
struct LogDamage {
    LogPosition at;
    std::uint64_t end = 0;  // offset of the next good frame, or of the segment's end
    Bytes bytes;            // as they are, at most kMostBytes
    static constexpr std::size_t kMostBytes = 17u << 20;
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

    // The frame at `from` or the first one after it, marks left out; false at the durable end. Damaged,
    // upload.journal-damaged, where a place does not check out that was not told to such a caller before: with `damage`
    // it is added there and reading goes on behind it.
    Result<bool> read(LogPosition from, Frame& frame, std::vector<LogDamage>* damage = nullptr);
    LogPosition begin() const;
    LogPosition end() const;  // after the last synced frame
    std::uint64_t bytes() const { return m_bytes; }

    // Begins a new segment, so that the present one can be removed. Nothing may be pending.
    Status roll();
    // Removes a segment and whatever it holds. The one being written stays.
    Status remove(std::uint64_t segment);
    std::vector<std::uint64_t> segments() const;
    std::filesystem::path fileOf(std::uint64_t segment) const;

    // One file on its own, for readers beside the writer: every frame that is whole, until `use` says false.
    static Status readFile(const std::filesystem::path& file, const std::function<bool(const Frame&)>& use);
    static std::vector<std::filesystem::path> files(const std::filesystem::path& folder);

private:
    SegmentLog(std::filesystem::path folder, std::uint64_t segmentBytes, std::uint64_t prepareBytes);
    Status openTail();
    static Status setAside(const File& file, std::uint64_t from, std::uint64_t size);
    Status startSegment(std::uint64_t number);
    Status writePending(bool durable);
    void prepare();
    void cutPrepared();
    void putFrame(std::uint8_t type, ByteView payload);
    void putMark();

    const std::filesystem::path m_folder;
    const std::uint64_t m_segmentBytes;
    const std::uint64_t m_prepareBytes;
    std::optional<File> m_file;  // the segment being written
    // The writer's.
    std::uint64_t m_current = 0;   // the segment being written
    Bytes m_pending;               // not yet written
    std::uint64_t m_written = 0;   // of the current segment, without the zeros ahead
    std::uint64_t m_prepared = 0;  // its size on disk, where that is more
    std::atomic<std::uint64_t> m_bytes{0};
    mutable std::mutex m_mutex;    // guards the three below
    std::set<LogPosition> m_told;  // damage
    std::vector<std::uint64_t> m_segments;
    LogPosition m_end;
};

}  // namespace meterseal::upload
