#include "format/audit_text.h"

#include "format/error_text.h"
#include "format/reasons/reasons.h"

#include <QCoreApplication>

#include <algorithm>

namespace meterseal::ui::audit_text {

namespace {

struct AuditTexts {
    Q_DECLARE_TR_FUNCTIONS(AuditTexts)
};

struct Named {
    const char* id;
    const char* name;
};

constexpr Named kActions[] = {
    {"meter.", QT_TRANSLATE_NOOP("AuditTexts", "Everything about meters")},
    {"meter.register", QT_TRANSLATE_NOOP("AuditTexts", "Meter registered")},
    {"meter.register-list", QT_TRANSLATE_NOOP("AuditTexts", "Meters registered from a list")},
    {"meter.approve", QT_TRANSLATE_NOOP("AuditTexts", "Registration approved")},
    {"meter.reject", QT_TRANSLATE_NOOP("AuditTexts", "Registration rejected")},
    {"meter.activate", QT_TRANSLATE_NOOP("AuditTexts", "Meter activated")},
    {"meter.suspend", QT_TRANSLATE_NOOP("AuditTexts", "Meter suspended")},
    {"meter.resume", QT_TRANSLATE_NOOP("AuditTexts", "Meter resumed")},
    {"meter.retire", QT_TRANSLATE_NOOP("AuditTexts", "Meter retired")},
    {"meter.slip", QT_TRANSLATE_NOOP("AuditTexts", "Activation slip made")},
    {"upload.", QT_TRANSLATE_NOOP("AuditTexts", "Everything about uploads")},
    {"upload.start", QT_TRANSLATE_NOOP("AuditTexts", "Upload started")},
    {"upload.cancel", QT_TRANSLATE_NOOP("AuditTexts", "Upload cancelled")},
    {"upload.pause", QT_TRANSLATE_NOOP("AuditTexts", "Uploads paused")},
    {"upload.resume", QT_TRANSLATE_NOOP("AuditTexts", "Uploads resumed")},
    {"upload.file", QT_TRANSLATE_NOOP("AuditTexts", "File anchored")},
    {"upload.records", QT_TRANSLATE_NOOP("AuditTexts", "Live records anchored")},
    {"verify.", QT_TRANSLATE_NOOP("AuditTexts", "Everything verified")},
    {"verify.file", QT_TRANSLATE_NOOP("AuditTexts", "File verified")},
    {"evidence.inspect", QT_TRANSLATE_NOOP("AuditTexts", "Evidence inspected")},
    {"evidence.make", QT_TRANSLATE_NOOP("AuditTexts", "Evidence made")},
    {"evidence.report", QT_TRANSLATE_NOOP("AuditTexts", "Evidence report written")},
    {"checkpoint.print", QT_TRANSLATE_NOOP("AuditTexts", "Checkpoint sheet written")},
    {"verify.record", QT_TRANSLATE_NOOP("AuditTexts", "Record verified")},
    {"verify.checkpoint", QT_TRANSLATE_NOOP("AuditTexts", "Ledger held against a sheet")},
    {"verify.compare", QT_TRANSLATE_NOOP("AuditTexts", "Copies compared")},
    {"verify.ledger", QT_TRANSLATE_NOOP("AuditTexts", "Ledger checked")},
    {"key-store.", QT_TRANSLATE_NOOP("AuditTexts", "Everything about the key store")},
    {"key-store.unlock", QT_TRANSLATE_NOOP("AuditTexts", "Key store unlocked")},
    {"key-store.unlock-failed", QT_TRANSLATE_NOOP("AuditTexts", "Unlocking failed")},
    {"key-store.lock", QT_TRANSLATE_NOOP("AuditTexts", "Key store locked")},
    {"key-store.passphrase", QT_TRANSLATE_NOOP("AuditTexts", "Passphrase changed")},
    {"organisation.", QT_TRANSLATE_NOOP("AuditTexts", "Everything about organisations")},
    {"organisation.add", QT_TRANSLATE_NOOP("AuditTexts", "Organisation added")},
    {"organisation.rotate", QT_TRANSLATE_NOOP("AuditTexts", "Organisation's key replaced")},
    {"organisation.retire", QT_TRANSLATE_NOOP("AuditTexts", "Organisation retired")},
    {"profile.", QT_TRANSLATE_NOOP("AuditTexts", "Everything about profiles")},
    {"profile.save", QT_TRANSLATE_NOOP("AuditTexts", "Profile saved")},
    {"profile.rename", QT_TRANSLATE_NOOP("AuditTexts", "Profile renamed")},
    {"profile.remove", QT_TRANSLATE_NOOP("AuditTexts", "Profile deleted")},
    {"profile.import", QT_TRANSLATE_NOOP("AuditTexts", "Profile imported")},
    {"network.join", QT_TRANSLATE_NOOP("AuditTexts", "Network joined")},
    {"replica.pull", QT_TRANSLATE_NOOP("AuditTexts", "Blocks fetched")},
    {"replica.conflict", QT_TRANSLATE_NOOP("AuditTexts", "Two histories found")},
    {"transaction.take", QT_TRANSLATE_NOOP("AuditTexts", "Transactions of others taken")},
    {"cosignature.keep", QT_TRANSLATE_NOOP("AuditTexts", "Cosignatures kept")},
    {"witness.begin", QT_TRANSLATE_NOOP("AuditTexts", "Witness begun")},
    {"witness.resume", QT_TRANSLATE_NOOP("AuditTexts", "Witness resumed")},
    {"witness.cosign", QT_TRANSLATE_NOOP("AuditTexts", "Block cosigned")},
    {"ledger.init", QT_TRANSLATE_NOOP("AuditTexts", "Ledger made")},
    {"sample.make", QT_TRANSLATE_NOOP("AuditTexts", "Sample made")},
    {"export", QT_TRANSLATE_NOOP("AuditTexts", "List exported")},
    {"backup", QT_TRANSLATE_NOOP("AuditTexts", "Backup made")},
    {"restore", QT_TRANSLATE_NOOP("AuditTexts", "Restored from a backup")},
    {"restore.confirm", QT_TRANSLATE_NOOP("AuditTexts", "Restored copy goes on alone")},
    {"settings.change", QT_TRANSLATE_NOOP("AuditTexts", "Setting changed")},
    {"audit.cut-tail", QT_TRANSLATE_NOOP("AuditTexts", "Cut-off line set aside")},
    {"audit.head-lost", QT_TRANSLATE_NOOP("AuditTexts", "Head of the audit log was lost")},
};

constexpr Named kFields[] = {
    {"mn", QT_TRANSLATE_NOOP("AuditTexts", "Meter")},
    {"firstMn", QT_TRANSLATE_NOOP("AuditTexts", "First meter")},
    {"lastMn", QT_TRANSLATE_NOOP("AuditTexts", "Last meter")},
    {"meters", QT_TRANSLATE_NOOP("AuditTexts", "Meters")},
    {"registered", QT_TRANSLATE_NOOP("AuditTexts", "Registered")},
    {"file", QT_TRANSLATE_NOOP("AuditTexts", "File")},
    {"sha256", QT_TRANSLATE_NOOP("AuditTexts", "File's SHA-256")},
    {"folder", QT_TRANSLATE_NOOP("AuditTexts", "Folder")},
    {"organisation", QT_TRANSLATE_NOOP("AuditTexts", "Organisation")},
    {"profile", QT_TRANSLATE_NOOP("AuditTexts", "Profile")},
    {"setting", QT_TRANSLATE_NOOP("AuditTexts", "Setting")},
    {"value", QT_TRANSLATE_NOOP("AuditTexts", "Value")},
    {"list", QT_TRANSLATE_NOOP("AuditTexts", "List")},
    {"rows", QT_TRANSLATE_NOOP("AuditTexts", "Rows")},
    {"records", QT_TRANSLATE_NOOP("AuditTexts", "Records")},
    {"batches", QT_TRANSLATE_NOOP("AuditTexts", "Batches")},
    {"txHash", QT_TRANSLATE_NOOP("AuditTexts", "Transaction")},
    {"verdict", QT_TRANSLATE_NOOP("AuditTexts", "Verdict")},
    {"why", QT_TRANSLATE_NOOP("AuditTexts", "Why")},
    {"bytes", QT_TRANSLATE_NOOP("AuditTexts", "Bytes")},
    {"name", QT_TRANSLATE_NOOP("AuditTexts", "Name")},
    {"fingerprint", QT_TRANSLATE_NOOP("AuditTexts", "Fingerprint")},
    {"command", QT_TRANSLATE_NOOP("AuditTexts", "Command")},
};

template <std::size_t N>
QString nameIn(const Named (&table)[N], const std::string& id)
{
    for (const Named& one : table) {
        if (one.id == id) {
            return AuditTexts::tr(one.name);
        }
    }
    return text(id);
}

bool notIntact(const AuditEntry& entry)
{
    const auto verdict = entry.details.find("verdict");
    return verdict != entry.details.end() && verdict->second == "not-intact";
}

}  // namespace

QString actionName(const std::string& id)
{
    return nameIn(kActions, id);
}

const std::vector<std::string>& filterActions()
{
    static const std::vector<std::string> ids = [] {
        std::vector<std::string> all;
        for (const Named& one : kActions) {
            all.emplace_back(one.id);
        }
        return all;
    }();
    return ids;
}

QString who(const AuditEntry& entry)
{
    return entry.organisation.empty() ? text(entry.who())
                                      : AuditTexts::tr("%1 for %2").arg(text(entry.who()), text(entry.organisation));
}

QString subject(const AuditEntry& entry)
{
    if (!entry.readable) {
        return text(std::string_view(entry.line).substr(0, 120));
    }
    for (const char* main : {"mn", "file", "organisation", "profile", "setting", "list", "folder"}) {
        const auto found = entry.subject.find(main);
        if (found != entry.subject.end()) {
            return text(found->second);
        }
    }
    QStringList all;
    for (const auto& [name, value] : entry.subject) {
        all << text(value);
    }
    return all.join(QStringLiteral(" … "));
}

QString result(const AuditEntry& entry)
{
    if (!entry.readable) {
        return AuditTexts::tr("Unreadable line");
    }
    if (notIntact(entry)) {
        return AuditTexts::tr("Not intact");
    }
    if (entry.ok()) {
        return AuditTexts::tr("Done");
    }
    if (entry.code == toString(ErrorCode::Cancelled)) {
        return AuditTexts::tr("Stopped");
    }
    const bool known = findReason(entry.reason) != nullptr;
    return AuditTexts::tr("Failed: %1").arg(known ? reasonSentence(entry.reason, {}) : text(entry.reason));
}

Tone tone(const AuditEntry& entry)
{
    if (!entry.readable || (!entry.ok() && entry.code != toString(ErrorCode::Cancelled))) {
        return Tone::Bad;
    }
    return entry.ok() && !notIntact(entry) ? Tone::Ok : Tone::Warn;
}

QString fieldName(const std::string& id)
{
    return nameIn(kFields, id);
}

QString sentence(const AuditBreak& broken, const Format& format)
{
    const QString seq = format.number(broken.seq);
    switch (broken.kind) {
    case AuditBreak::Kind::Changed:
        return AuditTexts::tr("Entry %1 was changed: it is not the one that was chained.").arg(seq);
    case AuditBreak::Kind::Removed:
        return broken.seq == broken.last
                   ? AuditTexts::tr("Entry %1 was removed.").arg(seq)
                   : AuditTexts::tr("Entries %1 to %2 were removed.").arg(seq, format.number(broken.last));
    case AuditBreak::Kind::Unreadable:
        return AuditTexts::tr("Line %1 is no entry: it was overwritten.").arg(format.number(broken.line));
    case AuditBreak::Kind::HeadLost:
        return AuditTexts::tr("audit.head was missing or damaged after entry %1: whether entries were removed there "
                              "cannot be said.")
            .arg(seq);
    }
    return {};
}

}  // namespace meterseal::ui::audit_text
