// What is anchored already is found without reading any batch twice, and sealing shows that it works.
#include "upload/known_leaves.h"

#include "meterseal/crypto/sha256.h"
#include "support/qt.h"
#include "support/upload_world.h"

#include <fmt/format.h>
#include <numeric>
#include <random>
#include <thread>

using namespace meterseal;
using namespace meterseal::test;
using namespace std::chrono_literals;

namespace {

// Counts how often a batch is read; may hold up the reading of one.
class CountingDirectory final : public MeterDirectory {
public:
    explicit CountingDirectory(MeterDirectory& real) : m_real(real) {}

    Result<MeterAccount> find(std::string_view mn) override { return m_real.find(mn); }
    Result<CommittedMeter> committed(const std::string& address) override { return m_real.committed(address); }
    Result<std::vector<AnchoredBatch>> batches(const std::string& address, std::optional<std::uint64_t> after) override
    {
        return m_real.batches(address, after);
    }
    Result<std::vector<Hash256>> leaves(const std::string& address, std::uint64_t seq) override
    {
        if (++reads == slowRead) {
            std::this_thread::sleep_for(700ms);
        }
        while (reads > heldFrom && !released) {
            std::this_thread::sleep_for(5ms);
        }
        return m_real.leaves(address, seq);
    }
    Result<TxRow> transaction(const Hash256& hash) override { return m_real.transaction(hash); }

    std::atomic<std::uint64_t> reads{0}, slowRead{~0ull}, heldFrom{~0ull};
    std::atomic<bool> released{false};

private:
    MeterDirectory& m_real;
};

// Records of one meter and one window in no order, so that nearly every small batch meets nearly every other.
std::string shuffledLines(const UploadWorld& world, std::size_t from, std::size_t to, std::multiset<Hash256>& leaves)
{
    std::vector<std::size_t> order(to - from);
    std::iota(order.begin(), order.end(), from);
    std::shuffle(order.begin(), order.end(), std::mt19937(7));
    std::string text;
    for (const std::size_t n : order) {
        appendCanonical(world.record(0, n), text);
        text += '\n';
        leaves.insert(leafOf(world.record(0, n)));
    }
    return text;
}

// A ledger of one meter without a chain.
class ListDirectory final : public MeterDirectory {
public:
    struct Batch {
        AnchoredBatch row;
        std::vector<Hash256> leaves;
    };
    std::vector<Batch> list;
    std::size_t reads = 0;

    Result<MeterAccount> find(std::string_view) override { return error(); }
    Result<CommittedMeter> committed(const std::string&) override { return error(); }
    Result<TxRow> transaction(const Hash256&) override { return error(); }
    Result<std::vector<AnchoredBatch>> batches(const std::string&, std::optional<std::uint64_t> after) override
    {
        std::vector<AnchoredBatch> result;
        for (const Batch& batch : list) {
            if (!after || batch.row.seq > *after) {
                result.push_back(batch.row);
            }
        }
        return result;
    }
    Result<std::vector<Hash256>> leaves(const std::string&, std::uint64_t seq) override
    {
        ++reads;
        return list.at(seq).leaves;
    }

private:
    static Error error() { return makeError(ErrorCode::NotFound, "ledger.not-found", "not asked for here"); }
};

}  // namespace

