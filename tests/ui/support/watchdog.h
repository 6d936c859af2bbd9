// Watches the event loop: the longest turn between waking and sleeping again. Time in which other processes had the
// core is taken off (the scheduler's own count), so that a busy machine fails no test; waiting for a lock, a disk or a
// query is not taken off, because that is what must not happen here. Beside it, how long the thread itself computed in
// one turn: a figure that nothing else on the machine can change.
#pragma once

#include <QObject>
#include <QString>

#include <cstdint>

namespace meterseal::test {

class EventLoopWatchdog : public QObject {
    Q_OBJECT
public:
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    static constexpr double kMostMs = 500;  // such a build is many times slower; it is there for other faults
#else
    static constexpr double kMostMs = 50;
#endif

    EventLoopWatchdog();
    // The longest turn since the last reset, in milliseconds.
    double longestMs() const { return m_longest; }
    double longestComputingMs() const { return m_longestComputing; }
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
    QVERIFY2((watchdog).longestMs() <= meterseal::test::EventLoopWatchdog::kMostMs,                                    \
             qPrintable(QStringLiteral("a turn of the event loop took %1 ms").arg((watchdog).longestMs())))
