// The test's own executable, started again with arguments: for what one process cannot show, such as being killed or
// holding a lock against another. The child's standard output is a pipe.
#pragma once

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace meterseal::test {

class ChildProcess {
public:
    explicit ChildProcess(const std::vector<std::string>& arguments);
    ~ChildProcess();  // kills it if it still runs
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    pid_t pid() const { return m_pid; }
    // The next whole line of its output; nothing at its end, or once `milliseconds` have passed without one.
    std::optional<std::string> readLine(int milliseconds);
    // kill -9, then all whole lines it had written.
    std::vector<std::string> killAndCollect();

private:
    bool fill(int milliseconds);

    pid_t m_pid = -1;
    int m_output = -1;
    std::string m_buffer;
};

}  // namespace meterseal::test
