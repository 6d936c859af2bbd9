// Waits for a descriptor that somebody else owns, such as a library's socket.
//
// Thread-safety: any thread.
#pragma once

#include "meterseal/base/result.h"

#include <chrono>

namespace meterseal {

struct Ready {
    bool readable = false;  // also at its end, or where it is broken: reading says which
    bool writable = false;
};

// Neither after `patience`, or when a signal came. reason: file.io
Result<Ready> waitUntilReady(int descriptor, bool writableToo, std::chrono::milliseconds patience);

}  // namespace meterseal
