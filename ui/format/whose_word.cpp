#include "format/whose_word.h"

#include <QCoreApplication>

namespace meterseal::ui {

QString whoseWord(const Endorsements& endorsements, const Format& format, const std::optional<Timestamp>& now)
{
    const QString sealer = text(endorsements.list.front().name);
    QStringList cosigners;
    for (std::size_t i = 1; i < endorsements.list.size(); ++i) {
        cosigners << text(endorsements.list[i].name);
    }
    if (cosigners.isEmpty()) {
        return QCoreApplication::translate("WhoseWord", "Sealed by %1 alone").arg(sealer);
    }
    const QString last = now ? format.age(*endorsements.newest, *now) : format.time(*endorsements.newest);
    // One call: a name may hold a percent sign.
    return QCoreApplication::translate("WhoseWord", "Sealed by %1, cosigned by %2 (%3 of %4 others), last %5")
        .arg(sealer, format.locale().createSeparatedList(cosigners), format.number(endorsements.cosigners),
             format.number(endorsements.others), last);
}

Tone toneOf(const Endorsements& endorsements)
{
    return endorsements.quorum() ? Tone::Ok : Tone::Info;
}

}  // namespace meterseal::ui
