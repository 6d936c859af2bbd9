#include "source/string_store.h"

#include <cstring>

namespace meterseal::source {

namespace {

constexpr std::size_t kPartBytes = 256 * 1024;

}  // namespace

Status StringStore::flush()
{
    MS_TRY(m_index->append(m_indexPart));
    MS_TRY(m_rest->append(m_restPart));
    m_indexPart.clear();
    m_restPart.clear();
    return {};
}

Status StringStore::add(std::string_view text)
{
    if (!m_index && m_texts.size() + text.size() + m_ends.size() * sizeof(std::size_t) <= m_memoryBytes) {
        m_texts += text;
        m_ends.push_back(m_texts.size());
        return {};
    }
    if (!m_index) {
        MS_ASSIGN(m_index, TemporaryFile::make());
        MS_ASSIGN(m_rest, TemporaryFile::make());
    }
    const Entry entry{m_rest->size() + m_restPart.size(), text.size()};
    m_indexPart.append(reinterpret_cast<const char*>(&entry), sizeof entry);
    m_restPart += text;
    ++m_filed;
    return m_restPart.size() > kPartBytes || m_indexPart.size() > kPartBytes ? flush() : Status();
}

Result<bool> StringStore::get(std::uint64_t number, std::string& to) const
{
    if (number < m_ends.size()) {
        const std::size_t from = number == 0 ? 0 : m_ends[number - 1];
        to.assign(m_texts, from, m_ends[number] - from);
        return true;
    }
    const std::uint64_t at = (number - m_ends.size()) * sizeof(Entry);
    if (number >= size()) {
        return false;
    }
    Entry entry;
    if (at >= m_index->size()) {  // still in memory
        std::memcpy(&entry, m_indexPart.data() + (at - m_index->size()), sizeof entry);
    } else {
        MS_ASSIGN([[maybe_unused]] const std::size_t got,
                  m_index->readAt(at, reinterpret_cast<char*>(&entry), sizeof entry));
    }
    if (entry.at >= m_rest->size()) {
        to.assign(m_restPart, entry.at - m_rest->size(), entry.size);
        return true;
    }
    to.resize(entry.size);
    MS_ASSIGN(const std::size_t got, m_rest->readAt(entry.at, to.data(), to.size()));
    to.resize(got);
    return true;
}

}  // namespace meterseal::source
