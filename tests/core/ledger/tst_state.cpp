// The state machine: the ordinary life of meters and organisations, and what may be done in which state.
#include "core/ledger/state_world.h"

using namespace meterseal;
using namespace meterseal::test;

class TestState : public QObject {
    Q_OBJECT
private slots:
    void ordinaryLife();
    void appliedSaysWhatChanged();
    void actionMatrix_data();
    void actionMatrix();
    void tokenHoldsUntilItsLastMillisecond();
    void rejectFreesTheMeterIdOnly();
    void rejectCountsAfterAnApprovalOfTheSameRole();
    void organisationsChange();
    void wrongChainIsRefusedByTheStateToo();
};

void TestState::ordinaryLife()
{
    LedgerBuilder world;
    MS_VERIFY_OK(checkGenesis(world.genesis()));
    LedgerState state(world.genesis());
    for (const Bytes& wire : world.onboard(0)) {
        MS_VERIFY_OK(submit(state, wire));
    }
    QCOMPARE(stateName(state.meterByMn(world.meter(0).mn)), QString("active"));
    for (int n = 0; n < 3; ++n) {
        MS_VERIFY_OK(submit(state, world.convert(0, world.records(0, 20))));
        QCOMPARE(qs(state.meterById(1)->lastConvert.hex()), qs(world.meter(0).lastConvert.hex()));
    }
    MS_VERIFY_OK(submit(state, world.meterAction(0, MeterAction::Suspend)));
    MS_VERIFY_OK(submit(state, world.meterAction(0, MeterAction::Resume)));
    MS_VERIFY_OK(submit(state, world.convert(0, world.records(0, 1))));
    MS_VERIFY_OK(submit(state, world.meterAction(0, MeterAction::Retire)));
    QCOMPARE(stateName(state.meterByAddress(world.meter(0).address)), QString("retired"));
    QCOMPARE(state.logSize(), 11u);
    QVERIFY(state.meterById(0) == nullptr);
    QVERIFY(state.meterById(2) == nullptr);
    QVERIFY(state.meterByMn("none") == nullptr);
}

void TestState::appliedSaysWhatChanged()
{
    World w;
    const auto registered = submit(w.state, w.b.registerMeter(World::kFresh));
    MS_VERIFY_OK(registered);
    QCOMPARE(registered->meterId, w.state.meterCount());
    QCOMPARE(qs(registered->organisation), QString("utility"));
    QVERIFY(registered->meterChanged && !registered->organisationsChanged);
    QVERIFY(registered->type == TxType::Register);

    const auto converted = submit(w.state, w.convert(World::kActive, w.b.meter(World::kActive).key, kAsItIs));
    MS_VERIFY_OK(converted);
    QCOMPARE(converted->meterId, 1u);
    QVERIFY(converted->organisation.empty() && !converted->meterChanged && converted->type == TxType::Convert);

    const auto retired = submit(w.state, w.b.meterAction(World::kActive, MeterAction::Retire));
    MS_VERIFY_OK(retired);
    QVERIFY(retired->type == TxType::Retire && retired->meterChanged);

    const auto organisation = submit(
        w.state, w.organisation(OrganisationAction::Add, "new", "New", Role::Insurer, w.b.key("new"), w.majority()));
    MS_VERIFY_OK(organisation);
    QVERIFY(organisation->organisationsChanged && !organisation->meterChanged && organisation->meterId == 0);
    QCOMPARE(qs(organisation->organisation), QString("utility"));
}

void TestState::actionMatrix_data()
{
    QTest::addColumn<int>("meter");
    QTest::addColumn<int>("action");
    QTest::addColumn<QString>("expected");  // the state after it, or the reason
    const int suspend = static_cast<int>(MeterAction::Suspend);
    const int resume = static_cast<int>(MeterAction::Resume);
    const int retire = static_cast<int>(MeterAction::Retire);
    using W = World;
    const auto row = [](const char* name, std::size_t meter, int action, const char* expected) {
        QTest::newRow(name) << static_cast<int>(meter) << action << QString(expected);
    };
    row("suspend pending", W::kPending, suspend, "tx.not-active");
    row("suspend approved", W::kApproved, suspend, "tx.not-active");
    row("suspend active", W::kActive, suspend, "suspended");
    row("suspend suspended", W::kSuspended, suspend, "tx.suspended");
    row("suspend retired", W::kRetired, suspend, "tx.retired");
    row("suspend rejected", W::kRejected, suspend, "tx.not-active");
    row("resume pending", W::kPending, resume, "tx.not-active");
    row("resume approved", W::kApproved, resume, "tx.not-active");
    row("resume active", W::kActive, resume, "tx.not-suspended");
    row("resume suspended", W::kSuspended, resume, "active");
    row("resume retired", W::kRetired, resume, "tx.retired");
    row("resume rejected", W::kRejected, resume, "tx.not-active");
    row("retire pending", W::kPending, retire, "tx.not-active");
    row("retire approved", W::kApproved, retire, "retired");
    row("retire active", W::kActive, retire, "retired");
    row("retire suspended", W::kSuspended, retire, "retired");
    row("retire retired", W::kRetired, retire, "tx.retired");
    row("retire rejected", W::kRejected, retire, "tx.not-active");
}

