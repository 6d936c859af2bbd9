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

// What a batch's cell says without a hash: nothing where there is none, and that it is unknown where it was not read.
QString nothingOf(const ListedTx& tx)
{
    return tx.row.type == TxType::Convert && !tx.root ? texts::unknown() : texts::none();
}

Result<Page<ListedTx>> readListed(LedgerReader& reader, const TxFilter& filter, std::optional<std::uint64_t> cursor,
                                  Direction direction, std::size_t limit)
{
    MS_ASSIGN(Page<TxRow> rows, reader.transactions(filter, cursor, direction, limit));
    Page<ListedTx> page{{}, rows.more};
    for (TxRow& row : rows.rows) {
        ListedTx& tx = page.rows.emplace_back(ListedTx{std::move(row), {}, {}});
        if (tx.row.type != TxType::Convert) {
            continue;
        }
        MS_ASSIGN(const std::string bytes, reader.headerBytes(tx.row.seq));
        const auto header = parseHeader(bytes);
        if (const auto* convert = header ? std::get_if<ConvertBody>(&header->body) : nullptr) {
            tx.root = convert->root;
            tx.prev = convert->prev;
        }
    }
    return page;
}

const Column<BlockRow> kBlockColumns[] = {
    {{"height", QT_TRANSLATE_NOOP("Columns", "Height"), nullptr, kRight, 90, false, true, true},
     [](const BlockRow& r, const Format& f) { return f.number(r.height); },
     [](const BlockRow& r) { return QString::number(r.height); }},
    {{"time", QT_TRANSLATE_NOOP("Columns", "Time"), QT_TRANSLATE_NOOP("Columns", "When the block was sealed"), kLeft,
      kTimeWide},
     [](const BlockRow& r, const Format& f) { return f.cellTime(r.time); },
     [](const BlockRow& r) { return Format::isoTime(r.time); },
     [](const BlockRow& r, const Format& f) { return f.timeInFull(r.time); }},
    {{"utc", QT_TRANSLATE_NOOP("Columns", "Time (UTC)"), QT_TRANSLATE_NOOP("Columns", "When the block was sealed"),
      kLeft, 195},
     [](const BlockRow& r, const Format&) { return Format::isoTime(r.time); }},
    {{"transactions", QT_TRANSLATE_NOOP("Columns", "Transactions"), nullptr, kRight, 100},
     [](const BlockRow& r, const Format& f) { return f.number(r.txCount); },
     [](const BlockRow& r) { return QString::number(r.txCount); }},
    {{"records", QT_TRANSLATE_NOOP("Columns", "Records"),
      QT_TRANSLATE_NOOP("Columns", "Health records anchored by this block"), kRight, 90},
     [](const BlockRow& r, const Format& f) { return f.number(r.recordCount); },
     [](const BlockRow& r) { return QString::number(r.recordCount); }},
    {{"bytes", QT_TRANSLATE_NOOP("Columns", "Size"), nullptr, kRight, 85},
     [](const BlockRow& r, const Format& f) { return f.bytes(r.bytes); },
     [](const BlockRow& r) { return QString::number(r.bytes); }},
    {{"hash", QT_TRANSLATE_NOOP("Columns", "Block hash"), nullptr, kLeft, 160, true},
     [](const BlockRow& r, const Format&) { return Format::shortHash(r.hash); },
     [](const BlockRow& r) { return hexOf(r.hash); },
     {},
     [](const BlockRow& r, const Format&) { return Format::spokenHash(hexOf(r.hash)); }},
};

