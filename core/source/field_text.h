// Small things that every reader of a field needs.
#pragma once

#include <string>
#include <string_view>

namespace meterseal::source {

// Why a field or row was refused: a stable reason and a sentence.
struct Refusal {
    std::string reason;
    std::string message;
};

// Fills `refusal` and returns false.
inline bool refuse(Refusal& refusal, std::string_view reason, std::string message)
{
    refusal.reason = reason;
    refusal.message = std::move(message);
    return false;
}

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Without blanks and tabs at its ends.
// Without the blanks that a fixed width or a habit of writing puts around a field. A tab is kept: it is no blank of
// this kind, and what begins with one is not quietly another text.
inline std::string_view unpadded(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

inline std::string_view trimmed(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(" \t");
    return from == std::string_view::npos ? std::string_view()
                                          : text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

}  // namespace meterseal::source
