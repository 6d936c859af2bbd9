// Which encoding bytes have that do not say it themselves. Told only where one reading is plausible and the others are
// not; what can be read in two ways is a doubt and a person's to settle.
//
// Thread-safety: pure functions.
#pragma once

#include "meterseal/base/result.h"
#include "meterseal/source/profile.h"

#include <string_view>
#include <vector>

namespace meterseal::source {

struct EncodingGuess {
    Encoding encoding = Encoding::Utf8;  // the first candidate
    bool sure = true;
    std::vector<Encoding> candidates;  // where not sure: those that fit the bytes, the likeliest first
};

// `bytes`: whole characters, without byte order mark.
EncodingGuess guessEncoding(std::string_view bytes);
// What to say of a guess that is not sure: the candidates, and how the first doubtful word reads in each.
// reason: source.encoding-doubt
Error encodingDoubt(const EncodingGuess& guess, std::string_view bytes);

bool isAscii(std::string_view bytes);
// `bytes` in UTF-8; nothing where they do not decode.
std::optional<std::string> decoded(std::string_view bytes, Encoding encoding);

}  // namespace meterseal::source
