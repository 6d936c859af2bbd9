// The journal read from outside, beside a running uploader or without one.
#include "meterseal/upload/settled_rows.h"

#include "meterseal/upload/uploader.h"
#include "upload/journal.h"

#include <fmt/format.h>

namespace meterseal {
namespace upload {
namespace {

Error jobUnknown(std::string_view id, const std::filesystem::path& journal)
{
    return makeError(ErrorCode::NotFound, "upload.job-unknown",
                     fmt::format("There is no upload job {} in {}.", id, journal.string()));
}

Result<JobPtr> findJob(NotesReader& notes, const std::filesystem::path& journal, std::string_view id)
{
    MS_ASSIGN(const auto document, notes.job(id));
    return document ? parseJob(*document) : Result<JobPtr>(jobUnknown(id, journal));
}

Result<JobPtr> loadFileJob(const std::filesystem::path& journal, std::string_view id)
{
    MS_ASSIGN(NotesReader notes, NotesReader::open(journal));
    MS_ASSIGN(JobPtr job, findJob(notes, journal, id));
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
    MS_ASSIGN(upload::NotesReader notes, upload::NotesReader::open(folder));
    MS_ASSIGN(const std::vector<std::string> documents, notes.jobs());
    std::vector<JobProgress> result;
    for (const std::string& document : documents) {
        MS_ASSIGN(const upload::JobPtr job, upload::parseJob(document));
        result.push_back(job->progress());
    }
    return result;
}

Result<AlarmCounts> readAlarmCounts(const std::filesystem::path& folder, Timestamp from, Timestamp to)
{
    MS_ASSIGN(upload::NotesReader notes, upload::NotesReader::open(folder));
    return notes.alarms(from, to);
}

Result<RowPlace> findUploadRow(const std::filesystem::path& folder, std::string_view id, std::uint64_t row)
{
    MS_ASSIGN(upload::NotesReader notes, upload::NotesReader::open(folder));
    MS_ASSIGN(RowPlace place, notes.where(id, row));
    if (place.stage != RowStage::Unknown) {
        return place;
    }
    MS_ASSIGN(const bool waits, upload::waitsInJournal(folder, id, row));
    if (waits) {
        place.stage = RowStage::Received;
        return place;
    }
    MS_ASSIGN(const upload::JobPtr job, upload::findJob(notes, folder, id));
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
    MS_ASSIGN(upload::NotesReader notes, upload::NotesReader::open(journal));
    return notes.settled(job);
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
