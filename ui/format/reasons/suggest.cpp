// What the first rows of a file suggest; %1, %2, ... are the facts of the note.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"suggest.encoding",
     QT_TRANSLATE_NOOP("ErrorTexts", "The text was taken for %1, because it is not UTF-8; look whether it reads well"),
     nullptr},
    {"suggest.preamble",
     QT_TRANSLATE_NOOP("ErrorTexts", "The first %1 lines come before the header and are passed over"), nullptr},
    {"suggest.no-separator", QT_TRANSLATE_NOOP("ErrorTexts", "No separator fits the first rows; choose it"), nullptr},
    {"suggest.separators",
     QT_TRANSLATE_NOOP("ErrorTexts", "More than one separator fits the first rows; choose the right one"), nullptr},
    {"suggest.no-rows", QT_TRANSLATE_NOOP("ErrorTexts", "The file has no rows"), nullptr},
    {"suggest.no-header", QT_TRANSLATE_NOOP("ErrorTexts", "The file has no header; choose the columns by number"),
     nullptr},
    {"suggest.not-used",
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "“%1” is not used: a status means raised in one system and handled in another, and a customer is not a meter"),
     nullptr},
    {"suggest.flag-beside-code",
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "“%1” looks like an alarm flag of its own beside the alarm code; say in a profile which of them counts"),
     nullptr},
    {"suggest.no-alarm-code",
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "No column was found for the alarm code; a constant such as READING may stand for it"),
     nullptr},
    {"suggest.no-column", QT_TRANSLATE_NOOP("ErrorTexts", "No column was found for %1"), nullptr},
    {"suggest.many-columns", QT_TRANSLATE_NOOP("ErrorTexts", "%1 columns could be %2; choose one"), nullptr},
    {"suggest.taken", QT_TRANSLATE_NOOP("ErrorTexts", "“%1” is taken for %2"), nullptr},
    {"suggest.doubtful", QT_TRANSLATE_NOOP("ErrorTexts", "“%1” may mean something else; confirm that it is %2"),
     nullptr},
    {"suggest.flag-words",
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "The alarm flags say no known pair of words; say in a profile what means raised and what means cleared"),
     nullptr},
    {"suggest.flags",
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "%1 columns are taken for alarm flags (“%2” and others): a row gives one record for each that says %3"),
     nullptr},
    {"suggest.id-damaged",
     QT_TRANSLATE_NOOP("ErrorTexts", "The meter id “%1” is in E notation: a spreadsheet has destroyed it. Such rows "
                                     "are rejected; export the file again"),
     nullptr},
    {"suggest.id-rounded",
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "Some meter ids have 15 digits and then zeros, as spreadsheets leave them; compare them with the source"),
     nullptr},
    {"suggest.no-time-format", QT_TRANSLATE_NOOP("ErrorTexts", "No known time format fits the times; choose it"),
     nullptr},
    {"suggest.time-formats",
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "The times fit more than one format (%1): day and month cannot be told apart. Choose it"),
     nullptr},
    {"suggest.time-format", QT_TRANSLATE_NOOP("ErrorTexts", "The times have the format %1"), nullptr},
    {"suggest.no-offset",
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "The times do not say their offset from UTC; choose the time zone of the place (such as Asia/Shanghai)"),
     nullptr},
    {"suggest.no-unit",
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "The unit of the values is not known; give it (L, m3, ...). Makers use different units for equal names"),
     nullptr},
    {"suggest.not-numbers",
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Not all values are numbers with any known decimal and thousands marks; such rows are rejected"),
     nullptr},
    {"suggest.comma",
     QT_TRANSLATE_NOOP("ErrorTexts", "The comma in the values may be a decimal or a thousands mark; choose the marks"),
     nullptr},
    {"suggest.marks",
     QT_TRANSLATE_NOOP("ErrorTexts", "The values have the decimal mark “%1” and the thousands mark “%2”"), nullptr},
};

}  // namespace

std::span<const ReasonText> suggestReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
