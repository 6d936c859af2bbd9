#include "meterseal/record/canonical_json.h"

#include "meterseal/base/text.h"
#include "record/json_reader.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <vector>

namespace meterseal {

namespace {

constexpr std::size_t kMaxDepth = 64;

// RFC 8785 orders members by UTF-16 code units. On UTF-8 that is byte order, but for characters beyond U+FFFF: their
// surrogates (D800..DFFF) stand before E000..FFFF.
bool utf16Less(std::string_view a, std::string_view b)
{
    const auto [pa, pb] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (pa == a.end() || pb == b.end()) {
        return a.size() < b.size();
    }
    const auto ca = static_cast<unsigned char>(*pa);
    const auto cb = static_cast<unsigned char>(*pb);
    const bool aBeyond = ca >= 0xf0;
    const bool bBeyond = cb >= 0xf0;
    if (aBeyond != bBeyond && ca >= 0xee && cb >= 0xee) {
        return aBeyond;
    }
    return ca < cb;
}

struct Member {
    std::string key;
    std::string value;  // canonical text
};

// One open object or array.
struct Frame {
    bool isObject = false;
    std::string key;              // of the member being read
    std::vector<Member> members;  // object
    std::string text;             // array
};

// Turns the reader's events into canonical text, innermost value first.
class Canonicalizer : public record::JsonEvents {
public:
    const std::string& result() const { return m_result; }
    const Status& failure() const { return m_failure; }

    bool literal(std::string_view text) override { return put(std::string(text)); }
    bool number(std::string_view text) override
    {
        const Result<double> value = parseNumber(text);
        if (!value) {
            return fail(value.error());
        }
        return put(formatNumber(*value));
    }
    bool string(const std::string& text) override
    {
        std::string out;
        appendJsonString(text, out);
        return put(std::move(out));
    }
    bool open(bool isObject) override
    {
        if (m_frames.size() == kMaxDepth) {
            return fail(makeError(ErrorCode::InvalidArgument, "json.too-deep",
                                  fmt::format("The JSON text is nested deeper than {} levels.", kMaxDepth)));
        }
        m_frames.emplace_back().isObject = isObject;
        return true;
    }
    bool key(const std::string& key) override
    {
        m_frames.back().key = key;
        return true;
    }
    bool close() override
    {
        Frame frame = std::move(m_frames.back());
        m_frames.pop_back();
        if (!frame.isObject) {
            return put(fmt::format("[{}]", frame.text));
        }
        std::sort(frame.members.begin(), frame.members.end(),
                  [](const Member& a, const Member& b) { return utf16Less(a.key, b.key); });
        std::string out = "{";
        for (std::size_t i = 0; i < frame.members.size(); ++i) {
            if (i > 0) {
                if (frame.members[i].key == frame.members[i - 1].key) {
                    return fail(makeError(
                        ErrorCode::InvalidArgument, "json.duplicate-member",
                        fmt::format("The JSON object has the member \"{:.100}\" twice.", frame.members[i].key)));
                }
                out += ',';
            }
            appendJsonString(frame.members[i].key, out);
            out += ':';
            out += frame.members[i].value;
        }
        out += '}';
        return put(std::move(out));
    }

private:
    bool put(std::string text)
    {
        if (m_frames.empty()) {
            m_result = std::move(text);
        } else if (Frame& frame = m_frames.back(); frame.isObject) {
            frame.members.push_back({std::move(frame.key), std::move(text)});
        } else {
            if (!frame.text.empty()) {
                frame.text += ',';
            }
            frame.text += text;
        }
        return true;
    }
    bool fail(Error error)
    {
        m_failure = std::move(error);
        return false;
    }

    std::vector<Frame> m_frames;
    std::string m_result;
    Status m_failure;
};

}  // namespace

void appendJsonString(std::string_view text, std::string& out)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        out.append(text, done, i - done);
        done = i + 1;
        out += '\\';
        switch (c) {
        case '\b':
            out += 'b';
            break;
        case '\t':
            out += 't';
            break;
        case '\n':
            out += 'n';
            break;
        case '\f':
            out += 'f';
            break;
        case '\r':
            out += 'r';
            break;
        case '"':
        case '\\':
            out += static_cast<char>(c);
            break;
        default:
            out += "u00";
            out += kHex[c >> 4];
            out += kHex[c & 15];
        }
    }
    out.append(text, done, text.size() - done);
    out += '"';
}

Result<std::string> canonicalJson(std::string_view json)
{
    Canonicalizer canonicalizer;
    const Status read = record::readJson(json, canonicalizer);
    if (!canonicalizer.failure()) {
        return canonicalizer.failure().error();
    }
    MS_TRY(read);
    return canonicalizer.result();
}

bool isCanonicalJson(std::string_view json)
{
    const Result<std::string> canonical = canonicalJson(json);
    return canonical.ok() && *canonical == json;
}

}  // namespace meterseal
