// Restoring a state from a store's rows: damaged rows are refused, and after random sequences a restored state is the
// one that never stopped.
#include "core/ledger/random_client.h"
#include "core/ledger/state_world.h"
#include "meterseal/merkle/tree.h"

#include <functional>
#include <set>

using namespace meterseal;
using namespace meterseal::test;

namespace {

std::vector<MeterEntry> metersOf(const LedgerState& state)
{
    std::vector<MeterEntry> meters;
    for (std::uint32_t id = 1; id <= state.meterCount(); ++id) {
        meters.push_back(*state.meterById(id));
    }
    return meters;
}

}  // namespace

class TestStateRestore : public QObject {
    Q_OBJECT
private slots:
    void restoreRefusesContradictions_data();
    void restoreRefusesContradictions();
    void randomSequencesAgree_data();
    void randomSequencesAgree();
};

namespace {

struct Rows {
    std::vector<Organisation> organisations;
    std::vector<MeterEntry> meters;
    std::vector<Hash256> orders;
    merkle::CompactRange log;
};

using Damage = std::function<void(Rows&)>;
const std::vector<std::pair<const char*, Damage>>& damages()
{
    static const std::vector<std::pair<const char*, Damage>> all = {
        {"organisation lost",
         [](Rows& r) { r.organisations.erase(r.organisations.begin() + 2, r.organisations.end()); }},
        {"organisation not of the genesis", [](Rows& r) { r.organisations[0].name = "Other"; }},
        {"former key forgotten", [](Rows& r) { r.organisations[2].formerKeys.clear(); }},
        {"one key for two organisations", [](Rows& r) { r.organisations[4].publicKey = r.organisations[3].publicKey; }},
        {"one id for two organisations", [](Rows& r) { r.organisations[4].id = "auditor"; }},
        {"no active manufacturer", [](Rows& r) { r.organisations[1].active = false; }},
        {"more orders than the log has", [](Rows& r) { r.log = {}; }},
        {"order twice", [](Rows& r) { r.orders[1] = r.orders[0]; }},
        {"meter row lost", [](Rows& r) { r.meters.erase(r.meters.begin()); }},
        {"active without approvals", [](Rows& r) { r.meters[0].approvedByUtility = false; }},
        {"pending with both approvals",
         [](Rows& r) {
             r.meters[3].approvedByUtility = true;
             r.meters[3].approvedByManufacturer = true;
         }},
        {"pending with a batch", [](Rows& r) { r.meters[3].lastConvert.bytes[0] = 1; }},
        {"state out of range", [](Rows& r) { r.meters[0].state = static_cast<MeterState>(9); }},
        {"address of another key", [](Rows& r) { r.meters[0].publicKey.bytes[5] ^= 1; }},
        {"two meters with one id", [](Rows& r) { r.meters[1].mn = r.meters[0].mn; }},
        {"two meters with one wallet",
         [](Rows& r) {
             r.meters[1].publicKey = r.meters[0].publicKey;
             r.meters[1].address = r.meters[0].address;
         }},
        {"meter with an organisation's key",
         [](Rows& r) {
             r.meters[1].publicKey = r.organisations[0].publicKey;
             r.meters[1].address = crypto::addressOf(r.meters[1].publicKey);
         }},
        {"registration not on the ledger", [](Rows& r) { r.meters[1].registerTx.bytes[0] ^= 1; }},
        {"registration of another meter", [](Rows& r) { r.meters[1].registerTx = r.meters[0].registerTx; }},
    };
    return all;
}

}  // namespace

void TestStateRestore::restoreRefusesContradictions_data()
{
    QTest::addColumn<int>("index");
    QTest::newRow("nothing damaged") << -1;
    for (std::size_t i = 0; i < damages().size(); ++i) {
        QTest::newRow(damages()[i].first) << static_cast<int>(i);
    }
}

void TestStateRestore::restoreRefusesContradictions()
{
    QFETCH(int, index);
    World w;
    Rows rows{w.state.organisations(), metersOf(w.state), {}, w.state.log()};
    for (const MeterEntry& meter : rows.meters) {
        rows.orders.push_back(meter.registerTx);
    }
    if (index >= 0) {
        damages()[static_cast<std::size_t>(index)].second(rows);
    }
    const auto restored = LedgerState::restore(w.b.genesis(), rows.organisations, rows.meters, rows.orders, rows.log);
    if (index < 0) {
        MS_VERIFY_OK(restored);
    } else {
        MS_VERIFY_REASON(restored, "state.contradiction");
        QVERIFY(restored.error().code == ErrorCode::Damaged);
    }
}

// ---- Random sequences ---------------------------------------------------------------------------------------------

void TestStateRestore::randomSequencesAgree_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 6; ++seed) {
        QTest::addRow("seed %llu", seed) << seed;
    }
}

void TestStateRestore::randomSequencesAgree()
{
    QFETCH(quint64, seed);
    LedgerBuilder b(seed);
    RandomClient client(b, seed * 7919);
    LedgerState one(b.genesis());
    LedgerState two(b.genesis());
    std::vector<Hash256> leaves, orders;
    std::set<std::string> reasons;
    for (int step = 0; step < 1200; ++step) {
        const auto checked = checkTransaction(client.next(one), b.chain());
        MS_VERIFY_OK(checked);
        const Timestamp blockTime{LedgerBuilder::kStart.ms + step};
        const Hash256 before = one.digest();
        const BlockContext block{static_cast<Height>(step / 3 + 1), blockTime};
        const auto first = one.apply(*checked, block);
        const auto second = two.apply(*checked, block);
        QCOMPARE(first.ok(), second.ok());
        if (first.ok()) {
            QVERIFY(one.digest() != before);
            leaves.push_back(LogEntry{block.height, block.time, checked->txHash}.leaf());
            QVERIFY(first->logLeaf == leaves.back());
            if (first->type != TxType::Convert) {
                orders.push_back(checked->txHash);
            }
        } else {
            QCOMPARE(qs(first.error().reason), qs(second.error().reason));
            reasons.insert(first.error().reason);
            QVERIFY(one.digest() == before);
        }
        QVERIFY(one.logRoot() == two.logRoot());
        if (step % 50 == 25) {
            auto log = merkle::CompactRange::restore(two.logSize(), two.log().peaks());
            MS_VERIFY_OK(log);
            auto restored =
                LedgerState::restore(b.genesis(), two.organisations(), metersOf(two), orders, std::move(*log));
            MS_VERIFY_OK(restored);
            two = std::move(*restored);
            QVERIFY(one.digest() == two.digest());
        }
    }
    QVERIFY(one.digest() == two.digest());
    QCOMPARE(one.logSize(), leaves.size());
    QVERIFY(one.logRoot() == merkle::rootOf(leaves));
    // The sequence must have been worth it: much accepted, many different refusals.
    QVERIFY2(leaves.size() > 100, std::to_string(leaves.size()).c_str());
    QVERIFY2(reasons.size() > 12, std::to_string(reasons.size()).c_str());
}

QTEST_APPLESS_MAIN(TestStateRestore)
#include "tst_state_restore.moc"
