#include "verify/spilled_run.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace meterseal::verify {
namespace {

constexpr std::size_t kBufferedRecords = 4096;  // 256 KiB

}  // namespace

SpilledRun::SpilledRun(int descriptor, std::filesystem::path folder)
    : m_descriptor(descriptor), m_folder(std::move(folder))
{
    m_buffer.reserve(kBufferedRecords);
}

SpilledRun::~SpilledRun()
{
    ::close(m_descriptor);
}

Result<std::unique_ptr<SpilledRun>> SpilledRun::create(const std::filesystem::path& folder)
{
    std::error_code error;
    const std::filesystem::path place = folder.empty() ? std::filesystem::temp_directory_path(error) : folder;
    std::string pattern = (place / "meterseal-verify-XXXXXX").string();
    const int descriptor = error ? -1 : ::mkostemp(pattern.data(), O_CLOEXEC);
    if (descriptor < 0) {
        const std::string why = error ? error.message() : std::strerror(errno);
        return makeError(
            ErrorCode::Io, "verify.temporary-folder",
            fmt::format("No temporary file can be made in {}: {}. The file holds more records than are kept "
                        "in memory. Nothing was checked. Name a folder with free space and try again.",
                        place.string(), why));
    }
    ::unlink(pattern.c_str());
    return std::unique_ptr<SpilledRun>(new SpilledRun(descriptor, place));
}

Error SpilledRun::ioError(const char* what) const
{
    return makeError(ErrorCode::Io, "verify.temporary-io",
                     fmt::format("A temporary file in {} cannot be {}: {}. It is removed. Make space there or name "
                                 "another folder, and verify again.",
                                 m_folder.string(), what, std::strerror(errno)));
}

Status SpilledRun::append(const LocalRecord& record)
{
    m_buffer.push_back(record);
    return m_buffer.size() == kBufferedRecords ? flush() : Status();
}

Status SpilledRun::flush()
{
    const char* next = reinterpret_cast<const char*>(m_buffer.data());
    std::size_t left = m_buffer.size() * sizeof(LocalRecord);
    while (left > 0) {
        const ssize_t done = ::write(m_descriptor, next, left);
        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done <= 0) {
            return ioError("written");
        }
        next += done;
        left -= static_cast<std::size_t>(done);
    }
    m_written += m_buffer.size();
    m_buffer.clear();
    return {};
}

Status SpilledRun::rewind()
{
    if (::lseek(m_descriptor, 0, SEEK_SET) != 0) {
        return ioError("read");
    }
    m_read = 0;
    m_next = 0;
    return {};
}

Result<const LocalRecord*> SpilledRun::peek()
{
    if (m_next < m_buffer.size()) {
        return &m_buffer[m_next];
    }
    const std::size_t count = std::min<std::uint64_t>(kBufferedRecords, m_written - m_read);
    m_buffer.resize(count);
    char* next = reinterpret_cast<char*>(m_buffer.data());
    std::size_t left = count * sizeof(LocalRecord);
    while (left > 0) {
        const ssize_t done = ::read(m_descriptor, next, left);
        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done <= 0) {
            errno = done == 0 ? EIO : errno;  // shorter than what was written
            return ioError("read");
        }
        next += done;
        left -= static_cast<std::size_t>(done);
    }
    m_read += count;
    m_next = 0;
    const LocalRecord* const head = count == 0 ? nullptr : m_buffer.data();
    return head;
}

}  // namespace meterseal::verify
