// Trying transactions and taking them back: after rollback() the state is the one of the mark in everything it says and
// in everything it will answer later, and equal to one that never saw what was taken back.
#include "core/ledger/random_client.h"

#include <algorithm>
#include <map>

using namespace meterseal;
using namespace meterseal::test;

class TestStateUndo : public QObject {
    Q_OBJECT
private slots:
    void everyTypeIsTakenBack_data();
    void everyTypeIsTakenBack();
    void anotherRegistrationOfAMeterIdGivesItBack();
    void marksAreLastInFirstOut();
    void randomSequencesAreTakenBack_data();
    void randomSequencesAreTakenBack();
};

namespace {

struct Case {
    const char* name;
    std::function<Bytes(World&)> make;
};
const std::vector<Case>& cases()
{
    using W = World;
    const auto organisation = [](OrganisationAction action, const char* id, const char* name, Role role,
                                 const char* key) {
        return [=](World& w) { return w.organisation(action, id, name, role, w.b.key(key), w.majority()); };
    };
    static const std::vector<Case> all = {
        {"register", [](World& w) { return w.b.registerMeter(W::kFresh); }},
        {"first approval", [](World& w) { return w.b.review(W::kPending, w.b.manufacturer()); }},
        {"second approval", [](World& w) { return w.b.review(W::kHalfApproved, w.b.manufacturer()); }},
        {"rejection", [](World& w) { return w.b.review(W::kHalfApproved, w.b.manufacturer(), false); }},
        {"activate", [](World& w) { return w.b.activate(W::kApproved); }},
        {"convert", [](World& w) { return w.b.convert(W::kActive, w.b.records(W::kActive, 3)); }},
        {"suspend", [](World& w) { return w.b.meterAction(W::kActive, MeterAction::Suspend); }},
        {"resume", [](World& w) { return w.b.meterAction(W::kSuspended, MeterAction::Resume); }},
        {"retire", [](World& w) { return w.b.meterAction(W::kSuspended, MeterAction::Retire); }},
        {"organisation added", organisation(OrganisationAction::Add, "new", "New", Role::Insurer, "new")},
        {"organisation rotated",
         organisation(OrganisationAction::Rotate, "insurer", "Mutual & Co.", Role::Insurer, "insurer-3")},
        {"organisation retired",
         organisation(OrganisationAction::Retire, "utility2", "Hill Water", Role::Utility, "utility2")},
    };
    return all;
}

}  // namespace

void TestStateUndo::everyTypeIsTakenBack_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < cases().size(); ++i) {
        QTest::newRow(cases()[i].name) << static_cast<int>(i);
    }
}

void TestStateUndo::everyTypeIsTakenBack()
{
    QFETCH(int, index);
    World w;
    const Bytes wire = cases()[static_cast<std::size_t>(index)].make(w);
    const Hash256 before = w.state.digest();
    const Hash256 root = w.state.logRoot();
    const LedgerState::Mark mark = w.state.mark();
    MS_VERIFY_OK(submit(w.state, wire));
    const Hash256 after = w.state.digest();
    QVERIFY(after != before);
    MS_VERIFY_OK(w.state.rollback(mark));
    QVERIFY(w.state.digest() == before && w.state.logRoot() == root);
    // The mark lives on, and what was taken back is neither a replay nor in anybody's way.
    MS_VERIFY_OK(submit(w.state, wire));
    QVERIFY(w.state.digest() == after);
    MS_VERIFY_OK(w.state.rollback(mark));
    QVERIFY(w.state.digest() == before && w.state.logRoot() == root);
}

void TestStateUndo::anotherRegistrationOfAMeterIdGivesItBack()
{
    World w;
    const std::string mn = w.b.meter(World::kRejected).mn;
    const std::uint32_t rejected = w.state.meterByMn(mn)->id;
    const Bytes again = w.changed(w.b.registerBody(World::kFresh), {&w.b.utility(), &w.b.meter(World::kFresh).key},
                                  [&](RegisterBody& body) { body.mn = mn; });
    const LedgerState::Mark mark = w.state.mark();
    MS_VERIFY_OK(submit(w.state, again));
    QVERIFY(w.state.meterByMn(mn)->id != rejected);
    MS_VERIFY_OK(w.state.rollback(mark));
    QCOMPARE(w.state.meterByMn(mn)->id, rejected);
    QVERIFY(w.state.meterByAddress(w.b.meter(World::kFresh).address) == nullptr);
    MS_VERIFY_OK(submit(w.state, again));
    QCOMPARE(stateName(w.state.meterByMn(mn)), QString("pending"));
}

