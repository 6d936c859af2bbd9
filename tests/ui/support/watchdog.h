// Watches the event loop: the longest turn between waking and sleeping again. Time in which other processes had the
// core is taken off (the scheduler's own count), so that a busy machine fails no test; waiting for a lock, a disk or a
// query is not taken off, because that is what must not happen here. Beside it, how long the thread itself computed in
// one turn: a figure that nothing else on the machine can change.
//
// How much is too much is said in units of work that this machine did just before (layoutUnitMs()), so that a slow
// machine, a debug build or a sanitizer fails no test; what the turns take in milliseconds is the business of
// tests/bench/ui/bench_event_loop.cpp.
#pragma once

#include <QObject>
#include <QString>

#include <cstdint>

namespace meterseal::test {

// What it costs here to make, lay out and paint a form of 300 wrapped labels once, in milliseconds of this thread's
// computing: the least of a few tries, taken once a process. Needs an application.
double layoutUnitMs();

class EventLoopWatchdog : public QObject {
    Q_OBJECT
public:
    // A turn of more units works on something that grows with the ledger: what a page does stays below two.
    static constexpr double kMostUnits = 8;

    EventLoopWatchdog();
    // The longest turn since the last reset, in milliseconds.
    double longestMs() const { return m_longest; }
    double longestComputingMs() const { return m_longestComputing; }
    // The same in units.
    double longestUnits() const { return m_longest / layoutUnitMs(); }
    double longestComputingUnits() const { return m_longestComputing / layoutUnitMs(); }
    void reset();

private:
    void begin();
    void end();

    std::int64_t m_start = 0;  // 0: asleep
    std::int64_t m_computed = 0;
    double m_longest = 0, m_longestComputing = 0;
};

}  // namespace meterseal::test

#define MS_VERIFY_LOOP_FREE(watchdog)                                                                                  \
    QVERIFY2((watchdog).longestUnits() <= meterseal::test::EventLoopWatchdog::kMostUnits,                              \
             qPrintable(QStringLiteral("a turn of the event loop took %1 ms, %2 times the unit of this machine")       \
                            .arg((watchdog).longestMs())                                                               \
                            .arg((watchdog).longestUnits())))
