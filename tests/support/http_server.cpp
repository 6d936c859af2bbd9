#include "support/http_server.h"

#include "support/require.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace meterseal::test {

namespace {

HttpRequest readRequest(int peer)
{
    std::string text;
    std::size_t whole = std::string::npos;
    char buffer[16384];
    while (text.size() < whole) {
        const auto got = ::recv(peer, buffer, sizeof buffer, 0);
        if (got <= 0) {
            break;
        }
        text.append(buffer, static_cast<std::size_t>(got));
        if (text.front() < 'A' || text.front() > 'Z') {
            break;  // not HTTP, so that it has no end to wait for
        }
        const std::size_t end = text.find("\r\n\r\n");
        if (whole == std::string::npos && end != std::string::npos) {
            constexpr std::string_view kLength = "Content-Length: ";
            const std::size_t length = text.find(kLength);
            whole = end + 4 + (length < end ? std::stoul(text.substr(length + kLength.size())) : 0);
        }
    }
    const std::size_t end = text.find("\r\n\r\n");
    return {text.substr(0, text.find("\r\n")), end == std::string::npos ? std::string() : text.substr(end + 4)};
}

}  // namespace

HttpServer::HttpServer(std::function<std::string(const HttpRequest&)> answer) : m_answer(std::move(answer))
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    require(::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(m_socket, 64) == 0 &&
                ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) == 0,
            "a port of its own");
    m_port = ntohs(address.sin_port);
    m_thread = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

HttpServer::~HttpServer()
{
    m_thread.request_stop();
    ::shutdown(m_socket, SHUT_RDWR);
    m_thread.join();
    ::close(m_socket);
}

std::string HttpServer::url(const std::string& path) const
{
    return "http://127.0.0.1:" + std::to_string(m_port) + path;
}

void HttpServer::serve(const std::stop_token& stop)
{
    std::vector<int> silent;
    while (!stop.stop_requested()) {
        const int peer = ::accept(m_socket, nullptr, nullptr);
        if (peer < 0) {
            break;
        }
        const std::string answer = m_answer(readRequest(peer));
        if (answer.empty()) {
            silent.push_back(peer);
            continue;
        }
        for (std::size_t sent = 0; sent < answer.size();) {
            const auto part = ::send(peer, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
            if (part <= 0) {
                break;
            }
            sent += static_cast<std::size_t>(part);
        }
        ::close(peer);
    }
    for (const int peer : silent) {
        ::close(peer);
    }
}

std::string httpOk(const std::string& body, std::size_t claimed)
{
    return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " +
           std::to_string(claimed == 0 ? body.size() : claimed) + "\r\n\r\n" + body;
}

}  // namespace meterseal::test
