#include "meterseal/base/text.h"
#include "upload/uploader_impl.h"

#include <fmt/format.h>

namespace meterseal::upload {

JobPtr UploaderImpl::findJob(std::string_view id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_jobs.find(id);
    return found == m_jobs.end() ? nullptr : found->second;
}

std::vector<JobPtr> UploaderImpl::allJobs() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<JobPtr> result;
    for (const auto& [id, job] : m_jobs) {
        result.push_back(job);
    }
    return result;
}

JobPtr UploaderImpl::liveJob(std::string_view id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_jobs.find(id);
    if (found != m_jobs.end()) {
        return found->second;
    }
    auto job = std::make_shared<Job>();
    job->id = id;
    job->live = true;
    job->started = now();
    m_jobs.emplace(job->id, job);
    if (const Status saved = saveJob(m_engine.journal->notes(), *job, true); !saved.ok()) {
        m_engine.fail(saved.error());
    }
    return job;
}

Result<Acknowledged> UploaderImpl::submit(std::string_view id, std::span<const HealthRecord> records,
                                          std::chrono::milliseconds deadline, std::uint64_t source)
{
    MS_TRY(checkText(id, "job name", 64));
    const JobPtr job = liveJob(id);
    if (!job->live) {
        return makeError(ErrorCode::Conflict, "upload.job-is-file",
                         fmt::format("{} is the job of a file; live records need a job name of their own.", id));
    }
    MS_ASSIGN(const Acknowledged acknowledged, m_intake.submit(*job, records, deadline, source));
    if (source != 0) {
        const std::lock_guard lock(m_mutex);
        m_liveSources[job->id] = source;
    }
    return acknowledged;
}

Status UploaderImpl::countRejected(std::string_view id, std::uint64_t rows)
{
    MS_TRY(checkText(id, "job name", 64));
    const JobPtr job = liveJob(id);
    if (!job->live) {
        return makeError(ErrorCode::Conflict, "upload.job-is-file",
                         fmt::format("{} is the job of a file; its rejects are counted as it is read.", id));
    }
    job->counters.rows += rows;
    job->counters.rejected += rows;
    m_engine.statistics.counters.rejected += rows;
    return saveJob(m_engine.journal->notes(), *job, true);
}

std::uint64_t UploaderImpl::liveSource(std::string_view job)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_liveSources.find(job);
    return found == m_liveSources.end() ? 0 : found->second;
}

namespace {

// Its hash, and its bytes on the disk: the file is the journal of its job.
Result<Hash256> hashJobFile(const std::filesystem::path& file)
{
    auto hash = hashFile(file);
    if (!hash) {
        return rephrased(hash.error(), "upload.file", "Nothing was taken from it.");
    }
    if (auto opened = File::open(file, OpenFor::Reading)) {
        static_cast<void>(opened->sync());  // best effort: it may lie on a read-only medium
    }
    return *hash;
}

}  // namespace

Result<std::string> UploaderImpl::addFile(const std::filesystem::path& file, const MappingProfile& profile,
                                          const FileJobOptions& options)
{
    MS_TRY(m_engine.status());
    std::error_code failed;
    auto job = std::make_shared<Job>();
    job->file = std::filesystem::absolute(file, failed);
    job->fileTime = std::filesystem::last_write_time(job->file, failed);
    MS_ASSIGN(job->sha256, hashJobFile(job->file));
    job->id = fileJobId(job->sha256);
    job->bytesTotal = std::filesystem::file_size(job->file, failed);
    job->profile = profile;
    job->rejectsFile = options.rejectsFile;
    job->started = now();
    MS_ASSIGN(job->source, RecordSource::open(job->file, profile, rejectSink(m_engine, *job)));
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_jobs.find(job->id);
        if (known != m_jobs.end() && known->second->progress().state == JobState::Running) {
            if (known->second->cancelled) {
                return makeError(ErrorCode::Busy, "upload.job-cancelling",
                                 fmt::format("The cancelled upload of {} still has sealed batches under way. Nothing "
                                             "was changed; add the file again once they are committed.",
                                             job->file.string()));
            }
            return job->id;
        }
        m_jobs[job->id] = job;
    }
    MS_TRY(saveJob(m_engine.journal->notes(), *job, true));
    m_reader.queueFile(job);
    return job->id;
}

Status UploaderImpl::cancelJob(std::string_view id)
{
    const JobPtr job = findJob(id);
    if (!job) {
        return makeError(ErrorCode::NotFound, "upload.job-unknown", fmt::format("There is no upload job {}.", id));
    }
    if (job->live) {
        return makeError(
            ErrorCode::Conflict, "upload.job-is-live",
            fmt::format("{} takes live records, each acknowledged when it came; they cannot be dropped.", id));
    }
    if (job->progress().state != JobState::Running) {
        return makeError(ErrorCode::Conflict, "upload.job-not-running",
                         fmt::format("Upload job {} has ended already. Nothing was changed.", id));
    }
    job->cancelled = true;
    MS_TRY(saveJob(m_engine.journal->notes(), *job, true));
    ringAll();
    return m_engine.status();
}

std::vector<JobProgress> UploaderImpl::jobs()
{
    std::vector<JobProgress> result;
    for (const JobPtr& job : allJobs()) {
        result.push_back(job->progress());
    }
    return result;
}

Result<JobProgress> UploaderImpl::job(std::string_view id)
{
    const JobPtr job = findJob(id);
    if (!job) {
        return makeError(ErrorCode::NotFound, "upload.job-unknown", fmt::format("There is no upload job {}.", id));
    }
    return job->progress();
}

Result<RowPlace> UploaderImpl::where(std::string_view id, std::uint64_t row)
{
    MS_TRY(m_engine.journal->notes().flush(false));
    MS_ASSIGN(RowPlace place, findUploadRow(m_engine.options.folder, id, row));
    const JobPtr job = findJob(id);
    if (place.stage == RowStage::Received && job && !job->cancelled &&
        row <= (job->live ? m_reader.nextLiveRow() - 1 : job->counters.lastRow.load())) {
        place.stage = RowStage::Buffered;
    }
    if (place.stage == RowStage::Received && job && !job->live && job->readToEnd && !job->cancelled) {
        place.stage = RowStage::Unknown;  // beyond the end of the file
    }
    return place;
}

}  // namespace meterseal::upload
