// What gives its bytes once and takes its time: a FIFO, a device, the end of a pipe.
//
// Thread-safety: one thread per object.
#pragma once

#include "meterseal/file/file.h"

#include <chrono>
#include <optional>

namespace meterseal {

class Pipe {
public:
    // Does not wait for somebody who writes. reason: file.not-found, file.io
    static Result<Pipe> open(const std::filesystem::path& file);
    // Up to `size` bytes; 0 at the end (all who wrote are gone); none where nothing came within `patience`, as while
    // nobody has opened a FIFO for writing yet.
    Result<std::optional<std::size_t>> read(void* out, std::size_t size, std::chrono::milliseconds patience);

private:
    explicit Pipe(File file) : m_file(std::move(file)) {}
    File m_file;
};

}  // namespace meterseal
