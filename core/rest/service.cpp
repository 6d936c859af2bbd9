#include "meterseal/rest/service.h"

#include "meterseal/crypto/secret.h"
#include "rest/backend.h"
#include "rest/guard.h"
#include "rest/http_server.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal {

namespace rest {

namespace {

constexpr unsigned kRefusedTokens = 10;  // a minute, of one address

bool isLoopback(std::string_view host)
{
    return host.starts_with("127.") || host == "::1";
}

std::vector<std::string_view> segmentsOf(std::string_view path)
{
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const std::size_t end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

// Whether the path is one of this pattern; fills in what stands for its {names}, decoded.
bool matches(std::string_view pattern, const std::vector<std::string_view>& path,
             std::map<std::string, std::string>& values)
{
    const std::vector<std::string_view> wanted = segmentsOf(pattern);
    if (wanted.size() != path.size()) {
        return false;
    }
    values.clear();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!wanted[i].starts_with('{')) {
            if (wanted[i] != path[i]) {
                return false;
            }
            continue;
        }
        const auto value = percentDecoded(path[i], false);
        if (!value || value->empty() || value->size() > 256) {
            return false;
        }
        values[std::string(wanted[i].substr(1, wanted[i].size() - 2))] = *value;
    }
    return true;
}

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

// In characters, as the document of what is served has it.
std::size_t longestValue(std::string_view parameter)
{
    return parameter == "manufacturer"                ? 256
           : parameter == "meter" || parameter == "q" ? 128
           : parameter == "profile"                   ? 80
                                                      : 64;
}

std::size_t lengthOf(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool takesParameter(const Operation& operation, const std::string& name)
{
    for (std::string_view rest = operation.query; !rest.empty();) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (rest.substr(0, end) == name) {
            return true;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

}  // namespace

class RestService final : public Service, public HttpApplication {
public:
    RestService(OpenWorkspace& workspace, const ServiceOptions& options)
        : m_options(options), m_backend(workspace, m_options)
    {}
    ~RestService() override { stop(); }

    Status open()
    {
        MS_TRY(m_backend.open());
        HttpServerOptions http;
        for (const ServiceAddress& address : m_options.listen) {
            http.addresses.push_back({address.host, address.port, address.tls});
        }
        http.unixSocket = m_options.unixSocket;
        http.certificate = m_options.certificate;
        http.privateKey = m_options.privateKey;
        http.clientCa = m_options.clientCa;
        for (const MqttDoorOptions& door : m_options.mqtt) {
            MS_ASSIGN(auto opened, MqttDoor::open(m_backend, door));
            m_backend.doors.push_back(std::move(opened));
        }
        MS_ASSIGN(m_server, HttpServer::start(http, *this));
        return {};
    }

    std::vector<std::uint16_t> ports() const override { return m_server->ports(); }
    Status reload() override { return m_server->reloadCertificate(); }
    bool answers(std::chrono::milliseconds patience) override { return m_server->answers(patience); }
    void stop() override
    {
        m_backend.stopping = true;
        for (const auto& door : m_backend.doors) {
            door->stop();
        }
        if (m_server) {
            m_server->stop();
        }
    }

    // ---- HttpApplication ----
    Admission admit(const RequestHead& head) override
    {
        Admission admission;
        admission.call = std::make_shared<Call>();
        Call& call = *admission.call;
        call.request = crypto::toBase32(crypto::randomBytes(10).view());
        if (auto refused = judge(head, call)) {
            admission.refused = finished(std::move(*refused), call);
            return admission;
        }
        admission.maxBody = call.operation->maxBody;
        admission.streamedBody = call.operation->body == BodyKind::Stream;
        return admission;
    }

    Answer serve(const RequestHead& head, Call& call, std::string body, BodyReader* stream) override
    {
        call.head = &head;
        call.body = std::move(body);
        call.stream = stream;
        auto answer = run(call);
        return finished(answer ? std::move(*answer) : problem(answer.error(), call.request), call);
    }

    Answer refuse(const Refusal& refusal, const Call* call) override
    {
        const ErrorCode code = refusal.status == 503   ? ErrorCode::Busy
                               : refusal.status == 501 ? ErrorCode::Unsupported
                                                       : ErrorCode::InvalidArgument;
        static const Call kNone;
        const Call& known = call != nullptr ? *call : kNone;
        return finished(problem(refusal.status, makeError(code, refusal.reason, refusal.message), known.request),
                        known);
    }

    void served(const RequestHead* head, const Call* call, unsigned status, std::uint64_t bytes,
                std::uint64_t milliseconds) override
    {
        ++m_backend.answers[std::min<std::size_t>(status / 100, 5)];
        if (!m_options.accessLog) {
            return;
        }
        const bool known = call != nullptr && call->operation != nullptr;
        Json line{{"time", formatTimestamp(now())},
                  {"request", call != nullptr ? call->request : ""},
                  {"peer", head != nullptr ? head->peer : ""},
                  {"token", call != nullptr ? call->caller.token : ""},
                  {"method", head != nullptr ? head->method : ""},
                  // The pattern, never what was sent: a path that is none of ours may hold anything.
                  {"route", known ? call->operation->path : ""},
                  {"status", status},
                  {"bytes", bytes},
                  {"ms", milliseconds}};
        m_options.accessLog(line.dump(-1, ' ', false, Json::error_handler_t::replace));
    }

private:
    Answer finished(Answer answer, const Call& call) const
    {
        if (!call.request.empty()) {
            answer.fields.push_back({"X-Request-Id", call.request});
        }
        if (answer.field("Cache-Control") == nullptr) {
            answer.fields.push_back({"Cache-Control", "no-store"});
        }
        answer.fields.push_back({"X-Content-Type-Options", "nosniff"});
        return answer;
    }

    // What can be said without the body: route and method, token, scope, media type. Nothing: go on.
    std::optional<Answer> judge(const RequestHead& head, Call& call)
    {
        const std::string_view target = head.target;
        const std::size_t mark = std::min(target.find('?'), target.size());
        if (auto refused = route(head, target.substr(0, mark), call)) {
            return refused;
        }
        if (auto refused = authorise(head, call)) {
            return refused;
        }
        const auto query = parseQuery(target.substr(std::min(mark + 1, target.size())));
        if (!query) {
            return problem(query.error(), call.request);
        }
        for (const auto& [name, value] : *query) {
            if (!takesParameter(*call.operation, name)) {
                return problem(makeError(ErrorCode::InvalidArgument, "query.unknown",
                                         fmt::format("There is no parameter \"{}\" here.", name.substr(0, 64))),
                               call.request);
            }
            if (value.empty() || lengthOf(value) > longestValue(name)) {
                return problem(makeError(ErrorCode::InvalidArgument, "query.value",
                                         fmt::format("{} has 1 to {} characters.", name, longestValue(name))),
                               call.request);
            }
        }
        call.query = *query;
        return checkBody(head, call);
    }

    std::optional<Answer> route(const RequestHead& head, std::string_view path, Call& call)
    {
        const std::vector<std::string_view> segments = segmentsOf(path);
        std::string allowed;
        const std::string method = head.method == "HEAD" ? "GET" : head.method;
        for (const Operation& operation : operations()) {
            std::map<std::string, std::string> values;
            if (!matches(operation.path, segments, values)) {
                continue;
            }
            if (operation.method == method) {
                call.operation = &operation;
                call.path = std::move(values);
                return std::nullopt;
            }
            const std::string_view shown = operation.method;
            allowed += fmt::format("{}{}", allowed.empty() ? "" : ", ", shown == "GET" ? "GET, HEAD" : shown);
        }
        if (allowed.empty()) {
            return problem(makeError(ErrorCode::NotFound, "http.no-route", "There is nothing at this path."),
                           call.request);
        }
        Answer answer = problem(405,
                                makeError(ErrorCode::Unsupported, "http.method",
                                          "This path does not take this method. It takes: " + allowed),
                                call.request);
        answer.fields.push_back({"Allow", allowed});
        return answer;
    }

    std::optional<Answer> authorise(const RequestHead& head, Call& call)
    {
        if (!call.operation->scope) {
            return std::nullopt;
        }
        if (head.peer == "unix" && head.owner && head.field("Authorization").empty()) {
            // Whose keys lie here may sign with each of them, and says with which.
            call.caller = {"local", "owner", Scopes::all(), std::string(head.field("MeterSeal-Organisation")), {}};
            return std::nullopt;
        }
        if (m_refused.full(head.peer)) {
            return problem(
                429,
                makeError(ErrorCode::Busy, "server.quota", "Too many refused tokens from this address. Wait a minute."),
                call.request);
        }
        const std::string_view given = head.field("Authorization");
        const bool bearer = given.size() > 7 && lowerCase(given.substr(0, 7)) == "bearer ";
        const auto token = m_backend.tokens.find(bearer ? given.substr(7) : std::string_view());
        if (!token) {
            return problem(503, token.error(), call.request);
        }
        if (!*token) {
            m_refused.count(head.peer);
            return problem(401,
                           makeError(ErrorCode::Forbidden, "auth.token",
                                     "This needs a token: Authorization: Bearer mst_... It is missing, unknown, "
                                     "revoked or expired."),
                           call.request);
        }
        const AccessToken& known = **token;
        call.caller = {known.id, known.name, known.scopes, known.organisation, known.hash};
        if (!known.scopes.has(*call.operation->scope)) {
            return problem(
                makeError(ErrorCode::Forbidden, "auth.scope",
                          fmt::format("This token lacks the scope \"{}\".", toString(*call.operation->scope))),
                call.request);
        }
        return std::nullopt;
    }

    std::optional<Answer> checkBody(const RequestHead& head, Call& call)
    {
        const BodyKind kind = call.operation->body;
        const bool optional = kind == BodyKind::None || kind == BodyKind::OptionalJson;
        if (kind == BodyKind::None && head.hasBody()) {
            return problem(makeError(ErrorCode::InvalidArgument, "http.body", "This takes no body."), call.request);
        }
        if (!head.hasBody()) {
            return optional
                       ? std::nullopt
                       : std::optional(problem(makeError(ErrorCode::InvalidArgument, "http.body", "This needs a body."),
                                               call.request));
        }
        if (head.contentLength.value_or(0) > call.operation->maxBody) {
            return problem(413,
                           makeError(ErrorCode::InvalidArgument, "http.body-too-big",
                                     fmt::format("The body may have {} bytes.", call.operation->maxBody)),
                           call.request);
        }
        const std::string_view type = head.field("Content-Type");
        call.contentType = lowerCase(type.substr(0, std::min(type.find_first_of("; "), type.size())));
        const auto is = [&](std::string_view name) { return call.contentType == name; };
        const bool lines = is("application/jsonl") || is("application/x-ndjson");
        const bool raw = kind == BodyKind::Octets || kind == BodyKind::Text;
        const bool good = kind == BodyKind::Stream || (kind == BodyKind::Octets && is("application/octet-stream")) ||
                          (kind == BodyKind::Text && is("text/plain")) || (!raw && is("application/json")) ||
                          (kind == BodyKind::JsonOrLines && lines);
        if (!good) {
            return problem(415,
                           makeError(ErrorCode::Unsupported, "http.content-type",
                                     kind == BodyKind::JsonOrLines
                                         ? "The body's Content-Type is application/json or application/jsonl."
                                     : kind == BodyKind::Octets ? "The body's Content-Type is application/octet-stream."
                                     : kind == BodyKind::Text   ? "The body's Content-Type is text/plain."
                                                                : "The body's Content-Type is application/json."),
                           call.request);
        }
        return std::nullopt;
    }

    // Exceptions (memory, a bug) do not leave: the client gets a problem, the service goes on.
    Result<Answer> run(Call& call)
    {
        try {
            return call.operation->handler(m_backend, call);
        } catch (const std::exception& e) {
            return makeError(ErrorCode::Internal, "server.internal",
                             fmt::format("The request could not be served: {}.", e.what()));
        }
    }

    const ServiceOptions m_options;
    Backend m_backend;
    Throttle m_refused{kRefusedTokens, std::chrono::minutes(1)};
    std::unique_ptr<HttpServer> m_server;  // last: it calls the rest
};

}  // namespace rest

Status checkServiceOptions(const ServiceOptions& options)
{
    if (options.listen.empty() && options.unixSocket.empty()) {
        return makeError(ErrorCode::InvalidArgument, "server.no-address", "The service needs an address or a socket.");
    }
    for (const ServiceAddress& address : options.listen) {
        if (!address.tls && !options.plainElsewhere && !rest::isLoopback(address.host)) {
            return makeError(ErrorCode::InvalidArgument, "server.plain",
                             fmt::format("The address {} can be reached from other machines, so it needs TLS: tokens "
                                         "would travel readable. Give a certificate, or allow it by name.",
                                         address.host));
        }
        if (address.tls && (options.certificate.empty() || options.privateKey.empty())) {
            return makeError(ErrorCode::InvalidArgument, "server.certificate",
                             "TLS needs a certificate and its private key, both PEM files.");
        }
    }
    for (std::size_t i = 0; i < options.mqtt.size(); ++i) {
        MS_TRY(checkMqttDoor(options.mqtt[i]));
        for (std::size_t other = 0; other < i; ++other) {
            if (options.mqtt[other].name == options.mqtt[i].name) {
                return makeError(ErrorCode::InvalidArgument, "mqtt.option",
                                 fmt::format("Two MQTT doors are called \"{}\".", options.mqtt[i].name));
            }
        }
    }
    return {};
}

Result<std::unique_ptr<Service>> Service::start(OpenWorkspace& workspace, const ServiceOptions& options)
{
    MS_TRY(checkServiceOptions(options));
    if (workspace.uploader() == nullptr) {
        return makeError(ErrorCode::Internal, "server.no-uploader", "The workspace's uploader must run first.");
    }
    auto service = std::make_unique<rest::RestService>(workspace, options);
    MS_TRY(service->open());
    return std::unique_ptr<Service>(std::move(service));
}

}  // namespace meterseal
