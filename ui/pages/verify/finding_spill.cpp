#include "pages/verify/finding_spill.h"

#include <cerrno>
#include <cstring>

namespace meterseal::ui {

namespace {

Error spillError()
{
    return makeError(ErrorCode::Io, "verify.spill",
                     std::string("The findings could not be kept in the folder for temporary files: ") +
                         std::strerror(errno) +
                         ". Nothing on the ledger or in the file was changed. Make room there "
                         "and verify again.");
}

}  // namespace

Result<std::shared_ptr<FindingSpill>> FindingSpill::create()
{
    std::FILE* const file = std::tmpfile();
    if (file == nullptr) {
        return spillError();
    }
    return std::shared_ptr<FindingSpill>(new FindingSpill(file));
}

// The stream is moved only where it is not there yet: a seek would give its buffer away with every row.
bool FindingSpill::moveTo(std::uint64_t offset, bool writing) const
{
    const bool there = m_at == offset && m_writing == writing;
    m_writing = writing;
    return there || std::fseek(m_file.get(), static_cast<long>(offset), SEEK_SET) == 0;
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
    if (!moveTo(m_end, true) || std::fwrite(&size, sizeof size, 1, m_file.get()) != 1 ||
        std::fwrite(row.data(), 1, row.size(), m_file.get()) != row.size()) {
        return spillError();
    }
    m_end += sizeof size + size;
    m_at = m_end;
    return {};
}

Result<bool> FindingSpill::read(std::uint64_t& offset, std::vector<std::string>& cells) const
{
    const std::lock_guard lock(m_mutex);
    cells.clear();
    if (offset >= m_end) {
        return false;
    }
    std::uint32_t size = 0;
    std::string row;
    const bool good = moveTo(offset, false) && std::fread(&size, sizeof size, 1, m_file.get()) == 1;
    row.resize(good ? size : 0);
    if (!good || std::fread(row.data(), 1, size, m_file.get()) != size) {
        return spillError();
    }
    offset += sizeof size + size;
    m_at = offset;
    for (std::size_t at = 0; at < row.size(); at += cells.back().size() + 1) {
        cells.emplace_back(row.c_str() + at);
    }
    return true;
}

}  // namespace meterseal::ui
