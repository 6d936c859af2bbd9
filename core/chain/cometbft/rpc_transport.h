// HTTP POST of JSON texts to one address, several at once, with limits of time and size, by libcurl. Connections are
// kept. Thread-safety: one thread per object; cancel() from any.
#pragma once

#include "meterseal/base/result.h"
#include "meterseal/chain/comet_rpc.h"

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meterseal::cometbft {

struct RpcRequest {
    std::string body;
    std::string lane;  // requests of one lane go one after the other, in the order given
};

class RpcTransport {
public:
    // reason: rpc.address
    static Result<std::unique_ptr<RpcTransport>> open(const std::string& address, const RpcLimits& limits);
    ~RpcTransport();

    const std::string& address() const { return m_address; }
    // The body of each answer with an HTTP status that carries one, in the order of the requests; nothing for those
    // that were not begun by `timeout`. reason: rpc.unreachable, rpc.timeout, rpc.too-large, rpc.cancelled
    std::vector<std::optional<Result<std::string>>> post(std::span<const RpcRequest> requests,
                                                         std::chrono::milliseconds timeout);
    void cancel();
    bool cancelled() const { return m_cancelled; }

private:
    struct Call;
    struct Handles;
    RpcTransport(std::string address, RpcLimits limits, std::unique_ptr<Handles> handles);
    void begin(Call& call, const RpcRequest& request, std::chrono::milliseconds left);
    Result<std::string> finish(Call& call, int code) const;

    std::string m_address;
    RpcLimits m_limits;
    std::unique_ptr<Handles> m_handles;
    std::atomic<bool> m_cancelled{false};
};

}  // namespace meterseal::cometbft
