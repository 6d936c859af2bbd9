// Service: the REST interface of one open workspace. Addresses, TLS, tokens; everything it does is done by core's other
// modules, so that it, the command line and the desktop never differ. resources/openapi.json describes it.
//
//   checkServiceOptions start (reload | answers)* stop
//
// Thread-safety: all from one thread. The workspace is borrowed, with its uploader running.
#pragma once

#include "meterseal/rest/mqtt_door.h"
#include "meterseal/workspace/open_workspace.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

struct ServiceAddress {
    std::string host = "127.0.0.1";  // an IP address
    std::uint16_t port = 8443;       // 0: one that is free
    bool tls = false;
};

struct ServiceOptions {
    std::vector<ServiceAddress> listen;
    std::filesystem::path unixSocket;  // empty: none. The user whose program this is needs no token there
    std::filesystem::path certificate, privateKey, clientCa;  // PEM; clientCa: only clients with its certificates
    bool plainElsewhere = false;           // an address that is not this machine's own may do without TLS
    std::filesystem::path tokens;          // the file of tokens (tokens.h); empty: tokens.json in the workspace
    std::uint64_t diskReserve = 1u << 30;  // bytes that uploads leave free
    std::vector<MqttDoorOptions> mqtt;
    // What an operator should see, a sentence: a broker that cannot be reached. From any thread.
    std::function<void(const std::string& sentence)> notice;
    std::string version;  // of the program, as it shows itself
    // One line of JSON a request, without its LF; from the network thread. Never a secret, a query's value or a body.
    std::function<void(std::string_view line)> accessLog;
};

// reason: server.no-address, server.plain (an address of a network without TLS), server.certificate (is missing),
// mqtt.option, mqtt.plain
Status checkServiceOptions(const ServiceOptions& options);

class Service {
public:
    // reason: those of checkServiceOptions; server.address, server.socket, server.certificate; server.no-uploader;
    // those of an MQTT door: profile.*, mqtt.file
    static Result<std::unique_ptr<Service>> start(OpenWorkspace& workspace, const ServiceOptions& options);
    virtual ~Service() = default;  // stops

    // Of the addresses, in their order.
    virtual std::vector<std::uint16_t> ports() const = 0;
    // Reads the certificate files again; open connections keep what they began with. reason: server.certificate, and
    // what was in use stays
    virtual Status reload() = 0;
    // Whether it still serves: what a watchdog asks. Waits up to `patience`.
    virtual bool answers(std::chrono::milliseconds patience) = 0;
    // Requests under way end first.
    virtual void stop() = 0;
};

// The OpenAPI 3.1 document of what is served, as it is served.
std::string_view openApiDocument();

}  // namespace meterseal
