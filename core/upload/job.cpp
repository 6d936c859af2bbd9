#include "upload/job.h"

#include "meterseal/base/text.h"
#include "meterseal/crypto/sha256.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

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

Result<Hash256> hashFile(const std::filesystem::path& file)
{
    constexpr std::size_t kPiece = 256u << 10;
    const auto failed = [&](int error) {
        return makeError(error == ENOENT ? ErrorCode::NotFound : ErrorCode::Io, "upload.file",
                         fmt::format("The file {} cannot be read: {}. Nothing was taken from it.", file.string(),
                                     std::strerror(error)));
    };
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (fd < 0 || ::fstat(fd, &info) != 0) {
        const int error = errno;
        if (fd >= 0) {
            ::close(fd);
        }
        return failed(error);
    }
    if (!S_ISREG(info.st_mode)) {
        ::close(fd);
        return makeError(ErrorCode::InvalidArgument, "upload.file",
                         fmt::format("{} is not a regular file, so it cannot be a job's source.", file.string()));
    }
    crypto::Sha256Stream digest;
    Bytes piece(kPiece);
    for (;;) {
        const ssize_t got = ::read(fd, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            const int error = errno;
            ::close(fd);
            return failed(error);
        }
        if (got == 0) {
            break;
        }
        digest.update(ByteView(piece).first(static_cast<std::size_t>(got)));
    }
    ::fsync(fd);  // the file is the journal of its job; best effort, it may lie on a read-only medium
    ::close(fd);
    return digest.finish();
}

std::string fileJobId(const Hash256& sha256)
{
    return sha256.hex().substr(0, 16);
}

namespace upload {
namespace {

Error jobDamaged(const std::filesystem::path& file, std::string_view why)
{
    return makeError(ErrorCode::Damaged, "upload.journal-damaged",
                     fmt::format("The job file {} cannot be understood: {}. Nothing was changed; restore it from a "
                                 "copy, or remove it and upload the file again (what is anchored already is found).",
                                 file.string(), why));
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

std::string fileNameOfJob(std::string_view id)
{
    return checkMeterId(id).ok() ? std::string(id) : "x" + toHex(asBytes(id));
}

Status replaceFile(const std::filesystem::path& file, std::string_view content, bool durable)
{
    std::filesystem::path fresh = file;
    fresh += ".new";
    const auto failed = [&] {
        return makeError(
            ErrorCode::Io, "upload.journal-io",
            fmt::format("Writing {} failed: {}. The old content was kept.", file.string(), std::strerror(errno)));
    };
    const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) {
        return failed();
    }
    const bool written = ::write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size()) &&
                         (!durable || ::fsync(fd) == 0);
    if (::close(fd) != 0 || !written || ::rename(fresh.c_str(), file.c_str()) != 0) {
        return failed();
    }
    if (durable) {
        const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        const bool synced = folder >= 0 && ::fsync(folder) == 0;
        if (folder >= 0) {
            ::close(folder);
        }
        if (!synced) {
            return failed();
        }
    }
    return {};
}

Status saveJob(const std::filesystem::path& folder, const Job& job, bool durable)
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
    return replaceFile(folder / "jobs" / (fileNameOfJob(job.id) + ".json"), text, durable);
}

Result<JobPtr> loadJob(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    if (!in) {
        return jobDamaged(file, "it cannot be read");
    }
    try {
        const auto json = nlohmann::json::parse(content.str());
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
        job->cancelled = json.value("cancelling", false);  // journals of before know no cancelling
        job->error = json.at("error").get<std::string>();
        job->errorReason = json.value("errorReason", std::string());  // journals of before have none
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
        return jobDamaged(file, e.what());
    }
}

std::vector<std::filesystem::path> jobFiles(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> result;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "jobs", ignored)) {
        if (entry.path().extension() == ".json") {
            result.push_back(entry.path());
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

}  // namespace upload
}  // namespace meterseal
