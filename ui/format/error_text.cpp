#include "format/error_text.h"

#include "format/format.h"
#include "format/reasons/reasons.h"

#include <QCoreApplication>
#include <QLocale>

namespace meterseal::ui {

namespace {

struct ErrorTexts {
    Q_DECLARE_TR_FUNCTIONS(ErrorTexts)
};

// Core speaks English; so does ui in English.
bool coreIsUnderstood()
{
    return QLocale().language() == QLocale::English;
}

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

// The fields of a record as core names them in a note.
QString factInWords(const std::string& fact)
{
    return fact == "mn"             ? ErrorTexts::tr("meter id")
           : fact == "alarmCode"    ? ErrorTexts::tr("alarm code")
           : fact == "alarmTime"    ? ErrorTexts::tr("time")
           : fact == "value"        ? ErrorTexts::tr("value")
           : fact == "location"     ? ErrorTexts::tr("location")
           : fact == "manufacturer" ? ErrorTexts::tr("manufacturer")
                                    : text(fact);
}

// Core's words go where the language allows.
void place(std::string_view message, ErrorText& shown)
{
    (coreIsUnderstood() ? shown.detail : shown.original) = originalText(message);
}

}  // namespace

QString ErrorText::below() const
{
    return next.isEmpty() ? detail : detail.isEmpty() ? next : next + u'\n' + detail;
}

QString ErrorText::plain() const
{
    QString all = what;
    for (const QString& part : {next, detail, original}) {
        if (!part.isEmpty()) {
            all += u'\n' + part;
        }
    }
    return code.isEmpty() ? all : all + QStringLiteral("\n[") + code + u']';
}

ErrorText describe(const Error& error)
{
    ErrorText shown;
    shown.code = text(error.reason);
    if (const ReasonText* const known = findReason(error.reason)) {
        shown.what = ErrorTexts::tr(known->what);
        shown.next = known->next != nullptr ? ErrorTexts::tr(known->next) : QString();
    } else {
        shown.what = ErrorTexts::tr(headline(error.code));
    }
    place(error.message, shown);
    return shown;
}

ErrorText describeHold(const UploadSnapshot& snapshot)
{
    ErrorText shown = describe(makeError(ErrorCode::Unavailable, snapshot.holdReason, snapshot.hold));
    shown.code.clear();
    if (coreIsUnderstood()) {
        shown.next.clear();  // core's sentence says it
    } else if (const ReasonText* const cause = findReason(snapshot.holdCause)) {
        shown.next = ErrorTexts::tr("Cause: %1. %2").arg(ErrorTexts::tr(cause->what), shown.next);
    }
    return shown;
}

ErrorText describeStop(const UploadSnapshot& snapshot)
{
    ErrorText shown = describe(makeError(ErrorCode::Io, "upload.failed", snapshot.error));
    shown.code = text(snapshot.errorReason);
    if (!coreIsUnderstood()) {
        shown.detail = ErrorTexts::tr("Cause: %1").arg(reasonWithNext(snapshot.errorReason, {}));
    }
    return shown;
}

QString reasonSentence(std::string_view reason, std::string_view message)
{
    const ReasonText* const known = findReason(reason);
    return known != nullptr ? ErrorTexts::tr(known->what) : originalText(message);
}

QString reasonWithNext(std::string_view reason, std::string_view message)
{
    const ReasonText* const known = findReason(reason);
    const QString what = reasonSentence(reason, message);
    return known != nullptr && known->next != nullptr ? ErrorTexts::tr("%1. %2").arg(what, ErrorTexts::tr(known->next))
                                                      : what;
}

QString originalText(std::string_view message)
{
    return message.empty() || coreIsUnderstood() ? text(message)
                                                 : ErrorTexts::tr("Original text: %1").arg(text(message));
}

QString noteSentence(const SuggestionNote& note)
{
    const ReasonText* const known = findReason(note.reason);
    if (known == nullptr) {
        return originalText(note.message);
    }
    QStringList facts;
    for (const std::string& fact : note.facts) {
        facts << factInWords(fact);
    }
    const QString what = ErrorTexts::tr(known->what);
    // All at once: a fact may have a %1 of its own.
    const QString filled = facts.size() >= 3   ? what.arg(facts[0], facts[1], facts[2])
                           : facts.size() == 2 ? what.arg(facts[0], facts[1])
                           : facts.size() == 1 ? what.arg(facts[0])
                                               : what;
    const bool asks = filled.endsWith(u'?') || filled.endsWith(QChar(0xFF1F));
    return asks ? filled : ErrorTexts::tr("%1.", "a whole sentence").arg(filled);
}

}  // namespace meterseal::ui
