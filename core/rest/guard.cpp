#include "rest/guard.h"

#include <algorithm>
#include <charconv>

namespace meterseal::rest {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalNames(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool isControl(char c)
{
    const auto u = static_cast<unsigned char>(c);
    return (u < 0x20 && c != '\t') || u == 0x7f;
}

std::vector<std::string_view> valuesOf(const RequestHead& head, std::string_view name)
{
    std::vector<std::string_view> values;
    for (const Field& field : head.fields) {
        if (equalNames(field.name, name)) {
            values.push_back(field.value);
        }
    }
    return values;
}

Refusal bad(std::string reason, std::string message)
{
    return {400, std::move(reason), std::move(message)};
}

std::optional<Refusal> checkFraming(RequestHead& head)
{
    const auto lengths = valuesOf(head, "Content-Length");
    const auto codings = valuesOf(head, "Transfer-Encoding");
    if (!lengths.empty() && !codings.empty()) {
        return bad("http.framing", "A request has a Content-Length or a Transfer-Encoding, never both.");
    }
    if (lengths.size() > 1 || codings.size() > 1) {
        return bad("http.framing", "Content-Length and Transfer-Encoding may stand once.");
    }
    if (!lengths.empty()) {
        const std::string_view text = lengths.front();
        std::uint64_t length = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
        if (error != std::errc() || end != text.data() + text.size()) {
            return bad("http.content-length", "Content-Length must be digits, and small enough to count.");
        }
        head.contentLength = length;
    }
    if (!codings.empty()) {
        if (codings.front() != "chunked" || head.version != 11) {
            return Refusal{501, "http.transfer-encoding", "The only transfer coding is chunked, in HTTP/1.1."};
        }
        head.chunked = true;
    }
    return std::nullopt;
}

}  // namespace

std::string_view RequestHead::field(std::string_view name) const
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return equalNames(field.name, name); });
    return found == fields.end() ? std::string_view() : std::string_view(found->value);
}

std::string* Answer::field(std::string_view name)
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return equalNames(field.name, name); });
    return found == fields.end() ? nullptr : &found->value;
}

HeadScanner::State HeadScanner::refuse(unsigned status, std::string reason, std::string message)
{
    m_refusal = {status, std::move(reason), std::move(message)};
    return State::Refused;
}

HeadScanner::State HeadScanner::tooLong(std::string_view line)
{
    if (m_requestLine) {
        return refuse(431, "http.head-too-big", "The head of a request may have 16 KiB and 100 fields.");
    }
    return line.find(' ') == std::string_view::npos
               ? refuse(400, "http.request-line", "That is no HTTP request.")
               : refuse(414, "http.target-too-long", "The target of a request may have 2,048 bytes.");
}

HeadScanner::State HeadScanner::endOfLine(std::string_view line)
{
    if (!m_requestLine) {
        if (line.empty() && m_begin == 0) {
            m_begin = m_at;
            return State::NeedMore;
        }
        const std::size_t version = line.rfind(' ');
        if (version == std::string_view::npos || !line.substr(version + 1).starts_with("HTTP/")) {
            return refuse(400, "http.request-line", "A request begins with: METHOD target HTTP/1.1");
        }
        if (line.substr(version + 1) != "HTTP/1.1" && line.substr(version + 1) != "HTTP/1.0") {
            return refuse(505, "http.version", "This server speaks HTTP/1.1 and HTTP/1.0.");
        }
        const std::size_t target = line.find(' ');
        if (version - target > kMaxTargetBytes + 1) {
            return tooLong(line);
        }
        m_requestLine = true;
        return State::NeedMore;
    }
    if (line.empty()) {
        return State::Done;
    }
    if (line.front() == ' ' || line.front() == '\t') {
        return refuse(400, "http.folded", "A field stands on one line.");
    }
    if (++m_fields > kMaxFields) {
        return tooLong(line);
    }
    return State::NeedMore;
}

HeadScanner::State HeadScanner::scan(std::string_view bytes)
{
    while (m_at < bytes.size()) {
        const char c = bytes[m_at];
        if (c == '\n') {
            if (m_at == m_line || bytes[m_at - 1] != '\r') {
                return refuse(400, "http.line-end", "Lines end with CR LF.");
            }
            const std::string_view line = bytes.substr(m_line, m_at - 1 - m_line);
            ++m_at;
            m_line = m_at;
            const State state = endOfLine(line);
            if (state != State::NeedMore) {
                return state;
            }
            continue;
        }
        if (m_at > m_line && bytes[m_at - 1] == '\r') {
            return refuse(400, "http.line-end", "Lines end with CR LF.");
        }
        if (c != '\r' && isControl(c)) {
            return refuse(400, "http.control", "A control character stands in the head of the request.");
        }
        ++m_at;
        if (m_at - m_begin > kMaxHeadBytes) {
            return tooLong(bytes.substr(m_line, m_at - m_line));
        }
    }
    return State::NeedMore;
}

std::optional<Refusal> checkHead(RequestHead& head)
{
    if (head.version != 10 && head.version != 11) {
        return Refusal{505, "http.version", "This server speaks HTTP/1.1 and HTTP/1.0."};
    }
    const auto hosts = valuesOf(head, "Host");
    if (hosts.size() > 1 || (hosts.empty() && head.version == 11)) {
        return bad("http.host", "An HTTP/1.1 request has exactly one Host field.");
    }
    if (head.fields.size() > kMaxFields) {
        return Refusal{431, "http.head-too-big", "The head of a request may have 16 KiB and 100 fields."};
    }
    if (head.target.empty() || head.target.front() != '/') {
        return bad("http.target", "The target of a request begins with a slash.");
    }
    if (head.target.size() > kMaxTargetBytes) {
        return Refusal{414, "http.target-too-long", "The target of a request may have 2,048 bytes."};
    }
    for (const Field& field : head.fields) {
        if (std::any_of(field.value.begin(), field.value.end(), isControl)) {
            return bad("http.control", "A control character stands in the head of the request.");
        }
    }
    const std::string_view expect = head.field("Expect");
    if (!expect.empty() && !equalNames(expect, "100-continue")) {
        return Refusal{417, "http.expect", "The only expectation this server knows is 100-continue."};
    }
    return checkFraming(head);
}

}  // namespace meterseal::rest
