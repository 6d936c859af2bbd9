// A bounded pool of named threads ("ms-rest-N") for operations, which block. What does not fit is refused at once.
//
// Thread-safety: every method from any thread; join() and the destructor from one.
#pragma once

#include "base/thread.h"
#include "meterseal/base/mutex.h"

#include <fmt/format.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

namespace meterseal::rest {

class WorkerPool {
public:
    WorkerPool(std::size_t threads, std::size_t queue) : m_most(threads + queue)
    {
        for (std::size_t i = 0; i < threads; ++i) {
            m_threads.emplace_back([this, i] {
                nameThread(fmt::format("ms-rest-{}", i).c_str());
                work();
            });
        }
    }
    ~WorkerPool() { join(); }

    // False where all threads are busy and the queue is full.
    bool post(std::function<void()> job)
    {
        const MutexLock lock(m_mutex);
        if (m_ending || m_unfinished >= m_most) {
            return false;
        }
        ++m_unfinished;
        m_jobs.push_back(std::move(job));
        m_wake.notify_one();
        return true;
    }
    void join()
    {
        {
            const MutexLock lock(m_mutex);
            m_ending = true;
        }
        m_wake.notify_all();
        m_threads.clear();
    }

private:
    void work()
    {
        MutexLock lock(m_mutex);
        for (;;) {
            m_wake.wait(lock, [this]() MS_REQUIRES(m_mutex) { return m_ending || !m_jobs.empty(); });
            if (m_jobs.empty()) {
                return;
            }
            const std::function<void()> job = std::move(m_jobs.front());
            m_jobs.pop_front();
            lock.unlock();
            job();
            lock.lock();
            --m_unfinished;
        }
    }

    const std::size_t m_most;
    Mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<std::function<void()>> m_jobs GUARDED_BY(m_mutex);
    std::size_t m_unfinished GUARDED_BY(m_mutex) = 0;
    bool m_ending GUARDED_BY(m_mutex) = false;
    std::vector<std::jthread> m_threads;
};

}  // namespace meterseal::rest
