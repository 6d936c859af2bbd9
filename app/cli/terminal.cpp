#include "cli/terminal.h"

#include "meterseal/crypto/read_secret.h"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace meterseal::cli {

namespace {

Error inputError()
{
    return makeError(ErrorCode::Io, "cli.input",
                     fmt::format("The terminal could not be read: {}.", std::strerror(errno)));
}

// Turns the terminal's echo off for its scope. Ctrl-C and its like wait until the echo is back: a program that dies
// with it off leaves its user a terminal that shows nothing.
class NoEcho {
public:
    explicit NoEcho(int fd) : m_fd(fd)
    {
        sigset_t held;
        sigemptyset(&held);
        for (const int signal : {SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGTSTP}) {
            sigaddset(&held, signal);
        }
        pthread_sigmask(SIG_BLOCK, &held, &m_signalsBefore);
        m_changed = ::tcgetattr(fd, &m_before) == 0;
        if (m_changed) {
            termios silent = m_before;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            silent.c_lflag |= ECHONL;
            m_changed = ::tcsetattr(fd, TCSAFLUSH, &silent) == 0;
        }
    }
    ~NoEcho()
    {
        if (m_changed) {
            ::tcsetattr(m_fd, TCSAFLUSH, &m_before);
        }
        pthread_sigmask(SIG_SETMASK, &m_signalsBefore, nullptr);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;
    bool works() const { return m_changed; }

private:
    int m_fd;
    termios m_before{};
    sigset_t m_signalsBefore{};
    bool m_changed = false;
};

Result<crypto::SecretBytes> askOnce(int terminal, const std::string& question)
{
    if (::write(terminal, question.data(), question.size()) < 0) {
        return inputError();
    }
    return crypto::readSecret(terminal, crypto::SecretEnd::Line, "answer");
}

}  // namespace

bool isTerminal(int descriptor)
{
    return ::isatty(descriptor) == 1;
}

struct Keyboard::Before {
    termios settings{};
};

Keyboard::Keyboard()
{
    auto before = std::make_unique<Before>();
    if (!isTerminal(STDIN_FILENO) || ::tcgetattr(STDIN_FILENO, &before->settings) != 0) {
        return;
    }
    termios keys = before->settings;
    keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    if (::tcsetattr(STDIN_FILENO, TCSANOW, &keys) == 0) {
        m_before = std::move(before);
    }
}

Keyboard::~Keyboard()
{
    if (m_before) {
        ::tcsetattr(STDIN_FILENO, TCSANOW, &m_before->settings);
    }
}

std::optional<char> Keyboard::next()
{
    pollfd waiting{STDIN_FILENO, POLLIN, 0};
    char key = 0;
    if (!m_before || ::poll(&waiting, 1, 0) <= 0 || (waiting.revents & POLLIN) == 0) {
        return std::nullopt;
    }
    const auto got = readDescriptor(STDIN_FILENO, &key, 1);
    return got && *got == 1 ? std::optional(key) : std::nullopt;
}

Result<crypto::SecretBytes> promptSecret(std::string_view what, bool twice)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0) {
        return makeError(ErrorCode::Forbidden, "cli.no-terminal",
                         fmt::format("There is no terminal to ask for the {}. Give it through a file descriptor or the "
                                     "environment (see --help).",
                                     what));
    }
    auto answer = [&]() -> Result<crypto::SecretBytes> {
        const NoEcho silent(terminal);
        if (!silent.works()) {
            return inputError();
        }
        MS_ASSIGN(crypto::SecretBytes first, askOnce(terminal, fmt::format("{}: ", what)));
        if (twice) {
            MS_ASSIGN(const crypto::SecretBytes second, askOnce(terminal, fmt::format("{} again: ", what)));
            if (first.text() != second.text()) {
                return makeError(ErrorCode::InvalidArgument, "cli.secrets-differ",
                                 fmt::format("The two answers differ. No {} was set.", what));
            }
        }
        return first;
    }();
    ::close(terminal);
    return answer;
}

}  // namespace meterseal::cli
