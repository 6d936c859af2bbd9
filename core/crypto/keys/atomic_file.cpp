#include "crypto/keys/atomic_file.h"

#include "meterseal/file/whole_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal::crypto::detail {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kLockPatience{2000};

Error readError(const fs::path& file, std::string_view why)
{
    return makeError(ErrorCode::Io, "keystore.read",
                     fmt::format("The key store {} cannot be read: {} Nothing was changed.", file.string(), why));
}

Error writeError(const fs::path& file, std::string_view why)
{
    return makeError(ErrorCode::Io, "keystore.write",
                     fmt::format("The key store {} cannot be saved: {} The file keeps its former content; make room or "
                                 "allow writing, and save again.",
                                 file.string(), why));
}

fs::path besides(const fs::path& file, const char* suffix)
{
    fs::path path = file;
    path += suffix;
    return path;
}

// With what SQLite may have left beside it.
void removeDraft(const fs::path& draft)
{
    std::error_code ignored;
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
        fs::remove(besides(draft, suffix), ignored);
    }
}

struct OpenedFile {
    File file;
    std::uint64_t size;
};

Result<OpenedFile> openForReading(const fs::path& file)
{
    // Looked at first, so that a named pipe in this place is refused and not waited for.
    const auto stamp = stampOf(file);
    if (stamp && !stamp->regular) {
        return readError(file, "it is not an ordinary file.");
    }
    auto opened = File::open(file, OpenFor::Reading);
    if (!opened && opened.error().code == ErrorCode::NotFound) {
        return makeError(ErrorCode::NotFound, "keystore.not-found",
                         fmt::format("There is no key store at {}.", file.string()));
    }
    if (!opened) {
        return readError(file, opened.error().message);
    }
    const auto size = opened->size();
    return size ? Result<OpenedFile>(OpenedFile{std::move(*opened), *size})
                : Result<OpenedFile>(readError(file, size.error().message));
}

Result<Bytes> readFrom(const fs::path& file, const OpenedFile& opened, std::uint64_t offset)
{
    Bytes content(static_cast<std::size_t>(opened.size - offset));
    const auto got = opened.file.readAt(offset, content.data(), content.size());
    if (!got) {
        return readError(file, got.error().message);
    }
    content.resize(*got);
    return content;
}

}  // namespace

Result<Bytes> readWholeFile(const fs::path& file, std::size_t maxSize)
{
    MS_ASSIGN(const OpenedFile opened, openForReading(file));
    if (opened.size > maxSize) {
        return makeError(ErrorCode::Damaged, "keystore.damaged",
                         fmt::format("The file {} has {} bytes, more than any key store. It was not read or changed.",
                                     file.string(), opened.size));
    }
    return readFrom(file, opened, 0);
}

Result<Bytes> readFileEnd(const fs::path& file, std::size_t size)
{
    const auto opened = openForReading(file);
    if (!opened.ok()) {
        return opened.error().code == ErrorCode::NotFound ? Result<Bytes>(Bytes()) : Result<Bytes>(opened.error());
    }
    return readFrom(file, *opened, opened->size - std::min<std::uint64_t>(size, opened->size));
}

Result<FileLock> lockFile(const fs::path& file)
{
    auto lock =
        FileLock::acquire(besides(file, ".lock"), "keystore.busy", "The key store " + file.string(), kLockPatience);
    if (!lock && lock.error().code != ErrorCode::Busy) {
        return writeError(file, lock.error().message);
    }
    return lock;
}

namespace {

Result<File> makeNew(const fs::path& file)
{
    auto made = File::open(file, OpenFor::Making, kPrivateMode);
    return made ? std::move(made) : Result<File>(writeError(file, made.error().message));
}

}  // namespace

Status makePrivateFile(const fs::path& file)
{
    return makeNew(file).status();
}

Status writePrivateFile(const fs::path& file, ByteView content)
{
    MS_ASSIGN(File made, makeNew(file));
    Status written = made.write(content);
    written = written ? made.sync() : written;
    if (!written) {
        removeDraft(file);
        return writeError(file, written.error().message);
    }
    return {};
}

Result<PrivateDraft> PrivateDraft::beside(const fs::path& file)
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

Status PrivateDraft::moveTo(const fs::path& file) const
{
    std::error_code error;
    // A journal that another store of this name left behind would be rolled back into this one.
    fs::remove(besides(file, "-journal"), error);
    fs::rename(m_path, file, error);
    if (error) {
        return writeError(file, fmt::format("putting the new file in its place failed ({}).", error.message()));
    }
    if (const Status synced = syncFolder(file.parent_path()); !synced) {
        return makeError(ErrorCode::Io, "keystore.folder-sync",
                         fmt::format("The key store {} was saved, but its folder could not be synced: {} Save again.",
                                     file.string(), synced.error().message));
    }
    return {};
}

}  // namespace meterseal::crypto::detail
