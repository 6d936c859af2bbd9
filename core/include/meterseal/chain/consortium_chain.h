// ConsortiumChain: a consortium ledger as a Chain, and its validators as Nodes for the uploader: one worker thread and
// an equal share each, white while it answers and keeps up, grey otherwise (paper figure 8).
//
// What is committed is read from a ledger file that somebody keeps up to date beside us: a validator's own, or a
// replica's. Transactions go to the validators' RPC. No validator is believed: "accepted" is only a hint, and what a
// block holds is what the file holds, whose seals and transactions were checked by who wrote it.
//
// Thread-safety: every method from any thread; a Node as node.h says. The chain outlives its nodes.
#pragma once

#include "meterseal/chain/comet_rpc.h"
#include "meterseal/chain/node.h"
#include "meterseal/chain/writable_chain.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace meterseal {

struct ValidatorAddress {
    std::string name;     // shown to people: the organisation
    std::string address;  // of its RPC, see comet_rpc.h
};

struct ConsortiumOptions {
    std::chrono::milliseconds poll{250};           // how often the ledger file is looked at
    std::chrono::milliseconds pendingFor{20'000};  // how long an accepted transaction counts as on its way
    std::chrono::milliseconds submitTimeout{5'000};
    cometbft::RpcLimits rpc;
};

class ConsortiumChain : public WritableChain {
public:
    // reason: ledger.*, rpc.address, chain.no-validator (the list is empty)
    static Result<std::unique_ptr<ConsortiumChain>> open(const std::filesystem::path& ledgerFile,
                                                         std::vector<ValidatorAddress> validators,
                                                         const ConsortiumOptions& options = {});

    // One access node a validator, in the order given.
    virtual Result<std::vector<std::unique_ptr<Node>>> nodes() = 0;
};

}  // namespace meterseal
