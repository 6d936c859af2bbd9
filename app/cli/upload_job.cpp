#include "cli/upload_job.h"

#include "cli/file_survey.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/service.h"
#include "cli/upload_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <thread>

namespace meterseal::cli {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr auto kLookEvery = std::chrono::milliseconds(50);

Error stoppedError(const UploadSnapshot& s, const std::vector<JobProgress>& jobs)
{
    std::uint64_t unread = 0, unsealed = 0;
    for (const JobProgress& job : jobs) {
        unread += job.bytesTotal - std::min(job.bytesRead, job.bytesTotal);
        unsealed += job.rows - std::min(job.rows, job.rejected + job.duplicates + job.alreadyAnchored + job.records);
    }
    return makeError(ErrorCode::Cancelled, "upload.stopped",
                     fmt::format("Stopped cleanly. {} records are committed; {} batches are signed and wait in the "
                                 "journal; {} records that were read are not sealed yet and {} bytes of the files are "
                                 "not read. Nothing is lost: the same command goes on where this one ended.",
                                 s.committedRecords, s.unfinishedBatches, unsealed, unread));
}

// Where nothing moves for a long time there is nobody to wait for.
class Patience {
public:
    explicit Patience(double seconds) : m_limit(seconds), m_since(SteadyClock::now()) {}
    bool exhausted(const UploadSnapshot& s)
    {
        const std::uint64_t progress = s.workDone();
        if (progress != m_progress || s.paused) {
            m_progress = progress;
            m_since = SteadyClock::now();
        }
        return std::chrono::duration<double>(SteadyClock::now() - m_since).count() > m_limit;
    }

private:
    const double m_limit;
    std::uint64_t m_progress = 0;
    SteadyClock::time_point m_since;
};

fs::path rejectsFileFor(const UploadVerbOptions& options, const Workspace& workspace, const std::string& file)
{
    if (!options.rejects.empty()) {
        return fs::path(options.rejects);
    }
    return workspace.newRejectsFile(file);
}

Result<std::vector<JobProgress>> jobsOf(Uploader& uploader, const std::vector<std::string>& ids)
{
    std::vector<JobProgress> jobs;
    for (const std::string& id : ids) {
        MS_ASSIGN(JobProgress job, uploader.job(id));
        jobs.push_back(std::move(job));
    }
    return jobs;
}

// Until everything is committed or rejected, Ctrl-C, or nothing moves any more.
Status waitForAll(const Context& context, Uploader& uploader, const std::vector<std::string>& ids, double patience)
{
    const InterruptGuard interrupt;
    UploadView view(context, uploader);
    std::stop_source enough;
    std::atomic<bool> ended{false};
    Status drained;
    std::jthread waiter([&] {
        drained = uploader.drain(enough.get_token());
        ended = true;
    });
    Patience left(patience);
    Status status;
    while (!ended) {
        view.update(ids);
        const UploadSnapshot s = uploader.snapshot();
        if (interrupted() || left.exhausted(s)) {
            enough.request_stop();
            waiter.join();
            view.clear();
            const Status stopped = uploader.stop();
            MS_ASSIGN(const std::vector<JobProgress> jobs, jobsOf(uploader, ids));
            if (!interrupted()) {
                return makeError(ErrorCode::Unavailable, "upload.no-progress",
                                 fmt::format("Nothing has moved for {:.0f} s. {} {}", patience, s.hold,
                                             stoppedError(s, jobs).message));
            }
            return stopped.ok() ? Status(stoppedError(uploader.snapshot(), jobs)) : stopped;
        }
        std::this_thread::sleep_for(kLookEvery);
    }
    waiter.join();
    return drained;
}

}  // namespace

void addUploadOptions(CLI::App* verb, UploadVerbOptions& options)
{
    addReadingOptions(verb, options.reading);
    verb->add_option("--rejects", options.rejects, "Where rejected rows go (default: in the workspace)")
        ->type_name("FILE");
    verb->add_option("--batch", options.batchRecords, "Records a batch at most (1 to 8192)")
        ->type_name("N")
        ->check(CLI::Range(1u, kMaxLeavesPerBatch));
    verb->add_option("--window", options.windowHours, "Hours of one meter's records in a batch at most (24)")
        ->type_name("HOURS")
        ->check(CLI::Range(0.001, 1e6));
    verb->add_option("--nodes", options.nodes, "Go through N simulated access nodes instead of straight to the ledger")
        ->type_name("N")
        ->check(CLI::Range(0, 64));
    verb->add_option("--give-up", options.giveUpSeconds, "Seconds without any progress after which to stop (60)")
        ->type_name("SECONDS")
        ->check(CLI::PositiveNumber);
}

Result<MappingProfile> uploadProfile(const Context& context, const UploadVerbOptions& options, const std::string& file)
{
    return chooseProfile(context, file, options.reading, "Nothing was anchored.");
}

