// Records, JSON, texts, times, hashes and keys.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"record.alarm-code", QT_TRANSLATE_NOOP("ErrorTexts", "The alarm code of the record is not valid"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It must not be empty, nor begin or end with a space.")},
    {"record.alarm-time", QT_TRANSLATE_NOOP("ErrorTexts", "The time of the record is not valid"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Write it as 2026-11-22T08:00:00.000Z (UTC), between 1970 and 9999.")},
    {"record.member-missing", QT_TRANSLATE_NOOP("ErrorTexts", "The record lacks a member"),
     QT_TRANSLATE_NOOP("ErrorTexts", "A record has exactly alarmCode, alarmTime, mn and value.")},
    {"record.member-type", QT_TRANSLATE_NOOP("ErrorTexts", "A member of the record has the wrong type"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The value is a number, the others are text.")},
    {"record.member-unknown", QT_TRANSLATE_NOOP("ErrorTexts", "The record has a member too many"),
     QT_TRANSLATE_NOOP("ErrorTexts", "A record has exactly alarmCode, alarmTime, mn and value.")},
    {"record.mn", QT_TRANSLATE_NOOP("ErrorTexts", "The meter id of the record is not valid"),
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "It has 1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit.")},
    {"record.not-an-object", QT_TRANSLATE_NOOP("ErrorTexts", "The record is not a JSON object"), nullptr},
    {"record.value", QT_TRANSLATE_NOOP("ErrorTexts", "The value of the record is not a number"), nullptr},
    {"json.duplicate-member", QT_TRANSLATE_NOOP("ErrorTexts", "A member stands twice in this object"), nullptr},
    {"json.number-inexact", QT_TRANSLATE_NOOP("ErrorTexts", "A number has more digits than can be kept exactly"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Write it with at most 15 digits.")},
    {"json.syntax", QT_TRANSLATE_NOOP("ErrorTexts", "This is not valid JSON"), nullptr},
    {"json.too-deep", QT_TRANSLATE_NOOP("ErrorTexts", "The JSON text is nested too deep"), nullptr},
    {"json.utf8", QT_TRANSLATE_NOOP("ErrorTexts", "The JSON text is not valid UTF-8"), nullptr},
    {"time.form", QT_TRANSLATE_NOOP("ErrorTexts", "The time does not have the form 2026-11-22T08:00:00.000Z"), nullptr},
    {"time.no-such-date", QT_TRANSLATE_NOOP("ErrorTexts", "There is no such date or time"), nullptr},
    {"text.control", QT_TRANSLATE_NOOP("ErrorTexts", "A text has a control character, such as a tab or a line end"),
     nullptr},
    {"text.empty", QT_TRANSLATE_NOOP("ErrorTexts", "A text that is needed is empty"), nullptr},
    {"text.not-nfc", QT_TRANSLATE_NOOP("ErrorTexts", "A text has characters that are not in normal form"), nullptr},
    {"text.not-utf8", QT_TRANSLATE_NOOP("ErrorTexts", "A text is not valid UTF-8"), nullptr},
    {"text.space-at-ends", QT_TRANSLATE_NOOP("ErrorTexts", "A text begins or ends with a space"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Remove the space.")},
    {"text.too-long", QT_TRANSLATE_NOOP("ErrorTexts", "A text is too long"), nullptr},
    {"hash.length", QT_TRANSLATE_NOOP("ErrorTexts", "A hash has 64 lowercase hex digits; this one has not"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check what was typed.")},
    {"hex.bad-digit", QT_TRANSLATE_NOOP("ErrorTexts", "There is a character that is no lowercase hex digit"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check what was typed.")},
    {"hex.odd-length", QT_TRANSLATE_NOOP("ErrorTexts", "The number of hex digits is odd"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check what was typed.")},
    {"key.length", QT_TRANSLATE_NOOP("ErrorTexts", "A key does not have the right length"), nullptr},
    {"key.not-on-curve", QT_TRANSLATE_NOOP("ErrorTexts", "A public key is no point of its curve"), nullptr},
    {"key.out-of-range", QT_TRANSLATE_NOOP("ErrorTexts", "A private key is out of range"), nullptr},
    {"suite.unknown", QT_TRANSLATE_NOOP("ErrorTexts", "This version does not know the cryptographic suite"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Open it with a newer MeterSeal.")},
};

}  // namespace

std::span<const ReasonText> recordReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
