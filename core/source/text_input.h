// A byte input seen as UTF-8, whatever the file's encoding. Its byte order mark is taken off. Bytes that cannot be
// decoded come out as the byte FF, which valid UTF-8 never has: the row they stand in is then rejected by its reader,
// and the rows around it are not.
//
// Thread-safety: one thread per input.
#pragma once

#include "meterseal/source/profile.h"
#include "source/byte_input.h"

#include <memory>
#include <string>

namespace meterseal::source {

class TextInput {
public:
    // Without `encoding` it is told from the byte order mark, or from the first bytes beyond ASCII wherever they stand:
    // UTF-8 or GB18030 where only one of them can be meant. Latin-1 fits any bytes and therefore is never assumed.
    // reason: source.encoding, source.encoding-doubt (also of read(), where the doubt comes late), source.io
    static Result<std::unique_ptr<TextInput>> open(std::unique_ptr<ByteInput> bytes, std::optional<Encoding> encoding);
    ~TextInput();

    // Up to `max` bytes of UTF-8; 0 at the end. `max` is at least 16.
    Result<std::size_t> read(char* to, std::size_t max);

    // The first lines as UTF-8, whole ones where there is a line break. Before the first read only.
    std::string sample() const;

    Encoding encoding() const { return m_encoding; }
    bool hadByteOrderMark() const { return m_bom; }
    std::uint64_t bytesRead() const { return m_bytes->bytesRead(); }
    std::uint64_t bytesTotal() const { return m_bytes->bytesTotal(); }

private:
    TextInput() = default;
    Status takeHead(std::optional<Encoding> encoding);
    Status decide(std::string_view sample);
    Status decideLate();
    Status startDecoder();
    Result<std::size_t> readPlain(char* to, std::size_t max);
    Result<std::size_t> readDecoded(char* to, std::size_t max);
    struct Decoder;

    std::unique_ptr<ByteInput> m_bytes;
    std::unique_ptr<Decoder> m_decoder;  // none for UTF-8
    Encoding m_encoding = Encoding::Utf8;
    bool m_bom = false;
    bool m_end = false;
    bool m_undecided = false;  // all so far is ASCII
    std::string m_raw;         // read but not yet given out
    std::size_t m_used = 0;    // of m_raw
};

std::string_view toString(Encoding encoding);
const char* iconvNameOf(Encoding encoding);
std::optional<Encoding> encodingFromName(std::string_view name);

}  // namespace meterseal::source
