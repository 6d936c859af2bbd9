// The engine behind Uploader: its stages, its threads and its jobs. Opening, draining and stopping are in uploader.cpp,
// what a crash left in uploader_recovery.cpp, jobs and their rows in uploader_jobs.cpp.
//
// Thread-safety: as Uploader says; start() before anything else.
#pragma once

#include "meterseal/upload/uploader.h"
#include "upload/dispatcher.h"
#include "upload/notifier.h"
#include "upload/reader.h"
#include "upload/seal_loop.h"

#include <thread>

namespace meterseal::upload {

class UploaderImpl final : public Uploader {
public:
    UploaderImpl(Chain& chain, std::vector<std::unique_ptr<Node>> nodes, MeterDirectory& meters,
                 const UploadOptions& options, std::unique_ptr<Journal> journal, Recovered recovered)
        : m_engine(chain, meters, options, std::move(journal)),
          m_recovered(std::move(recovered)),
          m_meters(meters),
          m_intake(m_engine, m_recovered.nextRow),
          m_reader(m_engine, m_meters, m_recovered.firstRecord, [this](std::string_view id) { return liveJob(id); }),
          m_sealLoop(m_engine, m_reader.groups(), m_recovered.nextBatch),
          m_dispatcher(m_engine, std::move(nodes)),
          m_notifier(m_engine, [this] { return allJobs(); }),
          m_liveSources(m_recovered.liveSources.begin(), m_recovered.liveSources.end())
    {}
    ~UploaderImpl() override { [[maybe_unused]] const Status stopped = stop(); }

    Status start();

    Result<Acknowledged> submit(std::string_view job, std::span<const HealthRecord> records,
                                std::chrono::milliseconds deadline, std::uint64_t source) override;
    Status countRejected(std::string_view id, std::uint64_t rows) override;
    std::uint64_t liveSource(std::string_view job) override;
    void sealNow() override;
    Result<std::string> addFile(const std::filesystem::path& file, const MappingProfile& profile,
                                const FileJobOptions& options) override;
    Status cancelJob(std::string_view id) override;
    void pause() override;
    void resume() override;
    Status stop() override;
    Status drain(std::stop_token cancel) override;
    std::vector<JobProgress> jobs() override;
    Result<JobProgress> job(std::string_view id) override;
    Result<RowPlace> where(std::string_view job, std::uint64_t row) override;
    UploadSnapshot snapshot() override;
    std::vector<HistoryPoint> history(HistoryStep step, Timestamp from) override;
    std::unique_ptr<Subscription> subscribe(std::function<void()> callback) override
    {
        return m_notifier.subscribe(std::move(callback));
    }

private:
    Status recoverJobs();
    Status recoverBatch(StoredBatch&& stored);
    void tellLost();
    void finishCancelled();
    JobPtr liveJob(std::string_view id);
    JobPtr findJob(std::string_view id) const;
    std::vector<JobPtr> allJobs() const;
    bool idle() const;
    enum class Waited { Yes, No };  // whether somebody waits for what the thread does
    void startThread(const char* name, Waited waited, std::function<void()> body);
    void ringAll();

    Engine m_engine;
    Recovered m_recovered;
    std::string m_damage;  // fixed after start()
    MeterTable m_meters;
    Intake m_intake;
    InputReader m_reader;
    SealLoop m_sealLoop;
    Dispatcher m_dispatcher;
    Notifier m_notifier;
    std::unique_ptr<Subscription> m_blocks;
    std::vector<std::jthread> m_threads;

    mutable std::mutex m_mutex;  // guards the two below
    std::map<std::string, JobPtr, std::less<>> m_jobs;
    std::map<std::string, std::uint64_t, std::less<>> m_liveSources;

    std::mutex m_stopMutex;
    bool m_stopped = false;
};

}  // namespace meterseal::upload
