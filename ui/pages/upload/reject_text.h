// Why a row was not taken, and what a job is doing, in the language of now. Core's own English sentence has the
// particulars and stays beside it as a tool tip.
#pragma once

#include "meterseal/upload/uploader.h"
#include "theme/theme.h"

#include <QString>

namespace meterseal::ui {

// What the uploader does as a whole: a running job shows it.
enum class UploaderState { Working, Paused, Locked };

QString rejectSentence(const std::string& reason, const std::string& message);
QString stageText(const RowPlace& place);
Tone stageTone(RowStage stage);
QString jobStateText(const JobProgress& job, UploaderState uploader);
Tone jobStateTone(const JobProgress& job, UploaderState uploader);

}  // namespace meterseal::ui
