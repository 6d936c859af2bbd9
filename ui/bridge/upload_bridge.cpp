#include "bridge/upload_bridge.h"

#include <algorithm>

namespace meterseal::ui {

namespace {
constexpr int kLookMs = 200;
}

UploadBridge::UploadBridge(std::shared_ptr<UploadEngine> engine, QObject* parent)
    : QObject(parent), m_engine(std::move(engine))
{
    m_timer.setInterval(kLookMs);
    connect(&m_timer, &QTimer::timeout, this, &UploadBridge::look);
    m_timer.start();
    look();
}

UploadBridge::~UploadBridge() = default;

bool UploadBridge::busy() const
{
    const bool running = std::any_of(m_jobs.begin(), m_jobs.end(), [](const JobProgress& job) {
        return job.state == JobState::Running && !job.live;
    });
    return running || (m_snapshot && (m_snapshot->unfinishedBatches > 0 || m_snapshot->pendingRecords > 0));
}

void UploadBridge::look()
{
    if (m_look.running()) {
        return;
    }
    using Seen = std::pair<UploadSnapshot, std::vector<JobProgress>>;
    m_look = m_watcher.run(
        this,
        [engine = m_engine](std::stop_token) { return Seen(engine->uploader->snapshot(), engine->uploader->jobs()); },
        [this](Seen seen) {
            m_snapshot = std::move(seen.first);
            m_jobs = std::move(seen.second);
            emit changed();
        });
}

}  // namespace meterseal::ui
