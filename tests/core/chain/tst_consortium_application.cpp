// Four validators' applications over the same blocks: whatever is proposed, refused, tried and thrown away, and
// wherever a process ends, their ledgers are the same.
#include "ledger/store.h"
#include "meterseal/chain/consortium_application.h"
#include "meterseal/chain/replica.h"
#include "meterseal/ledger/fsck.h"
#include "support/consortium_world.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <nlohmann/json.hpp>
#include <random>

using namespace meterseal;
using namespace meterseal::test;

namespace {

std::vector<ByteView> viewsOf(const std::vector<Bytes>& wires)
{
    return {wires.begin(), wires.end()};
}

struct Validator {
    std::filesystem::path file;
    std::unique_ptr<ConsortiumApplication> application;

    void start() { application = must(ConsortiumApplication::open(file)); }
    void restart()
    {
        application.reset();
        start();
    }
};

}  // namespace

class TestConsortiumApplication : public QObject {
    Q_OBJECT
private slots:
    void equality_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 6; ++seed) {
            QTest::addRow("seed %d", seed) << seed;
        }
    }
    void equality();
    void emptyBlocksChangeNothing();
    void batchesQueueUpBehindEachOther();
    void whatABlockMadeImpossibleIsNotKept();
    void proposalsKeepToTheirBytes();
    void genesisIsHeldAgainstTheOwn();
    void validatorsFollowTheMembers();
    void sealsComeLater();
    void ledgersWithASealerAreRefused();

private:
    Validator made(const ConsortiumWorld& world, const std::string& name)
    {
        Validator validator;
        validator.file = m_folder.path() / (name + ".db");
        must(Replica::create(validator.file, world.genesis));
        validator.start();
        return validator;
    }
    // One CometBFT block, decided and committed.
    static ConsortiumApplication::Decided block(Validator& validator, std::int64_t height,
                                                const std::vector<Bytes>& wires, Timestamp time)
    {
        auto decided = validator.application->decide(height, viewsOf(wires), time);
        must(validator.application->commit());
        return decided;
    }
    TemporaryFolder m_folder;
};

