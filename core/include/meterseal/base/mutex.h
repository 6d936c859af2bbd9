// A mutex that clang's -Wthread-safety understands, so that GUARDED_BY on a member is checked by the compiler.
// GCC sees a plain std::mutex. Use MutexLock for scopes and std::condition_variable_any to wait on a Mutex.
#pragma once

#include <mutex>

#if defined(__clang__)
#define MS_ANNOTATE(x) __attribute__((x))
#else
#define MS_ANNOTATE(x)
#endif

#define MS_CAPABILITY(x) MS_ANNOTATE(capability(x))
#define MS_SCOPED_CAPABILITY MS_ANNOTATE(scoped_lockable)
#define GUARDED_BY(x) MS_ANNOTATE(guarded_by(x))
#define MS_REQUIRES(...) MS_ANNOTATE(requires_capability(__VA_ARGS__))
#define MS_ACQUIRE(...) MS_ANNOTATE(acquire_capability(__VA_ARGS__))
#define MS_RELEASE(...) MS_ANNOTATE(release_capability(__VA_ARGS__))
#define MS_TRY_ACQUIRE(...) MS_ANNOTATE(try_acquire_capability(__VA_ARGS__))
#define MS_EXCLUDES(...) MS_ANNOTATE(locks_excluded(__VA_ARGS__))

namespace meterseal {

class MS_CAPABILITY("mutex") Mutex {
public:
    void lock() MS_ACQUIRE() { m_mutex.lock(); }
    void unlock() MS_RELEASE() { m_mutex.unlock(); }
    bool try_lock() MS_TRY_ACQUIRE(true) { return m_mutex.try_lock(); }

private:
    std::mutex m_mutex;
};

// Holds the mutex for its scope; may be unlocked and locked again in between (condition variables do).
class MS_SCOPED_CAPABILITY MutexLock {
public:
    explicit MutexLock(Mutex& mutex) MS_ACQUIRE(mutex) : m_mutex(mutex) { m_mutex.lock(); }
    ~MutexLock() MS_RELEASE()
    {
        if (m_held) {
            m_mutex.unlock();
        }
    }
    MutexLock(const MutexLock&) = delete;
    MutexLock& operator=(const MutexLock&) = delete;

    void lock() MS_ACQUIRE()
    {
        m_mutex.lock();
        m_held = true;
    }
    void unlock() MS_RELEASE()
    {
        m_held = false;
        m_mutex.unlock();
    }

private:
    Mutex& m_mutex;
    bool m_held = true;
};

}  // namespace meterseal
