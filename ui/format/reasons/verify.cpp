// Findings of a verification and what keeps one from being made.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"leaf.in-batch", QT_TRANSLATE_NOOP("ErrorTexts", "It is the record that was anchored"), nullptr},
    {"leaf.differs", QT_TRANSLATE_NOOP("ErrorTexts", "It differs from the record anchored at its place"), nullptr},
    {"leaf.no-record", QT_TRANSLATE_NOOP("ErrorTexts", "Anchored, but the file does not have it"), nullptr},
    {"leaf.not-in-batch", QT_TRANSLATE_NOOP("ErrorTexts", "A batch covers its time and does not hold it"), nullptr},
    {"claim.other-place", QT_TRANSLATE_NOOP("ErrorTexts", "Anchored, but not where it is claimed to be"), nullptr},
    {"no-batch-covers-time", QT_TRANSLATE_NOOP("ErrorTexts", "No batch of this meter covers its time"), nullptr},
    {"later-batch-anchored",
     QT_TRANSLATE_NOOP("ErrorTexts", "No batch covers its time, and later records of this meter are anchored: it will "
                                     "not come"),
     nullptr},
    {"proof.form", QT_TRANSLATE_NOOP("ErrorTexts", "The proof is not well formed"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was checked. Take the proof as it was written, whole.")},
    {"row.unread",
     QT_TRANSLATE_NOOP("ErrorTexts", "Could not be read: this anchored record may stand in a row that is no record"),
     nullptr},
    {"meter.unknown", QT_TRANSLATE_NOOP("ErrorTexts", "The meter is not on this ledger"), nullptr},
    {"meter.not-active", QT_TRANSLATE_NOOP("ErrorTexts", "The meter was never activated"), nullptr},
    {"meter.not-approved",
     QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the meter is in use without the approval of both parties"), nullptr},
    {"meter.registration", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the meter's registration does not check out"),
     nullptr},
    {"meter.wallet",
     QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the ledger's wallet of this meter is not that of its key"), nullptr},
    {"batch.block-hash", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the block's header was changed"), nullptr},
    {"batch.block-header", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the block's header does not check out"),
     nullptr},
    {"batch.block-seal", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the block does not carry the sealer's signature"),
     nullptr},
    {"batch.checkpoint", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the ledger's newest checkpoint does not hold"),
     nullptr},
    {"batch.log-entry",
     QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the log does not say that the batch was accepted in this block"),
     nullptr},
    {"batch.log-root", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the log's entries are not those that were sealed"),
     nullptr},
    {"batch.log-unreadable", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the ledger's log cannot be read"), nullptr},
    {"batch.block-unreadable", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the block cannot be read"), nullptr},
    {"batch.count", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the batch does not hold as many records as it says"),
     nullptr},
    {"batch.encoding", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the batch is not encoded as it must be"), nullptr},
    {"batch.not-convert", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the transaction is no batch of records"),
     nullptr},
    {"batch.prev", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the batch does not follow the one before it"), nullptr},
    {"batch.root", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the batch's Merkle root is not that of its leaves"),
     nullptr},
    {"batch.row", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the ledger's tables contradict the signed batch"),
     nullptr},
    {"batch.signature", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the batch is not signed by the meter's key"),
     nullptr},
    {"batch.unknown-suite",
     QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: this version does not know the batch's cryptographic suite"),
     nullptr},
    {"batch.unreadable", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the batch cannot be read"), nullptr},
    {"batch.wire-hash", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the bytes of the batch were changed"), nullptr},
    {"batch.wrong-chain", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the batch is of another ledger"), nullptr},
    {"batch.wrong-meter", QT_TRANSLATE_NOOP("ErrorTexts", "Not judged: the batch is of another meter"), nullptr},
    {"verify.cancelled", QT_TRANSLATE_NOOP("ErrorTexts", "The verification was stopped"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What was not told until then was not checked.")},
    {"verify.stopped", QT_TRANSLATE_NOOP("ErrorTexts", "The verification was stopped"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What was not told until then was not checked.")},
    {"verify.internal", QT_TRANSLATE_NOOP("ErrorTexts", "The verification broke off"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What was not told until then was not checked. Verify again.")},
    {"verify.temporary-folder", QT_TRANSLATE_NOOP("ErrorTexts", "No temporary file can be made"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Nothing was checked. Make room in the folder for temporary files and try again.")},
    {"verify.temporary-io", QT_TRANSLATE_NOOP("ErrorTexts", "A temporary file cannot be written or read"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It is removed. Make room in the folder for temporary files and verify again.")},
    {"verify.too-many-records",
     QT_TRANSLATE_NOOP("ErrorTexts", "A meter has more records in this file than can be checked at once"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Nothing of this meter was checked. Split the file by time and verify the parts.")},
    {"verify.file", QT_TRANSLATE_NOOP("ErrorTexts", "The file cannot be read"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Nothing was checked and nothing was changed. Choose another file or look at its permissions.")},
    {"verify.file-changed", QT_TRANSLATE_NOOP("ErrorTexts", "The file was changed while it was being checked"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The result would be about neither version. Verify it again when it is at rest.")},
    {"verify.not-a-batch", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction this verdict names anchors no records"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Keep the file as it is for the investigation and compare it with another party's copy.")},
    {"verify.spill",
     QT_TRANSLATE_NOOP("ErrorTexts", "The findings could not be kept in the folder for temporary files"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Make room there and verify again.")},
    {"verify.still-running",
     QT_TRANSLATE_NOOP("ErrorTexts", "The check has not ended, so its findings are not all there"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was written. Wait for its end or stop it, then export.")},
};

}  // namespace

std::span<const ReasonText> verifyReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
