#include "meterseal/upload/watch_folder.h"

#include "meterseal/upload/uploader.h"

#include "base/thread.h"

#include <condition_variable>
#include <fmt/format.h>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace meterseal {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

bool isUnfinishedName(const fs::path& file)
{
    const std::string name = file.filename().string();
    const std::string ending = file.extension().string();
    return name.starts_with('.') || ending == ".part" || ending == ".tmp" || ending == ".crdownload";
}

class Watcher final : public WatchFolder {
public:
    Watcher(const WatchOptions& options, Found found, Failed failed)
        : m_options(options),
          m_found(std::move(found)),
          m_failed(std::move(failed)),
          m_thread([this](const std::stop_token& stop) { run(stop); })
    {}
    ~Watcher() override
    {
        m_thread.request_stop();
        m_thread.join();
    }

private:
    struct Seen {
        std::uint64_t size = 0;
        fs::file_time_type changed;
        SteadyClock::time_point since;  // unchanged since
        bool done = false;

        bool sameAs(const Seen& other) const { return size == other.size && changed == other.changed; }
    };

    void run(const std::stop_token& stop)
    {
        nameThread("ms-watch");
        std::unique_lock lock(m_mutex);
        while (!stop.stop_requested()) {
            look();
            m_condition.wait_for(lock, stop, m_options.pollEvery, [] { return false; });
        }
    }

    void look()
    {
        std::map<fs::path, Seen> present;
        std::error_code failed;
        for (fs::directory_iterator it(m_options.folder, failed), end; !failed && it != end; it.increment(failed)) {
            std::error_code ignored;
            if (!it->is_regular_file(ignored) || isUnfinishedName(it->path())) {
                continue;
            }
            Seen now{it->file_size(ignored), it->last_write_time(ignored), SteadyClock::now()};
            if (const auto before = m_seen.find(it->path()); before != m_seen.end() && now.sameAs(before->second)) {
                now = before->second;
            }
            if (!now.done && SteadyClock::now() - now.since >= m_options.quietFor) {
                now.done = true;
                take(it->path());
            }
            present.emplace(it->path(), now);
        }
        m_seen = std::move(present);
    }

    void take(const fs::path& file)
    {
        const Result<Hash256> hash = hashFile(file);
        if (!hash.ok()) {
            m_failed(file, hash.error());
        } else if (!m_contents.contains(*hash)) {
            if (const Status taken = m_found(file, *hash); taken.ok()) {
                m_contents.insert(*hash);
            } else {
                m_failed(file, taken.error());
            }
        }
    }

    const WatchOptions m_options;
    const Found m_found;
    const Failed m_failed;
    std::map<fs::path, Seen> m_seen;
    std::set<Hash256> m_contents;
    std::mutex m_mutex;
    std::condition_variable_any m_condition;
    std::jthread m_thread;  // last: it uses all the others
};

}  // namespace

Result<std::unique_ptr<WatchFolder>> WatchFolder::start(const WatchOptions& options, Found found, Failed failed)
{
    std::error_code error;
    if (!fs::is_directory(options.folder, error)) {
        return makeError(
            ErrorCode::NotFound, "upload.watch-folder",
            fmt::format("{} is not a folder that can be read, so it cannot be watched.", options.folder.string()));
    }
    return std::unique_ptr<WatchFolder>(std::make_unique<Watcher>(options, std::move(found), std::move(failed)));
}

}  // namespace meterseal
