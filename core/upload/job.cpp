#include "upload/job.h"

#include "meterseal/file/file.h"
#include "upload/notes.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal {
namespace {

struct NamedState {
    JobState state;
    std::string_view name;
};
constexpr NamedState kJobStates[] = {{JobState::Running, "running"},
                                     {JobState::Done, "done"},
                                     {JobState::Failed, "failed"},
                                     {JobState::Cancelled, "cancelled"}};

}  // namespace

std::string_view toString(JobState state)
{
    for (const NamedState& known : kJobStates) {
        if (known.state == state) {
            return known.name;
        }
    }
    return "unknown";
}

std::string_view toString(RowStage stage)
{
    switch (stage) {
    case RowStage::Unknown:
        return "unknown";
    case RowStage::Received:
        return "received";
    case RowStage::Buffered:
        return "buffered";
    case RowStage::InBatch:
        return "in-batch";
    case RowStage::Submitted:
        return "submitted";
    case RowStage::Committed:
        return "committed";
    case RowStage::Rejected:
        return "rejected";
    case RowStage::Duplicate:
        return "duplicate";
    case RowStage::AlreadyAnchored:
        return "already-anchored";
    case RowStage::Dropped:
        return "dropped";
    }
    return "unknown";
}

std::string fileJobId(const Hash256& sha256)
{
    return sha256.hex().substr(0, 16);
}

namespace upload {
namespace {

Error jobDamaged(std::string_view why)
{
    return makeError(ErrorCode::Damaged, "upload.journal-damaged",
                     fmt::format("A job in the notes of the upload journal cannot be understood: {}. Nothing was "
                                 "changed; restore notes.db from a copy, or move it away and upload the files again "
                                 "(what is anchored already is found).",
                                 why));
}

}  // namespace

JobProgress Job::progress() const
{
    JobProgress p;
    p.id = id;
    p.live = live;
    p.name = live ? id : file.string();
    p.sha256 = sha256;
    p.started = started;
    p.bytesTotal = bytesTotal;
    p.rejectsFile = rejectsFile;
    p.bytesRead = counters.bytesRead;
    p.rows = counters.rows;
    p.rejected = counters.rejected;
    p.quiet = counters.quiet;
    p.duplicates = counters.duplicates;
    p.alreadyAnchored = counters.alreadyAnchored;
    p.dropped = counters.dropped;
    p.records = counters.records;
    p.batches = counters.batches;
    p.committedRecords = counters.committedRecords;
    p.committedBatches = counters.committedBatches;
    const std::lock_guard lock(mutex);
    p.state = state;
    p.cancelling = state == JobState::Running && cancelled;
    p.error = error;
    p.errorReason = errorReason;
    p.finished = finished;
    return p;
}

Status journalTrouble(const Status& status)
{
    return status ? Status()
                  : Status(rephrased(status.error(), "upload.journal-io",
                                     "What was acknowledged before is safe; make room or repair the disk, then start "
                                     "again."));
}

Status saveJob(Notes& notes, const Job& job, bool durable)
{
    const std::lock_guard saving(job.saveMutex);
    const JobProgress p = job.progress();
    const nlohmann::ordered_json json = {
        {"v", 1},
        {"id", p.id},
        {"live", p.live},
        {"file", toHex(asBytes(job.file.native()))},  // a path is bytes, not always UTF-8
        {"sha256", p.sha256.hex()},
        {"profile", job.live ? "" : profileToJson(job.profile)},
        {"rejectsFile", toHex(asBytes(job.rejectsFile.native()))},
        {"state", toString(p.state)},
        {"cancelling", p.cancelling},
        {"dropped", p.dropped},
        {"error", p.error},
        {"errorReason", p.errorReason},
        {"started", p.started.ms},
        {"finished", p.finished.ms},
        {"bytesRead", p.bytesRead},
        {"bytesTotal", p.bytesTotal},
        {"rows", p.rows},
        {"rejected", p.rejected},
        {"duplicates", p.duplicates},
        {"alreadyAnchored", p.alreadyAnchored},
        {"records", p.records},
        {"batches", p.batches},
        {"committedRecords", p.committedRecords},
        {"committedBatches", p.committedBatches},
    };
    std::string text;
    try {
        text = json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace);
    } catch (const std::exception& e) {
        return makeError(ErrorCode::Internal, "upload.journal-io", e.what());
    }
    notes.job(job.id, std::move(text));
    return durable ? notes.flush(true) : Status();
}

Result<JobPtr> parseJob(std::string_view document)
{
    try {
        const auto json = nlohmann::json::parse(document);
        auto job = std::make_shared<Job>();
        job->id = json.at("id").get<std::string>();
        job->live = json.at("live").get<bool>();
        MS_ASSIGN(const Bytes path, fromHex(json.at("file").get<std::string>(), "file"));
        job->file = std::string(asText(path));
        MS_ASSIGN(const Bytes rejects, fromHex(json.at("rejectsFile").get<std::string>(), "rejectsFile"));
        job->rejectsFile = std::string(asText(rejects));
        MS_ASSIGN(job->sha256, Hash256::fromHex(json.at("sha256").get<std::string>()));
        if (!job->live) {
            MS_ASSIGN(job->profile, parseProfile(json.at("profile").get<std::string>()));
        }
        const auto state = json.at("state").get<std::string>();
        for (const NamedState& known : kJobStates) {
            if (known.name == state) {
                job->state = known.state;
            }
        }
        job->cancelled = json.value("cancelling", false);  // journals of earlier versions know no cancelling
        job->error = json.at("error").get<std::string>();
        job->errorReason = json.value("errorReason", std::string());  // journals of earlier versions have none
        job->started.ms = json.at("started").get<std::int64_t>();
        job->finished.ms = json.at("finished").get<std::int64_t>();
        job->bytesTotal = json.at("bytesTotal").get<std::uint64_t>();
        JobCounters& c = job->counters;
        c.bytesRead = json.at("bytesRead").get<std::uint64_t>();
        c.rows = json.at("rows").get<std::uint64_t>();
        c.rejected = json.at("rejected").get<std::uint64_t>();
        c.duplicates = json.at("duplicates").get<std::uint64_t>();
        c.alreadyAnchored = json.at("alreadyAnchored").get<std::uint64_t>();
        c.dropped = json.value("dropped", std::uint64_t(0));
        c.records = json.at("records").get<std::uint64_t>();
        c.batches = json.at("batches").get<std::uint64_t>();
        c.committedRecords = json.at("committedRecords").get<std::uint64_t>();
        c.committedBatches = json.at("committedBatches").get<std::uint64_t>();
        return job;
    } catch (const std::exception& e) {
        return jobDamaged(e.what());
    }
}

}  // namespace upload
}  // namespace meterseal
