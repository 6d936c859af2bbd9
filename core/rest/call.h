// One admitted request as an operation sees it: who asks, path and query parameters, body.
//
// Thread-safety: belongs to the thread that serves it.
#pragma once

#include "meterseal/base/time.h"
#include "meterseal/document/json.h"
#include "meterseal/rest/tokens.h"
#include "rest/http.h"

#include <map>

namespace meterseal::rest {

class Backend;
struct Call;

using Handler = Result<Answer> (*)(Backend& backend, Call& call);

enum class BodyKind : std::uint8_t {
    None,
    Json,          // application/json
    JsonOrLines,   // application/json or application/jsonl
    OptionalJson,  // as Json, or no body
    Octets,        // application/octet-stream
    Text,          // text/plain
    Stream,        // anything, read in pieces by the operation
};

// A row of the one table of operations (operations.cpp). What is not in it is not served.
struct Operation {
    const char* id;  // as in the OpenAPI document
    const char* method;
    const char* path;            // "/v1/meters/{meter}"
    std::optional<Scope> scope;  // none: no token is needed
    BodyKind body;
    std::uint64_t maxBody;
    const char* query;  // names of the parameters it takes, separated by blanks; others are refused
    Handler handler;
};

struct Caller {
    std::string token, name;  // id and name of its token; "local": the owner over the Unix socket
    Scopes scopes;
    std::string organisation;
    Hash256 secret;  // of the token, hashed: keys what only it may name

    std::string client() const { return token + " " + name; }
};

struct Call {
    const Operation* operation = nullptr;
    const RequestHead* head = nullptr;  // while it is served
    Caller caller;
    std::string request;  // its id in answers and logs
    std::map<std::string, std::string> path, query;
    std::string contentType;  // without parameters, in lower case
    std::string body;
    BodyReader* stream = nullptr;

    const std::string& pathOf(const char* name) const { return path.at(name); }
    std::optional<std::string> queryOf(const char* name) const;
    // reason: query.value
    Result<std::uint64_t> number(const char* name, std::uint64_t least, std::uint64_t most,
                                 std::uint64_t otherwise) const;
    Result<std::optional<std::uint64_t>> numberIfGiven(const char* name, std::uint64_t most) const;
    Result<std::optional<Timestamp>> time(const char* name) const;
    Result<bool> flag(const char* name) const;

    // The body as a JSON object with these members and no others ("?name": may be absent or null).
    // reason: body.json, body.member
    Result<Json> object(std::initializer_list<const char*> members) const;
};

// Parses "a=1&b=2". reason: query.syntax, query.twice
Result<std::map<std::string, std::string>> parseQuery(std::string_view text);
// "%41" -> "A". reason: query.syntax
Result<std::string> percentDecoded(std::string_view text, bool plusIsBlank);

// reason: body.json
Result<Json> parseJsonObject(std::string_view text, std::initializer_list<const char*> members);
// A member's text. reason: body.member
Result<std::string> textMember(const Json& object, const char* name, std::size_t most);
Result<std::optional<std::string>> optionalText(const Json& object, const char* name, std::size_t most);

Answer jsonAnswer(unsigned status, const Json& value);
Answer textAnswer(unsigned status, std::string text);
// ---- RFC 9457 --------------------------------------------------------------------------------------------------
unsigned statusOf(const Error& error);
Json problemJson(unsigned status, const Error& error, const std::string& request);
Answer problem(unsigned status, const Error& error, const std::string& request);
Answer problem(const Error& error, const std::string& request);

struct LineError {
    std::uint64_t line = 0;
    std::string reason, message;
};
Json toJson(const std::vector<LineError>& errors);

// ---- keyset pages ----------------------------------------------------------------------------------------------
struct PageRequest {
    std::optional<std::uint64_t> cursor;
    bool backwards = false;  // `before`: the rows before the cursor
    std::size_t limit = 50;
};
// reason: paging.cursor, query.value
Result<PageRequest> pageRequest(const Call& call);
// {"rows", "more", "next"}: `next` is the cursor of the last row where there are more.
Answer pageAnswer(Json rows, bool more, std::optional<std::uint64_t> last);

}  // namespace meterseal::rest
