#include "upload/segment_log.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/file/whole_file.h"
#include "upload/segment_scan.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fmt/format.h>

namespace meterseal::upload {
namespace {

Error trouble(const Error& cause)
{
    return rephrased(makeError(ErrorCode::Io, cause.reason, cause.message), "upload.journal-io",
                     "What was acknowledged before is safe; free space or repair the disk, then start again.");
}

Status troubled(const Status& status)
{
    return status ? status : Status(trouble(status.error()));
}

}  // namespace

SegmentLog::SegmentLog(std::filesystem::path folder, std::uint64_t segmentBytes, std::uint64_t prepareBytes)
    : m_folder(std::move(folder)), m_segmentBytes(segmentBytes), m_prepareBytes(prepareBytes)
{}

SegmentLog::~SegmentLog()
{
    m_pending.clear();
    if (m_file && m_written > 0) {
        // So that every later damage is told from a torn end. Where it cannot be written, a crash is assumed.
        putMark();
        static_cast<void>(writePending(true));
    }
    cutPrepared();
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
        return trouble(
            makeError(ErrorCode::Io, "file.io",
                      fmt::format("The folder {} could not be made: {}.", folder.string(), failed.message())));
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

// Finds the end of the last whole frame of the last segment and cuts off what a crash left behind it: zeros written
// ahead, or a torn frame. Where there is damage instead, nothing is touched and a new segment begins.
Status SegmentLog::openTail()
{
    const std::uint64_t number = m_current = m_segments.back();
    const std::filesystem::path path = fileOf(number);
    auto file = File::open(path, OpenFor::Changing);
    const auto size = file ? file->size() : Result<std::uint64_t>(file.error());
    if (!size) {
        return trouble(size.error());
    }
    std::uint64_t offset = 0;
    bool damaged = false;
    Frame frame;
    while (offset < *size) {
        if (readFrame(*file, offset, *size, frame)) {
            offset = frameEnd(offset, frame);
            continue;
        }
        const std::uint64_t good = findGoodFrame(*file, offset, *size);
        if (good == *size) {
            break;
        }
        damaged = true;
        offset = good;
    }
    if (offset < *size) {
        const bool zeros = onlyZeros(*file, offset, *size);
        if (!zeros && !mayBeTorn(*file, offset, *size)) {
            damaged = true;
            offset = *size;
        } else {
            if (!zeros) {
                MS_TRY(troubled(setAside(*file, offset, *size)));
            }
            MS_TRY(troubled(file->truncate(offset)));
            MS_TRY(troubled(file->sync()));
            m_bytes -= *size - offset;
        }
    }
    m_file = std::move(*file);
    m_written = m_prepared = offset;
    m_end = {number, offset};
    return damaged ? startSegment(number + 1) : Status();
}

// Keeps a torn frame where a person can look at it, on disk before it is cut off.
Status SegmentLog::setAside(const File& file, std::uint64_t from, std::uint64_t size)
{
    std::string torn(static_cast<std::size_t>(size - from), '\0');
    MS_ASSIGN(const std::size_t got, file.readAt(from, torn.data(), torn.size()));
    torn.resize(got);
    torn.resize(torn.find_last_not_of('\0') + 1);
    return replaceFile(std::filesystem::path(file.path()).replace_extension(".torn"), torn);
}

Status SegmentLog::startSegment(std::uint64_t number)
{
    auto file = File::open(fileOf(number), OpenFor::Making);
    if (!file) {
        return trouble(file.error());
    }
    if (const Status named = syncFolder(m_folder); !named) {
        std::error_code ignored;
        std::filesystem::remove(fileOf(number), ignored);
        return trouble(named.error());
    }
    cutPrepared();
    m_file = std::move(*file);
    m_current = number;
    m_written = m_prepared = 0;
    const std::lock_guard lock(m_mutex);
    m_segments.push_back(number);
    m_end = {number, 0};
    return {};
}

LogPosition SegmentLog::append(std::uint8_t type, ByteView payload)
{
    if (m_pending.empty()) {
        putMark();
    }
    const LogPosition at{m_current, m_written + m_pending.size()};
    putFrame(type, payload);
    return at;
}

void SegmentLog::putMark()
{
    const std::uint64_t offset = m_written + m_pending.size();
    std::uint8_t payload[kMarkBytes];
    for (std::size_t i = 0; i < kMarkBytes; ++i) {
        payload[i] = static_cast<std::uint8_t>(offset >> (8 * i));
    }
    putFrame(kMark, payload);
}

void SegmentLog::putFrame(std::uint8_t type, ByteView payload)
{
    const Hash256 sum = crypto::sha256Prefixed(type, payload);
    std::uint8_t head[kFrameHeadBytes];
    const auto length = static_cast<std::uint32_t>(payload.size());
    std::memcpy(head, &length, 4);
    head[4] = type;
    std::memcpy(head + 5, sum.data(), 8);
    m_pending.insert(m_pending.end(), head, head + kFrameHeadBytes);
    m_pending.insert(m_pending.end(), payload.begin(), payload.end());
}

Status SegmentLog::sync(bool durable)
{
    if (m_pending.empty()) {
        return durable ? troubled(m_file->sync()) : Status();
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

// Zeros after what is being written, if that goes beyond the zeros already there; they share its sync. Where they do
// not fit on the disk the log grows by its frames alone.
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
        if (!m_file->writeAt(m_prepared, ByteView(kZeros, size))) {
            return;
        }
        m_prepared += size;
    }
}

// Only space is lost where it fails.
void SegmentLog::cutPrepared()
{
    if (m_file && m_prepared > m_written) {
        static_cast<void>(m_file->truncate(m_written));
        m_prepared = m_written;
    }
}

Status SegmentLog::writePending(bool durable)
{
    MS_TRY(troubled(m_file->writeAt(m_written, m_pending)));
    prepare();
    MS_TRY(durable ? troubled(m_file->sync()) : Status());
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

Result<bool> SegmentLog::read(LogPosition from, Frame& frame, std::vector<LogDamage>* damage)
{
    const LogPosition last = end();
    const std::vector<std::uint64_t> numbers = segments();
    for (auto it = std::lower_bound(numbers.begin(), numbers.end(), from.segment); it != numbers.end(); ++it) {
        const auto file = File::open(fileOf(*it), OpenFor::Reading);
        const auto whole = file ? file->size() : Result<std::uint64_t>(file.error());
        if (!whole) {
            return trouble(whole.error());
        }
        const std::uint64_t size = *it == last.segment ? last.offset : *whole;
        std::uint64_t offset = *it == from.segment ? from.offset : 0;
        while (offset < size) {
            if (readFrame(*file, offset, size, frame)) {
                frame.at = {*it, offset};
                frame.next = {*it, frameEnd(offset, frame)};
                if (frame.type != kMark) {
                    return true;
                }
                offset = frame.next.offset;
                continue;
            }
            if (*it != last.segment && onlyZeros(*file, offset, size)) {
                break;  // a crash kept the zeros ahead from being cut off
            }
            const std::uint64_t good = findGoodFrame(*file, offset, size);
            const std::lock_guard lock(m_mutex);
            if (damage != nullptr) {
                damage->push_back(damageAt(*file, {*it, offset}, good));
                m_told.insert({*it, offset});
            } else if (!m_told.contains({*it, offset})) {
                return makeError(ErrorCode::Damaged, "upload.journal-damaged",
                                 fmt::format("The upload journal is damaged: {} does not check out at byte {}. Nothing "
                                             "was changed. Start the program again: it goes on with what can be read "
                                             "and says which rows cannot.",
                                             fileOf(*it).string(), offset));
            }
            offset = good;
        }
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
        return trouble(
            makeError(ErrorCode::Io, "file.io",
                      fmt::format("{} could not be removed: {}.", fileOf(segment).string(), failed.message())));
    }
    m_bytes -= size;
    return {};
}

Status SegmentLog::readFile(const std::filesystem::path& file, const std::function<bool(const Frame&)>& use)
{
    const auto handle = File::open(file, OpenFor::Reading);
    const auto known = handle ? handle->size() : Result<std::uint64_t>(handle.error());
    if (!known) {
        return trouble(known.error());
    }
    const std::uint64_t size = *known;
    Frame frame;
    for (std::uint64_t offset = 0; offset < size;) {
        if (!readFrame(*handle, offset, size, frame)) {
            offset = findGoodFrame(*handle, offset, size);
            continue;
        }
        frame.at.offset = offset;
        offset = frameEnd(offset, frame);
        frame.next.offset = offset;
        if (frame.type != kMark && !use(frame)) {
            break;
        }
    }
    return {};
}

}  // namespace meterseal::upload
