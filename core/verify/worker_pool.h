// A few named threads ("ms-verify-1", ...) that work off tasks in the order given. A task gets the scratch of its
// thread and must not throw.
//
// Thread-safety: submit() from one thread. The destructor drops tasks that have not begun and waits for the others.
#pragma once

#include "verify/matcher.h"

#include "meterseal/base/mutex.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

namespace meterseal::verify {

class WorkerPool {
public:
    using Task = std::function<void(MatchScratch&)>;

    // 0: as many as the machine has cores.
    explicit WorkerPool(unsigned threads);
    ~WorkerPool();

    void submit(Task task);
    unsigned threadCount() const { return static_cast<unsigned>(m_threads.size()); }

private:
    void run();

    Mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Task> m_tasks GUARDED_BY(m_mutex);
    bool m_ending GUARDED_BY(m_mutex) = false;
    std::vector<std::jthread> m_threads;  // last, so that they end before what they use
};

}  // namespace meterseal::verify
