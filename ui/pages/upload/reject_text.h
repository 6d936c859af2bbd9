// What became of a row, and what a job is doing, in the current language.
#pragma once

#include "meterseal/upload/uploader.h"
#include "theme/theme.h"

#include <QString>

namespace meterseal::ui {

// What the uploader does as a whole: a running job shows it.
enum class UploaderState { Working, Paused, Locked };

QString stageText(const RowPlace& place);
Tone stageTone(RowStage stage);
QString jobStateText(const JobProgress& job, UploaderState uploader);
Tone jobStateTone(const JobProgress& job, UploaderState uploader);

}  // namespace meterseal::ui
