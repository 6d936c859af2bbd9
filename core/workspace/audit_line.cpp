#include "workspace/audit_line.h"

#include "meterseal/base/text.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/record/canonical_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace meterseal::audit {

using nlohmann::json;

namespace {

constexpr int kVersion = 1;
constexpr std::size_t kMaxTextBytes = 1024;
constexpr std::size_t kBlockBytes = 256 * 1024;

// At most kMaxTextBytes, whole characters; bytes that are no UTF-8 (a file name may hold them) as \xNN.
std::string clean(std::string_view text)
{
    std::string out;
    if (isValidUtf8(text)) {
        std::size_t size = std::min(text.size(), kMaxTextBytes);
        while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) {
            --size;
        }
        return std::string(text.substr(0, size));
    }
    for (const char c : text.substr(0, kMaxTextBytes / 4)) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x80 ? std::string(1, c) : fmt::format("\\x{:02x}", byte);
    }
    return out;
}

json toJson(const AuditFields& fields)
{
    json object = json::object();
    for (const auto& [name, value] : fields) {
        object[clean(name)] = clean(value);
    }
    return object;
}

// Throws json::exception where the shape is another.
AuditFields toFields(const json& object)
{
    return object.get<AuditFields>();
}

void fill(const json& object, AuditEntry& entry)
{
    if (object.at("v") != kVersion || object.size() != 9) {
        entry.readable = false;
        return;
    }
    entry.seq = object.at("seq").get<std::uint64_t>();
    const auto time = parseTimestamp(object.at("time").get<std::string>());
    const auto prev = Hash256::fromHex(object.at("prev").get<std::string>());
    entry.readable = entry.seq > 0 && time.ok() && prev.ok();
    if (!entry.readable) {
        return;
    }
    entry.time = *time;
    entry.prev = *prev;
    entry.action = object.at("action").get<std::string>();
    const json& actor = object.at("actor");
    entry.user = actor.at("user").get<std::string>();
    entry.client = actor.value("client", std::string());
    entry.organisation = actor.value("organisation", std::string());
    entry.subject = toFields(object.at("subject"));
    entry.details = toFields(object.at("details"));
    const json& result = object.at("result");
    entry.code = result.at("code").get<std::string>();
    entry.reason = result.value("reason", std::string());
}

}  // namespace

std::string encode(const AuditNote& note, std::uint64_t seq, Timestamp time, std::string_view user, const Hash256& prev)
{
    json actor{{"user", clean(user)}};
    if (!note.client.empty()) {
        actor["client"] = clean(note.client);
    }
    if (!note.organisation.empty()) {
        actor["organisation"] = clean(note.organisation);
    }
    json result{{"code", "ok"}};
    if (!note.result.ok()) {
        result = {{"code", toString(note.result.error().code)}, {"reason", clean(note.result.error().reason)}};
    }
    const json entry{{"v", kVersion},
                     {"seq", seq},
                     {"time", formatTimestamp(time)},
                     {"actor", std::move(actor)},
                     {"action", clean(note.action)},
                     {"subject", toJson(note.subject)},
                     {"result", std::move(result)},
                     {"details", toJson(note.details)},
                     {"prev", prev.hex()}};
    return canonicalJson(entry.dump()).value();  // cannot fail: texts are UTF-8, numbers are small
}

AuditEntry decode(std::string_view line, std::uint64_t offset)
{
    AuditEntry entry;
    entry.offset = offset;
    entry.hash = crypto::sha256(line);
    entry.line = line;
    const json object = json::parse(line, nullptr, false);
    entry.readable = object.is_object() && isCanonicalJson(line);
    if (entry.readable) {
        try {
            fill(object, entry);
        } catch (const json::exception&) {
            entry.readable = false;
        }
    }
    if (!entry.readable) {
        AuditEntry bare;
        bare.offset = offset;
        bare.readable = false;
        bare.code.clear();
        bare.hash = entry.hash;
        bare.line = std::move(entry.line);
        return bare;
    }
    return entry;
}

