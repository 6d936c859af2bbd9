#include "ui/support/watchdog.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace meterseal::test {

namespace {

// Nanoseconds on a clock that stands still while this thread waits for a core.
std::int64_t ownTime()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    long long running = 0;
    long long waiting = 0;
    if (FILE* const file = std::fopen("/proc/thread-self/schedstat", "r")) {
        if (std::fscanf(file, "%lld %lld", &running, &waiting) != 2) {
            waiting = 0;
        }
        std::fclose(file);
    }
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count() - waiting;
}

}  // namespace

EventLoopWatchdog::EventLoopWatchdog()
{
    auto* const dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, &EventLoopWatchdog::begin);
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &EventLoopWatchdog::end);
}

void EventLoopWatchdog::reset()
{
    m_start = 0;
    m_longest = 0;
}

void EventLoopWatchdog::begin()
{
    end();
    m_start = ownTime();
}

void EventLoopWatchdog::end()
{
    if (m_start != 0) {
        m_longest = std::max(m_longest, static_cast<double>(ownTime() - m_start) / 1e6);
        m_start = 0;
    }
}

}  // namespace meterseal::test
