// The inside of a key store: its entries and their plain bytes (KEYSTORE.md).
#pragma once

#include "meterseal/crypto/key_store.h"

#include <unordered_map>

namespace meterseal::crypto::detail {

// Map nodes never move, so that pointers to entries last as key_store.h promises.
class KeyStoreContent {
public:
    KeyStoreContent() = default;
    KeyStoreContent(KeyStoreContent&&) = default;
    KeyStoreContent& operator=(KeyStoreContent&&) = default;

    const OrganisationKey* organisation(std::string_view id) const;
    const MeterSecret* meterByMn(std::string_view mn) const;
    const MeterSecret* meterByAddress(std::string_view address) const;
    std::vector<std::string> organisationIds() const;
    std::size_t meterCount() const { return m_meters.size(); }
    const std::optional<Ed25519PrivateKey>& sealer() const { return m_sealer; }

    void putOrganisation(OrganisationKey key);
    void putMeter(MeterSecret meter);
    bool removeMeter(std::string_view address);
    void setSealer(Ed25519PrivateKey key) { m_sealer = std::move(key); }

    std::size_t serialisedSize() const;
    SecretBytes serialise() const;
    // Damaged, keystore.damaged.
    static Result<KeyStoreContent> parse(ByteView bytes);

private:
    template <typename Sink>
    void write(Sink& sink) const;
    void unlist(const MeterSecret& meter);
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::map<std::string, OrganisationKey, std::less<>> m_organisations;
    // By address. Found once for every meter of an upload: ten thousand texts compared in a tree would be felt.
    std::unordered_map<std::string, MeterSecret, TextHash, std::equal_to<>> m_meters;
    std::map<std::string, std::vector<const MeterSecret*>, std::less<>> m_byMn;  // the one put last stands last
    std::optional<Ed25519PrivateKey> m_sealer;
};

}  // namespace meterseal::crypto::detail
