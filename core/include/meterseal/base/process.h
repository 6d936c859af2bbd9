// Processes: who runs this program, which others run, and programs run as children of this one.
//
//   start (read | ended)* (wait | stop)
//
// Thread-safety: free functions from any thread; one thread per ChildProcess, and read() on one of its own. Nothing of
// this process' open files reaches a child but its standard streams.
#pragma once

#include "meterseal/base/result.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace meterseal {

long processId();
// The login name; "uid 1000" where the system knows none.
std::string userName();
// Is there a process of this number? One of another user counts.
bool processRuns(long id);

struct ChildCommand {
    std::filesystem::path program;  // looked for in PATH where it has no slash
    std::vector<std::string> arguments = {};
    enum class Output { Inherited, Piped, PipedWithErrors };
    Output output =
        Output::Inherited;  // standard output; Piped: read() gives it, and standard error where that is said
    bool alone = false;     // an empty environment, nothing on standard input, standard error dropped
    bool ownGroup = false;  // Ctrl-C on the terminal does not reach it: its parent ends it in order
};

struct ChildEnd {
    int code = -1;   // -1: it did not exit by itself
    int signal = 0;  // that ended it
};
std::string describe(const ChildEnd& end);  // "exit code 1", "signal 9"

class ChildProcess {
public:
    // reason: process.start (NotFound), with the system's words
    static Result<ChildProcess> start(const ChildCommand& command);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&&) = delete;
    ~ChildProcess();  // SIGKILL where it still runs, and waits for its end

    long id() const { return m_id; }
    // Up to `size` bytes of what it prints, waiting for some; 0 at its end, and where nothing is piped.
    std::size_t read(void* out, std::size_t size);
    // None: it runs. Does not wait.
    std::optional<ChildEnd> ended();
    ChildEnd wait();
    // SIGTERM, and SIGKILL where that is not heard within `patience`.
    ChildEnd stop(std::chrono::milliseconds patience);

private:
    ChildProcess(int id, int output) : m_id(id), m_output(output) {}
    bool take(bool waits);

    int m_id;
    int m_output;  // -1: none
    std::optional<ChildEnd> m_end;
};

}  // namespace meterseal