void TestConsortiumApplication::equality()
{
    QFETCH(const int, seed);
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    ConsortiumWorld world(static_cast<std::uint64_t>(seed));
    std::vector<Validator> all;
    for (int i = 0; i < 4; ++i) {
        all.push_back(made(world, "equality-" + std::to_string(seed) + "-" + std::to_string(i)));
    }
    std::deque<Bytes> waiting;
    for (std::size_t meter = 0; meter < 3; ++meter) {
        for (Bytes& wire : world.b.onboard(meter)) {
            waiting.push_back(std::move(wire));
        }
    }
    std::vector<Bytes> old;
    Timestamp time = world.genesis.time;
    std::size_t accepted = 0;
    std::size_t refused = 0;
    for (std::int64_t height = 1; height <= 40; ++height) {
        while (waiting.size() < 6) {
            waiting.push_back(world.b.convert(random() % 3, world.b.records(0, 1 + random() % 4)));
        }
        std::vector<Bytes> mempool;
        for (std::size_t n = random() % 6; n > 0; --n) {
            mempool.push_back(waiting.front());
            waiting.pop_front();
        }
        const std::size_t good = mempool.size();
        if (!old.empty()) {
            mempool.push_back(old[random() % old.size()]);  // again
        }
        if (good > 0) {
            mempool.push_back(mempool[random() % good]);
            mempool.back().back() ^= 1;  // broken
        }
        time.ms += static_cast<std::int64_t>(random() % 3) * 700 - 300;  // a proposer's clock may be behind
        Validator& proposer = all[random() % 4];
        for (const Bytes& wire : mempool) {
            static_cast<void>(proposer.application->checkTransaction(wire));
        }
        std::vector<Bytes> proposal;
        for (const std::size_t i : proposer.application->propose(viewsOf(mempool), time, 1 << 22)) {
            proposal.push_back(mempool[i]);
        }
        QCOMPARE(proposal.size(), good);
        std::vector<Bytes> decidedOn = proposal;
        if (random() % 3 == 0 && !old.empty()) {
            decidedOn.push_back(
                old.front());  // a proposer that does not look: the others say no, and deciding leaves it out
            QVERIFY(!all[0].application->agrees(viewsOf(decidedOn), time));
        }
        std::optional<Hash256> appHash;
        for (Validator& validator : all) {
            QVERIFY(validator.application->agrees(viewsOf(proposal), time));
            auto decided = validator.application->decide(height, viewsOf(decidedOn), time);
            if (random() % 4 == 0) {  // killed before the commit: asked again
                validator.restart();
                QCOMPARE(must(validator.application->height()), height - 1);
                decided = validator.application->decide(height, viewsOf(decidedOn), time);
            }
            if (random() % 4 == 0) {
                QVERIFY(validator.application->agrees(viewsOf(proposal), time));
                decided = validator.application->decide(height, viewsOf(decidedOn), time);
            }
            must(validator.application->commit());
            if (random() % 4 == 0) {  // killed after it
                validator.restart();
            }
            QCOMPARE(must(validator.application->height()), height);
            QCOMPARE(validator.application->head().blockHash, decided.appHash);
            QVERIFY(!appHash || *appHash == decided.appHash);
            appHash = decided.appHash;
            if (&validator == &all[0]) {
                for (const Status& result : decided.results) {
                    result.ok() ? ++accepted : ++refused;
                }
            }
        }
        old.insert(old.end(), proposal.begin(), proposal.end());
    }
    QVERIFY(accepted > 20 && refused > 0);
    std::optional<Hash256> digest;
    for (Validator& validator : all) {
        validator.application.reset();
        auto store = must(LedgerStore::open(validator.file));
        const Hash256 own = must(store->loadState()).digest();
        QVERIFY(!digest || *digest == own);
        digest = own;
    }
}

