#include "file/pipe.h"

#include "file/io_error.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace meterseal {

Result<Pipe> Pipe::open(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        return file::ioError(file, "opened", errno);
    }
    return Pipe(File(descriptor, file));
}

Result<std::optional<std::size_t>> Pipe::read(void* out, std::size_t size, std::chrono::milliseconds patience)
{
    pollfd wanted{m_file.m_descriptor, POLLIN, 0};
    if (::poll(&wanted, 1, static_cast<int>(patience.count())) <= 0) {
        return std::optional<std::size_t>();
    }
    const ssize_t got = ::read(m_file.m_descriptor, out, size);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) {
        return std::optional<std::size_t>();
    }
    if (got < 0) {
        return file::ioError(m_file.path(), "read", errno);
    }
    return std::optional(static_cast<std::size_t>(got));
}

}  // namespace meterseal