Result<LineFile> LineFile::open(const std::filesystem::path& file)
{
    auto opened = File::open(file, OpenFor::Reading);
    if (!opened) {
        return rephrased(opened.error(), "audit.io");
    }
    LineFile lines(std::move(*opened));
    MS_TRY(lines.findEnd());
    return lines;
}

Status LineFile::readAt(std::uint64_t offset, std::size_t size, std::string& out) const
{
    out.resize(size);
    const auto got = m_file.readAt(offset, out.data(), size);
    if (!got) {
        return rephrased(got.error(), "audit.io");
    }
    return *got == size
               ? Status()
               : Status(makeError(ErrorCode::Io, "audit.io", "The audit log became shorter while it was read."));
}

Result<std::string> LineFile::cutTail() const
{
    std::string tail;
    MS_TRY(readAt(m_end, static_cast<std::size_t>(cutBytes()), tail));
    return tail;
}

Status LineFile::findEnd()
{
    const auto size = m_file.size();
    if (!size) {
        return rephrased(size.error(), "audit.io");
    }
    m_size = *size;
    std::string block;
    for (std::uint64_t to = m_size; to > 0;) {
        const std::uint64_t from = to > kBlockBytes ? to - kBlockBytes : 0;
        MS_TRY(readAt(from, static_cast<std::size_t>(to - from), block));
        if (const std::size_t newline = block.rfind('\n'); newline != std::string::npos) {
            m_end = from + newline + 1;
            return {};
        }
        to = from;
    }
    return {};
}

Status LineFile::forward(std::uint64_t from, const See& see) const
{
    std::string block;
    std::string line;  // a part that the block before ended with
    std::uint64_t lineAt = from;
    for (std::uint64_t at = from; at < m_end;) {
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(kBlockBytes, m_end - at));
        MS_TRY(readAt(at, size, block));
        std::size_t begin = 0;
        for (std::size_t newline = block.find('\n'); newline != std::string::npos; newline = block.find('\n', begin)) {
            std::string_view found = std::string_view(block).substr(begin, newline - begin);
            if (!line.empty()) {
                line += found;
                found = line;
            }
            if (!see(lineAt, found)) {
                return {};
            }
            line.clear();
            begin = newline + 1;
            lineAt = at + begin;
        }
        line += std::string_view(block).substr(begin);
        if (line.size() > kMaxLineBytes) {
            return makeError(ErrorCode::Damaged, "audit.line-too-long",
                             fmt::format("The line at byte {} of the audit log is longer than any entry. It was "
                                         "written by something else; nothing was changed.",
                                         lineAt));
        }
        at += size;
    }
    return {};
}

Status LineFile::backward(std::uint64_t before, const See& see) const
{
    std::string block;
    std::string rest;  // the end of a line whose beginning is not read yet
    std::uint64_t to = std::min(before, m_end);
    bool first = true;  // the newline at the very end closes the first line to show
    while (to > 0) {
        const std::uint64_t from = to > kBlockBytes ? to - kBlockBytes : 0;
        MS_TRY(readAt(from, static_cast<std::size_t>(to - from), block));
        std::size_t end = block.size();
        if (first) {
            first = false;
            --end;
        }
        for (;;) {
            const std::size_t newline = end == 0 ? std::string::npos : block.rfind('\n', end - 1);
            if (newline == std::string::npos) {
                break;
            }
            std::string line = block.substr(newline + 1, end - newline - 1) + rest;
            rest.clear();
            if (!see(from + newline + 1, line)) {
                return {};
            }
            end = newline;
        }
        rest.insert(0, block, 0, end);
        if (rest.size() > kMaxLineBytes) {
            return makeError(ErrorCode::Damaged, "audit.line-too-long",
                             "A line of the audit log is longer than any entry. It was written by something else; "
                             "nothing was changed.");
        }
        to = from;
    }
    if (!first) {
        see(0, rest);
    }
    return {};
}

}  // namespace meterseal::audit
