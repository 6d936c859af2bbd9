// What LedgerState holds. state.cpp looks up and dumps it, state_restore.cpp rebuilds it; state_apply.cpp and
// state_organisations.cpp change it by the rules; state_undo.cpp takes changes back.
#pragma once

#include "ledger/state_rules.h"
#include "meterseal/ledger/state.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <variant>

namespace meterseal {

// What one accepted transaction is about to change, as it was before.
struct MeterBefore {
    std::uint32_t id = 0;
    MeterState state = MeterState::Pending;
    bool approvedByUtility = false;
    bool approvedByManufacturer = false;
    Hash256 lastConvert;
};
struct MeterAdded {
    std::optional<std::uint32_t> mnHolder;  // the registration its meter id led to, a rejected one
};
struct OrganisationBefore {
    std::uint32_t index = 0;
    std::unique_ptr<const Organisation> entry;
};
struct OrganisationAdded {};
// The validators as they were when a block began, which bounds what it may change.
struct BlockValidators {
    Height height = 0;
    std::set<crypto::Ed25519PublicKey> keys;
};
struct UndoRecord {
    std::optional<Hash256> order;  // what `orders` gains
    std::variant<MeterBefore, MeterAdded, OrganisationBefore, OrganisationAdded> before;
    std::shared_ptr<const BlockValidators> validators{};  // of an organisation's change
};

struct LedgerState::Impl {
    // Whom an organisation's key stands, or stood, for.
    struct KeyHolder {
        std::uint32_t organisation = 0;  // index
        bool current = false;
    };

    std::string chain;
    Hash256 fingerprint;
    bool consortium = false;
    std::vector<Organisation> organisations;
    std::shared_ptr<const BlockValidators> blockValidators;   // of the last block that changed an organisation
    Height applying = 0;                                      // the block of the transaction in hand
    std::map<crypto::PublicKey, KeyHolder> organisationKeys;  // current and former ones
    std::set<crypto::Ed25519PublicKey> ed25519Keys;           // all current and former ones, and the sealer's
    std::deque<MeterEntry> meters;                            // index = id - 1; a deque, as the maps below see into it
    // Values are meter ids. Addresses, and with them public keys, are unique for ever; a meter id is free again after
    // a rejection, and the map then leads to the newest registration.
    std::unordered_map<std::string_view, std::uint32_t> byMn;
    std::unordered_map<std::string_view, std::uint32_t> byAddress;
    std::unordered_map<Hash256, std::uint32_t> byRegisterTx;
    // Hashes of all transactions but converts: against replay. A convert is held off by its prev.
    std::unordered_set<Hash256> orders;
    merkle::CompactRange log;

    // ---- Undo ----
    struct LiveMark {
        std::uint64_t number = 0;
        merkle::CompactRange log;
    };
    std::deque<UndoRecord> undo;  // of the last undo.size() transactions of the log, those since the oldest live mark
    std::deque<LiveMark> marks;   // oldest first
    std::uint64_t marksMade = 0;

    bool recording() const { return !marks.empty(); }
    // Precondition: the rules accept `tx`, or the record is thrown away.
    UndoRecord undoRecordFor(const CheckedTransaction& tx);
    void undoLast();

    explicit Impl(const Genesis& genesis);

    MeterEntry& meter(std::uint32_t id) { return meters[id - 1]; }
    MeterEntry* findByMn(std::string_view mn);
    MeterEntry* findByAddress(std::string_view address);
    void insertMeter(MeterEntry entry);
    void removeLastMeter(std::optional<std::uint32_t> mnHolder);
    void indexOrganisationKeys(std::uint32_t index);
    void forgetOrganisationKeys(std::uint32_t index);

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

    std::set<crypto::Ed25519PublicKey> validators() const;
    Status checkValidators(const Organisation& changed);
    Status checkMajority(const Transaction& tx) const;
    Status addOrganisation(const OrganisationBody& body);
    Status rotateOrganisation(const OrganisationBody& body);
    Status retireOrganisation(const OrganisationBody& body);
    Result<std::uint32_t> activeById(const OrganisationBody& body) const;
};

}  // namespace meterseal
