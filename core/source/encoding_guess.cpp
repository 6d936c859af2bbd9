#include "source/encoding_guess.h"

#include "meterseal/base/text.h"
#include "source/text_input.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iconv.h>

namespace meterseal::source {

namespace {

using Byte = unsigned char;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isHigh(char c)
{
    return static_cast<Byte>(c) >= 0x80;
}

// Calls with each run of letters and bytes beyond ASCII that has any of those.
template <typename Take>
void forEachWord(std::string_view bytes, Take take)
{
    for (std::size_t at = 0; at < bytes.size();) {
        std::size_t end = at;
        bool high = false;
        while (end < bytes.size() && (isHigh(bytes[end]) || isLetter(bytes[end]))) {
            high = high || isHigh(bytes[end]);
            ++end;
        }
        if (high) {
            take(bytes.substr(at, end - at));
        }
        at = end == at ? at + 1 : end;
    }
}

// Half of the bytes of UTF-16 text with digits, separators and line breaks in it are zeros, all at even or odd places.
std::optional<Encoding> utf16Of(std::string_view bytes)
{
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
    }
    const std::size_t all = zeros[0] + zeros[1];
    if (all == 0 || all * 20 < bytes.size() || std::min(zeros[0], zeros[1]) * 10 > all) {
        return std::nullopt;
    }
    return zeros[1] > zeros[0] ? Encoding::Utf16Le : Encoding::Utf16Be;
}

struct Script {
    unsigned from, to;
};
constexpr std::array<Script, 6> kScripts{{{0x370, 0x3ff},   // Greek
                                          {0x400, 0x45f},   // Cyrillic as it is written today
                                          {0x531, 0x587},   // Armenian
                                          {0x5d0, 0x5ea},   // Hebrew
                                          {0x620, 0x6d5},   // Arabic
                                          {0xc0, 0x24f}}};  // Latin
constexpr std::string_view kSigns = "°²³µ§±·½¼¾£¥¢«»×÷¿¡\u00a0";

int scriptOf(unsigned character)
{
    for (std::size_t i = 0; i < kScripts.size(); ++i) {
        if (character >= kScripts[i].from && character <= kScripts[i].to) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

// Whether a word that is valid UTF-8 and has characters of two bytes only is one that people write: letters of one
// script, a Latin letter or a sign alone or among ASCII letters. Chinese words in GB18030 give a medley instead.
bool isPlausibleWord(std::string_view word)
{
    int script = -2;
    std::size_t characters = 0;
    bool ascii = false, oneScript = true, sign = false;
    for (std::size_t i = 0; i < word.size(); ++characters) {
        const Byte first = static_cast<Byte>(word[i]);
        if (first < 0x80) {
            ascii = true;
            ++i;
            continue;
        }
        if (first >= 0xe0) {
            return true;  // three bytes and more hardly come about by chance
        }
        const std::string_view character = word.substr(i, 2);
        const unsigned code = (first & 0x1fu) << 6 | (static_cast<Byte>(word[i + 1]) & 0x3fu);
        const int its = scriptOf(code);
        sign = sign || kSigns.find(character) != std::string_view::npos;
        oneScript = oneScript && its >= 0 && (script == -2 || script == its);
        script = its;
        i += 2;
    }
    const bool latin = script == static_cast<int>(kScripts.size()) - 1;
    if (ascii) {
        return true;
    }
    return characters == 1 ? sign || script >= 0 : oneScript && !latin;
}

struct Chinese {
    std::size_t common = 0;  // characters of GB 2312's first level, and its punctuation
    std::size_t other = 0;
    std::size_t torn = 0;  // alone among Latin letters: St鰎ung
};

Chinese countChinese(std::string_view bytes)
{
    Chinese count;
    forEachWord(bytes, [&count](std::string_view word) {
        for (std::size_t i = 0; i < word.size();) {
            std::size_t characters = 0, common = 0;
            const std::size_t from = i;
            while (i + 1 < word.size() && isHigh(word[i])) {
                const Byte lead = static_cast<Byte>(word[i]), trail = static_cast<Byte>(word[i + 1]);
                const bool level1 = ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3)) && trail >= 0xa1;
                common += level1 ? 1 : 0;
                ++characters;
                i += 2;
            }
            const bool torn = characters == 1 && (from > 0 || i < word.size());
            count.torn += torn ? 1 : 0;
            count.common += torn ? 0 : common;
            count.other += torn ? 0 : characters - common;
            i += characters == 0 ? 1 : 0;
        }
    });
    return count;
}

bool isSurelyChinese(std::string_view bytes)
{
    const Chinese count = countChinese(bytes);
    return count.common > 0 && count.common >= 4 * count.other && count.common >= 9 * count.torn;
}

}  // namespace

