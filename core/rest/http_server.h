// HttpServer: HTTP/1.1 over TCP, TLS and a Unix socket. One network thread ("ms-http") reads and writes; operations,
// which block, run on a bounded pool ("ms-rest-N"). Boost stands behind this header in one translation unit.
//
// Each step has a deadline of its own, and a request's head one that incoming bytes do not renew. What is full answers
// 503 at once. After an answer that left a body unread the connection is drained for a moment and closed, so that the
// client sees the answer and not a reset.
//
//   start (reloadCertificate | answers)* stop        Thread-safety: all from one thread.
#pragma once

#include "rest/http.h"

#include <chrono>
#include <filesystem>
#include <memory>

namespace meterseal::rest {

struct HttpAddress {
    std::string host = "127.0.0.1";  // an IP address
    std::uint16_t port = 0;          // 0: one that is free, see HttpServer::ports()
    bool tls = false;
};

struct HttpLimits {
    std::chrono::milliseconds idle{60'000}, header{10'000}, bodyPiece{15'000}, write{30'000}, handshake{10'000},
        drain{2'000};
    std::chrono::milliseconds stop{10'000};   // what is under way may take so long to end
    std::uint64_t bodyBytesPerSecond = 1024;  // on average; slower ones are cut
    std::size_t connections = 1024, perAddress = 256;
    std::size_t threads = 32, queue = 256;      // operations at work, and waiting for a thread
    std::uint64_t bufferedBodies = 256u << 20;  // bytes of all bodies that are read before their operation
};

struct HttpServerOptions {
    std::vector<HttpAddress> addresses;
    std::filesystem::path unixSocket;                         // empty: none; 0600, made new
    std::filesystem::path certificate, privateKey, clientCa;  // PEM; needed where an address is TLS, clientCa optional
    HttpLimits limits;
};

class HttpServer {
public:
    // Borrows the application. reason: server.address, server.certificate, server.socket
    static Result<std::unique_ptr<HttpServer>> start(const HttpServerOptions& options, HttpApplication& application);
    virtual ~HttpServer() = default;  // stops

    // Of the addresses, in their order.
    virtual std::vector<std::uint16_t> ports() const = 0;
    // Reads certificate, key and clients' certificates again: for connections from now on. Where they cannot be used
    // those that are in use stay. reason: server.certificate
    virtual Status reloadCertificate() = 0;
    // Whether the network thread does something within `patience`.
    virtual bool answers(std::chrono::milliseconds patience) = 0;
    // Takes no more requests, lets those under way end, cuts what takes longer than limits.stop.
    virtual void stop() = 0;
};

}  // namespace meterseal::rest
