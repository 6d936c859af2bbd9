// WatchFolder: files dropped into a folder become upload jobs once they are complete: their size and time have not
// changed for a while. Names that begin with a dot or end in ".part", ".tmp" or ".crdownload" are never taken, so that
// a writer may rename when done. The same content twice is one job, recognised by its SHA-256.
//
// Thread-safety: the object from one thread; `found` is called from its own thread "ms-watch". The destructor waits.
#pragma once

#include "meterseal/base/bytes.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>

namespace meterseal {

struct WatchOptions {
    std::filesystem::path folder;
    std::chrono::milliseconds quietFor = std::chrono::seconds(5);
    std::chrono::milliseconds pollEvery = std::chrono::seconds(1);
};

class WatchFolder {
public:
    // `found(file, sha256)` for each complete file of a content not seen before; an Error is told to `failed` and the
    // file is tried again when it changes.
    using Found = std::function<Status(const std::filesystem::path& file, const Hash256& sha256)>;
    using Failed = std::function<void(const std::filesystem::path& file, const Error& error)>;

    // reason: upload.watch-folder where it cannot be read.
    static Result<std::unique_ptr<WatchFolder>> start(const WatchOptions& options, Found found, Failed failed);
    virtual ~WatchFolder() = default;
};

}  // namespace meterseal
