#include "meterseal/source/spool.h"

#include "file/pipe.h"
#include "source/temporary_file.h"

#include <chrono>
#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::chrono::milliseconds kAskEvery{200};
constexpr std::size_t kBlockBytes = 256 * 1024;

Error readError(const Error& cause)
{
    return rephrased(cause, cause.code == ErrorCode::NotFound ? "source.not-found" : "source.io",
                     "Nothing was changed.");
}

Status copyAll(Pipe& from, const std::filesystem::path& file, source::TemporaryFile& to,
               const std::function<bool()>& stop)
{
    std::string block(kBlockBytes, '\0');
    for (;;) {
        if (stop && stop()) {
            return makeError(ErrorCode::Cancelled, "source.stopped", "Stopped. Nothing was written.");
        }
        const auto got = from.read(block.data(), block.size(), kAskEvery);
        if (!got) {
            return readError(got.error());
        }
        if (!*got) {
            continue;
        }
        if (**got == 0) {
            return {};
        }
        if (to.size() > source::kMaxUnpackedBytes) {
            return makeError(ErrorCode::InvalidArgument, "source.too-big",
                             fmt::format("{} gives more than {} bytes. Nothing of it was read.", file.string(),
                                         source::kMaxUnpackedBytes));
        }
        MS_TRY(to.append({block.data(), **got}));
    }
}

}  // namespace

struct SpooledFile::Copy {
    std::unique_ptr<source::TemporaryFile> file;
};

SpooledFile::SpooledFile(std::filesystem::path path, std::unique_ptr<Copy> copy)
    : m_path(std::move(path)), m_copy(std::move(copy))
{}
SpooledFile::SpooledFile(SpooledFile&&) noexcept = default;
SpooledFile& SpooledFile::operator=(SpooledFile&&) noexcept = default;
SpooledFile::~SpooledFile() = default;

Result<SpooledFile> SpooledFile::take(const std::filesystem::path& file, const std::function<bool()>& stop)
{
    const std::filesystem::path named = file == "-" ? std::filesystem::path("/dev/stdin") : file;
    std::error_code failed;
    const std::filesystem::file_status status = std::filesystem::status(named, failed);
    if (std::filesystem::is_regular_file(status) || std::filesystem::is_directory(status) ||
        !std::filesystem::exists(status)) {
        return SpooledFile(named, nullptr);  // whoever opens it says what is wrong with it
    }
    auto from = Pipe::open(named);
    if (!from) {
        return readError(from.error());
    }
    auto copy = std::make_unique<Copy>();
    MS_ASSIGN(copy->file, source::TemporaryFile::make());
    MS_TRY(copyAll(*from, file, *copy->file, stop));
    std::filesystem::path path = copy->file->path();
    return SpooledFile(std::move(path), std::move(copy));
}

}  // namespace meterseal
