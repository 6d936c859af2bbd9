// One of our own helper programs, run with an empty environment; what it prints is read through a pipe.
//
// Thread-safety: one thread per child.
#pragma once

#include "meterseal/base/process.h"

#include <memory>

namespace meterseal::source {

class ChildProgram {
public:
    // `name` lies in libexec/meterseal beside bin, or where it was built. reason: source.helper
    static Result<std::unique_ptr<ChildProgram>> start(const std::string& name,
                                                       const std::vector<std::string>& arguments);

    // Reads `size` bytes of what it prints; false where it ends before.
    bool read(char* to, std::size_t size);
    // Waits for its end: its exit code, or -1 where a signal ended it.
    int wait() { return m_process.wait().code; }

private:
    explicit ChildProgram(ChildProcess process) : m_process(std::move(process)), m_buffer(64 * 1024) {}

    ChildProcess m_process;
    std::vector<char> m_buffer;
    std::size_t m_at = 0, m_size = 0;
};

}  // namespace meterseal::source
