// kill -9 at random moments: a child makes or opens a ledger and submits without end, printing each transaction once it
// is committed. After every kill the ledger opens as it is, checks out, and holds all that was printed; the next child
// goes on with it. METERSEAL_CRASH_ROUNDS raises the number of kills from 50.
#include "meterseal/chain/embedded_chain.h"
#include "support/child_process.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <random>
#include <set>
#include <thread>
#include <unistd.h>

using namespace meterseal;
using test::LedgerBuilder;
using test::TemporaryFolder;

namespace {

constexpr std::uint64_t kWorldSeed = 5;
constexpr std::size_t kMeters = 4;

void say(const std::string& line)
{
    const std::string whole = line + "\n";
    if (::write(STDOUT_FILENO, whole.data(), whole.size()) < 0) {
        ::_exit(3);
    }
}

// Never returns of itself, except with 2 where something is wrong.
int submitForEver(const std::filesystem::path& file, std::uint64_t seed)
{
    LedgerBuilder world(kWorldSeed);
    std::mt19937_64 random(seed);
    if (!std::filesystem::exists(file)) {
        if (const Status made = EmbeddedChain::create(file, world.genesis()); !made.ok()) {
            say("error " + made.error().message);
            return 2;
        }
    }
    auto opened = EmbeddedChain::open(file, world.sealer());
    if (!opened.ok()) {
        say("error " + opened.error().message);
        return 2;
    }
    EmbeddedChain& chain = **opened;
    say("open");
    const auto follower = chain.follow([](const BlockEvent& event) {
        for (const Hash256& hash : *event.transactions) {
            say(hash.hex());
        }
    });
    for (std::size_t i = 0; i < kMeters; ++i) {
        for (Bytes& wire : world.onboard(i)) {
            static_cast<void>(chain.submit(std::move(wire)));  // refused where an earlier child got further
        }
        world.meter(i).lastConvert = chain.lastConvert(world.meter(i).address).value();
    }
    for (;;) {
        const std::size_t i = random() % kMeters;
        const auto sent = chain.submit(world.convert(i, world.records(i, 1 + random() % 40)));
        if (!sent.ok()) {
            say("error " + sent.error().message);
            return 2;
        }
        if (random() % 8 == 0) {
            std::this_thread::sleep_for(std::chrono::milliseconds(random() % 5));
        }
    }
}

}  // namespace

class TestLedgerCrash : public QObject {
    Q_OBJECT

private slots:
    void nothingCommittedIsLost()
    {
        const char* asked = std::getenv("METERSEAL_CRASH_ROUNDS");
        const int rounds = asked != nullptr ? std::atoi(asked) : 50;
        std::mt19937_64 random(2026);
        std::unique_ptr<TemporaryFolder> folder;
        std::set<std::string> committed;
        std::size_t killedBeforeOpen = 0;
        std::size_t total = 0;
        for (int round = 0; round < rounds; ++round) {
            if (round % 10 == 0) {  // a small ledger is checked quickly, and creation is killed as well
                folder = std::make_unique<TemporaryFolder>();
                committed.clear();
            }
            const auto file = *folder / "ledger.db";
            test::ChildProcess child({"--submit", file.string(), std::to_string(round)});
            bool open = false;
            // One kill in four at any time from the start, the others some time after opening.
            if (random() % 4 != 0) {
                const auto line = child.readLine(60'000);
                QVERIFY2(line == "open", qPrintable(qs(line.value_or("no line"))));
                open = true;
            }
            std::this_thread::sleep_for(std::chrono::microseconds(random() % (open ? 80'000 : 40'000)));
            for (const std::string& line : child.killAndCollect()) {
                QVERIFY2(!line.starts_with("error"), qPrintable(qs(line)));
                if (line == "open") {
                    open = true;
                } else {
                    committed.insert(line);
                }
            }
            killedBeforeOpen += open ? 0 : 1;
            if (!std::filesystem::exists(file)) {
                QVERIFY(committed.empty());
                continue;
            }
            // Read through a copy first, as evidence: nothing is recovered in place by that.
            QVERIFY(LedgerReader::open(file, OpenMode::ReadOnly).ok());
            const auto faults = test::faultsOf(file);
            QVERIFY2(
                faults.empty(),
                qPrintable(
                    QStringLiteral("round %1: %2").arg(round).arg(qs(fmt::format("{}", fmt::join(faults, "\n"))))));
            auto reader = LedgerReader::open(file);
            MS_VERIFY_OK(reader);
            for (const std::string& hash : committed) {
                MS_VERIFY_OK(reader->transactionByHash(Hash256::fromHex(hash).value()));
            }
            QVERIFY(reader->totals()->transactions >= committed.size());
            total = std::max(total, committed.size());
        }
        qInfo("%d kills, %zu of them before the ledger was open; up to %zu transactions committed on one ledger",
              rounds, killedBeforeOpen, total);
        QVERIFY(total > 0);
    }
};

int main(int argc, char** argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "--submit") {
        return submitForEver(argv[2], std::strtoull(argv[3], nullptr, 10));
    }
    TestLedgerCrash test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ledger_crash.moc"
