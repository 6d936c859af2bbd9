#include "chain/followers.h"

namespace meterseal {

class Followers::Entry : public Subscription {
public:
    Entry(std::shared_ptr<Followers> followers, std::uint64_t id) : m_followers(std::move(followers)), m_id(id) {}
    ~Entry() override { m_followers->remove(m_id); }

private:
    std::shared_ptr<Followers> m_followers;
    std::uint64_t m_id;
};

std::unique_ptr<Subscription> Followers::add(const std::shared_ptr<Followers>& followers, Callback callback)
{
    const MutexLock lock(followers->m_mutex);
    const std::uint64_t id = followers->m_next++;
    followers->m_callbacks.emplace(id, std::move(callback));
    return std::make_unique<Entry>(followers, id);
}

void Followers::remove(std::uint64_t id)
{
    const MutexLock lock(m_mutex);
    m_callbacks.erase(id);
}

void Followers::notify(const BlockEvent& event)
{
    const MutexLock lock(m_mutex);
    for (const auto& [id, callback] : m_callbacks) {
        callback(event);
    }
}

}  // namespace meterseal
