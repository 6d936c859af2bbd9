// The portable SHA-256: OpenSSL with a digest fetched once and a context per thread.
#pragma once

#include "meterseal/base/bytes.h"

namespace meterseal::crypto::detail {

// SHA256(head || tail). Safe from any thread.
Hash256 opensslSha256(ByteView head, ByteView tail);

}  // namespace meterseal::crypto::detail
