// File: an open file of the operating system. Every file that is read or written goes through here (tests/lint/files.py
// holds that), so that one set of rules serves all: interrupted calls go on, short writes are completed, a failure
// names the file and the cause, and tests can make any write or sync fail (core/file/faults.h).
//
// A path is bytes. Nothing here decodes or repairs a name; only messages show it.
//
// Errors: NotFound/file.not-found, Io/file.io (what the operating system says, and what a full disk needs). A module
// that promises something of its own about what was kept adds that with rephrased().
// Thread-safety: readAt() and stamp() from any thread; everything else from one thread at a time.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace meterseal {

// What tells one state of a file from another without reading it: identity, size, and the times of the last change.
struct FileStamp {
    std::uint64_t device = 0, inode = 0;
    std::uint64_t size = 0;
    std::int64_t modifiedNs = 0, changedNs = 0;
    bool regular = false;
    bool operator==(const FileStamp&) const = default;
    bool sameFile(const FileStamp& other) const { return device == other.device && inode == other.inode; }
};
Result<FileStamp> stampOf(const std::filesystem::path& file);

enum class OpenFor {
    Reading,
    Changing,   // reading and writing; the file must be there
    Writing,    // reading and writing; made where it is missing
    Making,     // reading and writing; Conflict/file.exists where it is there already
    Appending,  // every write() at the end; made where it is missing
};

class File;
// A file of this user's own in `folder`, or where the system keeps such files. Gone when it is closed, however the
// program ends; or Named::Yes, for programs that open it by its path(): then whoever asked removes it. reason: file.io
enum class Named { No, Yes };
Result<File> makeTemporaryFile(const std::filesystem::path& folder = {}, Named named = Named::No);

class File {
public:
    // `mode`: permissions of a file that is made, less the umask.
    static Result<File> open(const std::filesystem::path& file, OpenFor how, unsigned mode = 0644);
    File(File&& other) noexcept;
    File& operator=(File&& other) noexcept;
    ~File();

    const std::filesystem::path& path() const { return m_path; }

    // As many bytes as there are, at most `size`: fewer only at the end. read() goes on where it stopped.
    Result<std::size_t> read(void* out, std::size_t size);
    Result<std::size_t> readAt(std::uint64_t offset, void* out, std::size_t size) const;
    // All of it, or an Error; then part of it may be in the file. write() goes on where it stopped, or at the end.
    Status write(ByteView bytes);
    Status write(std::string_view text) { return write(asBytes(text)); }
    Status writeAt(std::uint64_t offset, ByteView bytes);
    // What was written before survives a power failure once this returns. Works on a file opened for reading too.
    Status sync();
    Status truncate(std::uint64_t size);

    Result<FileStamp> stamp() const;
    Result<std::uint64_t> size() const;

private:
    File(int descriptor, std::filesystem::path path) : m_descriptor(descriptor), m_path(std::move(path)) {}
    friend class FileLock;
    friend class Pipe;
    friend Result<File> makeTemporaryFile(const std::filesystem::path& folder, Named named);
    friend class WholeFile;

    int m_descriptor = -1;
    std::filesystem::path m_path;
};

// The whole content. InvalidArgument/file.too-big beyond `maxBytes`.
Result<std::string> readWhole(const std::filesystem::path& file, std::size_t maxBytes);

// Whether the person who runs this program may write there, as far as permissions tell. True for what is not there.
bool mayWrite(const std::filesystem::path& place);

// The names of a folder as they are after this survive a power failure. A file system that knows no such thing (EINVAL)
// orders its names itself.
Status syncFolder(const std::filesystem::path& folder);

// The same trouble under the reason of the module it happened in, with what that module promises about it.
Error rephrased(const Error& error, std::string_view reason, std::string_view kept = {});

}  // namespace meterseal
