// A light block of which nothing is believed: it is refused, or written back to the same bytes; checking it ends in a
// decision or an error, whoever its validators are.
#include "meterseal/ledger/light_block.h"
#include "support/fuzz_check.h"

using namespace meterseal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto block = cometbft::parseLightBlock(text);
    if (!block.ok()) {
        FUZZ_CHECK(block.error().reason == "seal.form");
        return 0;
    }
    FUZZ_CHECK(cometbft::canonicalLightBlock(*block) == text);
    const auto decision = cometbft::checkDecision(*block, block->header.chainId, block->validators);
    if (decision.ok()) {
        FUZZ_CHECK(decision->power > decision->totalPower * 2 / 3);
        FUZZ_CHECK(decision->signers.size() <= decision->validators);
    }
    return 0;
}
