// UploadBridge: the uploader as the event loop sees it. It lives as long as the key store is unlocked and works
// whatever page is open. What it does is read from snapshots, five times a second whatever the load; what it shall do
// goes through run(), on a worker of its own, because a call may wait for the journal's disk.
//
// Thread-safety: belongs to the event loop's thread. `work` runs on the worker.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/upload/watch_folder.h"
#include "meterseal/workspace/open_workspace.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace meterseal::ui {

// The open workspace, its uploader running, and the folder that feeds it.
struct UploadEngine {
    explicit UploadEngine(std::unique_ptr<OpenWorkspace> opened)
        : open(std::move(opened)), uploader(open->uploader()), simulated(open->consortium())
    {}
    const std::unique_ptr<OpenWorkspace> open;
    Uploader* const uploader;
    SimulatedConsortium* const simulated;  // null: the chain itself is the one node
    std::unique_ptr<WatchFolder> watch;    // null: no folder is watched. Set by run() alone
};

// What was done to a simulated node by hand.
struct SimulatedNodeState {
    bool down = false;
    std::chrono::milliseconds latency{0};
};

class UploadBridge : public QObject {
    Q_OBJECT
public:
    explicit UploadBridge(std::shared_ptr<UploadEngine> engine, QObject* parent = nullptr);
    // Waits for a running call; the uploader itself ends with its last owner.
    ~UploadBridge() override;

    // The latest look; empty before the first.
    const std::optional<UploadSnapshot>& snapshot() const { return m_snapshot; }
    const std::vector<JobProgress>& jobs() const { return m_jobs; }
    bool simulated() const { return m_engine->simulated != nullptr; }
    // In the order of the snapshot's nodes; empty where they are not simulated.
    const std::vector<SimulatedNodeState>& simulatedNodes() const { return m_simulatedNodes; }
    // Something is acknowledged and not yet committed: what a person is asked about before the program ends.
    bool busy() const;

    // work: any value(UploadEngine&); done: void(value).
    template <typename Work, typename Done>
    [[nodiscard]] TaskHandle run(QObject* context, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work&, UploadEngine&>;
        return m_runner.run(
            context,
            [engine = m_engine, work = std::move(work)](std::stop_token) mutable -> Answer { return work(*engine); },
            std::move(done));
    }

public slots:
    // Looks now, for whoever has just changed something.
    void look();

signals:
    void changed();  // at most five times a second, and after look()

private:
    std::shared_ptr<UploadEngine> m_engine;
    std::optional<UploadSnapshot> m_snapshot;
    std::vector<JobProgress> m_jobs;
    std::vector<SimulatedNodeState> m_simulatedNodes;
    QTimer m_timer;
    TaskHandle m_look;
    TaskRunner m_watcher{"ms-ui-watch"};  // looking never waits behind a long call
    TaskRunner m_runner{"ms-ui-upload"};
};

}  // namespace meterseal::ui
