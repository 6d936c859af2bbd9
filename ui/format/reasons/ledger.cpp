// The ledger file, its blocks and what is sealed into them.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"ledger.locked", QT_TRANSLATE_NOOP("ErrorTexts", "Another program is writing to this ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "You can go on reading. To write from here, close the other program and unlock again.")},
    {"ledger.not-found", QT_TRANSLATE_NOOP("ErrorTexts", "There is no ledger in this folder"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose another folder, or make a new ledger.")},
    {"ledger.not-a-ledger", QT_TRANSLATE_NOOP("ErrorTexts", "This file is not a MeterSeal ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Choose another file.")},
    {"ledger.version", QT_TRANSLATE_NOOP("ErrorTexts", "This ledger was written by another version"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Open it with a newer MeterSeal.")},
    {"ledger.damaged", QT_TRANSLATE_NOOP("ErrorTexts", "The ledger file is damaged"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Keep the file as it is for the investigation and compare it with another party's copy.")},
    {"ledger.batch-list",
     QT_TRANSLATE_NOOP("ErrorTexts", "The ledger's list of this meter's batches contradicts itself"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Keep the file as it is for the investigation and compare it with another party's copy.")},
    {"ledger.no-such-block", QT_TRANSLATE_NOOP("ErrorTexts", "This ledger has no such block"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check what was typed, and whether this is the right ledger.")},
    {"ledger.no-such-transaction", QT_TRANSLATE_NOOP("ErrorTexts", "This ledger has no such transaction"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check what was typed, and whether this is the right ledger.")},
    {"ledger.no-such-meter", QT_TRANSLATE_NOOP("ErrorTexts", "This ledger has no such meter"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check what was typed, and whether this is the right ledger.")},
    {"ledger.no-such-checkpoint", QT_TRANSLATE_NOOP("ErrorTexts", "This block cannot prove the transaction"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose a block that is not before the transaction's own.")},
    {"ledger.exists", QT_TRANSLATE_NOOP("ErrorTexts", "There is something at this place already"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It was kept. Choose another place.")},
    {"ledger.disk-full", QT_TRANSLATE_NOOP("ErrorTexts", "The disk is full"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The ledger stays at its last whole block. Make room and try again.")},
    {"ledger.io", QT_TRANSLATE_NOOP("ErrorTexts", "The ledger could not be read or written"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It stays at its last whole block. Check the disk and the folder's permissions.")},
    {"ledger.read-only", QT_TRANSLATE_NOOP("ErrorTexts", "The ledger cannot be written here"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed; it can still be read.")},
    {"ledger.cancelled", QT_TRANSLATE_NOOP("ErrorTexts", "Reading the ledger was stopped"), nullptr},
    {"ledger.sqlite", QT_TRANSLATE_NOOP("ErrorTexts", "The ledger file did not answer as it should"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Nothing was changed. Open the ledger again; if it comes back, report the code below.")},
    {"state.contradiction", QT_TRANSLATE_NOOP("ErrorTexts", "What the ledger keeps of its meters contradicts itself"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Keep the file as it is for the investigation and compare it with another party's copy.")},
    {"state.unknown", QT_TRANSLATE_NOOP("ErrorTexts", "There is no such state of a meter"), nullptr},
    {"merkle.peaks", QT_TRANSLATE_NOOP("ErrorTexts", "The hashes kept of the ledger's log do not fit its length"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Keep the file as it is for the investigation and compare it with another party's copy.")},
    {"chain.busy", QT_TRANSLATE_NOOP("ErrorTexts", "The ledger has many transactions waiting and takes no more now"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It was not accepted. Offer it again in a moment.")},
    {"chain.wrong-sealer",
     QT_TRANSLATE_NOOP("ErrorTexts", "The sealer key in the key store is not that of this ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was written. Use the key store that was made with this ledger.")},
    {"trace.missing", QT_TRANSLATE_NOOP("ErrorTexts", "The chain of batches is broken: one that is named is not here"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Keep the file as it is for the investigation and compare it with another party's copy.")},
    {"trace.hash", QT_TRANSLATE_NOOP("ErrorTexts", "The chain of batches is broken: a batch was changed"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Keep the file as it is for the investigation and compare it with another party's copy.")},
    {"trace.foreign", QT_TRANSLATE_NOOP("ErrorTexts", "The chain of batches is broken: it leads to another meter"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Keep the file as it is for the investigation and compare it with another party's copy.")},
    {"block.header", QT_TRANSLATE_NOOP("ErrorTexts", "A block's header cannot be decoded"), nullptr},
    {"wire.empty-field", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction writes a field that is empty"), nullptr},
    {"wire.header-missing", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction does not begin with its header"), nullptr},
    {"wire.header-too-large", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction's header is too large"), nullptr},
    {"wire.leaves-length", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction's leaves are no whole number of hashes"),
     nullptr},
    {"wire.signature-form", QT_TRANSLATE_NOOP("ErrorTexts", "A signature of the transaction has the wrong form"),
     nullptr},
    {"wire.too-many-leaves", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction has too many leaves"), nullptr},
    {"wire.too-many-signatures", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction has too many signatures"), nullptr},
    {"wire.truncated", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction is cut off"), nullptr},
    {"wire.unexpected-field",
     QT_TRANSLATE_NOOP("ErrorTexts", "Something stands in the transaction that does not belong there"), nullptr},
    {"wire.varint", QT_TRANSLATE_NOOP("ErrorTexts", "A length in the transaction is not written as it must be"),
     nullptr},
};

}  // namespace

std::span<const ReasonText> ledgerReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
