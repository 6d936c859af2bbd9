#include "models/leaf_model.h"

#include "format/texts.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

constexpr std::size_t kBatchesAtOnce = 16;
constexpr Qt::Alignment kToTheRight = Qt::AlignRight | Qt::AlignVCenter;
constexpr Qt::Alignment kToTheLeft = Qt::AlignLeft | Qt::AlignVCenter;

const Column<LeafRow> kLeafColumns[] = {
    {{"mn", QT_TRANSLATE_NOOP("Columns", "Meter"), nullptr, kToTheLeft, 140},
     [](const LeafRow& r, const Format&) { return r.batch.mn.empty() ? texts::none() : text(r.batch.mn); },
     [](const LeafRow& r) { return text(r.batch.mn); }},
    {{"tx", QT_TRANSLATE_NOOP("Columns", "Batch"),
      QT_TRANSLATE_NOOP("Columns", "The transaction that anchored the record's batch"), kToTheLeft, 140, true},
     [](const LeafRow& r, const Format&) { return Format::shortHash(r.batch.hash); },
     [](const LeafRow& r) { return text(r.batch.hash.hex()); },
     {},
     [](const LeafRow& r, const Format&) { return Format::spokenHash(text(r.batch.hash.hex())); }},
    {{"index", QT_TRANSLATE_NOOP("Columns", "Leaf no."),
      QT_TRANSLATE_NOOP("Columns", "The record's place in its batch, from 0"), kToTheRight, 90},
     [](const LeafRow& r, const Format& f) { return f.number(r.index); },
     [](const LeafRow& r) { return QString::number(r.index); }},
    {{"leaf", QT_TRANSLATE_NOOP("Columns", "Leaf hash"),
      QT_TRANSLATE_NOOP("Columns", "All that the ledger holds of the record itself"), kToTheLeft, 150, true},
     [](const LeafRow& r, const Format&) { return Format::shortHash(r.leaf); },
     [](const LeafRow& r) { return text(r.leaf.hex()); },
     {},
     [](const LeafRow& r, const Format&) { return Format::spokenHash(text(r.leaf.hex())); }},
    {{"start", QT_TRANSLATE_NOOP("Columns", "Batch from"),
      QT_TRANSLATE_NOOP("Columns", "Time of the first record of its batch"), kToTheLeft, kTimeWide},
     [](const LeafRow& r, const Format& f) { return f.cellTime(r.batch.start); },
     [](const LeafRow& r) { return Format::isoTime(r.batch.start); },
     [](const LeafRow& r, const Format& f) { return f.timeInFull(r.batch.start); }},
    {{"end", QT_TRANSLATE_NOOP("Columns", "Batch to"),
      QT_TRANSLATE_NOOP("Columns", "Time of the last record of its batch"), kToTheLeft, kTimeWide},
     [](const LeafRow& r, const Format& f) { return f.cellTime(r.batch.end); },
     [](const LeafRow& r) { return Format::isoTime(r.batch.end); },
     [](const LeafRow& r, const Format& f) { return f.timeInFull(r.batch.end); }},
    {{"height", QT_TRANSLATE_NOOP("Columns", "Block"), nullptr, kToTheRight, 80, false, true, true},
     [](const LeafRow& r, const Format& f) { return f.number(r.batch.height); },
     [](const LeafRow& r) { return QString::number(r.batch.height); }},
    {{"time", QT_TRANSLATE_NOOP("Columns", "Anchored"), QT_TRANSLATE_NOOP("Columns", "When its block was sealed"),
      kToTheLeft, kTimeWide, false, false},
     [](const LeafRow& r, const Format& f) { return f.cellTime(r.batch.time); },
     [](const LeafRow& r) { return Format::isoTime(r.batch.time); },
     [](const LeafRow& r, const Format& f) { return f.timeInFull(r.batch.time); }},
};

// The leaves of one batch beyond `after` in this direction, until the page has `most` rows.
Status appendLeaves(LedgerReader& reader, const TxRow& batch, std::optional<std::uint32_t> after, Direction direction,
                    std::size_t most, std::vector<LeafRow>& rows)
{
    MS_ASSIGN(const Bytes wire, reader.wire(batch.seq));
    MS_ASSIGN(const Transaction tx, decodeTransaction(wire));
    const auto count = static_cast<std::uint32_t>(tx.leaves.size());
    const bool older = direction == Direction::Older;
    // Places left to walk; the next is the last of them going back, the first of them going on.
    std::uint32_t first = older || !after ? 0 : *after + 1;
    std::uint32_t end = older && after ? std::min(*after, count) : count;
    while (first < end && rows.size() < most) {
        const std::uint32_t index = older ? --end : first++;
        rows.push_back({batch, index, tx.leaves[index]});
    }
    return {};
}

}  // namespace

Result<Page<LeafRow>> readLeaves(LedgerReader& reader, TxFilter filter, std::optional<std::uint64_t> cursor,
                                 Direction direction, std::size_t limit)
{
    filter.type = TxType::Convert;
    Page<LeafRow> page;
    const std::size_t most = limit + 1;  // one more tells whether there is more
    std::optional<std::uint64_t> batchCursor;
    if (cursor) {
        batchCursor = *cursor / kMaxLeavesPerBatch;
        MS_ASSIGN(const TxRow batch, reader.transaction(*batchCursor));
        MS_TRY(appendLeaves(reader, batch, static_cast<std::uint32_t>(*cursor % kMaxLeavesPerBatch), direction, most,
                            page.rows));
    }
    bool more = true;
    while (more && page.rows.size() < most) {
        MS_ASSIGN(const Page<TxRow> batches, reader.transactions(filter, batchCursor, direction, kBatchesAtOnce));
        more = batches.more;
        for (const TxRow& batch : batches.rows) {
            if (page.rows.size() == most) {
                break;
            }
            MS_TRY(appendLeaves(reader, batch, std::nullopt, direction, most, page.rows));
            batchCursor = batch.seq;
        }
    }
    page.more = page.rows.size() == most;
    page.rows.resize(std::min(page.rows.size(), limit));
    return page;
}

LeafModel::LeafModel(LedgerBridge& bridge, const Format& format, QObject* parent)
    : PagedModel(bridge, format, kLeafColumns, parent)
{}

void LeafModel::setFilter(const TxFilter& filter)
{
    m_filter = filter;
    reload();
}

LeafModel::Fetch LeafModel::fetch(Cursor cursor, Direction direction) const
{
    return [filter = m_filter, cursor, direction](LedgerReader& reader) {
        return readLeaves(reader, filter, cursor, direction, kPageRows);
    };
}

QString LeafModel::placeOf(const LeafRow& row) const
{
    return QStringLiteral("ledger/tx/%1/%2").arg(text(row.batch.hash.hex())).arg(row.index);
}

}  // namespace meterseal::ui
