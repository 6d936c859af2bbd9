// One verification of a file: reading, then comparing meter by meter.
//
//   calling thread: source -> rows ............... reader -> a meter's batches ... findings, in order
//   workers:               rows -> 64-byte records          batch checks, sort, match
//
// The calling thread alone touches source, reader and callbacks. Jobs under way are bounded in number and in weight.
#pragma once

#include "verify/meter_job.h"
#include "verify/worker_pool.h"

#include <chrono>
#include <deque>

namespace meterseal::verify {

class FileRun {
public:
    FileRun(LedgerView& view, RecordSource& source, const VerifyOptions& options,
            const std::function<void(const Finding&)>& finding,
            const std::function<void(const VerifyProgress&)>& progress, std::stop_token stop);

    Result<VerifySummary> run();

private:
    // What a worker does with the rows of one read.
    struct Intake {
        std::vector<SourceRow> rows;
        Status status;
        std::atomic<bool> idle{true};
    };

    Status readAll();
    void beginScope();
    void takeIn(Intake& intake, std::size_t count);
    static Status settle(Intake& intake);
    Status compareAll();
    void schedule(const std::shared_ptr<MeterJob>& job);
    Status tellFront();
    void noteRows(const std::vector<SourceRow>& rows, std::size_t count);
    bool stopped();
    void tellProgress(bool always);

    RecordSource& m_source;
    const VerifyOptions& m_options;
    const std::function<void(const Finding&)>& m_finding;
    const std::function<void(const VerifyProgress&)>& m_progress;
    const std::stop_token m_stop;

    LocalRecords m_records;
    RunContext m_run;
    std::array<Intake, 2> m_intakes;
    std::deque<std::shared_ptr<MeterJob>> m_jobs;  // under way, in the order of their findings
    std::uint64_t m_underWay = 0;                  // their weight

    VerifyProgress m_state;                   // soFar is the summary
    std::uint64_t m_activeInFile = 0;         // meters
    std::vector<std::uint64_t> m_unreadLeft;  // by span of unread rows: records that it can still hold
    std::uint64_t m_lastRow = 0, m_rowsWithRecords = 0;
    std::chrono::steady_clock::time_point m_lastProgress{};

    WorkerPool m_pool;  // last: ends before what its tasks use
};

}  // namespace meterseal::verify
