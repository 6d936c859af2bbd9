// Check words: the beginning of a hash as words that two people can read to each other over the telephone. Six words,
// 48 bits: enough to notice a mistake or a swapped paper, not a replacement for comparing the whole hash.
//
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meterseal::crypto {

enum class WordList { English, Chinese };

// From the first six bytes of SHA256(text). Chinese words are single characters.
std::vector<std::string> checkWords(std::string_view text, WordList list);

}  // namespace meterseal::crypto