void TestConsortiumApplication::emptyBlocksChangeNothing()
{
    ConsortiumWorld world;
    Validator validator = made(world, "empty");
    const Hash256 fingerprint = fingerprintOf(world.genesis);
    QCOMPARE(block(validator, 1, {}, world.genesis.time).appHash, fingerprint);
    const Hash256 first = block(validator, 2, world.b.onboard(0), world.genesis.time).appHash;
    QVERIFY(first != fingerprint);
    QCOMPARE(block(validator, 3, {}, Timestamp{world.genesis.time.ms + 60'000}).appHash, first);
    validator.restart();
    QCOMPARE(must(validator.application->height()), std::int64_t(3));
    QCOMPARE(validator.application->head().height, Height(1));
    // Only refused ones make no block either.
    const auto refused = block(validator, 4, world.b.onboard(0), world.genesis.time);
    QCOMPARE(refused.appHash, first);
}

// A meter's second batch is taken into the mempool behind its first, its third not before its second.
void TestConsortiumApplication::batchesQueueUpBehindEachOther()
{
    ConsortiumWorld world;
    Validator validator = made(world, "queue");
    block(validator, 1, world.b.onboard(0), world.genesis.time);
    const Bytes first = world.b.convert(0, world.b.records(0, 2));
    const Bytes second = world.b.convert(0, world.b.records(0, 2));
    const Bytes third = world.b.convert(0, world.b.records(0, 2));
    MS_VERIFY_REASON(validator.application->checkTransaction(second), "tx.prev-stale");
    MS_VERIFY_OK(validator.application->checkTransaction(first));
    MS_VERIFY_OK(validator.application->checkTransaction(second));
    MS_VERIFY_OK(validator.application->checkTransaction(third));
    const auto decided = block(validator, 2, {first, second}, world.genesis.time);
    QVERIFY(decided.results[0].ok() && decided.results[1].ok());
    MS_VERIFY_OK(validator.application->checkTransaction(third));
    QVERIFY(block(validator, 3, {third}, world.genesis.time).results[0].ok());
}

// The newest batch on its way is asked about again like any other: its meter may have been suspended meanwhile.
void TestConsortiumApplication::whatABlockMadeImpossibleIsNotKept()
{
    ConsortiumWorld world;
    Validator validator = made(world, "impossible");
    block(validator, 1, world.b.onboard(0), world.genesis.time);
    const Bytes first = world.b.convert(0, world.b.records(0, 2));
    const Bytes second = world.b.convert(0, world.b.records(0, 2));
    MS_VERIFY_OK(validator.application->checkTransaction(first));
    MS_VERIFY_OK(validator.application->checkTransaction(second));
    block(validator, 2, {}, world.genesis.time);
    MS_VERIFY_OK(validator.application->checkTransaction(first));
    MS_VERIFY_OK(validator.application->checkTransaction(second));
    block(validator, 3, {world.b.meterAction(0, MeterAction::Suspend)}, world.genesis.time);
    MS_VERIFY_REASON(validator.application->checkTransaction(first), "tx.suspended");
    MS_VERIFY_REASON(validator.application->checkTransaction(second), "tx.suspended");
    block(validator, 4, {world.b.meterAction(0, MeterAction::Resume)}, world.genesis.time);
    MS_VERIFY_REASON(validator.application->checkTransaction(second), "tx.prev-stale");
}

void TestConsortiumApplication::proposalsKeepToTheirBytes()
{
    ConsortiumWorld world;
    Validator validator = made(world, "bytes");
    const std::vector<Bytes> wires = world.b.onboard(0);
    QVERIFY(wires.size() > 2);
    const std::uint64_t two = wires[0].size() + wires[1].size() + 6;  // tag and two bytes of length each
    QCOMPARE(validator.application->propose(viewsOf(wires), world.genesis.time, two), (std::vector<std::size_t>{0, 1}));
    QCOMPARE(validator.application->propose(viewsOf(wires), world.genesis.time, two - 1),
             (std::vector<std::size_t>{0}));
    QCOMPARE(validator.application->head().height, Height(0));
}

void TestConsortiumApplication::genesisIsHeldAgainstTheOwn()
{
    ConsortiumWorld world;
    Validator validator = made(world, "genesis");
    const auto document = nlohmann::json::parse(cometGenesis(world.genesis));
    QCOMPARE(document["chain_id"].get<std::string>(), world.genesis.chain);
    QCOMPARE(document["validators"].size(), std::size_t(4));
    CometStart good;
    good.chainId = world.genesis.chain;
    good.time = {world.genesis.time.ms / 1000, static_cast<std::uint32_t>(world.genesis.time.ms % 1000) * 1'000'000};
    QCOMPARE(document["genesis_time"].get<std::string>(), formatTimestamp(world.genesis.time));
    good.document = document["app_state"].dump(2);  // Go writes it in another form
    good.validators = validatorsOf(world.genesis.organisations);
    const auto changed = [&](auto change) {
        CometStart start = good;
        change(start);
        return validator.application->initChain(std::move(start));
    };
    MS_VERIFY_OK(validator.application->initChain(good));
    MS_VERIFY_REASON(changed([](CometStart& s) { s.chainId = "other"; }), "node.other-chain");
    MS_VERIFY_REASON(changed([&](CometStart& s) {
                         auto other = document["app_state"];
                         other["time"] = "2026-01-01T00:00:00.001Z";
                         s.document = other.dump();
                     }),
                     "node.other-genesis");
    MS_VERIFY_REASON(changed([](CometStart& s) { s.time.nanos += 1; }), "node.other-genesis");
    MS_VERIFY_REASON(changed([](CometStart& s) { s.time.seconds += 1; }), "node.other-genesis");
    MS_VERIFY_REASON(changed([](CometStart& s) { s.initialHeight = 2; }), "node.other-genesis");
    MS_VERIFY_REASON(changed([](CometStart& s) { s.validators.pop_back(); }), "node.other-validators");
    // Each of them changes what is decided, or when: a genesis file edited by hand would fork off at some height.
    const auto params = [&](auto change) { return changed([&](CometStart& s) { change(s.params); }); };
    MS_VERIFY_REASON(params([](ConsensusParams& p) { p.blockBytes += 1; }), "node.other-params");
    MS_VERIFY_REASON(params([](ConsensusParams& p) { p.blockGas = 1; }), "node.other-params");
    MS_VERIFY_REASON(params([](ConsensusParams& p) { p.evidenceBlocks -= 1; }), "node.other-params");
    MS_VERIFY_REASON(params([](ConsensusParams& p) { p.evidenceAge += std::chrono::nanoseconds(1); }),
                     "node.other-params");
    MS_VERIFY_REASON(params([](ConsensusParams& p) { p.evidenceBytes = 0; }), "node.other-params");
    MS_VERIFY_REASON(params([](ConsensusParams& p) { p.keyTypes.push_back("secp256k1"); }), "node.other-params");
    MS_VERIFY_REASON(params([](ConsensusParams& p) { p.appVersion = 0; }), "node.other-params");
    MS_VERIFY_REASON(params([](ConsensusParams& p) { p.voteExtensionsFrom = 5; }), "node.other-params");
}

void TestConsortiumApplication::validatorsFollowTheMembers()
{
    ConsortiumWorld world;
    Validator validator = made(world, "members");
    const crypto::PrivateKey fifth = world.b.key("fifth");
    const auto key = validatorKeyOf("fifth").publicKey();
    const auto added = block(
        validator, 1,
        {world.change(OrganisationAction::Add, "fifth", "Fifth Ltd", Role::Auditor, fifth, NamedValidatorKey{key})},
        world.genesis.time);
    QVERIFY(added.results[0].ok());
    QCOMPARE(added.changes, (std::vector<cometbft::Validator>{{key, 1}}));
    const auto retired = block(
        validator, 2,
        {world.change(OrganisationAction::Retire, "fifth", "Fifth Ltd", Role::Auditor, fifth, NamedValidatorKey{key})},
        world.genesis.time);
    QVERIFY2(retired.results[0].ok(), retired.results[0].ok() ? "" : retired.results[0].error().message.c_str());
    QCOMPARE(retired.changes, (std::vector<cometbft::Validator>{{key, 0}}));
    QVERIFY(block(validator, 3, {}, world.genesis.time).changes.empty());
}

void TestConsortiumApplication::sealsComeLater()
{
    ConsortiumWorld world;
    Validator validator = made(world, "seals");
    world.block(world.b.onboard(0));
    const std::vector<Bytes> wires = world.frames.back().transactions;
    block(validator, 7, wires, world.head().time);
    QCOMPARE(validator.application->head().blockHash, blockHashOf(printBlockHeader(world.head())));
    validator.restart();  // an unsealed head is no damage
    const auto unsealed = must(validator.application->unsealed());
    QCOMPARE(unsealed.size(), std::size_t(1));
    QCOMPARE(unsealed[0].cometHeight, std::int64_t(7));
    Seal seal{world.frames.back().seal};
    Seal forged = seal;
    forged.bytes[forged.bytes.size() / 2] ^= 1;
    QVERIFY(!validator.application->addSeal(unsealed[0], forged).ok());
    MS_VERIFY_OK(validator.application->addSeal(unsealed[0], seal));
    MS_VERIFY_REASON(validator.application->addSeal(unsealed[0], seal), "ledger.sealed");
    QVERIFY(must(validator.application->unsealed()).empty());
}

void TestConsortiumApplication::ledgersWithASealerAreRefused()
{
    LedgerBuilder builder;
    const std::filesystem::path file = m_folder.path() / "embedded.db";
    must(Replica::create(file, builder.genesis()));
    MS_VERIFY_REASON(ConsortiumApplication::open(file), "node.no-consortium");
}

QTEST_GUILESS_MAIN(TestConsortiumApplication)
#include "tst_consortium_application.moc"
