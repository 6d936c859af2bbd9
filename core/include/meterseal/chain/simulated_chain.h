// SimulatedConsortium: N access nodes with scripted faults before one real chain, for tests, the demo and training.
// Wherever a person sees it, it is called "simulated".
//
// Faults are drawn from a generator seeded per node, so that a run can be repeated; what two threads do to each other
// is not part of the script. Thread-safety: every method from any thread. Ownership: borrows the chain behind it.
#pragma once

#include "meterseal/chain/node.h"

#include <cstdint>

namespace meterseal {

// Chances are per submitted transaction unless said; 0 never, 1 always.
struct NodeScript {
    std::chrono::microseconds latency{0};    // of every call
    double refuse = 0;                       // answers Unavailable
    double lieRefused = 0;                   // answers with a rule's refusal although none was broken
    double lose = 0;                         // answers "accepted" and forgets it
    double silent = 0;                       // per call: no answer until the time-out
    double hang = 0;                         // per call: no answer beyond the time-out, until cancel()
    Height staleBlocks = 0;                  // head() answers with a height this much too low
    bool catchingUp = false;                 // head() says so
    double crash = 0;                        // per call: the node goes down ...
    std::chrono::milliseconds downFor{500};  // ... and comes back after this long
};

struct NodeCounts {
    std::uint64_t calls = 0;
    std::uint64_t accepted = 0;    // truly handed to the chain
    std::uint64_t lost = 0;        // said accepted, forgotten
    std::uint64_t refused = 0;     // any refusal, true or invented
    std::uint64_t unanswered = 0;  // silent, hanging or down
};

class SimulatedConsortium {
public:
    SimulatedConsortium(Chain& chain, std::size_t nodes, std::uint64_t seed);
    ~SimulatedConsortium();

    std::size_t size() const;
    // The access nodes; the consortium must outlive them.
    std::vector<std::unique_ptr<Node>> nodes();

    // From the next call on. Precondition: node < size().
    void setScript(std::size_t node, const NodeScript& script);
    void setAll(const NodeScript& script);
    // Down until up(): every call is answered with Unavailable at once.
    void down(std::size_t node);
    void up(std::size_t node);
    NodeCounts counts(std::size_t node) const;
    NodeScript script(std::size_t node) const;
    // By down(); a node that crashed by its script comes back by itself and is not meant.
    bool isDown(std::size_t node) const;

    struct Member;

private:
    Chain& m_chain;
    std::vector<std::shared_ptr<Member>> m_members;
};

}  // namespace meterseal
