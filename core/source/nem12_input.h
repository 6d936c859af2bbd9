// A NEM12 file (AEMO's format for interval readings) as delimited text with a header, so that all above reads it like
// any other table: one row an interval, with its line in the file.
//
//   100 header; 200 one register of one meter; 300 its values of a day; 400 qualities of parts of that day; 900 end
//
// Thread-safety: one thread per input.
#pragma once

#include "source/byte_input.h"

#include <memory>
#include <string_view>

namespace meterseal::source {

bool isNem12(std::string_view head);  // the file's first bytes

// What cannot be read as the format says becomes a row with that line alone in it, which its reader rejects; so does a
// file without its end.
std::unique_ptr<ByteInput> nem12Input(std::unique_ptr<ByteInput> bytes);

}  // namespace meterseal::source
