// A consortium's ledger as a replica takes it: each block by the validators that the transactions before it give, over
// changes of the members; a verdict says who decided; nothing that too few, or others, signed is taken.
#include "core/chain/block_world.h"
#include "meterseal/chain/endorsement.h"
#include "meterseal/chain/members.h"
#include "support/consortium_world.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <fmt/format.h>

using namespace meterseal;
using namespace meterseal::test;

namespace {

struct Follower {
    const TemporaryFolder folder;
    std::unique_ptr<Replica> replica;

    explicit Follower(const Genesis& genesis)
    {
        must(Replica::create(file(), genesis));
        replica = must(Replica::open(file()));
    }
    std::filesystem::path file() const { return folder / "ledger.db"; }
    QString pull(const std::string& blocks)
    {
        StringSource source(blocks);
        const auto pulled = replica->pull(source);
        return pulled.ok() ? QStringLiteral("ok") : qs(pulled.error().reason);
    }
    LedgerReader reader() const { return must(LedgerReader::open(file())); }
    bool conflict() const { return !ConflictFolder(file()).open().empty(); }
};

// One block file of frames, the last one changed by the test.
std::string withLast(const ConsortiumWorld& w, const BlockFrame& last)
{
    std::ostringstream out;
    BlockFileWriter writer(out, originOf(w.genesis));
    for (std::size_t i = 0; i + 1 < w.frames.size(); ++i) {
        writer.add(w.frames[i]);
    }
    writer.add(last);
    return out.str();
}

const NamedValidatorKey kNone{};
NamedValidatorKey validator(const std::string& name)
{
    return {validatorKeyOf(name).publicKey()};
}

}  // namespace

class TestConsortiumReplica : public QObject {
    Q_OBJECT

private slots:
    void genesisComesBack()
    {
        const ConsortiumWorld w;
        const std::string text = canonicalGenesis(w.genesis);
        const auto read = parseGenesis(text);
        MS_VERIFY_OK(read);
        QVERIFY(read->consortium() && read->organisations == w.genesis.organisations);
        QVERIFY(text.find("\"engine\":\"cometbft\"") != std::string::npos);
        QVERIFY(text.find("sealer") == std::string::npos);
        Genesis long51 = w.genesis;
        long51.chain = std::string(51, 'a');
        MS_VERIFY_REASON(checkGenesis(long51), "genesis.id");
        Genesis nobody = w.genesis;
        for (Organisation& organisation : nobody.organisations) {
            organisation.validatorKey.reset();
        }
        MS_VERIFY_REASON(checkGenesis(nobody), "genesis.validator");
        Genesis twice = w.genesis;
        twice.organisations[0].validatorKey = twice.organisations[1].witnessKey;
        MS_VERIFY_REASON(checkGenesis(twice), "genesis.key-twice");
        Genesis sealed = w.b.genesis();
        sealed.organisations[0].validatorKey = validatorKeyOf("utility").publicKey();
        MS_VERIFY_REASON(checkGenesis(sealed), "genesis.validator");
    }

    // Members come, change their keys and leave; each block is decided by those before it.
    void followsOverChangesOfTheMembers()
    {
        using A = OrganisationAction;
        ConsortiumWorld w;
        w.grow(3);
        w.know("broker");
        const crypto::PrivateKey broker = w.b.key("broker");
        w.block({w.change(A::Add, "broker", "Broker AG", Role::Insurer, broker, validator("broker"))});
        w.grow(1);
        w.know("auditor-2");
        w.block({w.change(A::Rotate, "auditor", "Audit Ltd", Role::Auditor, w.auditor(), validator("auditor-2"))});
        w.grow(1);
        w.block({w.change(A::Rotate, "broker", "Broker AG", Role::Insurer, broker, kNone)}, {"utility"});
        w.grow(2);
        Follower f(w.genesis);
        QCOMPARE(f.pull(w.file(0, 5)), QString("ok"));
        QCOMPARE(f.pull(w.file()), QString("ok"));
        QCOMPARE(f.replica->head().height, w.head().height);
        QVERIFY(f.replica->head().logRoot == w.state.logRoot());
        f.replica.reset();
        QCOMPARE(qs(fmt::format("{}", fmt::join(faultsOf(f.file()), "\n"))), QString());

        // From the file: the same members, the word of each block, and the same blocks again for the next replica.
        auto reader = f.reader();
        QVERIFY(must(reader.organisations()) == w.state.organisations());
        QCOMPARE(qs(describe(must(endorsementsOf(reader, 1)), now())),
                 QString("decided by 4 of 4 validators: %1").arg(namesIn(must(endorsementsOf(reader, 1)))));
        const Endorsements partly = must(endorsementsOf(reader, 9));
        QCOMPARE(partly.validators, 5u);
        QCOMPARE(partly.list.size(), 4u);
        QVERIFY(qs(describe(partly, now())).startsWith("decided by 4 of 5 validators: "));
        QVERIFY(!qs(describe(partly, now())).contains("Harbour Water"));
        QVERIFY(partly.noLaterThan && *partly.noLaterThan > must(reader.block(9)).header.time);
        for (Height height = 1; height <= w.head().height; ++height) {
            MS_VERIFY_OK(checkSealIn(reader, must(reader.block(height))));
        }
        std::ostringstream again;
        must(writeBlocks(reader, 1, again).status());
        QVERIFY(again.str() == w.file());
    }

