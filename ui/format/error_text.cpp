#include "format/error_text.h"

#include "format/format.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct ErrorTexts {
    Q_DECLARE_TR_FUNCTIONS(ErrorTexts)
};

struct Known {
    const char* reason;
    const char* what;
    const char* next;
};

constexpr Known kKnown[] = {
    {"keystore.wrong-passphrase", QT_TRANSLATE_NOOP("ErrorTexts", "The passphrase is not the right one"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Nothing was changed. Check capital letters and the keyboard layout, then try again.")},
    {"keystore.damaged", QT_TRANSLATE_NOOP("ErrorTexts", "The key store file is damaged"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The passphrase is not the trouble. Restore keys.meterseal from a backup.")},
    {"audit.io", QT_TRANSLATE_NOOP("ErrorTexts", "The audit log could not be written"),
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "What was done stands; only its entry is missing. Check the disk and the folder's permissions.")},
    {"audit.locked", QT_TRANSLATE_NOOP("ErrorTexts", "The audit log is held by another program"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What was done stands; only its entry is missing.")},
    {"backup.exists", QT_TRANSLATE_NOOP("ErrorTexts", "There is something under this name already"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It was kept. Choose another name for the backup.")},
    {"backup.damaged", QT_TRANSLATE_NOOP("ErrorTexts", "The backup is damaged"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was restored. Take another backup.")},
    {"backup.not-a-backup", QT_TRANSLATE_NOOP("ErrorTexts", "This is no MeterSeal backup"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was restored. Choose another file.")},
    {"backup.folder", QT_TRANSLATE_NOOP("ErrorTexts", "The folder is not empty"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It was kept. Name a folder that is not there yet.")},
    {"profile.exists", QT_TRANSLATE_NOOP("ErrorTexts", "There is a profile of this name already"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It was kept. Choose another name.")},
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
    {"ledger.no-such-block", QT_TRANSLATE_NOOP("ErrorTexts", "This ledger has no such block"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check what was typed, and whether this is the right ledger.")},
    {"ledger.no-such-transaction", QT_TRANSLATE_NOOP("ErrorTexts", "This ledger has no such transaction"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check what was typed, and whether this is the right ledger.")},
    {"ledger.no-such-meter", QT_TRANSLATE_NOOP("ErrorTexts", "This ledger has no such meter"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Check what was typed, and whether this is the right ledger.")},
    {"trace.missing", QT_TRANSLATE_NOOP("ErrorTexts", "The chain of batches is broken: one that is named is not here"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Keep the file as it is for the investigation and compare it with another party's copy.")},
    {"trace.hash", QT_TRANSLATE_NOOP("ErrorTexts", "The chain of batches is broken: a batch was changed"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Keep the file as it is for the investigation and compare it with another party's copy.")},
    {"trace.foreign", QT_TRANSLATE_NOOP("ErrorTexts", "The chain of batches is broken: it leads to another meter"),
     QT_TRANSLATE_NOOP("ErrorTexts",
                       "Keep the file as it is for the investigation and compare it with another party's copy.")},
    {"workspace.not-found", QT_TRANSLATE_NOOP("ErrorTexts", "There is no workspace in this folder"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Choose another folder, or begin with one of the doors on the start page.")},
    {"workspace.unfinished", QT_TRANSLATE_NOOP("ErrorTexts", "This workspace was never finished"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Its making was cut off. Remove the folder and make it again.")},
    {"workspace.other-ledger",
     QT_TRANSLATE_NOOP("ErrorTexts", "The ledger and the genesis document do not belong together"),
     QT_TRANSLATE_NOOP(
         "ErrorTexts",
         "Somebody replaced one of the two. Compare the fingerprint with another party before you trust either.")},
    {"source.not-found", QT_TRANSLATE_NOOP("ErrorTexts", "There is no such file"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was read or changed. Look whether it was moved, and choose it again.")},
    {"upload.journal-locked", QT_TRANSLATE_NOOP("ErrorTexts", "Another program is uploading from this workspace"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Wait until it ends, or stop it there, and unlock again.")},
    {"upload.job-cancelling", QT_TRANSLATE_NOOP("ErrorTexts", "The cancelled upload of this file is not over yet"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Its sealed batches are still being committed. Add the file again after that.")},
    {"upload.file-changed", QT_TRANSLATE_NOOP("ErrorTexts", "The file is no longer the one that was uploaded"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was written. Put the original back; what was anchored stays anchored.")},
    {"upload.watch-folder", QT_TRANSLATE_NOOP("ErrorTexts", "This folder cannot be watched"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Choose a folder that exists and can be read.")},
    {"source.profile-unclear", QT_TRANSLATE_NOOP("ErrorTexts", "How this file is to be read is not clear"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was taken from it. Choose its columns and formats in a mapping.")},
    {"upload.job-failed", QT_TRANSLATE_NOOP("ErrorTexts", "This upload failed"),
     QT_TRANSLATE_NOOP("ErrorTexts", "What was anchored stays anchored. Upload the file again for the rest.")},
};

const char* headline(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return QT_TRANSLATE_NOOP("ErrorTexts", "The input is not valid");
    case ErrorCode::NotFound:
        return QT_TRANSLATE_NOOP("ErrorTexts", "It was not found");
    case ErrorCode::Conflict:
        return QT_TRANSLATE_NOOP("ErrorTexts", "The ledger's rules do not allow this now");
    case ErrorCode::Forbidden:
        return QT_TRANSLATE_NOOP("ErrorTexts", "This is not allowed");
    case ErrorCode::Damaged:
        return QT_TRANSLATE_NOOP("ErrorTexts", "Stored data is damaged");
    case ErrorCode::Io:
        return QT_TRANSLATE_NOOP("ErrorTexts", "The disk refused");
    case ErrorCode::Busy:
        return QT_TRANSLATE_NOOP("ErrorTexts", "It is busy at the moment");
    case ErrorCode::Unavailable:
        return QT_TRANSLATE_NOOP("ErrorTexts", "It does not answer");
    case ErrorCode::Cancelled:
        return QT_TRANSLATE_NOOP("ErrorTexts", "Stopped, as you asked");
    case ErrorCode::Unsupported:
        return QT_TRANSLATE_NOOP("ErrorTexts", "This version does not know it");
    case ErrorCode::Internal:
        return QT_TRANSLATE_NOOP("ErrorTexts", "The program made a mistake");
    }
    return "";
}

}  // namespace

QString ErrorText::plain() const
{
    QString all = what;
    for (const QString& part : {detail, next}) {
        if (!part.isEmpty()) {
            all += u'\n' + part;
        }
    }
    return all + QStringLiteral("\n[") + code + u']';
}

ErrorText describe(const Error& error)
{
    ErrorText shown{ErrorTexts::tr(headline(error.code)), text(error.message), {}, text(error.reason)};
    for (const Known& known : kKnown) {
        if (error.reason == known.reason) {
            shown.what = ErrorTexts::tr(known.what);
            shown.next = ErrorTexts::tr(known.next);
            break;
        }
    }
    return shown;
}

}  // namespace meterseal::ui
