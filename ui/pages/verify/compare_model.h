// CompareModel: the rows of a comparison, a column a party.
#pragma once

#include "meterseal/verify/compare.h"
#include "models/table_model.h"

#include <QStringList>

namespace meterseal::ui {

class CompareModel : public TableModel {
    Q_OBJECT
public:
    explicit CompareModel(const Format& format, QObject* parent = nullptr);
    void setResult(std::shared_ptr<const CompareResult> result, const QStringList& parties);
    const CompareRow* row(int index) const;
    const QStringList& parties() const { return m_parties; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    const ColumnInfo& column(int index) const override;
    RowCount countState() const override;
    std::optional<quint64> knownTotal() const override;
    int rowOfKey(quint64 key) const override { return key < static_cast<quint64>(rowCount()) ? int(key) : -1; }
    bool loading() const override { return false; }
    const std::optional<Error>& error() const override { return m_error; }
    void reload() override {}  // what is in memory is what there is

private:
    QString cell(const CompareRow& row, int column, bool full) const;

    std::shared_ptr<const CompareResult> m_result;
    QStringList m_parties;
    std::optional<Error> m_error;
};

}  // namespace meterseal::ui
