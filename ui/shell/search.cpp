#include "shell/search.h"

#include "format/format.h"
#include "format/texts.h"

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
QString placeOf(const Organisation& organisation)
{
    return QStringLiteral("network/") + text(organisation.id);
}

QString wordsOf(const BlockRow& row)
{
    return Search::tr("Block %1 · %2").arg(row.height).arg(Format::shortHash(row.hash));
}
QString wordsOf(const TxRow& row)
{
    return Search::tr("Transaction %1 · %2").arg(Format::shortHash(row.hash), texts::name(row.type));
}
QString wordsOf(const MeterRow& row)
{
    return Search::tr("Meter %1 · %2").arg(text(row.entry.mn), text(row.entry.location));
}
QString wordsOf(const Organisation& organisation)
{
    return Search::tr("Organisation %1 · %2").arg(text(organisation.id), text(organisation.name));
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
        return Search::tr("organisation");
    case SoughtAs::Location:
        return Search::tr("location");
    }
    return {};
}

Result<Hit> find(LedgerReader& reader, const QString& input)
{
    const std::string utf8 = input.toStdString();
    MS_ASSIGN(const FindResult found, meterseal::find(reader, utf8));
    Hit hit;
    hit.tried = found.sought;
    for (const FoundRow& row : found.exact) {
        hit.place = std::visit([](const auto& one) { return placeOf(one); }, row);
        if (!hit.place.isEmpty()) {
            return hit;
        }
    }
    for (const MeterRow& row : found.near) {
        hit.matches.push_back({wordsOf(row), placeOf(row)});
    }
    for (const FoundRow& row : found.partly) {
        hit.matches.push_back(std::visit([](const auto& one) { return Hit::Match{wordsOf(one), placeOf(one)}; }, row));
    }
    hit.hashDigits = found.hashDigits;
    hit.more = found.moreNear || found.morePartly;
    // Another spelling of an id is offered, not taken.
    const bool spelled = !found.near.empty() && !found.near.front().entry.mn.starts_with(cleanedForFind(utf8));
    if (hit.matches.size() == 1 && !spelled) {
        hit.place = hit.matches.front().place;
    }
    return hit;
}

}  // namespace meterseal::ui::search
