// Access tokens of the service: who may do what, in whose name.
//
//   mst_<id, 8>_<secret, 52>_<check, 6>      lowercase Base32; the check lets a scanner know one that leaked
//
// A token is shown once, when it is made. tokens.json (0600) keeps its id, name, scopes, organisation, times and the
// SHA-256 of its text: the secret has 256 random bits, so a fast hash is right. The file is read again when it changes,
// so that what the command line makes or revokes holds at once in a running service.
//
// Thread-safety: every method from any thread. Several programs may share a file: a change holds tokens.lock.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/mutex.h"
#include "meterseal/base/time.h"
#include "meterseal/crypto/secret.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

enum class Scope : std::uint8_t {
    Read,
    Records,
    Submit,
    Meters,
    Review,
    Lifecycle,
    Metrics,
    Audit,
    Admin,
    Transact,
    Replicate,
    Cosign,
};
inline constexpr std::size_t kScopeCount = 12;
std::string_view toString(Scope scope);  // "read", "records", ...

// A set of scopes.
class Scopes {
public:
    void add(Scope scope) { m_bits |= bit(scope); }
    bool has(Scope scope) const { return (m_bits & bit(scope)) != 0; }
    bool empty() const { return m_bits == 0; }
    std::vector<std::string> names() const;
    bool operator==(const Scopes&) const = default;

    static Scopes all();
    // Names and sets, separated by commas: platform (submit, meters, read, records), auditor (read), reviewer (review,
    // read), member (read, transact, replicate, cosign), operator (all). reason: token.scope
    static Result<Scopes> parse(std::string_view text);

private:
    static std::uint32_t bit(Scope scope) { return 1u << static_cast<unsigned>(scope); }
    std::uint32_t m_bits = 0;
};

struct AccessToken {
    std::string id, name;
    Scopes scopes;
    std::string organisation;  // in whose name it acts; empty: none, it can only read and submit
    Timestamp created, expires;
    Hash256 hash;  // of its text
};

class TokenStore {
public:
    explicit TokenStore(std::filesystem::path file) : m_file(std::move(file)) {}

    struct Made {
        AccessToken token;
        crypto::SecretBytes text;  // shown once
    };
    // reason: token.name (1 to 64 bytes of text), token.exists (Conflict), token.scope, token.io, token.file (Damaged)
    Result<Made> create(const std::string& name, const Scopes& scopes, const std::string& organisation,
                        Timestamp expires);
    Result<std::vector<AccessToken>> list();
    // By id or name. reason: token.not-found
    Status revoke(const std::string& idOrName);
    // Whose text this is, and not expired; nothing otherwise. As much work for an unknown id as for a known one.
    Result<std::optional<AccessToken>> find(std::string_view text);

private:
    using Tokens = std::map<std::string, AccessToken>;  // by id
    Status refresh() MS_REQUIRES(m_mutex);
    Status write(const Tokens& tokens) MS_REQUIRES(m_mutex);

    const std::filesystem::path m_file;
    Mutex m_mutex;
    Tokens m_tokens GUARDED_BY(m_mutex);
    std::string m_version GUARDED_BY(m_mutex);  // of the file that m_tokens were read from
};

}  // namespace meterseal
