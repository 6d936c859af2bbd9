// The uploader, its nodes, receipts.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"upload.journal-locked", QT_TRANSLATE_NOOP("ErrorTexts", "Another program is uploading from this workspace"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Wait until it ends, or stop it there, and unlock again.")},
    {"upload.running", QT_TRANSLATE_NOOP("ErrorTexts", "This workspace is uploading already"), nullptr},
    {"upload.journal-damaged", QT_TRANSLATE_NOOP("ErrorTexts", "The upload journal is damaged"),
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "Nothing was changed. Restore its files from a backup, or upload again: what is anchored already is found.")},
    {"upload.ledger-shorter",
     QT_TRANSLATE_NOOP("ErrorTexts", "The ledger ends before blocks that the upload journal has seen"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Nothing was changed or rejected. Put back the ledger that belongs to this journal, or restore "
                       "the newest backup.")},
    {"upload.journal-io", QT_TRANSLATE_NOOP("ErrorTexts", "The upload journal could not be written"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "What was acknowledged before is safe. Free space or repair the disk, then unlock again.")},
    {"upload.job-cancelling", QT_TRANSLATE_NOOP("ErrorTexts", "The cancelled upload of this file is not over yet"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Its sealed batches are still being committed. Add the file again after that.")},
    {"upload.job-failed", QT_TRANSLATE_NOOP("ErrorTexts", "This upload failed"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What was anchored stays anchored. Upload the file again for the rest.")},
    {"upload.job-is-file", QT_TRANSLATE_NOOP("ErrorTexts", "This name belongs to the upload of a file"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose another name for live records.")},
    {"upload.job-is-live", QT_TRANSLATE_NOOP("ErrorTexts", "This job took live records; there is no file behind it"),
     nullptr},
    {"upload.job-not-running", QT_TRANSLATE_NOOP("ErrorTexts", "This upload has ended already"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"upload.job-unknown", QT_TRANSLATE_NOOP("ErrorTexts", "There is no such upload"), nullptr},
    {"upload.failed", QT_TRANSLATE_NOOP("ErrorTexts", "The uploader has stopped"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Nothing acknowledged is lost. Look at the cause below, then lock and unlock the key store.")},
    {"upload.file", QT_TRANSLATE_NOOP("ErrorTexts", "The file cannot be read"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "What is anchored stays anchored. Put it back, check its permissions, and upload it again.")},
    {"upload.file-changed", QT_TRANSLATE_NOOP("ErrorTexts", "The file is no longer the one that was uploaded"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was written. Put the original back; what was anchored stays anchored.")},
    {"upload.file-changing", QT_TRANSLATE_NOOP("ErrorTexts", "The file changed while it was read"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "What was read is anchored, but the file may hold something else now. Upload it again.")},
    {"upload.watch-folder", QT_TRANSLATE_NOOP("ErrorTexts", "This folder cannot be watched"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Choose a folder that exists and can be read.")},
    {"upload.meter-unknown", QT_TRANSLATE_NOOP("ErrorTexts", "This meter is not registered on the ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Register it, have it reviewed and activated, then upload the record again.")},
    {"upload.meter-inactive", QT_TRANSLATE_NOOP("ErrorTexts", "This meter is not active on the ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Upload the record again once it is active.")},
    {"upload.no-key", QT_TRANSLATE_NOOP("ErrorTexts", "The key of this meter is not in the key store"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Import the key, or upload where it is kept.")},
    {"upload.backlog-full", QT_TRANSLATE_NOOP("ErrorTexts", "Too many records wait to be sealed"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing of this call was kept. Try again later.")},
    {"upload.buffer-full", QT_TRANSLATE_NOOP("ErrorTexts", "Both upload buffers are full"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing of this call was kept. Try again when the backlog is smaller.")},
    {"upload.cancelled", QT_TRANSLATE_NOOP("ErrorTexts", "Waiting was stopped"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What is queued stays in the journal and goes on with the next unlock.")},
    {"upload.closed", QT_TRANSLATE_NOOP("ErrorTexts", "The uploader is stopping"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing of this call was kept. Send it again after unlocking.")},
    {"upload.options", QT_TRANSLATE_NOOP("ErrorTexts", "The uploader has no node or no folder for its journal"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check the nodes in the settings.")},
    {"upload.paused", QT_TRANSLATE_NOOP("ErrorTexts", "The uploader is paused"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What is sealed and queued is kept; nothing is sent until you resume.")},
    {"upload.no-node", QT_TRANSLATE_NOOP("ErrorTexts", "No node is available"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What is sealed is kept and goes on as soon as one answers.")},
    {"upload.refused-by-all", QT_TRANSLATE_NOOP("ErrorTexts", "Every node refuses the next batch of a meter"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Its records are kept and offered again; other meters go on.")},
    {"upload.ledger-unreadable", QT_TRANSLATE_NOOP("ErrorTexts", "The ledger cannot be read at the moment"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The records are kept; it is tried again by itself.")},
    {"upload.sealing-waits", QT_TRANSLATE_NOOP("ErrorTexts", "Batches cannot be sealed at the moment"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The records are kept; it is tried again by itself.")},
    {"upload.refusal-unclear", QT_TRANSLATE_NOOP("ErrorTexts", "A node's refusal cannot be looked into at the moment"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The batches are kept; it is tried again by itself.")},
    {"node.catching-up", QT_TRANSLATE_NOOP("ErrorTexts", "It is catching up with the ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It is used again once it is level.")},
    {"node.hangs", QT_TRANSLATE_NOOP("ErrorTexts", "It does not answer within the time-out"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It is asked again from time to time.")},
    {"node.lost", QT_TRANSLATE_NOOP("ErrorTexts", "It accepted a transaction and lost it"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The transaction is offered again.")},
    {"node.no-answer", QT_TRANSLATE_NOOP("ErrorTexts", "It gave no answer"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It is asked again from time to time.")},
    {"node.refuses", QT_TRANSLATE_NOOP("ErrorTexts", "It refused a batch that the ledger expects"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The batch is offered to another node.")},
    {"node.unavailable", QT_TRANSLATE_NOOP("ErrorTexts", "The node is not available"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was kept there. Try again, or use another node.")},
    {"receipt.form", QT_TRANSLATE_NOOP("ErrorTexts", "This is no receipt"), nullptr},
    {"receipt.io", QT_TRANSLATE_NOOP("ErrorTexts", "The receipts could not be written"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was left behind. Make room, or choose another place.")},
    {"receipt.stopped", QT_TRANSLATE_NOOP("ErrorTexts", "Stopped. Nothing was written."), nullptr},
};

}  // namespace

std::span<const ReasonText> uploadReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
