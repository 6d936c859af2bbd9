// Rebuilding a state from a store's rows. Rows may be damaged, so each invariant that the rules rely on is checked.
#include "ledger/state_impl.h"

#include <fmt/format.h>
#include <set>

namespace meterseal {

namespace {

Error contradiction(std::string what)
{
    return makeError(
        ErrorCode::Damaged, "state.contradiction",
        fmt::format("The ledger's stored state contradicts itself: {}. Nothing was changed; run fsck, which "
                    "rebuilds it from the transactions.",
                    what));
}

Status checkOrganisations(const Genesis& genesis, const std::vector<Organisation>& organisations)
{
    if (organisations.size() < genesis.organisations.size()) {
        return contradiction("it has fewer organisations than the genesis document");
    }
    std::set<std::string_view> ids;
    std::set<crypto::PublicKey> keys;
    std::set<crypto::Ed25519PublicKey> witnessKeys{genesis.sealer.publicKey};
    std::set<Role> activeRoles;
    for (std::size_t i = 0; i < organisations.size(); ++i) {
        const Organisation& organisation = organisations[i];
        const crypto::PublicKey& firstKey =
            organisation.formerKeys.empty() ? organisation.publicKey : organisation.formerKeys.front();
        const crypto::Ed25519PublicKey& firstWitnessKey =
            organisation.formerWitnessKeys.empty() ? organisation.witnessKey : organisation.formerWitnessKeys.front();
        if (i < genesis.organisations.size()) {
            const Organisation& original = genesis.organisations[i];
            if (original.id != organisation.id || original.name != organisation.name ||
                original.role != organisation.role || original.publicKey != firstKey ||
                original.witnessKey != firstWitnessKey) {
                return contradiction(fmt::format("organisation {} is not the one of the genesis document", i + 1));
            }
        }
        bool keysNew = keys.insert(organisation.publicKey).second;
        for (const crypto::PublicKey& key : organisation.formerKeys) {
            keysNew = keys.insert(key).second && keysNew;
        }
        keysNew = witnessKeys.insert(organisation.witnessKey).second && keysNew;
        for (const crypto::Ed25519PublicKey& key : organisation.formerWitnessKeys) {
            keysNew = witnessKeys.insert(key).second && keysNew;
        }
        if (organisation.validatorKey) {
            keysNew = witnessKeys.insert(*organisation.validatorKey).second && keysNew;
        }
        for (const crypto::Ed25519PublicKey& key : organisation.formerValidatorKeys) {
            keysNew = witnessKeys.insert(key).second && keysNew;
        }
        if (!ids.insert(organisation.id).second || !keysNew) {
            return contradiction(fmt::format("the id or a key of organisation {} is not its own", organisation.id));
        }
        if (organisation.active) {
            activeRoles.insert(organisation.role);
        }
    }
    if (!activeRoles.contains(Role::Utility) || !activeRoles.contains(Role::Manufacturer)) {
        return contradiction("it has no active utility or no active manufacturer");
    }
    return {};
}

// What one meter's row says must fit together.
Status checkMeter(const MeterEntry& meter)
{
    const bool both = meter.approvedByUtility && meter.approvedByManufacturer;
    bool good = false;
    switch (meter.state) {
    case MeterState::Pending:
    case MeterState::Rejected:
        good = !both && meter.lastConvert.isZero();
        break;
    case MeterState::Approved:
        good = both && meter.lastConvert.isZero();
        break;
    case MeterState::Active:
    case MeterState::Suspended:
    case MeterState::Retired:
        good = both;
        break;
    }
    if (!good) {
        return contradiction(fmt::format("the state of meter {} does not fit its approvals and batches", meter.mn));
    }
    if (crypto::addressOf(meter.publicKey) != meter.address) {
        return contradiction(fmt::format("the address of meter {} is not the one of its public key", meter.mn));
    }
    return {};
}

}  // namespace

Result<LedgerState> LedgerState::restore(const Genesis& genesis, std::vector<Organisation> organisations,
                                         std::vector<MeterEntry> meters, std::vector<Hash256> nonConvertHashes,
                                         merkle::CompactRange log)
{
    MS_TRY(checkGenesis(genesis));
    MS_TRY(checkOrganisations(genesis, organisations));
    auto impl = std::make_unique<Impl>(genesis);
    impl->organisations = std::move(organisations);
    for (std::uint32_t i = 0; i < impl->organisations.size(); ++i) {
        impl->indexOrganisationKeys(i);
    }
    if (nonConvertHashes.size() > log.size()) {
        return contradiction("it names more transactions than the log has");
    }
    impl->orders.reserve(nonConvertHashes.size());
    impl->orders.insert(nonConvertHashes.begin(), nonConvertHashes.end());
    if (impl->orders.size() != nonConvertHashes.size()) {
        return contradiction("a transaction is named twice");
    }
    impl->byMn.reserve(meters.size());
    impl->byAddress.reserve(meters.size());
    impl->byRegisterTx.reserve(meters.size());
    for (MeterEntry& meter : meters) {
        if (meter.id != impl->meters.size() + 1) {
            return contradiction(
                fmt::format("meter {} stands where number {} should", meter.id, impl->meters.size() + 1));
        }
        MS_TRY(checkMeter(meter));
        const MeterEntry* holder = impl->findByMn(meter.mn);
        if (holder != nullptr && holder->state != MeterState::Rejected) {
            return contradiction(fmt::format("two meters hold the id {}", meter.mn));
        }
        if (impl->byAddress.contains(meter.address) || impl->organisationKeys.contains(meter.publicKey)) {
            return contradiction(fmt::format("the key of meter {} is not its own", meter.mn));
        }
        if (!impl->orders.contains(meter.registerTx) || impl->byRegisterTx.contains(meter.registerTx)) {
            return contradiction(fmt::format("the registration of meter {} is missing or another's", meter.mn));
        }
        impl->insertMeter(std::move(meter));
    }
    impl->log = std::move(log);
    return LedgerState(std::move(impl));
}

}  // namespace meterseal
