// gzip (RFC 1952) as the bytes that are packed in it, read as a stream with zlib. Progress is told in packed bytes.
//
// Thread-safety: one thread per input.
#pragma once

#include "source/byte_input.h"

namespace meterseal::source {

// read() gives reason: source.gzip (damaged or cut off: what came out before is good), source.too-big
Result<std::unique_ptr<ByteInput>> gzipInput(std::unique_ptr<ByteInput> packed);

}  // namespace meterseal::source
