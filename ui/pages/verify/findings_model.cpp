#include "pages/verify/findings_model.h"

#include <algorithm>
#include <numeric>

namespace meterseal::ui {

namespace {
constexpr std::uint64_t kRowsPerStep = 5000;
}

FindingsModel::FindingsModel(const Format& format, QObject* parent) : TableModel(format, parent)
{}

void FindingsModel::begin()
{
    beginResetModel();
    m_rows.clear();
    m_shown.clear();
    m_found = {};
    m_spill.reset();
    m_growing = true;
    endResetModel();
    emit stateChanged();
}

void FindingsModel::append(std::vector<FindingRow> rows, const std::array<std::uint64_t, kCategoryCount>& found)
{
    m_found = found;
    std::vector<std::size_t> fresh;
    for (FindingRow& row : rows) {
        if (shows(row)) {
            fresh.push_back(m_rows.size());
        }
        m_rows.push_back(std::move(row));
    }
    if (!fresh.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
        m_shown.insert(m_shown.end(), fresh.begin(), fresh.end());
        endInsertRows();
    }
    emit stateChanged();
}

void FindingsModel::end(std::shared_ptr<FindingSpill> spill)
{
    m_growing = false;
    m_spill = std::move(spill);
    emit stateChanged();
}

void FindingsModel::setFilter(std::optional<std::size_t> category)
{
    beginResetModel();
    m_filter = category;
    m_shown.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (shows(m_rows[i])) {
            m_shown.push_back(i);
        }
    }
    endResetModel();
    emit stateChanged();
}

const FindingRow* FindingsModel::row(int index) const
{
    return index >= 0 && index < rowCount() ? &m_rows[m_shown[static_cast<std::size_t>(index)]] : nullptr;
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(findingColumns().size());
}

const ColumnInfo& FindingsModel::column(int index) const
{
    return findingColumns()[static_cast<std::size_t>(index)];
}

RowCount FindingsModel::countState() const
{
    if (m_growing) {
        return RowCount::Partial;
    }
    return m_shown.size() < knownTotal() ? RowCount::Capped : RowCount::Complete;
}

std::optional<quint64> FindingsModel::knownTotal() const
{
    return m_filter ? m_found[*m_filter] : std::accumulate(m_found.begin(), m_found.end(), quint64(0));
}

int FindingsModel::rowOfKey(quint64 key) const
{
    const auto found = std::lower_bound(m_shown.begin(), m_shown.end(), key);
    return found != m_shown.end() && *found == key ? static_cast<int>(found - m_shown.begin()) : -1;
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const FindingRow& row = *this->row(index.row());
    const Column<FindingRow>& column = findingColumns()[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column.alignment);
    case Qt::DisplayRole:
        return column.text(row, format());
    case FullTextRole:
        return column.full(row);
    case Qt::ToolTipRole:
        return column.toolTip_ ? column.toolTip_(row, format()) : column.full(row);
    case Qt::AccessibleTextRole:
        return column.spoken ? column.spoken(row, format()) : column.text(row, format());
    case ToneRole:
        return column.tone ? QVariant(static_cast<int>(column.tone(row))) : QVariant();
    case KeyRole:
        return QVariant::fromValue<quint64>(m_shown[static_cast<std::size_t>(index.row())]);
    case PlaceRole:
        return placeOf(row.finding);
    case LoadedRole:
        return true;
    default:
        return {};
    }
}

TaskHandle FindingsModel::exportRows(QObject* context, std::shared_ptr<RowWriter> writer, std::vector<int> columns,
                                     ExportStep from, std::function<void(Result<ExportStep>)> done)
{
    const std::string only = m_filter ? std::string(categoryCode(*m_filter)) : std::string();
    return m_runner.run(
        context,
        [spill = m_spill, writer, columns = std::move(columns), from,
         only](std::stop_token stop) mutable -> Result<ExportStep> {
            if (!spill) {
                return makeError(ErrorCode::Busy, "verify.still-running",
                                 "The check has not ended, so its findings are not all there. Nothing was written. "
                                 "Wait for its end or stop it, then export.");
            }
            std::uint64_t offset = from.cursor.value_or(0);
            std::vector<std::string> cells, chosen(columns.size());
            from.more = true;
            for (std::uint64_t i = 0; i < kRowsPerStep && from.more && !stop.stop_requested(); ++i) {
                MS_ASSIGN(from.more, spill->read(offset, cells));
                if (!from.more || (!only.empty() && cells.front() != only)) {
                    continue;
                }
                for (std::size_t c = 0; c < columns.size(); ++c) {
                    chosen[c] = cells[static_cast<std::size_t>(columns[c])];
                }
                MS_TRY(writer->row(chosen));
                ++from.rows;
            }
            from.cursor = offset;
            return from;
        },
        std::move(done));
}

}  // namespace meterseal::ui
