#include "format/texts.h"

#include "format/format.h"

#include <QCoreApplication>

namespace meterseal::ui::texts {

namespace {
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Texts)
};
}  // namespace

QString name(TxType type)
{
    switch (type) {
    case TxType::Register:
        return Texts::tr("Register meter");
    case TxType::Review:
        return Texts::tr("Review");
    case TxType::Activate:
        return Texts::tr("Activate meter");
    case TxType::Convert:
        return Texts::tr("Anchor records");
    case TxType::Suspend:
        return Texts::tr("Suspend meter");
    case TxType::Resume:
        return Texts::tr("Resume meter");
    case TxType::Retire:
        return Texts::tr("Retire meter");
    case TxType::Organisation:
        return Texts::tr("Organisation");
    }
    return text(toString(type));
}

QString name(MeterState state)
{
    switch (state) {
    case MeterState::Pending:
        return Texts::tr("Pending");
    case MeterState::Approved:
        return Texts::tr("Approved");
    case MeterState::Active:
        return Texts::tr("Active");
    case MeterState::Suspended:
        return Texts::tr("Suspended");
    case MeterState::Retired:
        return Texts::tr("Retired");
    case MeterState::Rejected:
        return Texts::tr("Rejected");
    }
    return unknown();
}

Tone tone(MeterState state)
{
    switch (state) {
    case MeterState::Pending:
        return Tone::Warn;
    case MeterState::Approved:
        return Tone::Info;
    case MeterState::Active:
        return Tone::Ok;
    case MeterState::Suspended:
        return Tone::Warn;
    case MeterState::Retired:
        return Tone::Muted;
    case MeterState::Rejected:
        return Tone::Bad;
    }
    return Tone::Muted;
}

QString name(Role role)
{
    switch (role) {
    case Role::Utility:
        return Texts::tr("Water utility");
    case Role::Manufacturer:
        return Texts::tr("Manufacturer");
    case Role::Insurer:
        return Texts::tr("Insurer");
    case Role::Auditor:
        return Texts::tr("Auditor");
    }
    return unknown();
}

QString name(MeterAction action)
{
    switch (action) {
    case MeterAction::Suspend:
        return name(TxType::Suspend);
    case MeterAction::Resume:
        return name(TxType::Resume);
    case MeterAction::Retire:
        return name(TxType::Retire);
    }
    return unknown();
}

QString name(OrganisationAction action)
{
    switch (action) {
    case OrganisationAction::Add:
        return Texts::tr("Add organisation");
    case OrganisationAction::Rotate:
        return Texts::tr("Change key");
    case OrganisationAction::Retire:
        return Texts::tr("Retire organisation");
    }
    return unknown();
}

QString name(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Intact:
        return Texts::tr("Intact");
    case Verdict::Altered:
        return Texts::tr("Altered");
    case Verdict::Missing:
        return Texts::tr("Missing");
    case Verdict::Extra:
        return Texts::tr("Extra");
    case Verdict::Moved:
        return Texts::tr("Moved");
    case Verdict::NotAnchored:
        return Texts::tr("Not anchored");
    case Verdict::Undetermined:
        return Texts::tr("Undetermined");
    }
    return unknown();
}

Tone tone(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Intact:
        return Tone::Ok;
    case Verdict::Altered:
    case Verdict::Missing:
    case Verdict::Extra:
    case Verdict::Moved:
        return Tone::Bad;
    case Verdict::NotAnchored:
        return Tone::Warn;
    case Verdict::Undetermined:
        return Tone::Muted;
    }
    return Tone::Muted;
}

QString sentence(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Intact:
        return Texts::tr("This record is exactly the one that was anchored.");
    case Verdict::Altered:
        return Texts::tr("This record differs from the one that was anchored at its place.");
    case Verdict::Missing:
        return Texts::tr("A record was anchored here, and the file does not have it.");
    case Verdict::Extra:
        return Texts::tr("The file has this record inside an anchored batch that does not.");
    case Verdict::Moved:
        return Texts::tr("This record was anchored, but at another place than claimed.");
    case Verdict::NotAnchored:
        return Texts::tr("No batch on this ledger covers this record; nothing is proved for or against it.");
    case Verdict::Undetermined:
        return Texts::tr("This could not be checked; it may be intact or not.");
    }
    return {};
}

QString unknown()
{
    return Texts::tr("unknown");
}
QString none()
{
    return QString(QChar(0x2014));
}

}  // namespace meterseal::ui::texts
