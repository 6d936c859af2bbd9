#include "bridge/upload_bridge.h"

#include <algorithm>

namespace meterseal::ui {

namespace {

constexpr int kLookMs = 200;

struct Seen {
    UploadSnapshot snapshot;
    std::vector<JobProgress> jobs;
    std::vector<SimulatedNodeState> simulated;
};

Seen lookAt(const UploadEngine& engine)
{
    Seen seen{engine.uploader->snapshot(), engine.uploader->jobs(), {}};
    for (std::size_t i = 0; engine.simulated && i < engine.simulated->size(); ++i) {
        seen.simulated.push_back({engine.simulated->isDown(i), std::chrono::duration_cast<std::chrono::milliseconds>(
                                                                   engine.simulated->script(i).latency)});
    }
    return seen;
}

}  // namespace

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
    m_look = m_watcher.run(
        this, [engine = m_engine](std::stop_token) { return lookAt(*engine); },
        [this](Seen seen) {
            m_snapshot = std::move(seen.snapshot);
            m_jobs = std::move(seen.jobs);
            m_simulatedNodes = std::move(seen.simulated);
            emit changed();
        });
}

}  // namespace meterseal::ui
