// For benchmarks and harnesses: a wrong answer ends the program, because its speed would mean nothing.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace meterseal::test {

inline void require(bool holds, const char* what)
{
    if (!holds) {
        std::fprintf(stderr, "A benchmark got a wrong answer: %s\n", what);
        std::abort();
    }
}

}  // namespace meterseal::test
