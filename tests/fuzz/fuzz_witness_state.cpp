// Whatever lies in witness.state: it is refused, or names a header of its height.
#include "chain/cosign/witness_state.h"
#include "support/fuzz_check.h"
#include "support/temporary_folder.h"

using namespace meterseal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const test::TemporaryFolder folder;
    test::writeFile(witnessStateFile(folder.path()), std::string(reinterpret_cast<const char*>(data), size));
    if (const auto state = readWitnessState(folder.path()); state.ok()) {
        FUZZ_CHECK(state->height == 0 || parseBlockHeader(state->header).ok());
        FUZZ_CHECK(state->height > 0 || state->header.empty());
    }
    return 0;
}