Result<std::unique_ptr<OpenWorkspace>> openForUpload(const Context& context, const UploadVerbOptions& options)
{
    MS_ASSIGN(auto open, openForWriting(context));
    UploaderSetup setup;
    setup.simulatedNodes = options.nodes;
    setup.batchRecords = options.batchRecords;
    setup.window = std::chrono::milliseconds(std::max<std::int64_t>(1, std::llround(options.windowHours * 3'600'000)));
    MS_TRY(open->startUploader(setup));
    if (const std::string damage = open->uploader()->snapshot().damage; !damage.empty()) {
        note(printable("WARNING: " + damage + " [upload.journal-damaged]"));
    }
    return open;
}

Result<Outcome> tellJobs(const Context& context, const std::vector<JobProgress>& jobs, double seconds)
{
    bool rejected = false;
    std::string failed;
    Json list = Json::array();
    for (const JobProgress& job : jobs) {
        rejected = rejected || job.rejected > 0;
        failed = job.state == JobState::Failed ? job.error : failed;
        list.push_back(toJson(job));
        if (context.json) {
            continue;
        }
        printLine(fmt::format("{}: {} rows; {} records anchored in {} batches, {} anchored before, {} duplicates, {} "
                              "rejected.",
                              printable(fs::path(job.name).filename().string()), job.rows, job.committedRecords,
                              job.committedBatches, job.alreadyAnchored, job.duplicates, job.rejected));
        if (job.quiet > 0) {
            printLine(fmt::format("  {} rows raise no alarm flag and give no record.", job.quiet));
        }
        if (job.rejected > 0 && !job.rejectsFile.empty()) {
            printLine(fmt::format("  Rejected rows, with reasons: {}", printable(job.rejectsFile.string())));
        }
    }
    if (context.json) {
        printJson(Json{{"jobs", std::move(list)}, {"seconds", seconds}});
    } else {
        printLine(fmt::format("Done in {:.1f} s.", seconds));
    }
    if (!failed.empty()) {
        return makeError(ErrorCode::Io, "upload.job-failed", failed);
    }
    return rejected ? Outcome::NotIntact : Outcome::Done;
}

Result<Outcome> runUpload(const Context& context, const UploadVerbOptions& options)
{
    if (!options.rejects.empty() && options.files.size() > 1) {
        return usageError("--rejects names one file; leave it out for several, each gets its own.");
    }
    // All that can be wrong with the files is told before anything is asked for or changed.
    std::vector<SpooledFile> files;
    std::vector<MappingProfile> profiles;
    for (const std::string& file : options.files) {
        MS_ASSIGN(SpooledFile spooled, spoolInput(file));
        const std::string path = spooled.path().string();
        MS_ASSIGN(MappingProfile profile, uploadProfile(context, options, path));
        if (!options.reading.profile.empty()) {  // a suggestion has told them
            MS_TRY(tellSourceNotes(spooled.path(), profile));
        }
        MS_TRY(surveyBefore(context, options.reading, path, profile));
        files.push_back(std::move(spooled));
        profiles.push_back(std::move(profile));
    }
    MS_ASSIGN(auto service, findService(context));
    if (service) {
        const UploadVerbOptions plain;
        if (options.batchRecords != plain.batchRecords || options.windowHours != plain.windowHours ||
            options.nodes != plain.nodes || !options.rejects.empty()) {
            return usageError("--batch, --window, --nodes and --rejects are not for a file that goes through the "
                              "service: its configuration says them.");
        }
        std::vector<FileToUpload> wanted;
        for (std::size_t i = 0; i < files.size(); ++i) {
            wanted.push_back({files[i].path(), profiles[i]});
        }
        return uploadThroughService(context, *service, wanted);
    }
    MS_ASSIGN(const auto open, openForUpload(context, options));
    Uploader& uploader = *open->uploader();
    const auto began = SteadyClock::now();
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < options.files.size(); ++i) {
        const fs::path rejects = rejectsFileFor(options, open->workspace(), options.files[i]);
        MS_ASSIGN(std::string id, uploader.addFile(files[i].path(), profiles[i], {.rejectsFile = rejects}));
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
            ids.push_back(std::move(id));
        }
    }
    if (ids.size() == 1) {
        MS_ASSIGN(const JobProgress job, uploader.job(ids.front()));
        (*context.audited)["sha256"] = job.sha256.hex();
    }
    MS_TRY(waitForAll(context, uploader, ids, options.giveUpSeconds));
    const std::chrono::duration<double> took = SteadyClock::now() - began;
    const FileReadings readings(open->workspace().profilesFolder());
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (const Status kept = readings.keep(files[i].path(), profiles[i]); !kept) {
            note(kept.error().message);
        }
    }
    MS_ASSIGN(const std::vector<JobProgress> jobs, jobsOf(uploader, ids));
    MS_TRY(uploader.stop());
    return tellJobs(context, jobs, took.count());
}

}  // namespace meterseal::cli
