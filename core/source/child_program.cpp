#include "source/child_program.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace meterseal::source {

namespace {

std::string placeOf(const std::string& name)
{
    std::error_code unknown;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", unknown);
    const std::filesystem::path installed = self.parent_path().parent_path() / "libexec" / "meterseal" / name;
    return !unknown && std::filesystem::exists(installed, unknown) ? installed.string()
                                                                   : METERSEAL_HELPER_FOLDER "/" + name;
}

Error helperError(const std::string& place, int number)
{
    return makeError(ErrorCode::Unsupported, "source.helper",
                     fmt::format("The helper program {} cannot be run: {}. Install MeterSeal whole; files of other "
                                 "formats are read without it.",
                                 place, std::strerror(number)));
}

}  // namespace

Result<std::unique_ptr<ChildProgram>> ChildProgram::start(const std::string& name,
                                                          const std::vector<std::string>& arguments)
{
    const std::string place = placeOf(name);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        return helperError(place, errno);
    }
    std::vector<char*> argv{const_cast<char*>(place.c_str())};  // posix_spawn only reads them
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    char* environment[] = {nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t pid = 0;
    const int failed = ::posix_spawn(&pid, place.c_str(), &actions, nullptr, argv.data(), environment);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (failed != 0) {
        ::close(ends[0]);
        return helperError(place, failed);
    }
    return std::unique_ptr<ChildProgram>(new ChildProgram(pid, ends[0]));
}

ChildProgram::~ChildProgram()
{
    ::close(m_output);
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        wait();
    }
}

bool ChildProgram::read(char* to, std::size_t size)
{
    while (size > 0) {
        if (m_at == m_size) {
            const ssize_t got = ::read(m_output, m_buffer.data(), m_buffer.size());
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                return false;
            }
            m_at = 0;
            m_size = static_cast<std::size_t>(got);
        }
        const std::size_t part = std::min(size, m_size - m_at);
        std::memcpy(to, m_buffer.data() + m_at, part);
        m_at += part;
        to += part;
        size -= part;
    }
    return true;
}

int ChildProgram::wait()
{
    int state = 0;
    pid_t ended = 0;
    do {
        ended = m_pid > 0 ? ::waitpid(m_pid, &state, 0) : -1;
    } while (ended < 0 && errno == EINTR);
    m_pid = -1;
    return ended > 0 && WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

}  // namespace meterseal::source
