// TaskRunner: one worker thread for the ui, and the only way a page gets work off the event loop.
//
//   run(context, work, done) -> TaskHandle
//
// `work(stop_token)` runs on the worker, `done(result)` on the thread that made the runner, and only while `context`
// lives and the handle was neither cancelled nor destroyed. Assigning a new handle over an old one is therefore
// "the latest question wins": the old answer is never delivered.
//
// Thread-safety: run() and handles belong to the thread that made the runner (the event loop's). The destructor asks
// the running work to stop and waits for it; what still waits is dropped.
#pragma once

#include <QObject>
#include <QPointer>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>

namespace meterseal::ui {

struct TaskState {
    std::stop_source stop;
    bool finished = false;  // event loop only
};

// Cancels its task when it goes or is assigned over; release() lets the task run on by itself.
class TaskHandle {
public:
    TaskHandle() = default;
    explicit TaskHandle(std::shared_ptr<TaskState> state) : m_state(std::move(state)) {}
    TaskHandle(TaskHandle&&) noexcept = default;
    TaskHandle& operator=(TaskHandle&& other) noexcept
    {
        if (this != &other) {
            cancel();
            m_state = std::move(other.m_state);
        }
        return *this;
    }
    ~TaskHandle() { cancel(); }

    void cancel()
    {
        if (m_state) {
            m_state->stop.request_stop();
            m_state.reset();
        }
    }
    void release() { m_state.reset(); }
    bool running() const { return m_state && !m_state->finished; }

private:
    std::shared_ptr<TaskState> m_state;
};

class TaskRunner {
public:
    // `name` is the thread's name in a debugger, at most 15 characters.
    explicit TaskRunner(std::string name);
    ~TaskRunner();
    TaskRunner(const TaskRunner&) = delete;
    TaskRunner& operator=(const TaskRunner&) = delete;

    template <typename Work, typename Done>
    [[nodiscard]] TaskHandle run(QObject* context, Work work, Done done)
    {
        using Value = std::invoke_result_t<Work&, std::stop_token>;
        struct Box {
            Work work;
            Done done;
            QPointer<QObject> context;
        };
        auto state = std::make_shared<TaskState>();
        auto box = std::make_shared<Box>(Box{std::move(work), std::move(done), QPointer<QObject>(context)});
        enqueue({state, [this, state, box](std::stop_token stop) {
                     auto value = std::make_shared<Value>(box->work(stop));
                     m_mailbox.post([state, box, value] {
                         state->finished = true;
                         if (box->context && !state->stop.stop_requested()) {
                             box->done(std::move(*value));
                         }
                     });
                 }});
        return TaskHandle(state);
    }

private:
    struct Job {
        std::shared_ptr<TaskState> state;
        std::function<void(std::stop_token)> body;
    };

    // Answers on their way to the event loop, each a turn of its own. They pass under a lock of ours and not inside an
    // event, so that what a thread checker cannot see of Qt's own queue leaves no doubt about them.
    class Mailbox : public QObject {
    public:
        void post(std::function<void()> message);  // any thread
        bool event(QEvent* event) override;

    private:
        std::mutex m_mutex;
        std::deque<std::function<void()>> m_messages;  // guarded by m_mutex
    };

    void enqueue(Job job);
    void loop(std::stop_token stop);

    Mailbox m_mailbox;  // lives on the event loop's thread; what was not delivered dies with it
    std::string m_name;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Job> m_jobs;                // guarded by m_mutex
    std::shared_ptr<TaskState> m_current;  // guarded by m_mutex
    std::jthread m_thread;
};

// A value that a worker writes and a page reads when its timer says so: progress without a signal per step.
template <typename T>
class Shared {
public:
    void set(T value)
    {
        const std::lock_guard lock(m_mutex);
        m_value = std::move(value);
    }
    T get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_value;
    }
    template <typename Change>
    void update(Change change)
    {
        const std::lock_guard lock(m_mutex);
        change(m_value);
    }

private:
    mutable std::mutex m_mutex;
    T m_value{};
};

}  // namespace meterseal::ui
