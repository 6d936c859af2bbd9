#include "pages/upload/reject_text.h"

#include "format/format.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct RejectTexts {
    Q_DECLARE_TR_FUNCTIONS(RejectTexts)
};

struct RejectReason {
    const char* reason;
    const char* sentence;
};

constexpr RejectReason kRejectReasons[] = {
    {"profile.field", QT_TRANSLATE_NOOP("RejectTexts", "Choose a column or a constant for every field.")},
    {"profile.constant", QT_TRANSLATE_NOOP("RejectTexts", "A constant does not fit its field.")},
    {"profile.separator", QT_TRANSLATE_NOOP("RejectTexts", "The separator must be a single character.")},
    {"profile.time-format", QT_TRANSLATE_NOOP("RejectTexts", "The time format has a part that is not known.")},
    {"profile.time-zone",
     QT_TRANSLATE_NOOP("RejectTexts", "Choose the time zone: these times do not say their offset from UTC.")},
    {"profile.decimal-mark", QT_TRANSLATE_NOOP("RejectTexts", "The decimal mark must be a point or a comma.")},
    {"profile.thousands-mark",
     QT_TRANSLATE_NOOP("RejectTexts", "The thousands mark must differ from the decimal mark.")},
    {"profile.scale", QT_TRANSLATE_NOOP("RejectTexts", "The factor must be a number above zero.")},
    {"profile.alarm-codes", QT_TRANSLATE_NOOP("RejectTexts", "An alarm code in the list of codes is not valid.")},
    {"source.header", QT_TRANSLATE_NOOP("RejectTexts", "A chosen column is not in the header, or stands there twice.")},
    {"source.separator", QT_TRANSLATE_NOOP("RejectTexts", "Choose the separator: more than one fits, or none.")},
    {"source.encoding", QT_TRANSLATE_NOOP("RejectTexts", "The bytes are not text in this encoding.")},
    {"source.alarm-code", QT_TRANSLATE_NOOP("RejectTexts", "The alarm code is not valid.")},
    {"source.columns", QT_TRANSLATE_NOOP("RejectTexts", "The row has more or fewer columns than expected.")},
    {"source.duplicate-member", QT_TRANSLATE_NOOP("RejectTexts", "A member stands twice in this object.")},
    {"source.empty", QT_TRANSLATE_NOOP("RejectTexts", "A field that is needed is empty.")},
    {"source.id-damaged",
     QT_TRANSLATE_NOOP("RejectTexts", "A spreadsheet has destroyed the meter id (E notation). Export the file again.")},
    {"source.id-number",
     QT_TRANSLATE_NOOP("RejectTexts", "The meter id is a number with a fraction or too many digits.")},
    {"source.json", QT_TRANSLATE_NOOP("RejectTexts", "The row is not valid JSON.")},
    {"source.member-type", QT_TRANSLATE_NOOP("RejectTexts", "A member is neither text nor a number.")},
    {"source.missing", QT_TRANSLATE_NOOP("RejectTexts", "A member that is needed is missing.")},
    {"source.mn", QT_TRANSLATE_NOOP("RejectTexts", "The meter id has characters that are not allowed.")},
    {"source.not-an-object", QT_TRANSLATE_NOOP("RejectTexts", "The row is not a JSON object.")},
    {"source.nul", QT_TRANSLATE_NOOP("RejectTexts", "The row has NUL characters; the encoding is probably another.")},
    {"source.quote", QT_TRANSLATE_NOOP("RejectTexts", "There is text between a closing quote and the separator.")},
    {"source.row-too-long", QT_TRANSLATE_NOOP("RejectTexts", "The row is too long.")},
    {"source.time-ambiguous",
     QT_TRANSLATE_NOOP("RejectTexts", "This local time came twice that day (end of daylight saving).")},
    {"source.time-form", QT_TRANSLATE_NOOP("RejectTexts", "The time does not have the chosen format.")},
    {"source.time-fraction", QT_TRANSLATE_NOOP("RejectTexts", "The time is finer than a millisecond.")},
    {"source.time-hour", QT_TRANSLATE_NOOP("RejectTexts", "The hour is 24 or more.")},
    {"source.time-offset", QT_TRANSLATE_NOOP("RejectTexts", "The time has no valid offset from UTC.")},
    {"source.time-skipped",
     QT_TRANSLATE_NOOP("RejectTexts", "This local time never came that day (start of daylight saving).")},
    {"source.time-value", QT_TRANSLATE_NOOP("RejectTexts", "There is no such date or time.")},
    {"source.too-deep", QT_TRANSLATE_NOOP("RejectTexts", "The object is nested too deep.")},
    {"source.truncated", QT_TRANSLATE_NOOP("RejectTexts", "The file ends in the middle: it was cut off.")},
    {"source.unclosed-quote", QT_TRANSLATE_NOOP("RejectTexts", "A quote that opens here never closes.")},
    {"source.value", QT_TRANSLATE_NOOP("RejectTexts", "The value is not a number with these marks.")},
    {"source.value-inexact", QT_TRANSLATE_NOOP("RejectTexts", "The value has more digits than can be kept exactly.")},
    {"upload.meter-unknown", QT_TRANSLATE_NOOP("RejectTexts", "This meter is not registered on the ledger.")},
    {"upload.meter-inactive", QT_TRANSLATE_NOOP("RejectTexts", "This meter is not active on the ledger.")},
    {"upload.no-key", QT_TRANSLATE_NOOP("RejectTexts", "The key of this meter is not in the key store.")},
};

}  // namespace

QString rejectSentence(const std::string& reason, const std::string& message)
{
    for (const RejectReason& known : kRejectReasons) {
        if (reason == known.reason) {
            return RejectTexts::tr(known.sentence);
        }
    }
    return text(message);
}

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
        return RejectTexts::tr("Rejected: %1").arg(rejectSentence(place.reason, place.message));
    case RowStage::Duplicate:
        return RejectTexts::tr("Stands in the file more than once; anchored once.");
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
