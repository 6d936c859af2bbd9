#include "upload/segment_log.h"

#include "meterseal/crypto/sha256.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace meterseal::upload {
namespace {

constexpr std::size_t kHeadBytes = 13;
constexpr std::uint32_t kMaxFrameBytes = 1u << 30;

Error ioError(std::string_view what, const std::filesystem::path& file)
{
    return makeError(ErrorCode::Io, "upload.journal-io",
                     fmt::format("{} {} failed: {}. What was acknowledged before is safe; free space or repair the "
                                 "disk, then start again.",
                                 what, file.string(), std::strerror(errno)));
}

class File {
public:
    File(const std::filesystem::path& file, int flags) : m_fd(::open(file.c_str(), flags | O_CLOEXEC, 0644)) {}
    ~File()
    {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int fd() const { return m_fd; }
    std::uint64_t size() const
    {
        struct stat info {};
        return ::fstat(m_fd, &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
    }

private:
    int m_fd;
};

bool readExactly(int fd, std::uint8_t* out, std::size_t size, std::uint64_t offset)
{
    while (size > 0) {
        const ssize_t got = ::pread(fd, out, size, static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        out += got;
        size -= static_cast<std::size_t>(got);
        offset += static_cast<std::uint64_t>(got);
    }
    return true;
}

bool writeExactly(int fd, const std::uint8_t* data, std::size_t size, std::uint64_t offset)
{
    while (size > 0) {
        const ssize_t put = ::pwrite(fd, data, size, static_cast<off_t>(offset));
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return false;
        }
        data += put;
        size -= static_cast<std::size_t>(put);
        offset += static_cast<std::uint64_t>(put);
    }
    return true;
}

bool syncFolder(const std::filesystem::path& folder)
{
    const File handle(folder, O_RDONLY | O_DIRECTORY);
    return handle.fd() >= 0 && ::fsync(handle.fd()) == 0;
}

bool onlyZeros(int fd, std::uint64_t from, std::uint64_t to)
{
    std::uint8_t piece[4096];
    while (from < to) {
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(sizeof piece, to - from));
        if (!readExactly(fd, piece, size, from) ||
            !std::all_of(piece, piece + size, [](std::uint8_t byte) { return byte == 0; })) {
            return false;
        }
        from += size;
    }
    return true;
}

enum class FrameRead { Whole, Torn };

// Reads the frame at `offset` of an open file of `size` bytes.
FrameRead readFrame(int fd, std::uint64_t offset, std::uint64_t size, Frame& frame)
{
    std::uint8_t head[kHeadBytes];
    if (size < kHeadBytes || offset > size - kHeadBytes || !readExactly(fd, head, kHeadBytes, offset)) {
        return FrameRead::Torn;
    }
    std::uint32_t length = 0;
    std::memcpy(&length, head, 4);
    if (length > kMaxFrameBytes || length > size - offset - kHeadBytes) {
        return FrameRead::Torn;
    }
    frame.type = head[4];
    frame.payload.resize(length);
    if (!readExactly(fd, frame.payload.data(), length, offset + kHeadBytes)) {
        return FrameRead::Torn;
    }
    const Hash256 sum = crypto::sha256Prefixed(frame.type, frame.payload);
    return std::memcmp(sum.data(), head + 5, 8) == 0 ? FrameRead::Whole : FrameRead::Torn;
}

}  // namespace

SegmentLog::SegmentLog(std::filesystem::path folder, std::uint64_t segmentBytes, std::uint64_t prepareBytes)
    : m_folder(std::move(folder)), m_segmentBytes(segmentBytes), m_prepareBytes(prepareBytes)
{}

SegmentLog::~SegmentLog()
{
    if (m_fd >= 0) {
        cutPrepared();
        ::close(m_fd);
    }
}

std::filesystem::path SegmentLog::fileOf(std::uint64_t segment) const
{
    return m_folder / fmt::format("{:010}.seg", segment);
}

std::vector<std::filesystem::path> SegmentLog::files(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> result;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        if (entry.path().extension() == ".seg") {
            result.push_back(entry.path());
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

Result<std::unique_ptr<SegmentLog>> SegmentLog::open(const std::filesystem::path& folder, std::uint64_t segmentBytes,
                                                     std::uint64_t prepareBytes)
{
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) {
        errno = failed.value();
        return ioError("Making the folder", folder);
    }
    std::unique_ptr<SegmentLog> log(new SegmentLog(folder, segmentBytes, prepareBytes));
    for (const auto& file : files(folder)) {
        const std::string stem = file.stem().string();
        std::uint64_t number = 0;
        const auto parsed = std::from_chars(stem.data(), stem.data() + stem.size(), number);
        if (parsed.ec == std::errc() && parsed.ptr == stem.data() + stem.size() && number > 0) {
            log->m_segments.push_back(number);
            log->m_bytes += std::filesystem::file_size(file, failed);
        }
    }
    if (log->m_segments.empty()) {
        MS_TRY(log->startSegment(1));
    } else {
        MS_TRY(log->openTail());
    }
    return log;
}

// Finds the end of the last whole frame of the last segment and cuts off what a crash left behind it. Zeros were
// written ahead; anything else is a torn frame.
Status SegmentLog::openTail()
{
    const std::uint64_t number = m_current = m_segments.back();
    const std::filesystem::path file = fileOf(number);
    m_fd = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
    struct stat info {};
    if (m_fd < 0 || ::fstat(m_fd, &info) != 0) {
        return ioError("Opening", file);
    }
    const auto size = static_cast<std::uint64_t>(info.st_size);
    std::uint64_t offset = 0;
    Frame frame;
    while (offset < size && readFrame(m_fd, offset, size, frame) == FrameRead::Whole) {
        offset += kHeadBytes + frame.payload.size();
    }
    if (offset < size && onlyZeros(m_fd, offset, size)) {
        if (::ftruncate(m_fd, static_cast<off_t>(offset)) != 0) {
            return ioError("Cutting the end of", file);
        }
        m_bytes -= size - offset;
    } else if (offset < size) {
        Bytes torn(static_cast<std::size_t>(size - offset));
        const File aside(std::filesystem::path(file).replace_extension(".torn"), O_WRONLY | O_CREAT | O_TRUNC);
        const bool read = readExactly(m_fd, torn.data(), torn.size(), offset);
        while (!torn.empty() && torn.back() == 0) {
            torn.pop_back();
        }
        if (!read || aside.fd() < 0 || !writeExactly(aside.fd(), torn.data(), torn.size(), 0) ||
            ::ftruncate(m_fd, static_cast<off_t>(offset)) != 0 || ::fdatasync(m_fd) != 0) {
            return ioError("Cutting the torn end of", file);
        }
        m_bytes -= size - offset;
    }
    m_written = m_prepared = offset;
    m_end = {number, offset};
    return {};
}

Status SegmentLog::startSegment(std::uint64_t number)
{
    const std::filesystem::path file = fileOf(number);
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0 || !syncFolder(m_folder)) {
        const Error error = ioError("Making", file);
        if (fd >= 0) {
            ::close(fd);
            ::unlink(file.c_str());
        }
        return error;
    }
    if (m_fd >= 0) {
        cutPrepared();
        ::close(m_fd);
    }
    m_fd = fd;
    m_current = number;
    m_written = m_prepared = 0;
    const std::lock_guard lock(m_mutex);
    m_segments.push_back(number);
    m_end = {number, 0};
    return {};
}

LogPosition SegmentLog::append(std::uint8_t type, ByteView payload)
{
    const LogPosition at{m_current, m_written + m_pending.size()};
    const Hash256 sum = crypto::sha256Prefixed(type, payload);
    std::uint8_t head[kHeadBytes];
    const auto length = static_cast<std::uint32_t>(payload.size());
    std::memcpy(head, &length, 4);
    head[4] = type;
    std::memcpy(head + 5, sum.data(), 8);
    m_pending.insert(m_pending.end(), head, head + kHeadBytes);
    m_pending.insert(m_pending.end(), payload.begin(), payload.end());
    return at;
}

Status SegmentLog::sync(bool durable)
{
    if (m_pending.empty()) {
        return durable && ::fdatasync(m_fd) != 0 ? Status(ioError("Syncing", fileOf(m_current))) : Status();
    }
    const Status written = writePending(durable);
    m_pending.clear();
    if (!written.ok()) {
        // The tail may be half on disk. Cut it off, so that a later sync() does not follow a torn frame; should even
        // that fail, the next open() does it.
        m_prepared = std::max(m_prepared, m_written + 1);
        cutPrepared();
        return written;
    }
    return m_written >= m_segmentBytes ? startSegment(m_current + 1) : Status();
}

// Zeros after what is being written, if that goes beyond those of before; they share its sync. Where they do not fit on
// the disk the log grows by its frames alone.
void SegmentLog::prepare()
{
    static constexpr std::uint8_t kZeros[64 << 10] = {};
    const std::uint64_t end = m_written + m_pending.size();
    if (end <= m_prepared) {
        return;
    }
    m_prepared = end;
    const std::uint64_t wanted = std::min(end + m_prepareBytes, m_segmentBytes);
    while (m_pending.size() < m_prepareBytes && m_prepared < wanted) {
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(sizeof kZeros, wanted - m_prepared));
        if (!writeExactly(m_fd, kZeros, size, m_prepared)) {
            return;
        }
        m_prepared += size;
    }
}

