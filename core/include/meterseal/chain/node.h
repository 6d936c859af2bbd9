// Node: one access point to a chain, as the uploader's dispatcher sees it (paper figure 8). What a node says is not
// believed further than the next probe: "accepted" is not "committed", and a commit is read from the chain's own blocks
// (Chain::follow), never from a node.
//
// Thread-safety: submit() and head() come from one thread at a time; cancel() from any.
#pragma once

#include "meterseal/chain/chain.h"

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace meterseal {

struct NodeHead {
    Height height = 0;
    bool catchingUp = false;  // counts as unavailable
};

class Node {
public:
    virtual ~Node() = default;

    // Shown to people: "embedded", "node 3 (simulated)".
    virtual std::string name() const = 0;

    // Offers transactions in order and gives one answer each, in the same order; fewer answers mean that the rest was
    // not tried. Ok: accepted. Conflict / InvalidArgument: a rule refused it (tx.*). Anything else: the node could not
    // take it. Returns by `timeout`; a node that overstays is given up by its caller.
    virtual std::vector<Status> submit(std::span<const std::shared_ptr<const Bytes>> transactions,
                                       std::chrono::milliseconds timeout) = 0;

    // The health probe.
    virtual Result<NodeHead> head(std::chrono::milliseconds timeout) = 0;

    // Makes running and later calls return Unavailable soon. For shut-down.
    virtual void cancel() = 0;
};

// The chain itself as one node. Borrows the chain.
std::unique_ptr<Node> directNode(Chain& chain);

}  // namespace meterseal
