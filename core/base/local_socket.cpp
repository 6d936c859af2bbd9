#include "meterseal/base/local_socket.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace meterseal {

namespace {

struct Address {
    sockaddr_un name = {};
    socklen_t size = 0;
};

// None where the path is empty or longer than the system takes.
std::optional<Address> addressOf(std::string_view path)
{
    Address address;
    address.name.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.name.sun_path) {
        return std::nullopt;
    }
    std::memcpy(address.name.sun_path, path.data(), path.size());
    address.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    if (path.front() == '@') {
        address.name.sun_path[0] = '\0';
    } else {
        ++address.size;  // the zero at the end of a path
    }
    return address;
}

const sockaddr* plain(const Address& address)
{
    return reinterpret_cast<const sockaddr*>(&address.name);
}

}  // namespace

LocalSocket::LocalSocket(LocalSocket&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1))
{}

LocalSocket::~LocalSocket()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

std::size_t LocalSocket::read(void* out, std::size_t size)
{
    ssize_t got = 0;
    do {
        got = ::recv(m_descriptor, out, size, 0);
    } while (got < 0 && errno == EINTR);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
}

bool LocalSocket::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void LocalSocket::shutDown()
{
    ::shutdown(m_descriptor, SHUT_RDWR);
}

Result<LocalListener> LocalListener::listen(const std::filesystem::path& socket)
{
    const auto failed = [&](int number) {
        return makeError(ErrorCode::Io, "socket.listen",
                         fmt::format("The socket {} cannot be made: {}. Is its folder there and writable, and its path "
                                     "no longer than {} bytes?",
                                     socket.string(), std::strerror(number), sizeof(sockaddr_un::sun_path) - 1));
    };
    const auto address = addressOf(socket.string());
    if (!address) {
        return failed(ENAMETOOLONG);
    }
    std::error_code ignored;
    std::filesystem::remove(socket, ignored);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        return failed(errno);
    }
    LocalListener listener(descriptor, {});
    if (::bind(descriptor, plain(*address), address->size) != 0) {
        return failed(errno);
    }
    listener.m_path = socket;
    std::error_code refused;
    std::filesystem::permissions(socket, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                                 refused);
    if (refused) {
        return failed(refused.value());
    }
    if (::listen(descriptor, 8) != 0) {
        return failed(errno);
    }
    return listener;
}

LocalListener::LocalListener(LocalListener&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_path(std::exchange(other.m_path, {}))
{}

LocalListener::~LocalListener()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
    if (!m_path.empty()) {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }
}

std::optional<LocalSocket> LocalListener::accept(std::chrono::milliseconds patience)
{
    pollfd waiting{m_descriptor, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) {
        return std::nullopt;
    }
    const int descriptor = ::accept4(m_descriptor, nullptr, nullptr, SOCK_CLOEXEC);
    return descriptor >= 0 ? std::optional(LocalSocket(descriptor)) : std::nullopt;
}

void sendDatagram(std::string_view socket, std::string_view text)
{
    const auto address = addressOf(socket);
    const int descriptor = address ? ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;
    if (descriptor >= 0) {
        static_cast<void>(::sendto(descriptor, text.data(), text.size(), MSG_NOSIGNAL, plain(*address), address->size));
        ::close(descriptor);
    }
}

bool peerIsThisUser(int descriptor)
{
    ucred peer = {};
    socklen_t size = sizeof peer;
    return ::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

}  // namespace meterseal
