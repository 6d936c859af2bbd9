// A ledger with meters in every state and organisations with a past, for the tests of the state machine.
#pragma once

#include "meterseal/ledger/state.h"
#include "support/ledger_builder.h"
#include "support/qt.h"

#include <stdexcept>

namespace meterseal::test {

using Signers = std::vector<const crypto::PrivateKey*>;

inline Result<Applied> submit(LedgerState& state, Bytes wire, Timestamp blockTime = LedgerBuilder::kStart)
{
    MS_ASSIGN(const CheckedTransaction checked, checkTransaction(std::move(wire), state.chain()));
    return state.apply(checked, {1, blockTime});
}

inline QString stateName(const MeterEntry* meter)
{
    return meter == nullptr ? QString("no meter") : qs(std::string(toString(meter->state)));
}

inline OrganisationBody organisationBody(LedgerBuilder& b, OrganisationAction action, std::string id, std::string name,
                                         Role role, const crypto::PrivateKey& key)
{
    return {action, std::move(id), std::move(name), role, key.publicKey(), witnessOf(key).publicKey(), b.tick()};
}

// Meter numbers are the constants.
struct World {
    static constexpr std::size_t kActive = 0, kPending = 1, kApproved = 2, kSuspended = 3, kRetired = 4, kRejected = 5,
                                 kHalfApproved = 6, kFresh = 7;

    LedgerBuilder b;
    LedgerState state{b.genesis()};
    Timestamp blockTime = LedgerBuilder::kStart;
    crypto::PrivateKey utility2 = b.key("utility2");
    crypto::PrivateKey auditor = b.key("auditor");
    crypto::PrivateKey broker = b.key("broker");         // retired
    crypto::PrivateKey insurerNew = b.key("insurer-2");  // the insurer's present key
    crypto::PrivateKey stranger = b.key("stranger");
    Bytes firstConvert, secondConvert, pendingRegister;

    World()
    {
        const Signers three{&b.utility(), &b.manufacturer(), &b.insurer()};
        must(organisation(OrganisationAction::Add, "auditor", "Audit Ltd", Role::Auditor, auditor, three));
        must(organisation(OrganisationAction::Add, "utility2", "Hill Water", Role::Utility, utility2, three));
        must(organisation(OrganisationAction::Add, "broker", "Broker AG", Role::Insurer, broker, three));
        Signers four = three;
        four.push_back(&auditor);
        must(organisation(OrganisationAction::Retire, "broker", "Broker AG", Role::Insurer, broker, four));
        must(organisation(OrganisationAction::Rotate, "insurer", "Mutual & Co.", Role::Insurer, insurerNew, three));

        for (const std::size_t i : {kActive, kSuspended, kRetired}) {
            for (const Bytes& wire : b.onboard(i)) {
                must(wire);
            }
        }
        firstConvert = b.convert(kActive, b.records(kActive, 3));
        must(firstConvert);
        secondConvert = b.convert(kActive, b.records(kActive, 5));
        must(secondConvert);
        must(b.meterAction(kSuspended, MeterAction::Suspend));
        must(b.meterAction(kRetired, MeterAction::Retire));
        pendingRegister = b.registerMeter(kPending);
        must(pendingRegister);
        must(b.registerMeter(kApproved));
        must(b.review(kApproved, b.utility()));
        must(b.review(kApproved, b.manufacturer()));
        must(b.registerMeter(kRejected));
        must(b.review(kRejected, b.manufacturer(), false));
        must(b.registerMeter(kHalfApproved));
        must(b.review(kHalfApproved, b.utility()));
    }

    void must(const Bytes& wire)
    {
        if (const auto applied = submit(state, wire); !applied.ok()) {
            throw std::runtime_error(applied.error().reason + ": " + applied.error().message);
        }
    }

    Bytes organisation(OrganisationAction action, std::string id, std::string name, Role role,
                       const crypto::PrivateKey& key, const Signers& signers)
    {
        return b.organisation(organisationBody(b, action, std::move(id), std::move(name), role, key), signers);
    }
    // The same with a witness key of the test's choosing, signed by majority().
    Bytes withWitness(OrganisationAction action, std::string id, std::string name, Role role,
                      const crypto::PrivateKey& key, const crypto::Ed25519PrivateKey& witness)
    {
        OrganisationBody body = organisationBody(b, action, std::move(id), std::move(name), role, key);
        body.witnessKey = witness.publicKey();
        return b.organisation(body, majority());
    }
    // Five organisations are active: utility, maker, insurer, auditor, utility2. These three may change them.
    Signers majority() const { return {&b.utility(), &b.manufacturer(), &auditor}; }

    template <typename Body, typename Change>
    Bytes changed(Body body, const Signers& signers, Change change)
    {
        change(body);
        return b.sign(std::move(body), std::span<const crypto::PrivateKey* const>(signers));
    }
    // A valid convert of the meter, changed before it is signed by `signer` with `leaves`.
    template <typename Change>
    Bytes convert(std::size_t i, const crypto::PrivateKey& signer, Change change)
    {
        const auto records = b.records(i, 4);
        ConvertBody body = b.convertBody(i, records);
        std::vector<Hash256> leaves = leavesOf(records);
        change(body, leaves);
        return b.sign(body, {&signer}, leaves);
    }
};

constexpr auto kAsItIs = [](auto&&...) {};

}  // namespace meterseal::test
