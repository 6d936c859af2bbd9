#include "meterseal/base/process.h"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <pwd.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

extern char** environ;

namespace meterseal {

long processId()
{
    return ::getpid();
}

std::string userName()
{
    passwd entry = {};
    passwd* found = nullptr;
    char buffer[4096];
    if (::getpwuid_r(::geteuid(), &entry, buffer, sizeof buffer, &found) == 0 && found != nullptr) {
        return found->pw_name;
    }
    return fmt::format("uid {}", ::geteuid());
}

bool processRuns(long id)
{
    return id > 0 && (::kill(static_cast<pid_t>(id), 0) == 0 || errno != ESRCH);
}

std::string describe(const ChildEnd& end)
{
    return end.signal != 0 ? fmt::format("signal {}", end.signal) : fmt::format("exit code {}", end.code);
}

namespace {

// What posix_spawn is told beside program and arguments.
class SpawnPlan {
public:
    SpawnPlan()
    {
        posix_spawn_file_actions_init(&m_actions);
        posix_spawnattr_init(&m_attributes);
    }
    ~SpawnPlan()
    {
        posix_spawn_file_actions_destroy(&m_actions);
        posix_spawnattr_destroy(&m_attributes);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;

    int run(const ChildCommand& command, int output, pid_t& id)
    {
        if (command.alone) {
            posix_spawn_file_actions_addopen(&m_actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
            posix_spawn_file_actions_addopen(&m_actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        }
        if (output >= 0) {
            posix_spawn_file_actions_adddup2(&m_actions, output, STDOUT_FILENO);
            if (command.output == ChildCommand::Output::PipedWithErrors) {
                posix_spawn_file_actions_adddup2(&m_actions, output, STDERR_FILENO);
            }
        }
        if (command.ownGroup) {
            posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETPGROUP);
        }
        const std::string program = command.program.string();
        std::vector<char*> arguments{const_cast<char*>(program.c_str())};  // posix_spawn only reads them
        for (const std::string& argument : command.arguments) {
            arguments.push_back(const_cast<char*>(argument.c_str()));
        }
        arguments.push_back(nullptr);
        char* nothing[] = {nullptr};
        return ::posix_spawnp(&id, program.c_str(), &m_actions, &m_attributes, arguments.data(),
                              command.alone ? nothing : environ);
    }

private:
    posix_spawn_file_actions_t m_actions;
    posix_spawnattr_t m_attributes;
};

}  // namespace

Result<ChildProcess> ChildProcess::start(const ChildCommand& command)
{
    const auto failed = [&](int number) {
        return makeError(ErrorCode::NotFound, "process.start",
                         fmt::format("{} cannot be run: {}.", command.program.string(), std::strerror(number)));
    };
    int ends[2] = {-1, -1};
    if (command.output != ChildCommand::Output::Inherited && ::pipe2(ends, O_CLOEXEC) != 0) {
        return failed(errno);
    }
    pid_t id = 0;
    const int number = SpawnPlan().run(command, ends[1], id);
    if (ends[1] >= 0) {
        ::close(ends[1]);
    }
    ChildProcess child(number == 0 ? id : 0, ends[0]);
    if (number != 0) {
        child.m_end = ChildEnd{};
        return failed(number);
    }
    return child;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : m_id(other.m_id), m_output(std::exchange(other.m_output, -1)), m_end(other.m_end)
{
    other.m_end = ChildEnd{};  // not its any more
}

ChildProcess::~ChildProcess()
{
    if (m_output >= 0) {
        ::close(m_output);
    }
    if (!m_end) {
        ::kill(m_id, SIGKILL);
        wait();
    }
}

std::size_t ChildProcess::read(void* out, std::size_t size)
{
    ssize_t got = -1;
    do {
        got = m_output >= 0 ? ::read(m_output, out, size) : 0;
    } while (got < 0 && errno == EINTR);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
}

// Takes its end from the system; a second time there is none.
bool ChildProcess::take(bool waits)
{
    int state = 0;
    pid_t got = 0;
    do {
        got = ::waitpid(m_id, &state, waits ? 0 : WNOHANG);
    } while (got < 0 && errno == EINTR);
    if (got == 0) {
        return false;
    }
    m_end = ChildEnd{};
    if (got == m_id && WIFEXITED(state)) {
        m_end->code = WEXITSTATUS(state);
    } else if (got == m_id && WIFSIGNALED(state)) {
        m_end->signal = WTERMSIG(state);
    }
    return true;
}

std::optional<ChildEnd> ChildProcess::ended()
{
    if (!m_end) {
        take(false);
    }
    return m_end;
}

ChildEnd ChildProcess::wait()
{
    if (!m_end) {
        take(true);
    }
    return *m_end;
}

ChildEnd ChildProcess::stop(std::chrono::milliseconds patience)
{
    constexpr std::chrono::milliseconds kLookAgain(20);
    if (m_end) {
        return *m_end;
    }
    ::kill(m_id, SIGTERM);
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!ended()) {
        if (std::chrono::steady_clock::now() > until) {
            ::kill(m_id, SIGKILL);
            return wait();
        }
        std::this_thread::sleep_for(kLookAgain);
    }
    return *m_end;
}

}  // namespace meterseal
