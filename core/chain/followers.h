// The subscribers of a chain's block events.
//
// Thread-safety: any thread. A subscription's destructor waits while its callback runs, so callbacks must not end or
// begin subscriptions themselves.
#pragma once

#include "meterseal/base/mutex.h"
#include "meterseal/chain/chain.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

namespace meterseal {

class Followers {
public:
    using Callback = std::function<void(const BlockEvent&)>;

    // The followers may go before their subscriptions do.
    static std::unique_ptr<Subscription> add(const std::shared_ptr<Followers>& followers, Callback callback);
    void notify(const BlockEvent& event);

private:
    class Entry;
    void remove(std::uint64_t id);

    Mutex m_mutex;
    std::uint64_t m_next GUARDED_BY(m_mutex) = 1;
    std::map<std::uint64_t, Callback> m_callbacks GUARDED_BY(m_mutex);
};

}  // namespace meterseal
