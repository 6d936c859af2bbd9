#include "meterseal/rest/tokens.h"

#include "file/file_lock.h"
#include "meterseal/base/text.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/file/whole_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace meterseal {

namespace {

constexpr std::string_view kPrefix = "mst_";
constexpr std::size_t kIdLength = 8, kSecretLength = 52, kCheckLength = 6;
constexpr std::size_t kTokenLength = kPrefix.size() + kIdLength + 1 + kSecretLength + 1 + kCheckLength;
constexpr std::size_t kMaxFileBytes = 1u << 20;
constexpr std::chrono::milliseconds kLockPatience{2000};

constexpr std::array<std::string_view, kScopeCount> kNames = {"read",   "records",   "submit",    "meters",
                                                              "review", "lifecycle", "metrics",   "audit",
                                                              "admin",  "transact",  "replicate", "cosign"};

struct ScopeSet {
    std::string_view name;
    std::string_view scopes;
};
constexpr ScopeSet kSets[] = {{"platform", "submit,meters,read,records"},
                              {"auditor", "read"},
                              {"reviewer", "review,read"},
                              {"member", "read,transact,replicate,cosign"}};

std::string checkOf(std::string_view idAndSecret)
{
    const Hash256 hash = crypto::sha256(idAndSecret);
    return crypto::toBase32(ByteView(hash).first(5)).substr(0, kCheckLength);
}

Error fileError(const std::filesystem::path& file, std::string_view what)
{
    return makeError(
        ErrorCode::Damaged, "token.file",
        fmt::format("{} is no list of tokens: {}. Nobody gets in until it is put right.", file.string(), what));
}

Result<AccessToken> tokenFrom(const nlohmann::json& object)
{
    AccessToken token;
    token.id = object.at("id").get<std::string>();
    token.name = object.at("name").get<std::string>();
    token.organisation = object.at("organisation").get<std::string>();
    std::string scopes;
    for (const auto& scope : object.at("scopes")) {
        scopes += (scopes.empty() ? "" : ",") + scope.get<std::string>();
    }
    MS_ASSIGN(token.scopes, Scopes::parse(scopes));
    MS_ASSIGN(token.created, parseTimestamp(object.at("created").get<std::string>()));
    MS_ASSIGN(token.expires, parseTimestamp(object.at("expires").get<std::string>()));
    MS_ASSIGN(token.hash, Hash256::fromHex(object.at("sha256").get<std::string>()));
    return token;
}

// What tells one state of the file from another; empty where there is none.
std::string versionOf(const std::filesystem::path& file)
{
    const auto stamp = stampOf(file);
    return stamp ? fmt::format("{} {} {} {}", stamp->inode, stamp->size, stamp->modifiedNs, stamp->changedNs)
                 : std::string();
}

Result<FileLock> lockFile(const std::filesystem::path& file)
{
    return FileLock::acquire(file.string() + ".lock", "token.locked", "The list of tokens", kLockPatience);
}

bool equalHashes(const Hash256& a, const Hash256& b)
{
    unsigned differ = 0;
    for (std::size_t i = 0; i < Hash256::kSize; ++i) {
        differ |= static_cast<unsigned>(a.bytes[i] ^ b.bytes[i]);
    }
    return differ == 0;
}

}  // namespace

std::string_view toString(Scope scope)
{
    return kNames[static_cast<std::size_t>(scope)];
}

std::vector<std::string> Scopes::names() const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < kScopeCount; ++i) {
        if (has(static_cast<Scope>(i))) {
            names.emplace_back(kNames[i]);
        }
    }
    return names;
}

Scopes Scopes::all()
{
    Scopes scopes;
    for (std::size_t i = 0; i < kScopeCount; ++i) {
        scopes.add(static_cast<Scope>(i));
    }
    return scopes;
}

Result<Scopes> Scopes::parse(std::string_view text)
{
    Scopes scopes;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view name = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        const auto* const set =
            std::find_if(std::begin(kSets), std::end(kSets), [&](const auto& s) { return s.name == name; });
        const auto* const found = std::find(kNames.begin(), kNames.end(), name);
        if (name == "operator") {
            scopes = all();
        } else if (set != std::end(kSets)) {
            MS_ASSIGN(const Scopes part, parse(set->scopes));
            scopes.m_bits |= part.m_bits;
        } else if (found != kNames.end()) {
            scopes.add(static_cast<Scope>(found - kNames.begin()));
        } else {
            return makeError(ErrorCode::InvalidArgument, "token.scope",
                             fmt::format("\"{}\" is no scope. Scopes: {}. Sets: platform, auditor, reviewer, member, "
                                         "operator.",
                                         name, fmt::join(kNames, ", ")));
        }
    }
    return scopes;
}

