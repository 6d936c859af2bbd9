// The lines of an audit log: an entry as canonical JSON and back, and going through a file line by line either way.
#pragma once

#include "meterseal/file/file.h"
#include "meterseal/workspace/audit_log.h"

#include <functional>
#include <string_view>

namespace meterseal::audit {

inline constexpr std::size_t kMaxLineBytes = 1u << 20;

// The line without its end.
std::string encode(const AuditNote& note, std::uint64_t seq, Timestamp time, std::string_view user,
                   const Hash256& prev);
// Never fails: a line that is no entry in canonical form comes back with readable == false.
AuditEntry decode(std::string_view line, std::uint64_t offset);

class LineFile {
public:
    // Opened for reading; NotFound where there is no file.
    static Result<LineFile> open(const std::filesystem::path& file);

    // The end of the last finished line, as of opening, and the bytes after it.
    std::uint64_t end() const { return m_end; }
    std::uint64_t cutBytes() const { return m_size - m_end; }
    Result<std::string> cutTail() const;

    // Calls see(offset, line) for each finished line until it says false. `from` begins a line.
    using See = std::function<bool(std::uint64_t offset, std::string_view line)>;
    Status forward(std::uint64_t from, const See& see) const;
    // The lines before `before`, the last one first.
    Status backward(std::uint64_t before, const See& see) const;

private:
    explicit LineFile(File file) : m_file(std::move(file)) {}
    Status findEnd();
    Status readAt(std::uint64_t offset, std::size_t size, std::string& out) const;

    File m_file;
    std::uint64_t m_end = 0, m_size = 0;
};

}  // namespace meterseal::audit
