#include "meterseal/evidence/claim.h"

#include "meterseal/base/text.h"
#include "meterseal/record/canonical_json.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace meterseal {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxText = 16 * 1024;

Error formError(std::string message)
{
    return makeError(ErrorCode::InvalidArgument, "claim.form", "claim.json: " + std::move(message));
}

// Reads the members of one object; the first trouble sticks.
class Members {
public:
    explicit Members(const json& object, std::string where) : m_object(object), m_where(std::move(where))
    {
        if (!object.is_object()) {
            fail("is no object");
        }
    }
    std::string text(const char* name, std::size_t most = 256)
    {
        const json* value = member(name);
        if (value == nullptr || !value->is_string()) {
            fail(fmt::format("\"{}\" is no text", name));
            return {};
        }
        auto out = value->get<std::string>();
        if (out.size() > most || (!out.empty() && !isValidUtf8(out))) {
            fail(fmt::format("\"{}\" is longer than {} bytes", name, most));
        }
        return out;
    }
    bool flag(const char* name)
    {
        const json* value = member(name);
        if (value == nullptr || !value->is_boolean()) {
            fail(fmt::format("\"{}\" is neither true nor false", name));
            return false;
        }
        return value->get<bool>();
    }
    std::uint64_t number(const char* name)
    {
        const json* value = member(name);
        if (value == nullptr || !value->is_number_unsigned() || value->get<std::uint64_t>() >> 53 != 0) {
            fail(fmt::format("\"{}\" is no whole number below 2^53", name));
            return 0;
        }
        return value->get<std::uint64_t>();
    }
    Timestamp time(const char* name)
    {
        const auto parsed = parseTimestamp(text(name), name);
        if (!parsed.ok()) {
            fail(parsed.error().message);
            return {};
        }
        return *parsed;
    }
    const json& list(const char* name)
    {
        static const json kNone = json::array();
        const json* value = member(name);
        if (value == nullptr || !value->is_array()) {
            fail(fmt::format("\"{}\" is no list", name));
            return kNone;
        }
        return *value;
    }
    std::vector<std::string> texts(const char* name)
    {
        std::vector<std::string> out;
        for (const json& value : list(name)) {
            if (!value.is_string()) {
                fail(fmt::format("\"{}\" holds something that is no text", name));
                return out;
            }
            out.push_back(value.get<std::string>());
        }
        if (!std::ranges::is_sorted(out) || std::ranges::adjacent_find(out) != out.end()) {
            fail(fmt::format("\"{}\" does not ascend", name));
        }
        return out;
    }
    const json& object(const char* name)
    {
        static const json kNone = json::object();
        const json* value = member(name);
        return value == nullptr ? kNone : *value;
    }
    Status finish()
    {
        if (!m_error && m_object.size() != m_read.size()) {
            for (const auto& [name, value] : m_object.items()) {
                if (!m_read.contains(name)) {
                    fail(fmt::format("\"{}\" is a member that this program does not know", name));
                }
            }
        }
        return m_error ? Status(*m_error) : Status();
    }

private:
    const json* member(const char* name)
    {
        m_read.insert(name);
        const auto found = m_object.is_object() ? m_object.find(name) : m_object.end();
        return found == m_object.end() ? nullptr : &*found;
    }
    void fail(const std::string& what)
    {
        if (!m_error) {
            m_error = formError(m_where + what + '.');
        }
    }

    const json& m_object;
    std::string m_where;
    std::set<std::string> m_read;
    std::optional<Error> m_error;
};

}  // namespace

std::string printClaim(const EvidenceClaim& claim)
{
    json originals = json::array();
    for (const EvidenceOriginal& original : claim.originals) {
        originals.push_back({{"bytes", original.bytes},
                             {"file", original.file},
                             {"name", original.name},
                             {"part", original.part},
                             {"sha256", original.sha256.hex()}});
    }
    const json object{{"complete", claim.complete},
                      {"format", EvidenceClaim::kFormat},
                      {"from", formatTimestamp(claim.from)},
                      {"meters", claim.meters},
                      {"needs", claim.needs},
                      {"originals", std::move(originals)},
                      {"presenter", {{"name", claim.presenterName}, {"organisation", claim.presenterOrganisation}}},
                      {"program", claim.program},
                      {"text", claim.text},
                      {"time", formatTimestamp(claim.time)},
                      {"to", formatTimestamp(claim.to)}};
    const auto canonical = canonicalJson(object.dump(-1, ' ', false, json::error_handler_t::replace));
    return canonical.ok() ? *canonical : std::string();
}

Result<EvidenceClaim> parseClaim(std::string_view text)
{
    const json object = json::parse(text, nullptr, false);
    if (object.is_discarded()) {
        return formError("it is no JSON text.");
    }
    if (const auto format = object.is_object() ? object.find("format") : object.end();
        format != object.end() && format->is_number_unsigned() && *format != EvidenceClaim::kFormat) {
        return makeError(ErrorCode::Unsupported, "claim.format",
                         fmt::format("The bundle has format {}; this program reads format {}. A later version of it "
                                     "may read this one.",
                                     format->dump(), EvidenceClaim::kFormat));
    }
    Members members(object, "");
    EvidenceClaim claim;
    claim.complete = members.flag("complete");
    members.number("format");
    claim.from = members.time("from");
    claim.meters = members.texts("meters");
    claim.needs = members.texts("needs");
    for (const json& entry : members.list("originals")) {
        Members original(entry, "originals: ");
        EvidenceOriginal out;
        out.bytes = original.number("bytes");
        out.file = original.text("file");
        out.name = original.text("name", 1024);
        out.part = original.flag("part");
        const std::string digest = original.text("sha256");
        MS_TRY(original.finish());
        const auto hash = Hash256::fromHex(digest);
        if (!hash.ok()) {
            return formError("originals: \"sha256\" is no hash.");
        }
        out.sha256 = *hash;
        claim.originals.push_back(std::move(out));
    }
    Members presenter(members.object("presenter"), "presenter: ");
    claim.presenterName = presenter.text("name");
    claim.presenterOrganisation = presenter.text("organisation");
    claim.program = members.text("program");
    claim.text = members.text("text", kMaxText);
    claim.time = members.time("time");
    claim.to = members.time("to");
    MS_TRY(presenter.finish());
    MS_TRY(members.finish());
    if (claim.meters.empty()) {
        return formError("\"meters\" names none.");
    }
    if (printClaim(claim) != text) {
        return formError("it is not in its canonical form (RFC 8785).");
    }
    return claim;
}

}  // namespace meterseal
