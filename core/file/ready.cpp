#include "file/ready.h"

#include <cerrno>
#include <fmt/format.h>
#include <poll.h>
#include <system_error>

namespace meterseal {

Result<Ready> waitUntilReady(int descriptor, bool writableToo, std::chrono::milliseconds patience)
{
    pollfd waiting{descriptor, POLLIN, 0};
    if (writableToo) {
        waiting.events |= POLLOUT;
    }
    if (::poll(&waiting, 1, static_cast<int>(patience.count())) < 0 && errno != EINTR) {
        return makeError(ErrorCode::Io, "file.io",
                         fmt::format("A connection cannot be waited for: {}.", std::generic_category().message(errno)));
    }
    return Ready{(waiting.revents & ~POLLOUT) != 0, (waiting.revents & POLLOUT) != 0};
}

}  // namespace meterseal
