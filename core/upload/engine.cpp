#include "upload/engine.h"

namespace meterseal::upload {

void Engine::finishJobIfDone(Job& job)
{
    if (job.live || !job.readToEnd || job.counters.groupsWaiting > 0) {
        return;
    }
    if (job.cancelled && !job.dropSaved.exchange(true)) {
        // From here on its figures are final, but for what is committed of them: see recoverCancelled().
        if (const Status saved = saveJob(journal->notes(), job, true); !saved.ok()) {
            fail(saved.error());
        }
    }
    if (job.counters.unfinishedBatches > 0) {
        return;
    }
    {
        const std::lock_guard lock(job.mutex);
        if (job.state != JobState::Running) {
            return;
        }
        job.state = !job.error.empty() ? JobState::Failed : job.cancelled ? JobState::Cancelled : JobState::Done;
        job.finished = now();
    }
    Status closed;
    {
        const std::lock_guard lock(job.rejectsMutex);
        if (job.rejects) {
            closed = job.rejects->close();
            job.rejects.reset();
        }
    }
    for (const Status& step : {closed, journal->notes().flush(true), saveJob(journal->notes(), job, true)}) {
        if (!step.ok()) {
            fail(step.error());
        }
    }
    changeBell.ring();
}

}  // namespace meterseal::upload
