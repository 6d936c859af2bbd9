// The calls of a CometBFT node's JSON-RPC.
#include "chain/cometbft/rpc_transport.h"
#include "meterseal/crypto/base64.h"
#include "meterseal/ledger/transaction.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal::cometbft {

namespace {

using Json = nlohmann::json;

constexpr int kPerPage = 100;  // of validators; the most a node gives
constexpr std::uint64_t kMaxPages = 10;
constexpr std::string_view kKnown = "tx already exists in cache";
constexpr std::string_view kFull = "mempool is full";
constexpr std::string_view kNoHeight[] = {"must be less than or equal to", "could not find", "height is not available"};

std::string requestOf(std::string_view method, std::string_view parameters)
{
    return fmt::format(R"({{"jsonrpc":"2.0","id":1,"method":"{}","params":{{{}}}}})", method, parameters);
}

// A member by path; null where there is none.
const Json& at(const Json& object, std::initializer_list<const char*> path)
{
    static const Json nothing;
    const Json* here = &object;
    for (const char* name : path) {
        const auto found = here->is_object() ? here->find(name) : here->end();
        if (found == here->end()) {
            return nothing;
        }
        here = &*found;
    }
    return *here;
}

std::string textAt(const Json& object, std::initializer_list<const char*> path)
{
    const auto* text = at(object, path).get_ptr<const std::string*>();
    return text == nullptr ? std::string() : *text;
}

std::optional<std::int64_t> numberAt(const Json& object, std::initializer_list<const char*> path)
{
    const std::string text = textAt(object, path);
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size() && value >= 0 ? std::optional(value) : std::nullopt;
}

// "tx.prev-stale", as reasons are written.
bool isReason(std::string_view text)
{
    const auto plain = [](unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    const std::size_t dot = text.find('.');
    return dot != std::string_view::npos && dot > 0 && dot + 1 < text.size() && text.size() <= 64 &&
           std::all_of(text.begin(), text.end(), [&](unsigned char c) { return plain(c) || c == '.'; });
}

// Whose transaction it is: those of one signer go one after the other.
std::string laneOf(const Bytes& wire)
{
    const auto decoded = decodeTransaction(wire);
    return decoded.ok() && !decoded->signatures.empty() ? decoded->signatures.front().publicKey.hex() : std::string();
}

}  // namespace

struct RpcClient::Impl {
    std::unique_ptr<RpcTransport> transport;

