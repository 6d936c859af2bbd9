// MeterService: the life of a meter, from dossier to retirement, as transactions on a chain.
//
//   (registerMeter review+ activate (suspend resume)* retire?)     per meter
//
// It builds and signs transactions with the keys in a KeyStore and submits them; it does not wait for the commit.
// Thread-safety: external synchronisation (it changes the key store). Ownership: borrows chain and keys, which must
// outlive it.
#pragma once

#include "meterseal/chain/chain.h"
#include "meterseal/crypto/key_store.h"
#include "meterseal/meter/wallet.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meterseal {

struct Dossier {
    std::string mn, location, manufacturer;
    std::optional<crypto::SecretBytes> password;  // generated where absent; at least kMinPasswordBytes
};

struct Registered {
    std::string mn, address;
    Hash256 txHash;
};

// One dossier's outcome when many are registered: exactly one of the two is set.
struct RegisterOutcome {
    std::optional<Registered> registered;
    std::optional<Error> error;
};

class MeterService {
public:
    MeterService(Chain& chain, crypto::KeyStore& keys);

    // Derives the wallet, puts its secrets into the key store and saves it *before* anything is submitted (a registered
    // meter whose key is lost can never be activated), then submits. The organisation must be a utility or a
    // manufacturer.
    Result<Registered> registerMeter(const Dossier& dossier, const std::string& organisation,
                                     std::chrono::hours tokenValidity = std::chrono::hours(24 * 90));
    // The same for many, with one save of the key store. A bad row does not stop the others.
    Result<std::vector<RegisterOutcome>> registerMeters(std::span<const Dossier> dossiers,
                                                        const std::string& organisation,
                                                        std::chrono::hours tokenValidity = std::chrono::hours(24 * 90));

    Result<Hash256> review(const Hash256& registerTx, const std::string& organisation, bool approve,
                           const std::string& reason);
    // With the token in the key store, or the one given. `meter` is its address, or its mn where the key store holds
    // one wallet of that number (of several, the one put last is taken).
    Result<Hash256> activate(const std::string& meter, const std::optional<crypto::SecretBytes>& token = std::nullopt);
    Result<Hash256> changeState(MeterAction action, const std::string& mn, const std::string& organisation,
                                const std::string& reason);
    // Signed by every organisation in `signers`. With `newKeys` (add, rotate; both keys, those whose public keys the
    // body names) they are staged and saved in the key store before submitting; settleOrganisationKeys() puts it to use
    // once the ledger knows them. Until then the old keys stay, so a crash between the two locks nobody out.
    Result<Hash256> changeOrganisation(const OrganisationBody& body, std::span<const std::string> signers,
                                       const crypto::OrganisationKey* newKeys = nullptr);
    // Puts staged keys that `onLedger` names to use and saves. OK and nothing done where none is staged.
    Status settleOrganisationKeys(std::span<const Organisation> onLedger);

private:
    Chain& m_chain;
    crypto::KeyStore& m_keys;
};

}  // namespace meterseal
