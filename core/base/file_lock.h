// An exclusive advisory lock on a file beside the thing it guards, held for the life of the object and released by the
// operating system when the process ends, however it ends. The file keeps the holder's process id for the message.
#pragma once

#include "meterseal/base/result.h"

#include <filesystem>

namespace meterseal {

class FileLock {
public:
    // Busy with `reason` where another process (or another object in this one) holds it; `what` names the thing
    // guarded.
    static Result<FileLock> acquire(const std::filesystem::path& file, std::string_view reason, std::string_view what);

    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

private:
    explicit FileLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

}  // namespace meterseal
