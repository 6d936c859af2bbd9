// For benchmarks and harnesses: a wrong answer ends the program, because its speed would mean nothing.
#pragma once

#include "meterseal/base/result.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace meterseal::test {

inline void require(bool holds, const char* what)
{
    if (!holds) {
        std::fprintf(stderr, "A benchmark got a wrong answer: %s\n", what);
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
