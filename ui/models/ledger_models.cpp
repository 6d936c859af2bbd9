#include "models/ledger_models.h"

#include "format/texts.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

constexpr Qt::Alignment kRight = Qt::AlignRight | Qt::AlignVCenter;
constexpr Qt::Alignment kLeft = Qt::AlignLeft | Qt::AlignVCenter;

QString hexOf(const Hash256& hash)
{
    return text(hash.hex());
}

const Column<BlockRow> kBlockColumns[] = {
    {{"height", QT_TRANSLATE_NOOP("Columns", "Height"), nullptr, kRight, 90, false, true, true},
     [](const BlockRow& r, const Format& f) { return f.number(r.height); },
     [](const BlockRow& r) { return QString::number(r.height); }},
    {{"time", QT_TRANSLATE_NOOP("Columns", "Time"), QT_TRANSLATE_NOOP("Columns", "When the block was sealed"), kLeft,
      240},
     [](const BlockRow& r, const Format& f) { return f.time(r.time); },
     [](const BlockRow& r) { return Format::isoTime(r.time); },
     [](const BlockRow& r, const Format& f) { return f.timeInFull(r.time); }},
    {{"transactions", QT_TRANSLATE_NOOP("Columns", "Transactions"), nullptr, kRight, 110},
     [](const BlockRow& r, const Format& f) { return f.number(r.txCount); },
     [](const BlockRow& r) { return QString::number(r.txCount); }},
    {{"records", QT_TRANSLATE_NOOP("Columns", "Records"),
      QT_TRANSLATE_NOOP("Columns", "Health records anchored by this block"), kRight, 110},
     [](const BlockRow& r, const Format& f) { return f.number(r.recordCount); },
     [](const BlockRow& r) { return QString::number(r.recordCount); }},
    {{"bytes", QT_TRANSLATE_NOOP("Columns", "Size"), nullptr, kRight, 100},
     [](const BlockRow& r, const Format& f) { return f.bytes(r.bytes); },
     [](const BlockRow& r) { return QString::number(r.bytes); }},
    {{"hash", QT_TRANSLATE_NOOP("Columns", "Block hash"), nullptr, kLeft, 160, true},
     [](const BlockRow& r, const Format&) { return Format::shortHash(r.hash); },
     [](const BlockRow& r) { return hexOf(r.hash); },
     {},
     [](const BlockRow& r, const Format&) { return Format::spokenHash(hexOf(r.hash)); }},
};

