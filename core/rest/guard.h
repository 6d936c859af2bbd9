// The guard: what a request's head must be before anybody looks at what it asks for (RFC 9112; two readers of one
// request must not be able to disagree about where it ends).
//
// Thread-safety: values and pure functions.
#pragma once

#include "rest/http.h"

namespace meterseal::rest {

inline constexpr std::size_t kMaxHeadBytes = 16 * 1024;
inline constexpr std::size_t kMaxTargetBytes = 2048;
inline constexpr std::size_t kMaxFields = 100;

// Looks at the head's bytes as they come: only CRLF ends a line, no line is folded, no control characters, limits. It
// says no as early as it can, so that what is no HTTP does not wait for a deadline.
class HeadScanner {
public:
    // `bytes`: all that came so far, from the head's first byte on. Done: end() is behind the empty line; begin() is
    // behind an empty line before the request line (RFC 9112 section 2.2: one is let be).
    enum class State { NeedMore, Done, Refused };
    State scan(std::string_view bytes);

    std::size_t begin() const { return m_begin; }
    std::size_t end() const { return m_at; }
    const Refusal& refusal() const { return m_refusal; }

private:
    State refuse(unsigned status, std::string reason, std::string message);
    State endOfLine(std::string_view line);
    State tooLong(std::string_view line);

    std::size_t m_begin = 0, m_at = 0, m_line = 0;  // m_line: where the present line begins
    std::size_t m_fields = 0;
    bool m_requestLine = false;  // it was read
    Refusal m_refusal;
};

// The rules for a parsed head: version, Host, framing, target. Fills in contentLength and chunked.
std::optional<Refusal> checkHead(RequestHead& head);

}  // namespace meterseal::rest
