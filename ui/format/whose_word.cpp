#include "format/whose_word.h"

#include <QCoreApplication>

namespace meterseal::ui {

QString whoseWord(const Endorsements& endorsements, const Format& format, const std::optional<Timestamp>& now)
{
    QString sealer;
    QStringList deciders;
    QStringList cosigners;
    for (const Endorsement& one : endorsements.list) {
        if (one.kind == EndorsementKind::Seal) {
            sealer = text(one.name);
        } else {
            (one.kind == EndorsementKind::Decision ? deciders : cosigners) << text(one.name);
        }
    }
    // One call each: a name may hold a percent sign.
    QString word = QCoreApplication::translate("WhoseWord", "Not decided yet");
    if (endorsements.validators > 0) {
        word = QCoreApplication::translate("WhoseWord", "Decided by %1 of %2 validators: %3")
                   .arg(format.number(deciders.size()), format.number(endorsements.validators),
                        format.locale().createSeparatedList(deciders));
    } else if (!sealer.isEmpty() && cosigners.isEmpty()) {
        return QCoreApplication::translate("WhoseWord", "Sealed by %1 alone").arg(sealer);
    }
    if (cosigners.isEmpty() || !endorsements.newest) {
        return word;
    }
    const QString last = now ? format.age(*endorsements.newest, *now) : format.time(*endorsements.newest);
    const QString members = format.locale().createSeparatedList(cosigners);
    const QString count = format.number(endorsements.cosigners);
    const QString others = format.number(endorsements.others);
    return sealer.isEmpty()
               ? QCoreApplication::translate("WhoseWord", "%1; cosigned by %2 (%3 of %4 others), last %5")
                     .arg(word, members, count, others, last)
               : QCoreApplication::translate("WhoseWord", "Sealed by %1, cosigned by %2 (%3 of %4 others), last %5")
                     .arg(sealer, members, count, others, last);
}

Tone toneOf(const Endorsements& endorsements)
{
    // More than two thirds of the validators decided it, or more than half of the others cosigned.
    return endorsements.validators > 0 || endorsements.quorum() ? Tone::Ok : Tone::Info;
}

}  // namespace meterseal::ui
