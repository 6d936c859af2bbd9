// What the HTTP server and the operations say to each other: heads, answers, bodies. No library shows here.
//
// Thread-safety: values; a BodyReader and an AnswerWriter belong to the thread that serves the request.
#pragma once

#include "meterseal/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::rest {

struct Field {
    std::string name, value;
};

// A request up to its body, as the guard let it through (guard.h).
struct RequestHead {
    std::string method;  // "GET"
    std::string target;  // as it was sent: path, and query behind '?'
    int version = 11;    // 10 or 11
    std::vector<Field> fields;
    std::optional<std::uint64_t> contentLength;
    bool chunked = false;
    std::string peer;    // its address; "unix": over the Unix socket
    bool owner = false;  // over the Unix socket, from a process of the user who runs this program

    bool hasBody() const { return chunked || contentLength.value_or(0) > 0; }
    // The first field of this name, letters of either case; empty where there is none.
    std::string_view field(std::string_view name) const;
};

// A request's body in pieces. reason: http.body-slow, http.body-syntax, http.body-cut, http.body-too-big
class BodyReader {
public:
    virtual ~BodyReader() = default;
    virtual Result<std::size_t> read(std::span<char> piece) = 0;  // 0: the end
};

// An answer that is written while it is made. write() waits while the client does not read.
class AnswerWriter {
public:
    virtual ~AnswerWriter() = default;
    virtual Status write(std::string_view piece) = 0;  // Unavailable/http.client-gone: stop
    virtual bool stopping() const = 0;                 // the server is about to end
};

struct Answer {
    unsigned status = 200;
    std::string contentType;  // empty: no body
    std::vector<Field> fields = {};
    std::string body = {};
    // Instead of `body`: writes it. A stream says itself whether it is whole (its last line), because the status went
    // out before.
    std::function<void(AnswerWriter&)> stream = {};

    std::string* field(std::string_view name);
};

// Why a request is not even looked at.
struct Refusal {
    unsigned status = 400;
    std::string reason, message;
};

struct Call;  // call.h: what the application knows of the request it admitted

struct Admission {
    std::optional<Answer> refused;
    std::uint64_t maxBody = 0;
    bool streamedBody = false;  // the body is read by the operation, in pieces; else before it is called
    std::shared_ptr<Call> call;
};

// What stands behind the server.
class HttpApplication {
public:
    virtual ~HttpApplication() = default;
    // On the network thread, before the body: must not block.
    virtual Admission admit(const RequestHead& head) = 0;
    // On a thread of the pool; may block. `body` is whole, or `stream` gives it.
    virtual Answer serve(const RequestHead& head, Call& call, std::string body, BodyReader* stream) = 0;
    // The answer to what the server itself refuses. `call`: null where it was not admitted.
    virtual Answer refuse(const Refusal& refusal, const Call* call) = 0;
    // A request has ended, on the network thread. `head`, `call`: null where it did not come so far.
    virtual void served(const RequestHead* head, const Call* call, unsigned status, std::uint64_t bytes,
                        std::uint64_t milliseconds) = 0;
};

}  // namespace meterseal::rest
