// DoubleBuffer: the paper's double buffer queue (figure 7). Producers append to the active buffer A under one short
// lock; the consumer works on buffer B without any lock; the two are swapped when the consumer is free and the policy
// says so. Bounded in items and bytes: when A is full and B is still being worked on, the producer waits to its
// deadline and then gets Busy. Nothing is ever dropped.
//
// Order of calls, consumer: (swap work)* ; producers: put* ; close() ends both, after which swap() still hands out what
// is left. Thread-safety: put() from any number of threads, swap() from one, fill() and close() from any.
#pragma once

#include "meterseal/base/mutex.h"
#include "meterseal/base/result.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <vector>

namespace meterseal {

struct BufferLimits {
    std::size_t items = 64 * 1024;
    std::size_t bytes = 16u << 20;
    // Swap when this many items wait in A, or when its oldest has waited this long. 1 and 0: whenever there is any.
    std::size_t swapItems = 1;
    std::chrono::microseconds swapAge{0};
};

struct BufferFill {
    std::size_t activeItems = 0, activeBytes = 0;      // A
    std::size_t drainingItems = 0, drainingBytes = 0;  // B, 0 once the consumer is done with it
    std::uint64_t swaps = 0;
};

enum class BufferStep { Admit, Swap, Wait };

// The whole policy. `incoming` 0 asks for the consumer: Swap or Wait; otherwise for a producer: Admit or Wait.
// An item larger than the whole buffer is admitted alone, so that it does not wait for ever.
inline BufferStep bufferPolicy(const BufferFill& fill, const BufferLimits& limits, std::size_t incomingItems,
                               std::size_t incomingBytes, std::chrono::steady_clock::duration oldestWaits, bool closed)
{
    if (incomingItems > 0) {
        const bool fits =
            fill.activeItems + incomingItems <= limits.items && fill.activeBytes + incomingBytes <= limits.bytes;
        return fits || fill.activeItems == 0 ? BufferStep::Admit : BufferStep::Wait;
    }
    if (fill.activeItems == 0) {
        return BufferStep::Wait;
    }
    const bool due = closed || fill.activeItems >= limits.swapItems || fill.activeBytes * 2 >= limits.bytes ||
                     oldestWaits >= limits.swapAge;
    return due ? BufferStep::Swap : BufferStep::Wait;
}

template <typename T>
class DoubleBuffer {
public:
    using Clock = std::chrono::steady_clock;

    explicit DoubleBuffer(const BufferLimits& limits = {}) : m_limits(limits) {}

    // Lets `append(std::vector<T>& active)` add what weighs `items` and `bytes`, under the lock: it must be quick.
    // Returns the number of the swap that will carry it to the consumer (1 for the first).
    // Busy/upload.buffer-full at the deadline, Cancelled/upload.closed after close().
    template <typename Append>
    Result<std::uint64_t> put(std::size_t items, std::size_t bytes, Clock::time_point deadline, Append&& append)
    {
        bool wakeConsumer = false;
        std::uint64_t number = 0;
        {
            MutexLock lock(m_mutex);
            while (!m_closed && bufferPolicy(m_fill, m_limits, items, bytes, {}, false) == BufferStep::Wait) {
                if (m_room.wait_until(lock, deadline) == std::cv_status::timeout &&
                    bufferPolicy(m_fill, m_limits, items, bytes, {}, false) == BufferStep::Wait) {
                    return makeError(ErrorCode::Busy, "upload.buffer-full",
                                     "Both upload buffers are full and the deadline has passed. Nothing of this call "
                                     "was kept; try again when the backlog is smaller.");
                }
            }
            if (m_closed) {
                return makeError(ErrorCode::Cancelled, "upload.closed",
                                 "The uploader is stopping and takes nothing more. Nothing of this call was kept.");
            }
            const bool wasDue = m_fill.activeItems >= m_limits.swapItems;
            if (m_fill.activeItems == 0) {
                m_oldest = Clock::now();
            }
            append(m_active);
            m_fill.activeItems += items;
            m_fill.activeBytes += bytes;
            number = m_fill.swaps + 1;
            wakeConsumer = m_consumerWaits && !wasDue;
        }
        if (wakeConsumer) {
            m_due.notify_one();
        }
        return number;
    }

    // Consumer: gives B back (its items are destroyed), waits until a swap is due, and returns the new B, valid until
    // the next call. Null at the deadline with nothing due, or when closed and empty.
    std::vector<T>* swap(Clock::time_point deadline)
    {
        m_draining.clear();
        MutexLock lock(m_mutex);
        m_fill.drainingItems = m_fill.drainingBytes = 0;
        for (;;) {
            const auto now = Clock::now();
            if (bufferPolicy(m_fill, m_limits, 0, 0, now - m_oldest, m_closed) == BufferStep::Swap) {
                break;
            }
            if (m_closed || now >= deadline) {
                return nullptr;
            }
            const auto due = m_fill.activeItems == 0 ? deadline : std::min(deadline, m_oldest + m_limits.swapAge);
            m_consumerWaits = true;
            m_due.wait_until(lock, due);
            m_consumerWaits = false;
        }
        m_active.swap(m_draining);
        m_fill.drainingItems = m_fill.activeItems;
        m_fill.drainingBytes = m_fill.activeBytes;
        m_fill.activeItems = m_fill.activeBytes = 0;
        ++m_fill.swaps;
        lock.unlock();
        m_room.notify_all();
        return &m_draining;
    }

    // Consumer: from now on a swap is due at this many items or this age; for one that knows how many are about to
    // come.
    void setSwap(std::size_t items, std::chrono::microseconds age)
    {
        MutexLock lock(m_mutex);
        m_limits.swapItems = std::clamp<std::size_t>(items, 1, std::max<std::size_t>(m_limits.items / 2, 1));
        m_limits.swapAge = age;
    }

    void close()
    {
        {
            MutexLock lock(m_mutex);
            m_closed = true;
        }
        m_due.notify_all();
        m_room.notify_all();
    }

    BufferFill fill() const
    {
        MutexLock lock(m_mutex);
        return m_fill;
    }

private:
    mutable Mutex m_mutex;
    BufferLimits m_limits GUARDED_BY(m_mutex);
    std::condition_variable_any m_room, m_due;
    std::vector<T> m_active GUARDED_BY(m_mutex);
    BufferFill m_fill GUARDED_BY(m_mutex);
    Clock::time_point m_oldest GUARDED_BY(m_mutex);
    bool m_closed GUARDED_BY(m_mutex) = false;
    bool m_consumerWaits GUARDED_BY(m_mutex) = false;
    std::vector<T> m_draining;  // the consumer's own
};

}  // namespace meterseal
