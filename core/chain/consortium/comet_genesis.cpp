#include "meterseal/chain/consortium_application.h"

#include "meterseal/crypto/base64.h"
#include "meterseal/record/canonical_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace meterseal {

std::string cometGenesis(const Genesis& genesis)
{
    using nlohmann::json;
    // In CometBFT's order of validators, by address where all have one power.
    std::vector<const Organisation*> members;
    for (const Organisation& organisation : genesis.organisations) {
        if (organisation.validatorKey) {
            members.push_back(&organisation);
        }
    }
    std::ranges::sort(members, {}, [](const Organisation* one) { return cometbft::addressOf(*one->validatorKey); });
    json validators = json::array();
    for (const Organisation* one : members) {
        std::string address = toHex(cometbft::addressOf(*one->validatorKey));
        std::ranges::transform(address, address.begin(),
                               [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
        validators.push_back(
            {{"address", address},
             {"name", one->id},
             {"power", "1"},
             {"pub_key",
              {{"type", "tendermint/PubKeyEd25519"}, {"value", crypto::toBase64(ByteView(*one->validatorKey))}}}});
    }
    const ConsensusParams params;
    const json document = {
        {"app_hash", ""},
        {"app_state", json::parse(canonicalGenesis(genesis))},
        {"chain_id", genesis.chain},
        {"consensus_params",
         {{"abci", {{"vote_extensions_enable_height", std::to_string(params.voteExtensionsFrom)}}},
          {"block", {{"max_bytes", std::to_string(params.blockBytes)}, {"max_gas", std::to_string(params.blockGas)}}},
          {"evidence",
           {{"max_age_duration", std::to_string(params.evidenceAge.count())},
            {"max_age_num_blocks", std::to_string(params.evidenceBlocks)},
            {"max_bytes", std::to_string(params.evidenceBytes)}}},
          {"validator", {{"pub_key_types", params.keyTypes}}},
          {"version", {{"app", std::to_string(params.appVersion)}}}}},
        {"genesis_time", formatTimestamp(genesis.time)},
        {"initial_height", "1"},
        {"validators", validators}};
    return canonicalJson(document.dump()).value();
}

}  // namespace meterseal
