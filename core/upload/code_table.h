// CodeTable: alarm codes by number, so that a waiting record holds four bytes for one and no text is copied twice.
// Meters have few different codes; a flood of made-up ones finds the table full and is kept with its group instead.
//
// Thread-safety: numberOf() belongs to the reader. Any thread may look up a number that was handed over to it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace meterseal::upload {

class CodeTable {
public:
    static constexpr std::uint32_t kMost = 4096;

    // kMost: the table is full.
    std::uint32_t numberOf(std::string_view code)
    {
        const auto known = m_numbers.find(code);
        if (known != m_numbers.end()) {
            return known->second;
        }
        if (m_size == kMost) {
            return kMost;
        }
        m_codes[m_size] = code;
        m_numbers.emplace(m_codes[m_size], m_size);
        return m_size++;
    }
    std::string_view operator[](std::uint32_t number) const { return m_codes[number]; }

private:
    // Never moves: others read while it is being added to.
    const std::unique_ptr<std::string[]> m_codes = std::make_unique<std::string[]>(kMost);
    std::uint32_t m_size = 0;
    std::unordered_map<std::string_view, std::uint32_t> m_numbers;  // views into m_codes
};

}  // namespace meterseal::upload
