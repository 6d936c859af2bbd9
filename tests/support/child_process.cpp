#include "support/child_process.h"

#include <csignal>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace meterseal::test {

ChildProcess::ChildProcess(const std::vector<std::string>& arguments)
{
    int ends[2];
    if (::pipe(ends) != 0) {
        throw std::runtime_error("no pipe");
    }
    std::vector<char*> argv{const_cast<char*>("child")};
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    m_pid = ::fork();
    if (m_pid == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        ::close(ends[1]);
        ::execv("/proc/self/exe", argv.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    m_output = ends[0];
    if (m_pid < 0) {
        throw std::runtime_error("no child process");
    }
}

ChildProcess::~ChildProcess()
{
    killAndCollect();
    ::close(m_output);
}

bool ChildProcess::fill(int milliseconds)
{
    pollfd waiting{m_output, POLLIN, 0};
    if (::poll(&waiting, 1, milliseconds) <= 0) {
        return false;
    }
    char block[4096];
    const ssize_t size = ::read(m_output, block, sizeof block);
    if (size > 0) {
        m_buffer.append(block, static_cast<std::size_t>(size));
    }
    return size > 0;
}

std::optional<std::string> ChildProcess::readLine(int milliseconds)
{
    for (;;) {
        if (const std::size_t end = m_buffer.find('\n'); end != std::string::npos) {
            std::string line = m_buffer.substr(0, end);
            m_buffer.erase(0, end + 1);
            return line;
        }
        if (!fill(milliseconds)) {
            return std::nullopt;
        }
    }
}

std::vector<std::string> ChildProcess::killAndCollect()
{
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
        m_pid = -1;
    }
    std::vector<std::string> lines;
    while (auto line = readLine(0)) {
        lines.push_back(std::move(*line));
    }
    return lines;
}

}  // namespace meterseal::test
