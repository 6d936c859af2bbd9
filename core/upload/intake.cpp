#include "upload/intake.h"

#include <fmt/format.h>
#include <thread>

namespace meterseal::upload {

Status Intake::waitForRoom(SteadyClock::time_point deadline)
{
    while (m_engine.journal->recordBytes() > m_engine.options.maxBacklogBytes) {
        if (SteadyClock::now() >= deadline || m_engine.resting()) {
            return makeError(ErrorCode::Busy, "upload.backlog-full",
                             fmt::format("{} bytes of acknowledged records wait to be sealed, which is the limit. "
                                         "Nothing of this call was kept; try again later.",
                                         m_engine.journal->recordBytes()));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return {};
}

Result<Acknowledged> Intake::submit(const Job& job, std::span<const HealthRecord> records,
                                    std::chrono::milliseconds wait, std::uint64_t source)
{
    const auto deadline = SteadyClock::now() + wait;
    thread_local Bytes encoded;
    encoded.clear();
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (const Status valid = checkRecord(records[i]); !valid.ok()) {
            Error error = valid.error();
            error.message =
                fmt::format("Record {} of {}: {} None of this call was kept.", i + 1, records.size(), error.message);
            return error;
        }
        encodeRecord(records[i], encoded);
    }
    MS_TRY(m_engine.status());
    Acknowledged acknowledged{0, records.size()};
    if (records.empty()) {
        return acknowledged;
    }
    MS_TRY(waitForRoom(deadline));
    MS_ASSIGN(const std::uint64_t swap, m_buffer.put(records.size(), encoded.size(), deadline, [&](Bytes& active) {
        acknowledged.firstRow = m_nextRow;
        m_nextRow += records.size();
        encodeChunkHead({job.id, acknowledged.firstRow, records.size(), source, encoded}, active);
        putBytes(encoded, active);
    }));
    std::unique_lock lock(m_mutex);
    m_durable.wait(lock, [&] { return m_durableSwap >= swap || m_ended; });
    if (m_durableSwap < swap) {
        MS_TRY(m_engine.status());
        return makeError(ErrorCode::Cancelled, "upload.closed",
                         "The uploader stopped before these records were durable. Submit them again.");
    }
    return acknowledged;
}

// Whoever was acknowledged just now is likely to call again at once, beside those who came during the sync. Together
// they take one sync and not two, which is worth a part of its time; who does not come is not expected the next time.
void Intake::expectCompany(std::uint64_t acknowledged, SteadyClock::duration sync)
{
    constexpr std::chrono::microseconds kMost{1000};
    const auto patience = std::min(kMost, std::chrono::duration_cast<std::chrono::microseconds>(sync) / 4);
    m_buffer.setSwap(acknowledged + m_buffer.fill().activeItems, patience);
}

void Intake::run()
{
    std::uint64_t swaps = 0;
    for (;;) {
        const BufferFill before = m_buffer.fill();
        const Bytes* chunks = m_buffer.swap(SteadyClock::now() + std::chrono::milliseconds(100));
        if (chunks == nullptr) {
            if (m_engine.resting() && before.activeItems == 0) {
                break;
            }
            continue;
        }
        const std::uint64_t records = m_buffer.fill().drainingItems;
        const auto begin = SteadyClock::now();
        if (const Status written = m_engine.journal->writeRecords(*chunks); !written.ok()) {
            m_engine.fail(written.error());
            break;
        }
        expectCompany(records, SteadyClock::now() - begin);
        m_engine.statistics.counters.acknowledged += records;
        m_engine.liveRowsDurable += records;
        {
            const std::lock_guard lock(m_mutex);
            m_durableSwap = ++swaps;
        }
        m_durable.notify_all();
        m_engine.readerBell.ring();
    }
    m_buffer.close();
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_durable.notify_all();
}

}  // namespace meterseal::upload
