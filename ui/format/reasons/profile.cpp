// Mapping profiles.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"profile.alarm-codes", QT_TRANSLATE_NOOP("ErrorTexts", "An alarm code in the list of codes is not valid"),
     nullptr},
    {"profile.constant", QT_TRANSLATE_NOOP("ErrorTexts", "A constant does not fit its field"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Correct it in the mapping.")},
    {"profile.decimal-mark", QT_TRANSLATE_NOOP("ErrorTexts", "The decimal mark must be a point or a comma"), nullptr},
    {"profile.exists", QT_TRANSLATE_NOOP("ErrorTexts", "There is a profile of this name already"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It was kept. Choose another name.")},
    {"profile.field",
     QT_TRANSLATE_NOOP("ErrorTexts", "A field has no column and no constant, or more than one of them"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose a column or a constant for every field.")},
    {"profile.flags", QT_TRANSLATE_NOOP("ErrorTexts", "The alarm flags of the profile do not fit together"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Correct the flags in the profile.")},
    {"profile.json", QT_TRANSLATE_NOOP("ErrorTexts", "This is no mapping profile"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Choose another file.")},
    {"profile.member", QT_TRANSLATE_NOOP("ErrorTexts", "A member of the profile has a value that is not allowed"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Correct it in the profile.")},
    {"profile.name", QT_TRANSLATE_NOOP("ErrorTexts", "This is no name for a profile"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Choose another name.")},
    {"profile.not-found", QT_TRANSLATE_NOOP("ErrorTexts", "There is no profile of this name"), nullptr},
    {"profile.path", QT_TRANSLATE_NOOP("ErrorTexts", "A path to a member is not valid"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Correct it in the mapping.")},
    {"profile.scale", QT_TRANSLATE_NOOP("ErrorTexts", "The factor must be a number other than zero"), nullptr},
    {"profile.separator", QT_TRANSLATE_NOOP("ErrorTexts", "The separator must be a single character"), nullptr},
    {"profile.thousands-mark", QT_TRANSLATE_NOOP("ErrorTexts", "The thousands mark must differ from the decimal mark"),
     nullptr},
    {"profile.time-format", QT_TRANSLATE_NOOP("ErrorTexts", "The time format has a part that is not known"), nullptr},
    {"profile.time-zone", QT_TRANSLATE_NOOP("ErrorTexts", "The time zone is missing, or this system does not know it"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose the time zone: these times do not say their offset from UTC.")},
    {"profile.zone-missing", QT_TRANSLATE_NOOP("ErrorTexts", "The mapping does not say the time zone of its times"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose the time zone: these times do not say their offset from UTC.")},
    {"profile.too-long", QT_TRANSLATE_NOOP("ErrorTexts", "The file is longer than any mapping profile"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Choose another file.")},
    {"profile.unknown-member", QT_TRANSLATE_NOOP("ErrorTexts", "The profile has a member that means nothing there"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Remove it, or correct its name.")},
};

}  // namespace

std::span<const ReasonText> profileReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
