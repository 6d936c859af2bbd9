// A file of our own in the system's folder for temporary files, readable by this user only, removed with the object.
//
// Thread-safety: one thread per file.
#pragma once

#include "meterseal/file/file.h"
#include "source/byte_input.h"

#include <filesystem>
#include <memory>
#include <stop_token>

namespace meterseal::source {

class TemporaryFile {
public:
    // reason: source.spool
    static Result<std::unique_ptr<TemporaryFile>> make();
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    Status append(std::string_view bytes);
    // Everything `bytes` gives, at most kMaxUnpackedBytes. reason: source.too-big, source.spool,
    // Cancelled/source.stopped
    Status appendAll(ByteInput& bytes, const std::stop_token& stop = {});
    // Up to `size` bytes from `offset`; fewer at the end.
    Result<std::size_t> readAt(std::uint64_t offset, char* to, std::size_t size) const;

    const std::filesystem::path& path() const { return m_file.path(); }
    std::uint64_t size() const { return m_size; }

private:
    explicit TemporaryFile(File file) : m_file(std::move(file)) {}

    File m_file;
    std::uint64_t m_size = 0;
};

}  // namespace meterseal::source
