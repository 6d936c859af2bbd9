// Whatever parses must write back to the same bytes.
#include "meterseal/ledger/genesis.h"

#include <cstdlib>

using namespace meterseal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = asText({data, size});
    const auto genesis = parseGenesis(text);
    if (genesis.ok() && canonicalGenesis(*genesis) != text) {
        std::abort();
    }
    return 0;
}
