// A CometBFT validator's RPC on 127.0.0.1 that answers as its test says: what it takes, how far it is, and which light
// blocks it gives, honest or not. Members marked so are set before it is asked; the rest from any thread.
#pragma once

#include "meterseal/base/bytes.h"
#include "support/http_server.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace meterseal::test {

// HTTP answers of a JSON-RPC.
std::string rpcResult(const nlohmann::json& result);
std::string rpcError(const std::string& data);

class FakeValidator {
public:
    explicit FakeValidator(std::string chainId);

    const std::string chain;
    std::atomic<std::int64_t> height{25};
    std::atomic<bool> catchingUp{false}, silent{false};
    // Before it is asked: the answer to a transaction offered, and {"signed_header", "validators"} of a height.
    std::function<std::string(const Bytes&)> onTransaction;
    std::function<nlohmann::json(std::int64_t)> lightBlocks;

    std::string url() const { return m_server.url(); }
    std::vector<Bytes> taken();

private:
    std::string answer(const HttpRequest& request);
    std::string lightBlock(const nlohmann::json& asked, bool commit);

    std::mutex m_mutex;
    std::vector<Bytes> m_taken;
    HttpServer m_server;  // last
};

}  // namespace meterseal::test
