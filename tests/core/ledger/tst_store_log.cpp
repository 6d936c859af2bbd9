// SQLite's write-ahead log beside a ledger: bounded while others read, and gone after a clean end and after the opening
// that follows a crash.
#include "meterseal/ledger/reader.h"
#include "support/hashes.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <sqlite3.h>

using namespace meterseal;
using test::LedgerBuilder;
using test::LedgerFile;

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLimit = std::uintmax_t(1) << 20;

std::uintmax_t logSize(const fs::path& ledger)
{
    std::error_code error;
    const auto size = fs::file_size(ledger.string() + "-wal", error);
    return error ? 0 : size;
}

void onboard(LedgerFile& ledger, LedgerBuilder& world)
{
    for (Bytes& wire : world.onboard(0)) {
        ledger.offer(std::move(wire), LedgerBuilder::kStart);
    }
    ledger.seal(LedgerBuilder::kStart);
}

void appendBlock(LedgerFile& ledger, LedgerBuilder& world, std::size_t i)
{
    const Timestamp time{LedgerBuilder::kStart.ms + 1000 * static_cast<std::int64_t>(i + 1)};
    const std::vector<Hash256> leaves = test::someHashes(500, i);
    if (!ledger.offer(world.convert(0, leaves), time)) {
        qFatal("a batch was refused");
    }
    ledger.seal(time);
}

// What a copy of the one file holds.
Height heightOfTheFileAlone(const fs::path& ledger, const fs::path& copy)
{
    fs::copy_file(ledger, copy);
    return LedgerReader::open(copy)->totals()->height;
}

}  // namespace

class TestStoreLog : public QObject {
    Q_OBJECT

private slots:
    void boundedWhileOthersRead()
    {
        const test::TemporaryFolder folder;
        const fs::path file = folder / "ledger.db";
        LedgerBuilder world;
        LedgerFile ledger(file, world);
        ledger.store().limitLog(kLimit);
        auto reader = LedgerReader::open(file);
        MS_VERIFY_OK(reader);
        onboard(ledger, world);
        std::uintmax_t written = 0;
        std::uintmax_t before = 0;
        for (std::size_t i = 0; i < 150; ++i) {
            appendBlock(ledger, world, i);
            QCOMPARE(reader->totals()->height, Height(i + 2));
            const std::uintmax_t size = logSize(file);
            written += size > before ? size - before : size;
            before = size;
            QVERIFY2(size < 2 * kLimit, qPrintable(QString::number(size)));
        }
        QVERIFY2(written > 4 * kLimit, qPrintable(QString::number(written)));  // else nothing had to start over
    }

    // A transaction that somebody keeps open keeps the log from starting over; the writer goes on all the same, and the
    // log is small again with the first block after it.
    void aReaderThatStaysOpenHoldsNothingUp()
    {
        const test::TemporaryFolder folder;
        const fs::path file = folder / "ledger.db";
        LedgerBuilder world;
        LedgerFile ledger(file, world);
        ledger.store().limitLog(kLimit);
        onboard(ledger, world);
        sqlite3* reader = nullptr;
        QCOMPARE(sqlite3_open_v2(file.c_str(), &reader, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        QCOMPARE(sqlite3_exec(reader, "BEGIN; SELECT COUNT(*) FROM sqlite_master", nullptr, nullptr, nullptr),
                 SQLITE_OK);
        std::size_t blocks = 0;
        while (logSize(file) <= kLimit && blocks < 150) {
            appendBlock(ledger, world, blocks++);
        }
        appendBlock(ledger, world, blocks++);
        QVERIFY(logSize(file) > kLimit);
        QCOMPARE(LedgerReader::open(file)->totals()->height, Height(blocks + 1));
        QCOMPARE(sqlite3_exec(reader, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
        appendBlock(ledger, world, blocks++);
        QVERIFY2(logSize(file) < kLimit, qPrintable(QString::number(logSize(file))));
        QCOMPARE(sqlite3_close(reader), SQLITE_OK);
    }

    void oneFileAfterACleanEnd()
    {
        const test::TemporaryFolder folder;
        const fs::path file = folder / "ledger.db";
        std::optional<LedgerReader> reader;  // outlives the writer, as a desktop's may
        {
            LedgerBuilder world;
            LedgerFile ledger(file, world);
            reader.emplace(std::move(LedgerReader::open(file)).value());
            onboard(ledger, world);
            appendBlock(ledger, world, 0);
            QCOMPARE(reader->totals()->height, Height(2));
            QVERIFY(logSize(file) > 0);
        }
        QCOMPARE(logSize(file), std::uintmax_t(0));
        QCOMPARE(heightOfTheFileAlone(file, folder / "alone.db"), Height(2));
    }

    void oneFileAfterTheOpeningThatFollowsACrash()
    {
        const test::TemporaryFolder folder;
        const fs::path file = folder / "ledger.db";
        const fs::path crashed = folder / "crashed.db";
        {
            LedgerBuilder world;
            LedgerFile ledger(file, world);
            onboard(ledger, world);
            appendBlock(ledger, world, 0);
            fs::copy_file(file, crashed);
            fs::copy_file(file.string() + "-wal", crashed.string() + "-wal");
        }
        QVERIFY(logSize(crashed) > 0);
        const auto store = LedgerStore::open(crashed);
        MS_VERIFY_OK(store);
        QCOMPARE((*store)->head()->header.height, Height(2));
        QCOMPARE(logSize(crashed), std::uintmax_t(0));
        QCOMPARE(heightOfTheFileAlone(crashed, folder / "alone.db"), Height(2));
    }
};

QTEST_GUILESS_MAIN(TestStoreLog)
#include "tst_store_log.moc"
