// RFC 8785 (JCS) for any JSON text, and its number form.
//
// Refused on input: duplicate members, NaN and infinities, numbers whose decimal value is not the decimal value of
// their canonical form (a 20-digit integer, 1e400), lone surrogates, invalid UTF-8, nesting deeper than 64. `1.10`
// is 1.1 and fine. Thread-safety: pure functions.
#pragma once

#include "meterseal/base/result.h"

#include <string>
#include <string_view>

namespace meterseal {

// The canonical bytes of one JSON value. reason: json.syntax, json.duplicate-member, json.number-inexact,
// json.too-deep, json.utf8
Result<std::string> canonicalJson(std::string_view json);

// True where `json` already is its own canonical form.
bool isCanonicalJson(std::string_view json);

// ECMAScript Number::toString, RFC 8785 section 3.2.2.3. Precondition: finite. Writes at most 32 bytes, returns the
// end.
char* formatNumber(double value, char* out);
std::string formatNumber(double value);

// A JSON number's text -> double; refuses what has no exact canonical form. `text` must be a JSON number and nothing
// else.
Result<double> parseNumber(std::string_view text, std::string_view field = "number");

// Appends `text` as a JSON string with RFC 8785 escapes. Precondition: valid UTF-8.
void appendJsonString(std::string_view text, std::string& out);

}  // namespace meterseal
