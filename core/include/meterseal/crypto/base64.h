// Base64 (RFC 4648 section 4) in its one canonical form: padded, no line breaks, unused bits zero.
//
// Thread-safety: pure functions.
#pragma once

#include "meterseal/base/bytes.h"

namespace meterseal::crypto {

std::string toBase64(ByteView bytes);
// reason: base64.syntax
Result<Bytes> fromBase64(std::string_view text, std::string_view what = "Base64 text");

}  // namespace meterseal::crypto
