// upload --follow: whole new lines of a growing JSON Lines file, as live records; the place in the file is kept in the
// journal with them, so that a restart goes on behind the last durable line.
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/upload_job.h"
#include "cli/upload_view.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/file/whole_file.h"

#include <fmt/format.h>

#include <optional>
#include <thread>

namespace meterseal::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPieceBytes = 4u << 20;
constexpr std::size_t kHeadBytes = 4096;
constexpr std::size_t kTailBytes = 4096;
constexpr auto kPollEvery = std::chrono::milliseconds(200);

// The followed file, kept open: a log that is rotated is read to its end under its old name before the new one is.
class FollowedFile {
public:
    explicit FollowedFile(fs::path path) : m_path(std::move(path)) {}

    // False while there is no such file: being rotated.
    Result<bool> open()
    {
        if (!m_file) {
            auto opened = File::open(m_path, OpenFor::Reading);
            if (!opened) {
                return opened.error().code == ErrorCode::NotFound ? Result<bool>(false) : Result<bool>(opened.error());
            }
            m_file = std::move(*opened);
        }
        return true;
    }
    void close() { m_file.reset(); }
    // Another file has the name by now.
    bool replaced() const
    {
        const auto mine = m_file->stamp();
        const auto named = stampOf(m_path);
        return mine && named && !mine->sameFile(*named);
    }
    Result<std::uint64_t> size() const { return m_file->size(); }
    Result<std::string> read(std::uint64_t offset, std::size_t most) const
    {
        std::string bytes(most, '\0');
        MS_ASSIGN(const std::size_t got, m_file->readAt(offset, bytes.data(), bytes.size()));
        bytes.resize(got);
        return bytes;
    }

private:
    const fs::path m_path;
    std::optional<File> m_file;
};

struct Follower {
    Uploader& uploader;
    const fs::path file;
    const MappingProfile profile;
    const std::string job;
    const fs::path headFile;  // how the file began whose place the journal keeps
    RejectsFile rejects;
    std::uint64_t offset;
    FollowedFile input{file};
    std::uint64_t rejected = 0;
    bool headKept = false;
    std::string tail = {};  // what was read last before `offset`

    // A file of this name that begins otherwise than the one that was followed is another one.
    Status findPlace()
    {
        if (offset == 0) {
            return {};
        }
        MS_ASSIGN(const bool there, input.open());
        if (!there) {
            return {};
        }
        const auto head = readWhole(headFile, kHeadBytes);
        MS_ASSIGN(const std::uint64_t size, input.size());
        MS_ASSIGN(const std::string begin, input.read(0, head ? head->size() : 0));
        headKept = head && !head->empty() && size >= offset && begin == *head;
        if (!headKept) {
            fromBeginning("is not the file any more that was followed");
        }
        return {};
    }
    void fromBeginning(std::string_view why)
    {
        note(fmt::format("{} {}: it is read from its beginning; what is anchored is found so.",
                         printable(file.string()), why));
        offset = 0;
        headKept = false;
        tail.clear();
    }
    // Cut to nothing by a log rotation that copies (copytruncate) and grown beyond `offset` again before anybody
    // looked: what stands before the place is not what was read there.
    Result<bool> overtaken() const
    {
        MS_ASSIGN(const std::string there, input.read(offset - tail.size(), tail.size()));
        return there != tail;
    }

    // The whole lines behind `offset`; empty where there is none yet.
    Result<std::string> nextPiece()
    {
        MS_ASSIGN(const bool there, input.open());
        if (!there) {
            return std::string();
        }
        MS_ASSIGN(const std::uint64_t size, input.size());
        if (size < offset) {
            fromBeginning("became shorter");
        } else if (size > offset) {
            MS_ASSIGN(const bool another, overtaken());
            if (another) {
                fromBeginning("was cut and written anew");
            }
        }
        MS_ASSIGN(std::string piece, input.read(offset, kPieceBytes));
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

    // Its records and its rejects are both on disk before the place moves behind them. What is said twice after a crash
    // is found so on the ledger, or stands twice in the rejects file; nothing is said by nobody.
    Status take(const std::string& piece)
    {
        Status told;
        std::uint64_t unreadable = 0;
        MS_ASSIGN(const auto source, RecordSource::openMemory(piece, profile, [&](const RejectedRow& row) {
                      RejectedRow placed = row;
                      placed.message += fmt::format(" (line {} of the piece that begins at byte {})", row.line, offset);
                      ++unreadable;
                      told = told ? rejects.add(placed) : told;
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
        MS_TRY(told);
        if (unreadable > 0) {
            MS_TRY(rejects.sync());
            MS_TRY(uploader.countRejected(job, unreadable));
        }
        const std::uint64_t next = offset + piece.size();
        MS_ASSIGN([[maybe_unused]] const Acknowledged acknowledged,
                  uploader.submit(job, records, std::chrono::minutes(10), next));
        offset = next;
        tail.append(piece);
        tail.erase(0, tail.size() - std::min(tail.size(), kTailBytes));
        rejected += unreadable;
        return headKept ? Status() : keepHead();
    }
    Status keepHead()
    {
        MS_ASSIGN(const std::string head,
                  input.read(0, static_cast<std::size_t>(std::min<std::uint64_t>(offset, kHeadBytes))));
        MS_TRY(replaceFile(headFile, head));
        headKept = true;
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
    MS_ASSIGN(const auto open, openForUpload(context, options));
    Uploader& uploader = *open->uploader();
    const std::string job = "follow-" + crypto::sha256(file.native()).hex().substr(0, 16);
    const fs::path rejects =
        options.rejects.empty() ? open->workspace().rejectsFolder() / (job + ".csv") : fs::path(options.rejects);
    fs::create_directories(rejects.parent_path(), failed);
    Follower follower{uploader,
                      file,
                      profile,
                      job,
                      open->workspace().journalFolder() / (job + ".head"),
                      RejectsFile(rejects, file.string(), RejectsFile::Mode::Append),
                      uploader.liveSource(job)};
    MS_TRY(follower.findPlace());
    const auto known = uploader.job(job);
    const std::uint64_t rejectedBefore = known.ok() ? known->rejected : 0;
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
    return progress.ok() && progress->rejected > rejectedBefore ? Outcome::NotIntact : Outcome::Done;
}

}  // namespace meterseal::cli
