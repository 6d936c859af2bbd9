// Transaction headers and genesis documents.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"header.action", QT_TRANSLATE_NOOP("ErrorTexts", "The action in the transaction header is not known"), nullptr},
    {"header.address", QT_TRANSLATE_NOOP("ErrorTexts", "The wallet address in the transaction header is not valid"),
     nullptr},
    {"header.count", QT_TRANSLATE_NOOP("ErrorTexts", "The number of records in the transaction header is not allowed"),
     nullptr},
    {"header.decision", QT_TRANSLATE_NOOP("ErrorTexts", "The review's decision is neither approval nor rejection"),
     nullptr},
    {"header.from-to",
     QT_TRANSLATE_NOOP("ErrorTexts", "The batch goes from one wallet to another; a meter converts to itself only"),
     nullptr},
    {"header.hash", QT_TRANSLATE_NOOP("ErrorTexts", "A hash in the transaction header is not valid"), nullptr},
    {"header.id", QT_TRANSLATE_NOOP("ErrorTexts", "An id in the transaction header is not valid"), nullptr},
    {"header.member-missing", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction header lacks a member"), nullptr},
    {"header.member-type", QT_TRANSLATE_NOOP("ErrorTexts", "A member of the transaction header has the wrong type"),
     nullptr},
    {"header.member-unknown", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction header has a member too many"), nullptr},
    {"header.not-canonical", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction header is not in canonical form"),
     nullptr},
    {"header.public-key", QT_TRANSLATE_NOOP("ErrorTexts", "A public key in the transaction header is not valid"),
     nullptr},
    {"header.role", QT_TRANSLATE_NOOP("ErrorTexts", "The role in the transaction header is not known"), nullptr},
    {"header.syntax", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction header is not a JSON object"), nullptr},
    {"header.text", QT_TRANSLATE_NOOP("ErrorTexts", "A text in the transaction header is not allowed"), nullptr},
    {"header.time", QT_TRANSLATE_NOOP("ErrorTexts", "A time in the transaction header is not valid"), nullptr},
    {"header.time-order", QT_TRANSLATE_NOOP("ErrorTexts", "The batch begins later than it ends"), nullptr},
    {"header.token",
     QT_TRANSLATE_NOOP("ErrorTexts", "The activation token does not have 26 characters from a to z and 2 to 7"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check what was typed.")},
    {"header.too-large", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction header is too large"), nullptr},
    {"header.type", QT_TRANSLATE_NOOP("ErrorTexts", "The type of the transaction is not known"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Open it with a newer MeterSeal.")},
    {"header.version", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction header was written by another version"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Open it with a newer MeterSeal.")},
    {"genesis.file", QT_TRANSLATE_NOOP("ErrorTexts", "The genesis file could not be opened"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Look whether it was moved, and choose it again.")},
    {"genesis.hash", QT_TRANSLATE_NOOP("ErrorTexts", "A hash in the genesis document is not valid"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.id", QT_TRANSLATE_NOOP("ErrorTexts", "The chain or an organisation has an id that is not valid"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.id-twice", QT_TRANSLATE_NOOP("ErrorTexts", "Two organisations in the genesis document have the same id"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.key-twice",
     QT_TRANSLATE_NOOP("ErrorTexts", "Two organisations in the genesis document have the same key"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.member-missing", QT_TRANSLATE_NOOP("ErrorTexts", "The genesis document lacks a member"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.member-type", QT_TRANSLATE_NOOP("ErrorTexts", "A member of the genesis document has the wrong type"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.member-unknown", QT_TRANSLATE_NOOP("ErrorTexts", "The genesis document has a member too many"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.not-canonical", QT_TRANSLATE_NOOP("ErrorTexts", "The genesis document is not in canonical form"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It was edited or converted on its way. Ask for another copy, byte for byte.")},
    {"genesis.past", QT_TRANSLATE_NOOP("ErrorTexts", "An organisation in the genesis document has a past"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "A ledger begins without one. Ask the party that gave it to you for another copy.")},
    {"genesis.public-key", QT_TRANSLATE_NOOP("ErrorTexts", "A public key in the genesis document is not valid"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.role", QT_TRANSLATE_NOOP("ErrorTexts", "A role in the genesis document is not known"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.roles", QT_TRANSLATE_NOOP("ErrorTexts", "The genesis document lacks a utility or a manufacturer"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Name at least one of each: registering a meter takes both.")},
    {"genesis.sealer", QT_TRANSLATE_NOOP("ErrorTexts", "The sealer's key in the genesis document is not valid"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.syntax", QT_TRANSLATE_NOOP("ErrorTexts", "This is no genesis document"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Choose another file.")},
    {"genesis.text", QT_TRANSLATE_NOOP("ErrorTexts", "A text in the genesis document is not allowed"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.time", QT_TRANSLATE_NOOP("ErrorTexts", "A time in the genesis document is not valid"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that gave it to you for another copy.")},
    {"genesis.too-large", QT_TRANSLATE_NOOP("ErrorTexts", "The file is larger than any genesis document"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Choose another file.")},
    {"genesis.too-long", QT_TRANSLATE_NOOP("ErrorTexts", "The file is larger than any genesis document"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Choose another file.")},
    {"genesis.version", QT_TRANSLATE_NOOP("ErrorTexts", "The genesis document was written by another version"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Open it with a newer MeterSeal.")},
    {"role.unknown", QT_TRANSLATE_NOOP("ErrorTexts", "The role is not known"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It is one of utility, manufacturer, insurer and auditor.")},
};

}  // namespace

std::span<const ReasonText> headerReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
