// Intake: live records from any thread to the journal. Producers encode outside the lock, append to the double buffer
// and wait; "ms-journal" takes all that has come together, writes it as one frame, syncs once, and wakes them.
//
// Thread-safety: submit() from any thread; run() is the thread "ms-journal".
#pragma once

#include "upload/engine.h"

namespace meterseal::upload {

class Intake {
public:
    Intake(Engine& engine, std::uint64_t nextRow)
        : m_engine(engine), m_buffer(engine.options.recordBuffer), m_nextRow(nextRow)
    {}

    Result<Acknowledged> submit(const Job& job, std::span<const HealthRecord> records, std::chrono::milliseconds wait,
                                std::uint64_t source);
    void run();
    void close() { m_buffer.close(); }
    BufferFill fill() const { return m_buffer.fill(); }

private:
    Status waitForRoom(SteadyClock::time_point deadline);
    void expectCompany(std::uint64_t acknowledged, SteadyClock::duration sync);

    Engine& m_engine;
    DoubleBuffer<std::uint8_t> m_buffer;
    std::uint64_t m_nextRow;  // changed under the buffer's lock only

    std::mutex m_mutex;  // guards the two below
    std::uint64_t m_durableSwap = 0;
    bool m_ended = false;
    std::condition_variable m_durable;
};

}  // namespace meterseal::upload
