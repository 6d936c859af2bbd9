#include "crypto/keys/atomic_file.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

namespace meterseal::crypto::detail {

namespace {

std::string reasonOf(int error)
{
    return std::system_category().message(error);
}

Error readError(const std::filesystem::path& file, std::string_view why)
{
    return makeError(ErrorCode::Io, "keystore.read",
                     fmt::format("The key store {} cannot be read: {}. Nothing was changed.", file.string(), why));
}

Error writeError(const std::filesystem::path& file, std::string_view step, int error)
{
    return makeError(ErrorCode::Io, "keystore.write",
                     fmt::format("The key store {} cannot be saved: {} failed ({}). The file keeps its former content; "
                                 "make room or allow writing, and save again.",
                                 file.string(), step, reasonOf(error)));
}

std::filesystem::path besides(const std::filesystem::path& file, const char* suffix)
{
    std::filesystem::path path = file;
    path += suffix;
    return path;
}

// With what SQLite may have left beside it.
void removeDraft(const std::filesystem::path& draft)
{
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
        ::unlink(besides(draft, suffix).c_str());
    }
}

// Reads up to `size` bytes from `offset`; false on an error. Shortens `out` where the file ends before.
bool readAt(int descriptor, std::size_t offset, std::size_t size, Bytes& out)
{
    out.resize(size);
    std::size_t have = 0;
    while (have < size) {
        const ssize_t got = ::pread(descriptor, out.data() + have, size - have, static_cast<off_t>(offset + have));
        if (got < 0 && errno != EINTR) {
            return false;
        }
        if (got == 0) {
            break;
        }
        have += got < 0 ? 0 : static_cast<std::size_t>(got);
    }
    out.resize(have);
    return true;
}

struct OpenedFile {
    FileDescriptor descriptor;
    std::size_t size;
};

Result<OpenedFile> openForReading(const std::filesystem::path& file)
{
    // Not blocking, so that a named pipe in this place is refused and not waited for.
    FileDescriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!descriptor.valid()) {
        if (errno == ENOENT) {
            return makeError(ErrorCode::NotFound, "keystore.not-found",
                             fmt::format("There is no key store at {}.", file.string()));
        }
        return readError(file, reasonOf(errno));
    }
    struct stat status {};
    if (::fstat(descriptor.get(), &status) != 0) {
        return readError(file, reasonOf(errno));
    }
    if (!S_ISREG(status.st_mode)) {
        return readError(file, "it is not an ordinary file");
    }
    return OpenedFile{std::move(descriptor), static_cast<std::size_t>(status.st_size)};
}

}  // namespace

FileDescriptor::~FileDescriptor()
{
    if (valid()) {
        ::close(m_number);
    }
}

Result<Bytes> readWholeFile(const std::filesystem::path& file, std::size_t maxSize)
{
    MS_ASSIGN(const OpenedFile opened, openForReading(file));
    if (opened.size > maxSize) {
        return makeError(ErrorCode::Damaged, "keystore.damaged",
                         fmt::format("The file {} has {} bytes, more than any key store. It was not read or changed.",
                                     file.string(), opened.size));
    }
    Bytes content;
    if (!readAt(opened.descriptor.get(), 0, opened.size, content)) {
        return readError(file, reasonOf(errno));
    }
    return content;
}

Result<Bytes> readFileEnd(const std::filesystem::path& file, std::size_t size)
{
    Result<OpenedFile> opened = openForReading(file);
    if (!opened.ok()) {
        return opened.error().code == ErrorCode::NotFound ? Result<Bytes>(Bytes()) : Result<Bytes>(opened.error());
    }
    const std::size_t taken = std::min(size, opened->size);
    Bytes content;
    if (!readAt(opened->descriptor.get(), opened->size - taken, taken, content)) {
        return readError(file, reasonOf(errno));
    }
    return content;
}

Result<FileDescriptor> lockFile(const std::filesystem::path& file)
{
    constexpr int kTries = 100;
    constexpr std::chrono::milliseconds kPause(20);
    FileDescriptor lock(::open(besides(file, ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock.valid()) {
        return writeError(file, "opening its lock file", errno);
    }
    for (int i = 0; i < kTries; ++i) {
        if (::flock(lock.get(), LOCK_EX | LOCK_NB) == 0) {
            return lock;
        }
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return writeError(file, "locking it", errno);
        }
        std::this_thread::sleep_for(kPause);
    }
    return makeError(
        ErrorCode::Busy, "keystore.busy",
        fmt::format("Another program is saving the key store {}. Nothing was changed; try again.", file.string()));
}

Status makePrivateFile(const std::filesystem::path& file)
{
    const FileDescriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    return out.valid() ? Status() : Status(writeError(file, "making the new file", errno));
}

namespace {

// Into the empty file that is there, synced.
Status writeInto(const std::filesystem::path& file, ByteView content)
{
    const FileDescriptor out(::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    while (out.valid() && !content.empty()) {
        const ssize_t written = ::write(out.get(), content.data(), content.size());
        if (written < 0 && errno != EINTR) {
            break;
        }
        content = content.subspan(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    if (!out.valid() || !content.empty() || ::fsync(out.get()) != 0) {
        const int error = errno;
        ::unlink(file.c_str());
        return writeError(file, "writing the new file", error);
    }
    return {};
}

}  // namespace

Status writePrivateFile(const std::filesystem::path& file, ByteView content)
{
    MS_TRY(makePrivateFile(file));
    return writeInto(file, content);
}

Result<PrivateDraft> PrivateDraft::beside(const std::filesystem::path& file)
{
    PrivateDraft draft(besides(file, ".new"));
    removeDraft(draft.m_path);  // left by a crash, perhaps with another mode
    MS_TRY(makePrivateFile(draft.m_path));
    return draft;
}

PrivateDraft::~PrivateDraft()
{
    if (!m_path.empty()) {
        removeDraft(m_path);  // nothing is there where it was moved
    }
}

Status PrivateDraft::moveTo(const std::filesystem::path& file) const
{
    // A journal that another store of this name left behind would be rolled back into this one.
    ::unlink(besides(file, "-journal").c_str());
    if (::rename(m_path.c_str(), file.c_str()) != 0) {
        return writeError(file, "putting the new file in its place", errno);
    }
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const FileDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some file systems cannot sync a folder and say EINVAL; they order the rename themselves.
    if (!opened.valid() || (::fsync(opened.get()) != 0 && errno != EINVAL)) {
        return makeError(ErrorCode::Io, "keystore.folder-sync",
                         fmt::format("The key store {} was saved, but its folder could not be synced ({}): a power "
                                     "failure now may bring back the former content. Save again.",
                                     file.string(), reasonOf(errno)));
    }
    return {};
}

Status replaceFile(const std::filesystem::path& file, ByteView content)
{
    MS_ASSIGN(const PrivateDraft draft, PrivateDraft::beside(file));
    MS_TRY(writeInto(draft.path(), content));
    return draft.moveTo(file);
}

}  // namespace meterseal::crypto::detail
