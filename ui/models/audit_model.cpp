#include "models/audit_model.h"

#include "format/audit_text.h"
#include "format/texts.h"

namespace meterseal::ui {

namespace {

constexpr Qt::Alignment kAuditRight = Qt::AlignRight | Qt::AlignVCenter;
constexpr Qt::Alignment kAuditLeft = Qt::AlignLeft | Qt::AlignVCenter;

QString plain(const AuditFields& fields)
{
    QStringList all;
    for (const auto& [name, value] : fields) {
        all << text(name) + u'=' + text(value);
    }
    return all.join(QStringLiteral("; "));
}

const Column<AuditEntry> kColumns[] = {
    {{"seq", QT_TRANSLATE_NOOP("Columns", "Entry"), QT_TRANSLATE_NOOP("Columns", "Its number in the chain, from 1"),
      kAuditRight, 56, false, true, true},
     [](const AuditEntry& e, const Format& f) { return e.readable ? f.number(e.seq) : texts::unknown(); },
     [](const AuditEntry& e) { return e.readable ? QString::number(e.seq) : QString(); }},
    {{"time", QT_TRANSLATE_NOOP("Columns", "Time"), nullptr, kAuditLeft, kTimeWide},
     [](const AuditEntry& e, const Format& f) { return e.readable ? f.cellTime(e.time) : texts::unknown(); },
     [](const AuditEntry& e) { return e.readable ? Format::isoTime(e.time) : QString(); },
     [](const AuditEntry& e, const Format& f) { return e.readable ? f.timeInFull(e.time) : QString(); }},
    {{"who", QT_TRANSLATE_NOOP("Columns", "Who"),
      QT_TRANSLATE_NOOP("Columns", "The user of this machine, and the organisation acted for"), kAuditLeft, 110},
     [](const AuditEntry& e, const Format&) { return e.readable ? audit_text::who(e) : texts::unknown(); },
     [](const AuditEntry& e) {
         return e.organisation.empty() ? text(e.who()) : text(e.who()) + QStringLiteral(" / ") + text(e.organisation);
     }},
    {{"action", QT_TRANSLATE_NOOP("Columns", "What was done"), nullptr, kAuditLeft, 155},
     [](const AuditEntry& e, const Format&) {
         return e.readable ? audit_text::actionName(e.action) : texts::unknown();
     },
     [](const AuditEntry& e) { return text(e.action); }},
    {{"result", QT_TRANSLATE_NOOP("Columns", "Result"), nullptr, kAuditLeft, 150},
     [](const AuditEntry& e, const Format&) { return audit_text::result(e); },
     [](const AuditEntry& e) { return e.reason.empty() ? text(e.code) : text(e.code + ": " + e.reason); },
     {},
     {},
     [](const AuditEntry& e) { return audit_text::tone(e); }},
    {{"subject", QT_TRANSLATE_NOOP("Columns", "On what"), nullptr, kAuditLeft, 260},
     [](const AuditEntry& e, const Format&) { return audit_text::subject(e); },
     [](const AuditEntry& e) { return e.readable ? plain(e.subject) : text(e.line); }},
    {{"details", QT_TRANSLATE_NOOP("Columns", "Details"), nullptr, kAuditLeft, 260, false, false},
     [](const AuditEntry& e, const Format&) { return plain(e.details); },
     [](const AuditEntry& e) { return plain(e.details); }},
    {{"hash", QT_TRANSLATE_NOOP("Columns", "Entry's hash"), nullptr, kAuditLeft, 160, true, false},
     [](const AuditEntry& e, const Format&) { return Format::shortHash(e.hash); },
     [](const AuditEntry& e) { return text(e.hash.hex()); },
     {},
     [](const AuditEntry& e, const Format&) { return Format::spokenHash(text(e.hash.hex())); }},
};

}  // namespace

AuditModel::AuditModel(AuditLog log, LedgerBridge& bridge, const Format& format, QObject* parent)
    : PagedModel(bridge, format, kColumns, parent), m_log(std::move(log))
{}

void AuditModel::setFilter(const AuditFilter& filter)
{
    m_filter = filter;
    reload();
}

AuditModel::Fetch AuditModel::fetch(Cursor cursor, Direction direction) const
{
    return [log = m_log, filter = m_filter, cursor, direction](LedgerReader&) {
        return log.page(filter, cursor, direction, kPageRows);
    };
}

}  // namespace meterseal::ui