bool isAscii(std::string_view bytes)
{
    Byte any = 0;
    for (const char c : bytes) {
        any |= static_cast<Byte>(c);
    }
    return any < 0x80;
}

std::optional<std::string> decoded(std::string_view bytes, Encoding encoding)
{
    const iconv_t handle = iconv_open("UTF-8", iconvNameOf(encoding));
    if (handle == iconv_t(-1)) {
        return std::nullopt;
    }
    std::string out(bytes.size() * 4 + 16, '\0');
    char* in = const_cast<char*>(bytes.data());  // iconv only reads it
    std::size_t inLeft = bytes.size(), outLeft = out.size();
    char* to = out.data();
    const std::size_t done = iconv(handle, &in, &inLeft, &to, &outLeft);
    iconv_close(handle);
    out.resize(out.size() - outLeft);
    return done == std::size_t(-1) ? std::nullopt : std::optional(std::move(out));
}

EncodingGuess guessEncoding(std::string_view bytes)
{
    if (const auto wide = utf16Of(bytes)) {
        return {*wide, false, {*wide}};
    }
    if (isAscii(bytes)) {
        return {};
    }
    const bool utf8 = isValidUtf8(bytes);
    const bool gb18030 = decoded(bytes, Encoding::Gb18030).has_value();
    if (utf8) {
        bool plausible = true;
        forEachWord(bytes, [&plausible](std::string_view word) { plausible = plausible && isPlausibleWord(word); });
        if (plausible || !gb18030) {
            return {};
        }
        return {Encoding::Gb18030, false, {Encoding::Gb18030, Encoding::Utf8}};
    }
    if (gb18030 && isSurelyChinese(bytes)) {
        return {Encoding::Gb18030, true, {}};
    }
    return gb18030 ? EncodingGuess{Encoding::Latin1, false, {Encoding::Latin1, Encoding::Gb18030}}
                   : EncodingGuess{Encoding::Latin1, false, {Encoding::Latin1}};
}

Error encodingDoubt(const EncodingGuess& guess, std::string_view bytes)
{
    if (guess.encoding == Encoding::Utf16Le || guess.encoding == Encoding::Utf16Be) {
        return makeError(ErrorCode::InvalidArgument, "source.encoding-doubt",
                         fmt::format("The file looks like UTF-16 without a byte order mark. Name its encoding ({}) in "
                                     "the profile; nothing was read.",
                                     toString(guess.encoding)));
    }
    std::string_view example;
    forEachWord(bytes, [&](std::string_view word) {
        const bool told = guess.candidates.front() != Encoding::Gb18030 || !isPlausibleWord(word);
        example = example.empty() && told && word.size() < 200 ? word : example;
    });
    std::string readings;
    for (const Encoding encoding : guess.candidates) {
        if (const auto text = decoded(example, encoding); text && !example.empty()) {
            readings += fmt::format("{}\"{}\" in {}", readings.empty() ? "" : ", ", *text, toString(encoding));
        }
    }
    return makeError(ErrorCode::InvalidArgument, "source.encoding-doubt",
                     fmt::format("The file does not say its encoding and {}: a word of it reads {}. Name the encoding "
                                 "in the profile (utf-8, utf-16le, utf-16be, gb18030, latin-1); nothing was read.",
                                 guess.candidates.size() > 1 ? "can be read in more than one" : "is not UTF-8",
                                 readings));
}

}  // namespace meterseal::source
