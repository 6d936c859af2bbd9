// ServiceClient: a running service of this machine, spoken to over the socket in its workspace, as its owner: without a
// token and without the passphrase. What the command line does where the service holds the workspace.
//
//   find (ask | send)*
//
// Thread-safety: one thread per client.
#pragma once

#include "meterseal/document/json.h"
#include "meterseal/workspace/workspace.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace meterseal {

struct ServiceRequest {
    std::string method = "GET";
    std::string target;  // "/v1/meters/0012/reviews"
    std::string body = {};
    std::string contentType = "application/json";
    std::string organisation = {};                // in whose name; its keys must lie with the service
    std::optional<std::filesystem::path> file{};  // sent as the body, in pieces
};

class ServiceClient {
public:
    // Nothing where no service runs in this workspace. Conflict/service.other-ledger where the socket belongs to one
    // that serves another ledger; Forbidden/service.not-owner where it is another user's.
    static Result<std::optional<ServiceClient>> find(const Workspace& workspace);
    ServiceClient(ServiceClient&&) noexcept;
    ServiceClient& operator=(ServiceClient&&) noexcept;
    ~ServiceClient();

    // The answer's JSON. A problem comes back as the Error it was: code, reason and sentence are the service's.
    // reason: service.gone (it ended or does not answer), and what the service says
    Result<Json> ask(const ServiceRequest& request);

private:
    struct Impl;
    explicit ServiceClient(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// "/v1/meters/" + this: a text as a segment of a path.
std::string pathSegment(std::string_view text);

}  // namespace meterseal
