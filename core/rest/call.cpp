#include "rest/call.h"

#include "meterseal/record/canonical_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace meterseal::rest {

namespace {

Error queryError(std::string_view reason, const std::string& message)
{
    return makeError(ErrorCode::InvalidArgument, reason, message);
}

int hexDigit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

std::optional<std::uint64_t> parseNumber64(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

Error memberError(const std::string& what)
{
    return makeError(ErrorCode::InvalidArgument, "body.member", what);
}

}  // namespace

Result<std::string> percentDecoded(std::string_view text, bool plusIsBlank)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += plusIsBlank && text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 2 < text.size() + 0 ? hexDigit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() + 0 ? hexDigit(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            return queryError("query.syntax", "A per cent sign in the target is followed by two hex digits.");
        }
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

Result<std::map<std::string, std::string>> parseQuery(std::string_view text)
{
    std::map<std::string, std::string> query;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('&'), text.size());
        const std::string_view part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (part.empty()) {
            continue;
        }
        const std::size_t equals = std::min(part.find('='), part.size());
        MS_ASSIGN(std::string name, percentDecoded(part.substr(0, equals), true));
        MS_ASSIGN(std::string value, percentDecoded(part.substr(std::min(equals + 1, part.size())), true));
        if (!query.emplace(std::move(name), std::move(value)).second) {
            return queryError("query.twice", "A query parameter stands once.");
        }
    }
    return query;
}

std::optional<std::string> Call::queryOf(const char* name) const
{
    const auto found = query.find(name);
    return found == query.end() ? std::nullopt : std::optional(found->second);
}

Result<std::optional<std::uint64_t>> Call::numberIfGiven(const char* name, std::uint64_t most) const
{
    const auto text = queryOf(name);
    if (!text) {
        return std::optional<std::uint64_t>();
    }
    const auto value = parseNumber64(*text);
    if (!value || *value > most) {
        return queryError("query.value", fmt::format("{} must be a whole number up to {}.", name, most));
    }
    return value;
}

Result<std::uint64_t> Call::number(const char* name, std::uint64_t least, std::uint64_t most,
                                   std::uint64_t otherwise) const
{
    MS_ASSIGN(const auto value, numberIfGiven(name, most));
    if (value && *value < least) {
        return queryError("query.value", fmt::format("{} must be a whole number from {} to {}.", name, least, most));
    }
    return value.value_or(otherwise);
}

Result<std::optional<Timestamp>> Call::time(const char* name) const
{
    const auto text = queryOf(name);
    if (!text) {
        return std::optional<Timestamp>();
    }
    const auto value = parseTimestamp(*text, name);
    if (!value) {
        return queryError("query.value", fmt::format("{} must be a time such as 2026-11-22T08:00:00.000Z.", name));
    }
    return std::optional(*value);
}

Result<bool> Call::flag(const char* name) const
{
    const auto text = queryOf(name);
    if (text && *text != "true" && *text != "false") {
        return queryError("query.value", fmt::format("{} must be true or false.", name));
    }
    return text == "true";
}

Result<Json> parseJsonObject(std::string_view text, std::initializer_list<const char*> members)
{
    const auto canonical = canonicalJson(text);
    if (!canonical) {
        return makeError(ErrorCode::InvalidArgument, "body.json", canonical.error().message);
    }
    Json object = Json::parse(*canonical, nullptr, false);
    if (!object.is_object()) {
        return makeError(ErrorCode::InvalidArgument, "body.json", "A JSON object is expected.");
    }
    for (const auto& [name, value] : object.items()) {
        if (std::none_of(members.begin(), members.end(), [&](const char* m) { return name == (m + (*m == '?')); })) {
            return memberError(fmt::format("There is no member \"{}\" here.", name.substr(0, 64)));
        }
    }
    for (const char* member : members) {
        if (*member != '?' && !object.contains(member)) {
            return memberError(fmt::format("The member \"{}\" is missing.", member));
        }
    }
    return object;
}

Result<Json> Call::object(std::initializer_list<const char*> members) const
{
    return parseJsonObject(body, members);
}

