// General JSON text as a stream of events with numbers as they are written. A thin layer over nlohmann's SAX parser
// that closes its gaps: a NUL byte ends its input early, a BOM is skipped, and its numbers are rounded.
#pragma once

#include "meterseal/base/result.h"

#include <string>
#include <string_view>

namespace meterseal::record {

// Each event returns whether to go on.
class JsonEvents {
public:
    virtual ~JsonEvents() = default;
    virtual bool literal(std::string_view text) = 0;  // null, true, false
    virtual bool number(std::string_view text) = 0;   // a JSON number; integers within 64 bits come without "-0"
    virtual bool string(const std::string& text) = 0;
    virtual bool open(bool isObject) = 0;
    virtual bool key(const std::string& key) = 0;
    virtual bool close() = 0;
};

// OK at the end of the text or where an event said stop. reason: json.syntax, json.utf8, json.number-inexact (out of
// range).
Status readJson(std::string_view json, JsonEvents& events);

}  // namespace meterseal::record
