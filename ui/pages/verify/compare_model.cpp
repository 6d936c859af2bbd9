#include "pages/verify/compare_model.h"

#include "format/texts.h"
#include "meterseal/record/canonical_json.h"
#include "pages/verify/compare_words.h"
#include "theme/theme.h"

namespace meterseal::ui {

namespace {

constexpr Qt::Alignment kPlaceRight = Qt::AlignRight | Qt::AlignVCenter;
constexpr Qt::Alignment kCopyLeft = Qt::AlignLeft | Qt::AlignVCenter;

enum { kMeter, kBlock, kLeaf, kFirstCopy };
// The title of a copy's column is its party's name.
const ColumnInfo kCompareColumns[] = {
    {"mn", QT_TRANSLATE_NOOP("Columns", "Meter"), nullptr, kCopyLeft, 120},
    {"height", QT_TRANSLATE_NOOP("Columns", "Block"), nullptr, kPlaceRight, 60},
    {"leaf", QT_TRANSLATE_NOOP("Columns", "Leaf"), nullptr, kPlaceRight, 60},
    {"copy1", QT_TRANSLATE_NOOP("Columns", "Copy 1"), nullptr, kCopyLeft, 220},
    {"copy2", QT_TRANSLATE_NOOP("Columns", "Copy 2"), nullptr, kCopyLeft, 220},
    {"copy3", QT_TRANSLATE_NOOP("Columns", "Copy 3"), nullptr, kCopyLeft, 220},
    {"copy4", QT_TRANSLATE_NOOP("Columns", "Copy 4"), nullptr, kCopyLeft, 220},
    {"anchored", QT_TRANSLATE_NOOP("Columns", "Anchored was"),
     QT_TRANSLATE_NOOP("Columns", "Found by search and proved by its hash"), kCopyLeft, 220},
    {"says", QT_TRANSLATE_NOOP("Columns", "What the row says"), nullptr, kCopyLeft, 500},
};
constexpr int kAnchored = kFirstCopy + static_cast<int>(kMostCopies);

QString jsonOf(const HealthRecord& record)
{
    return text(canonicalRecord(record));
}

}  // namespace

CompareModel::CompareModel(const Format& format, QObject* parent) : TableModel(format, parent)
{}

void CompareModel::setResult(std::shared_ptr<const CompareResult> result, const QStringList& parties)
{
    beginResetModel();
    m_result = std::move(result);
    m_parties = parties;
    endResetModel();
    emit stateChanged();
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

const CompareRow* CompareModel::row(int index) const
{
    return index >= 0 && index < rowCount() ? &m_result->rows[static_cast<std::size_t>(index)] : nullptr;
}

int CompareModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_result == nullptr ? 0 : static_cast<int>(m_result->rows.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::size(kCompareColumns));
}

const ColumnInfo& CompareModel::column(int index) const
{
    return kCompareColumns[index];
}

RowCount CompareModel::countState() const
{
    return m_result != nullptr && m_result->rowsLeftOut > 0 ? RowCount::Capped : RowCount::Complete;
}

std::optional<quint64> CompareModel::knownTotal() const
{
    return m_result == nullptr ? 0 : m_result->rows.size() + m_result->rowsLeftOut;
}

QString CompareModel::cell(const CompareRow& row, int column, bool full) const
{
    switch (column) {
    case kMeter:
        return text(row.mn);
    case kBlock:
        return row.height ? full ? QString::number(*row.height) : format().number(*row.height) : texts::none();
    case kLeaf:
        return row.leafIndex ? QString::number(*row.leafIndex + 1) : texts::none();
    case kAnchored:
        return !row.original ? QString() : full ? jsonOf(row.original->record) : anchoredInWords(row, format());
    case kAnchored + 1:
        return full ? text(row.sentence) : sentenceOf(row, m_parties, m_result->candidates, format());
    default:
        break;
    }
    const auto copy = static_cast<std::size_t>(column - kFirstCopy);
    if (copy >= row.cells.size()) {
        return {};
    }
    const CopyCell& cell = row.cells[copy];
    return full ? text(toString(cell.state)) + (cell.record ? u' ' + jsonOf(*cell.record) : QString())
                : cellInWords(cell, format());
}

QVariant CompareModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const CompareRow& at = m_result->rows[static_cast<std::size_t>(index.row())];
    const auto copy = static_cast<std::size_t>(index.column() - kFirstCopy);
    const bool isCopy = index.column() >= kFirstCopy && copy < at.cells.size();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cell(at, index.column(), false);
    case Qt::ToolTipRole:
        return index.column() > kLeaf ? QVariant(cell(at, index.column(), false)) : QVariant();
    case FullTextRole:
        return cell(at, index.column(), true);
    case ToneRole:
        return isCopy ? QVariant(static_cast<int>(toneOf(at.cells[copy].state))) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column(index.column()).alignment);
    case LoadedRole:
        return true;
    case KeyRole:
        return QVariant::fromValue<quint64>(static_cast<quint64>(index.row()));
    case PlaceRole:
        return at.tx && at.leafIndex ? QStringLiteral("ledger/tx/%1/%2").arg(text(at.tx->hex())).arg(*at.leafIndex)
                                     : QString();
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const int copy = section - kFirstCopy;
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole && copy >= 0 && copy < m_parties.size()) {
        return m_parties[copy];
    }
    return TableModel::headerData(section, orientation, role);
}

}  // namespace meterseal::ui
