// Engine: what the uploader's threads share. Nothing here decides anything.
#pragma once

#include "upload/sealer.h"
#include "upload/statistics.h"

#include <algorithm>
#include <array>
#include <condition_variable>

namespace meterseal::upload {

// From "ms-seal" to "ms-dispatch": a new batch, or the answer to a question about a refusal. In order, so that a batch
// is known before anything is said about its meter.
struct Sealed {
    BatchPtr batch;
    Meter* checked = nullptr;
    std::optional<RefusalCheck> answer;  // none with `checked` set: the ledger could not be read; ask again
};

// A condition with a memory: a poke between two waits is not lost.
class Bell {
public:
    void ring()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_rung = true;
        }
        m_condition.notify_all();
    }
    void wait(SteadyClock::time_point deadline)
    {
        std::unique_lock lock(m_mutex);
        m_condition.wait_until(lock, deadline, [this] { return m_rung; });
        m_rung = false;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_condition;
    bool m_rung = false;
};

// What keeps something from going on: UploadSnapshot says what its parts mean.
struct Hold {
    std::string reason, cause, text;
    bool empty() const { return text.empty(); }
};
// Who says so. Each clears what it said itself, and nobody else's.
enum class Holder : std::size_t { Reader, Sealer, Check, Count };

struct Engine {
    Engine(Chain& chain_, MeterDirectory& directory_, const UploadOptions& options_, std::unique_ptr<Journal> journal_)
        : chain(chain_),
          directory(directory_),
          options(options_),
          journal(std::move(journal_)),
          statistics(journal->notes()),
          batches(options_.batchBuffer)
    {}

    Chain& chain;
    MeterDirectory& directory;
    const UploadOptions options;
    const std::unique_ptr<Journal> journal;
    Statistics statistics;
    CodeTable codes;
    DoubleBuffer<Sealed> batches;

    std::atomic<bool> paused{false}, stopping{false};
    Bell readerBell, sealBell, dispatchBell, changeBell;

    void askAboutMeter(Meter& meter)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_questions.push_back(&meter);
        }
        sealBell.ring();
    }
    std::vector<Meter*> takeQuestions()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_questions, {});
    }

    // The first failure that cannot be worked around sticks; everything rests from then on.
    void fail(const Error& error)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_error) {
                m_error = error;
            }
        }
        failed = true;
        readerBell.ring();
        sealBell.ring();
        dispatchBell.ring();
        changeBell.ring();
    }
    Status status() const
    {
        const std::lock_guard lock(m_mutex);
        return m_error ? Status(*m_error) : Status();
    }
    std::atomic<bool> failed{false};
    bool resting() const { return stopping || failed; }

    void setHold(Holder who, Hold why)
    {
        const std::lock_guard lock(m_mutex);
        m_holds[static_cast<std::size_t>(who)] = std::move(why);
    }
    void clearHold(Holder who) { setHold(who, {}); }
    // What keeps the sealer or reader from going on; empty: nothing.
    Hold hold() const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::find_if(m_holds.begin(), m_holds.end(), [](const Hold& hold) { return !hold.empty(); });
        return found == m_holds.end() ? Hold() : *found;
    }

    // Work between the stages, for drain(): each stage adds to the next one before it takes from its own.
    std::atomic<std::uint64_t> liveRowsDurable{0}, liveRowsRead{0}, groupsWaiting{0};
    std::atomic<int> hurry{0};  // live groups are sealed without waiting for their age

    // Done once all is read, sealed and committed or rejected. To be called whenever one of these may have become true.
    void finishJobIfDone(Job& job);

private:
    mutable std::mutex m_mutex;  // guards the three below
    std::vector<Meter*> m_questions;
    std::optional<Error> m_error;
    std::array<Hold, static_cast<std::size_t>(Holder::Count)> m_holds;
};

}  // namespace meterseal::upload