// Only space is lost where it fails.
void SegmentLog::cutPrepared()
{
    if (m_prepared > m_written) {
        [[maybe_unused]] const int cut = ::ftruncate(m_fd, static_cast<off_t>(m_written));
        m_prepared = m_written;
    }
}

Status SegmentLog::writePending(bool durable)
{
    if (!writeExactly(m_fd, m_pending.data(), m_pending.size(), m_written)) {
        return ioError("Writing to", fileOf(m_current));
    }
    prepare();
    if (durable && ::fdatasync(m_fd) != 0) {
        return ioError("Writing to", fileOf(m_current));
    }
    m_written += m_pending.size();
    m_bytes += m_pending.size();
    const std::lock_guard lock(m_mutex);
    m_end.offset = m_written;
    return {};
}

Status SegmentLog::roll()
{
    return m_written == 0 ? Status() : startSegment(m_current + 1);
}

LogPosition SegmentLog::begin() const
{
    const std::lock_guard lock(m_mutex);
    return {m_segments.front(), 0};
}

LogPosition SegmentLog::end() const
{
    const std::lock_guard lock(m_mutex);
    return m_end;
}

std::vector<std::uint64_t> SegmentLog::segments() const
{
    const std::lock_guard lock(m_mutex);
    return m_segments;
}

