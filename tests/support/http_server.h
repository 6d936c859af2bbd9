// A small HTTP server on 127.0.0.1 with a port of its own, for the tests of clients: one request a connection, one
// after the other. What it answers is the test's business, lies included.
#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace meterseal::test {

struct HttpRequest {
    std::string line;  // "GET /x HTTP/1.1"
    std::string body;
};

class HttpServer {
public:
    // `answer` gives the whole answer, status line and all, on the server's thread. An empty one is never sent: the
    // connection stays open until the end.
    explicit HttpServer(std::function<std::string(const HttpRequest&)> answer);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::string url(const std::string& path = {}) const;

private:
    void serve(const std::stop_token& stop);

    std::function<std::string(const HttpRequest&)> m_answer;
    int m_socket = -1;
    int m_port = 0;
    std::jthread m_thread;
};

// "200 OK" with this body; `claimed`: another length than it has.
std::string httpOk(const std::string& body, std::size_t claimed = 0);

}  // namespace meterseal::test
