// FindingSpill: every finding of a check as rows of text, in a nameless temporary file, so that a million of them cost
// no memory and can all be exported.
//
// Thread-safety: safe; one writer and any reader. Files are touched: workers only.
#pragma once

#include "meterseal/base/result.h"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <mutex>
#include <span>
#include <string>
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
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    explicit FindingSpill(std::FILE* file) : m_file(file) {}

    bool moveTo(std::uint64_t offset, bool writing) const;

    mutable std::mutex m_mutex;
    std::unique_ptr<std::FILE, Close> m_file;
    std::uint64_t m_end = 0;
    mutable std::uint64_t m_at = 0;
    mutable bool m_writing = true;
};

}  // namespace meterseal::ui
