// An exclusive advisory lock on a file beside the thing it guards, held for the life of the object and released by the
// operating system when the process ends, however it ends. The file keeps the holder's process id for the message.
#pragma once

#include "meterseal/file/file.h"

#include <chrono>

namespace meterseal {

class FileLock {
public:
    // Busy with `reason` where another process (or another object in this one) still holds it after `patience`; `what`
    // names the thing guarded, at the beginning of a sentence. Forbidden where the place does not allow writing.
    static Result<FileLock> acquire(const std::filesystem::path& file, std::string_view reason, std::string_view what,
                                    std::chrono::milliseconds patience = {});

private:
    explicit FileLock(File file) : m_file(std::move(file)) {}
    File m_file;
};

}  // namespace meterseal
