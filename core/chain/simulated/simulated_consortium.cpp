#include "meterseal/chain/simulated_chain.h"

#include <condition_variable>
#include <fmt/format.h>
#include <mutex>
#include <random>

namespace meterseal {

using SteadyClock = std::chrono::steady_clock;

struct SimulatedConsortium::Member {
    Member(std::size_t number_, std::uint64_t seed) : number(number_), random(seed) {}

    const std::size_t number;
    mutable std::mutex mutex;  // guards all below
    std::condition_variable changed;
    NodeScript script;
    NodeCounts counts;
    std::mt19937_64 random;
    SteadyClock::time_point downUntil{};
    bool down = false;

    bool chance(double p) { return p > 0 && std::uniform_real_distribution<double>(0, 1)(random) < p; }
    bool isDown() const { return down || SteadyClock::now() < downUntil; }
};

namespace {

using MemberPtr = std::shared_ptr<SimulatedConsortium::Member>;

Error unavailable(const SimulatedConsortium::Member& member, std::string_view why)
{
    return makeError(
        ErrorCode::Unavailable, "node.unavailable",
        fmt::format("Simulated node {} {}. Nothing was kept; try again or use another node.", member.number, why));
}

class SimulatedNode final : public Node {
public:
    SimulatedNode(Chain& chain, MemberPtr member) : m_chain(chain), m_member(std::move(member)) {}

    std::string name() const override { return fmt::format("node {} (simulated)", m_member->number); }

    std::vector<Status> submit(std::span<const std::shared_ptr<const Bytes>> transactions,
                               std::chrono::milliseconds timeout) override
    {
        if (const Status entered = enterCall(timeout); !entered.ok()) {
            return {entered};
        }
        std::vector<Status> answers;
        answers.reserve(transactions.size());
        for (const auto& wire : transactions) {
            answers.push_back(submitOne(*wire));
            // A node that fails does not go on with what builds on it.
            if (!answers.back().ok() && answers.back().error().code == ErrorCode::Unavailable) {
                break;
            }
        }
        return answers;
    }

    Result<NodeHead> head(std::chrono::milliseconds timeout) override
    {
        MS_TRY(enterCall(timeout));
        MS_ASSIGN(const ChainHead real, m_chain.head());
        const std::lock_guard lock(m_member->mutex);
        const Height stale = m_member->script.staleBlocks;
        return NodeHead{real.height > stale ? real.height - stale : 0, m_member->script.catchingUp};
    }

    void cancel() override
    {
        {
            const std::lock_guard lock(m_member->mutex);
            m_cancelled = true;
        }
        m_member->changed.notify_all();
    }

private:
    // What happens to a call as a whole: down, crashing, hanging, silent, slow.
    Status enterCall(std::chrono::milliseconds timeout)
    {
        std::unique_lock lock(m_member->mutex);
        ++m_member->counts.calls;
        const NodeScript script = m_member->script;
        if (m_member->chance(script.crash)) {
            m_member->downUntil = SteadyClock::now() + script.downFor;
        }
        if (m_member->isDown()) {
            ++m_member->counts.unanswered;
            return unavailable(*m_member, "is down");
        }
        const auto cancelled = [this] { return m_cancelled; };
        if (m_member->chance(script.hang)) {
            ++m_member->counts.unanswered;
            m_member->changed.wait_for(lock, timeout * 10, cancelled);
            return unavailable(*m_member, "hung");
        }
        if (m_member->chance(script.silent)) {
            ++m_member->counts.unanswered;
            m_member->changed.wait_for(lock, timeout, cancelled);
            return unavailable(*m_member, "did not answer in time");
        }
        if (script.latency.count() > 0) {
            m_member->changed.wait_for(lock, script.latency, cancelled);
        }
        return m_cancelled ? Status(unavailable(*m_member, "was told to stop")) : Status();
    }

    Status submitOne(const Bytes& wire)
    {
        bool lose = false;
        {
            const std::lock_guard lock(m_member->mutex);
            const NodeScript& script = m_member->script;
            if (m_cancelled || m_member->chance(script.refuse)) {
                ++m_member->counts.refused;
                return unavailable(*m_member, "refused");
            }
            if (m_member->chance(script.lieRefused)) {
                ++m_member->counts.refused;
                return makeError(ErrorCode::Conflict, "tx.prev-stale",
                                 fmt::format("Simulated node {} says that prev is stale.", m_member->number));
            }
            lose = m_member->chance(script.lose);
            if (lose) {
                ++m_member->counts.lost;
            }
        }
        if (lose) {
            return {};
        }
        const Status accepted = m_chain.submit(Bytes(wire)).status();
        const std::lock_guard lock(m_member->mutex);
        ++(accepted.ok() ? m_member->counts.accepted : m_member->counts.refused);
        return accepted;
    }

    Chain& m_chain;
    const MemberPtr m_member;
    bool m_cancelled = false;  // guarded by the member's mutex
};

}  // namespace

SimulatedConsortium::SimulatedConsortium(Chain& chain, std::size_t nodes, std::uint64_t seed) : m_chain(chain)
{
    for (std::size_t i = 0; i < nodes; ++i) {
        m_members.push_back(std::make_shared<Member>(i + 1, seed * 1'000'003 + i));
    }
}

SimulatedConsortium::~SimulatedConsortium() = default;

std::size_t SimulatedConsortium::size() const
{
    return m_members.size();
}

std::vector<std::unique_ptr<Node>> SimulatedConsortium::nodes()
{
    std::vector<std::unique_ptr<Node>> result;
    for (const MemberPtr& member : m_members) {
        result.push_back(std::make_unique<SimulatedNode>(m_chain, member));
    }
    return result;
}

void SimulatedConsortium::setScript(std::size_t node, const NodeScript& script)
{
    const std::lock_guard lock(m_members[node]->mutex);
    m_members[node]->script = script;
}

void SimulatedConsortium::setAll(const NodeScript& script)
{
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        setScript(i, script);
    }
}

void SimulatedConsortium::down(std::size_t node)
{
    const std::lock_guard lock(m_members[node]->mutex);
    m_members[node]->down = true;
}

void SimulatedConsortium::up(std::size_t node)
{
    const std::lock_guard lock(m_members[node]->mutex);
    m_members[node]->down = false;
}

NodeCounts SimulatedConsortium::counts(std::size_t node) const
{
    const std::lock_guard lock(m_members[node]->mutex);
    return m_members[node]->counts;
}

NodeScript SimulatedConsortium::script(std::size_t node) const
{
    const std::lock_guard lock(m_members[node]->mutex);
    return m_members[node]->script;
}

bool SimulatedConsortium::isDown(std::size_t node) const
{
    const std::lock_guard lock(m_members[node]->mutex);
    return m_members[node]->down;
}

}  // namespace meterseal
