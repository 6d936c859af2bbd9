// A program on a pseudo terminal of its own, as a person runs it: what it shows, the keys it is given, Ctrl-C.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace meterseal::test {

class TerminalProcess {
public:
    // The environment is this process's with `environment` ("NAME=value") on top. Throws std::runtime_error.
    TerminalProcess(const std::string& program, const std::vector<std::string>& arguments,
                    const std::vector<std::string>& environment);
    ~TerminalProcess();  // kills it if it still runs
    TerminalProcess(const TerminalProcess&) = delete;
    TerminalProcess& operator=(const TerminalProcess&) = delete;

    // Whether `text` came to stand in what was shown since the last call that found something.
    bool waitFor(const std::string& text, int milliseconds = 60'000);
    void type(const std::string& keys);
    // Whether keys are echoed and lines are collected, as a shell has it.
    bool isCooked() const;
    // Its exit code, -1 where it was killed or does not end.
    int waitForExit(int milliseconds = 60'000);
    const std::string& shown() const { return m_shown; }  // all of it

private:
    bool readMore(int milliseconds);

    pid_t m_pid = -1;
    int m_terminal = -1;
    int m_exitCode = -1;
    bool m_ended = false;
    std::string m_shown;
    std::size_t m_seen = 0;
};

}  // namespace meterseal::test
