// What speaks against a clock, and what does not.
#include "meterseal/workspace/clock.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace meterseal;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kBlock = 1'790'000'000'000;

std::int64_t ms(std::chrono::milliseconds duration)
{
    return duration.count();
}

}  // namespace

class TestClock : public QObject {
    Q_OBJECT

private slots:
    void judges_data()
    {
        QTest::addColumn<qint64>("clock");  // from the last block
        QTest::addColumn<qint64>("file");   // the newest file, from the last block
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, std::chrono::milliseconds clock, std::chrono::milliseconds file,
                            const char* reason) {
            QTest::newRow(name) << qint64(ms(clock)) << qint64(ms(file)) << QString(reason);
        };
        row("just sealed", 1s, 1s, "");
        row("a week of rest", 7 * 24h, 0s, "");
        row("a little behind", -9min, 0s, "");
        row("a little behind a file", 1h, 1h + 9min, "");
        row("at the limit", 31 * 24h, 0s, "");
        row("behind the last block", -11min, -20min, "clock.behind-ledger");
        row("years behind", -10 * 365 * 24h, 0s, "clock.behind-ledger");
        row("behind a file", 1h, 1h + 11min, "clock.behind-files");
        row("beyond the limit", 31 * 24h + 1ms, 31 * 24h, "clock.ahead-of-ledger");
        row("ten years ahead", 10 * 365 * 24h, 10 * 365 * 24h, "clock.ahead-of-ledger");
    }
    void judges()
    {
        QFETCH(qint64, clock);
        QFETCH(qint64, file);
        QFETCH(QString, reason);
        const ClockReading reading{Timestamp{kBlock + clock}, Timestamp{kBlock}, Timestamp{kBlock + file}};
        QCOMPARE(reading.offsetMs(), std::int64_t(clock));
        const Status judged = checkClock(reading);
        if (reason.isEmpty()) {
            MS_VERIFY_OK(judged);
            MS_VERIFY_OK(checkClock({reading.now, reading.lastBlock, std::nullopt}));
            return;
        }
        MS_VERIFY_REASON(judged, reason.toStdString());
        // Both times, and the way on.
        QVERIFY(judged.error().message.find(formatTimestamp(reading.now)) != std::string::npos);
        QVERIFY(judged.error().message.find("--clock-is-right") != std::string::npos);
    }

    void newestFileIsOneOfSealingOrUploading()
    {
        const test::TemporaryFolder folder;
        QCOMPARE(newestFileTime(folder.path()), std::nullopt);
        fs::create_directories(folder / "journal" / "records");
        const auto write = [&](const fs::path& name, std::int64_t time) {
            test::writeFile(folder / name, "x");
            const timespec both[2]{{time / 1000, time % 1000 * 1'000'000}, {time / 1000, time % 1000 * 1'000'000}};
            QCOMPARE(::utimensat(AT_FDCWD, (folder / name).c_str(), both, 0), 0);
        };
        write("ledger.db", kBlock + 1);
        QCOMPARE(newestFileTime(folder.path()), std::optional(Timestamp{kBlock + 1}));
        write("audit.jsonl", kBlock + 9'000'000);  // written by every refusal, with whatever clock
        write("writer.json", kBlock + 9'000'000);
        QCOMPARE(newestFileTime(folder.path()), std::optional(Timestamp{kBlock + 1}));
        write("journal/records/0000000001.seg", kBlock + 5000);
        QCOMPARE(newestFileTime(folder.path()), std::optional(Timestamp{kBlock + 5000}));
        write("keys.meterseal", kBlock + 7000);
        QCOMPARE(newestFileTime(folder.path()), std::optional(Timestamp{kBlock + 7000}));
    }
};

QTEST_APPLESS_MAIN(TestClock)
#include "tst_clock.moc"
