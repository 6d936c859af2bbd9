#include "shell/search.h"

#include "format/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace meterseal::ui::search {

namespace {

struct Search {
    Q_DECLARE_TR_FUNCTIONS(Search)
};

QString placeOf(const BlockRow& row)
{
    return QStringLiteral("ledger/block/%1").arg(row.height);
}
QString placeOf(const TxRow& row)
{
    return QStringLiteral("ledger/tx/") + text(row.hash.hex());
}
QString placeOf(const MeterRow& row)
{
    return QStringLiteral("meters/") + text(row.entry.mn);
}
// No page shows one organisation.
QString placeOf(const Organisation&)
{
    return {};
}

}  // namespace

QString name(SoughtAs sought)
{
    switch (sought) {
    case SoughtAs::BlockHeight:
        return Search::tr("block height");
    case SoughtAs::BlockHash:
        return Search::tr("block hash");
    case SoughtAs::TransactionHash:
        return Search::tr("transaction hash");
    case SoughtAs::Address:
        return Search::tr("wallet address");
    case SoughtAs::MeterId:
        return Search::tr("meter id");
    case SoughtAs::Organisation:
        break;
    }
    return {};
}

Result<Hit> find(LedgerReader& reader, const QString& input)
{
    const std::string utf8 = input.toStdString();
    MS_ASSIGN(const FindResult found, meterseal::find(reader, utf8));
    Hit hit;
    std::ranges::remove_copy(found.sought, std::back_inserter(hit.tried), SoughtAs::Organisation);
    for (const FoundRow& row : found.exact) {
        hit.place = std::visit([](const auto& one) { return placeOf(one); }, row);
        if (!hit.place.isEmpty()) {
            return hit;
        }
    }
    const std::string cleaned = cleanedForFind(utf8);
    if (found.near.size() == 1 && found.near.front().entry.mn.starts_with(cleaned)) {
        hit.place = placeOf(found.near.front());
        return hit;
    }
    for (const MeterRow& row : found.near) {
        hit.near << text(row.entry.mn);
    }
    hit.moreNear = found.moreNear;
    return hit;
}

}  // namespace meterseal::ui::search
