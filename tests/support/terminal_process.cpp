#include "support/terminal_process.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdexcept>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

namespace meterseal::test {

namespace {

using Clock = std::chrono::steady_clock;

int left(Clock::time_point until)
{
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    return time < 0 ? 0 : static_cast<int>(time);
}

}  // namespace

TerminalProcess::TerminalProcess(const std::string& program, const std::vector<std::string>& arguments,
                                 const std::vector<std::string>& environment)
{
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    winsize size{50, 200, 0, 0};
    m_pid = ::forkpty(&m_terminal, nullptr, nullptr, &size);
    if (m_pid < 0) {
        throw std::runtime_error("no pseudo terminal");
    }
    if (m_pid == 0) {
        for (const std::string& variable : environment) {
            ::putenv(const_cast<char*>(variable.c_str()));
        }
        ::execv(program.c_str(), argv.data());
        ::_exit(127);
    }
    ::fcntl(m_terminal, F_SETFD, FD_CLOEXEC);
}

TerminalProcess::~TerminalProcess()
{
    if (!m_ended) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    ::close(m_terminal);
}

// False where nothing came, or nothing can come any more.
bool TerminalProcess::readMore(int milliseconds)
{
    pollfd waiting{m_terminal, POLLIN, 0};
    if (::poll(&waiting, 1, milliseconds) <= 0) {
        return false;
    }
    char block[4096];
    const ssize_t size = ::read(m_terminal, block, sizeof block);  // EIO once the program has ended
    if (size > 0) {
        m_shown.append(block, static_cast<std::size_t>(size));
    }
    return size > 0;
}

bool TerminalProcess::waitFor(const std::string& text, int milliseconds)
{
    const auto until = Clock::now() + std::chrono::milliseconds(milliseconds);
    for (;;) {
        if (const std::size_t at = m_shown.find(text, m_seen); at != std::string::npos) {
            m_seen = at + text.size();
            return true;
        }
        if (!readMore(left(until))) {
            return false;
        }
    }
}

void TerminalProcess::type(const std::string& keys)
{
    if (::write(m_terminal, keys.data(), keys.size()) != static_cast<ssize_t>(keys.size())) {
        throw std::runtime_error("the terminal takes no keys");
    }
}

bool TerminalProcess::isCooked() const
{
    termios now{};
    constexpr tcflag_t kCooked = ICANON | ECHO;
    return ::tcgetattr(m_terminal, &now) == 0 && (now.c_lflag & kCooked) == kCooked;
}

int TerminalProcess::waitForExit(int milliseconds)
{
    const auto until = Clock::now() + std::chrono::milliseconds(milliseconds);
    while (readMore(left(until))) {}
    while (!m_ended && left(until) > 0) {
        int status = 0;
        if (::waitpid(m_pid, &status, WNOHANG) == m_pid) {
            m_ended = true;
            m_exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        } else {
            ::usleep(10'000);
        }
    }
    return m_exitCode;
}

}  // namespace meterseal::test
