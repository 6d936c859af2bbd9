// AuditRecorder: what the desktop writes into a workspace's audit log. Workers write at once; the event loop posts, and
// a worker writes soon after. The main job never fails because of the log: a failure is told instead.
//
// Thread-safety: every method from any thread. The destructor writes what is still posted.
#pragma once

#include "meterseal/workspace/audit_log.h"

#include <deque>
#include <functional>
#include <mutex>

namespace meterseal::ui {

class AuditRecorder {
public:
    // `failed` is called on the thread that writes.
    AuditRecorder(AuditLog log, std::function<void(const Error&)> failed)
        : m_log(std::move(log)), m_failed(std::move(failed))
    {}
    ~AuditRecorder() { drain(); }
    AuditRecorder(const AuditRecorder&) = delete;
    AuditRecorder& operator=(const AuditRecorder&) = delete;

    void write(const AuditNote& note)
    {
        drain();  // in the order in which things happened
        append(note);
    }
    void post(AuditNote note)
    {
        const std::lock_guard lock(m_mutex);
        m_posted.push_back(std::move(note));
    }
    void drain()
    {
        std::deque<AuditNote> posted;
        {
            const std::lock_guard lock(m_mutex);
            posted.swap(m_posted);
        }
        for (const AuditNote& note : posted) {
            append(note);
        }
    }

    // That an entry could not be written elsewhere.
    void tell(const Error& error) { m_failed(error); }

private:
    void append(const AuditNote& note)
    {
        if (const Status written = m_log.append(note); !written) {
            tell(written.error());
        }
    }

    const AuditLog m_log;
    const std::function<void(const Error&)> m_failed;
    std::mutex m_mutex;
    std::deque<AuditNote> m_posted;  // guarded by m_mutex
};

}  // namespace meterseal::ui
