// The outside of a key store file: bytes as they come, and with a checksum made to fit, which gets behind the first
// check.
#include "meterseal/crypto/key_store.h"
#include "meterseal/crypto/sha256.h"

#include <cstdlib>

using namespace meterseal;

namespace {

void check(ByteView file)
{
    const Status status = crypto::checkKeyStoreEnvelope(file);
    if (!status.ok() && (status.error().reason.empty() || status.error().message.empty())) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    check({data, size});
    Bytes fitted(data, data + size);
    const Hash256 sum = crypto::sha256(ByteView(fitted));
    fitted.insert(fitted.end(), sum.bytes.begin(), sum.bytes.end());
    check(fitted);
    return 0;
}