const Column<TxRow> kTransactionColumns[] = {
    {{"seq", QT_TRANSLATE_NOOP("Columns", "No."), QT_TRANSLATE_NOOP("Columns", "Place in the ledger's log, from 0"),
      kRight, 80, false, true, true},
     [](const TxRow& r, const Format& f) { return f.number(r.seq); },
     [](const TxRow& r) { return QString::number(r.seq); }},
    {{"hash", QT_TRANSLATE_NOOP("Columns", "Transaction hash"), nullptr, kLeft, 150, true},
     [](const TxRow& r, const Format&) { return Format::shortHash(r.hash); },
     [](const TxRow& r) { return hexOf(r.hash); },
     {},
     [](const TxRow& r, const Format&) { return Format::spokenHash(hexOf(r.hash)); }},
    {{"type", QT_TRANSLATE_NOOP("Columns", "Type"), nullptr, kLeft, 140},
     [](const TxRow& r, const Format&) { return texts::name(r.type); },
     [](const TxRow& r) { return text(toString(r.type)); }},
    {{"mn", QT_TRANSLATE_NOOP("Columns", "Meter"), nullptr, kLeft, 140},
     [](const TxRow& r, const Format&) { return r.mn.empty() ? texts::none() : text(r.mn); },
     [](const TxRow& r) { return text(r.mn); }},
    {{"time", QT_TRANSLATE_NOOP("Columns", "Time"), QT_TRANSLATE_NOOP("Columns", "When its block was sealed"), kLeft,
      240},
     [](const TxRow& r, const Format& f) { return f.time(r.time); },
     [](const TxRow& r) { return Format::isoTime(r.time); },
     [](const TxRow& r, const Format& f) { return f.timeInFull(r.time); }},
    {{"height", QT_TRANSLATE_NOOP("Columns", "Block"), nullptr, kRight, 80},
     [](const TxRow& r, const Format& f) { return f.number(r.height); },
     [](const TxRow& r) { return QString::number(r.height); }},
    {{"records", QT_TRANSLATE_NOOP("Columns", "Records"), QT_TRANSLATE_NOOP("Columns", "Health records in this batch"),
      kRight, 90},
     [](const TxRow& r, const Format& f) { return r.type == TxType::Convert ? f.number(r.count) : texts::none(); },
     [](const TxRow& r) { return r.type == TxType::Convert ? QString::number(r.count) : QString(); }},
    {{"start", QT_TRANSLATE_NOOP("Columns", "First record"), nullptr, kLeft, 240, false, false},
     [](const TxRow& r, const Format& f) { return r.type == TxType::Convert ? f.time(r.start) : texts::none(); },
     [](const TxRow& r) { return r.type == TxType::Convert ? Format::isoTime(r.start) : QString(); }},
    {{"end", QT_TRANSLATE_NOOP("Columns", "Last record"), nullptr, kLeft, 240, false, false},
     [](const TxRow& r, const Format& f) { return r.type == TxType::Convert ? f.time(r.end) : texts::none(); },
     [](const TxRow& r) { return r.type == TxType::Convert ? Format::isoTime(r.end) : QString(); }},
    {{"organisation", QT_TRANSLATE_NOOP("Columns", "Signed by"), nullptr, kLeft, 120, false, false},
     [](const TxRow& r, const Format&) { return r.organisation.empty() ? texts::none() : text(r.organisation); },
     [](const TxRow& r) { return text(r.organisation); }},
    {{"bytes", QT_TRANSLATE_NOOP("Columns", "Size"), nullptr, kRight, 90, false, false},
     [](const TxRow& r, const Format& f) { return f.bytes(r.bytes); },
     [](const TxRow& r) { return QString::number(r.bytes); }},
};

const Column<MeterRow> kMeterColumns[] = {
    {{"mn", QT_TRANSLATE_NOOP("Columns", "Meter"), nullptr, kLeft, 140, false, true, true},
     [](const MeterRow& r, const Format&) { return text(r.entry.mn); }},
    {{"state", QT_TRANSLATE_NOOP("Columns", "State"), nullptr, kLeft, 110},
     [](const MeterRow& r, const Format&) {
         const int approvals = (r.entry.approvedByUtility ? 1 : 0) + (r.entry.approvedByManufacturer ? 1 : 0);
         return r.entry.state == MeterState::Pending
                    ? QStringLiteral("%1 %2/2").arg(texts::name(r.entry.state)).arg(approvals)
                    : texts::name(r.entry.state);
     },
     [](const MeterRow& r) { return text(toString(r.entry.state)); },
     {},
     {},
     [](const MeterRow& r) { return texts::tone(r.entry.state); }},
    {{"manufacturer", QT_TRANSLATE_NOOP("Columns", "Manufacturer"), nullptr, kLeft, 140},
     [](const MeterRow& r, const Format&) { return text(r.entry.manufacturer); }},
    {{"location", QT_TRANSLATE_NOOP("Columns", "Location"), nullptr, kLeft, 180},
     [](const MeterRow& r, const Format&) { return text(r.entry.location); }},
    {{"address", QT_TRANSLATE_NOOP("Columns", "Wallet address"), nullptr, kLeft, 140, true},
     [](const MeterRow& r, const Format&) { return Format::shortHash(text(r.entry.address)); },
     [](const MeterRow& r) { return text(r.entry.address); },
     {},
     [](const MeterRow& r, const Format&) { return Format::spokenHash(text(r.entry.address)); }},
    {{"lastRecord", QT_TRANSLATE_NOOP("Columns", "Last record"), nullptr, kLeft, 240},
     [](const MeterRow& r, const Format& f) { return f.timeOr(r.lastRecord, texts::none()); },
     [](const MeterRow& r) { return r.lastRecord ? Format::isoTime(*r.lastRecord) : QString(); }},
    {{"lastAnchored", QT_TRANSLATE_NOOP("Columns", "Last anchored"), nullptr, kLeft, 240, false, false},
     [](const MeterRow& r, const Format& f) { return f.timeOr(r.lastAnchored, texts::none()); },
     [](const MeterRow& r) { return r.lastAnchored ? Format::isoTime(*r.lastAnchored) : QString(); }},
    {{"batches", QT_TRANSLATE_NOOP("Columns", "Batches"), nullptr, kRight, 80},
     [](const MeterRow& r, const Format& f) { return f.number(r.batches); },
     [](const MeterRow& r) { return QString::number(r.batches); }},
    {{"records", QT_TRANSLATE_NOOP("Columns", "Records"), nullptr, kRight, 100},
     [](const MeterRow& r, const Format& f) { return f.number(r.records); },
     [](const MeterRow& r) { return QString::number(r.records); }},
    {{"registeredAt", QT_TRANSLATE_NOOP("Columns", "Registered"), nullptr, kLeft, 240, false, false},
     [](const MeterRow& r, const Format& f) { return f.time(r.registeredAt); },
     [](const MeterRow& r) { return Format::isoTime(r.registeredAt); }},
};

}  // namespace

