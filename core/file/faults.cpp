#include "file/faults.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace meterseal {
namespace {

// One change of a file that was not synced yet: what stood there.
struct Before {
    std::uint64_t offset = 0, size = 0;  // size: of the whole file
    Bytes bytes;
};

struct WatchedFile {
    int descriptor = -1;  // our own: the writer may be gone by the time the changes are dropped
    std::vector<Before> changes;
};

struct Armed {
    explicit Armed(FaultPlan p) : plan(std::move(p)) {}
    const FaultPlan plan;
    std::mutex mutex;  // guards the rest
    unsigned writes = 0, syncs = 0;
    std::map<std::pair<std::uint64_t, std::uint64_t>, WatchedFile> files;  // by device and inode

    bool concerns(const std::filesystem::path& path) const
    {
        return plan.only.empty() || path.native().find(plan.only) != std::string::npos;
    }
    static bool strikes(unsigned count, unsigned at, bool goOn)
    {
        return at != 0 && (count == at || (goOn && count > at));
    }
};

std::atomic<bool> g_armed{false};
std::unique_ptr<Armed> g_faults;

void remember(Armed& faults, int descriptor, std::uint64_t from, std::uint64_t count)
{
    struct stat info = {};
    if (::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
        return;
    }
    WatchedFile& file = faults.files[{info.st_dev, info.st_ino}];
    if (file.descriptor < 0) {
        file.descriptor = ::open(fmt::format("/proc/self/fd/{}", descriptor).c_str(), O_RDWR | O_CLOEXEC);
    }
    Before before{from, static_cast<std::uint64_t>(info.st_size), {}};
    if (from < before.size) {
        before.bytes.resize(static_cast<std::size_t>(std::min(count, before.size - from)));
        const ssize_t got = ::pread(descriptor, before.bytes.data(), before.bytes.size(), static_cast<off_t>(from));
        before.bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    }
    file.changes.push_back(std::move(before));
}

}  // namespace

FileFaults::FileFaults(FaultPlan plan)
{
    g_faults = std::make_unique<Armed>(std::move(plan));
    g_armed = true;
}

FileFaults::~FileFaults()
{
    g_armed = false;
    for (const auto& [key, file] : g_faults->files) {
        ::close(file.descriptor);
    }
    g_faults.reset();
}

unsigned FileFaults::writes() const
{
    const std::lock_guard lock(g_faults->mutex);
    return g_faults->writes;
}

unsigned FileFaults::syncs() const
{
    const std::lock_guard lock(g_faults->mutex);
    return g_faults->syncs;
}

void FileFaults::dropUnsynced()
{
    const std::lock_guard lock(g_faults->mutex);
    for (auto& [key, file] : g_faults->files) {
        for (auto change = file.changes.rbegin(); change != file.changes.rend(); ++change) {
            static_cast<void>(::ftruncate(file.descriptor, static_cast<off_t>(change->size)));
            static_cast<void>(::pwrite(file.descriptor, change->bytes.data(), change->bytes.size(),
                                       static_cast<off_t>(change->offset)));
        }
        file.changes.clear();
    }
}

bool faults::armed()
{
    return g_armed.load(std::memory_order_relaxed);
}

std::size_t faults::beforeWrite(int descriptor, const std::filesystem::path& path, std::uint64_t offset,
                                std::size_t size)
{
    if (!g_faults->concerns(path)) {
        return size;
    }
    const std::lock_guard lock(g_faults->mutex);
    remember(*g_faults, descriptor, offset, size);
    const bool fails = Armed::strikes(++g_faults->writes, g_faults->plan.failWrite, g_faults->plan.goOn);
    return fails ? size / 2 : size;
}

void faults::beforeTruncate(int descriptor, const std::filesystem::path& path, std::uint64_t size)
{
    if (g_faults->concerns(path)) {
        const std::lock_guard lock(g_faults->mutex);
        remember(*g_faults, descriptor, size, ~std::uint64_t(0));
    }
}

bool faults::beforeSync(const std::filesystem::path& path)
{
    if (!g_faults->concerns(path)) {
        return true;
    }
    const std::lock_guard lock(g_faults->mutex);
    return !Armed::strikes(++g_faults->syncs, g_faults->plan.failSync, g_faults->plan.goOn);
}

void faults::afterSync(int descriptor)
{
    struct stat info = {};
    const std::lock_guard lock(g_faults->mutex);
    if (::fstat(descriptor, &info) == 0) {
        if (const auto file = g_faults->files.find({info.st_dev, info.st_ino}); file != g_faults->files.end()) {
            file->second.changes.clear();
        }
    }
}

}  // namespace meterseal
