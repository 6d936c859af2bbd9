#include "source/text_input.h"

#include "meterseal/base/text.h"
#include "meterseal/crypto/secret.h"
#include "source/encoding_guess.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fmt/format.h>
#include <iconv.h>

namespace meterseal::source {

namespace {

constexpr std::size_t kHeadBytes = 64 * 1024;
constexpr char kUndecodable = '\xff';

struct NamedEncoding {
    Encoding encoding;
    std::string_view name;
    const char* iconvName;
    std::string_view bom;
    std::size_t unit;  // bytes passed over where a sequence is wrong
};
constexpr std::array<NamedEncoding, 5> kEncodings{{
    {Encoding::Utf8, "utf-8", "UTF-8", "\xef\xbb\xbf", 1},
    {Encoding::Utf16Le, "utf-16le", "UTF-16LE", "\xff\xfe", 2},
    {Encoding::Utf16Be, "utf-16be", "UTF-16BE", "\xfe\xff", 2},
    {Encoding::Gb18030, "gb18030", "GB18030", "\x84\x31\x95\x33", 1},
    {Encoding::Latin1, "latin-1", "ISO-8859-1", "", 1},
}};

const NamedEncoding& entryOf(Encoding encoding)
{
    return *std::find_if(kEncodings.begin(), kEncodings.end(),
                         [encoding](const NamedEncoding& e) { return e.encoding == encoding; });
}

// The block up to its last byte that ends a character in UTF-8 and GB18030 alike.
std::string_view wholeCharacters(std::string_view block, bool isAll)
{
    if (isAll) {
        return block;
    }
    const std::size_t end = block.find_last_of("\n\r");
    return end == std::string_view::npos ? block : block.substr(0, end + 1);
}

}  // namespace

struct TextInput::Decoder {
    explicit Decoder(const NamedEncoding& from) : handle(iconv_open("UTF-8", from.iconvName)), unit(from.unit) {}
    ~Decoder()
    {
        if (handle != iconv_t(-1)) {
            iconv_close(handle);
        }
    }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    iconv_t handle;
    std::size_t unit;
};

TextInput::~TextInput()
{
    crypto::wipe(m_raw);  // a list of meters may hold passwords
}

const char* iconvNameOf(Encoding encoding)
{
    return entryOf(encoding).iconvName;
}

std::string_view toString(Encoding encoding)
{
    return entryOf(encoding).name;
}

std::optional<Encoding> encodingFromName(std::string_view name)
{
    for (const NamedEncoding& e : kEncodings) {
        if (e.name == name) {
            return e.encoding;
        }
    }
    return std::nullopt;
}

Result<std::unique_ptr<TextInput>> TextInput::open(std::unique_ptr<ByteInput> bytes, std::optional<Encoding> encoding)
{
    std::unique_ptr<TextInput> input(new TextInput);
    input->m_bytes = std::move(bytes);
    MS_TRY(input->takeHead(encoding));
    MS_TRY(input->startDecoder());
    return input;
}

Status TextInput::startDecoder()
{
    if (m_encoding != Encoding::Utf8) {
        m_decoder = std::make_unique<Decoder>(entryOf(m_encoding));
        if (m_decoder->handle == iconv_t(-1)) {
            return makeError(
                ErrorCode::Unsupported, "source.encoding",
                fmt::format("This system cannot decode {}; install its character set tables.", toString(m_encoding)));
        }
    }
    return {};
}

Status TextInput::takeHead(std::optional<Encoding> encoding)
{
    MS_TRY(readUpTo(*m_bytes, kHeadBytes, m_raw));
    m_end = m_raw.size() < kHeadBytes;
    for (const NamedEncoding& e : kEncodings) {
        if (e.bom.empty() || !m_raw.starts_with(e.bom)) {
            continue;
        }
        if (encoding && *encoding != e.encoding) {
            return makeError(ErrorCode::InvalidArgument, "source.encoding",
                             fmt::format("The file begins with the byte order mark of {}, but the profile says {}. "
                                         "Correct the profile.",
                                         e.name, toString(*encoding)));
        }
        m_encoding = e.encoding;
        m_bom = true;
        m_used = e.bom.size();
        return {};
    }
    if (encoding) {
        m_encoding = *encoding;
        return {};
    }
    const std::string_view sample = wholeCharacters(m_raw, m_end);
    m_undecided = isAscii(sample);
    return decide(sample);
}

Status TextInput::decide(std::string_view sample)
{
    const EncodingGuess guess = guessEncoding(sample);
    if (!guess.sure) {
        return encodingDoubt(guess, sample);
    }
    m_encoding = guess.encoding;
    return {};
}

// Bytes beyond ASCII after a beginning without any: their encoding is told now, of whole characters in m_raw.
Status TextInput::decideLate()
{
    const auto firstHigh =
        std::find_if(m_raw.begin(), m_raw.end(), [](char c) { return static_cast<signed char>(c) < 0; });
    const auto from = static_cast<std::size_t>(firstHigh - m_raw.begin());
    if (m_raw.find('\n', from) == std::string::npos) {
        MS_TRY(readUpTo(*m_bytes, kHeadBytes, m_raw));
    }
    // Nothing below 0 is a part of a character in any of the encodings that may follow ASCII.
    const std::size_t end = m_raw.find_last_of("\n\r,;\t \"");
    const bool cut = end != std::string::npos && end > from;
    m_undecided = false;
    MS_TRY(decide(std::string_view(m_raw).substr(0, cut ? end + 1 : m_raw.size())));
    return startDecoder();
}

std::string TextInput::sample() const
{
    std::string text = m_raw.substr(m_used);
    if (m_decoder) {
        const auto copy = open(memoryInput(text), m_encoding);
        text.resize(text.size() * 3 + 16);  // the most that any of the encodings grows
        std::size_t size = 0;
        while (copy) {
            const Result<std::size_t> got = (*copy)->read(text.data() + size, text.size() - size);
            if (!got || *got == 0) {
                break;
            }
            size += *got;
        }
        text.resize(size);
    }
    text.resize(wholeCharacters(text, m_end).size());
    return text;
}

Result<std::size_t> TextInput::read(char* to, std::size_t max)
{
    return m_decoder ? readDecoded(to, max) : readPlain(to, max);
}

Result<std::size_t> TextInput::readPlain(char* to, std::size_t max)
{
    if (m_used < m_raw.size()) {
        const std::size_t count = std::min(max, m_raw.size() - m_used);
        std::copy_n(m_raw.data() + m_used, count, to);
        m_used += count;
        return count;
    }
    Result<std::size_t> got = m_bytes->read(to, max);
    if (!m_undecided || !got || isAscii({to, *got})) {
        return got;
    }
    m_raw.assign(to, *got);
    m_used = 0;
    MS_TRY(decideLate());
    return read(to, max);
}

Result<std::size_t> TextInput::readDecoded(char* to, std::size_t max)
{
    char* out = to;
    std::size_t room = max;
    while (room == max) {  // until something came out
        char* in = m_raw.data() + m_used;
        std::size_t left = m_raw.size() - m_used;
        const std::size_t done = left == 0 ? 0 : iconv(m_decoder->handle, &in, &left, &out, &room);
        const int number = errno;
        m_used = m_raw.size() - left;
        if (done == std::size_t(-1) && number == E2BIG) {
            break;
        }
        if (done == std::size_t(-1) && (number == EILSEQ || m_end)) {
            // A wrong sequence, or one that the end of the file cuts off.
            m_used += std::min(left, m_decoder->unit);
            *out++ = kUndecodable;
            --room;
            iconv(m_decoder->handle, nullptr, nullptr, nullptr, nullptr);
            break;
        }
        if (m_end && left == 0) {
            break;
        }
        if (room == max) {
            m_raw.erase(0, m_used);
            m_used = 0;
            const std::size_t kept = m_raw.size();
            m_raw.resize(kept + kHeadBytes);
            Result<std::size_t> got = m_bytes->read(m_raw.data() + kept, kHeadBytes);
            m_raw.resize(kept + (got.ok() ? *got : 0));
            if (!got) {
                return got;
            }
            m_end = *got == 0;
        }
    }
    return max - room;
}

}  // namespace meterseal::source
