// What the first rows of a file suggest; %1, %2, ... are the facts of the note.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"suggest.preamble",
     QT_TRANSLATE_NOOP("ErrorTexts", "The first %1 lines come before the header and are passed over"), nullptr},
    {"suggest.no-separator", QT_TRANSLATE_NOOP("ErrorTexts", "No separator fits the first rows; choose it"), nullptr},
    {"suggest.no-rows", QT_TRANSLATE_NOOP("ErrorTexts", "The file has no rows"), nullptr},
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
    {"suggest.no-column", QT_TRANSLATE_NOOP("ErrorTexts", "No column was found for %1"), nullptr},
    {"suggest.taken", QT_TRANSLATE_NOOP("ErrorTexts", "“%1” is taken for %2"), nullptr},
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
    {"suggest.time-format", QT_TRANSLATE_NOOP("ErrorTexts", "The times have the format %1"), nullptr},
    {"suggest.no-unit",
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "The unit of the values is not known; give it (L, m3, ...). Makers use different units for equal names"),
     nullptr},
    {"suggest.not-numbers",
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Not all values are numbers with any known decimal and thousands marks; such rows are rejected"),
     nullptr},
    {"suggest.marks",
     QT_TRANSLATE_NOOP("ErrorTexts", "The values have the decimal mark “%1” and the thousands mark “%2”"), nullptr},
    {"suggest.encoding",
     QT_TRANSLATE_NOOP("ErrorTexts", "The text was taken for %1, because it is not UTF-8 and reads well so"), nullptr},
    {"suggest.no-header", QT_TRANSLATE_NOOP("ErrorTexts", "The file has no header; its columns are named by number"),
     nullptr},
    {"suggest.unit-rows",
     QT_TRANSLATE_NOOP("ErrorTexts", "%1 rows below the header are no records and are passed over"), nullptr},
    {"suggest.shifted",
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Rows have more fields than the header has names; nothing tells which field is which"),
     nullptr},
    {"suggest.answer-unused", QT_TRANSLATE_NOOP("ErrorTexts", "The answer for “%1” was not asked for"), nullptr},
    {"suggest.no-zone", QT_TRANSLATE_NOOP("ErrorTexts", "“%1” is no time zone of this system; choose another"),
     nullptr},
    {"suggest.century", QT_TRANSLATE_NOOP("ErrorTexts", "The years have two digits and are counted from %1"), nullptr},
    {"suggest.time-misfits",
     QT_TRANSLATE_NOOP("ErrorTexts", "%1 of the first times do not have that format; such rows are rejected"), nullptr},
    {"suggest.day-first",
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Dates with points in a file separated by semicolons have the day before the month"),
     nullptr},
    {"suggest.doubled-hour",
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "An hour that the clock showed twice stands in the file twice; its order tells which is which"),
     nullptr},
    {"suggest.constant-mn",
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "No column names a meter; all records are of meter %1, which the file names and the ledger knows"),
     nullptr},
    {"suggest.text-marker",
     QT_TRANSLATE_NOOP("ErrorTexts", "The ids stand as text for spreadsheets; that is taken off"), nullptr},
    {"suggest.reading",
     QT_TRANSLATE_NOOP("ErrorTexts", "No column holds alarm codes: every record gets the code READING"), nullptr},
    {"suggest.no-value",
     QT_TRANSLATE_NOOP("ErrorTexts", "Rows whose value is %1 have no reading: they give no record and are counted"),
     nullptr},
    {"suggest.unit-column", QT_TRANSLATE_NOOP("ErrorTexts", "“%1” says each value's unit: values are recorded in %2"),
     nullptr},
    {"suggest.ask-mn",
     QT_TRANSLATE_NOOP("ErrorTexts", "Which column holds the meters' numbers? (Or give the one meter's number)"),
     nullptr},
    {"suggest.ask-alarmCode",
     QT_TRANSLATE_NOOP("ErrorTexts", "Which column holds the alarm codes? READING says that the records are readings"),
     nullptr},
    {"suggest.ask-alarmTime",
     QT_TRANSLATE_NOOP("ErrorTexts", "More than one column could be the time of a record. Which is it?"), nullptr},
    {"suggest.ask-value",
     QT_TRANSLATE_NOOP("ErrorTexts", "More than one column could be the reading. Which is to be recorded?"), nullptr},
    {"suggest.ask-time-format", QT_TRANSLATE_NOOP("ErrorTexts", "Day and month cannot be told apart. Which is it?"),
     nullptr},
    {"suggest.ask-century", QT_TRANSLATE_NOOP("ErrorTexts", "The years have two digits. Which century are they of?"),
     nullptr},
    {"suggest.day-columns",
     QT_TRANSLATE_NOOP("ErrorTexts", "Each row is a day: its %1 columns from %2 to %3 give one record each"), nullptr},
    {"suggest.clock-twice",
     QT_TRANSLATE_NOOP("ErrorTexts", "“%1” says a time of day, and the names of the columns do too; say in a profile "
                                     "which of them counts"),
     nullptr},
    {"suggest.ask-interval",
     QT_TRANSLATE_NOOP("ErrorTexts", "The columns name intervals of a day. Is a value recorded with the time at which "
                                     "its interval begins, or ends?"),
     nullptr},
    {"suggest.ask-finer",
     QT_TRANSLATE_NOOP("ErrorTexts", "The times are finer than a millisecond. Cut them off, or reject such rows?"),
     nullptr},
    {"suggest.ask-zone", QT_TRANSLATE_NOOP("ErrorTexts", "In which time zone were the times written?"), nullptr},
    {"suggest.ask-marks", QT_TRANSLATE_NOOP("ErrorTexts", "Is the “%1” in the values a decimal or a thousands mark?"),
     nullptr},
    {"suggest.ask-no-value",
     QT_TRANSLATE_NOOP("ErrorTexts", "%2 of the first values are %1. Does it mean that there is no reading?"), nullptr},
    {"suggest.ask-unit",
     QT_TRANSLATE_NOOP("ErrorTexts", "The values come in several units (%1). In which are they to be recorded?"),
     nullptr},
    {"suggest.ask-encoding",
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing in the file says its encoding; it was read as %1. Which is it?"),
     nullptr},
    {"suggest.ask-separator",
     QT_TRANSLATE_NOOP("ErrorTexts", "More than one separator fits the first rows. Which is it?"), nullptr},
    {"suggest.no-hour",
     QT_TRANSLATE_NOOP("ErrorTexts", "“%1” has dates alone, and a meter has several records on a day"), nullptr},
};

}  // namespace

std::span<const ReasonText> suggestReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
