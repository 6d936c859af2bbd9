// Files of records as they are read.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"source.not-found", QT_TRANSLATE_NOOP("ErrorTexts", "There is no such file"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was read or changed. Look whether it was moved, and choose it again.")},
    {"source.io", QT_TRANSLATE_NOOP("ErrorTexts", "The file cannot be read"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Nothing was changed. Check the file's permissions and its disk, then try again.")},
    {"source.rejects-io", QT_TRANSLATE_NOOP("ErrorTexts", "The rejected rows could not be written"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What was written before is kept. Make room, or choose another place.")},
    {"source.stopped", QT_TRANSLATE_NOOP("ErrorTexts", "Stopped. Nothing was written."), nullptr},
    {"source.profile-unclear", QT_TRANSLATE_NOOP("ErrorTexts", "How this file is to be read is not clear"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was taken from it. Choose its columns and formats in a mapping.")},
    {"source.header", QT_TRANSLATE_NOOP("ErrorTexts", "A chosen column is not in the header, or stands there twice"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose other columns in the mapping.")},
    {"source.separator", QT_TRANSLATE_NOOP("ErrorTexts", "More than one separator fits, or none"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose the separator in the mapping.")},
    {"source.encoding", QT_TRANSLATE_NOOP("ErrorTexts", "The bytes are not text in this encoding"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose the encoding in the mapping.")},
    {"source.alarm-code", QT_TRANSLATE_NOOP("ErrorTexts", "The alarm code is not valid"), nullptr},
    {"source.ambiguous", QT_TRANSLATE_NOOP("ErrorTexts", "More than one element of an array fits the path"), nullptr},
    {"source.columns", QT_TRANSLATE_NOOP("ErrorTexts", "The row has more or fewer columns than expected"), nullptr},
    {"source.duplicate-member", QT_TRANSLATE_NOOP("ErrorTexts", "A member stands twice in this object"), nullptr},
    {"source.empty", QT_TRANSLATE_NOOP("ErrorTexts", "A field that is needed is empty"), nullptr},
    {"source.flag", QT_TRANSLATE_NOOP("ErrorTexts", "An alarm flag says neither raised nor cleared"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Say in the mapping what means raised and what means cleared.")},
    {"source.id-damaged", QT_TRANSLATE_NOOP("ErrorTexts", "A spreadsheet has destroyed the meter id (E notation)"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Export the file again, with this column as text.")},
    {"source.id-number", QT_TRANSLATE_NOOP("ErrorTexts", "The meter id is a number with a fraction or too many digits"),
     nullptr},
    {"source.json", QT_TRANSLATE_NOOP("ErrorTexts", "This is not valid JSON"), nullptr},
    {"source.member-type", QT_TRANSLATE_NOOP("ErrorTexts", "A member is neither text nor a number"), nullptr},
    {"source.missing", QT_TRANSLATE_NOOP("ErrorTexts", "A member that is needed is missing"), nullptr},
    {"source.mn", QT_TRANSLATE_NOOP("ErrorTexts", "The meter id has characters that are not allowed"), nullptr},
    {"source.not-an-object", QT_TRANSLATE_NOOP("ErrorTexts", "The row is not a JSON object"), nullptr},
    {"source.nul", QT_TRANSLATE_NOOP("ErrorTexts", "The row has NUL characters; the encoding is probably another"),
     nullptr},
    {"source.quote", QT_TRANSLATE_NOOP("ErrorTexts", "There is text between a closing quote and the separator"),
     nullptr},
    {"source.row-too-long", QT_TRANSLATE_NOOP("ErrorTexts", "The row is too long"), nullptr},
    {"source.time-ambiguous",
     QT_TRANSLATE_NOOP("ErrorTexts", "This local time came twice that day (end of daylight saving)"), nullptr},
    {"source.time-form", QT_TRANSLATE_NOOP("ErrorTexts", "The time does not have the chosen format"), nullptr},
    {"source.time-fraction", QT_TRANSLATE_NOOP("ErrorTexts", "The time is finer than a millisecond"), nullptr},
    {"source.time-hour", QT_TRANSLATE_NOOP("ErrorTexts", "The hour is 24 or more"), nullptr},
    {"source.time-offset", QT_TRANSLATE_NOOP("ErrorTexts", "The time has no valid offset from UTC"), nullptr},
    {"source.time-skipped",
     QT_TRANSLATE_NOOP("ErrorTexts", "This local time never came that day (start of daylight saving)"), nullptr},
    {"source.time-value", QT_TRANSLATE_NOOP("ErrorTexts", "There is no such date or time"), nullptr},
    {"source.too-deep", QT_TRANSLATE_NOOP("ErrorTexts", "The object is nested too deep"), nullptr},
    {"source.truncated", QT_TRANSLATE_NOOP("ErrorTexts", "The file ends in the middle: it was cut off"), nullptr},
    {"source.unclosed-quote", QT_TRANSLATE_NOOP("ErrorTexts", "A quote that opens here never closes"), nullptr},
    {"source.value", QT_TRANSLATE_NOOP("ErrorTexts", "The value is not a number with these marks"), nullptr},
    {"source.value-inexact", QT_TRANSLATE_NOOP("ErrorTexts", "The value has more digits than can be kept exactly"),
     nullptr},
    {"archive.damaged", QT_TRANSLATE_NOOP("ErrorTexts", "The .zip file is damaged"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was unpacked. Take another copy of it.")},
    {"archive.empty", QT_TRANSLATE_NOOP("ErrorTexts", "The .zip file holds no file"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was unpacked. Choose another file.")},
    {"archive.encrypted", QT_TRANSLATE_NOOP("ErrorTexts", "The .zip file is protected by a password"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was unpacked. Unpack it with its password first.")},
    {"archive.io", QT_TRANSLATE_NOOP("ErrorTexts", "The .zip file could not be unpacked"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was left behind. Check the room on the disk.")},
    {"archive.many-files", QT_TRANSLATE_NOOP("ErrorTexts", "The .zip file holds more than one file"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was unpacked. Unpack it and choose the file that is meant.")},
    {"archive.not-a-zip", QT_TRANSLATE_NOOP("ErrorTexts", "This is no sound .zip file"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was unpacked. Choose another file.")},
    {"archive.too-big", QT_TRANSLATE_NOOP("ErrorTexts", "The file in the .zip file is too big"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was unpacked. Unpack it by other means.")},
    {"csv.write", QT_TRANSLATE_NOOP("ErrorTexts", "The CSV file cannot be written further"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What was written before is kept. Check the room on the disk.")},
};

}  // namespace

std::span<const ReasonText> sourceReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
