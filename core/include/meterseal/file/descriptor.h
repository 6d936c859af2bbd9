// What a program was given open: standard input, a descriptor that its parent names.
//
// Thread-safety: pure functions; who else reads the same descriptor takes its part.
#pragma once

#include "meterseal/base/result.h"

#include <cstddef>

namespace meterseal {

inline constexpr int kStandardInput = 0, kStandardError = 2;

// Is this number an open descriptor of this process?
bool isOpen(int descriptor);
// Up to `size` bytes, waiting for some; 0 at the end. A signal does not end the wait. reason: file.io
Result<std::size_t> readDescriptor(int descriptor, void* out, std::size_t size);

}  // namespace meterseal
