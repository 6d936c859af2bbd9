// Following a ledger that another party seals, and cosigning it.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"blocks.cut", QT_TRANSLATE_NOOP("ErrorTexts", "The block file ends in the middle of a block"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What came before was kept. Fetch the file again.")},
    {"blocks.too-large", QT_TRANSLATE_NOOP("ErrorTexts", "A block file holds more than is allowed"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing of this block was taken. Use another source.")},
    {"blocks.magic", QT_TRANSLATE_NOOP("ErrorTexts", "This is not a block file"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was taken from it. Choose another file.")},
    {"blocks.io", QT_TRANSLATE_NOOP("ErrorTexts", "The block file could not be read or written"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check the disk or the stick and try again.")},
    {"blocks.other-ledger", QT_TRANSLATE_NOOP("ErrorTexts", "These blocks are of another ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was taken from it. Choose the source of this ledger.")},
    {"blocks.gap", QT_TRANSLATE_NOOP("ErrorTexts", "The source left blocks out"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What fits was kept. Fetch the missing blocks, or use another source.")},
    {"blocks.transactions", QT_TRANSLATE_NOOP("ErrorTexts", "The source changed a block's transactions"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing of this block was taken. Use another source.")},
    {"seal.unexpected", QT_TRANSLATE_NOOP("ErrorTexts", "The block carries a seal of another kind of ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing of it was taken. Use another source.")},
    {"replica.conflict",
     QT_TRANSLATE_NOOP("ErrorTexts", "There are two histories of this ledger, or its sealer broke the rules"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Following and cosigning stopped at the last good block; the evidence was kept. "
                                     "Show it to the other members and decide together.")},
    {"replica.no-such-block", QT_TRANSLATE_NOOP("ErrorTexts", "This is about a block that is not here yet"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was kept. Fetch the blocks first.")},
    {"replica.root", QT_TRANSLATE_NOOP("ErrorTexts", "Executing a block gave another result than its header says"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing of it was kept. Check the ledger with fsck.")},
    {"replica.unchecked", QT_TRANSLATE_NOOP("ErrorTexts", "The program made a mistake while checking a block"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing of it was kept. Try again; if it comes back, report the code below.")},
    {"replica.unreachable", QT_TRANSLATE_NOOP("ErrorTexts", "The source of blocks cannot be reached"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "The ledger here stays at its last good block. Try again later or use another source.")},
    {"replica.timeout", QT_TRANSLATE_NOOP("ErrorTexts", "The source of blocks does not answer, or too slowly"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "The ledger here stays at its last good block. Try again later or use another source.")},
    {"replica.stopped", QT_TRANSLATE_NOOP("ErrorTexts", "Fetching blocks was stopped"), nullptr},
    {"replica.address", QT_TRANSLATE_NOOP("ErrorTexts", "Blocks cannot be fetched from this address"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It begins with https:// or http:// and has no user name in it.")},
    {"cosignature.other-block",
     QT_TRANSLATE_NOOP("ErrorTexts", "The cosignature is for another block than the one here"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was kept. Ask who cosigned it for the sealed note.")},
    {"cosignature.none", QT_TRANSLATE_NOOP("ErrorTexts", "No cosignature in the file counts"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was kept. It must be by an active member with its key of that block.")},
    {"conflict.io", QT_TRANSLATE_NOOP("ErrorTexts", "The evidence of two histories could not be kept"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Following stays where it is. Make room and try again; it will be found again.")},
    {"witness.state-exists", QT_TRANSLATE_NOOP("ErrorTexts", "A witness here has cosigned before"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It goes on from there. Nothing was changed.")},
    {"witness.locked", QT_TRANSLATE_NOOP("ErrorTexts", "Another program is cosigning here"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Close it, or let it go on.")},
    {"witness.other", QT_TRANSLATE_NOOP("ErrorTexts", "The witness state is of another ledger or organisation"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was cosigned.")},
    {"witness.no-own-cosignature",
     QT_TRANSLATE_NOOP("ErrorTexts", "The note holds no cosignature made with the key that is here"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Ask another member for the newest note that you cosigned.")},
    {"witness.not-member", QT_TRANSLATE_NOOP("ErrorTexts", "The organisation is no active member of this ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was cosigned.")},
    {"witness.key", QT_TRANSLATE_NOOP("ErrorTexts", "The witness key here is not the one the ledger has"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was cosigned. Use the key store with the present key.")},
    {"witness.behind", QT_TRANSLATE_NOOP("ErrorTexts", "The ledger here ends before what was cosigned"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was cosigned. Fetch the blocks first.")},
    {"witness.inconsistent", QT_TRANSLATE_NOOP("ErrorTexts", "The ledger here is not the one that was cosigned"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was cosigned. Keep both and show them to the other members.")},
    {"witness.clock", QT_TRANSLATE_NOOP("ErrorTexts", "The clock here and the ledger's times do not fit"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was cosigned. Set the clock, or ask the sealer about its own.")},
    {"witness.damaged", QT_TRANSLATE_NOOP("ErrorTexts", "The file with what was cosigned last cannot be used"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Nothing was cosigned. Put it aside and resume with the newest note that another member has.")},
    {"witness.no-state", QT_TRANSLATE_NOOP("ErrorTexts", "Nothing here knows what was cosigned last"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Begin for a key that never cosigned; resume for one that did.")},
    {"witness.io", QT_TRANSLATE_NOOP("ErrorTexts", "What was cosigned last could not be read or written"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was cosigned. Check the disk and the folder's permissions.")},
    {"witness.no-key", QT_TRANSLATE_NOOP("ErrorTexts", "The key store here has no such witness key"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing can be cosigned. Use the key store of that organisation.")},
    {"witness.which", QT_TRANSLATE_NOOP("ErrorTexts", "The key store here has witness keys of several organisations"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Name one.")},
    {"outbox.unsupported", QT_TRANSLATE_NOOP("ErrorTexts", "A file of transactions knows nothing of the ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Ask the party that seals.")},
    {"txfile.syntax", QT_TRANSLATE_NOOP("ErrorTexts", "This is not a file of transactions"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was taken from it. Choose another file.")},
    {"txfile.other-ledger", QT_TRANSLATE_NOOP("ErrorTexts", "The transactions are for another ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was taken from it. Choose the source of this ledger.")},
    {"card.syntax", QT_TRANSLATE_NOOP("ErrorTexts", "This is no card that can be used"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was done with it. Ask for it again.")},
    {"card.signature", QT_TRANSLATE_NOOP("ErrorTexts", "The card was changed after it was signed"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was done with it. Ask for it again.")},
    {"card.no-sealer", QT_TRANSLATE_NOOP("ErrorTexts", "It is not clear who seals"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Exactly one card must be able to seal, or one is named.")},
    {"network.fingerprint", QT_TRANSLATE_NOOP("ErrorTexts", "The genesis document is not the one that was compared"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was made. Ask the other parties which fingerprint is right.")},
    {"follow.no-source", QT_TRANSLATE_NOOP("ErrorTexts", "It is not known where to fetch blocks from"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Name a block file, a folder of them or an address.")},
};

}  // namespace

std::span<const ReasonText> networkReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
