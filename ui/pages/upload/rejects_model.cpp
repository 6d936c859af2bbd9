#include "pages/upload/rejects_model.h"

#include "format/error_text.h"

namespace meterseal::ui {

namespace {

enum RejectColumn { kRejectRow, kRejectWhy, kRejectCode, kRejectColumns };

const ColumnInfo kRejectInfo[] = {
    {"row", QT_TRANSLATE_NOOP("Columns", "Row"), nullptr, Qt::AlignRight | Qt::AlignVCenter, 90},
    {"reason", QT_TRANSLATE_NOOP("Columns", "Reason"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 480},
    {"code", QT_TRANSLATE_NOOP("Columns", "Code"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 200, true},
};

}  // namespace

RejectsModel::RejectsModel(const Format& format, QObject* parent) : TableModel(format, parent)
{}

void RejectsModel::setRows(std::vector<MarkedRow> rows, std::uint64_t total)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_total = total;
    m_loading = false;
    m_error.reset();
    endResetModel();
    emit stateChanged();
}

void RejectsModel::setLoading()
{
    beginResetModel();
    m_rows.clear();
    m_total = 0;
    m_loading = true;
    m_error.reset();
    endResetModel();
    emit stateChanged();
}

void RejectsModel::setError(const Error& error)
{
    m_loading = false;
    m_error = error;
    emit stateChanged();
}

int RejectsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RejectsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(kRejectColumns);
}

const ColumnInfo& RejectsModel::column(int index) const
{
    return kRejectInfo[index];
}

RowCount RejectsModel::countState() const
{
    return m_loading ? RowCount::Unknown : m_rows.size() < m_total ? RowCount::Capped : RowCount::Complete;
}

int RejectsModel::rowOfKey(quint64 key) const
{
    const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), key,
                                     [](const MarkedRow& row, quint64 wanted) { return row.row < wanted; });
    return at != m_rows.end() && at->row == key ? static_cast<int>(at - m_rows.begin()) : -1;
}

QVariant RejectsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const MarkedRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case FullTextRole:
        return index.column() == kRejectRow   ? format().number(row.row)
               : index.column() == kRejectWhy ? reasonSentence(row.reason, row.message)
                                              : text(row.reason);
    case Qt::ToolTipRole:
        return originalText(row.message);  // core's own sentence has the particulars
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column(index.column()).alignment);
    case ToneRole:
        return index.column() == kRejectWhy ? QVariant(static_cast<int>(Tone::Bad)) : QVariant();
    case LoadedRole:
        return true;
    case KeyRole:
        return QVariant::fromValue<quint64>(row.row);
    default:
        return {};
    }
}

}  // namespace meterseal::ui
