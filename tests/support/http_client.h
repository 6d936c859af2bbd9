// A plain HTTP/1.1 client over a socket of its own, for tests: what it sends is what the test wrote, byte for byte.
//
// Thread-safety: one thread per connection.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meterseal::test {

struct HttpAnswer {
    int status = 0;                             // 0: none came
    std::map<std::string, std::string> fields;  // names in lower case
    std::string body;

    nlohmann::json json() const { return nlohmann::json::parse(body, nullptr, false); }
    std::string reason() const
    {
        const auto object = json();
        return object.is_object() ? object.value("reason", "") : "";
    }
};

class HttpConnection {
public:
    explicit HttpConnection(std::uint16_t port);  // 127.0.0.1
    explicit HttpConnection(const std::string& unixSocket);
    ~HttpConnection();
    HttpConnection(const HttpConnection&) = delete;
    HttpConnection& operator=(const HttpConnection&) = delete;

    bool connected() const { return m_socket >= 0; }
    // False where the other side has closed.
    bool send(std::string_view bytes);
    // The next answer, of a Content-Length, chunks, or up to the close.
    HttpAnswer receive(bool headOnly = false);
    // Everything until the other side closes, or nothing has come for so long. `closed` says which.
    std::string receiveAll(int quietMs, bool& closed);

private:
    bool more(int milliseconds);

    int m_socket = -1;
    std::string m_in;
    bool m_ended = false;
};

struct HttpRequest {
    std::string method = "GET", target = {}, token = {};
    std::string body = {}, contentType = "application/json";
    std::vector<std::pair<std::string, std::string>> fields = {};
};
std::string requestText(const HttpRequest& request);
// On a connection of its own.
HttpAnswer ask(std::uint16_t port, const HttpRequest& request);

}  // namespace meterseal::test
