// The journal read from outside, beside a running uploader or without one.
#include "meterseal/upload/settled_rows.h"

#include "meterseal/upload/uploader.h"
#include "upload/journal_frames.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {
namespace upload {
namespace {

struct Collector {
    std::string_view job;
    std::map<std::uint64_t, SettledBatch> committed;  // by batch: one may be noted twice, around a crash
    std::map<std::uint64_t, MarkedRow> rejected;
    std::vector<std::uint64_t> skipped;
    std::vector<std::uint64_t> rows;
    bool understood = true;

    void take(const Frame& frame)
    {
        Reader in(frame.payload);
        if (frame.type == kSubmitted || in.text() != job) {
            return;
        }
        switch (frame.type) {
        case kCommitted:
            takeCommitted(in);
            break;
        case kBatchRejected:
            takeBatchRejected(in);
            break;
        case kRowRejected: {
            const std::uint64_t row = in.varint();
            const std::string reason(in.text());
            rejected[row] = {row, reason, std::string(in.text())};
            break;
        }
        case kSkipped:
            in.varint();
            if (readRows(in, rows)) {
                skipped.insert(skipped.end(), rows.begin(), rows.end());
            }
            break;
        default:
            break;
        }
        understood = understood && in.ok();
    }
    void takeCommitted(Reader& in)
    {
        const std::uint64_t id = in.varint();
        SettledBatch batch;
        batch.tx = in.hash();
        batch.height = in.varint();
        if (readRows(in, batch.rows)) {
            committed[id] = std::move(batch);
        }
    }
    void takeBatchRejected(Reader& in)
    {
        in.varint();
        in.hash();
        const std::string reason(in.text());
        const std::string message(in.text());
        if (readRows(in, rows)) {
            for (const std::uint64_t row : rows) {
                rejected[row] = {row, reason, message};
            }
        }
    }

    // What was committed is neither rejected nor skipped, whatever another run said of it.
    SettledRows settle()
    {
        SettledRows result;
        std::vector<std::uint64_t> done;
        for (auto& [id, batch] : committed) {
            done.insert(done.end(), batch.rows.begin(), batch.rows.end());
            result.committed.push_back(std::move(batch));
        }
        std::sort(done.begin(), done.end());
        const auto isDone = [&done](std::uint64_t row) { return std::binary_search(done.begin(), done.end(), row); };
        std::sort(skipped.begin(), skipped.end());
        skipped.erase(std::unique(skipped.begin(), skipped.end()), skipped.end());
        std::erase_if(skipped, isDone);
        for (auto& [row, marked] : rejected) {
            if (!isDone(row) && !std::binary_search(skipped.begin(), skipped.end(), row)) {
                result.rejected.push_back(std::move(marked));
            }
        }
        result.skipped = std::move(skipped);
        return result;
    }
};

Result<JobPtr> loadFileJob(const std::filesystem::path& journal, std::string_view id)
{
    const auto file = journal / "jobs" / (fileNameOfJob(id) + ".json");
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        return makeError(ErrorCode::NotFound, "upload.job-unknown",
                         fmt::format("There is no upload job {} in {}.", id, journal.string()));
    }
    MS_ASSIGN(JobPtr job, loadJob(file));
    if (job->live) {
        return makeError(ErrorCode::Conflict, "upload.job-is-live",
                         fmt::format("{} took live records; there is no file behind it.", id));
    }
    return job;
}

}  // namespace
}  // namespace upload

Result<std::vector<JobProgress>> readUploadJobs(const std::filesystem::path& folder)
{
    std::vector<JobProgress> result;
    for (const auto& file : upload::jobFiles(folder)) {
        MS_ASSIGN(const upload::JobPtr job, upload::loadJob(file));
        result.push_back(job->progress());
    }
    return result;
}

Result<RowPlace> findUploadRow(const std::filesystem::path& folder, std::string_view id, std::uint64_t row)
{
    MS_ASSIGN(RowPlace place, upload::findRow(folder, id, row));
    if (place.stage != RowStage::Unknown) {
        return place;
    }
    std::error_code ignored;
    const auto file = folder / "jobs" / (upload::fileNameOfJob(id) + ".json");
    if (!std::filesystem::exists(file, ignored)) {
        return makeError(ErrorCode::NotFound, "upload.job-unknown",
                         fmt::format("There is no upload job {} in {}.", id, folder.string()));
    }
    MS_ASSIGN(const upload::JobPtr job, upload::loadJob(file));
    const JobProgress progress = job->progress();
    if (job->live || row == 0) {
        return place;
    }
    if (progress.cancelling || progress.state == JobState::Cancelled) {
        place.stage = RowStage::Dropped;
    } else if (progress.state == JobState::Running) {
        place.stage = RowStage::Received;  // a running file job has acknowledged all of its rows, read or not
    }
    return place;
}

Result<SettledRows> readSettledRows(const std::filesystem::path& journal, std::string_view job)
{
    upload::Collector collector{.job = job, .committed = {}, .rejected = {}, .skipped = {}, .rows = {}};
    for (const auto& file : upload::SegmentLog::files(journal / "places")) {
        MS_TRY(upload::SegmentLog::readFile(file, [&](const upload::Frame& frame) { collector.take(frame); }));
    }
    if (!collector.understood) {
        return makeError(
            ErrorCode::Damaged, "upload.journal-damaged",
            fmt::format("The notes in {} hold something that cannot be understood. Nothing was changed; it "
                        "may have been written by a newer version of the program.",
                        (journal / "places").string()));
    }
    return collector.settle();
}

Result<MappingProfile> readJobProfile(const std::filesystem::path& journal, std::string_view job)
{
    MS_ASSIGN(const upload::JobPtr known, upload::loadFileJob(journal, job));
    return known->profile;
}

Result<std::uint64_t> writeRejectedRows(const std::filesystem::path& journal, std::string_view job,
                                        const std::filesystem::path& target, std::stop_token stop)
{
    MS_ASSIGN(const upload::JobPtr known, upload::loadFileJob(journal, job));
    MS_ASSIGN(const Hash256 hash, hashFile(known->file));
    if (hash != known->sha256) {
        return makeError(ErrorCode::Conflict, "upload.file-changed",
                         fmt::format("{} is not the file any more that was uploaded, so its rows cannot be copied from "
                                     "it. The rejects file of the job still has them with their reasons.",
                                     known->file.string()));
    }
    MS_ASSIGN(const SettledRows settled, readSettledRows(journal, job));
    return copyMarkedRows(known->file, known->profile, settled.rejected, target, stop);
}

}  // namespace meterseal
