// KeyStore: the private keys of organisations, meters and the sealer, and meters' passwords and tokens, in one
// encrypted file. scrypt (parameters in the file) -> AES-256-GCM with a fresh nonce at every save; format in
// core/crypto/KEYSTORE.md.
//
// Opening tells three troubles apart: Forbidden/keystore.wrong-passphrase, Damaged/keystore.damaged (bytes changed or
// cut), Unsupported/keystore.version. Saving writes a new file beside the old one, syncs it and renames it over: a
// crash at any instant keeps the old content or the new one, whole.
//
// Order of calls: (create | open) (read | change | save)*
// Thread-safety: external synchronisation for changes; const methods may run at once.
// Ownership: entries are values; secrets in them are wiped when the store or the copy goes.
#pragma once

#include "meterseal/crypto/keys.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meterseal::crypto {

struct OrganisationKey {
    std::string id;
    PrivateKey key;                              // signs transactions
    std::optional<Ed25519PrivateKey> witness{};  // cosigns checkpoints; none where it is kept elsewhere
};

struct MeterSecret {
    std::string mn;
    std::string location;
    std::string manufacturer;
    std::string address;
    SecretBytes password;
    SecretBytes token;  // activation token; may be empty
    PrivateKey key;
};

// scrypt cost; N a power of two. Stored in the file, so that later versions can raise it.
struct ScryptParameters {
    std::uint64_t n = 1u << 17;
    std::uint32_t r = 8;
    std::uint32_t p = 1;
};

class KeyStore {
public:
    // A new store at `file`, saved at once. Conflict where the file exists; InvalidArgument for an empty passphrase.
    static Result<KeyStore> create(const std::filesystem::path& file, const SecretBytes& passphrase,
                                   const ScryptParameters& cost = {});
    static Result<KeyStore> open(const std::filesystem::path& file, const SecretBytes& passphrase);

    KeyStore(KeyStore&&) noexcept;
    KeyStore& operator=(KeyStore&&) noexcept;
    ~KeyStore();

    // Null where there is none. Pointers stay valid until the entry is changed or the store goes.
    const OrganisationKey* organisation(std::string_view id) const;
    const MeterSecret* meterByMn(std::string_view mn) const;
    const MeterSecret* meterByAddress(std::string_view address) const;
    const Ed25519PrivateKey* sealer() const;
    std::vector<std::string> organisationIds() const;
    std::size_t meterCount() const;

    // Added or replaced by id / address. In memory until save().
    void putOrganisation(OrganisationKey key);
    void putMeter(MeterSecret meter);
    bool removeMeter(std::string_view address);
    void setSealer(Ed25519PrivateKey key);

    // Atomic replace. On an Error the file on disk is what it was and the changes stay in memory. Conflict,
    // keystore.changed, where another program saved since this store was opened (open again and repeat the change);
    // Busy, keystore.busy, while one is saving. One exception, named keystore.folder-sync: the new content is in place,
    // but the folder could not be synced, so a power cut now might bring the old content back.
    Status save();
    // New salt, same content.
    Status changePassphrase(const SecretBytes& passphrase);

    const std::filesystem::path& file() const;

private:
    struct Impl;
    explicit KeyStore(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// Exposed for the fuzz harness: parses file bytes up to (not including) decryption.
Status checkKeyStoreEnvelope(ByteView file);

}  // namespace meterseal::crypto
