#include "chain/cometbft/pending.h"

#include <algorithm>

namespace meterseal {

void Pending::accepted(ByteView wire)
{
    const auto decoded = decodeTransaction(wire);
    if (!decoded.ok()) {
        return;
    }
    const auto* convert = std::get_if<ConvertBody>(&decoded->header.body);
    const Hash256 txHash = txHashOf(wire);
    const MutexLock lock(m_mutex);
    forgetOld();
    Entry& entry = m_entries[txHash];
    entry.until = std::chrono::steady_clock::now() + m_keptFor;
    if (convert != nullptr) {
        entry.address = convert->address;
        m_tips[convert->address] = txHash;
    }
}

void Pending::committed(const std::vector<Hash256>& transactions, Height height)
{
    const MutexLock lock(m_mutex);
    m_height = std::max(m_height, height);
    for (const Hash256& txHash : transactions) {
        if (const auto found = m_entries.find(txHash); found != m_entries.end()) {
            forget(found);
        }
    }
    m_changed.notify_all();
}

bool Pending::contains(const Hash256& txHash)
{
    const MutexLock lock(m_mutex);
    forgetOld();
    return m_entries.contains(txHash);
}

std::vector<Hash256> Pending::all()
{
    const MutexLock lock(m_mutex);
    forgetOld();
    std::vector<Hash256> hashes;
    for (const auto& [txHash, entry] : m_entries) {
        hashes.push_back(txHash);
    }
    return hashes;
}

void Pending::waitFor(const std::vector<Hash256>& transactions, std::chrono::steady_clock::time_point until)
{
    MutexLock lock(m_mutex);
    for (const Hash256& txHash : transactions) {
        while (m_entries.contains(txHash)) {
            if (m_changed.wait_until(lock, until) == std::cv_status::timeout) {
                return;
            }
        }
    }
}

std::optional<Hash256> Pending::lastConvert(std::string_view address)
{
    const MutexLock lock(m_mutex);
    forgetOld();
    const auto found = m_tips.find(address);
    return found == m_tips.end() ? std::nullopt : std::optional(found->second);
}

Height Pending::heightOf(std::int64_t cometHeight)
{
    const MutexLock lock(m_mutex);
    m_best = std::max(m_best, cometHeight);
    const auto behind = static_cast<Height>(m_best - cometHeight);
    return m_height > behind ? m_height - behind : 0;
}

void Pending::forgetOld()
{
    const auto now = std::chrono::steady_clock::now();
    for (auto it = m_entries.begin(); it != m_entries.end();) {
        const auto next = std::next(it);
        if (it->second.until <= now) {
            forget(it);
        }
        it = next;
    }
}

void Pending::forget(std::unordered_map<Hash256, Entry>::iterator entry)
{
    if (const auto tip = m_tips.find(entry->second.address); tip != m_tips.end() && tip->second == entry->first) {
        m_tips.erase(tip);
    }
    m_entries.erase(entry);
}

}  // namespace meterseal
