// upload --follow: whole new lines of a growing JSON Lines file, as live records; the place in the file is kept in the
// journal with them, so that a restart goes on behind the last durable line.
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/upload_job.h"
#include "cli/upload_view.h"
#include "meterseal/crypto/sha256.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace meterseal::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPieceBytes = 4u << 20;
constexpr std::size_t kHeadBytes = 4096;
constexpr auto kPollEvery = std::chrono::milliseconds(200);

// The followed file, kept open: a log that is rotated is read to its end under its old name before the new one is.
class FollowedFile {
public:
    explicit FollowedFile(fs::path path) : m_path(std::move(path)) {}
    ~FollowedFile() { close(); }
    FollowedFile(const FollowedFile&) = delete;
    FollowedFile& operator=(const FollowedFile&) = delete;

    // False while there is no such file: being rotated.
    bool open()
    {
        if (m_fd < 0) {
            m_fd = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC);
        }
        return m_fd >= 0;
    }
    void close()
    {
        if (m_fd >= 0) {
            ::close(std::exchange(m_fd, -1));
        }
    }
    // Another file has the name by now.
    bool replaced() const
    {
        struct stat mine {};
        struct stat named {};
        return ::fstat(m_fd, &mine) == 0 && ::stat(m_path.c_str(), &named) == 0 &&
               (mine.st_dev != named.st_dev || mine.st_ino != named.st_ino);
    }
    std::uint64_t size() const
    {
        struct stat mine {};
        return ::fstat(m_fd, &mine) == 0 ? static_cast<std::uint64_t>(mine.st_size) : 0;
    }
    std::string read(std::uint64_t offset, std::size_t most) const
    {
        std::string bytes(most, '\0');
        const ssize_t got = ::pread(m_fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return bytes;
    }

private:
    const fs::path m_path;
    int m_fd = -1;
};

struct Follower {
    Uploader& uploader;
    const fs::path file;
    const MappingProfile profile;
    const std::string job;
    const fs::path spool;
    const fs::path headFile;  // how the file began whose place the journal keeps
    RejectsFile rejects;
    std::uint64_t offset;
    FollowedFile input{file};
    std::uint64_t rejected = 0;
    bool headKept = false;

    // A file of this name that begins otherwise than the one that was followed is another one.
    void findPlace()
    {
        if (offset == 0 || !input.open()) {
            return;
        }
        std::ifstream in(headFile, std::ios::binary);
        std::string head((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        headKept = !head.empty() && input.size() >= offset && input.read(0, head.size()) == head;
        if (!headKept) {
            fromBeginning("is not the file any more that was followed");
        }
    }
    void fromBeginning(std::string_view why)
    {
        note(fmt::format("{} {}: it is read from its beginning; what is anchored is found so.",
                         printable(file.string()), why));
        offset = 0;
        headKept = false;
    }

    // The whole lines behind `offset`; empty where there is none yet.
    Result<std::string> nextPiece()
    {
        if (!input.open()) {
            return std::string();
        }
        if (input.size() < offset) {
            fromBeginning("became shorter");
        }
        std::string piece = input.read(offset, kPieceBytes);
        const std::size_t end = piece.rfind('\n');
        if (end == std::string::npos && piece.size() >= kPieceBytes) {
            return makeError(ErrorCode::InvalidArgument, "upload.follow",
                             fmt::format("{} has a line longer than {} bytes at byte {}. What came before it is taken.",
                                         file.string(), kPieceBytes, offset));
        }
        if (piece.empty() && input.replaced()) {
            input.close();
            fromBeginning("was replaced by another file");
            return std::string();
        }
        if (end == std::string::npos && !piece.empty() && input.replaced()) {
            return piece;  // nobody will end this line any more
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
        if (!headKept) {
            std::ofstream(headFile, std::ios::binary | std::ios::trunc)
                << input.read(0, static_cast<std::size_t>(std::min<std::uint64_t>(offset, kHeadBytes)));
            headKept = true;
        }
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
    MS_ASSIGN(const MappingProfile profile, uploadProfile(context, options, options.files[0]));
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
                      opened.session->workspace.journalFolder() / (job + ".head"),
                      RejectsFile(rejects, file.string()),
                      uploader.liveSource(job)};
    follower.findPlace();
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
    if (follower.rejected > 0) {
        note(fmt::format("{} lines were rejected, with reasons: {}", follower.rejected, printable(rejects.string())));
    }
    const auto progress = uploader.job(job);
    if (context.json && progress.ok()) {
        printJson(toJson(*progress));
    }
    return follower.rejected > 0 || (progress.ok() && progress->rejected > 0) ? Outcome::NotIntact : Outcome::Done;
}

}  // namespace meterseal::cli
