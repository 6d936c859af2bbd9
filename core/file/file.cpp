#include "meterseal/file/file.h"

#include "file/faults.h"
#include "file/io_error.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace meterseal {

namespace {

constexpr std::size_t kPieceBytes = 64u << 10;

int flagsOf(OpenFor how)
{
    switch (how) {
    case OpenFor::Reading:
        return O_RDONLY;
    case OpenFor::Changing:
        return O_RDWR;
    case OpenFor::Writing:
        return O_RDWR | O_CREAT;
    case OpenFor::Making:
        return O_RDWR | O_CREAT | O_EXCL;
    case OpenFor::Appending:
        return O_RDWR | O_CREAT | O_APPEND;
    }
    return O_RDONLY;
}

std::int64_t nanoseconds(const timespec& time)
{
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

FileStamp stampFrom(const struct stat& info)
{
    return {static_cast<std::uint64_t>(info.st_dev),
            static_cast<std::uint64_t>(info.st_ino),
            static_cast<std::uint64_t>(info.st_size),
            nanoseconds(info.st_mtim),
            nanoseconds(info.st_ctim),
            S_ISREG(info.st_mode)};
}

}  // namespace

Error file::ioError(const std::filesystem::path& file, std::string_view what, int number)
{
    if (number == ENOENT) {
        return makeError(ErrorCode::NotFound, "file.not-found",
                         fmt::format("There is no file {} (or no folder for it).", file.string()));
    }
    if (number == EEXIST) {
        return makeError(ErrorCode::Conflict, "file.exists", fmt::format("{} exists already.", file.string()));
    }
    const bool full = number == ENOSPC || number == EDQUOT || number == EFBIG;
    return makeError(
        number == EROFS || number == EACCES || number == EPERM ? ErrorCode::Forbidden : ErrorCode::Io, "file.io",
        fmt::format("{} could not be {}: {}.{}", file.string(), what, std::system_category().message(number),
                    full ? " Make room, or choose another place." : ""));
}

Error rephrased(const Error& error, std::string_view reason, std::string_view kept)
{
    return makeError(error.code, reason, kept.empty() ? error.message : fmt::format("{} {}", error.message, kept));
}

Result<File> File::open(const std::filesystem::path& file, OpenFor how, unsigned mode)
{
    int descriptor = -1;
    do {
        descriptor = ::open(file.c_str(), flagsOf(how) | O_CLOEXEC, static_cast<mode_t>(mode));
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0) {
        return file::ioError(file, how == OpenFor::Reading ? "opened" : "opened for writing", errno);
    }
    return File(descriptor, file);
}

File::File(File&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)), m_path(std::move(other.m_path))
{}

File& File::operator=(File&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_path, other.m_path);
    return *this;
}

File::~File()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

