#include "chain/cometbft/rpc_transport.h"

#include <algorithm>
#include <curl/curl.h>
#include <fmt/format.h>
#include <mutex>
#include <set>

namespace meterseal::cometbft {

namespace {

constexpr std::string_view kUnix = "unix://";
constexpr int kPollMs = 200;  // how soon a cancel is seen at the latest

Error rpcError(std::string_view reason, std::string message)
{
    return makeError(ErrorCode::Unavailable, reason, std::move(message));
}

}  // namespace

struct RpcTransport::Call {
    CURL* easy = nullptr;
    std::size_t request = 0;  // whose turn it is
    std::string lane, body;
    std::size_t limit = 0;
    bool tooLarge = false;

    static std::size_t onBody(char* data, std::size_t, std::size_t size, void* user)
    {
        auto& call = *static_cast<Call*>(user);
        if (call.body.size() + size > call.limit) {
            call.tooLarge = true;
            return 0;
        }
        call.body.append(data, size);
        return size;
    }
};

struct RpcTransport::Handles {
    CURLM* multi = nullptr;
    curl_slist* headers = nullptr;
    std::vector<std::unique_ptr<Call>> calls;

    ~Handles()
    {
        for (const auto& call : calls) {
            curl_easy_cleanup(call->easy);
        }
        curl_slist_free_all(headers);
        curl_multi_cleanup(multi);
    }
};

Result<std::unique_ptr<RpcTransport>> RpcTransport::open(const std::string& address, const RpcLimits& limits)
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const std::size_t scheme = address.starts_with("http://") ? 7 : address.starts_with(kUnix) ? kUnix.size() : 0;
    const bool clean =
        std::all_of(address.begin(), address.end(), [](unsigned char c) { return c > 0x20 && c < 0x7f; });
    if (scheme == 0 || address.size() == scheme || !clean || address.find('@') != std::string::npos) {
        return makeError(ErrorCode::InvalidArgument, "rpc.address",
                         fmt::format("\"{}\" is not the address of a validator's RPC: it begins with http:// or is a "
                                     "socket file as unix:///folder/file.",
                                     address));
    }
    auto handles = std::make_unique<Handles>();
    handles->multi = curl_multi_init();
    handles->headers = curl_slist_append(nullptr, "Content-Type: application/json");
    handles->headers = curl_slist_append(handles->headers, "Expect:");
    for (std::size_t i = 0; i < std::max<std::size_t>(1, limits.connections); ++i) {
        handles->calls.push_back(std::make_unique<Call>());
        handles->calls.back()->easy = curl_easy_init();
        if (handles->multi == nullptr || handles->calls.back()->easy == nullptr) {
            return makeError(ErrorCode::Internal, "rpc.unreachable", "The HTTP library did not start.");
        }
    }
    return std::unique_ptr<RpcTransport>(new RpcTransport(address, limits, std::move(handles)));
}

RpcTransport::RpcTransport(std::string address, RpcLimits limits, std::unique_ptr<Handles> handles)
    : m_address(std::move(address)), m_limits(limits), m_handles(std::move(handles))
{}

RpcTransport::~RpcTransport() = default;

void RpcTransport::cancel()
{
    m_cancelled = true;
    curl_multi_wakeup(m_handles->multi);
}

void RpcTransport::begin(Call& call, const RpcRequest& request, std::chrono::milliseconds left)
{
    call.body.clear();
    call.tooLarge = false;
    call.limit = m_limits.bytes;
    call.lane = request.lane;
    const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(call.easy, option, value); };
    curl_easy_reset(call.easy);
    if (m_address.starts_with(kUnix)) {
        set(CURLOPT_UNIX_SOCKET_PATH, m_address.substr(kUnix.size()).c_str());
        set(CURLOPT_URL, "http://localhost/");
    } else {
        set(CURLOPT_URL, m_address.c_str());
    }
    set(CURLOPT_PROTOCOLS_STR, "http");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");  // a node is never asked through somebody else
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TCP_NODELAY, 1L);
    set(CURLOPT_HTTPHEADER, m_handles->headers);
    set(CURLOPT_POSTFIELDS, request.body.data());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(m_limits.connect, left).count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    set(CURLOPT_WRITEFUNCTION, &Call::onBody);
    set(CURLOPT_WRITEDATA, &call);
    set(CURLOPT_PRIVATE, &call);
    curl_multi_add_handle(m_handles->multi, call.easy);
}

Result<std::string> RpcTransport::finish(Call& call, int code) const
{
    if (call.tooLarge) {
        return makeError(ErrorCode::Damaged, "rpc.too-large",
                         fmt::format("The validator at {} answered with more than {} bytes. Nothing of it was taken.",
                                     m_address, m_limits.bytes));
    }
    if (code == CURLE_OPERATION_TIMEDOUT) {
        return rpcError("rpc.timeout", fmt::format("The validator at {} does not answer in time.", m_address));
    }
    if (code != CURLE_OK) {
        return rpcError("rpc.unreachable", fmt::format("The validator at {} could not be reached: {}.", m_address,
                                                       curl_easy_strerror(static_cast<CURLcode>(code))));
    }
    // An error of the call itself comes with status 500 and a body that says which.
    return std::move(call.body);
}

std::vector<std::optional<Result<std::string>>> RpcTransport::post(std::span<const RpcRequest> requests,
                                                                   std::chrono::milliseconds timeout)
{
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    std::vector<std::optional<Result<std::string>>> answers(requests.size());
    std::vector<Call*> idle;
    for (const auto& call : m_handles->calls) {
        idle.push_back(call.get());
    }
    std::set<std::string> busy;  // lanes
    std::size_t next = 0;
    while (true) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        while (next < requests.size() && !idle.empty() && !busy.contains(requests[next].lane) && left.count() > 0 &&
               !m_cancelled) {
            Call& call = *idle.back();
            idle.pop_back();
            call.request = next;
            begin(call, requests[next], left);
            busy.insert(requests[next].lane);
            ++next;
        }
        if (idle.size() == m_handles->calls.size()) {
            break;  // none is running and none may begin
        }
        int running = 0;
        curl_multi_perform(m_handles->multi, &running);
        int queued = 0;
        while (const CURLMsg* message = curl_multi_info_read(m_handles->multi, &queued)) {
            Call* call = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &call);
            const int code = message->data.result;
            curl_multi_remove_handle(m_handles->multi, call->easy);
            answers[call->request] = finish(*call, code);
            busy.erase(call->lane);
            idle.push_back(call);
        }
        if (m_cancelled) {
            for (const auto& call : m_handles->calls) {
                curl_multi_remove_handle(m_handles->multi, call->easy);
            }
            break;
        }
        if (running > 0) {
            curl_multi_poll(m_handles->multi, nullptr, 0, kPollMs, nullptr);
        }
    }
    for (std::size_t i = 0; i < next; ++i) {
        if (!answers[i]) {
            answers[i] = Result<std::string>(
                rpcError("rpc.cancelled", fmt::format("Asking the validator at {} was stopped.", m_address)));
        }
    }
    return answers;
}

}  // namespace meterseal::cometbft
