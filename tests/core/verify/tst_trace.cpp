// Following `prev` link by link: on a whole ledger, and on ledgers damaged in each way.
#include "meterseal/verify/trace.h"
#include "support/anchored_ledger.h"
#include "support/qt.h"

using namespace meterseal;

namespace {

struct Anchored {
    test::AnchoredLedger ledger;
    std::vector<Hash256> batches;
    std::string address;

    Anchored()
    {
        ledger.onboard(0, 2);
        batches = ledger.anchor(0, ledger.world.records(0, 60), 20);
        ledger.anchor(1, ledger.world.records(1, 5), 5);
        ledger.close();
        address = ledger.world.meter(0).address;
    }
};

}  // namespace

class TestTrace : public QObject {
    Q_OBJECT

private slots:
    void aWholeChainLeadsToItsFirstBatch()
    {
        Anchored world;
        LedgerReader reader = world.ledger.reader();
        Hash256 next = world.batches.back();
        std::vector<Hash256> seen;
        while (!next.isZero()) {
            const auto link = followLink(reader, next, world.address);
            MS_VERIFY_OK(link);
            QCOMPARE(link->row.count, 20u);
            seen.push_back(link->row.hash);
            next = link->prev;
        }
        QVERIFY(seen == std::vector<Hash256>(world.batches.rbegin(), world.batches.rend()));
    }

    void eachWayToBreakALinkIsNamed()
    {
        Anchored world;
        {
            LedgerReader reader = world.ledger.reader();
            MS_VERIFY_REASON(followLink(reader, Hash256{{1}}, world.address), "trace.missing");
            MS_VERIFY_REASON(followLink(reader, world.batches[0], world.ledger.world.meter(1).address),
                             "trace.foreign");
            MS_VERIFY_REASON(followLink(reader, world.ledger.world.meter(0).registerTx, world.address),
                             "trace.foreign");
        }
        QCOMPARE(world.ledger.damage("UPDATE wire SET bytes = (SELECT bytes FROM wire WHERE seq = 0) WHERE seq = "
                                     "(SELECT max(seq) FROM tx WHERE type = 4 AND meter = 1)"),
                 1);
        LedgerReader reader = world.ledger.reader();
        MS_VERIFY_REASON(followLink(reader, world.batches.back(), world.address), "trace.hash");
        MS_VERIFY_OK(followLink(reader, world.batches.front(), world.address));
    }
};

QTEST_APPLESS_MAIN(TestTrace)
#include "tst_trace.moc"
