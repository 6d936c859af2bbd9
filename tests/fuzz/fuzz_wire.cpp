// Whatever decodes must encode to the same bytes: a transaction has one name.
#include "meterseal/ledger/transaction.h"

#include <cstdlib>
#include <cstring>

using namespace meterseal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView wire(data, size);
    const auto tx = decodeTransaction(wire);
    if (tx.ok()) {
        const Bytes again = encodeTransaction(*tx);
        if (again.size() != size || std::memcmp(again.data(), data, size) != 0) {
            std::abort();
        }
        // May refuse, must not crash.
        (void)checkTransaction(again, tx->header.chain).ok();
    }
    return 0;
}
