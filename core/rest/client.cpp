#include "meterseal/rest/client.h"

#include "meterseal/file/file.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <array>
#include <mutex>

namespace meterseal {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostBytes = 64u << 20;  // of an answer
constexpr long kMostSeconds = 120;             // without a byte either way

std::size_t onBody(char* data, std::size_t, std::size_t size, void* user)
{
    auto& body = *static_cast<std::string*>(user);
    if (body.size() + size > kMostBytes) {
        return 0;
    }
    body.append(data, size);
    return size;
}

// A fault while reading ends the transfer: the service sees fewer bytes than it was told and takes nothing.
std::size_t onRead(char* out, std::size_t, std::size_t size, void* user)
{
    const auto got = static_cast<File*>(user)->read(out, size);
    return got ? *got : CURL_READFUNC_ABORT;
}

ErrorCode codeOf(const std::string& name)
{
    constexpr std::array kAll = {ErrorCode::InvalidArgument, ErrorCode::NotFound,    ErrorCode::Conflict,
                                 ErrorCode::Forbidden,       ErrorCode::Unsupported, ErrorCode::Busy,
                                 ErrorCode::Unavailable,     ErrorCode::Cancelled,   ErrorCode::Io,
                                 ErrorCode::Damaged,         ErrorCode::Internal};
    for (const ErrorCode code : kAll) {
        if (toString(code) == name) {
            return code;
        }
    }
    return ErrorCode::Internal;
}

Error gone(const std::string& why)
{
    return makeError(ErrorCode::Unavailable, "service.gone",
                     fmt::format("The service of this workspace does not answer ({}). What it acknowledged before is "
                                 "kept; look whether it runs and do the same again.",
                                 why));
}

}  // namespace

struct ServiceClient::Impl {
    fs::path socket;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{nullptr, curl_easy_cleanup};

    // The transport's trouble, or the answer with its status.
    Result<std::string> talk(const ServiceRequest& request, long& status, CURLcode& code)
    {
        curl_easy_reset(curl.get());
        std::string body;
        const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
        std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> fields(nullptr, curl_slist_free_all);
        const auto field = [&](const std::string& text) {
            fields.reset(curl_slist_append(fields.release(), text.c_str()));
        };
        set(CURLOPT_UNIX_SOCKET_PATH, socket.c_str());
        const std::string url = "http://localhost" + request.target;
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROXY, "");
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(CURLOPT_LOW_SPEED_TIME, kMostSeconds);
        set(CURLOPT_WRITEFUNCTION, &onBody);
        set(CURLOPT_WRITEDATA, &body);
        std::optional<File> file;
        if (request.method == "POST") {
            set(CURLOPT_POST, 1L);
            field("Content-Type: " + request.contentType);
            field("Expect:");
            if (request.file) {
                MS_ASSIGN(file, File::open(*request.file, OpenFor::Reading));
                MS_ASSIGN(const std::uint64_t size, file->size());
                set(CURLOPT_READFUNCTION, &onRead);
                set(CURLOPT_READDATA, &*file);
                set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(size));
            } else {
                set(CURLOPT_POSTFIELDS, request.body.c_str());
                set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
            }
        }
        if (!request.organisation.empty()) {
            field("MeterSeal-Organisation: " + request.organisation);
        }
        set(CURLOPT_HTTPHEADER, fields.get());
        code = curl_easy_perform(curl.get());
        if (code != CURLE_OK) {
            return gone(curl_easy_strerror(code));
        }
        curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
        return body;
    }
};

ServiceClient::ServiceClient(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{}
ServiceClient::ServiceClient(ServiceClient&&) noexcept = default;
ServiceClient& ServiceClient::operator=(ServiceClient&&) noexcept = default;
ServiceClient::~ServiceClient() = default;

Result<std::optional<ServiceClient>> ServiceClient::find(const Workspace& workspace)
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const fs::path socket = workspace.folder() / "meterseald.sock";
    std::error_code error;
    if (!fs::is_socket(socket, error)) {
        return std::optional<ServiceClient>();
    }
    auto impl = std::make_unique<Impl>();
    impl->socket = socket;
    impl->curl.reset(curl_easy_init());
    if (!impl->curl) {
        return makeError(ErrorCode::Internal, "service.gone", "The HTTP library did not start.");
    }
    long status = 0;
    CURLcode code = CURLE_OK;
    const auto answer = impl->talk({.target = "/v1/server"}, status, code);
    if (code == CURLE_COULDNT_CONNECT) {
        return std::optional<ServiceClient>();  // of a process that was killed
    }
    MS_TRY(answer.status());
    if (status == 401) {
        return makeError(ErrorCode::Forbidden, "service.not-owner",
                         "A service of another user holds this workspace. Do this as that user.");
    }
    const Json server = Json::parse(*answer, nullptr, false);
    if (status != 200 || !server.is_object()) {
        return gone(fmt::format("status {}", status));
    }
    if (server.value("fingerprint", std::string()) != workspace.fingerprint().hex()) {
        return makeError(ErrorCode::Conflict, "service.other-ledger",
                         "The service behind this workspace's socket serves another ledger. Nothing was done.");
    }
    return std::optional(ServiceClient(std::move(impl)));
}

Result<Json> ServiceClient::ask(const ServiceRequest& request)
{
    long status = 0;
    CURLcode code = CURLE_OK;
    MS_ASSIGN(const std::string body, m_impl->talk(request, status, code));
    Json answer = Json::parse(body, nullptr, false);
    if (!answer.is_object()) {
        return gone(fmt::format("status {} without a document", status));
    }
    if (status < 300) {
        return answer;
    }
    return makeError(codeOf(answer.value("code", std::string())), answer.value("reason", std::string("service.gone")),
                     answer.value("detail", std::string("The service refused this.")));
}

std::string pathSegment(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace meterseal
