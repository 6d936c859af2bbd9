// In whose name something can be signed here: the organisations on the ledger whose keys the open key store holds.
#pragma once

#include "meterseal/ledger/genesis.h"
#include "shell/session.h"

#include <functional>
#include <initializer_list>
#include <vector>

class QComboBox;

namespace meterseal::ui {

// The ledger's organisations (they may have changed since genesis) that are active, of one of these roles, and held
// here. `done` on the event loop while context lives.
[[nodiscard]] TaskHandle findSigners(Session& session, QObject* context, std::initializer_list<Role> roles,
                                     std::function<void(Result<std::vector<Organisation>>)> done);

// "Haidian Water (Water utility)"; the item's data is the organisation's id.
void fillSigners(QComboBox& choice, const std::vector<Organisation>& signers);
QString signerName(const Organisation& organisation);

}  // namespace meterseal::ui
