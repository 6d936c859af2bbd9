// What LedgerState holds. state.cpp restores, looks up and dumps it; state_apply.cpp and state_organisations.cpp change
// it by the rules.
#pragma once

#include "ledger/state_rules.h"
#include "meterseal/ledger/state.h"

#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace meterseal {

struct LedgerState::Impl {
    // Whom an organisation's key stands, or stood, for.
    struct KeyHolder {
        std::uint32_t organisation = 0;  // index
        bool current = false;
    };

    std::string chain;
    Hash256 fingerprint;
    std::vector<Organisation> organisations;
    std::map<crypto::PublicKey, KeyHolder> organisationKeys;  // current and former ones
    std::set<crypto::Ed25519PublicKey> ed25519Keys;           // witnesses' current and former ones, and the sealer's
    std::deque<MeterEntry> meters;                            // index = id - 1; a deque, as the maps below see into it
    // Values are meter ids. Addresses, and with them public keys, are unique for ever; a meter id is free again after
    // a rejection, and the map then leads to the newest registration.
    std::unordered_map<std::string_view, std::uint32_t> byMn;
    std::unordered_map<std::string_view, std::uint32_t> byAddress;
    std::unordered_map<Hash256, std::uint32_t> byRegisterTx;
    // Hashes of all transactions but converts: against replay. A convert is held off by its prev.
    std::unordered_set<Hash256> orders;
    merkle::CompactRange log;

    explicit Impl(const Genesis& genesis);

    MeterEntry& meter(std::uint32_t id) { return meters[id - 1]; }
    MeterEntry* findByMn(std::string_view mn);
    MeterEntry* findByAddress(std::string_view address);
    void insertMeter(MeterEntry entry);
    void indexOrganisationKeys(std::uint32_t index);

    // Each checks all its rules before it changes anything.
    Result<Applied> applyBody(const RegisterBody& body, const CheckedTransaction& tx, Timestamp blockTime);
    Result<Applied> applyBody(const ReviewBody& body, const CheckedTransaction& tx, Timestamp blockTime);
    Result<Applied> applyBody(const ActivateBody& body, const CheckedTransaction& tx, Timestamp blockTime);
    Result<Applied> applyBody(const ConvertBody& body, const CheckedTransaction& tx, Timestamp blockTime);
    Result<Applied> applyBody(const MeterActionBody& body, const CheckedTransaction& tx, Timestamp blockTime);
    Result<Applied> applyBody(const OrganisationBody& body, const CheckedTransaction& tx, Timestamp blockTime);

    // The active organisation whose current key this is.
    Result<std::uint32_t> activeOrganisation(const crypto::PublicKey& key) const;
    // The same, and it must be a utility or a manufacturer, or a utility only.
    Result<std::uint32_t> signerOf(const CheckedTransaction& tx, bool manufacturerToo, std::string_view what) const;
    bool keyInUse(const crypto::PublicKey& key) const;
    Status checkUnused(const OrganisationBody& body, const Organisation* present) const;

    Status checkMajority(const Transaction& tx) const;
    Status addOrganisation(const OrganisationBody& body);
    Status rotateOrganisation(const OrganisationBody& body);
    Status retireOrganisation(const OrganisationBody& body);
    Result<std::uint32_t> activeById(const OrganisationBody& body) const;
};

}  // namespace meterseal
