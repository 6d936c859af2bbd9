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
    // What the text is the beginning or a part of, where it is nothing exactly: to be chosen from.
    struct Match {
        QString words, place;
    };
    std::vector<Match> matches;
    bool more = false;           // there are others
    std::size_t hashDigits = 0;  // the text may be so much of a hash
};
// A text that is the beginning or a part of one thing alone leads there. An Error only where the ledger could not be
// asked.
Result<Hit> find(LedgerReader& reader, const QString& text);

}  // namespace meterseal::ui::search
