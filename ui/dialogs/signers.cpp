#include "dialogs/signers.h"

#include "format/format.h"
#include "format/texts.h"

#include <QComboBox>

#include <algorithm>

namespace meterseal::ui {

TaskHandle findSigners(Session& session, QObject* context, std::initializer_list<Role> roles,
                       std::function<void(Result<std::vector<Organisation>>)> done)
{
    return session.ledger()->query(
        context,
        [own = session.ownOrganisations(),
         roles = std::vector<Role>(roles)](LedgerReader& reader) -> Result<std::vector<Organisation>> {
            MS_ASSIGN(std::vector<Organisation> all, reader.organisations());
            std::erase_if(all, [&](const Organisation& one) {
                return !one.active || !own.contains(text(one.id)) ||
                       std::find(roles.begin(), roles.end(), one.role) == roles.end();
            });
            return all;
        },
        std::move(done));
}

QString signerName(const Organisation& organisation)
{
    const QString name = organisation.name.empty() ? text(organisation.id) : text(organisation.name);
    return QStringLiteral("%1 (%2)").arg(name, texts::name(organisation.role));
}

void fillSigners(QComboBox& choice, const std::vector<Organisation>& signers)
{
    const QVariant kept = choice.currentData();
    choice.clear();
    for (const Organisation& one : signers) {
        choice.addItem(signerName(one), text(one.id));
    }
    choice.setCurrentIndex(std::max(0, choice.findData(kept)));
}

}  // namespace meterseal::ui
