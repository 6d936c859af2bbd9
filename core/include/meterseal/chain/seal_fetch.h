// The seal of a consortium's block, from a validator's RPC: what the application of a node has to add once the header
// after its block is decided. Nothing a validator says is believed: a seal is given only where it holds.
#pragma once

#include "meterseal/chain/comet_rpc.h"
#include "meterseal/ledger/block.h"

#include <chrono>

namespace meterseal {

// `cometHeight`: the CometBFT height whose header names `block`, the one after the height that made it. `trust`: whose
// validators decide it. reason: rpc.* (rpc.no-such-height: not decided yet), seal.*
Result<Seal> fetchSeal(cometbft::RpcClient& validator, std::int64_t cometHeight, const SealedBlock& block,
                       const Genesis& genesis, const SealTrust& trust, std::chrono::milliseconds timeout);

}  // namespace meterseal
