// Registering and activating meters, lists of meters, activation slips.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"mn.form",
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "A meter id has 1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit"),
     nullptr},
    {"meter.key-mismatch", QT_TRANSLATE_NOOP("ErrorTexts", "The new key is not the one that the change names"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was submitted.")},
    {"meter.no-meter-key", QT_TRANSLATE_NOOP("ErrorTexts", "The secrets of this meter are not in the key store"),
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "Nothing was submitted. Ask whoever registered it for its slip, or work where its secrets are kept.")},
    {"meter.no-organisation-key", QT_TRANSLATE_NOOP("ErrorTexts", "The key store holds no key of this organisation"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was submitted. Work where the key is kept.")},
    {"meter.no-token", QT_TRANSLATE_NOOP("ErrorTexts", "The key store holds no activation token of this meter"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was submitted. Give the token that was handed out.")},
    {"meter.password-short", QT_TRANSLATE_NOOP("ErrorTexts", "The password is shorter than 20 bytes"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Give a longer one, or none to have one made.")},
    {"meter.role", QT_TRANSLATE_NOOP("ErrorTexts", "Only a utility or a manufacturer registers meters"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was submitted.")},
    {"list.cells", QT_TRANSLATE_NOOP("ErrorTexts", "This line has more or fewer cells than the header"), nullptr},
    {"list.empty", QT_TRANSLATE_NOOP("ErrorTexts", "The list names no meter"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was registered.")},
    {"list.encoding", QT_TRANSLATE_NOOP("ErrorTexts", "The text of the list cannot be read"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was registered. Save it as UTF-8 and choose it again.")},
    {"list.header", QT_TRANSLATE_NOOP("ErrorTexts", "The columns of the list cannot be told"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was registered. It needs a column each for number, location, "
                                     "manufacturer and, if wanted, password.")},
    {"list.io", QT_TRANSLATE_NOOP("ErrorTexts", "The list cannot be read"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was registered. Check the file's permissions, or choose another file.")},
    {"list.quote", QT_TRANSLATE_NOOP("ErrorTexts", "A quote in the list does not close as it must"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was registered. Correct the list and choose it again.")},
    {"list.too-big", QT_TRANSLATE_NOOP("ErrorTexts", "The list is too big"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was registered. Split it and register the parts.")},
    {"list.twice", QT_TRANSLATE_NOOP("ErrorTexts", "This meter id stands in an earlier line of the list"), nullptr},
    {"slip.io", QT_TRANSLATE_NOOP("ErrorTexts", "The slip could not be written"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Nothing of it was left there; the key store still holds the secrets. Choose another place.")},
    {"slip.other-meter", QT_TRANSLATE_NOOP("ErrorTexts", "This file holds no slip of this meter"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Choose another file.")},
};

}  // namespace

std::span<const ReasonText> metersReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
