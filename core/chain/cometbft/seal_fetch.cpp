#include "meterseal/chain/seal_fetch.h"

namespace meterseal {

Result<Seal> fetchSeal(cometbft::RpcClient& validator, std::int64_t cometHeight, const SealedBlock& block,
                       const Genesis& genesis, const SealTrust& trust, std::chrono::milliseconds timeout)
{
    MS_ASSIGN(const cometbft::LightBlock light, validator.lightBlock(cometHeight, timeout));
    const std::string text = cometbft::canonicalLightBlock(light);
    SealedBlock sealed = block;
    sealed.seal.bytes.assign(text.begin(), text.end());
    MS_TRY(checkSeal(sealed, genesis, trust));
    return std::move(sealed.seal);
}

}  // namespace meterseal