namespace {

// All of `size` bytes, or what there is up to the end; read(done) reads once behind the first `done`.
template <typename Read>
Result<std::size_t> readUpTo(const std::filesystem::path& path, std::size_t size, Read read)
{
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = read(done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return file::ioError(path, "read", errno);
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return done;
}

}  // namespace

Result<std::size_t> File::read(void* out, std::size_t size)
{
    return readUpTo(m_path, size, [&](std::size_t done) {
        return ::read(m_descriptor, static_cast<char*>(out) + done, size - done);
    });
}

Result<std::size_t> File::readAt(std::uint64_t offset, void* out, std::size_t size) const
{
    return readUpTo(m_path, size, [&](std::size_t done) {
        return ::pread(m_descriptor, static_cast<char*>(out) + done, size - done, static_cast<off_t>(offset + done));
    });
}

namespace {

// Writes by `put(data, size, done)`, which is write(2) or pwrite(2).
template <typename Put>
Status writeAll(int descriptor, const std::filesystem::path& path, std::uint64_t offset, ByteView bytes, const Put& put)
{
    const std::size_t allowed =
        faults::armed() ? faults::beforeWrite(descriptor, path, offset, bytes.size()) : bytes.size();
    std::size_t done = 0;
    while (done < allowed) {
        const ssize_t got = put(bytes.data() + done, allowed - done, done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return file::ioError(path, "written", got == 0 ? EIO : errno);
        }
        done += static_cast<std::size_t>(got);
    }
    return done == bytes.size() ? Status() : Status(file::ioError(path, "written", ENOSPC));
}

}  // namespace

Status File::write(ByteView bytes)
{
    std::uint64_t place = 0;
    if (faults::armed()) {
        const bool atEnd = (::fcntl(m_descriptor, F_GETFL) & O_APPEND) != 0;
        place = static_cast<std::uint64_t>(::lseek(m_descriptor, 0, atEnd ? SEEK_END : SEEK_CUR));
    }
    return writeAll(
        m_descriptor, m_path, place, bytes,
        [this](const std::uint8_t* data, std::size_t size, std::size_t) { return ::write(m_descriptor, data, size); });
}

Status File::writeAt(std::uint64_t offset, ByteView bytes)
{
    return writeAll(m_descriptor, m_path, offset, bytes,
                    [this, offset](const std::uint8_t* data, std::size_t size, std::size_t done) {
                        return ::pwrite(m_descriptor, data, size, static_cast<off_t>(offset + done));
                    });
}

Status File::sync()
{
    if (faults::armed() && !faults::beforeSync(m_path)) {
        return file::ioError(m_path, "brought to disk", EIO);
    }
    if (::fdatasync(m_descriptor) != 0) {
        return file::ioError(m_path, "brought to disk", errno);
    }
    if (faults::armed()) {
        faults::afterSync(m_descriptor);
    }
    return {};
}

Status File::truncate(std::uint64_t size)
{
    if (faults::armed()) {
        faults::beforeTruncate(m_descriptor, m_path, size);
    }
    if (::ftruncate(m_descriptor, static_cast<off_t>(size)) != 0) {
        return file::ioError(m_path, "cut", errno);
    }
    return {};
}

Result<FileStamp> File::stamp() const
{
    struct stat info = {};
    if (::fstat(m_descriptor, &info) != 0) {
        return file::ioError(m_path, "looked at", errno);
    }
    return stampFrom(info);
}

Result<std::uint64_t> File::size() const
{
    MS_ASSIGN(const FileStamp now, stamp());
    return now.size;
}

Result<FileStamp> stampOf(const std::filesystem::path& file)
{
    struct stat info = {};
    if (::stat(file.c_str(), &info) != 0) {
        return file::ioError(file, "looked at", errno);
    }
    return stampFrom(info);
}

Result<std::string> readWhole(const std::filesystem::path& file, std::size_t maxBytes)
{
    MS_ASSIGN(File in, File::open(file, OpenFor::Reading));
    MS_ASSIGN(const std::uint64_t known, in.size());
    std::string content;  // made once where the size is known, so that a secret in it can be wiped
    content.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(known, maxBytes)) + kPieceBytes);
    while (true) {
        const std::size_t before = content.size();
        content.resize(before + kPieceBytes);
        MS_ASSIGN(const std::size_t got, in.read(content.data() + before, kPieceBytes));
        content.resize(before + got);
        if (content.size() > maxBytes) {
            return makeError(ErrorCode::InvalidArgument, "file.too-big",
                             fmt::format("{} is bigger than {} bytes.", file.string(), maxBytes));
        }
        if (got < kPieceBytes) {
            return content;
        }
    }
}

bool mayWrite(const std::filesystem::path& place)
{
    return ::access(place.c_str(), W_OK) == 0 || errno == ENOENT;
}

Status syncFolder(const std::filesystem::path& folder)
{
    const std::filesystem::path& named = folder.empty() ? std::filesystem::path(".") : folder;
    const auto failed = [&named](int number) {
        return makeError(ErrorCode::Io, "file.folder-sync",
                         fmt::format("The folder {} could not be brought to disk: {}. A power failure now may bring "
                                     "back what it held before.",
                                     named.string(), std::system_category().message(number)));
    };
    const int descriptor = ::open(named.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return failed(errno);
    }
    const bool planned = faults::armed() && !faults::beforeSync(named);
    const int number = planned ? EIO : ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    return number == 0 || number == EINVAL ? Status() : Status(failed(number));
}

}  // namespace meterseal
