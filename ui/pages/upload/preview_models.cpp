#include "pages/upload/preview_models.h"

#include "format/error_text.h"
#include "models/table_model.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct PreviewTexts {
    Q_DECLARE_TR_FUNCTIONS(PreviewTexts)
};

int rowsOf(const PreviewPtr& preview)
{
    return preview ? static_cast<int>(preview->rows.size()) : 0;
}

QString columnName(const std::string& name)
{
    // Core numbers the columns of a file without header in English.
    constexpr std::string_view kNumbered = "column ";
    return name.starts_with(kNumbered) ? PreviewTexts::tr("Column %1").arg(text(name.substr(kNumbered.size())))
                                       : text(name);
}

}  // namespace

QStringList fieldNames()
{
    return {PreviewTexts::tr("Meter id"), PreviewTexts::tr("Alarm code"), PreviewTexts::tr("Time"),
            PreviewTexts::tr("Value")};
}

void RawModel::setPreview(PreviewPtr preview, QStringList used)
{
    beginResetModel();
    m_preview = std::move(preview);
    m_used = std::move(used);
    endResetModel();
}

int RawModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : rowsOf(m_preview);
}

int RawModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_preview ? 0 : static_cast<int>(std::max<std::size_t>(m_preview->columns.size(), 1));
}

QVariant RawModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const PreviewRow& row = m_preview->rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    const bool faulty = row.reject && row.reject->column == column + 1;
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::ToolTipRole) {
        return column < row.cells.size() ? text(row.cells[column]) : QString();
    }
    if (role == TableModel::ToneRole && faulty) {
        return static_cast<int>(Tone::Bad);
    }
    return {};
}

QVariant RawModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (!m_preview || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const auto at = static_cast<std::size_t>(section);
    if (orientation == Qt::Vertical) {
        return at < m_preview->rows.size() ? QVariant::fromValue(m_preview->rows[at].line) : QVariant();
    }
    const QString name = at < m_preview->columns.size() ? columnName(m_preview->columns[at]) : QString();
    const QString used = section < m_used.size() ? m_used[section] : QString();
    return used.isEmpty() ? name : name + QStringLiteral("\n→ ") + used;
}

ParsedModel::ParsedModel(const Format& format, QObject* parent) : QAbstractTableModel(parent), m_format(format)
{}

void ParsedModel::setPreview(PreviewPtr preview)
{
    beginResetModel();
    m_preview = std::move(preview);
    endResetModel();
}

bool ParsedModel::rejected(int row) const
{
    return m_preview && !m_preview->rows[static_cast<std::size_t>(row)].record;
}

int ParsedModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : rowsOf(m_preview);
}

QString ParsedModel::cell(const PreviewRow& row, int column) const
{
    if (!row.record) {
        if (column > 0) {
            return {};
        }
        return row.reject ? reasonSentence(row.reject->reason, row.reject->message)
                          : PreviewTexts::tr("Not read: the mapping is not complete");
    }
    switch (column) {
    case kMeter:
        return text(row.record->mn);
    case kAlarm:
        return text(row.record->alarmCode);
    case kTime:
        return m_format.time(row.record->alarmTime);
    case kValue:
        return m_format.decimal(row.record->value);
    default:
        return {};
    }
}

QVariant ParsedModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const PreviewRow& row = m_preview->rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cell(row, index.column());
    case Qt::ToolTipRole:
        return row.reject                              ? QVariant(originalText(row.reject->message))
               : row.record && index.column() == kTime ? QVariant(m_format.timeInFull(row.record->alarmTime))
                                                       : QVariant(cell(row, index.column()));
    case Qt::TextAlignmentRole:
        return row.record && index.column() == kValue ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
                                                      : QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    case TableModel::ToneRole:
        return !row.record && index.column() == 0 ? QVariant(static_cast<int>(row.reject ? Tone::Bad : Tone::Muted))
                                                  : QVariant();
    default:
        return {};
    }
}

QVariant ParsedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(section == kValue ? Qt::AlignRight | Qt::AlignVCenter
                                                     : Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    constexpr int kFieldOfColumn[] = {0, 1, 3, 2};
    return fieldNames().value(kFieldOfColumn[section]);
}

}  // namespace meterseal::ui