BlocksModel::BlocksModel(LedgerBridge& bridge, const Format& format, QObject* parent)
    : PagedModel(bridge, format, kBlockColumns, parent)
{}

void BlocksModel::setFilter(const BlockFilter& filter)
{
    m_filter = filter;
    reload();
}

std::optional<PagedModelBase::Snapshot> BlocksModel::denseKeys(const LedgerTotals& totals) const
{
    if (m_filter.from || m_filter.to) {
        return std::nullopt;
    }
    return Snapshot{1, totals.height};
}

BlocksModel::Fetch BlocksModel::fetch(Cursor cursor, Direction direction) const
{
    return [filter = m_filter, cursor, direction](LedgerReader& reader) {
        return reader.blocks(filter, cursor, direction, kPageRows);
    };
}

QString BlocksModel::placeOf(const BlockRow& row) const
{
    return QStringLiteral("ledger/block/%1").arg(row.height);
}

TransactionsModel::TransactionsModel(LedgerBridge& bridge, const Format& format, QObject* parent)
    : PagedModel(bridge, format, kTransactionColumns, parent)
{}

void TransactionsModel::setFilter(const TxFilter& filter)
{
    m_filter = filter;
    reload();
}

void TransactionsModel::setRange(std::uint64_t firstSeq, std::uint64_t count)
{
    m_filter = {};
    m_range = Snapshot{firstSeq, count};
    reload();
}

std::optional<PagedModelBase::Snapshot> TransactionsModel::denseKeys(const LedgerTotals& totals) const
{
    if (m_range) {
        return m_range;
    }
    if (m_filter.type || m_filter.meterId || m_filter.organisation || m_filter.from || m_filter.to) {
        return std::nullopt;
    }
    return Snapshot{0, totals.transactions};
}

TransactionsModel::Fetch TransactionsModel::fetch(Cursor cursor, Direction direction) const
{
    return [filter = m_filter, cursor, direction](LedgerReader& reader) {
        return reader.transactions(filter, cursor, direction, kPageRows);
    };
}

QString TransactionsModel::placeOf(const TxRow& row) const
{
    return QStringLiteral("ledger/tx/") + hexOf(row.hash);
}

MetersModel::MetersModel(LedgerBridge& bridge, const Format& format, QObject* parent)
    : PagedModel(bridge, format, kMeterColumns, parent)
{
    startWith(Direction::Newer);  // by meter id, ascending
}

void MetersModel::setFilter(const MeterFilter& filter)
{
    m_filter = filter;
    reload();
}

MetersModel::Fetch MetersModel::fetch(Cursor cursor, Direction direction) const
{
    return [filter = m_filter, cursor = cursor ? std::optional(static_cast<std::uint32_t>(*cursor)) : std::nullopt,
            direction](LedgerReader& reader) { return reader.meters(filter, cursor, direction, kPageRows); };
}

QString MetersModel::placeOf(const MeterRow& row) const
{
    return QStringLiteral("meters/") + text(row.entry.mn);
}

}  // namespace meterseal::ui
