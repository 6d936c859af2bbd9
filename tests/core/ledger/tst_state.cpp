// The state machine: each rule of PROTOCOL.md section 5.
#include "meterseal/ledger/state.h"
#include "support/ledger_builder.h"
#include "support/qt.h"

using namespace meterseal;
using namespace meterseal::test;

namespace {

Result<Applied> submit(LedgerState& state, Bytes wire, Timestamp blockTime = LedgerBuilder::kStart)
{
    MS_ASSIGN(const CheckedTransaction checked, checkTransaction(std::move(wire), state.chain()));
    return state.apply(checked, blockTime);
}

QString stateName(const MeterEntry* meter)
{
    return meter == nullptr ? QString("no meter") : qs(std::string(toString(meter->state)));
}

}  // namespace

class TestState : public QObject {
    Q_OBJECT
private slots:
    void ordinaryLife();
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
        const auto applied = submit(state, world.convert(0, world.records(0, 20)));
        MS_VERIFY_OK(applied);
        QCOMPARE(applied->meterId, 1u);
        QVERIFY(!applied->meterChanged);
        QCOMPARE(qs(state.meterById(1)->lastConvert.hex()), qs(world.meter(0).lastConvert.hex()));
    }
    MS_VERIFY_OK(submit(state, world.meterAction(0, MeterAction::Suspend)));
    MS_VERIFY_OK(submit(state, world.meterAction(0, MeterAction::Resume)));
    MS_VERIFY_OK(submit(state, world.convert(0, world.records(0, 1))));
    MS_VERIFY_OK(submit(state, world.meterAction(0, MeterAction::Retire)));
    QCOMPARE(stateName(state.meterByAddress(world.meter(0).address)), QString("retired"));
    QCOMPARE(state.logSize(), 11u);
}

QTEST_APPLESS_MAIN(TestState)
#include "tst_state.moc"
