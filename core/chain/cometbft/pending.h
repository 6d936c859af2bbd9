// What was accepted by a validator and is in no block yet, and how far each validator is: shared by a consortium chain
// and its nodes. Thread-safety: any thread.
#pragma once

#include "meterseal/base/mutex.h"
#include "meterseal/chain/chain.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace meterseal {

class Pending {
public:
    explicit Pending(std::chrono::milliseconds keptFor) : m_keptFor(keptFor) {}

    void accepted(ByteView wire);
    void committed(const std::vector<Hash256>& transactions, Height height);
    bool contains(const Hash256& txHash);
    std::vector<Hash256> all();
    // Until all of them were committed or forgotten, or the time has come.
    void waitFor(const std::vector<Hash256>& transactions, std::chrono::steady_clock::time_point until);
    // The newest convert of a meter on its way.
    std::optional<Hash256> lastConvert(std::string_view address);

    // A validator told its CometBFT height. Gives the ledger height it is at, as far as the others show: never more
    // blocks behind than CometBFT is, as a ledger block takes at least one of CometBFT's.
    Height heightOf(std::int64_t cometHeight);

private:
    struct Entry {
        std::chrono::steady_clock::time_point until;
        std::string address;  // of a convert; empty: another type
    };
    void forgetOld() MS_REQUIRES(m_mutex);
    void forget(std::unordered_map<Hash256, Entry>::iterator entry) MS_REQUIRES(m_mutex);

    const std::chrono::milliseconds m_keptFor;
    Mutex m_mutex;
    std::condition_variable_any m_changed;
    std::unordered_map<Hash256, Entry> m_entries GUARDED_BY(m_mutex);
    std::map<std::string, Hash256, std::less<>> m_tips GUARDED_BY(m_mutex);
    std::int64_t m_best GUARDED_BY(m_mutex) = 0;
    Height m_height GUARDED_BY(m_mutex) = 0;
};

}  // namespace meterseal