    void whatIsNotTaken_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("reason");
        QTest::newRow("three of four are enough") << 0 << "ok";
        QTest::newRow("two of four") << 1 << "seal.power";
        QTest::newRow("no seal") << 2 << "seal.missing";
        QTest::newRow("the seal of another block") << 3 << "seal.block";
        QTest::newRow("of another chain") << 4 << "seal.other-chain";
        QTest::newRow("validators of one's own") << 5 << "seal.validators";
        QTest::newRow("announces others") << 6 << "seal.validators";
        QTest::newRow("not canonical") << 7 << "seal.form";
        QTest::newRow("in the future") << 8 << "seal.future";
        QTest::newRow("earlier than the seal before it") << 9 << "seal.time";
        QTest::newRow("another transaction") << 10 << "blocks.transactions";
    }
    void whatIsNotTaken()
    {
        QFETCH(const int, fault);
        QFETCH(const QString, reason);
        ConsortiumWorld w;
        w.grow(2);
        w.block({w.b.convert(0, w.b.records(0, 2))}, fault == 0   ? std::set<std::string>{"insurer"}
                                                     : fault == 1 ? std::set<std::string>{"insurer", "maker"}
                                                                  : std::set<std::string>{});
        BlockFrame last = w.frames.back();
        const auto set = validatorsOf(w.state.organisations());
        switch (fault) {
        case 2:
            last.seal.clear();
            break;
        case 3:
            last.seal = w.frames[1].seal;
            break;
        case 4: {
            ConsortiumWorld other;
            other.genesis.chain += "x";
            last.seal = other.seal(w.head(), set, set);
            break;
        }
        case 5: {
            ConsortiumWorld other;
            std::vector<cometbft::Validator> own;
            for (const char* name : {"a", "b", "c", "d"}) {
                other.know(name);
                own.push_back({validatorKeyOf(name).publicKey(), 1});
            }
            cometbft::sortValidators(own);
            last.seal = other.seal(w.head(), own, set);
            break;
        }
        case 6:
            last.seal = w.seal(w.head(), set, {set.begin(), set.end() - 1});
            break;
        case 7:
            last.seal.insert(last.seal.begin() + 1, ' ');
            break;
        case 8:
        case 9: {
            BlockHeader header = w.head();
            header.time = fault == 8 ? Timestamp{now().ms / 1000 * 1000 + 3'600'000} : Timestamp{header.time.ms - 1000};
            last = ConsortiumWorld::framed(header, last.transactions, w.seal(header, set, set));
            break;
        }
        case 10:
            last.transactions[0] = w.b.convert(0, w.b.records(0, 2));
            break;
        default:
            break;
        }
        if (fault == 8) {  // its own log root, so that nothing else is wrong with it
            last = relogged(w, last, Timestamp{now().ms / 1000 * 1000 + 3'600'000});
        } else if (fault == 9) {
            last = relogged(w, last, Timestamp{w.head().time.ms - 1000});
        }
        Follower f(w.genesis);
        QCOMPARE(f.pull(withLast(w, last)), reason);
        QCOMPARE(f.replica->head().height, fault == 0 ? 4u : 3u);
        QVERIFY(!f.conflict());
        // The honest one is taken afterwards.
        QCOMPARE(f.pull(w.file()), fault == 1 ? QString("seal.power") : QString("ok"));
    }

    // The same keys decide two blocks of one height: evidence names those who signed both.
    void twoDecisionsOfOneHeight()
    {
        ConsortiumWorld one, two;
        one.grow(4);
        two.grow(3);
        two.block({two.b.convert(0, two.b.records(0, 9))});
        Follower f(one.genesis);
        QCOMPARE(f.pull(one.file()), QString("ok"));
        QCOMPARE(f.pull(two.file()), QString("replica.conflict"));
        const auto evidence = ConflictFolder(f.file()).open().front();
        for (const char* name : {"ours.seal", "theirs.seal"}) {
            const auto light = cometbft::parseLightBlock(readFile(evidence / name));
            MS_VERIFY_OK(light);
            MS_VERIFY_OK(cometbft::checkDecision(*light, one.genesis.chain, validatorsOf(one.genesis.organisations)));
        }
        QVERIFY(readFile(evidence / "ours.seal") != readFile(evidence / "theirs.seal"));
    }

    void rulesOfTheValidators()
    {
        using A = OrganisationAction;
        ConsortiumWorld w;
        w.grow(1);
        const auto refused = [&](const Bytes& wire) {
            const auto mark = w.state.mark();
            const Hash256 digest = w.state.digest();
            const auto applied = w.state.apply(must(checkTransaction(wire, w.genesis.chain)), {9, w.head().time});
            const QString reason = applied.ok() ? QStringLiteral("ok") : qs(applied.error().reason);
            must(w.state.rollback(mark));
            return w.state.digest() == digest ? reason : QStringLiteral("not undone");
        };
        const crypto::PrivateKey broker = w.b.key("broker"), second = w.b.key("second");
        const auto add = [&](const crypto::PrivateKey& key, const std::string& id,
                             std::optional<NamedValidatorKey> named) {
            return w.change(A::Add, id, "New", Role::Insurer, key, named);
        };
        QCOMPARE(refused(add(broker, "broker", validator("broker"))), QString("ok"));
        QCOMPARE(refused(add(broker, "broker", kNone)), QString("ok"));
        QCOMPARE(refused(add(broker, "broker", std::nullopt)), QString("tx.validator-member"));
        QCOMPARE(refused(add(broker, "broker", validator("auditor"))), QString("tx.key-in-use"));
        QCOMPARE(refused(add(broker, "broker", NamedValidatorKey{witnessOf(broker).publicKey()})),
                 QString("tx.key-in-use"));
        // From four on there are never fewer.
        QCOMPARE(refused(w.change(A::Rotate, "auditor", "Audit Ltd", Role::Auditor, w.auditor(), kNone)),
                 QString("tx.validator-set"));
        QCOMPARE(refused(w.change(A::Retire, "auditor", "Audit Ltd", Role::Auditor, w.auditor(), validator("auditor"))),
                 QString("tx.validator-set"));
        QCOMPARE(refused(w.change(A::Retire, "auditor", "Audit Ltd", Role::Auditor, w.auditor(), kNone)),
                 QString("tx.organisation-mismatch"));
        // A third of four is one, in one block.
        const auto mark = w.state.mark();
        const auto apply = [&](const Bytes& wire, Height height) {
            return w.state.apply(must(checkTransaction(wire, w.genesis.chain)), {height, w.head().time});
        };
        MS_VERIFY_OK(apply(add(broker, "broker", validator("broker")), 9));
        QCOMPARE(refused(add(second, "second", validator("second"))), QString("tx.validator-set"));
        const Bytes next = add(second, "second", validator("second"));
        MS_VERIFY_OK(apply(next, 10));
        must(w.state.rollback(mark));
        QVERIFY(validatorsOf(w.state.organisations()) == validatorsOf(w.genesis.organisations));
        MS_VERIFY_OK(apply(next, 9));
    }

private:
    static QString namesIn(const Endorsements& word)
    {
        QStringList names;
        for (const Endorsement& one : word.list) {
            names << qs(one.name);
        }
        const QString last = names.takeLast();
        return names.join(", ") + " and " + last;
    }
    // The frame's block at another time, with the log root that goes with it, decided by all.
    static BlockFrame relogged(const ConsortiumWorld& w, const BlockFrame& frame, Timestamp time)
    {
        ConsortiumWorld before;
        before.grow(2);
        BlockHeader header = w.head();
        header.time = time;
        merkle::CompactRange log = before.state.log();
        for (const Bytes& wire : frame.transactions) {
            log.append(LogEntry{header.height, time, txHashOf(wire)}.leaf());
        }
        header.logRoot = log.root();
        const auto set = validatorsOf(w.state.organisations());
        return ConsortiumWorld::framed(header, frame.transactions, w.seal(header, set, set));
    }
};

QTEST_GUILESS_MAIN(TestConsortiumReplica)
#include "tst_consortium_replica.moc"