const Column<ListedTx> kTransactionColumns[] = {
    {{"seq", QT_TRANSLATE_NOOP("Columns", "No."), QT_TRANSLATE_NOOP("Columns", "Place in the ledger's log, from 0"),
      kRight, 70, false, true, true},
     [](const ListedTx& r, const Format& f) { return f.number(r.row.seq); },
     [](const ListedTx& r) { return QString::number(r.row.seq); }},
    {{"hash", QT_TRANSLATE_NOOP("Columns", "Transaction hash"), nullptr, kLeft, 135, true},
     [](const ListedTx& r, const Format&) { return Format::shortHash(r.row.hash); },
     [](const ListedTx& r) { return hexOf(r.row.hash); },
     {},
     [](const ListedTx& r, const Format&) { return Format::spokenHash(hexOf(r.row.hash)); }},
    {{"type", QT_TRANSLATE_NOOP("Columns", "Type"), nullptr, kLeft, 125},
     [](const ListedTx& r, const Format&) { return texts::name(r.row.type); },
     [](const ListedTx& r) { return text(toString(r.row.type)); }},
    {{"mn", QT_TRANSLATE_NOOP("Columns", "Meter"), nullptr, kLeft, 125},
     [](const ListedTx& r, const Format&) { return r.row.mn.empty() ? texts::none() : text(r.row.mn); },
     [](const ListedTx& r) { return text(r.row.mn); }},
    {{"height", QT_TRANSLATE_NOOP("Columns", "Block"), nullptr, kRight, 70},
     [](const ListedTx& r, const Format& f) { return f.number(r.row.height); },
     [](const ListedTx& r) { return QString::number(r.row.height); }},
    {{"records", QT_TRANSLATE_NOOP("Columns", "Records"), QT_TRANSLATE_NOOP("Columns", "Health records in this batch"),
      kRight, 80},
     [](const ListedTx& r, const Format& f) {
         return r.row.type == TxType::Convert ? f.number(r.row.count) : texts::none();
     },
     [](const ListedTx& r) { return r.row.type == TxType::Convert ? QString::number(r.row.count) : QString(); }},
    {{"time", QT_TRANSLATE_NOOP("Columns", "Time"), QT_TRANSLATE_NOOP("Columns", "When its block was sealed"), kLeft,
      kTimeWide},
     [](const ListedTx& r, const Format& f) { return f.cellTime(r.row.time); },
     [](const ListedTx& r) { return Format::isoTime(r.row.time); },
     [](const ListedTx& r, const Format& f) { return f.timeInFull(r.row.time); }},
    {{"start", QT_TRANSLATE_NOOP("Columns", "First record"), nullptr, kLeft, kTimeWide, false, false},
     [](const ListedTx& r, const Format& f) {
         return r.row.type == TxType::Convert ? f.cellTime(r.row.start) : texts::none();
     },
     [](const ListedTx& r) { return r.row.type == TxType::Convert ? Format::isoTime(r.row.start) : QString(); },
     [](const ListedTx& r, const Format& f) {
         return r.row.type == TxType::Convert ? f.timeInFull(r.row.start) : QString();
     }},
    {{"end", QT_TRANSLATE_NOOP("Columns", "Last record"), nullptr, kLeft, kTimeWide, false, false},
     [](const ListedTx& r, const Format& f) {
         return r.row.type == TxType::Convert ? f.cellTime(r.row.end) : texts::none();
     },
     [](const ListedTx& r) { return r.row.type == TxType::Convert ? Format::isoTime(r.row.end) : QString(); },
     [](const ListedTx& r, const Format& f) {
         return r.row.type == TxType::Convert ? f.timeInFull(r.row.end) : QString();
     }},
    {{"root", QT_TRANSLATE_NOOP("Columns", "Merkle root"),
      QT_TRANSLATE_NOOP("Columns", "Root of the batch's tree, as its header says"), kLeft, 130, true},
     [](const ListedTx& r, const Format&) { return r.root ? Format::shortHash(*r.root) : nothingOf(r); },
     [](const ListedTx& r) { return r.root ? hexOf(*r.root) : QString(); },
     {},
     [](const ListedTx& r, const Format&) { return r.root ? Format::spokenHash(hexOf(*r.root)) : nothingOf(r); }},
    {{"prev", QT_TRANSLATE_NOOP("Columns", "Previous"),
      QT_TRANSLATE_NOOP("Columns", "The batch of the same meter before this one"), kLeft, 130, true},
     [](const ListedTx& r, const Format&) {
         return r.prev && !r.prev->isZero() ? Format::shortHash(*r.prev) : nothingOf(r);
     },
     [](const ListedTx& r) { return r.prev && !r.prev->isZero() ? hexOf(*r.prev) : QString(); },
     {},
     [](const ListedTx& r, const Format&) {
         return r.prev && !r.prev->isZero() ? Format::spokenHash(hexOf(*r.prev)) : nothingOf(r);
     }},
    {{"organisation", QT_TRANSLATE_NOOP("Columns", "Signed by"), nullptr, kLeft, 120, false, false},
     [](const ListedTx& r, const Format&) {
         return r.row.organisation.empty() ? texts::none() : text(r.row.organisation);
     },
     [](const ListedTx& r) { return text(r.row.organisation); }},
    {{"bytes", QT_TRANSLATE_NOOP("Columns", "Size"), nullptr, kRight, 90, false, false},
     [](const ListedTx& r, const Format& f) { return f.bytes(r.row.bytes); },
     [](const ListedTx& r) { return QString::number(r.row.bytes); }},
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
    {{"manufacturer", QT_TRANSLATE_NOOP("Columns", "Manufacturer"), nullptr, kLeft, 130},
     [](const MeterRow& r, const Format&) { return text(r.entry.manufacturer); }},
    {{"location", QT_TRANSLATE_NOOP("Columns", "Location"), nullptr, kLeft, 160},
     [](const MeterRow& r, const Format&) { return text(r.entry.location); }},
    {{"address", QT_TRANSLATE_NOOP("Columns", "Wallet address"), nullptr, kLeft, 130, true, false},
     [](const MeterRow& r, const Format&) { return Format::shortHash(text(r.entry.address)); },
     [](const MeterRow& r) { return text(r.entry.address); },
     {},
     [](const MeterRow& r, const Format&) { return Format::spokenHash(text(r.entry.address)); }},
    {{"lastRecord", QT_TRANSLATE_NOOP("Columns", "Last record"), nullptr, kLeft, kTimeWide},
     [](const MeterRow& r, const Format& f) { return r.lastRecord ? f.cellTime(*r.lastRecord) : texts::none(); },
     [](const MeterRow& r) { return r.lastRecord ? Format::isoTime(*r.lastRecord) : QString(); },
     [](const MeterRow& r, const Format& f) { return r.lastRecord ? f.timeInFull(*r.lastRecord) : QString(); }},
    {{"lastAnchored", QT_TRANSLATE_NOOP("Columns", "Last anchored"), nullptr, kLeft, kTimeWide, false, false},
     [](const MeterRow& r, const Format& f) { return r.lastAnchored ? f.cellTime(*r.lastAnchored) : texts::none(); },
     [](const MeterRow& r) { return r.lastAnchored ? Format::isoTime(*r.lastAnchored) : QString(); },
     [](const MeterRow& r, const Format& f) { return r.lastAnchored ? f.timeInFull(*r.lastAnchored) : QString(); }},
    {{"batches", QT_TRANSLATE_NOOP("Columns", "Batches"), nullptr, kRight, 80},
     [](const MeterRow& r, const Format& f) { return f.number(r.batches); },
     [](const MeterRow& r) { return QString::number(r.batches); }},
    {{"records", QT_TRANSLATE_NOOP("Columns", "Records"), nullptr, kRight, 90},
     [](const MeterRow& r, const Format& f) { return f.number(r.records); },
     [](const MeterRow& r) { return QString::number(r.records); }},
    {{"registeredAt", QT_TRANSLATE_NOOP("Columns", "Registered"), nullptr, kLeft, kTimeWide, false, false},
     [](const MeterRow& r, const Format& f) { return f.cellTime(r.registeredAt); },
     [](const MeterRow& r) { return Format::isoTime(r.registeredAt); },
     [](const MeterRow& r, const Format& f) { return f.timeInFull(r.registeredAt); }},
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
        return readListed(reader, filter, cursor, direction, kPageRows);
    };
}

QString TransactionsModel::placeOf(const ListedTx& tx) const
{
    return QStringLiteral("ledger/tx/") + hexOf(tx.row.hash);
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
