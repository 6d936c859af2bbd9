// One run of local records in a temporary file that has no name: it is removed as soon as it is open.
//
//   create append* flush rewind (peek pop)*
//
// Thread-safety: one thread at a time.
#pragma once

#include "meterseal/file/file.h"
#include "verify/local_records.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace meterseal::verify {

class SpilledRun {
public:
    // An empty folder means the system's. reason: verify.temporary-folder
    static Result<std::unique_ptr<SpilledRun>> create(const std::filesystem::path& folder);

    // reason: verify.temporary-io
    Status append(const LocalRecord& record);
    Status flush();
    Status rewind();
    // The next record, or null at the end; valid until the next call.
    Result<const LocalRecord*> peek();
    void pop() { ++m_next; }

private:
    explicit SpilledRun(File file);

    File m_file;
    std::vector<LocalRecord> m_buffer;
    std::size_t m_next = 0;
    std::uint64_t m_written = 0, m_read = 0;  // records
};

}  // namespace meterseal::verify
