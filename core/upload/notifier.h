// Notifier: the thread "ms-notify". Tells subscribers that something changed (at most every 50 ms), ticks the
// statistics, and writes the progress of running jobs for readers outside.
//
// Thread-safety: run() is the thread; subscribe() from any. A subscription's destructor waits for a running callback.
#pragma once

#include "upload/engine.h"

namespace meterseal::upload {

class Notifier {
public:
    using Jobs = std::function<std::vector<JobPtr>()>;
    Notifier(Engine& engine, Jobs jobs) : m_engine(engine), m_jobs(std::move(jobs)), m_listeners(new Listeners) {}

    std::unique_ptr<Subscription> subscribe(std::function<void()> callback);
    void run();

private:
    struct Listeners {
        std::mutex mutex;  // held while callbacks run
        std::map<std::uint64_t, std::function<void()>> callbacks;
        std::uint64_t next = 1;
    };
    class Listening;
    void saveJobs();

    Engine& m_engine;
    Jobs m_jobs;
    std::shared_ptr<Listeners> m_listeners;
    SteadyClock::time_point m_nextSave;
};

}  // namespace meterseal::upload
