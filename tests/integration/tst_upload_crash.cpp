// kill -9 at random moments while live records and a file go through three nodes that refuse, lose, fall silent and
// crash. Afterwards, without any manual step: every acknowledged record stands on the ledger exactly once, and the
// journal says so.
//
// METERSEAL_CRASHES: how many times (50 unless set). METERSEAL_CRASH_SEED: another run of luck (1).
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/chain/simulated_chain.h"
#include "meterseal/ledger/fsck.h"
#include "meterseal/upload/uploader.h"
#include "support/ledger_builder.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace meterseal;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMeters = 6;
constexpr std::size_t kFileRounds = 400;
const char* const kPassphrase = "crash test";

std::string mnOf(std::size_t m)
{
    return fmt::format("{}", 100000000000 + m);
}

HealthRecord recordOf(std::size_t m, std::uint64_t n)
{
    HealthRecord r;
    r.mn = mnOf(m);
    r.alarmCode = n % 5 == 0 ? "lowBatteryAlarm" : "highFlowAlarm";
    r.alarmTime = Timestamp{test::LedgerBuilder::kStart.ms + static_cast<std::int64_t>(n) * 1000};
    r.value = static_cast<double>(n % 997) / 8;
    return r;
}

// The file's records lie a year before the live ones.
HealthRecord fileRecordOf(std::size_t m, std::uint64_t n)
{
    HealthRecord r = recordOf(m, n);
    r.alarmTime.ms -= test::LedgerBuilder::kYearMs;
    return r;
}

struct Place {
    explicit Place(fs::path folder_) : folder(std::move(folder_)) {}
    fs::path folder;
    fs::path ledger() const { return folder / "ledger.db"; }
    fs::path keys() const { return folder / "keys"; }
    fs::path journal() const { return folder / "journal"; }
    fs::path file() const { return folder / "records.jsonl"; }
    fs::path acknowledged() const { return folder / "acknowledged"; }
};

// Everything open, as a program has it.
struct World {
    std::unique_ptr<crypto::KeyStore> keys;
    std::unique_ptr<EmbeddedChain> chain;
    std::unique_ptr<MeterDirectory> directory;
    std::unique_ptr<SimulatedConsortium> consortium;
    std::unique_ptr<Uploader> uploader;
};

Result<World> openWorld(const Place& place, std::uint64_t seed)
{
    World world;
    const test::LedgerBuilder builder;
    MS_ASSIGN(crypto::KeyStore keys,
              crypto::KeyStore::open(place.keys(), crypto::SecretBytes(std::string_view(kPassphrase))));
    world.keys = std::make_unique<crypto::KeyStore>(std::move(keys));
    MS_ASSIGN(world.chain, EmbeddedChain::open(place.ledger(), builder.sealer()));
    MS_ASSIGN(LedgerReader reader, LedgerReader::open(place.ledger()));
    world.directory = ledgerDirectory(std::move(reader), *world.keys);
    world.consortium = std::make_unique<SimulatedConsortium>(*world.chain, 3, seed);
    if (seed != 0) {
        world.consortium->setAll({.latency = std::chrono::microseconds(300),
                                  .refuse = 0.05,
                                  .lieRefused = 0.01,
                                  .lose = 0.05,
                                  .silent = 0.02,
                                  .crash = 0.03,
                                  .downFor = std::chrono::milliseconds(40)});
    }
    UploadOptions options;
    options.folder = place.journal();
    options.batchRecords = 16;
    options.batchAge = std::chrono::milliseconds(5);
    options.nodeTimeout = std::chrono::milliseconds(200);
    options.resubmitAfter = std::chrono::milliseconds(100);
    options.probeEvery = std::chrono::milliseconds(50);
    options.backoffFirst = std::chrono::milliseconds(5);
    options.backoffMost = std::chrono::milliseconds(100);
    MS_ASSIGN(world.uploader, Uploader::open(*world.chain, world.consortium->nodes(), *world.directory, options));
    return world;
}

MappingProfile jsonLines()
{
    MappingProfile profile;
    profile.format = FileFormat::JsonLines;
    profile.mn.name = "mn";
    profile.alarmCode.name = "alarmCode";
    profile.alarmTime.name = "alarmTime";
    profile.value.name = "value";
    return profile;
}

