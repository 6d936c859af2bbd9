// Reading a small file whole, and a draft beside a file that takes its place when it is whole.
#pragma once

#include "file/file_lock.h"
#include "meterseal/base/bytes.h"

#include <filesystem>

namespace meterseal::crypto::detail {

// NotFound, keystore.not-found; Io, keystore.read; Damaged, keystore.damaged, for more than `maxSize` bytes.
Result<Bytes> readWholeFile(const std::filesystem::path& file, std::size_t maxSize);

// The last `size` bytes; fewer where the file is shorter, none where there is no file.
Result<Bytes> readFileEnd(const std::filesystem::path& file, std::size_t size);

// Held by whoever replaces `file`, on `<file>.lock`. Busy, keystore.busy, after two seconds; Io, keystore.write.
Result<FileLock> lockFile(const std::filesystem::path& file);

// An empty file of mode 0600, where none was. Io, keystore.write.
Status makePrivateFile(const std::filesystem::path& file);

// The same with content, synced.
Status writePrivateFile(const std::filesystem::path& file, ByteView content);

// `<file>.new`, empty and of mode 0600; removed when it goes, unless it was moved. The caller holds the lock.
class PrivateDraft {
public:
    static Result<PrivateDraft> beside(const std::filesystem::path& file);
    PrivateDraft(PrivateDraft&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    PrivateDraft& operator=(PrivateDraft&&) = delete;
    ~PrivateDraft();

    const std::filesystem::path& path() const { return m_path; }
    // Renames it over `file` and syncs the folder. Io, keystore.write: what was there is kept; keystore.folder-sync: it
    // is in place, but a power failure now may bring the former content back. Precondition: it was synced.
    Status moveTo(const std::filesystem::path& file) const;

private:
    explicit PrivateDraft(std::filesystem::path path) : m_path(std::move(path)) {}
    std::filesystem::path m_path;
};

}  // namespace meterseal::crypto::detail
