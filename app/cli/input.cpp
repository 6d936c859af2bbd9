#include "cli/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <termios.h>
#include <unistd.h>

namespace meterseal::cli {

namespace {

constexpr std::size_t kReadBytes = 256u << 10;
constexpr std::size_t kMaxSecretBytes = 4096;

Error inputError(std::string_view what)
{
    return makeError(ErrorCode::Io, "cli.input", fmt::format("{} could not be read: {}.", what, std::strerror(errno)));
}

// read(2) that goes on after a signal.
ssize_t readSome(int fd, void* out, std::size_t size)
{
    ssize_t got = 0;
    do {
        got = ::read(fd, out, size);
    } while (got < 0 && errno == EINTR);
    return got;
}

// Reads into `secret` up to the end of input, or the first line end where `oneLine`.
Result<crypto::SecretBytes> readSecret(int fd, std::string_view what, bool oneLine)
{
    crypto::SecretBytes buffer(kMaxSecretBytes + 1);
    std::size_t size = 0;
    while (true) {
        const ssize_t got = readSome(fd, buffer.data() + size, oneLine ? 1 : kMaxSecretBytes + 1 - size);
        if (got < 0) {
            return inputError(what);
        }
        if (got == 0 || (oneLine && buffer.data()[size] == '\n')) {
            break;
        }
        size += static_cast<std::size_t>(got);
        if (size > kMaxSecretBytes) {
            return makeError(ErrorCode::InvalidArgument, "cli.secret-too-long",
                             fmt::format("The {} has more than {} bytes.", what, kMaxSecretBytes));
        }
    }
    const std::uint8_t* bytes = buffer.data();
    if (size > 0 && bytes[size - 1] == '\n') {
        --size;
    }
    if (size > 0 && bytes[size - 1] == '\r') {
        --size;
    }
    return crypto::SecretBytes(ByteView(bytes, size));
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
        return inputError("The terminal");
    }
    return readSecret(terminal, "answer", true);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

}  // namespace

StandardInputLines::StandardInputLines() = default;

Result<bool> StandardInputLines::fill()
{
    if (m_end) {
        return false;
    }
    m_buffer.erase(0, m_at);
    m_at = 0;
    const std::size_t before = m_buffer.size();
    m_buffer.resize(before + kReadBytes);
    const ssize_t got = readSome(STDIN_FILENO, m_buffer.data() + before, kReadBytes);
    m_buffer.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0) {
        return inputError("Standard input");
    }
    m_end = got == 0;
    return !m_end;
}

Result<std::optional<std::string_view>> StandardInputLines::next()
{
    std::size_t searchFrom = m_at;
    while (true) {
        const std::size_t end = m_buffer.find('\n', searchFrom);
        if (end != std::string::npos) {
            std::string_view line(m_buffer.data() + m_at, end - m_at);
            m_at = end + 1;
            ++m_line;
            if (line.ends_with('\r')) {
                line.remove_suffix(1);
            }
            return std::optional(line);
        }
        const std::size_t pending = m_buffer.size() - m_at;
        if (pending > kMaxLineBytes) {
            return makeError(
                ErrorCode::InvalidArgument, "cli.line-too-long",
                fmt::format("Line {} of standard input is longer than {} MiB.", m_line + 1, kMaxLineBytes >> 20));
        }
        MS_ASSIGN(const bool more, fill());
        searchFrom = m_at + pending;
        if (!more) {
            if (pending == 0) {
                return std::optional<std::string_view>();
            }
            const std::string_view line(m_buffer.data() + m_at, pending);
            m_at = m_buffer.size();
            ++m_line;
            return std::optional(line);
        }
    }
}

Result<std::string> readTextFile(const std::string& file, std::size_t maxBytes)
{
    if (file == "-") {
        return readStandardInput(maxBytes);
    }
    std::ifstream in(file, std::ios::binary);
    std::string text(maxBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (!in.is_open() || in.bad() || text.size() > maxBytes) {
        return makeError(ErrorCode::Io, "input.file",
                         fmt::format("{} could not be read{}. Nothing was checked.", file,
                                     text.size() > maxBytes ? ": it is too large" : ""));
    }
    return text;
}

Result<std::string> readStandardInput(std::size_t maxBytes)
{
    std::string all;
    while (true) {
        const std::size_t before = all.size();
        all.resize(before + kReadBytes);
        const ssize_t got = readSome(STDIN_FILENO, all.data() + before, kReadBytes);
        if (got < 0) {
            return inputError("Standard input");
        }
        all.resize(before + static_cast<std::size_t>(got));
        if (got == 0) {
            return std::string(trimmed(all));
        }
        if (all.size() > maxBytes) {
            return makeError(ErrorCode::InvalidArgument, "cli.input-too-long",
                             fmt::format("Standard input is longer than {} MiB.", maxBytes >> 20));
        }
    }
}

Result<crypto::SecretBytes> readSecretFromStandardInput(std::string_view what)
{
    if (::isatty(STDIN_FILENO) == 1) {
        return promptSecret(what);
    }
    return readSecret(STDIN_FILENO, what, false);
}

Result<crypto::SecretBytes> readSecretLine(int fd, std::string_view what)
{
    if (fd < 0 || ::fcntl(fd, F_GETFD) < 0) {
        return usageError(fmt::format("File descriptor {}, which should give the {}, is not open.", fd, what));
    }
    return readSecret(fd, what, true);
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
            return inputError("The terminal");
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

Result<crypto::SecretBytes> readPassphrase(const Context& context, bool isNew)
{
    if (context.passphraseFd >= 0) {
        return readSecretLine(context.passphraseFd, "passphrase");
    }
    if (const char* fromEnvironment = std::getenv("METERSEAL_PASSPHRASE")) {
        return crypto::SecretBytes(std::string_view(fromEnvironment));
    }
    return promptSecret("passphrase", isNew);
}

Result<Timestamp> parseTimeOption(std::string_view text, std::string_view option, bool endOfDay)
{
    constexpr std::size_t kDateLength = 10;
    std::string full(text);
    if (full.size() == kDateLength) {
        full += endOfDay ? "T23:59:59.999Z" : "T00:00:00.000Z";
    }
    auto time = parseTimestamp(full, option);
    if (!time) {
        return usageError(fmt::format("{} takes a UTC day (2026-11-22) or a time (2026-11-22T08:00:00.000Z). {}",
                                      option, time.error().message));
    }
    return time;
}

Result<Hash256> parseHashOption(std::string_view text, std::string_view what)
{
    auto hash = Hash256::fromHex(text, what);
    if (!hash) {
        return usageError(fmt::format("{} takes a hash of 64 lowercase hex digits. {}", what, hash.error().message));
    }
    return hash;
}

}  // namespace meterseal::cli
