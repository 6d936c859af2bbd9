// The one search box: what a text can be, and where on the ledger it leads.
//
// classify() says what to look for, in order; find() asks the ledger. An input that fits nothing says what was tried.
// Thread-safety: pure; find() as its reader.
#pragma once

#include "meterseal/ledger/reader.h"

#include <QString>
#include <vector>

namespace meterseal::ui::search {

enum class Kind { Height, BlockHash, TransactionHash, Address, MeterId };

// Empty where the text can be none of them.
std::vector<Kind> classify(const QString& text);
QString name(Kind kind);

struct Hit {
    QString place;  // empty: nothing found
    std::vector<Kind> tried;
    bool severalMeters = false;  // no meter has this id, but more than one begins with it
};
// A text that only one meter's id begins with leads to that meter. An Error only where the ledger could not be asked.
Result<Hit> find(LedgerReader& reader, const QString& text);

}  // namespace meterseal::ui::search
