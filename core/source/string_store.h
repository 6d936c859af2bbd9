// Many texts kept by number: the first ones in memory, the rest in a temporary file, so that memory has a bound.
//
// Thread-safety: one thread per store.
#pragma once

#include "source/temporary_file.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

class StringStore {
public:
    static constexpr std::size_t kMemoryBytes = 32 * 1024 * 1024;

    explicit StringStore(std::size_t memoryBytes = kMemoryBytes) : m_memoryBytes(memoryBytes) {}
    Status add(std::string_view text);
    std::uint64_t size() const { return m_ends.size() + m_filed; }
    // False where there is no such number.
    Result<bool> get(std::uint64_t number, std::string& to) const;

private:
    struct Entry {
        std::uint64_t at, size;
    };
    Status flush();

    std::size_t m_memoryBytes;
    std::string m_texts;
    std::vector<std::size_t> m_ends;  // of the texts in memory
    std::unique_ptr<TemporaryFile> m_index, m_rest;
    std::string m_indexPart, m_restPart;  // not yet in the files
    std::uint64_t m_filed = 0;
};

}  // namespace meterseal::source
