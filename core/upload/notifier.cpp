#include "upload/notifier.h"

#include <thread>

namespace meterseal::upload {

class Notifier::Listening final : public Subscription {
public:
    Listening(std::shared_ptr<Listeners> listeners, std::uint64_t number)
        : m_listeners(std::move(listeners)), m_number(number)
    {}
    ~Listening() override
    {
        const std::lock_guard lock(m_listeners->mutex);
        m_listeners->callbacks.erase(m_number);
    }

private:
    const std::shared_ptr<Listeners> m_listeners;
    const std::uint64_t m_number;
};

std::unique_ptr<Subscription> Notifier::subscribe(std::function<void()> callback)
{
    const std::lock_guard lock(m_listeners->mutex);
    const std::uint64_t number = m_listeners->next++;
    m_listeners->callbacks.emplace(number, std::move(callback));
    return std::make_unique<Listening>(m_listeners, number);
}

void Notifier::saveJobs()
{
    for (const JobPtr& job : m_jobs()) {
        if (job->progress().state == JobState::Running) {
            if (const Status saved = saveJob(m_engine.journal->notes(), *job, false); !saved.ok()) {
                m_engine.fail(saved.error());
            }
        }
    }
    if (const Status written = m_engine.journal->notes().flush(false); !written.ok()) {
        m_engine.fail(written.error());
    }
}

void Notifier::run()
{
    while (!m_engine.stopping) {
        const auto now = SteadyClock::now();
        m_engine.changeBell.wait(now + std::chrono::milliseconds(200));
        m_engine.statistics.tick(meterseal::now(), m_engine.batches.fill(), m_engine.options.batchBuffer.items);
        if (now >= m_nextSave) {
            m_nextSave = now + std::chrono::seconds(1);
            saveJobs();
        }
        {
            const std::lock_guard lock(m_listeners->mutex);
            for (const auto& [number, callback] : m_listeners->callbacks) {
                callback();
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

}  // namespace meterseal::upload
