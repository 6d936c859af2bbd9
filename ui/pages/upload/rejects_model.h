// The rejected rows of one job with their reasons, as the journal has them.
#pragma once

#include "meterseal/source/preview.h"
#include "models/table_model.h"

namespace meterseal::ui {

class RejectsModel : public TableModel {
    Q_OBJECT
public:
    // As many as are shown; all of them are in the file that can be saved.
    static constexpr std::size_t kMostRows = 10'000;

    explicit RejectsModel(const Format& format, QObject* parent = nullptr);
    void setRows(std::vector<MarkedRow> rows, std::uint64_t total);
    void setLoading();
    void setError(const Error& error);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    const ColumnInfo& column(int index) const override;
    RowCount countState() const override;
    std::optional<quint64> knownTotal() const override { return m_total; }
    int rowOfKey(quint64 key) const override;
    bool loading() const override { return m_loading; }
    const std::optional<Error>& error() const override { return m_error; }
    void reload() override { emit reloadWanted(); }

signals:
    void reloadWanted();

private:
    std::vector<MarkedRow> m_rows;
    std::uint64_t m_total = 0;
    bool m_loading = true;
    std::optional<Error> m_error;
};

}  // namespace meterseal::ui
