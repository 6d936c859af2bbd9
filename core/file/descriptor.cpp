#include "meterseal/file/descriptor.h"

#include "file/io_error.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace meterseal {

bool isOpen(int descriptor)
{
    return descriptor >= 0 && ::fcntl(descriptor, F_GETFD) >= 0;
}

Result<std::size_t> readDescriptor(int descriptor, void* out, std::size_t size)
{
    ssize_t got = 0;
    do {
        got = ::read(descriptor, out, size);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        return file::ioError(descriptor == kStandardInput ? "Standard input"
                                                          : fmt::format("File descriptor {}", descriptor),
                             "read", errno);
    }
    return static_cast<std::size_t>(got);
}

}  // namespace meterseal
