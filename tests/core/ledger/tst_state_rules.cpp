// Each rule of PROTOCOL.md section 5 broken alone: the reason is the rule's own, and nothing changes.
#include "core/ledger/state_world.h"
#include "ledger/state_rules.h"
#include "source_dir.h"
#include "support/temporary_folder.h"

#include <fmt/format.h>
#include <functional>
#include <set>

using namespace meterseal;
using namespace meterseal::test;

namespace {

struct BrokenRule {
    const char* name;
    TxRule rule;
    std::function<Bytes(World&)> make;
};

std::vector<BrokenRule> signerRules()
{
    using W = World;
    return {
        {"wrong chain", TxRule::WrongChain, [](W&) { return LedgerBuilder(2).registerMeter(W::kFresh); }},
        {"convert without signature", TxRule::SignerMissing,
         [](W& w) {
             const auto records = w.b.records(W::kActive, 1);
             return w.b.sign(w.b.convertBody(W::kActive, records), {}, leavesOf(records));
         }},
        {"register without the meter's signature", TxRule::SignerMissing,
         [](W& w) { return w.b.sign(w.b.registerBody(W::kFresh), {&w.b.utility()}); }},
        {"organisation without signature", TxRule::SignerMissing,
         [](W& w) { return w.organisation(OrganisationAction::Add, "new", "New", Role::Insurer, w.b.key("new"), {}); }},
        {"review by two", TxRule::SignerUnexpected,
         [](W& w) {
             return w.b.sign(w.b.reviewBody(W::kPending), {&w.b.utility(), &w.b.manufacturer()});
         }},
        {"register by three", TxRule::SignerUnexpected,
         [](W& w) {
             return w.b.sign(w.b.registerBody(W::kFresh),
                             {&w.b.utility(), &w.b.meter(W::kFresh).key, &w.b.manufacturer()});
         }},
        {"organisation by one of them twice", TxRule::SignerTwice,
         [](W& w) {
             return w.organisation(OrganisationAction::Add, "new", "New", Role::Insurer, w.b.key("new"),
                                   {&w.b.utility(), &w.b.manufacturer(), &w.b.utility()});
         }},
        {"signature with one bit changed", TxRule::BadSignature,
         [](W& w) {
             Bytes wire = w.b.activate(W::kApproved);
             wire.back() ^= 1;  // the last byte of s
             return wire;
         }},
        {"public key that is no point", TxRule::BadSignature,
         [](W& w) {
             Transaction tx = decodeTransaction(w.b.activate(W::kApproved)).value();
             tx.signatures[0].publicKey.bytes[0] = 7;
             return encodeTransaction(tx);
         }},
        {"register signed by the meter first", TxRule::SignerOrder,
         [](W& w) {
             return w.b.sign(w.b.registerBody(W::kFresh), {&w.b.meter(W::kFresh).key, &w.b.utility()});
         }},
        {"register by a stranger", TxRule::SignerUnknown,
         [](W& w) {
             return w.b.sign(w.b.registerBody(W::kFresh), {&w.stranger, &w.b.meter(W::kFresh).key});
         }},
        {"register by another meter", TxRule::SignerUnknown,
         [](W& w) {
             return w.b.sign(w.b.registerBody(W::kFresh), {&w.b.meter(W::kActive).key, &w.b.meter(W::kFresh).key});
         }},
        {"suspend by a stranger", TxRule::SignerUnknown,
         [](W& w) { return w.b.sign(w.b.actionBody(W::kActive, MeterAction::Suspend), {&w.stranger}); }},
        {"organisation with a stranger among the signers", TxRule::SignerUnknown,
         [](W& w) {
             return w.organisation(OrganisationAction::Add, "new", "New", Role::Insurer, w.b.key("new"),
                                   {&w.b.utility(), &w.b.manufacturer(), &w.auditor, &w.stranger});
         }},
        {"review with a rotated key", TxRule::SignerRotated,
         [](W& w) { return w.b.sign(w.b.reviewBody(W::kPending), {&w.b.insurer()}); }},
        {"review by a retired organisation", TxRule::SignerRetired,
         [](W& w) { return w.b.sign(w.b.reviewBody(W::kPending), {&w.broker}); }},
        {"organisation with a retired one among the signers", TxRule::SignerRetired,
         [](W& w) {
             return w.organisation(OrganisationAction::Add, "new", "New", Role::Insurer, w.b.key("new"),
                                   {&w.b.utility(), &w.b.manufacturer(), &w.auditor, &w.broker});
         }},
        {"register by an insurer", TxRule::Role,
         [](W& w) {
             return w.b.sign(w.b.registerBody(W::kFresh), {&w.insurerNew, &w.b.meter(W::kFresh).key});
         }},
        {"review by an auditor", TxRule::Role,
         [](W& w) { return w.b.sign(w.b.reviewBody(W::kPending), {&w.auditor}); }},
        {"reject by an insurer", TxRule::Role,
         [](W& w) { return w.b.sign(w.b.reviewBody(W::kPending, false), {&w.insurerNew}); }},
        {"suspend by an auditor", TxRule::Role,
         [](W& w) { return w.b.sign(w.b.actionBody(W::kActive, MeterAction::Suspend), {&w.auditor}); }},
        {"suspend by a manufacturer", TxRule::Role,
         [](W& w) { return w.b.sign(w.b.actionBody(W::kActive, MeterAction::Suspend), {&w.b.manufacturer()}); }},
    };
}

std::vector<BrokenRule> meterRules()
{
    using W = World;
    const auto registerAs = [](W& w, std::size_t wallet, std::size_t mn) {
        return w.changed(w.b.registerBody(wallet), {&w.b.utility(), &w.b.meter(wallet).key},
                         [&](RegisterBody& body) { body.mn = w.b.meter(mn).mn; });
    };
    return {
        {"same registration again", TxRule::Duplicate, [](W& w) { return w.pendingRegister; }},
        {"last convert again", TxRule::Duplicate, [](W& w) { return w.secondConvert; }},
        {"older convert again", TxRule::PrevStale, [](W& w) { return w.firstConvert; }},
        {"mn of an active meter", TxRule::MnInUse, [=](W& w) { return registerAs(w, W::kFresh, W::kActive); }},
        {"mn of a pending meter", TxRule::MnInUse, [=](W& w) { return registerAs(w, W::kFresh, W::kPending); }},
        {"mn of a retired meter", TxRule::MnInUse, [=](W& w) { return registerAs(w, W::kFresh, W::kRetired); }},
        {"wallet of an active meter", TxRule::AddressInUse, [=](W& w) { return registerAs(w, W::kActive, W::kFresh); }},
        {"wallet of a retired meter", TxRule::AddressInUse,
         [=](W& w) { return registerAs(w, W::kRetired, W::kFresh); }},
        {"wallet of a rejected meter", TxRule::AddressInUse,
         [=](W& w) { return registerAs(w, W::kRejected, W::kRejected); }},
        {"meter with an organisation's key", TxRule::KeyInUse,
         [](W& w) {
             return w.changed(w.b.registerBody(W::kFresh), {&w.b.utility(), &w.b.manufacturer()},
                              [&](RegisterBody& body) {
                                  body.publicKey = w.b.manufacturer().publicKey();
                                  body.address = crypto::addressOf(body.publicKey);
                              });
         }},
        {"meter with an organisation's former key", TxRule::KeyInUse,
         [](W& w) {
             return w.changed(w.b.registerBody(W::kFresh), {&w.b.utility(), &w.b.insurer()}, [&](RegisterBody& body) {
                 body.publicKey = w.b.insurer().publicKey();
                 body.address = crypto::addressOf(body.publicKey);
             });
         }},
        {"register signed by another meter's key", TxRule::ForeignKey,
         [](W& w) {
             return w.b.sign(w.b.registerBody(W::kFresh), {&w.b.utility(), &w.b.meter(W::kActive).key});
         }},
        {"review of an unknown registration", TxRule::RegisterUnknown,
         [](W& w) {
             return w.changed(w.b.reviewBody(W::kPending), {&w.b.utility()},
                              [](ReviewBody& body) { body.registerTx.bytes[0] ^= 1; });
         }},
        {"review of a hash that is no registration", TxRule::RegisterUnknown,
         [](W& w) {
             return w.changed(w.b.reviewBody(W::kPending), {&w.b.utility()},
                              [&](ReviewBody& body) { body.registerTx = txHashOf(w.firstConvert); });
         }},
        {"approve an approved meter", TxRule::ReviewDecided, [](W& w) { return w.b.review(W::kApproved, w.utility2); }},
        {"reject an approved meter", TxRule::ReviewDecided,
         [](W& w) { return w.b.review(W::kApproved, w.b.utility(), false); }},
        {"reject an active meter", TxRule::ReviewDecided,
         [](W& w) { return w.b.review(W::kActive, w.b.utility(), false); }},
        {"approve a rejected meter", TxRule::ReviewDecided,
         [](W& w) { return w.b.review(W::kRejected, w.b.utility()); }},
        {"approve twice", TxRule::ReviewTwice, [](W& w) { return w.b.review(W::kHalfApproved, w.b.utility()); }},
        {"approve twice by one role", TxRule::ReviewTwice,
         [](W& w) { return w.b.review(W::kHalfApproved, w.utility2); }},
        {"activate an unknown address", TxRule::MeterUnknown, [](W& w) { return w.b.activate(W::kFresh); }},
        {"convert of an unknown address", TxRule::MeterUnknown,
         [](W& w) { return w.convert(W::kFresh, w.b.meter(W::kFresh).key, kAsItIs); }},
        {"suspend an unknown meter", TxRule::MeterUnknown,
         [](W& w) { return w.b.meterAction(W::kFresh, MeterAction::Suspend); }},
        {"activate with another mn", TxRule::MnMismatch,
         [](W& w) {
             return w.changed(w.b.activateBody(W::kApproved), {&w.b.meter(W::kApproved).key},
                              [&](ActivateBody& body) { body.mn = w.b.meter(W::kActive).mn; });
         }},
        {"activate by another meter's key", TxRule::ForeignKey,
         [](W& w) { return w.b.sign(w.b.activateBody(W::kApproved), {&w.b.meter(W::kActive).key}); }},
        {"activate by the utility", TxRule::ForeignKey,
         [](W& w) { return w.b.sign(w.b.activateBody(W::kApproved), {&w.b.utility()}); }},
        {"activate a pending meter", TxRule::NotApproved, [](W& w) { return w.b.activate(W::kPending); }},
        {"activate a half approved meter", TxRule::NotApproved, [](W& w) { return w.b.activate(W::kHalfApproved); }},
        {"activate a rejected meter", TxRule::NotApproved, [](W& w) { return w.b.activate(W::kRejected); }},
        {"activate a suspended meter", TxRule::AlreadyActive,
         [](W& w) {
             // Another token text makes another transaction: not a replay.
             return w.changed(w.b.activateBody(W::kSuspended), {&w.b.meter(W::kSuspended).key},
                              [](ActivateBody& body) { body.token.assign(26, 'a'); });
         }},
        {"same activation again", TxRule::Duplicate, [](W& w) { return w.b.activate(W::kActive); }},
        {"activate with a wrong token", TxRule::TokenWrong,
         [](W& w) {
             return w.changed(w.b.activateBody(W::kApproved), {&w.b.meter(W::kApproved).key},
                              [](ActivateBody& body) { body.token[0] = body.token[0] == 'a' ? 'b' : 'a'; });
         }},
        {"activate a millisecond too late", TxRule::TokenExpired,
         [](W& w) {
             w.blockTime.ms = LedgerBuilder::kStart.ms + LedgerBuilder::kTokenMs + 1;
             return w.b.activate(W::kApproved);
         }},
    };
}

std::vector<BrokenRule> convertRules()
{
    using W = World;
    return {
        {"leaves in a suspension", TxRule::LeavesUnexpected,
         [](W& w) {
             const std::vector<Hash256> leaves(1);
             return w.b.sign(w.b.actionBody(W::kActive, MeterAction::Suspend), {&w.b.utility()}, leaves);
         }},
        {"one leaf too few", TxRule::CountMismatch,
         [](W& w) {
             return w.convert(W::kActive, w.b.meter(W::kActive).key,
                              [](ConvertBody&, std::vector<Hash256>& leaves) { leaves.pop_back(); });
         }},
        {"no leaves at all", TxRule::CountMismatch,
         [](W& w) {
             return w.convert(W::kActive, w.b.meter(W::kActive).key,
                              [](ConvertBody&, std::vector<Hash256>& leaves) { leaves.clear(); });
         }},
        {"two leaves swapped", TxRule::RootMismatch,
         [](W& w) {
             return w.convert(W::kActive, w.b.meter(W::kActive).key,
                              [](ConvertBody&, std::vector<Hash256>& leaves) { std::swap(leaves[0], leaves[1]); });
         }},
        {"convert signed by another meter", TxRule::ForeignKey,
         [](W& w) { return w.convert(W::kActive, w.b.meter(W::kSuspended).key, kAsItIs); }},
        {"convert from another meter's address", TxRule::ForeignKey,
         [](W& w) {
             return w.convert(W::kActive, w.b.meter(W::kActive).key,
                              [&](ConvertBody& body, auto&) { body.address = w.b.meter(W::kSuspended).address; });
         }},
        {"convert signed by the utility", TxRule::ForeignKey,
         [](W& w) { return w.convert(W::kActive, w.b.utility(), kAsItIs); }},
        {"convert of a pending meter", TxRule::NotActive,
         [](W& w) { return w.convert(W::kPending, w.b.meter(W::kPending).key, kAsItIs); }},
        {"convert of an approved meter", TxRule::NotActive,
         [](W& w) { return w.convert(W::kApproved, w.b.meter(W::kApproved).key, kAsItIs); }},
        {"convert of a rejected meter", TxRule::NotActive,
         [](W& w) { return w.convert(W::kRejected, w.b.meter(W::kRejected).key, kAsItIs); }},
        {"convert of a suspended meter", TxRule::Suspended,
         [](W& w) { return w.convert(W::kSuspended, w.b.meter(W::kSuspended).key, kAsItIs); }},
        {"convert of a retired meter", TxRule::Retired,
         [](W& w) { return w.convert(W::kRetired, w.b.meter(W::kRetired).key, kAsItIs); }},
        {"convert with prev zero after the first", TxRule::PrevStale,
         [](W& w) {
             return w.convert(W::kActive, w.b.meter(W::kActive).key,
                              [](ConvertBody& body, auto&) { body.prev = Hash256{}; });
         }},
        {"convert that forks after the first", TxRule::PrevStale,
         [](W& w) {
             return w.convert(W::kActive, w.b.meter(W::kActive).key,
                              [&](ConvertBody& body, auto&) { body.prev = txHashOf(w.firstConvert); });
         }},
        {"convert that leaves a gap", TxRule::PrevStale,
         [](W& w) {
             return w.convert(W::kActive, w.b.meter(W::kActive).key,
                              [](ConvertBody& body, auto&) { body.prev.bytes[31] ^= 1; });
         }},
        {"resume an active meter", TxRule::NotSuspended,
         [](W& w) { return w.b.meterAction(W::kActive, MeterAction::Resume); }},
    };
}

std::vector<BrokenRule> organisationRules()
{
    using W = World;
    using A = OrganisationAction;
    return {
        {"two of five", TxRule::NoMajority,
         [](W& w) {
             return w.organisation(A::Add, "new", "New", Role::Insurer, w.b.key("new"),
                                   {&w.b.utility(), &w.b.manufacturer()});
         }},
        {"majority without a manufacturer", TxRule::MajorityRoles,
         [](W& w) {
             return w.organisation(A::Add, "new", "New", Role::Insurer, w.b.key("new"),
                                   {&w.b.utility(), &w.utility2, &w.auditor});
         }},
        {"majority without a utility", TxRule::MajorityRoles,
         [](W& w) {
             return w.organisation(A::Add, "new", "New", Role::Insurer, w.b.key("new"),
                                   {&w.b.manufacturer(), &w.insurerNew, &w.auditor});
         }},
        {"id in use", TxRule::OrganisationExists,
         [](W& w) { return w.organisation(A::Add, "utility", "Other", Role::Utility, w.b.key("new"), w.majority()); }},
        {"id in use, with a second role", TxRule::OrganisationExists,
         [](W& w) {
             return w.organisation(A::Add, "utility", "Harbour Water", Role::Manufacturer, w.b.key("new"),
                                   w.majority());
         }},
        {"id of a retired one", TxRule::OrganisationExists,
         [](W& w) {
             return w.organisation(A::Add, "broker", "Broker AG", Role::Insurer, w.b.key("new"), w.majority());
         }},
        {"add with another's key", TxRule::KeyInUse,
         [](W& w) { return w.organisation(A::Add, "new", "New", Role::Insurer, w.auditor, w.majority()); }},
        {"add with a retired one's key", TxRule::KeyInUse,
         [](W& w) { return w.organisation(A::Add, "new", "New", Role::Insurer, w.broker, w.majority()); }},
        {"add with a rotated key", TxRule::KeyInUse,
         [](W& w) { return w.organisation(A::Add, "new", "New", Role::Insurer, w.b.insurer(), w.majority()); }},
        {"add with a meter's key", TxRule::KeyInUse,
         [](W& w) {
             return w.organisation(A::Add, "new", "New", Role::Insurer, w.b.meter(W::kRejected).key, w.majority());
         }},
        {"a validator's key where a party seals", TxRule::ValidatorMember,
         [](W& w) {
             OrganisationBody body = organisationBody(w.b, A::Add, "new", "New", Role::Insurer, w.b.key("new"));
             body.validatorKey = NamedValidatorKey{};
             return w.b.organisation(body, w.majority());
         }},
        {"rotate to the same keys", TxRule::RotateNothing,
         [](W& w) {
             return w.organisation(A::Rotate, "auditor", "Audit Ltd", Role::Auditor, w.auditor, w.majority());
         }},
        {"rotate back to the former key", TxRule::KeyInUse,
         [](W& w) {
             return w.organisation(A::Rotate, "insurer", "Mutual & Co.", Role::Insurer, w.b.insurer(), w.majority());
         }},
        {"rotate to a meter's key", TxRule::KeyInUse,
         [](W& w) {
             return w.organisation(A::Rotate, "auditor", "Audit Ltd", Role::Auditor, w.b.meter(W::kActive).key,
                                   w.majority());
         }},
        {"add with another's witness key", TxRule::KeyInUse,
         [](W& w) { return w.withWitness(A::Add, "new", "New", Role::Insurer, w.b.key("new"), witnessOf(w.auditor)); }},
        {"add with a retired one's witness key", TxRule::KeyInUse,
         [](W& w) { return w.withWitness(A::Add, "new", "New", Role::Insurer, w.b.key("new"), witnessOf(w.broker)); }},
        {"add with a rotated witness key", TxRule::KeyInUse,
         [](W& w) {
             return w.withWitness(A::Add, "new", "New", Role::Insurer, w.b.key("new"), witnessOf(w.b.insurer()));
         }},
        {"add with the sealer's key", TxRule::KeyInUse,
         [](W& w) { return w.withWitness(A::Add, "new", "New", Role::Insurer, w.b.key("new"), w.b.sealer()); }},
        {"rotate to another's witness key", TxRule::KeyInUse,
         [](W& w) {
             return w.withWitness(A::Rotate, "auditor", "Audit Ltd", Role::Auditor, w.auditor,
                                  witnessOf(w.b.utility()));
         }},
        {"retire with another witness key", TxRule::OrganisationMismatch,
         [](W& w) {
             return w.withWitness(A::Retire, "auditor", "Audit Ltd", Role::Auditor, w.auditor,
                                  witnessOf(w.b.key("new")));
         }},
        {"rotate an unknown one", TxRule::OrganisationUnknown,
         [](W& w) { return w.organisation(A::Rotate, "nobody", "N", Role::Auditor, w.b.key("new"), w.majority()); }},
        {"retire an unknown one", TxRule::OrganisationUnknown,
         [](W& w) { return w.organisation(A::Retire, "nobody", "N", Role::Auditor, w.b.key("new"), w.majority()); }},
        {"rotate a retired one", TxRule::OrganisationRetired,
         [](W& w) {
             return w.organisation(A::Rotate, "broker", "Broker AG", Role::Insurer, w.b.key("new"), w.majority());
         }},
        {"retire a retired one", TxRule::OrganisationRetired,
         [](W& w) { return w.organisation(A::Retire, "broker", "Broker AG", Role::Insurer, w.broker, w.majority()); }},
        {"rotate with another role", TxRule::OrganisationMismatch,
         [](W& w) {
             return w.organisation(A::Rotate, "auditor", "Audit Ltd", Role::Utility, w.b.key("new"), w.majority());
         }},
        {"rotate with another name", TxRule::OrganisationMismatch,
         [](W& w) {
             return w.organisation(A::Rotate, "auditor", "Audit GmbH", Role::Auditor, w.b.key("new"), w.majority());
         }},
        {"retire with another key", TxRule::OrganisationMismatch,
         [](W& w) {
             return w.organisation(A::Retire, "insurer", "Mutual & Co.", Role::Insurer, w.b.insurer(), w.majority());
         }},
        {"retire the last manufacturer", TxRule::LastOfRole,
         [](W& w) {
             return w.organisation(A::Retire, "maker", "汇中仪表", Role::Manufacturer, w.b.manufacturer(),
                                   w.majority());
         }},
        {"retire the last utility", TxRule::LastOfRole,
         [](W& w) {
             w.must(w.organisation(A::Retire, "utility2", "Hill Water", Role::Utility, w.utility2, w.majority()));
             return w.organisation(A::Retire, "utility", "Harbour Water", Role::Utility, w.b.utility(), w.majority());
         }},
    };
}

std::vector<BrokenRule> brokenRules()
{
    std::vector<BrokenRule> all = signerRules();
    for (auto& part : {meterRules(), convertRules(), organisationRules()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

}  // namespace

class TestStateRules : public QObject {
    Q_OBJECT
private slots:
    void eachRuleBrokenAlone_data();
    void eachRuleBrokenAlone();
    void everyRuleIsTestedAndInTheReadme();
};

void TestStateRules::eachRuleBrokenAlone_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const BrokenRule& broken : brokenRules()) {
        QTest::newRow(broken.name) << index++;
    }
}

void TestStateRules::eachRuleBrokenAlone()
{
    QFETCH(int, index);
    const BrokenRule broken = brokenRules()[static_cast<std::size_t>(index)];
    World w;
    const Bytes wire = broken.make(w);
    const Hash256 digest = w.state.digest();
    const Hash256 root = w.state.logRoot();
    const auto result = submit(w.state, wire, w.blockTime);
    QVERIFY2(!result.ok(), "it was accepted");
    QCOMPARE(qs(result.error().reason), qs(std::string(txRules()[static_cast<std::size_t>(broken.rule)].reason)));
    QVERIFY(result.error().code == ErrorCode::Conflict);
    QVERIFY(result.error().message.find("Nothing was changed") != std::string::npos);
    QVERIFY(w.state.digest() == digest);
    QVERIFY(w.state.logRoot() == root);
}

void TestStateRules::everyRuleIsTestedAndInTheReadme()
{
    std::set<TxRule> tested{TxRule::ValidatorSet};  // tst_consortium_replica: it takes a ledger with validators
    for (const BrokenRule& broken : brokenRules()) {
        tested.insert(broken.rule);
    }
    const std::string readme = readFile(METERSEAL_SOURCE_DIR "/core/ledger/README.md");
    for (const TxRuleText& rule : txRules()) {
        const std::string reason(rule.reason);
        QVERIFY2(tested.contains(rule.rule), ("no test breaks " + reason).c_str());
        const std::string row = fmt::format("| `{}` | {} |", rule.reason, rule.sentence);
        QVERIFY2(readme.find(row) != std::string::npos, ("core/ledger/README.md lacks the row: " + row).c_str());
    }
}

QTEST_APPLESS_MAIN(TestStateRules)
#include "tst_state_rules.moc"
