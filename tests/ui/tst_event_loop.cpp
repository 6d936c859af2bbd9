// The event loop on a big ledger, with the uploader at full load, while a person walks over all pages, scrolls, sorts,
// filters, searches and opens details: no turn of it does work that grows with the ledger, and none waits for
// something. Both are said in units of layout work done by this machine just before (watchdog.h). In milliseconds:
// ./run bench ui/event_loop.
#include "support/qt.h"
#include "ui/support/big_walk.h"

using namespace meterseal;

class TestEventLoop : public QObject {
    Q_OBJECT

    // A turn that takes this many units and does not compute waits for a lock, a query or a disk.
    static constexpr double kMostWaitingUnits = 80;

private slots:
    void noActionHoldsIt()
    {
        test::BigWalk walk;
        QVERIFY(walk.open());
        const double unit = test::layoutUnitMs();
        qInfo("the unit: %.1f ms", unit);
        QStringList faults;
        std::size_t steps = 0;
        walk.run([&](const test::WalkStep& step) {
            ++steps;
            const double computing = step.computingMs / unit;
            const double turn = step.turnMs / unit;
            qInfo("%-44s computes %5.2f units (%5.1f ms), turn %5.2f units", qPrintable(step.what), computing,
                  step.computingMs, turn);
            if (!step.busy) {
                faults << step.what + QStringLiteral(": the uploader had nothing to do, so less was shown than said");
            }
            if (computing > test::EventLoopWatchdog::kMostUnits || turn > kMostWaitingUnits) {
                faults
                    << QStringLiteral("%1: computed %2 units, turn %3 units").arg(step.what).arg(computing).arg(turn);
            }
        });
        QVERIFY(steps > 100);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }
};

MS_UI_TEST_MAIN(TestEventLoop)
#include "tst_event_loop.moc"
