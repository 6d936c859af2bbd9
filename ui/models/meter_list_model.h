// MeterListModel: a list of meters to register, row by row with what is wrong with it before anything is submitted, and
// what became of it afterwards. Holds the passwords of a list until clear().
//
// inputFault() turns core's reasons about typed or listed input into a sentence in the user's language.
#pragma once

#include "meterseal/meter/meter_list.h"
#include "models/table_model.h"

namespace meterseal::ui {

QString inputFault(const Error& error);

class MeterListModel : public TableModel {
    Q_OBJECT
public:
    enum Columns { kLine, kMn, kLocation, kManufacturer, kPassword, kResult, kColumns };

    explicit MeterListModel(const Format& format, QObject* parent = nullptr);

    void setRows(std::vector<ListedMeter> rows);
    const std::vector<ListedMeter>& rows() const { return m_rows; }
    // Rows that can be submitted: no error, and not registered yet.
    std::vector<int> ready() const;
    int faulty() const;
    int registeredCount() const;
    void setOutcome(int row, const RegisterOutcome& outcome);
    const std::optional<Registered>& registered(int row) const { return m_done[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    const ColumnInfo& column(int index) const override;
    RowCount countState() const override { return RowCount::Complete; }
    std::optional<quint64> knownTotal() const override { return m_rows.size(); }
    int rowOfKey(quint64 key) const override;
    bool loading() const override { return false; }
    const std::optional<Error>& error() const override { return m_error; }
    void reload() override {}  // what was read stays until another file is chosen

private:
    QString cell(std::size_t row, int column) const;
    Tone tone(std::size_t row) const;

    std::vector<ListedMeter> m_rows;
    std::vector<std::optional<Registered>> m_done;
    std::optional<Error> m_error;
};

}  // namespace meterseal::ui