Result<std::optional<std::string>> optionalText(const Json& object, const char* name, std::size_t most)
{
    const auto found = object.find(name);
    if (found == object.end()) {
        return std::optional<std::string>();
    }
    if (!found->is_string() || found->get_ref<const std::string&>().size() > most) {
        return memberError(fmt::format("The member \"{}\" must be a text of at most {} bytes.", name, most));
    }
    return std::optional(found->get<std::string>());
}

Result<std::string> textMember(const Json& object, const char* name, std::size_t most)
{
    MS_ASSIGN(auto text, optionalText(object, name, most));
    if (!text) {
        return memberError(fmt::format("The member \"{}\" is missing.", name));
    }
    return *text;
}

Answer jsonAnswer(unsigned status, const Json& value)
{
    return {status, "application/json", {}, value.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"};
}

Answer textAnswer(unsigned status, std::string text)
{
    return {status, "text/plain; charset=utf-8", {}, std::move(text)};
}

unsigned statusOf(const Error& error)
{
    const std::string_view reason = error.reason;
    switch (error.code) {
    case ErrorCode::InvalidArgument:
        return reason == "http.body-too-big"           ? 413
               : reason == "ledger.no-such-checkpoint" ? 404
               : reason.starts_with("query.") || reason.starts_with("body.") || reason.starts_with("paging.") ||
                       reason.starts_with("http.") || reason.starts_with("json.")
                   ? 400
                   : 422;
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::Conflict:
        return reason == "precondition.changed" ? 412 : 409;
    case ErrorCode::Forbidden:
        return 403;
    case ErrorCode::Busy:
        return reason == "server.quota" ? 429 : 503;
    case ErrorCode::Unavailable:
        return reason == "http.body-slow" ? 408 : reason == "http.body-cut" ? 400 : 503;
    case ErrorCode::Cancelled:
        return 503;
    case ErrorCode::Io:
        return reason.ends_with("disk-full") ? 507 : 500;
    case ErrorCode::Unsupported:
        return reason == "http.content-type" ? 415 : 422;
    case ErrorCode::Damaged:
    case ErrorCode::Internal:
        break;
    }
    return 500;
}

Json problemJson(unsigned status, const Error& error, const std::string& request)
{
    Json object{{"type", "urn:meterseal:reason:" + error.reason},
                {"title", error.message.substr(0, error.message.find_first_of(".\n"))},
                {"status", status},
                {"code", toString(error.code)},
                {"reason", error.reason},
                {"detail", error.message}};
    if (!request.empty()) {
        object["instance"] = "urn:meterseal:request:" + request;
        object["request"] = request;
    }
    return object;
}

Answer problem(unsigned status, const Error& error, const std::string& request)
{
    Answer answer = jsonAnswer(status, problemJson(status, error, request));
    answer.contentType = "application/problem+json";
    if (status == 429 || status == 503) {
        answer.fields.push_back({"Retry-After", status == 429 ? "60" : "1"});
    }
    if (status == 401) {
        answer.fields.push_back({"WWW-Authenticate", "Bearer"});
    }
    return answer;
}

Answer problem(const Error& error, const std::string& request)
{
    return problem(statusOf(error), error, request);
}

Json toJson(const std::vector<LineError>& errors)
{
    Json list = Json::array();
    for (const LineError& error : errors) {
        list.push_back({{"line", error.line}, {"reason", error.reason}, {"message", error.message}});
    }
    return list;
}

Result<PageRequest> pageRequest(const Call& call)
{
    PageRequest page;
    MS_ASSIGN(page.limit, call.number("limit", 1, 1000, 50));
    const auto after = call.queryOf("after"), before = call.queryOf("before");
    if (after && before) {
        return queryError("paging.cursor", "`after` and `before` do not go together.");
    }
    if (after || before) {
        page.backwards = before.has_value();
        page.cursor = parseNumber64(after ? *after : *before);
        // SQLite counts in signed 64 bits.
        if (!page.cursor || *page.cursor > INT64_MAX) {
            return queryError("paging.cursor", "That is no cursor of this list: take `next` of a page as it is.");
        }
    }
    return page;
}

Answer pageAnswer(Json rows, bool more, std::optional<std::uint64_t> last)
{
    const Json next = more && last ? Json(fmt::to_string(*last)) : Json();
    return jsonAnswer(200, Json{{"rows", std::move(rows)}, {"more", more}, {"next", next}});
}

}  // namespace meterseal::rest
