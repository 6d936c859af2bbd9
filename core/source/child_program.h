// One of our own helper programs, run with an empty environment; what it prints is read through a pipe.
//
// Thread-safety: one thread per child.
#pragma once

#include "meterseal/base/result.h"

#include <cstddef>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace meterseal::source {

class ChildProgram {
public:
    // `name` lies in libexec/meterseal beside bin, or where it was built. reason: source.helper
    static Result<std::unique_ptr<ChildProgram>> start(const std::string& name,
                                                       const std::vector<std::string>& arguments);
    // Ends it where it still runs.
    ~ChildProgram();
    ChildProgram(const ChildProgram&) = delete;
    ChildProgram& operator=(const ChildProgram&) = delete;

    // Reads `size` bytes of what it prints; false where it ends before.
    bool read(char* to, std::size_t size);
    // Waits for its end: its exit code, or -1 where a signal ended it.
    int wait();

private:
    ChildProgram(pid_t pid, int output) : m_pid(pid), m_output(output), m_buffer(64 * 1024) {}

    pid_t m_pid;
    int m_output;
    std::vector<char> m_buffer;
    std::size_t m_at = 0, m_size = 0;
};

}  // namespace meterseal::source