class TestKnownLeaves : public QObject {
    Q_OBJECT

private slots:
    void findsWhatAnyBatchHolds_data()
    {
        QTest::addColumn<quint64>("mostLeaves");
        QTest::newRow("all in memory") << quint64(1'000'000);
        QTest::newRow("forgets often") << quint64(300);
    }
    // Against looking at every batch, with batches that come meanwhile and ranges of every length.
    void findsWhatAnyBatchHolds()
    {
        QFETCH(quint64, mostLeaves);
        std::mt19937 random(11);
        ListDirectory ledger;
        std::size_t told = 0;
        upload::KnownLeaves known(
            ledger, [&] { ++told; }, mostLeaves);
        upload::Meter meter;
        const auto leafAt = [](std::int64_t ms) { return crypto::sha256(asBytes(fmt::format("{}", ms))); };
        std::set<std::int64_t> anchored;
        std::size_t found = 0;
        for (int round = 0; round < 300; ++round) {
            std::vector<std::int64_t> times(1 + random() % 40);
            const auto start = static_cast<std::int64_t>(random() % 10'000);
            for (auto& time : times) {
                time = start + static_cast<std::int64_t>(random() % (random() % 10 == 0 ? 9'000 : 90));
            }
            std::sort(times.begin(), times.end());
            MS_VERIFY_OK(known.cover(meter, Timestamp{times.front()}, Timestamp{times.back()}));
            std::vector<Hash256> fresh;
            for (const std::int64_t time : times) {
                QCOMPARE(known.holds(leafAt(time)), anchored.contains(time));
                found += anchored.contains(time) ? 1 : 0;
                fresh.push_back(leafAt(time));
            }
            ledger.list.push_back({{ledger.list.size(), crypto::sha256(asBytes(fmt::format("tx {}", round))),
                                    Timestamp{times.front()}, Timestamp{times.back()}},
                                   fresh});
            anchored.insert(times.begin(), times.end());
            meter.anchoredTo = Timestamp{std::max(times.back(), meter.anchoredTo.value_or(Timestamp{0}).ms)};
        }
        QVERIFY(found > 100);
        QCOMPARE(told, ledger.reads);
        if (mostLeaves > 100'000) {
            QVERIFY2(ledger.reads <= ledger.list.size(), qPrintable(QString::number(ledger.reads)));
        }
        known.forget(meter);
        QVERIFY(!known.holds(leafAt(*anchored.begin())));
    }

    // 250 batches of one day in no order: each is read once at most, where it was read for nearly every later one.
    void readsABatchOnce()
    {
        UploadWorld world(1);
        CountingDirectory directory(world.directory);
        auto options = world.options();
        options.batchRecords = 4;
        options.maxUnfinishedBytes = 4096;  // most are committed, and so on the ledger alone, when the next is sealed
        std::multiset<Hash256> leaves;
        const auto file = world.folder / "records.jsonl";
        writeFile(file, shuffledLines(world, 0, 1000, leaves));
        auto uploader = Uploader::open(world.chain, world.consortium.nodes(), directory, options);
        MS_VERIFY_OK(uploader);
        MS_VERIFY_OK((*uploader)->addFile(file, plainJsonLines()));
        MS_VERIFY_OK((*uploader)->drain());
        const UploadSnapshot s = (*uploader)->snapshot();
        QVERIFY(s.committedBatches >= 250);
        QVERIFY2(s.batchesCompared <= s.sealedBatches, qPrintable(QString("%1").arg(s.batchesCompared)));
        QVERIFY(directory.reads <= s.batchesCompared);
        QCOMPARE(world.exactlyOnce(leaves), std::string());
        // Again, from nothing: what is on the ledger is read once, and nothing is anchored twice.
        (*uploader).reset();
        std::filesystem::remove_all(options.folder);
        directory.reads = 0;
        auto again = Uploader::open(world.chain, world.consortium.nodes(), directory, options);
        MS_VERIFY_OK(again);
        MS_VERIFY_OK((*again)->addFile(file, plainJsonLines()));
        MS_VERIFY_OK((*again)->drain());
        QCOMPARE((*again)->snapshot().alreadyAnchored, 1000u);
        QCOMPARE(directory.reads.load(), s.committedBatches);
        QCOMPARE(world.exactlyOnce(leaves), std::string());
    }

    // While one batch is being sealed slowly, those sealed before go on, and every batch read is work done.
    void showsThatItWorks()
    {
        UploadWorld world(1);
        CountingDirectory directory(world.directory);
        auto options = world.options();
        options.batchRecords = 4;
        std::multiset<Hash256> leaves;
        const auto every2nd = [&](std::size_t from) {
            std::string text;
            for (std::size_t n = from; n < 400; n += 2) {
                appendCanonical(world.record(0, n), text);
                text += '\n';
                leaves.insert(leafOf(world.record(0, n)));
            }
            const auto file = world.folder / fmt::format("from-{}.jsonl", from);
            writeFile(file, text);
            return file;
        };
        {
            auto uploader = world.open(options, 1);
            MS_VERIFY_OK(uploader->addFile(every2nd(0), plainJsonLines()));
            MS_VERIFY_OK(uploader->drain());
        }
        directory.slowRead = 20;
        directory.heldFrom = 45;
        auto uploader = Uploader::open(world.chain, world.consortium.nodes(), directory, options);
        MS_VERIFY_OK(uploader);
        MS_VERIFY_OK((*uploader)->addFile(every2nd(1), plainJsonLines()));
        QTRY_VERIFY(directory.reads > 45 && (*uploader)->snapshot().sealedBatches > 0);
        const UploadSnapshot held = (*uploader)->snapshot();
        QVERIFY(held.batchesCompared >= 45);
        QVERIFY(held.workDone() >= held.rowsRead + held.batchesCompared);
        directory.released = true;
        MS_VERIFY_OK((*uploader)->drain());
        QVERIFY((*uploader)->snapshot().workDone() > held.workDone());
        QCOMPARE(world.exactlyOnce(leaves), std::string());
    }
};

QTEST_GUILESS_MAIN(TestKnownLeaves)
#include "tst_known_leaves.moc"
