#include "file/file_lock.h"

#include "file/io_error.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

namespace meterseal {

Result<FileLock> FileLock::acquire(const std::filesystem::path& file, std::string_view reason, std::string_view what,
                                   std::chrono::milliseconds patience)
{
    constexpr std::chrono::milliseconds kPause(5);
    // Not through a link: somebody else's file would be cut.
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        const Error cause = file::ioError(file, "opened for writing", errno);
        return makeError(cause.code == ErrorCode::Forbidden ? ErrorCode::Forbidden : ErrorCode::Io, reason,
                         fmt::format("{} cannot be opened for writing: its lock file cannot be made. {} Nothing was "
                                     "changed.",
                                     what, cause.message));
    }
    FileLock lock(File(descriptor, file));
    const auto until = std::chrono::steady_clock::now() + patience;
    while (::flock(lock.m_file.m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EINTR && std::chrono::steady_clock::now() >= until) {
            char holder[32] = {};
            const auto size = lock.m_file.readAt(0, holder, sizeof holder - 1);
            return makeError(ErrorCode::Busy, reason,
                             fmt::format("{} is in use by another program{}. Nothing was changed; close it there and "
                                         "try again.",
                                         what,
                                         size && *size > 0 ? fmt::format(" (process {})", holder) : std::string()));
        }
        std::this_thread::sleep_for(kPause);
    }
    const std::string self = std::to_string(::getpid());
    // The lock holds all the same; only the holder's number would be missing from somebody's message.
    static_cast<void>(::ftruncate(lock.m_file.m_descriptor, 0) == 0 &&
                      ::pwrite(lock.m_file.m_descriptor, self.data(), self.size(), 0) > 0);
    return lock;
}

}  // namespace meterseal
