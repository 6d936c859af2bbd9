#include "base/file_lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace meterseal {

Result<FileLock> FileLock::acquire(const std::filesystem::path& file, std::string_view reason, std::string_view what)
{
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return makeError(
            errno == EROFS || errno == EACCES ? ErrorCode::Forbidden : ErrorCode::Io, reason,
            fmt::format("{} cannot be opened for writing: the lock file {} cannot be made ({}). Nothing was changed.",
                        what, file.string(), std::strerror(errno)));
    }
    FileLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        char holder[32] = {};
        const ssize_t size = ::pread(descriptor, holder, sizeof holder - 1, 0);
        return makeError(
            ErrorCode::Busy, reason,
            fmt::format("{} is in use by another program{}. Nothing was changed; close it there and try again.", what,
                        size > 0 ? fmt::format(" (process {})", holder) : std::string()));
    }
    const std::string self = std::to_string(::getpid());
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, self.data(), self.size(), 0) < 0) {
        // The lock holds all the same; only the holder's number is missing from somebody's message.
    }
    return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1))
{}

FileLock& FileLock::operator=(FileLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

}  // namespace meterseal
