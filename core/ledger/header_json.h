// Strict reading and canonical writing of the ledger's JSON documents: transaction headers and genesis.
//
// Readers take exactly the members they know. That the bytes are canonical is shown by writing the value again and
// comparing: the writers below emit RFC 8785 form, so a document that is not (order, spaces, escapes, duplicate
// members) cannot come out equal.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"
#include "meterseal/crypto/keys.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace meterseal::json {

// Whose document is read. Errors carry "<scope>.<what>".
enum class Scope { Header, Genesis };

Error error(Scope scope, std::string_view what, std::string message);

// The object that `text` is. reason: <scope>.syntax
Result<nlohmann::json> parseObject(std::string_view text, Scope scope);

// Reads members by name. The first trouble sticks and later reads give empty values, so that callers read all members
// in a row and ask finish() once.
class MemberReader {
public:
    // `object` must be a JSON object and outlive the reader; it may be anything where an array element is read.
    MemberReader(const nlohmann::json& object, Scope scope);

    std::string text(std::string_view name);
    Timestamp time(std::string_view name);
    Hash256 hash(std::string_view name);
    crypto::PublicKey publicKey(std::string_view name);
    // crypto::checkEd25519Key holds. reason: <scope>.ed25519-key
    crypto::Ed25519PublicKey ed25519Key(std::string_view name);
    // The same, or "".
    std::optional<crypto::Ed25519PublicKey> ed25519KeyOrNone(std::string_view name);
    // Is there such a member? It is not read by asking.
    bool has(std::string_view name) const { return m_object.is_object() && m_object.contains(name); }
    // An integer of 0..max.
    std::uint64_t number(std::string_view name, std::uint64_t max);
    const nlohmann::json* array(std::string_view name);
    const nlohmann::json* object(std::string_view name);

    // For troubles the caller finds; ignored where one is kept already.
    void fail(Error error);
    bool failed() const { return m_error.has_value(); }
    // The first trouble; else an error for the first member nobody asked for.
    Status finish();

private:
    const nlohmann::json* member(std::string_view name);

    const nlohmann::json& m_object;
    Scope m_scope;
    std::set<std::string, std::less<>> m_read;
    std::optional<Error> m_error;
};

// Appends members; the caller gives them in ascending order of their names, as RFC 8785 wants.
class MemberWriter {
public:
    explicit MemberWriter(std::string& out) : m_out(out) {}

    void text(std::string_view name, std::string_view value);   // escaped as needed
    void plain(std::string_view name, std::string_view value);  // known to need no escape
    void time(std::string_view name, Timestamp value);
    void hex(std::string_view name, ByteView value);
    void number(std::string_view name, std::uint64_t value);
    void name(std::string_view name);  // the value follows, written by the caller
    void end() { m_out.push_back('}'); }

private:
    std::string& m_out;
    bool m_first = true;
};

}  // namespace meterseal::json
