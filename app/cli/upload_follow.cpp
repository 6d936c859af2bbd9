// upload --follow: whole new lines of a growing JSON Lines file, as live records; the place in the file is kept in the
// journal with them, so that a restart goes on behind the last durable line.
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/upload_job.h"
#include "cli/upload_view.h"
#include "meterseal/crypto/sha256.h"

#include <fmt/format.h>

#include <fstream>
#include <thread>

namespace meterseal::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPieceBytes = 4u << 20;
constexpr auto kPollEvery = std::chrono::milliseconds(200);

struct Follower {
    Uploader& uploader;
    const fs::path file;
    const MappingProfile profile;
    const std::string job;
    const fs::path spool;
    RejectsFile rejects;
    std::uint64_t offset;
    std::uint64_t rejected = 0;

    // The whole lines behind `offset`; empty where there is none yet.
    Result<std::string> nextPiece()
    {
        std::error_code failed;
        const std::uint64_t size = fs::file_size(file, failed);
        if (failed) {
            return std::string();  // not there for the moment: being rotated
        }
        if (size < offset) {
            note(fmt::format("{} became shorter: it is read from its beginning; what is anchored is found so.",
                             printable(file.string())));
            offset = 0;
        }
        std::ifstream in(file, std::ios::binary);
        in.seekg(static_cast<std::streamoff>(offset));
        std::string piece(std::min<std::uint64_t>(kPieceBytes, size - offset), '\0');
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        piece.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
        const std::size_t end = piece.rfind('\n');
        if (end == std::string::npos && piece.size() >= kPieceBytes) {
            return makeError(ErrorCode::InvalidArgument, "upload.follow",
                             fmt::format("{} has a line longer than {} bytes at byte {}. What came before it is taken.",
                                         file.string(), kPieceBytes, offset));
        }
        piece.resize(end == std::string::npos ? 0 : end + 1);
        return piece;
    }

    Status take(const std::string& piece)
    {
        std::ofstream(spool, std::ios::binary | std::ios::trunc) << piece;
        MS_ASSIGN(const auto source, RecordSource::open(spool, profile, [this](const RejectedRow& row) {
                      ++rejected;
                      RejectedRow placed = row;
                      placed.message += fmt::format(" (line {} of the piece that begins at byte {})", row.line, offset);
                      if (const Status added = rejects.add(placed); !added.ok()) {
                          note(added.error().message);
                      }
                  }));
        std::vector<SourceRow> rows;
        std::vector<HealthRecord> records;
        for (;;) {
            MS_ASSIGN(const std::size_t count, source->read(rows, 4096));
            if (count == 0) {
                break;
            }
            for (std::size_t i = 0; i < count; ++i) {
                records.push_back(rows[i].record);
            }
        }
        offset += piece.size();
        MS_ASSIGN([[maybe_unused]] const Acknowledged acknowledged,
                  uploader.submit(job, records, std::chrono::minutes(10), offset));
        return {};
    }
};

}  // namespace

Result<Outcome> runFollow(const Context& context, const UploadVerbOptions& options)
{
    if (options.files.size() != 1) {
        return usageError("--follow takes exactly one file.");
    }
    std::error_code failed;
    const fs::path file = fs::absolute(options.files[0], failed);
    MS_ASSIGN(const MappingProfile profile, uploadProfile(options, options.files[0]));
    if (profile.format != FileFormat::JsonLines) {
        return usageError("--follow reads JSON Lines files only: other formats have no end of a row to wait for.");
    }
    MS_ASSIGN(UploadSession opened, openUploadSession(context, options));
    Uploader& uploader = *opened.uploader;
    const std::string job = "follow-" + crypto::sha256(file.native()).hex().substr(0, 16);
    const fs::path rejects = options.rejects.empty() ? opened.session->workspace.rejectsFolder() / (job + ".csv")
                                                     : fs::path(options.rejects);
    fs::create_directories(rejects.parent_path(), failed);
    Follower follower{uploader,
                      file,
                      profile,
                      job,
                      opened.session->workspace.journalFolder() / (job + ".piece"),
                      RejectsFile(rejects, file.string()),
                      uploader.liveSource(job)};
    note(fmt::format("Following {} from byte {} as job {}; Ctrl-C ends.", printable(file.string()), follower.offset,
                     job));
    const InterruptGuard interrupt;
    {
        UploadView view(context, uploader);
        while (!interrupted()) {
            view.update({job});
            MS_ASSIGN(const std::string piece, follower.nextPiece());
            if (!piece.empty()) {
                MS_TRY(follower.take(piece));
            } else {
                std::this_thread::sleep_for(kPollEvery);
            }
            const UploadSnapshot s = uploader.snapshot();
            if (!s.error.empty()) {
                return makeError(ErrorCode::Io, "upload.failed", s.error);
            }
        }
    }
    MS_TRY(follower.rejects.close());
    MS_TRY(uploader.stop());
    fs::remove(follower.spool, failed);
    const UploadSnapshot s = uploader.snapshot();
    note(fmt::format("Stopped at byte {}. {} records were acknowledged, {} committed; {} batches and {} records wait "
                     "in the journal and go on with the next start.",
                     follower.offset, s.acknowledged, s.committedRecords, s.unfinishedBatches, s.pendingRecords));
    const auto progress = uploader.job(job);
    if (context.json && progress.ok()) {
        printJson(toJson(*progress));
    }
    return follower.rejected > 0 || (progress.ok() && progress->rejected > 0) ? Outcome::NotIntact : Outcome::Done;
}

}  // namespace meterseal::cli
