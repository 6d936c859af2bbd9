#include "support/http_client.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace meterseal::test {

namespace {

constexpr int kPatienceMs = 120'000;

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

HttpConnection::HttpConnection(std::uint16_t port) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

HttpConnection::HttpConnection(const std::string& unixSocket)
    : m_socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    unixSocket.copy(address.sun_path, sizeof address.sun_path - 1);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

HttpConnection::~HttpConnection()
{
    if (m_socket >= 0) {
        ::close(m_socket);
    }
}

bool HttpConnection::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t done = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (done <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
}

bool HttpConnection::more(int milliseconds)
{
    pollfd wait = {m_socket, POLLIN, 0};
    if (m_socket < 0 || ::poll(&wait, 1, milliseconds) <= 0) {
        return false;
    }
    char piece[65536];
    const ssize_t got = ::recv(m_socket, piece, sizeof piece, 0);
    if (got <= 0) {
        m_ended = true;
        return false;
    }
    m_in.append(piece, static_cast<std::size_t>(got));
    return true;
}

std::string HttpConnection::receiveAll(int quietMs, bool& closed)
{
    while (more(quietMs)) {}
    closed = m_ended;
    return std::exchange(m_in, {});
}

HttpAnswer HttpConnection::receive(bool headOnly)
{
    HttpAnswer answer;
    std::size_t end = 0;
    while ((end = m_in.find("\r\n\r\n")) == std::string::npos) {
        if (!more(kPatienceMs)) {
            return answer;
        }
    }
    const std::string head = m_in.substr(0, end + 2);
    m_in.erase(0, end + 4);
    const std::size_t firstEnd = head.find("\r\n");
    answer.status = std::atoi(head.c_str() + std::min<std::size_t>(9, head.size()));
    for (std::size_t at = firstEnd + 2; at < head.size();) {
        const std::size_t lineEnd = head.find("\r\n", at);
        const std::string line = head.substr(at, lineEnd - at);
        const std::size_t colon = line.find(": ");
        if (colon != std::string::npos) {
            answer.fields[lower(line.substr(0, colon))] = line.substr(colon + 2);
        }
        at = lineEnd + 2;
    }
    if (headOnly || answer.status == 204 || answer.status == 304 || answer.status == 100) {
        return answer;
    }
    if (answer.fields.contains("content-length")) {
        const std::size_t size = std::stoul(answer.fields["content-length"]);
        while (m_in.size() < size && more(kPatienceMs)) {}
        answer.body = m_in.substr(0, size);
        m_in.erase(0, size);
        return answer;
    }
    if (answer.fields["transfer-encoding"] != "chunked") {
        bool closed = false;
        answer.body = receiveAll(kPatienceMs, closed);
        return answer;
    }
    for (;;) {
        std::size_t lineEnd = 0;
        while ((lineEnd = m_in.find("\r\n")) == std::string::npos) {
            if (!more(kPatienceMs)) {
                answer.status = 0;  // cut
                return answer;
            }
        }
        const std::size_t size = std::stoul(m_in.substr(0, lineEnd), nullptr, 16);
        while (m_in.size() < lineEnd + 2 + size + 2 && more(kPatienceMs)) {}
        answer.body += m_in.substr(lineEnd + 2, size);
        m_in.erase(0, lineEnd + 2 + size + 2);
        if (size == 0) {
            return answer;
        }
    }
}

std::string requestText(const HttpRequest& request)
{
    std::string text = request.method + " " + request.target + " HTTP/1.1\r\nHost: localhost\r\n";
    if (!request.token.empty()) {
        text += "Authorization: Bearer " + request.token + "\r\n";
    }
    for (const auto& [name, value] : request.fields) {
        text += name + ": " + value + "\r\n";
    }
    if (!request.body.empty()) {
        text += "Content-Type: " + request.contentType + "\r\nContent-Length: " + std::to_string(request.body.size()) +
                "\r\n";
    }
    return text + "\r\n" + request.body;
}

HttpAnswer ask(std::uint16_t port, const HttpRequest& request)
{
    HttpConnection connection(port);
    connection.send(requestText(request));
    return connection.receive(request.method == "HEAD");
}

}  // namespace meterseal::test
