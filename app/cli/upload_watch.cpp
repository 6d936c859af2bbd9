// upload --watch: files dropped into a folder become jobs of one uploader until Ctrl-C.
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/upload_job.h"
#include "cli/upload_view.h"
#include "meterseal/upload/watch_folder.h"
#include "meterseal/workspace/upload_file.h"

#include <fmt/format.h>

#include <mutex>
#include <thread>

namespace meterseal::cli {

namespace {

constexpr auto kLookEvery = std::chrono::milliseconds(50);

// What the folder's own thread has seen.
class Taken {
public:
    void add(const std::filesystem::path& file, const std::string& id)
    {
        const std::lock_guard lock(m_mutex);
        m_ids.push_back(id);
        m_news.push_back(fmt::format("{}: taken as job {}.", printable(file.string()), id));
    }
    void refuse(const std::filesystem::path& file, const Error& error)
    {
        const std::lock_guard lock(m_mutex);
        ++m_refused;
        m_news.push_back(fmt::format("{}: not taken: {} [{}] It is tried again when it changes.",
                                     printable(file.string()), printable(error.message), error.reason));
    }
    std::vector<std::string> takeNews()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_news, {});
    }
    std::vector<std::string> ids() const
    {
        const std::lock_guard lock(m_mutex);
        return m_ids;
    }
    std::size_t refused() const
    {
        const std::lock_guard lock(m_mutex);
        return m_refused;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<std::string> m_ids, m_news;
    std::size_t m_refused = 0;
};

}  // namespace

Result<Outcome> runWatch(const Context& context, const UploadVerbOptions& options)
{
    if (!options.rejects.empty()) {
        return usageError("--rejects names one file; with --watch each file gets its own in the workspace.");
    }
    std::optional<MappingProfile> profile;
    if (!options.reading.profile.empty()) {
        MS_ASSIGN(profile, loadProfile(options.reading.profile));
    }
    MS_ASSIGN(const auto open, openForUpload(context, options));
    Uploader& uploader = *open->uploader();
    const Workspace& workspace = open->workspace();
    const auto began = std::chrono::steady_clock::now();
    Taken taken;
    const InterruptGuard interrupt;
    {
        MS_ASSIGN(const auto watch,
                  WatchFolder::start(
                      {.folder = options.watch},
                      [&](const std::filesystem::path& file, const Hash256& sha256) -> Status {
                          MS_ASSIGN(const bool fresh, takeWatchedFile(uploader, workspace, file, sha256, profile));
                          if (fresh) {
                              taken.add(file, fileJobId(sha256));
                          }
                          return {};
                      },
                      [&](const std::filesystem::path& file, const Error& error) { taken.refuse(file, error); }));
        note(fmt::format("Watching {}; Ctrl-C ends.", printable(options.watch)));
        UploadView view(context, uploader);
        while (!interrupted()) {
            for (const std::string& news : taken.takeNews()) {
                view.clear();
                note(news);
            }
            view.update(taken.ids());
            if (const UploadSnapshot s = uploader.snapshot(); !s.error.empty()) {
                return makeError(ErrorCode::Io, "upload.failed", s.error);
            }
            std::this_thread::sleep_for(kLookEvery);
        }
    }
    MS_TRY(uploader.stop());
    const UploadSnapshot s = uploader.snapshot();
    std::vector<JobProgress> jobs;
    for (const std::string& id : taken.ids()) {
        MS_ASSIGN(JobProgress job, uploader.job(id));
        jobs.push_back(std::move(job));
    }
    note(
        fmt::format("Stopped. {} files were taken, {} refused; {} batches and {} records wait in the journal and go on "
                    "with the next start.",
                    jobs.size(), taken.refused(), s.unfinishedBatches, s.pendingRecords));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    MS_ASSIGN(const Outcome outcome, tellJobs(context, jobs, took.count()));
    return taken.refused() > 0 ? Outcome::NotIntact : outcome;
}

}  // namespace meterseal::cli
