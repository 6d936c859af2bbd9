// What can be read only once (a pipe, a FIFO, standard input) as a file that can be read again.
//
// Thread-safety: one thread per object.
#pragma once

#include "meterseal/base/result.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace meterseal {

class SpooledFile {
public:
    // Regular files are taken as they are. Of anything else everything it gives is copied to the folder for temporary
    // files ("-" is standard input); `stop` is asked several times a second, also while nobody writes.
    // reason: source.not-found, source.io, source.spool, source.too-big, Cancelled/source.stopped
    static Result<SpooledFile> take(const std::filesystem::path& file, const std::function<bool()>& stop = {});
    SpooledFile(SpooledFile&&) noexcept;
    SpooledFile& operator=(SpooledFile&&) noexcept;
    ~SpooledFile();

    // Good as long as this object. A copy has a name of its own.
    const std::filesystem::path& path() const { return m_path; }
    bool copied() const { return m_copy != nullptr; }

private:
    struct Copy;
    SpooledFile(std::filesystem::path path, std::unique_ptr<Copy> copy);

    std::filesystem::path m_path;
    std::unique_ptr<Copy> m_copy;
};

}  // namespace meterseal
