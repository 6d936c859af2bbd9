// The discipline of a witness: what leaves it is never older than, nor other than, what it handed out before, whenever
// it is killed; and it cosigns nothing that it should not.
//
// METERSEAL_CRASH_ROUNDS raises the number of kills from 50.
#include "core/chain/block_world.h"
#include "support/child_process.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <csignal>
#include <fmt/format.h>
#include <iostream>
#include <unistd.h>

using namespace meterseal;
using namespace meterseal::test;

namespace {

constexpr std::uint64_t kNow = 1'795'400'000;  // seconds; after every block of the tests

struct Follower {
    const TemporaryFolder folder;
    BlockWorld w;
    std::unique_ptr<Replica> replica;

    explicit Follower(std::size_t blocks)
    {
        w.grow(blocks);
        must(Replica::create(file(), w.genesis));
        replica = must(Replica::open(file()));
        pull();
    }
    std::filesystem::path file() const { return folder / "ledger.db"; }
    void pull()
    {
        StringSource source(w.file());
        must(replica->pull(source));
    }
    LedgerReader reader() const { return must(LedgerReader::open(file())); }
    crypto::Ed25519PrivateKey key() const { return witnessKey("insurer"); }
    Status begin() const { return Witness::begin(folder.path(), w.genesis, "insurer", key()); }
    Result<Witness> open(std::uint64_t seconds = kNow, std::chrono::seconds interval = std::chrono::seconds(0)) const
    {
        WitnessOptions options;
        options.interval = interval;
        options.clock = [seconds] { return seconds; };
        return Witness::open(folder.path(), w.genesis, "insurer", key(), options);
    }
};

// The child: one cosignature, printed, or death at the step given.
int cosignOnce(const std::filesystem::path& folder, std::uint64_t seconds, int dieAt)
{
    const BlockWorld w;
    WitnessOptions options;
    options.interval = std::chrono::seconds(0);
    options.clock = [seconds] { return seconds; };
    options.atStep = [dieAt](WitnessStep step) {
        if (static_cast<int>(step) == dieAt) {
            ::kill(::getpid(), SIGKILL);
        }
    };
    auto witness = must(Witness::open(folder, w.genesis, "insurer", witnessKey("insurer"), options));
    auto reader = must(LedgerReader::open(folder / "ledger.db"));
    const auto cosigned = must(witness.cosign(reader));
    require(cosigned.has_value(), "a cosignature");
    std::cout << cosigned->cosignature.height << ' ' << cosigned->cosignature.seconds << ' '
              << toHex(asBytes(cosigned->note)) << std::endl;
    return 0;
}

}  // namespace

class TestWitness : public QObject {
    Q_OBJECT

private slots:
    void cosignsTheNewestHeader()
    {
        Follower f(3);
        MS_VERIFY_REASON(f.open(), "witness.no-state");
        MS_VERIFY_OK(f.begin());
        MS_VERIFY_REASON(f.begin(), "witness.state-exists");
        auto witness = must(f.open(kNow, std::chrono::seconds(60)));
        MS_VERIFY_REASON(f.open(), "witness.locked");
        auto reader = f.reader();
        const auto first = must(witness.cosign(reader));
        QVERIFY(first.has_value());
        QCOMPARE(first->cosignature.height, 4u);
        QCOMPARE(first->cosignature.seconds, kNow);
        const auto note = must(parseCheckpoint(first->note, f.w.genesis));
        QVERIFY(note.block.headerBytes == printBlockHeader(f.w.head()));
        QVERIFY(crypto::verifyCosignature(note.block.headerBytes,
                                          must(crypto::parseNoteSignature(note.cosignatures.at(0).line)),
                                          cosignerName(f.w.origin(), "insurer"), f.key().publicKey()));
        // At most one a minute.
        QVERIFY(!must(witness.cosign(reader)).has_value());
        const WitnessState state = must(Witness::stateOf(f.folder.path()));
        QCOMPARE(state.height, 4u);
        QVERIFY(state.header == note.block.headerBytes && state.cosignedAt == kNow);
    }

