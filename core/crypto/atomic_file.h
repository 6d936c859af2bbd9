// Reading a small file whole, and replacing it so that a crash leaves the old content or the new one.
#pragma once

#include "meterseal/base/bytes.h"

#include <filesystem>

namespace meterseal::crypto::detail {

// A file descriptor that is closed when it goes.
class FileDescriptor {
public:
    explicit FileDescriptor(int number) : m_number(number) {}
    ~FileDescriptor();
    FileDescriptor(FileDescriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    FileDescriptor& operator=(FileDescriptor&&) = delete;

    int get() const { return m_number; }
    bool valid() const { return m_number >= 0; }

private:
    int m_number;
};

// NotFound, keystore.not-found; Io, keystore.read; Damaged, keystore.damaged, for more than `maxSize` bytes.
Result<Bytes> readWholeFile(const std::filesystem::path& file, std::size_t maxSize);

// The last `size` bytes; fewer where the file is shorter, none where there is no file.
Result<Bytes> readFileEnd(const std::filesystem::path& file, std::size_t size);

// Held by whoever replaces `file`, on `<file>.lock`. Busy, keystore.busy, after two seconds; Io, keystore.write.
Result<FileDescriptor> lockFile(const std::filesystem::path& file);

// Writes `<file>.new` with mode 0600, syncs it, renames it over `file` and syncs the folder. Io, keystore.write: the
// old content is kept. The caller holds the lock.
Status replaceFile(const std::filesystem::path& file, ByteView content);

}  // namespace meterseal::crypto::detail