Status prepare(const Place& place)
{
    test::LedgerBuilder builder;
    MS_TRY(EmbeddedChain::create(place.ledger(), builder.genesis()));
    MS_ASSIGN(const auto chain, EmbeddedChain::open(place.ledger(), builder.sealer()));
    MS_ASSIGN(crypto::KeyStore keys,
              crypto::KeyStore::create(place.keys(), crypto::SecretBytes(std::string_view(kPassphrase)),
                                       {.n = 1024, .r = 8, .p = 1}));
    for (std::size_t m = 0; m < kMeters; ++m) {
        for (Bytes& wire : builder.onboard(m)) {
            MS_TRY(chain->submit(std::move(wire)).status());
        }
        const test::LedgerBuilder::Meter& meter = builder.meter(m);
        keys.putMeter({meter.mn,
                       meter.location,
                       meter.manufacturer,
                       meter.address,
                       crypto::SecretBytes(std::string_view(meter.password)),
                       {},
                       meter.key});
    }
    MS_TRY(keys.save());
    MS_TRY(chain->flush());
    std::string text;
    for (std::size_t n = 0; n < kFileRounds; ++n) {
        for (std::size_t m = 0; m < kMeters; ++m) {
            appendCanonical(fileRecordOf(m, n), text);
            text += '\n';
        }
    }
    test::writeFile(place.file(), text);
    return {};
}

// ---- The child: uploads until it is killed. ----

int runChild(const Place& place, std::uint64_t run)
{
    Result<World> world = openWorld(place, run);
    if (!world.ok()) {
        std::fprintf(stderr, "child %llu: %s: %s\n", static_cast<unsigned long long>(run), world.error().reason.c_str(),
                     world.error().message.c_str());
        return 2;
    }
    const int log = ::open(place.acknowledged().c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    const auto told = [&](const std::string& line) {
        return ::write(log, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    };
    if (run <= 2 || run % 7 == 0) {
        const auto added = world->uploader->addFile(place.file(), jsonLines());
        if (added.ok() && !told("file\n")) {
            return 2;
        }
    }
    std::atomic<bool> failed{false};
    std::vector<std::jthread> producers;
    for (std::size_t p = 0; p < 2; ++p) {
        producers.emplace_back([&, p] {
            for (std::uint64_t n = 0; !failed; ++n) {
                std::vector<HealthRecord> records;
                std::string line;
                for (std::uint64_t k = 0; k <= n % 3; ++k) {
                    // Every tenth record is one of an earlier run, sent again.
                    const std::uint64_t from = n % 10 == 9 && run > 1 ? 1 + (run * 31 + n) % (run - 1) : run;
                    const std::uint64_t number = from * 100000 + n * 4 + k;
                    const std::size_t meter = (p * 3 + n) % kMeters;
                    records.push_back(recordOf(meter, number));
                    line += fmt::format("{} {} ", meter, number);
                }
                const auto acknowledged = world->uploader->submit("gateway", records);
                if (!acknowledged.ok()) {
                    std::fprintf(stderr, "child %llu: %s: %s\n", static_cast<unsigned long long>(run),
                                 acknowledged.error().reason.c_str(), acknowledged.error().message.c_str());
                    failed = true;
                } else if (!told(fmt::format("live {} {}\n", acknowledged->firstRow, line))) {
                    failed = true;
                }
                std::this_thread::sleep_for(std::chrono::microseconds(200));
            }
        });
    }
    producers.clear();
    return 3;  // only a failure gets here
}

// ---- The parent's checks. ----

struct Expected {
    std::set<Hash256> leaves;
    std::map<std::uint64_t, Hash256> rows;  // live row -> leaf
    bool file = false;
};

Expected readAcknowledged(const Place& place)
{
    Expected expected;
    std::ifstream in(place.acknowledged());
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string kind;
        words >> kind;
        if (kind == "file") {
            expected.file = true;
        } else if (kind == "live") {
            std::uint64_t row = 0, number = 0;
            std::size_t meter = 0;
            words >> row;
            while (words >> meter >> number) {
                const Hash256 leaf = leafOf(recordOf(meter, number));
                expected.leaves.insert(leaf);
                expected.rows[row++] = leaf;
            }
        }
    }
    if (expected.file) {
        for (std::size_t n = 0; n < kFileRounds; ++n) {
            for (std::size_t m = 0; m < kMeters; ++m) {
                expected.leaves.insert(leafOf(fileRecordOf(m, n)));
            }
        }
    }
    return expected;
}

// leaf -> transactions that hold it, over all meters.
Result<std::map<Hash256, std::vector<Hash256>>> readLedger(const Place& place)
{
    std::map<Hash256, std::vector<Hash256>> found;
    MS_ASSIGN(LedgerReader reader, LedgerReader::open(place.ledger()));
    for (std::size_t m = 0; m < kMeters; ++m) {
        MS_ASSIGN(const MeterRow meter, reader.meterByMn(mnOf(m)));
        MS_ASSIGN(const std::vector<BatchRow> batches, reader.batchesOf(meter.entry.id));
        for (const BatchRow& batch : batches) {
            MS_ASSIGN(const Bytes wire, reader.wire(batch.seq));
            MS_ASSIGN(const Transaction tx, decodeTransaction(wire));
            for (const Hash256& leaf : tx.leaves) {
                found[leaf].push_back(txHashOf(wire));
            }
        }
    }
    return found;
}

}  // namespace

