#include "pages/upload/reject_text.h"

#include "format/error_text.h"
#include "format/format.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct RejectTexts {
    Q_DECLARE_TR_FUNCTIONS(RejectTexts)
};

}  // namespace

QString stageText(const RowPlace& place)
{
    switch (place.stage) {
    case RowStage::Unknown:
        return RejectTexts::tr("The journal knows no such row.");
    case RowStage::Received:
        return RejectTexts::tr("Received; not read yet.");
    case RowStage::Buffered:
        return RejectTexts::tr("Read; waiting to be sealed.");
    case RowStage::InBatch:
        return RejectTexts::tr("Signed in a batch; not yet with a node.");
    case RowStage::Submitted:
        return RejectTexts::tr("Submitted to %1; not yet in a block.").arg(text(place.node));
    case RowStage::Committed:
        return RejectTexts::tr("Committed in block %1.").arg(place.height);
    case RowStage::Rejected:
        return RejectTexts::tr("Rejected: %1").arg(reasonSentence(place.reason, place.message));
    case RowStage::Duplicate:
        return RejectTexts::tr("Occurs more than once in the file; anchored once.");
    case RowStage::AlreadyAnchored:
        return RejectTexts::tr("Was anchored before this upload.");
    case RowStage::Dropped:
        return RejectTexts::tr("Not anchored: the upload was cancelled before it was sealed.");
    }
    return {};
}

Tone stageTone(RowStage stage)
{
    switch (stage) {
    case RowStage::Committed:
    case RowStage::Duplicate:
    case RowStage::AlreadyAnchored:
        return Tone::Ok;
    case RowStage::Rejected:
        return Tone::Bad;
    case RowStage::Dropped:
    case RowStage::Unknown:
        return Tone::Warn;
    default:
        return Tone::Info;
    }
}

QString jobStateText(const JobProgress& job, UploaderState uploader)
{
    switch (job.state) {
    case JobState::Running:
        return job.live                            ? RejectTexts::tr("Live")
               : job.cancelling                    ? RejectTexts::tr("Cancelling")
               : uploader == UploaderState::Paused ? RejectTexts::tr("Paused")
               : uploader == UploaderState::Locked ? RejectTexts::tr("Unfinished")
               : job.bytesRead >= job.bytesTotal   ? RejectTexts::tr("Committing")
                                                   : RejectTexts::tr("Reading");
    case JobState::Done:
        return job.rejected > 0 ? RejectTexts::tr("Finished, with rejects") : RejectTexts::tr("Finished");
    case JobState::Failed:
        return RejectTexts::tr("Failed");
    case JobState::Cancelled:
        return RejectTexts::tr("Cancelled");
    }
    return {};
}

Tone jobStateTone(const JobProgress& job, UploaderState uploader)
{
    switch (job.state) {
    case JobState::Running:
        return job.cancelling || (uploader != UploaderState::Working && !job.live) ? Tone::Warn : Tone::Info;
    case JobState::Done:
        return job.rejected > 0 ? Tone::Warn : Tone::Ok;
    case JobState::Failed:
        return Tone::Bad;
    case JobState::Cancelled:
        return Tone::Muted;
    }
    return Tone::Neutral;
}

}  // namespace meterseal::ui
