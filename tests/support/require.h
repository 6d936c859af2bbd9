// For benchmarks, harnesses and the worlds that tests are made in: what does not hold ends the program. The speed of a
// wrong answer would mean nothing, and a test of half a world neither.
#pragma once

#include "meterseal/base/result.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace meterseal::test {

inline void require(bool holds, const char* what)
{
    if (!holds) {
        std::fprintf(stderr, "This had to hold: %s\n", what);
        std::abort();
    }
}

inline void must(const Status& status)
{
    if (!status.ok()) {
        require(false, (status.error().reason + ": " + status.error().message).c_str());
    }
}
template <typename T>
T must(Result<T> result)
{
    must(result.status());
    return std::move(*result);
}

}  // namespace meterseal::test
