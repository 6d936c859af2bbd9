// Following `prev` link by link, and the proof that a transaction stands in the log: on a whole ledger, and on ledgers
// damaged in each way.
#include "meterseal/merkle/tree.h"
#include "meterseal/verify/log_proof.h"
#include "meterseal/verify/trace.h"
#include "support/anchored_ledger.h"
#include "support/qt.h"

#include <nlohmann/json.hpp>

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

    void theProofHoldsAndSaysWhatItProves()
    {
        Anchored world;
        LedgerReader reader = world.ledger.reader();
        for (const Hash256& hash : world.batches) {
            const auto made = makeLogProof(reader, hash);
            MS_VERIFY_OK(made);
            QVERIFY(made->holds);
            const auto json = nlohmann::json::parse(made->json);
            QCOMPARE(json.at("txHash").get<std::string>(), hash.hex());
            QCOMPARE(json.at("fingerprint").get<std::string>(), reader.fingerprint().hex());
            QCOMPARE(json.at("checkpoint").at("hash").get<std::string>(), reader.totals()->head->hash.hex());
            std::vector<Hash256> path;
            for (const auto& sibling : json.at("proof")) {
                path.push_back(Hash256::fromHex(sibling.get<std::string>()).value());
            }
            QVERIFY(merkle::verifyInclusion(made->proof.leaf, json.at("index").get<std::uint64_t>(),
                                            json.at("size").get<std::uint64_t>(), path,
                                            Hash256::fromHex(json.at("root").get<std::string>()).value()));
        }
        MS_VERIFY_REASON(makeLogProof(reader, Hash256{{1}}), "ledger.no-such-transaction");
    }

    void aProofThatWasTouchedDoesNotHold()
    {
        Anchored world;
        LedgerReader reader = world.ledger.reader();
        const auto made = makeLogProof(reader, world.batches.front());
        MS_VERIFY_OK(made);
        const auto& sealer = reader.genesis().sealer;
        QVERIFY(logProofHolds(made->proof, sealer));
        TxProof touched = made->proof;
        touched.leaf.bytes[0] ^= 1;
        QVERIFY(!logProofHolds(touched, sealer));
        touched = made->proof;
        touched.checkpoint.signature[0] ^= 1;
        QVERIFY(!logProofHolds(touched, sealer));
        touched = made->proof;
        touched.block.headerBytes += ' ';
        QVERIFY(!logProofHolds(touched, sealer));
        touched = made->proof;
        touched.checkpoint = touched.block;  // sealed as well, but of another size
        QVERIFY(touched.block.header.height == made->proof.checkpoint.header.height || !logProofHolds(touched, sealer));
    }
};

QTEST_APPLESS_MAIN(TestTrace)
#include "tst_trace.moc"
