// Block files on a disk or a stick.
#include "meterseal/chain/block_source.h"

#include "meterseal/file/file_stream.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

// Of the blocks that the replica has, so many of the newest are handed over too: their notes may carry cosignatures
// that are new here.
constexpr Height kKnownBlocks = 1024;

Error unreadable(const std::filesystem::path& path, std::string_view why)
{
    return makeError(ErrorCode::Unavailable, "replica.unreachable",
                     fmt::format("{} cannot be read: {}. Nothing is wrong with the ledger here; plug the stick in or "
                                 "check the path.",
                                 path.string(), why));
}

class FileSource final : public BlockSource {
public:
    explicit FileSource(std::filesystem::path path) : m_path(std::move(path)) {}

    std::string name() const override { return m_path.string(); }

    Status read(Height from, const Take& take, const std::stop_token& stop) override
    {
        MS_ASSIGN(std::vector<Found> files, find());
        bool any = false;
        for (std::size_t i = 0; i < files.size() && !stop.stop_requested(); ++i) {
            // All of it is before what is wanted where the next file begins early enough.
            if (i + 1 < files.size() && files[i + 1].first + kKnownBlocks <= from) {
                continue;
            }
            MS_ASSIGN(const bool more, readFile(files[i], from, take, stop, any));
            if (!more) {
                break;
            }
        }
        return {};
    }

private:
    struct Found {
        std::filesystem::path file;
        Height first = 0;
    };

    Result<std::vector<Found>> find() const
    {
        std::error_code error;
        std::vector<Found> files;
        if (!std::filesystem::is_directory(m_path, error)) {
            if (!std::filesystem::exists(m_path, error)) {
                return unreadable(m_path, "there is nothing under this name");
            }
            files.push_back({m_path, 0});
            return files;
        }
        for (const auto& entry : std::filesystem::directory_iterator(m_path, error)) {
            if (entry.path().filename().string().ends_with(kBlockFileSuffix)) {
                files.push_back({entry.path(), 0});
            }
        }
        if (error) {
            return unreadable(m_path, error.message());
        }
        for (Found& found : files) {
            MS_ASSIGN(found.first, firstHeight(found.file));
        }
        std::erase_if(files, [](const Found& found) { return found.first == 0; });
        std::sort(files.begin(), files.end(), [](const Found& a, const Found& b) { return a.first < b.first; });
        return files;
    }

    // 0: the file has no block.
    static Result<Height> firstHeight(const std::filesystem::path& file)
    {
        auto opened = File::open(file, OpenFor::Reading);
        if (!opened) {
            return unreadable(file, opened.error().message);
        }
        FileReadStream in(*opened);
        MS_ASSIGN(BlockFileReader reader, BlockFileReader::open(in));
        Height first = 0;
        MS_ASSIGN(const auto frame, reader.next([&](Height height) {
            first = height;
            return false;
        }));
        return frame && first == 0 ? Height(1) : first;
    }

    // False where `take` wants no more.
    static Result<bool> readFile(const Found& found, Height from, const Take& take, const std::stop_token& stop,
                                 bool& any)
    {
        auto opened = File::open(found.file, OpenFor::Reading);
        if (!opened) {
            return unreadable(found.file, opened.error().message);
        }
        FileReadStream in(*opened);
        MS_ASSIGN(BlockFileReader reader, BlockFileReader::open(in));
        std::optional<BlockFrame> last;  // passed over; handed over where nothing else is
        while (!stop.stop_requested()) {
            Height height = from;
            auto frame = reader.next([&](Height h) {
                height = h;
                return h >= from;
            });
            MS_TRY(frame.status());
            if (!*frame) {
                break;
            }
            if (height + kKnownBlocks < from) {
                last = std::move(*frame);
                continue;
            }
            any = true;
            last.reset();
            MS_ASSIGN(const bool more, take(std::move(**frame), reader.origin()));
            if (!more) {
                return false;
            }
        }
        if (last && !any) {
            return take(std::move(*last), reader.origin());
        }
        return true;
    }

    std::filesystem::path m_path;
};

}  // namespace

std::unique_ptr<BlockSource> fileSource(std::filesystem::path fileOrFolder)
{
    return std::make_unique<FileSource>(std::move(fileOrFolder));
}

Result<std::unique_ptr<BlockSource>> openSource(const std::string& pathOrUrl, const HttpLimits& limits)
{
    if (pathOrUrl.find("://") != std::string::npos) {
        return httpSource(pathOrUrl, limits);
    }
    return fileSource(pathOrUrl);
}

}  // namespace meterseal
