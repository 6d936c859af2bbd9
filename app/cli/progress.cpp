#include "cli/progress.h"

#include "cli/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>

namespace meterseal::cli {

namespace {

constexpr auto kRedraw = std::chrono::milliseconds(150);
constexpr std::uint64_t kBarCells = 30;

volatile std::sig_atomic_t g_interrupted = 0;

// Ctrl-C at a terminal, SIGTERM of a service manager or a machine that shuts down: the same clean end.
constexpr std::array kStopSignals = {SIGINT, SIGTERM};

void onInterrupt(int signal)
{
    g_interrupted = 1;
    std::signal(signal, SIG_DFL);
}

}  // namespace

Progress::Progress(const Context& context) : m_on(!context.quiet && isTerminal(kStandardError))
{}

Progress::~Progress()
{
    clear();
}

void Progress::show(std::string_view what, std::uint64_t done, std::uint64_t total)
{
    if (!m_on) {
        return;
    }
    const auto time = std::chrono::steady_clock::now();
    if (time < m_next) {
        return;
    }
    m_next = time + kRedraw;
    m_drawn = true;
    if (total == 0) {
        fmt::print(stderr, "\r\x1b[K{}: {}", what, done);
    } else {
        const std::uint64_t part = std::min(done, total);
        const auto cells = static_cast<std::size_t>(kBarCells * part / total);
        fmt::print(stderr, "\r\x1b[K{} [{:<{}}] {:3}%  {}/{}", what, std::string(cells, '#'), kBarCells,
                   100 * part / total, done, total);
    }
    std::fflush(stderr);
}

void Progress::clear()
{
    if (m_drawn) {
        fmt::print(stderr, "\r\x1b[K");
        std::fflush(stderr);
        m_drawn = false;
    }
}

InterruptGuard::InterruptGuard()
{
    g_interrupted = 0;
    for (const int signal : kStopSignals) {
        std::signal(signal, onInterrupt);
    }
}

InterruptGuard::~InterruptGuard()
{
    for (const int signal : kStopSignals) {
        std::signal(signal, SIG_DFL);
    }
}

bool interrupted()
{
    return g_interrupted != 0;
}

}  // namespace meterseal::cli