class TestUploadCrash : public QObject {
    Q_OBJECT
private slots:
    void survivesKills();
};

void TestUploadCrash::survivesKills()
{
    const char* wanted = std::getenv("METERSEAL_CRASHES");
    const char* seed = std::getenv("METERSEAL_CRASH_SEED");
    const std::uint64_t crashes = wanted == nullptr ? 50 : std::strtoull(wanted, nullptr, 10);
    std::mt19937_64 random(seed == nullptr ? 1 : std::strtoull(seed, nullptr, 10));
    const test::TemporaryFolder folder;
    const Place place(folder.path());
    MS_VERIFY_OK(prepare(place));
    const std::string self = fs::read_symlink("/proc/self/exe");
    for (std::uint64_t run = 1; run <= crashes; ++run) {
        const pid_t child = ::fork();
        if (child == 0) {
            const std::string number = std::to_string(run);
            ::execl(self.c_str(), self.c_str(), "--child", folder.path().c_str(), number.c_str(), nullptr);
            ::_exit(127);
        }
        // Some die while they recover, most while they work.
        std::this_thread::sleep_for(std::chrono::milliseconds(5 + random() % (random() % 4 == 0 ? 40 : 250)));
        ::kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY2(WIFSIGNALED(status),
                 qPrintable(QString("run %1 ended by itself with %2").arg(run).arg(WEXITSTATUS(status))));
    }
    Result<World> world = openWorld(place, 0);
    MS_VERIFY_OK(world);
    MS_VERIFY_OK(world->uploader->drain());

    const Expected expected = readAcknowledged(place);
    const auto ledger = readLedger(place);
    MS_VERIFY_OK(ledger);
    std::size_t missing = 0, doubled = 0;
    for (const Hash256& leaf : expected.leaves) {
        missing += ledger->contains(leaf) ? 0 : 1;
    }
    for (const auto& [leaf, transactions] : *ledger) {
        doubled += transactions.size() > 1 ? 1 : 0;
    }
    qInfo("%llu kills, %zu acknowledged records, %zu leaves on the ledger", static_cast<unsigned long long>(crashes),
          expected.leaves.size(), ledger->size());
    QCOMPARE(missing, std::size_t(0));
    QCOMPARE(doubled, std::size_t(0));

    // Journal and ledger agree, on a sample of rows.
    MS_VERIFY_OK(world->uploader->stop());
    const auto alarms = readAlarmCounts(place.journal(), Timestamp{0}, Timestamp{Timestamp::kMaxMs});
    MS_VERIFY_OK(alarms);
    std::uint64_t counted = 0;
    for (const AlarmCountRow& row : alarms->rows) {
        counted += row.records;
    }
    QCOMPARE(counted, std::uint64_t(ledger->size()));  // once each, however often it was noted
    QCOMPARE(alarms->uncounted, std::uint64_t(0));
    std::size_t asked = 0;
    for (auto it = expected.rows.begin(); it != expected.rows.end() && asked < 40; ++it) {
        if (random() % std::max<std::size_t>(expected.rows.size() / 40, 1) != 0) {
            continue;
        }
        ++asked;
        const auto found = findUploadRow(place.journal(), "gateway", it->first);
        MS_VERIFY_OK(found);
        if (found->stage == RowStage::Committed) {
            QVERIFY(ledger->at(it->second).front() == found->tx);
        } else {
            // A retransmission: its record stands in another row's batch.
            QVERIFY2(found->stage == RowStage::AlreadyAnchored || found->stage == RowStage::Duplicate,
                     std::string(toString(found->stage)).c_str());
        }
    }
    world->uploader.reset();
    world->chain.reset();
    std::uint64_t faults = 0;
    const auto checked = checkLedger(place.ledger(), {[&](const LedgerFault&) { ++faults; }, {}});
    MS_VERIFY_OK(checked);
    QCOMPARE(faults, 0u);
}

int main(int argc, char** argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "--child") {
        return runChild(Place(argv[2]), std::strtoull(argv[3], nullptr, 10));
    }
    TestUploadCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_upload_crash.moc"
