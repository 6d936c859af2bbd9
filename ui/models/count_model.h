// Names or times with a number each: what a bar chart draws, as a table that can be read, copied and exported.
#pragma once

#include "models/table_model.h"

#include <vector>

namespace meterseal::ui {

struct CountRow {
    QString name;   // as shown, in the current language and zone
    QString exact;  // as exported, language-neutral
    std::uint64_t count = 0;
};

class CountModel : public TableModel {
    Q_OBJECT
public:
    // The columns' ids and titles; the second holds the numbers.
    CountModel(const ColumnInfo& name, const ColumnInfo& count, const Format& format, QObject* parent = nullptr);
    void setRows(std::vector<CountRow> rows);
    const std::vector<CountRow>& rows() const { return m_rows; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 2; }
    QVariant data(const QModelIndex& index, int role) const override;
    const ColumnInfo& column(int index) const override { return index == 0 ? m_name : m_count; }
    RowCount countState() const override { return RowCount::Complete; }
    std::optional<quint64> knownTotal() const override { return m_rows.size(); }
    int rowOfKey(quint64 key) const override;
    bool loading() const override { return false; }
    const std::optional<Error>& error() const override { return m_error; }
    void reload() override {}

private:
    ColumnInfo m_name, m_count;
    std::vector<CountRow> m_rows;
    std::optional<Error> m_error;
};

}  // namespace meterseal::ui
