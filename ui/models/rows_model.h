// RowsModel<Row>: a table over rows that are in memory, described by the same columns as PagedModel's. Short lists:
// exports write them all at once.
#pragma once

#include "models/paged_model.h"

namespace meterseal::ui {

template <typename Row>
class RowsModel : public TableModel {
public:
    RowsModel(const Format& format, std::span<const Column<Row>> columns, QObject* parent = nullptr)
        : TableModel(format, parent), m_columns(columns)
    {}

    void setRows(std::vector<Row> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        emit stateChanged();
    }
    const std::vector<Row>& rows() const { return m_rows; }
    void setRow(int row, Row value)
    {
        m_rows[static_cast<std::size_t>(row)] = std::move(value);
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    const ColumnInfo& column(int index) const override { return m_columns[static_cast<std::size_t>(index)]; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
            return {};
        }
        const Row& row = m_rows[static_cast<std::size_t>(index.row())];
        return role == KeyRole     ? QVariant::fromValue<quint64>(static_cast<quint64>(index.row()))
               : role == PlaceRole ? QVariant(placeOf(row))
                                   : m_columns[static_cast<std::size_t>(index.column())].value(row, role, format());
    }
    RowCount countState() const override { return RowCount::Complete; }
    std::optional<quint64> knownTotal() const override { return m_rows.size(); }
    int rowOfKey(quint64 key) const override { return key < m_rows.size() ? static_cast<int>(key) : -1; }
    bool loading() const override { return false; }
    const std::optional<Error>& error() const override { return m_error; }
    void reload() override {}  // what is in memory is what there is

protected:
    virtual QString placeOf(const Row&) const { return {}; }

private:
    std::span<const Column<Row>> m_columns;  // static tables
    std::vector<Row> m_rows;
    std::optional<Error> m_error;
};

}  // namespace meterseal::ui
