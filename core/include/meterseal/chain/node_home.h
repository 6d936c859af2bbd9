// A node's folder, which may be a workspace:
//
//   ledger.db                    the ledger, a replica like any other
//   abci.sock                    made while the node runs
//   cometbft/config, cometbft/data   CometBFT's own; priv_validator_key.json, node_key.json and
//   priv_validator_state.json never leave it
//
// Thread-safety: pure functions of the folder.
#pragma once

#include "meterseal/ledger/genesis.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace meterseal::node {

struct NodeKeys {
    crypto::Ed25519PublicKey validatorKey{};
    std::string nodeId;  // 40 hex digits, as CometBFT names peers
};
// Makes both keys where there are none and gives them. reason: node.home
Result<NodeKeys> makeKeys(const std::filesystem::path& home);
// The keys that are there. reason: node.home
Result<NodeKeys> readKeys(const std::filesystem::path& home);
bool hasKeys(const std::filesystem::path& home);
// Does a node keep the folder's ledger? (It was configured.)
bool isConfigured(const std::filesystem::path& home);

struct NodePlace {
    std::string organisation;        // id of the one whose node it is
    std::vector<std::string> peers;  // "nodeid@host:port" of the other members' nodes
    std::string p2p = "tcp://0.0.0.0:26656";
    std::string rpc = "tcp://127.0.0.1:26657";  // loopback or unix: it has no authentication
};
// Writes CometBFT's configuration and genesis file, and the empty ledger where there is none. An organisation that the
// genesis document does not name yet may join later with an organisation transaction: until then its node keeps the
// ledger and decides nothing. reason: node.home, node.rpc, node.peer, genesis.*, node.no-consortium, node.other-key
// (the genesis document names another validator key for the organisation, or this one for another), node.ledger-filled
// (blocks that this node did not decide are there), node.other-ledger
Status configure(const std::filesystem::path& home, const Genesis& genesis, const NodePlace& place);
// Takes a peer up into the configuration, for the next start; one of the same id is replaced. reason: node.home,
// node.peer
Status addPeer(const std::filesystem::path& home, const std::string& peer);

// Is the folder's key the one that `organisations` name for the node's own? OK; reason: node.other-key, node.home
Status checkOwnKey(const std::filesystem::path& home, const std::vector<Organisation>& organisations);

// Of the configuration. reason: node.home
Result<std::string> organisationOf(const std::filesystem::path& home);
Result<std::set<std::string>> peerIds(const std::filesystem::path& home);
// The RPC's address as core/chain's client takes it. reason: node.home
Result<std::string> rpcAddress(const std::filesystem::path& home);

}  // namespace meterseal::node
