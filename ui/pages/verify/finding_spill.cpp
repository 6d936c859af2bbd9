#include "pages/verify/finding_spill.h"

#include <algorithm>
#include <cstring>

namespace meterseal::ui {

namespace {

constexpr std::size_t kSpillPiece = 256 * 1024;  // written and read at once

Error spillError(const Error& why)
{
    return makeError(ErrorCode::Io, "verify.spill",
                     "The findings could not be kept in the folder for temporary files: " + why.message +
                         " Nothing on the ledger or in the file was changed. Make room there and verify again.");
}

Error cutOff()
{
    return spillError(makeError(ErrorCode::Io, "file.io", "a part of them is gone."));
}

}  // namespace

Result<std::shared_ptr<FindingSpill>> FindingSpill::create()
{
    auto file = makeTemporaryFile();
    if (!file) {
        return spillError(file.error());
    }
    return std::shared_ptr<FindingSpill>(new FindingSpill(std::move(*file)));
}

Status FindingSpill::flush() const
{
    if (const Status written = m_file.write(m_pending); !written) {
        return spillError(written.error());
    }
    m_pending.clear();
    return {};
}

// A row is its number of bytes, then each cell with a zero byte at its end.
Status FindingSpill::add(std::span<const std::string> cells)
{
    std::string row;
    for (const std::string& cell : cells) {
        for (const char c : cell) {
            row += c == '\0' ? ' ' : c;
        }
        row += '\0';
    }
    const auto size = static_cast<std::uint32_t>(row.size());
    const std::lock_guard lock(m_mutex);
    m_pending.append(reinterpret_cast<const char*>(&size), sizeof size).append(row);
    m_end += sizeof size + size;
    return m_pending.size() < kSpillPiece ? Status() : flush();
}

Result<std::string_view> FindingSpill::bytesAt(std::uint64_t offset, std::size_t size) const
{
    if (offset < m_windowAt || offset + size > m_windowAt + m_window.size()) {
        m_window.resize(std::max(size, kSpillPiece));
        const auto got = m_file.readAt(offset, m_window.data(), m_window.size());
        m_window.resize(got ? *got : 0);
        m_windowAt = offset;
        if (!got) {
            return spillError(got.error());
        }
    }
    return std::string_view(m_window).substr(static_cast<std::size_t>(offset - m_windowAt), size);
}

Result<bool> FindingSpill::read(std::uint64_t& offset, std::vector<std::string>& cells) const
{
    const std::lock_guard lock(m_mutex);
    cells.clear();
    if (offset >= m_end) {
        return false;
    }
    MS_TRY(flush());
    std::uint32_t size = 0;
    MS_ASSIGN(const std::string_view head, bytesAt(offset, sizeof size));
    if (head.size() != sizeof size) {
        return cutOff();
    }
    std::memcpy(&size, head.data(), sizeof size);
    MS_ASSIGN(const std::string_view row, bytesAt(offset + sizeof size, size));
    if (row.size() != size) {
        return cutOff();
    }
    offset += sizeof size + size;
    for (std::size_t at = 0; at < row.size(); at += cells.back().size() + 1) {
        cells.emplace_back(row.data() + at);
    }
    return true;
}

}  // namespace meterseal::ui
