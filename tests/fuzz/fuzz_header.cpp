// Whatever parses must write back to the same bytes, and the quick reader must agree with the general one.
#include "ledger/header_convert.h"
#include "meterseal/ledger/transaction.h"

#include <cstdlib>

using namespace meterseal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = asText({data, size});
    const auto header = parseHeader(text);
    const auto general = parseAnyHeader(text);
    if (header.ok() != general.ok()) {
        std::abort();
    }
    if (header.ok() && (canonicalHeader(*header) != text || !(*header == *general))) {
        std::abort();
    }
    return 0;
}
