// The whole window opened, unlocked, put to work and closed while it works, METERSEAL_UI_OPENINGS times (200): nothing
// crashes, and threads, files and children end where they began. What was acknowledged goes on at the next opening.
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/upload_load.h"

#include <cstdlib>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

int openings()
{
    const char* const text = std::getenv("METERSEAL_UI_OPENINGS");
    return text != nullptr ? std::max(4, std::atoi(text)) : 200;
}

std::ptrdiff_t entries(const char* folder)
{
    return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

// Threads end a moment after they were joined, as the system counts them.
bool settled(std::ptrdiff_t threads, std::ptrdiff_t files)
{
    return QTest::qWaitFor([=] { return entries("/proc/self/task") <= threads && entries("/proc/self/fd") <= files; },
                           10'000);
}

}  // namespace

class TestOpenClose : public QObject {
    Q_OBJECT
private slots:
    void underLoadAgainAndAgain()
    {
        constexpr std::size_t kMeters = 8, kDays = 2, kPerMeter = 8;
        test::SmallWorld world({.meters = kMeters + 4, .batchesPerMeter = 1, .keys = true, .meterKeys = true});
        world.closeChain();
        const test::TemporaryFolder own;
        const int rounds = openings();
        std::ptrdiff_t threads = 0, files = 0;
        std::uint64_t committed = 0;
        for (int round = 0; round < rounds; ++round) {
            {
                test::Desktop desktop(own / "settings.ini");
                desktop.settings.setSimulatedNodes(QString::fromStdString(world.folder().string()), 4);
                QVERIFY(desktop.open(world.folder()));
                QVERIFY(test::unlock(desktop.session));
                const auto file = test::writeReadings(world.builder(), own / ("day" + std::to_string(round) + ".jsonl"),
                                                      kMeters, kDays, static_cast<std::size_t>(round));
                QVERIFY(test::upload(desktop.session, file));
                const auto& pages = desktop.registry.pages();
                desktop.window.go(pages[static_cast<std::size_t>(round) % pages.size()].id());
                if (round % 3 == 0) {
                    desktop.window.go(QStringLiteral("monitor"));
                }
                QTest::qWait(round % 7 * 5);  // at another moment of the work each time
                if (round % 5 == 0) {
                    desktop.session.lock();
                }
            }
            if (round == 2) {  // what is made once and kept is there by now
                threads = entries("/proc/self/task");
                files = entries("/proc/self/fd");
            }
        }
        QVERIFY2(settled(threads, files), qPrintable(QStringLiteral("%1 threads of %2, %3 files of %4")
                                                         .arg(entries("/proc/self/task"))
                                                         .arg(threads)
                                                         .arg(entries("/proc/self/fd"))
                                                         .arg(files)));
        // Nothing of any round is lost: the last opening brings all of it to an end.
        test::Desktop desktop(own / "settings.ini");
        QVERIFY(desktop.open(world.folder()));
        QVERIFY(test::unlock(desktop.session));
        QTRY_VERIFY_WITH_TIMEOUT(desktop.session.upload()->snapshot() && !desktop.session.upload()->busy(),
                                 test::kPatienceMs);
        for (const JobProgress& job : desktop.session.upload()->jobs()) {
            QVERIFY(job.state == JobState::Done);
            QCOMPARE(job.rejected, std::uint64_t(kPerMeter));  // one of the meters is suspended
            ++committed;
        }
        QCOMPARE(committed, static_cast<std::uint64_t>(rounds));
        QTRY_COMPARE(desktop.session.ledger()->totals()->records,
                     std::uint64_t(kMeters * 24 + static_cast<std::size_t>(rounds) * (kMeters - 1) * kPerMeter));
    }
};

MS_UI_TEST_MAIN(TestOpenClose)
#include "tst_open_close.moc"
