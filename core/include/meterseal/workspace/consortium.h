// A workspace of a consortium's ledger: the validators it writes through, and this organisation's own node.
//
//   settings.json        ..., "validators": [{"name", "address"}]: RPC addresses, see comet_rpc.h
//   cometbft/, abci.sock   where the node of this organisation runs in the workspace's folder, see node_home.h; then it
//                        keeps ledger.db, and nothing is pulled into it
//   writer.lock          held while the workspace is open for writing
//
// Blocks are read from ledger.db, which the node or a pull keeps up to date, and are sent nowhere but to validators.
// Thread-safety: one call per workspace at a time, but lookAtValidators().
#pragma once

#include "meterseal/chain/consortium_chain.h"
#include "meterseal/workspace/network.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace meterseal {

// Empty where none is named. reason: workspace.settings
Result<std::vector<ValidatorAddress>> namedValidators(const Workspace& workspace);
// reason: rpc.address, workspace.settings, workspace.no-consortium
Status nameValidators(const Workspace& workspace, const std::vector<ValidatorAddress>& validators);

struct NodeAddresses {
    std::string p2p = "tcp://0.0.0.0:26656";
    std::string rpc = "tcp://127.0.0.1:26657";  // loopback or unix: it has no authentication
};
// Makes this organisation's node in the workspace's folder, with the others of `cards` as its peers, and names it as
// the validator to write through where none is named. Which organisation it is, the folder's keys and its card say.
// reason: node.no-card, node.other-card (not the keys that the ledger names), and those of node::configure()
Result<std::string> initNode(const Workspace& workspace, std::span<const Card> cards, const NodeAddresses& addresses);
// Takes a member's node up as a peer, for the node's next start. reason: node.other-card, node.home
Status addNodePeer(const Workspace& workspace, const Card& card);

// What a validator says of itself now.
struct ValidatorView {
    ValidatorAddress at;
    Result<cometbft::NodeStatus> status;
    std::string organisation;  // whose validator key it has, by the ledger; empty: nobody's

    // Transactions are sent to it: it answers, of this chain, and keeps up.
    bool usable(const std::string& chain) const
    {
        return status.ok() && !status->catchingUp && status->chainId == chain;
    }
};
Result<std::vector<ValidatorView>> lookAtValidators(const Workspace& workspace, std::chrono::milliseconds timeout);

// The chain for writing. reason: ledger.locked (Busy), chain.no-validator, ledger.other-history, ledger.*
struct WritingConsortium {
    std::shared_ptr<void> lock;  // outlives the chain
    std::unique_ptr<ConsortiumChain> chain;
};
Result<WritingConsortium> openConsortium(const Workspace& workspace);

}  // namespace meterseal