void TestState::actionMatrix()
{
    QFETCH(int, meter);
    QFETCH(int, action);
    QFETCH(QString, expected);
    World w;
    const Hash256 digest = w.state.digest();
    const auto i = static_cast<std::size_t>(meter);
    const auto result = submit(w.state, w.b.meterAction(i, static_cast<MeterAction>(action)));
    if (result.ok()) {
        QCOMPARE(stateName(w.state.meterByMn(w.b.meter(i).mn)), expected);
    } else {
        QCOMPARE(qs(result.error().reason), expected);
        QVERIFY(w.state.digest() == digest);
    }
}

void TestState::tokenHoldsUntilItsLastMillisecond()
{
    World w;
    const Timestamp last{LedgerBuilder::kStart.ms + LedgerBuilder::kTokenMs};
    MS_VERIFY_OK(submit(w.state, w.b.activate(World::kApproved), last));
}

void TestState::rejectFreesTheMeterIdOnly()
{
    World w;
    const std::string mn = w.b.meter(World::kRejected).mn;
    const auto again =
        submit(w.state, w.changed(w.b.registerBody(World::kFresh), {&w.b.utility(), &w.b.meter(World::kFresh).key},
                                  [&](RegisterBody& body) { body.mn = mn; }));
    MS_VERIFY_OK(again);
    QCOMPARE(w.state.meterByMn(mn)->id, again->meterId);
    QCOMPARE(stateName(w.state.meterByMn(mn)), QString("pending"));
    // The old registration stays to be seen under its address.
    QCOMPARE(stateName(w.state.meterByAddress(w.b.meter(World::kRejected).address)), QString("rejected"));
}

void TestState::rejectCountsAfterAnApprovalOfTheSameRole()
{
    World w;
    MS_VERIFY_OK(submit(w.state, w.b.review(World::kHalfApproved, w.utility2, false)));
    QCOMPARE(stateName(w.state.meterByMn(w.b.meter(World::kHalfApproved).mn)), QString("rejected"));
}

void TestState::organisationsChange()
{
    World w;
    const auto& organisations = w.state.organisations();
    QCOMPARE(organisations.size(), 6u);
    QCOMPARE(qs(organisations[2].id), QString("insurer"));
    QVERIFY(organisations[2].publicKey == w.insurerNew.publicKey());
    QVERIFY(organisations[2].formerKeys == std::vector{w.b.insurer().publicKey()});
    QCOMPARE(qs(organisations[5].id), QString("broker"));
    QVERIFY(!organisations[5].active);
    // An added utility may do what utilities do.
    MS_VERIFY_OK(submit(w.state, w.b.sign(w.b.actionBody(World::kActive, MeterAction::Suspend), {&w.utility2})));
    // Only active ones count: three of five is more than half, although six are known.
    MS_VERIFY_OK(submit(
        w.state, w.organisation(OrganisationAction::Add, "new", "New", Role::Insurer, w.b.key("new"), w.majority())));
    // Six active: three are exactly half, and that is not enough.
    MS_VERIFY_REASON(submit(w.state, w.organisation(OrganisationAction::Add, "new2", "New", Role::Insurer,
                                                    w.b.key("new2"), w.majority())),
                     "tx.no-majority");
}

void TestState::wrongChainIsRefusedByTheStateToo()
{
    LedgerBuilder other(2);
    World w;
    const Hash256 digest = w.state.digest();
    const auto checked = checkTransaction(other.registerMeter(0), other.chain());
    MS_VERIFY_OK(checked);
    MS_VERIFY_REASON(w.state.apply(*checked, {1, LedgerBuilder::kStart}), "tx.wrong-chain");
    QVERIFY(w.state.digest() == digest);
}

QTEST_APPLESS_MAIN(TestState)
#include "tst_state.moc"
