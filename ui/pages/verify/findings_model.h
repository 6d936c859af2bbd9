// FindingsModel: what a check found, as it comes, filtered by category. It keeps the first rows of each category and
// says honestly how many there are; exports write all of them, from the spill.
#pragma once

#include "pages/verify/file_check.h"

namespace meterseal::ui {

class FindingsModel : public TableModel {
    Q_OBJECT
public:
    explicit FindingsModel(const Format& format, QObject* parent = nullptr);

    // A new check: empty, still growing.
    void begin();
    void append(std::vector<FindingRow> rows, const std::array<std::uint64_t, kCategoryCount>& found);
    // No more rows come; `spill` has all of them.
    void end(std::shared_ptr<FindingSpill> spill);
    void setFilter(std::optional<std::size_t> category);
    const FindingRow* row(int index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    const ColumnInfo& column(int index) const override;
    RowCount countState() const override;
    std::optional<quint64> knownTotal() const override;
    int rowOfKey(quint64 key) const override;
    bool loading() const override { return m_growing && m_rows.empty(); }
    const std::optional<Error>& error() const override { return m_error; }
    // A check is begun by whoever has the file.
    void reload() override { emit reloadAsked(); }
    TaskHandle exportRows(QObject* context, std::shared_ptr<RowWriter> writer, std::vector<int> columns,
                          ExportStep from, std::function<void(Result<ExportStep>)> done) override;

signals:
    void reloadAsked();

private:
    bool shows(const FindingRow& row) const { return !m_filter || row.category() == *m_filter; }

    std::vector<FindingRow> m_rows;
    std::vector<std::size_t> m_shown;  // of m_rows, ascending
    std::array<std::uint64_t, kCategoryCount> m_found{};
    std::optional<std::size_t> m_filter;
    std::shared_ptr<FindingSpill> m_spill;
    bool m_growing = false;
    const std::optional<Error> m_error;
    TaskRunner m_runner{"ms-ui-findings"};
};

}  // namespace meterseal::ui
