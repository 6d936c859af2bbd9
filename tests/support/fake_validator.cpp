#include "support/fake_validator.h"

#include "meterseal/crypto/base64.h"
#include "support/require.h"

#include <algorithm>

namespace meterseal::test {

using nlohmann::json;

std::string rpcResult(const json& result)
{
    return httpOk(json{{"jsonrpc", "2.0"}, {"id", 1}, {"result", result}}.dump());
}

std::string rpcError(const std::string& data)
{
    const json error{{"code", -32603}, {"message", "Internal error"}, {"data", data}};
    return "HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\n\r\n" +
           json{{"jsonrpc", "2.0"}, {"id", 1}, {"error", error}}.dump();
}

FakeValidator::FakeValidator(std::string chainId)
    : chain(std::move(chainId)),
      onTransaction([](const Bytes&) {
          return rpcResult({{"code", 0}, {"log", ""}, {"codespace", ""}});
      }),
      m_server([this](const HttpRequest& request) { return answer(request); })
{}

std::vector<Bytes> FakeValidator::taken()
{
    const std::lock_guard lock(m_mutex);
    return m_taken;
}

std::string FakeValidator::answer(const HttpRequest& request)
{
    if (silent) {
        return {};
    }
    const json asked = json::parse(request.body, nullptr, false);
    if (!asked.is_object()) {
        return "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";  // who asked gave up in the middle
    }
    const std::string method = asked["method"];
    if (method == "status") {
        return rpcResult({{"node_info", {{"network", chain}, {"moniker", "fake"}, {"id", "ab"}}},
                          {"sync_info",
                           {{"latest_block_height", std::to_string(height)},
                            {"latest_block_time", "2026-11-28T08:00:00.25Z"},
                            {"catching_up", catchingUp.load()}}},
                          {"validator_info", {{"voting_power", "1"}}}});
    }
    if (method == "broadcast_tx_sync") {
        const Bytes wire = must(crypto::fromBase64(asked["params"]["tx"].get<std::string>()));
        {
            const std::lock_guard lock(m_mutex);
            m_taken.push_back(wire);
        }
        return onTransaction(wire);
    }
    return lightBlock(asked["params"], method == "commit");
}

std::string FakeValidator::lightBlock(const json& asked, bool commit)
{
    const std::int64_t at = std::stoll(asked["height"].get<std::string>());
    if (at > height || !lightBlocks) {
        return rpcError("height " + std::to_string(at) +
                        " must be less than or equal to the current blockchain height " + std::to_string(height));
    }
    const json row = lightBlocks(at);
    if (commit) {
        return rpcResult({{"signed_header", row["signed_header"]}, {"canonical", true}});
    }
    // Two a page, so that pages matter.
    const auto page = std::stoul(asked["page"].get<std::string>());
    json some = json::array();
    for (std::size_t i = 2 * (page - 1); i < std::min<std::size_t>(2 * page, row["validators"].size()); ++i) {
        some.push_back(row["validators"][i]);
    }
    return rpcResult({{"block_height", std::to_string(at)},
                      {"validators", some},
                      {"count", std::to_string(some.size())},
                      {"total", std::to_string(row["validators"].size())}});
}

}  // namespace meterseal::test
