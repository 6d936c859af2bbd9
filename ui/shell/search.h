// The one search box: where on the ledger a text leads. What it can be, and what comes near, is core's find().
//
// Thread-safety: pure; find() as its reader.
#pragma once

#include "meterseal/verify/find.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace meterseal::ui::search {

QString name(SoughtAs sought);

struct Hit {
    QString place;                // empty: nothing found
    std::vector<SoughtAs> tried;  // empty: the text can be nothing
    QStringList near;             // meter ids that come near, where nothing was found
    bool moreNear = false;
};
// A text that only one meter's id begins with leads to that meter. An Error only where the ledger could not be asked.
Result<Hit> find(LedgerReader& reader, const QString& text);

}  // namespace meterseal::ui::search
