// Record files: streamed to disk and hashed, then a job of the uploader; its id follows from the content, so the same
// file again anchors nothing twice.
#include "meterseal/workspace/profile_store.h"
#include "meterseal/workspace/upload_file.h"
#include "rest/backend.h"
#include "rest/spool_file.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>

namespace meterseal::rest {

namespace {

constexpr std::int64_t kKeptMs = 7ll * 24 * 3600 * 1000;

// Files of jobs that ended a week ago.
void removeOldFiles(Backend& backend)
{
    const Timestamp time = now();
    for (const JobProgress& job : backend.workspace.uploader()->jobs()) {
        const std::filesystem::path file = job.name;
        if (!job.live && job.state != JobState::Running && job.finished.ms > 0 && time.ms - job.finished.ms > kKeptMs &&
            file.parent_path() == backend.workspace.workspace().folder() / "incoming") {
            std::error_code ignored;
            std::filesystem::remove(file, ignored);
        }
    }
}

// Without the place of the file on this machine.
Json jobJson(const JobProgress& job)
{
    Json object = meterseal::toJson(job);
    object["name"] = std::filesystem::path(job.name).filename().string();
    object.erase("rejectsFile");
    return object;
}

Result<JobProgress> jobOf(Backend& backend, const Call& call)
{
    const std::string& id = call.pathOf("job");
    MS_ASSIGN(const bool owns, backend.ownsJob(call, id));
    auto job = backend.workspace.uploader()->job(id);
    if (!owns || !job || job->live) {
        return makeError(ErrorCode::NotFound, "upload.job-unknown", "This token has no such upload.");
    }
    return job;
}

}  // namespace

Result<Answer> uploadFile(Backend& backend, Call& call)
{
    MS_ASSIGN(const Gate::Pass pass, backend.uploads.enter());
    std::optional<MappingProfile> profile;
    if (const auto name = call.queryOf("profile")) {
        MS_ASSIGN(profile, ProfileStore(backend.workspace.workspace().profilesFolder()).load(*name));
    }
    removeOldFiles(backend);
    MS_ASSIGN(SpoolFile file, SpoolFile::receive(backend, *call.stream));
    if (const auto wanted = call.queryOf("sha256"); wanted && *wanted != file.sha256().hex()) {
        return makeError(ErrorCode::InvalidArgument, "body.digest",
                         fmt::format("What came has the SHA-256 {}. Nothing was kept.", file.sha256().hex()));
    }
    const std::string sha256 = file.sha256().hex();
    MS_ASSIGN(const std::filesystem::path kept, file.keepAs(sha256));
    AuditNote note = backend.note(call, "upload.file", {{"sha256", sha256}});
    const auto job = meterseal::uploadFile(*backend.workspace.uploader(), backend.workspace.workspace(), kept, profile);
    note.result = job.status();
    if (job) {
        note.details["job"] = *job;
    }
    backend.workspace.record(std::move(note));
    if (!job) {
        if (!backend.workspace.uploader()->job(fileJobId(file.sha256()))) {
            std::error_code ignored;
            std::filesystem::remove(kept, ignored);
        }
        return job.error();
    }
    MS_TRY(backend.keepOwner(*job, call.caller.token));
    MS_ASSIGN(const JobProgress progress, backend.workspace.uploader()->job(*job));
    return jsonAnswer(202, jobJson(progress));
}

Result<Answer> listUploads(Backend& backend, Call& call)
{
    Json rows = Json::array();
    for (const JobProgress& job : backend.workspace.uploader()->jobs()) {
        MS_ASSIGN(const bool owns, backend.ownsJob(call, job.id));
        if (owns && !job.live) {
            rows.push_back(jobJson(job));
        }
    }
    return jsonAnswer(200, Json{{"rows", std::move(rows)}});
}

Result<Answer> getUpload(Backend& backend, Call& call)
{
    MS_ASSIGN(const JobProgress job, jobOf(backend, call));
    return jsonAnswer(200, jobJson(job));
}

Result<Answer> locateRow(Backend& backend, Call& call)
{
    MS_ASSIGN(const JobProgress job, jobOf(backend, call));
    const std::string& text = call.pathOf("row");
    std::uint64_t row = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), row);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || row > INT64_MAX) {
        return makeError(ErrorCode::InvalidArgument, "query.value", "A row is a whole number, 1 or more.");
    }
    MS_ASSIGN(const RowPlace place, backend.workspace.uploader()->where(job.id, row));
    const bool placed = !place.tx.isZero();
    return jsonAnswer(200, Json{{"row", row},
                                {"stage", toString(place.stage)},
                                {"tx", placed ? Json(place.tx.hex()) : Json()},
                                {"height", place.stage == RowStage::Committed ? Json(place.height) : Json()},
                                {"reason", place.reason.empty() ? Json() : Json(place.reason)},
                                {"message", place.message.empty() ? Json() : Json(place.message)}});
}

Result<Answer> cancelUpload(Backend& backend, Call& call)
{
    MS_ASSIGN(const JobProgress job, jobOf(backend, call));
    MS_TRY(backend.workspace.uploader()->cancelJob(job.id));
    backend.workspace.record(backend.note(call, "upload.cancel", {{"job", job.id}}));
    MS_ASSIGN(const JobProgress after, backend.workspace.uploader()->job(job.id));
    return jsonAnswer(202, jobJson(after));
}

}  // namespace meterseal::rest