    void refusals_data()
    {
        QTest::addColumn<int>("trouble");
        QTest::addColumn<QString>("reason");
        const char* const rows[][2] = {{"clock before the last cosignature", "witness.clock"},
                                       {"a block dated ahead", "witness.clock"},
                                       {"replica below what was cosigned", "witness.behind"},
                                       {"replica with another history", "witness.inconsistent"},
                                       {"a key that is not the member's", "witness.key"},
                                       {"no member", "witness.not-member"},
                                       {"a conflict that stands", "replica.conflict"},
                                       {"another witness with the same key", "replica.conflict"},
                                       {"a state cut off", "witness.damaged"},
                                       {"a state of another ledger", "witness.other"}};
        for (std::size_t i = 0; i < std::size(rows); ++i) {
            QTest::newRow(rows[i][0]) << static_cast<int>(i) << QString(rows[i][1]);
        }
    }
    void refusals()
    {
        QFETCH(int, trouble);
        QFETCH(QString, reason);
        Follower f(3);
        MS_VERIFY_OK(f.begin());
        {
            auto witness = must(f.open());
            auto reader = f.reader();
            QVERIFY(must(witness.cosign(reader)).has_value());
        }
        const auto stateFile = f.folder / "witness.state";
        std::string member = "insurer";
        crypto::Ed25519PrivateKey key = f.key();
        std::uint64_t clock = kNow + 100;
        if (trouble == 0) {
            clock = kNow - 1;
        } else if (trouble == 1) {
            clock = static_cast<std::uint64_t>(f.w.head().time.ms / 1000) - 61;
            auto state = readFile(stateFile);
            state.replace(state.find(std::to_string(kNow)), std::to_string(kNow).size(), std::to_string(clock));
            writeFile(stateFile, state);
        } else if (trouble == 2 || trouble == 3) {
            f.replica.reset();
            std::filesystem::remove(f.file());
            BlockWorld other;
            other.grow(trouble == 2 ? 2 : 4, trouble == 2 ? 1 : 2);
            must(Replica::create(f.file(), other.genesis));
            f.replica = must(Replica::open(f.file()));
            StringSource source(other.file());
            MS_VERIFY_OK(f.replica->pull(source));
        } else if (trouble == 4) {
            key = witnessKey("somebody");
        } else if (trouble == 5) {
            auto state = readFile(stateFile);
            state.replace(state.find("insurer"), 7, "nobody1");
            writeFile(stateFile, state);
            member = "nobody1";
        } else if (trouble == 6) {
            Conflict conflict;
            conflict.height = 2;
            conflict.explanation = "Found.";
            MS_VERIFY_OK(ConflictFolder(f.file()).keep(conflict, f.w.genesis, Timestamp{0}));
        } else if (trouble == 7) {
            f.w.grow(1);
            const std::string header = printBlockHeader(f.w.head());
            const auto line = crypto::cosignNote(header, cosignerName(f.w.origin(), "insurer"), f.key(), kNow + 50);
            f.pull();
            MS_VERIFY_OK(f.replica->addCosignatures(crypto::printNote({header, {line}}), "the other one"));
        } else if (trouble == 8) {
            writeFile(stateFile, readFile(stateFile).substr(0, 200));
        } else {
            auto state = readFile(stateFile);
            for (auto at = state.find("test-1"); at != std::string::npos; at = state.find("test-1")) {
                state.replace(at, 6, "test-2");
            }
            writeFile(stateFile, state);
        }
        WitnessOptions options;
        options.interval = std::chrono::seconds(0);
        options.clock = [clock] { return clock; };
        auto witness = Witness::open(f.folder.path(), f.w.genesis, member, key, options);
        const std::string before = readFile(stateFile);
        auto reader = f.reader();
        const Status refused = witness.ok() ? witness->cosign(reader).status() : witness.status();
        QVERIFY(!refused.ok());
        QCOMPARE(qs(refused.error().reason), reason);
        QVERIFY(readFile(stateFile) == before);
        if (trouble == 7) {
            QCOMPARE(ConflictFolder(f.file()).open().size(), 1u);
        }
    }

    void resumesFromTheNewestNote()
    {
        Follower f(2);
        MS_VERIFY_OK(f.begin());
        std::string note;
        {
            auto witness = must(f.open());
            auto reader = f.reader();
            note = must(witness.cosign(reader))->note;
        }
        std::filesystem::remove(f.folder / "witness.state");
        MS_VERIFY_REASON(Witness::resume(f.folder.path(), f.w.genesis, "insurer", witnessKey("other"), note),
                         "witness.no-own-cosignature");
        MS_VERIFY_OK(Witness::resume(f.folder.path(), f.w.genesis, "insurer", f.key(), note));
        const WitnessState state = must(Witness::stateOf(f.folder.path()));
        QCOMPARE(state.height, 3u);
        QCOMPARE(state.cosignedAt, kNow);
        auto witness = must(f.open(kNow - 10));
        auto reader = f.reader();
        MS_VERIFY_REASON(witness.cosign(reader), "witness.clock");
    }

    // kill -9 at each step. What came out is never lower, nor earlier, nor of one height with other bytes, and the
    // state on disk covers everything that came out.
    void killedAtEachStep()
    {
        const char* const rounds = std::getenv("METERSEAL_CRASH_ROUNDS");
        const int kills = rounds != nullptr ? std::atoi(rounds) : 50;
        Follower f(1);
        MS_VERIFY_OK(f.begin());
        std::map<Height, std::string> handedOut;
        Height highest = 0;
        std::uint64_t latest = 0;
        int survived = 0;
        for (int round = 0; round < kills; ++round) {
            if (round % 2 == 0) {
                f.w.grow(1);
                StringSource source(f.w.file(f.w.frames.size() - 2));
                must(f.replica->pull(source));
            }
            const std::uint64_t seconds = kNow + static_cast<std::uint64_t>(round);
            const int dieAt = round % 4;  // 3: not at all
            ChildProcess child({"cosign", f.folder.path().string(), std::to_string(seconds), std::to_string(dieAt)});
            while (const auto line = child.readLine(60'000)) {
                std::istringstream words(*line);
                Height height = 0;
                std::uint64_t at = 0;
                std::string note;
                words >> height >> at >> note;
                QVERIFY2(height >= highest && at >= latest, line->c_str());
                const auto header = must(parseCheckpoint(std::string(asText(must(fromHex(note)))), f.w.genesis));
                const auto [known, added] = handedOut.emplace(height, header.block.headerBytes);
                QVERIFY(added || known->second == header.block.headerBytes);
                highest = height;
                latest = at;
                ++survived;
            }
            const WitnessState state = must(Witness::stateOf(f.folder.path()));
            QVERIFY(state.height >= highest && state.cosignedAt >= latest);
            if (highest > 0 && state.height == highest) {
                QVERIFY(state.header == handedOut[highest]);
            }
            // Written before anything is signed: at and after that step the state is this round's.
            QCOMPARE(state.cosignedAt == seconds, dieAt != static_cast<int>(WitnessStep::BeforeState));
        }
        QVERIFY(survived >= kills / 4);
    }
};

int main(int argc, char** argv)
{
    if (argc == 5 && std::string(argv[1]) == "cosign") {
        return cosignOnce(argv[2], std::stoull(argv[3]), std::stoi(argv[4]));
    }
    TestWitness test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_witness.moc"
