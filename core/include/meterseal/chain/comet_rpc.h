// The JSON-RPC of a CometBFT 0.38 node, as far as this program needs it: offering transactions, the head, commits with
// their validators, and blocks. What a node answers is believed in nothing: light blocks are checked by who uses them
// (ledger/light_block.h), "accepted" is not "committed".
//
// The RPC has no authentication: addresses are a unix socket or loopback of the same machine, or a tunnel.
//
// Errors: rpc.unreachable, rpc.timeout, rpc.refused (Unavailable: the node answers with an error), rpc.cancelled
// (Unavailable), rpc.answer (Damaged: not what the call answers), rpc.too-large, rpc.no-such-height (NotFound).
// Thread-safety: one thread per client; cancel() from any.
#pragma once

#include "meterseal/ledger/light_block.h"

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meterseal::cometbft {

struct RpcLimits {
    std::chrono::milliseconds connect{2'000};
    std::size_t bytes = 64u << 20;  // of one answer
    std::size_t connections = 16;   // transactions of different senders are offered side by side
};

struct NodeStatus {
    std::string chainId, moniker, nodeId;
    std::int64_t height = 0;  // 0: no block yet
    Time time;                // of the newest block
    bool catchingUp = false;
    std::optional<crypto::Ed25519PublicKey> validatorKey;  // none: it has another kind of key
    std::uint64_t votingPower = 0;                         // 0: it is no validator now
};

struct ChainBlock {
    Header header;
    std::vector<Bytes> transactions;
};

class RpcClient {
public:
    // "http://127.0.0.1:26657" or "unix:///run/meterseal/rpc.sock". Nothing is asked yet. reason: rpc.address
    static Result<RpcClient> open(const std::string& address, const RpcLimits& limits = {});
    RpcClient(RpcClient&&) noexcept;
    RpcClient& operator=(RpcClient&&) noexcept;
    ~RpcClient();

    const std::string& address() const;

    // Offers transactions to the node's mempool: one answer each, in the same order. OK: accepted, now or before.
    // Conflict: a rule refused it; the reason is the application's (tx.*). Busy/rpc.mempool-full. Those of one sender
    // are offered one after the other. What `timeout` cuts off is answered with rpc.timeout or not at all: the answers
    // end before the first that was not tried.
    std::vector<Status> broadcast(std::span<const std::shared_ptr<const Bytes>> transactions,
                                  std::chrono::milliseconds timeout);
    Result<NodeStatus> status(std::chrono::milliseconds timeout);
    // The header of a height, its commit and the validators who decided it, not checked.
    Result<LightBlock> lightBlock(std::int64_t height, std::chrono::milliseconds timeout);
    Result<ChainBlock> block(std::int64_t height, std::chrono::milliseconds timeout);

    // Makes the running call and later ones return rpc.cancelled soon.
    void cancel();

private:
    struct Impl;
    explicit RpcClient(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace meterseal::cometbft
