// A progress line on standard error, only where that is a terminal; redrawn a few times a second.
#pragma once

#include "cli/context.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace meterseal::cli {

class Progress {
public:
    explicit Progress(const Context& context);
    ~Progress();  // takes the line away
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // Cheap; most calls draw nothing. `total` 0: not known yet.
    void show(std::string_view what, std::uint64_t done, std::uint64_t total);
    void clear();

private:
    bool m_on = false;
    bool m_drawn = false;
    std::chrono::steady_clock::time_point m_next{};
};

// Ctrl-C, and SIGTERM as a shutdown sends it, ask the running verb to stop: a stop token instead of a dead process, so
// that results so far are told and places are written. A second one ends the program as usual.
class InterruptGuard {
public:
    InterruptGuard();
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;
};
// True once the guard has seen an interrupt. Polled by a verb's progress callback.
bool interrupted();

}  // namespace meterseal::cli
