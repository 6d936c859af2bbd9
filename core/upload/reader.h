// InputReader: takes records out of the journal (live) and out of files (jobs), finds their meters, and collects them
// in groups. After a crash it simply reads the unfinished inputs again: the sealer knows what is anchored.
//
// Thread-safety: run() is the thread "ms-reader"; queueFile() from any thread.
#pragma once

#include "upload/grouper.h"
#include "upload/intake.h"
#include "upload/meter_table.h"

namespace meterseal::upload {

// Counts and writes down what a file's reader could not take.
RecordSource::RejectSink rejectSink(Engine& engine, Job& job);

class InputReader {
public:
    using FindJob = std::function<JobPtr(std::string_view)>;
    InputReader(Engine& engine, MeterTable& meters, LogPosition firstRecord, FindJob findJob);

    void queueFile(JobPtr job);
    void run();
    DoubleBuffer<Group>& groups() { return m_groups; }
    std::uint64_t nextLiveRow() const { return m_nextLiveRow; }
    std::optional<SteadyClock::time_point> oldestPending() const;

private:
    bool readLive();
    bool readFile();
    bool openFile(Job& job);
    void endFile(const Status& end);
    void dropCancelled();
    // How many were taken; fewer than there are where the reader is to rest.
    std::size_t takeRows(const JobPtr& job, std::span<const SourceRow> rows);
    // False where the reader is to rest.
    bool takeRecord(const JobPtr& job, const HealthRecord& record, std::uint64_t row, std::uint64_t line);
    void rejectRow(Job& job, const HealthRecord& record, std::uint64_t row, std::uint64_t line, const Error& why);
    void sealDue();
    void handOver();

    Engine& m_engine;
    MeterTable& m_meters;
    FindJob m_findJob;
    Grouper m_grouper;
    DoubleBuffer<Group> m_groups;
    std::vector<Group> m_ready;
    LogPosition m_cursor;
    Frame m_frame;
    std::vector<SourceRow> m_rows;
    SteadyClock::time_point m_now;
    JobPtr m_file;
    bool m_fileOpened = false;
    std::atomic<std::uint64_t> m_nextLiveRow{0};

    mutable std::mutex m_mutex;  // guards the two below
    std::deque<JobPtr> m_files;
    std::optional<SteadyClock::time_point> m_oldest;
};

}  // namespace meterseal::upload
