#include "shell/search.h"

#include "format/format.h"
#include "meterseal/base/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace meterseal::ui::search {

namespace {

struct Search {
    Q_DECLARE_TR_FUNCTIONS(Search)
};

// The place of one kind of hit, or an Error; NotFound is the ordinary one.
Result<QString> lookUp(LedgerReader& reader, Kind kind, const std::string& utf8)
{
    switch (kind) {
    case Kind::Height: {
        MS_ASSIGN(const BlockRow row, reader.blockRow(QString::fromStdString(utf8).toULongLong()));
        return QStringLiteral("ledger/block/%1").arg(row.height);
    }
    case Kind::BlockHash: {
        MS_ASSIGN(const Hash256 hash, Hash256::fromHex(utf8));
        MS_ASSIGN(const Height height, reader.heightOfBlock(hash));
        return QStringLiteral("ledger/block/%1").arg(height);
    }
    case Kind::TransactionHash: {
        MS_ASSIGN(const Hash256 hash, Hash256::fromHex(utf8));
        MS_TRY(reader.transactionByHash(hash));
        return QStringLiteral("ledger/tx/") + text(hash.hex());
    }
    case Kind::Address: {
        MS_ASSIGN(const MeterRow row, reader.meterByAddress(utf8));
        return QStringLiteral("meters/") + text(row.entry.mn);
    }
    case Kind::MeterId: {
        MS_ASSIGN(const MeterRow row, reader.meterByMn(utf8));
        return QStringLiteral("meters/") + text(row.entry.mn);
    }
    }
    return QString();
}

// People paste hashes with spaces, a 0x in front, or capital letters.
QString cleaned(const QString& input)
{
    QString trimmed = input.simplified().remove(u' ');
    if (trimmed.startsWith(QLatin1String("0x"), Qt::CaseInsensitive)) {
        trimmed.remove(0, 2);
    }
    return trimmed.startsWith(u'#') ? trimmed.mid(1) : trimmed;
}

}  // namespace

std::vector<Kind> classify(const QString& input)
{
    const QString trimmed = cleaned(input);
    std::vector<Kind> kinds;
    const auto all = [&trimmed](auto fits) { return std::all_of(trimmed.begin(), trimmed.end(), fits); };
    if (trimmed.isEmpty()) {
        return kinds;
    }
    if (trimmed.size() == 64 &&
        all([](QChar c) { return c.isDigit() || (c.toLower() >= u'a' && c.toLower() <= u'f'); })) {
        return {Kind::TransactionHash, Kind::BlockHash};
    }
    if (checkMeterId(trimmed.toStdString()).ok()) {
        kinds.push_back(Kind::MeterId);
    }
    if (trimmed.size() <= 18 && all([](QChar c) { return c >= u'0' && c <= u'9'; })) {
        kinds.insert(kinds.begin(), Kind::Height);
    }
    const auto address = fromBase58(trimmed.toStdString());
    if (address.ok() && address->size() == Hash256::kSize) {
        kinds.insert(kinds.begin(), Kind::Address);
    }
    return kinds;
}

QString name(Kind kind)
{
    switch (kind) {
    case Kind::Height:
        return Search::tr("block height");
    case Kind::BlockHash:
        return Search::tr("block hash");
    case Kind::TransactionHash:
        return Search::tr("transaction hash");
    case Kind::Address:
        return Search::tr("wallet address");
    case Kind::MeterId:
        return Search::tr("meter id");
    }
    return {};
}

Result<Hit> find(LedgerReader& reader, const QString& input)
{
    Hit hit{{}, classify(input)};
    const QString trimmed = cleaned(input);
    for (const Kind kind : hit.tried) {
        const bool hash = kind == Kind::BlockHash || kind == Kind::TransactionHash;
        auto place = lookUp(reader, kind, (hash ? trimmed.toLower() : trimmed).toStdString());
        if (place) {
            hit.place = *place;
            return hit;
        }
        if (place.error().code != ErrorCode::NotFound) {
            return place.error();
        }
    }
    if (std::find(hit.tried.begin(), hit.tried.end(), Kind::MeterId) != hit.tried.end()) {
        MeterFilter filter;
        filter.mnPrefix = trimmed.toStdString();
        MS_ASSIGN(const Page<MeterRow> begins, reader.meters(filter, std::nullopt, Direction::Newer, 2));
        hit.severalMeters = begins.rows.size() > 1;
        if (begins.rows.size() == 1) {
            hit.place = QStringLiteral("meters/") + text(begins.rows.front().entry.mn);
        }
    }
    return hit;
}

}  // namespace meterseal::ui::search
