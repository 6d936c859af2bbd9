// Transactions whose signatures were checked, by hash: a node is asked about each of them three or four times.
//
// Thread-safety: external.
#pragma once

#include "meterseal/ledger/transaction.h"

#include <deque>
#include <string>
#include <unordered_map>

namespace meterseal {

class CheckedCache {
public:
    explicit CheckedCache(std::string chain) : m_chain(std::move(chain)) {}

    Result<CheckedTransaction> check(ByteView wire)
    {
        const Hash256 hash = txHashOf(wire);
        if (const auto known = m_known.find(hash); known != m_known.end()) {
            return known->second;
        }
        MS_ASSIGN(CheckedTransaction checked, checkTransaction(Bytes(wire.begin(), wire.end()), m_chain));
        m_bytes += checked.wire.size();
        m_order.push_back(hash);
        m_known.emplace(hash, checked);
        while (m_bytes > kMostBytes && m_order.size() > 1) {
            forget(m_order.front());
            m_order.pop_front();
        }
        return checked;
    }
    void forget(const Hash256& hash)
    {
        if (const auto known = m_known.find(hash); known != m_known.end()) {
            m_bytes -= known->second.wire.size();
            m_known.erase(known);
        }
    }

private:
    static constexpr std::size_t kMostBytes = 128u << 20;
    const std::string m_chain;
    std::unordered_map<Hash256, CheckedTransaction> m_known;
    std::deque<Hash256> m_order;  // of arrival; hashes that were forgotten may stand in it
    std::size_t m_bytes = 0;
};

}  // namespace meterseal
