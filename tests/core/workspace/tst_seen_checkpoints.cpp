// What a person has seen of a ledger, and ledgers that do not fit it.
#include "meterseal/workspace/seen_checkpoints.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

using namespace meterseal;
using test::LedgerBuilder;
using test::LedgerFile;
using test::TemporaryFolder;

namespace {

void writeLedger(const std::filesystem::path& file, std::size_t blocks, std::int64_t shiftMs = 0)
{
    LedgerBuilder world;
    LedgerFile ledger(file, world);
    const std::vector<Bytes> life = world.onboard(0);
    for (std::size_t i = 0; i < blocks; ++i) {
        const Timestamp time{LedgerBuilder::kStart.ms + static_cast<std::int64_t>(i) * 1000 + shiftMs};
        ledger.offer(i < life.size() ? life[i] : world.convert(0, world.records(0, 1)), time);
        ledger.seal(time);
    }
}

Status compare(const SeenCheckpoints& seen, const std::filesystem::path& file)
{
    LedgerReader reader = std::move(LedgerReader::open(file)).value();
    return seen.compare(reader);
}

}  // namespace

class TestSeenCheckpoints : public QObject {
    Q_OBJECT

private slots:
    void theSameLedgerMayGrow()
    {
        const TemporaryFolder folder;
        const SeenCheckpoints seen(folder / "state");
        for (const std::size_t blocks : {0u, 1u, 4u, 9u, 9u}) {
            const auto file = folder / ("ledger" + std::to_string(blocks) + ".db");
            if (!std::filesystem::exists(file)) {
                writeLedger(file, blocks);
            }
            MS_VERIFY_OK(compare(seen, file));
        }
        // An older copy is told from the newest state seen, and does not replace it.
        const Status older = compare(seen, folder / "ledger4.db");
        MS_VERIFY_REASON(older, "ledger.shorter");
        QVERIFY(older.error().message.find("block 4 of") != std::string::npos);
        QVERIFY(older.error().message.find("block 9 of") != std::string::npos);
        MS_VERIFY_REASON(compare(seen, folder / "ledger0.db"), "ledger.shorter");
        MS_VERIFY_OK(compare(seen, folder / "ledger9.db"));
    }

    void aHistoryWrittenAnewIsRefusedFromAnyWorkspace()
    {
        const TemporaryFolder folder;
        const SeenCheckpoints seen(folder / "state");
        writeLedger(folder / "true.db", 6);
        writeLedger(folder / "stamped.db", 8, 500);
        MS_VERIFY_OK(compare(seen, folder / "true.db"));
        const Status other = compare(seen, folder / "stamped.db");
        MS_VERIFY_REASON(other, "ledger.other-history");
        LedgerReader before = std::move(LedgerReader::open(folder / "true.db")).value();
        LedgerReader after = std::move(LedgerReader::open(folder / "stamped.db")).value();
        for (LedgerReader* reader : {&before, &after}) {  // both are shown
            const std::string root = reader->block(6)->header.logRoot.hex();
            QVERIFY2(other.error().message.find(root) != std::string::npos, other.error().message.c_str());
        }
        MS_VERIFY_REASON(compare(seen, folder / "stamped.db"), "ledger.other-history");  // nothing was remembered of it
        MS_VERIFY_OK(compare(seen, folder / "true.db"));
        // Somebody who has seen nothing cannot know.
        MS_VERIFY_OK(compare(SeenCheckpoints(folder / "another"), folder / "stamped.db"));
    }

    void damagedMemoryIsTold()
    {
        const TemporaryFolder folder;
        const SeenCheckpoints seen(folder / "state");
        writeLedger(folder / "ledger.db", 3);
        MS_VERIFY_OK(compare(seen, folder / "ledger.db"));
        const auto file = seen.fileOf(fingerprintOf(LedgerBuilder().genesis()));
        const std::string good = test::readFile(file);
        for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
            std::string bad = good;
            bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
            test::writeFile(file, bad);
            MS_VERIFY_REASON(compare(seen, folder / "ledger.db"), "ledger.seen-damaged");
        }
        test::writeFile(file, "");
        MS_VERIFY_REASON(compare(seen, folder / "ledger.db"), "ledger.seen-damaged");
        std::filesystem::remove(file);
        MS_VERIFY_OK(compare(seen, folder / "ledger.db"));
        QCOMPARE(qs(test::readFile(file)), qs(good));
    }

    void withoutAPlaceToRememberItGoesOn()
    {
        const TemporaryFolder folder;
        writeLedger(folder / "ledger.db", 3);
        test::writeFile(folder / "state", "a file where the folder should be");
        MS_VERIFY_OK(compare(SeenCheckpoints(folder / "state" / "below"), folder / "ledger.db"));
    }
};

QTEST_APPLESS_MAIN(TestSeenCheckpoints)
#include "tst_seen_checkpoints.moc"