Status TokenStore::refresh()
{
    const std::string version = versionOf(m_file);
    if (version == m_version) {
        return {};
    }
    Tokens tokens;
    if (!version.empty()) {
        MS_ASSIGN(const std::string text, readWhole(m_file, kMaxFileBytes));
        try {
            const auto object = nlohmann::json::parse(text);
            for (const auto& entry : object.at("tokens")) {
                MS_ASSIGN(AccessToken token, tokenFrom(entry));
                tokens[token.id] = std::move(token);
            }
        } catch (const nlohmann::json::exception& e) {
            return fileError(m_file, e.what());
        }
    }
    m_tokens = std::move(tokens);
    m_version = version;
    return {};
}

Status TokenStore::write(const Tokens& tokens)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto& [id, token] : tokens) {
        list.push_back({{"id", id},
                        {"name", token.name},
                        {"sha256", token.hash.hex()},
                        {"scopes", token.scopes.names()},
                        {"organisation", token.organisation},
                        {"created", formatTimestamp(token.created)},
                        {"expires", formatTimestamp(token.expires)}});
    }
    const std::string text = nlohmann::ordered_json{{"v", 1}, {"tokens", std::move(list)}}.dump(2) + "\n";
    MS_TRY(replaceFile(m_file, text, kPrivateMode));
    m_version.clear();
    return refresh();
}

Result<TokenStore::Made> TokenStore::create(const std::string& name, const Scopes& scopes,
                                            const std::string& organisation, Timestamp expires)
{
    if (scopes.empty()) {
        return makeError(ErrorCode::InvalidArgument, "token.scope", "A token without a scope opens nothing.");
    }
    if (const Status good = checkText(name, "name", 64); !good) {
        return makeError(ErrorCode::InvalidArgument, "token.name", good.error().message);
    }
    const MutexLock lock(m_mutex);
    MS_ASSIGN(const FileLock file, lockFile(m_file));
    MS_TRY(refresh());
    if (std::any_of(m_tokens.begin(), m_tokens.end(), [&](const auto& t) { return t.second.name == name; })) {
        return makeError(ErrorCode::Conflict, "token.exists",
                         fmt::format("There is a token named \"{}\". Revoke it, or take another name.", name));
    }
    Made made;
    made.token.id = crypto::toBase32(crypto::randomBytes(5).view());
    const std::string begin = made.token.id + "_";
    std::string secret = begin + crypto::toBase32(crypto::randomBytes(32).view());
    std::string text = std::string(kPrefix) + secret + "_" + checkOf(secret);
    made.text = crypto::SecretBytes(std::string_view(text));
    made.token.hash = crypto::sha256(text);
    crypto::wipe(secret);
    crypto::wipe(text);
    made.token.name = name;
    made.token.scopes = scopes;
    made.token.organisation = organisation;
    made.token.created = now();
    made.token.expires = expires;
    Tokens changed = m_tokens;
    changed[made.token.id] = made.token;
    MS_TRY(write(changed));
    return made;
}

Result<std::vector<AccessToken>> TokenStore::list()
{
    const MutexLock lock(m_mutex);
    MS_TRY(refresh());
    std::vector<AccessToken> tokens;
    for (const auto& [id, token] : m_tokens) {
        tokens.push_back(token);
    }
    std::sort(tokens.begin(), tokens.end(), [](const auto& a, const auto& b) { return a.created < b.created; });
    return tokens;
}

Status TokenStore::revoke(const std::string& idOrName)
{
    const MutexLock lock(m_mutex);
    MS_ASSIGN(const FileLock file, lockFile(m_file));
    MS_TRY(refresh());
    Tokens changed = m_tokens;
    if (std::erase_if(changed, [&](const auto& t) { return t.first == idOrName || t.second.name == idOrName; }) == 0) {
        return makeError(ErrorCode::NotFound, "token.not-found",
                         fmt::format("There is no token with the id or name \"{}\".", idOrName));
    }
    return write(changed);
}

Result<std::optional<AccessToken>> TokenStore::find(std::string_view text)
{
    const Hash256 hash = crypto::sha256(text);
    const bool formed = text.size() == kTokenLength && text.starts_with(kPrefix);
    const std::string id(formed ? text.substr(kPrefix.size(), kIdLength) : std::string_view());
    const MutexLock lock(m_mutex);
    MS_TRY(refresh());
    static const AccessToken kNobody;
    const auto found = m_tokens.find(id);
    const AccessToken& token = found == m_tokens.end() ? kNobody : found->second;
    const bool same = equalHashes(token.hash, hash);
    if (found == m_tokens.end() || !same || token.expires < now()) {
        return std::optional<AccessToken>();
    }
    return std::optional(token);
}

}  // namespace meterseal
