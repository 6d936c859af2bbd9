// Text rules of PROTOCOL.md section 1: UTF-8, NFC, no control characters, no white space at either end, bounded length.
//
// Thread-safety: pure functions.
#pragma once

#include "meterseal/base/result.h"

#include <string>
#include <string_view>

namespace meterseal {

// OK, or an Error naming `field` and what is wrong with it. Never repairs.
// reason: text.empty, text.too-long, text.not-utf8, text.control, text.space-at-ends, text.not-nfc
Status checkText(std::string_view text, std::string_view field, std::size_t maxBytes = 256);

// NFC form of valid UTF-8, for input that a person typed (wallet derivation); Error where it is not UTF-8.
Result<std::string> toNfc(std::string_view text, std::string_view field);

bool isValidUtf8(std::string_view text);

// [0-9A-Za-z][0-9A-Za-z._-]{0,63}, PROTOCOL.md section 2.
Status checkMeterId(std::string_view mn);

}  // namespace meterseal
