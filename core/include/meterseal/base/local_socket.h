// Local (Unix) sockets: between processes of one machine, guarded by the file system's permissions.
//
// Thread-safety: one thread per object, but LocalSocket::shutDown() from any.
#pragma once

#include "meterseal/base/result.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string_view>

namespace meterseal {

// One end of a connection.
class LocalSocket {
public:
    LocalSocket(LocalSocket&& other) noexcept;
    LocalSocket& operator=(LocalSocket&&) = delete;
    ~LocalSocket();

    // Up to `size` bytes, waiting for some; 0 at the end.
    std::size_t read(void* out, std::size_t size);
    // False where the other end is gone; a part may have been sent then.
    bool write(std::string_view bytes);
    // Whoever reads or writes here, or will, finds the end.
    void shutDown();

private:
    friend class LocalListener;
    explicit LocalSocket(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

class LocalListener {
public:
    // Makes the socket, for this user alone, in the place of one that is there. reason: socket.listen (Io)
    static Result<LocalListener> listen(const std::filesystem::path& socket);
    LocalListener(LocalListener&& other) noexcept;
    LocalListener& operator=(LocalListener&&) = delete;
    ~LocalListener();  // takes the file away

    // None where nobody came within `patience`.
    std::optional<LocalSocket> accept(std::chrono::milliseconds patience);

private:
    LocalListener(int descriptor, std::filesystem::path path) : m_descriptor(descriptor), m_path(std::move(path)) {}
    int m_descriptor;
    std::filesystem::path m_path;
};

// One datagram to a local socket, as sd_notify(3) wants it: a path, or a name that begins with '@'. Best effort.
void sendDatagram(std::string_view socket, std::string_view text);

// Does this user's process stand at the other end of this connected local socket?
bool peerIsThisUser(int descriptor);

}  // namespace meterseal
