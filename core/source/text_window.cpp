#include "source/text_window.h"

#include "meterseal/base/text.h"
#include "meterseal/source/record_source.h"

#include <algorithm>

namespace meterseal::source {

namespace {

constexpr std::size_t kBlockBytes = 256 * 1024;
constexpr std::size_t kLeastBlockBytes = 1024;

// Bytes of the UTF-8 character at `at`; 0 where there is none.
std::size_t characterBytes(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t count = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return at + count <= text.size() && isValidUtf8(text.substr(at, count)) ? count : 0;
}

}  // namespace

Status TextWindow::more()
{
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    // A small file needs no big block; a size of 0 may be a pipe.
    const std::uint64_t total = m_input->bytesTotal();
    const std::size_t block =
        total == 0 || total > kBlockBytes ? kBlockBytes : std::max<std::size_t>(kLeastBlockBytes, total);
    if (m_buffer.size() < m_end + block) {
        m_buffer.resize(m_end + block);
    }
    m_next = {};
    MS_ASSIGN(const std::size_t got, m_input->read(m_buffer.data() + m_end, block));
    m_end += got;
    m_complete = got == 0;
    return {};
}

std::uint64_t countLineBreaks(std::string_view text)
{
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        count += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) ? 1 : 0;
    }
    return count;
}

std::string originalText(std::string_view text)
{
    constexpr std::string_view kReplacement = "\xef\xbf\xbd";
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t count = characterBytes(text, i);
        const std::string_view piece = count == 0 ? kReplacement : text.substr(i, count);
        if (out.size() + piece.size() > kMaxOriginalBytes) {
            break;
        }
        out += piece;
        i += count == 0 ? 1 : count;
    }
    return out;
}

}  // namespace meterseal::source
