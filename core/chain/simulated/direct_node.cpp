#include "meterseal/chain/node.h"

#include <atomic>

namespace meterseal {
namespace {

class DirectNode final : public Node {
public:
    explicit DirectNode(Chain& chain) : m_chain(chain) {}

    std::string name() const override { return m_chain.engine(); }

    std::vector<Status> submit(std::span<const std::shared_ptr<const Bytes>> transactions,
                               std::chrono::milliseconds timeout) override
    {
        const auto deadline = std::chrono::steady_clock::now() + timeout;
        std::vector<Status> answers;
        answers.reserve(transactions.size());
        for (const auto& wire : transactions) {
            // Checking signatures takes its time: what does not fit is offered again.
            if (m_cancelled || std::chrono::steady_clock::now() >= deadline) {
                break;
            }
            answers.push_back(m_chain.submit(Bytes(*wire)).status());
        }
        return answers;
    }

    Result<NodeHead> head(std::chrono::milliseconds /*timeout*/) override
    {
        MS_ASSIGN(const ChainHead head, m_chain.head());
        return NodeHead{head.height, false};
    }

    void cancel() override { m_cancelled = true; }

private:
    Chain& m_chain;
    std::atomic<bool> m_cancelled{false};
};

}  // namespace

std::unique_ptr<Node> directNode(Chain& chain)
{
    return std::make_unique<DirectNode>(chain);
}

}  // namespace meterseal
