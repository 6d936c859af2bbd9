#include "bridge/task_runner.h"

#include <QCoreApplication>
#include <QEvent>

#include <pthread.h>

namespace meterseal::ui {

TaskRunner::TaskRunner(std::string name) : m_name(std::move(name))
{
    m_thread = std::jthread([this](std::stop_token stop) { loop(stop); });
}

TaskRunner::~TaskRunner()
{
    m_thread.request_stop();
    {
        const std::lock_guard lock(m_mutex);
        if (m_current) {
            m_current->stop.request_stop();
        }
    }
    m_wake.notify_all();
    m_thread.join();
}

void TaskRunner::enqueue(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void TaskRunner::Mailbox::post(std::function<void()> message)
{
    {
        const std::lock_guard lock(m_mutex);
        m_messages.push_back(std::move(message));
    }
    QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

bool TaskRunner::Mailbox::event(QEvent* event)
{
    if (event->type() != QEvent::User) {
        return QObject::event(event);
    }
    std::function<void()> message;
    {
        const std::lock_guard lock(m_mutex);
        message = std::move(m_messages.front());
        m_messages.pop_front();
    }
    message();
    return true;
}

void TaskRunner::loop(std::stop_token stop)
{
    pthread_setname_np(pthread_self(), m_name.substr(0, 15).c_str());
    while (!stop.stop_requested()) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); })) {
                return;
            }
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
            m_current = job.state;
        }
        // A question nobody waits for any more costs nothing.
        if (!job.state->stop.stop_requested() && !stop.stop_requested()) {
            job.body(job.state->stop.get_token());
        }
        const std::lock_guard lock(m_mutex);
        m_current.reset();
    }
}

}  // namespace meterseal::ui