void TestStateUndo::marksAreLastInFirstOut()
{
    World w;
    const auto convert = [&] { MS_VERIFY_OK(submit(w.state, w.b.convert(World::kActive, w.b.records(0, 1)))); };
    const LedgerState::Mark first = w.state.mark();
    const Hash256 atFirst = w.state.digest();
    convert();
    const LedgerState::Mark second = w.state.mark();
    const Hash256 atSecond = w.state.digest();
    convert();
    const LedgerState::Mark third = w.state.mark();
    convert();
    MS_VERIFY_OK(w.state.rollback(second));
    QVERIFY(w.state.digest() == atSecond);
    MS_VERIFY_REASON(w.state.rollback(third), "state.mark-dead");
    MS_VERIFY_OK(w.state.commit(second));
    MS_VERIFY_REASON(w.state.rollback(first), "state.mark-dead");
    QVERIFY(w.state.digest() == atSecond && atSecond != atFirst);
    w.state.commit();
    MS_VERIFY_REASON(w.state.rollback(second), "state.mark-dead");
    QVERIFY(w.state.digest() == atSecond);
}

// ---- Random sequences ---------------------------------------------------------------------------------------------

namespace {

struct Offered {
    CheckedTransaction checked;
    BlockContext block;
};

// A state that tries and takes back, with what it should be beside it.
struct Trial {
    struct Place {
        LedgerState::Mark mark;
        Hash256 digest, root;
        std::size_t accepted;
    };
    LedgerState state;
    std::vector<Offered> accepted;  // what the state has taken and not given back
    std::vector<Place> places;
    std::map<TxType, int> takenBack;

    void setMark() { places.push_back({state.mark(), state.digest(), state.logRoot(), accepted.size()}); }
    // Takes back to a live mark and, if asked, offers the same again.
    void goBack(std::size_t place, bool again)
    {
        const Hash256 before = state.digest();
        MS_VERIFY_OK(state.rollback(places[place].mark));
        QVERIFY(state.digest() == places[place].digest);
        QVERIFY(state.logRoot() == places[place].root);
        places.resize(place + 1);
        const std::vector<Offered> undone(accepted.begin() + static_cast<std::ptrdiff_t>(places[place].accepted),
                                          accepted.end());
        for (const Offered& one : undone) {
            ++takenBack[one.checked.tx.header.type()];
        }
        accepted.resize(places[place].accepted);
        if (again) {
            for (const Offered& one : undone) {
                MS_VERIFY_OK(state.apply(one.checked, one.block));
                accepted.push_back(one);
            }
            QVERIFY(state.digest() == before);
        }
    }
    void forget(std::size_t place)
    {
        MS_VERIFY_OK(state.commit(places[place].mark));
        places.erase(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(place));
    }
};

}  // namespace

void TestStateUndo::randomSequencesAreTakenBack_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 6; ++seed) {
        QTest::addRow("seed %llu", seed) << seed;
    }
}

void TestStateUndo::randomSequencesAreTakenBack()
{
    QFETCH(quint64, seed);
    LedgerBuilder b(seed);
    RandomClient client(b, seed * 104'729);
    std::mt19937_64 random(seed);
    Trial trial{LedgerState(b.genesis()), {}, {}, {}};
    std::vector<Offered> offered;
    for (int step = 0; step < 2500; ++step) {
        auto checked = checkTransaction(client.next(trial.state), b.chain());
        MS_VERIFY_OK(checked);
        offered.push_back({std::move(*checked), BlockContext{1 + static_cast<Height>(step) / 10,
                                                             Timestamp{LedgerBuilder::kStart.ms + step}}});
        if (trial.state.apply(offered.back().checked, offered.back().block).ok()) {
            trial.accepted.push_back(offered.back());
        }
        const auto chance = random() % 40;
        if (chance < 3) {
            trial.setMark();
        } else if (chance == 3 && !trial.places.empty()) {
            const std::size_t back = std::min<std::size_t>(1 + random() % 3, trial.places.size());
            trial.goBack(trial.places.size() - back, random() % 4 != 0);
        } else if (chance == 4 && trial.places.size() > 2) {
            trial.forget(random() % 2);
        }
        if (QTest::currentTestFailed()) {
            return;
        }
    }
    // Nothing that was taken back is left: a state that saw only what stayed agrees, and goes on agreeing.
    LedgerState fresh(b.genesis());
    for (const Offered& one : trial.accepted) {
        MS_VERIFY_OK(fresh.apply(one.checked, one.block));
    }
    QVERIFY(fresh.digest() == trial.state.digest() && fresh.logRoot() == trial.state.logRoot());
    for (const Offered& one : offered) {
        const auto left = trial.state.apply(one.checked, one.block);
        const auto right = fresh.apply(one.checked, one.block);
        QCOMPARE(left.ok() ? QString() : qs(left.error().reason), right.ok() ? QString() : qs(right.error().reason));
    }
    QVERIFY(fresh.digest() == trial.state.digest() && fresh.logRoot() == trial.state.logRoot());
    // It must have been worth it.
    QVERIFY2(trial.accepted.size() > 100, std::to_string(trial.accepted.size()).c_str());
    for (const TxType type : {TxType::Register, TxType::Review, TxType::Activate, TxType::Convert, TxType::Suspend,
                              TxType::Resume, TxType::Organisation}) {
        QVERIFY2(trial.takenBack[type] > 0, std::string(toString(type)).c_str());
    }
}

QTEST_APPLESS_MAIN(TestStateUndo)
#include "tst_state_undo.moc"
