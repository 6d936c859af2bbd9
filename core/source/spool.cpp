#include "meterseal/source/spool.h"

#include "source/temporary_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

namespace meterseal {

namespace {

constexpr int kAskEveryMs = 200;
constexpr std::size_t kBlockBytes = 256 * 1024;

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

Error readError(const std::filesystem::path& file, int number)
{
    return makeError(number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                     number == ENOENT ? "source.not-found" : "source.io",
                     fmt::format("{} cannot be read: {}. Nothing was changed.", file.string(), std::strerror(number)));
}

// Waits for something to read. A FIFO that nobody has opened for writing yet is silent; one whose writers are gone is
// at its end.
Status waitForBytes(int fd, const std::function<bool()>& stop)
{
    for (;;) {
        if (stop && stop()) {
            return makeError(ErrorCode::Cancelled, "source.stopped", "Stopped. Nothing was written.");
        }
        pollfd wanted{fd, POLLIN, 0};
        if (::poll(&wanted, 1, kAskEveryMs) > 0) {
            return {};
        }
    }
}

Status copyAll(int fd, const std::filesystem::path& file, source::TemporaryFile& to, const std::function<bool()>& stop)
{
    std::string block(kBlockBytes, '\0');
    for (;;) {
        MS_TRY(waitForBytes(fd, stop));
        const ssize_t got = ::read(fd, block.data(), block.size());
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (got < 0) {
            return readError(file, errno);
        }
        if (got == 0) {
            return {};
        }
        if (to.size() > source::kMaxUnpackedBytes) {
            return makeError(ErrorCode::InvalidArgument, "source.too-big",
                             fmt::format("{} gives more than {} bytes. Nothing of it was read.", file.string(),
                                         source::kMaxUnpackedBytes));
        }
        MS_TRY(to.append({block.data(), static_cast<std::size_t>(got)}));
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
    const Descriptor from(::open(named.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (from.get() < 0) {
        return readError(file, errno);
    }
    auto copy = std::make_unique<Copy>();
    MS_ASSIGN(copy->file, source::TemporaryFile::make());
    MS_TRY(copyAll(from.get(), file, *copy->file, stop));
    std::filesystem::path path = copy->file->path();
    return SpooledFile(std::move(path), std::move(copy));
}

}  // namespace meterseal
