#include "verify/worker_pool.h"

#include "base/thread.h"

#include <algorithm>
#include <string>

namespace meterseal::verify {

WorkerPool::WorkerPool(unsigned threads)
{
    constexpr unsigned kMost = 64;
    const unsigned wanted = threads == 0 ? std::thread::hardware_concurrency() : threads;
    const unsigned count = std::clamp(wanted, 1U, kMost);
    for (unsigned i = 1; i <= count; ++i) {
        m_threads.emplace_back([this, i] {
            nameThread(("ms-verify-" + std::to_string(i)).c_str());
            run();
        });
    }
}

WorkerPool::~WorkerPool()
{
    {
        MutexLock lock(m_mutex);
        m_ending = true;
        m_tasks.clear();
    }
    m_wake.notify_all();
}

void WorkerPool::submit(Task task)
{
    {
        MutexLock lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void WorkerPool::run()
{
    MatchScratch scratch;
    MutexLock lock(m_mutex);
    for (;;) {
        while (m_tasks.empty() && !m_ending) {
            m_wake.wait(lock);
        }
        if (m_ending) {
            return;
        }
        const Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task(scratch);
        lock.lock();
    }
}

}  // namespace meterseal::verify
