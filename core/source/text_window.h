// A sliding window over a text input: what is between begin() and end() is in memory and not yet consumed. Pointers
// stay good until more(). Remembers where the next of a few bytes stands, so that each byte is searched for once.
//
// Thread-safety: one thread per window.
#pragma once

#include "source/text_input.h"

#include <array>
#include <cstring>
#include <memory>
#include <vector>

namespace meterseal::source {

class TextWindow {
public:
    explicit TextWindow(std::unique_ptr<TextInput> input) : m_input(std::move(input)) {}

    const char* begin() const { return m_buffer.data() + m_begin; }
    const char* end() const { return m_buffer.data() + m_end; }
    std::size_t size() const { return m_end - m_begin; }
    bool complete() const { return m_complete; }  // nothing comes after end()
    void consume(std::size_t bytes) { m_begin += bytes; }

    // Reads another block behind end(), or finds that there is none.
    Status more();

    // Where the next `Byte` stands at or after begin(); end() where there is none yet.
    template <char Byte>
    const char* next()
    {
        static_assert(Byte == '\n' || Byte == '\r' || Byte == '"');
        constexpr std::size_t kSlot = Byte == '\n' ? 0 : Byte == '\r' ? 1 : 2;
        const char*& found = m_next[kSlot];
        if (found == nullptr || found < begin()) {
            const void* const at = size() == 0 ? nullptr : std::memchr(begin(), Byte, size());
            found = at == nullptr ? end() : static_cast<const char*>(at);
        }
        return found;
    }

    const TextInput& input() const { return *m_input; }

private:
    std::unique_ptr<TextInput> m_input;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    bool m_complete = false;
    std::array<const char*, 3> m_next{};
};

// Line breaks in `text`; CR LF is one.
std::uint64_t countLineBreaks(std::string_view text);

// What a reject keeps of a row: at most kMaxOriginalBytes, bytes that do not decode as U+FFFD.
std::string originalText(std::string_view text);

}  // namespace meterseal::source