    Error unexpected(std::string_view method) const
    {
        return makeError(ErrorCode::Damaged, "rpc.answer",
                         fmt::format("The validator at {} gave an answer to \"{}\" that is none. Nothing of it was "
                                     "taken; is there another program at this address?",
                                     transport->address(), method));
    }
    // The member "result" of an answer, or what the node says went wrong.
    Result<Json> resultOf(std::string_view method, const std::string& body) const
    {
        Json document = Json::parse(body, nullptr, false);
        if (const Json& error = at(document, {"error"}); error.is_object()) {
            const std::string said = textAt(error, {"message"}) + ": " + textAt(error, {"data"});
            const bool noHeight = std::any_of(std::begin(kNoHeight), std::end(kNoHeight), [&](std::string_view part) {
                return said.find(part) != std::string::npos;
            });
            return noHeight ? makeError(ErrorCode::NotFound, "rpc.no-such-height",
                                        fmt::format("The validator at {} does not have this height: {}.",
                                                    transport->address(), said))
                            : makeError(ErrorCode::Unavailable, "rpc.refused",
                                        fmt::format("The validator at {} refuses \"{}\": {}.", transport->address(),
                                                    method, said));
        }
        const Json& result = at(document, {"result"});
        return result.is_object() ? Result<Json>(result) : unexpected(method);
    }
    Result<Json> call(std::string_view method, std::string_view parameters, std::chrono::milliseconds timeout)
    {
        const RpcRequest request{requestOf(method, parameters), {}};
        auto answers = transport->post({&request, 1}, timeout);
        if (!answers.front()) {
            return transport->cancelled()
                       ? makeError(ErrorCode::Unavailable, "rpc.cancelled",
                                   fmt::format("Asking the validator at {} was stopped.", transport->address()))
                       : makeError(ErrorCode::Unavailable, "rpc.timeout",
                                   fmt::format("There was no time to ask the validator at {}.", transport->address()));
        }
        MS_ASSIGN(const std::string body, std::move(*answers.front()));
        return resultOf(method, body);
    }
    Status answerOf(const std::string& body) const;
};

// What the answer to broadcast_tx_sync means.
Status RpcClient::Impl::answerOf(const std::string& body) const
{
    const auto result = resultOf("broadcast_tx_sync", body);
    if (!result.ok()) {
        const std::string& said = result.error().message;
        if (said.find(kKnown) != std::string::npos) {
            return {};
        }
        if (said.find(kFull) != std::string::npos) {
            return makeError(ErrorCode::Busy, "rpc.mempool-full",
                             fmt::format("The validator at {} has as many transactions waiting as it keeps. This one "
                                         "was not accepted; it is offered again.",
                                         transport->address()));
        }
        return result.error();
    }
    const Json& code = at(*result, {"code"});
    if (!code.is_number_unsigned()) {
        return unexpected("broadcast_tx_sync");
    }
    if (code == 0u) {
        return {};
    }
    // The application writes "<reason>" or "<reason>: <sentence>".
    const std::string log = textAt(*result, {"log"});
    const std::size_t colon = log.find(": ");
    const std::string reason = log.substr(0, colon);
    const bool known = textAt(*result, {"codespace"}) == "meterseal" && isReason(reason);
    return makeError(ErrorCode::Conflict, known ? reason : "rpc.refused",
                     known && colon != std::string::npos
                         ? log.substr(colon + 2)
                         : fmt::format("The validator at {} refuses the transaction: {}.", transport->address(), log));
}

Result<RpcClient> RpcClient::open(const std::string& address, const RpcLimits& limits)
{
    MS_ASSIGN(auto transport, RpcTransport::open(address, limits));
    return RpcClient(std::make_unique<Impl>(Impl{std::move(transport)}));
}

RpcClient::RpcClient(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{}

RpcClient::RpcClient(RpcClient&&) noexcept = default;
RpcClient& RpcClient::operator=(RpcClient&&) noexcept = default;
RpcClient::~RpcClient() = default;

const std::string& RpcClient::address() const
{
    return m_impl->transport->address();
}

std::vector<Status> RpcClient::broadcast(std::span<const std::shared_ptr<const Bytes>> transactions,
                                         std::chrono::milliseconds timeout)
{
    std::vector<RpcRequest> requests;
    requests.reserve(transactions.size());
    for (const auto& wire : transactions) {
        requests.push_back(
            {requestOf("broadcast_tx_sync", fmt::format(R"("tx":"{}")", crypto::toBase64(*wire))), laneOf(*wire)});
    }
    std::vector<Status> statuses;
    for (auto& answer : m_impl->transport->post(requests, timeout)) {
        if (!answer) {
            break;
        }
        statuses.push_back(answer->ok() ? m_impl->answerOf(**answer) : answer->status());
    }
    return statuses;
}

Result<NodeStatus> RpcClient::status(std::chrono::milliseconds timeout)
{
    MS_ASSIGN(const Json result, m_impl->call("status", "", timeout));
    NodeStatus status;
    status.chainId = textAt(result, {"node_info", "network"});
    status.moniker = textAt(result, {"node_info", "moniker"});
    status.nodeId = textAt(result, {"node_info", "id"});
    const auto height = numberAt(result, {"sync_info", "latest_block_height"});
    const auto time = parseTime(textAt(result, {"sync_info", "latest_block_time"}));
    const Json& catchingUp = at(result, {"sync_info", "catching_up"});
    if (!height || !time.ok() || !catchingUp.is_boolean() || status.chainId.empty()) {
        return m_impl->unexpected("status");
    }
    status.height = *height;
    status.time = *time;
    status.catchingUp = catchingUp == true;
    const auto power = numberAt(result, {"validator_info", "voting_power"});
    status.votingPower = power ? static_cast<std::uint64_t>(*power) : 0;
    crypto::Ed25519PublicKey key{};
    if (const auto bytes = crypto::fromBase64(textAt(result, {"validator_info", "pub_key", "value"}));
        bytes.ok() && bytes->size() == key.size()) {
        std::copy(bytes->begin(), bytes->end(), key.begin());
        status.validatorKey = key;
    }
    return status;
}

Result<LightBlock> RpcClient::lightBlock(std::int64_t height, std::chrono::milliseconds timeout)
{
    MS_ASSIGN(const Json commit, m_impl->call("commit", fmt::format(R"("height":"{}")", height), timeout));
    Json validators = Json::array();
    for (std::uint64_t page = 1; page <= kMaxPages; ++page) {
        MS_ASSIGN(const Json result,
                  m_impl->call("validators",
                               fmt::format(R"("height":"{}","page":"{}","per_page":"{}")", height, page, kPerPage),
                               timeout));
        const Json& given = at(result, {"validators"});
        const auto total = numberAt(result, {"total"});
        if (!given.is_array() || given.empty() || !total) {
            return m_impl->unexpected("validators");
        }
        validators.insert(validators.end(), given.begin(), given.end());
        if (validators.size() >= static_cast<std::size_t>(*total)) {
            break;
        }
    }
    auto block = lightBlockFromRpc(at(commit, {"signed_header"}).dump(-1, ' ', false, Json::error_handler_t::replace),
                                   validators.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!block.ok() || block->header.height != height) {
        return m_impl->unexpected("commit");
    }
    return block;
}

Result<ChainBlock> RpcClient::block(std::int64_t height, std::chrono::milliseconds timeout)
{
    MS_ASSIGN(const Json result, m_impl->call("block", fmt::format(R"("height":"{}")", height), timeout));
    auto header = headerFromRpc(at(result, {"block", "header"}).dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!header.ok() || header->height != height) {
        return m_impl->unexpected("block");
    }
    ChainBlock block{std::move(*header), {}};
    const Json& transactions = at(result, {"block", "data", "txs"});
    for (const Json& one : transactions) {
        const auto* text = one.get_ptr<const std::string*>();
        auto wire = text == nullptr ? Result<Bytes>(m_impl->unexpected("block")) : crypto::fromBase64(*text);
        if (!wire.ok()) {
            return m_impl->unexpected("block");
        }
        block.transactions.push_back(std::move(*wire));
    }
    if (dataHash(block.transactions) != block.header.dataHash) {
        return m_impl->unexpected("block");  // other transactions than its header names
    }
    return block;
}

void RpcClient::cancel()
{
    m_impl->transport->cancel();
}

}  // namespace meterseal::cometbft
