#include "ledger/header_json.h"

#include "meterseal/record/canonical_json.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace meterseal::json {

namespace {

std::string_view documentName(Scope scope)
{
    return scope == Scope::Header ? "transaction header" : "genesis document";
}

}  // namespace

Error error(Scope scope, std::string_view what, std::string message)
{
    return makeError(ErrorCode::InvalidArgument,
                     fmt::format("{}.{}", scope == Scope::Header ? "header" : "genesis", what), std::move(message));
}

Result<nlohmann::json> parseObject(std::string_view text, Scope scope)
{
    nlohmann::json document = nlohmann::json::parse(text, nullptr, false);
    if (document.is_discarded() || !document.is_object()) {
        return error(scope, "syntax", fmt::format("The {} is not a JSON object.", documentName(scope)));
    }
    return document;
}

MemberReader::MemberReader(const nlohmann::json& object, Scope scope) : m_object(object), m_scope(scope)
{
    if (!object.is_object()) {
        fail(error(scope, "member-type",
                   fmt::format("The {} has an array element that is not an object.", documentName(scope))));
    }
}

void MemberReader::fail(Error error)
{
    if (!m_error) {
        m_error = std::move(error);
    }
}

const nlohmann::json* MemberReader::member(std::string_view name)
{
    if (m_error) {
        return nullptr;
    }
    m_read.emplace(name);
    const auto found = m_object.find(name);
    if (found == m_object.end()) {
        fail(error(m_scope, "member-missing",
                   fmt::format("The {} lacks its member \"{}\".", documentName(m_scope), name)));
        return nullptr;
    }
    return &*found;
}

std::string MemberReader::text(std::string_view name)
{
    const nlohmann::json* value = member(name);
    if (value == nullptr) {
        return {};
    }
    if (!value->is_string()) {
        fail(error(m_scope, "member-type",
                   fmt::format("The member \"{}\" of the {} is not a text.", name, documentName(m_scope))));
        return {};
    }
    return value->get_ref<const std::string&>();
}

Timestamp MemberReader::time(std::string_view name)
{
    const std::string value = text(name);
    if (m_error) {
        return {};
    }
    auto parsed = parseTimestamp(value, fmt::format("member \"{}\" of the {}", name, documentName(m_scope)));
    if (!parsed.ok()) {
        fail(error(m_scope, "time", parsed.error().message));
        return {};
    }
    return *parsed;
}

Hash256 MemberReader::hash(std::string_view name)
{
    const std::string value = text(name);
    if (m_error) {
        return {};
    }
    auto parsed = Hash256::fromHex(value, fmt::format("member \"{}\" of the {}", name, documentName(m_scope)));
    if (!parsed.ok()) {
        fail(error(m_scope, "hash", parsed.error().message));
        return {};
    }
    return *parsed;
}

crypto::PublicKey MemberReader::publicKey(std::string_view name)
{
    const std::string value = text(name);
    if (m_error) {
        return {};
    }
    auto parsed =
        crypto::PublicKey::fromHex(value, fmt::format("member \"{}\" of the {}", name, documentName(m_scope)));
    if (!parsed.ok()) {
        fail(error(m_scope, "public-key", parsed.error().message));
        return {};
    }
    return *parsed;
}

crypto::Ed25519PublicKey MemberReader::ed25519Key(std::string_view name)
{
    const Hash256 bytes = hash(name);  // 32 bytes in hex, as a hash is
    if (m_error) {
        return {};
    }
    if (const Status status =
            crypto::checkEd25519Key(bytes.bytes, fmt::format("member \"{}\" of the {}", name, documentName(m_scope)));
        !status.ok()) {
        fail(error(m_scope, "ed25519-key", status.error().message));
        return {};
    }
    return bytes.bytes;
}

std::optional<crypto::Ed25519PublicKey> MemberReader::ed25519KeyOrNone(std::string_view name)
{
    if (text(name).empty()) {
        return std::nullopt;
    }
    return ed25519Key(name);
}

std::uint64_t MemberReader::number(std::string_view name, std::uint64_t max)
{
    const nlohmann::json* value = member(name);
    if (value == nullptr) {
        return 0;
    }
    if (!value->is_number_unsigned() || value->get<std::uint64_t>() > max) {
        fail(error(m_scope, "member-type",
                   fmt::format("The member \"{}\" of the {} is not a whole number from 0 to {}.", name,
                               documentName(m_scope), max)));
        return 0;
    }
    return value->get<std::uint64_t>();
}

const nlohmann::json* MemberReader::array(std::string_view name)
{
    const nlohmann::json* value = member(name);
    if (value != nullptr && !value->is_array()) {
        fail(error(m_scope, "member-type",
                   fmt::format("The member \"{}\" of the {} is not an array.", name, documentName(m_scope))));
        return nullptr;
    }
    return value;
}

const nlohmann::json* MemberReader::object(std::string_view name)
{
    const nlohmann::json* value = member(name);
    if (value != nullptr && !value->is_object()) {
        fail(error(m_scope, "member-type",
                   fmt::format("The member \"{}\" of the {} is not an object.", name, documentName(m_scope))));
        return nullptr;
    }
    return value;
}

Status MemberReader::finish()
{
    if (!m_error && m_read.size() != m_object.size()) {
        for (const auto& item : m_object.items()) {
            if (!m_read.contains(item.key())) {
                // A hostile name may be long; it is not worth repeating then.
                const std::string name = item.key().size() <= 64 ? item.key() : "...";
                fail(error(m_scope, "member-unknown",
                           fmt::format("The {} has a member \"{}\" that does not belong there.", documentName(m_scope),
                                       name)));
            }
        }
    }
    return m_error ? Status(*m_error) : Status();
}

void MemberWriter::name(std::string_view name)
{
    m_out.push_back(m_first ? '{' : ',');
    m_first = false;
    m_out.push_back('"');
    m_out += name;
    m_out += "\":";
}

void MemberWriter::text(std::string_view name, std::string_view value)
{
    this->name(name);
    appendJsonString(value, m_out);
}

void MemberWriter::plain(std::string_view name, std::string_view value)
{
    this->name(name);
    m_out.push_back('"');
    m_out += value;
    m_out.push_back('"');
}

void MemberWriter::time(std::string_view name, Timestamp value)
{
    char buffer[kTimestampLength];
    formatTimestamp(value, buffer);
    plain(name, {buffer, kTimestampLength});
}

void MemberWriter::hex(std::string_view name, ByteView value)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    this->name(name);
    m_out.push_back('"');
    for (const std::uint8_t byte : value) {
        m_out.push_back(kDigits[byte >> 4]);
        m_out.push_back(kDigits[byte & 15]);
    }
    m_out.push_back('"');
}

void MemberWriter::number(std::string_view name, std::uint64_t value)
{
    this->name(name);
    char buffer[20];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    m_out.append(buffer, end);
}

}  // namespace meterseal::json