Result<bool> SegmentLog::read(LogPosition from, Frame& frame) const
{
    const LogPosition last = end();
    const std::vector<std::uint64_t> numbers = segments();
    for (auto it = std::lower_bound(numbers.begin(), numbers.end(), from.segment); it != numbers.end(); ++it) {
        const std::uint64_t offset = *it == from.segment ? from.offset : 0;
        const File file(fileOf(*it), O_RDONLY);
        if (file.fd() < 0) {
            return ioError("Opening", fileOf(*it));
        }
        const std::uint64_t size = *it == last.segment ? last.offset : file.size();
        if (offset >= size) {
            continue;
        }
        if (readFrame(file.fd(), offset, size, frame) == FrameRead::Torn) {
            if (*it != last.segment && onlyZeros(file.fd(), offset, size)) {
                continue;  // a crash kept the zeros ahead from being cut off
            }
            return makeError(ErrorCode::Damaged, "upload.journal-damaged",
                             fmt::format("The upload journal is damaged: {} does not check out at byte {}. Nothing was "
                                         "changed; restore the file from a copy, or move the journal folder away and "
                                         "upload the files again (what is anchored already is found).",
                                         fileOf(*it).string(), offset));
        }
        frame.at = {*it, offset};
        frame.next = {*it, offset + kHeadBytes + frame.payload.size()};
        return true;
    }
    return false;
}

Status SegmentLog::remove(std::uint64_t segment)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto it = std::find(m_segments.begin(), m_segments.end(), segment);
        if (it == m_segments.end() || segment == m_segments.back()) {
            return {};
        }
        m_segments.erase(it);
    }
    std::error_code failed;
    const std::uint64_t size = std::filesystem::file_size(fileOf(segment), failed);
    if (!std::filesystem::remove(fileOf(segment), failed) || failed) {
        errno = failed.value();
        return ioError("Removing", fileOf(segment));
    }
    m_bytes -= size;
    return {};
}

Status SegmentLog::readFile(const std::filesystem::path& file, const std::function<void(const Frame&)>& use)
{
    const File handle(file, O_RDONLY);
    if (handle.fd() < 0) {
        return ioError("Opening", file);
    }
    const std::uint64_t size = handle.size();
    std::uint64_t offset = 0;
    Frame frame;
    while (offset < size && readFrame(handle.fd(), offset, size, frame) == FrameRead::Whole) {
        frame.at.offset = offset;
        offset += kHeadBytes + frame.payload.size();
        frame.next.offset = offset;
        use(frame);
    }
    return {};
}

}  // namespace meterseal::upload
