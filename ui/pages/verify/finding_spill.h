// FindingSpill: every finding of a check as rows of text, in a nameless temporary file, so that a million of them cost
// no memory and can all be exported.
//
// Thread-safety: safe; one writer and any reader. Files are touched: workers only.
#pragma once

#include "meterseal/file/file.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::ui {

class FindingSpill {
public:
    // reason: verify.spill
    static Result<std::shared_ptr<FindingSpill>> create();
    Status add(std::span<const std::string> cells);

    // Reads on from `offset` (0: the first row), which moves along; false where there is no further row.
    Result<bool> read(std::uint64_t& offset, std::vector<std::string>& cells) const;

private:
    explicit FindingSpill(File file) : m_file(std::move(file)) {}

    Status flush() const;
    // Fewer than `size` bytes only at the end.
    Result<std::string_view> bytesAt(std::uint64_t offset, std::size_t size) const;

    mutable std::mutex m_mutex;
    mutable File m_file;
    mutable std::string m_pending;  // of the end, not written yet
    std::uint64_t m_end = 0;
    mutable std::string m_window;  // what was read last, from m_windowAt on
    mutable std::uint64_t m_windowAt = 0;
};

}  // namespace meterseal::ui
