// A meter's batches before a given one, followed back along `prev` a few links at a time, as the view asks for more.
// A chain that cannot be followed further says where and why as the model's error; the links before it stay.
#pragma once

#include "bridge/ledger_bridge.h"
#include "meterseal/verify/trace.h"
#include "models/table_model.h"

#include <vector>

namespace meterseal::ui {

class TraceModel : public TableModel {
    Q_OBJECT
public:
    enum Columns { kStep, kHeight, kTime, kRecords, kStart, kEnd, kHash, kColumns };
    static constexpr std::size_t kLinksAtOnce = 32;

    TraceModel(LedgerBridge& bridge, const Format& format, QObject* parent = nullptr);
    // Begins again at `from`, the batch that the shown one names; zero: there is none.
    void follow(const Hash256& from, const std::string& address);
    // The first batch was reached and every link held.
    bool whole() const { return m_started && m_next.isZero() && !m_error; }
    std::uint64_t records() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    const ColumnInfo& column(int index) const override;
    RowCount countState() const override;
    int rowOfKey(quint64 key) const override;
    bool loading() const override { return m_request.running(); }
    const std::optional<Error>& error() const override { return m_error; }
    void reload() override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

private:
    QString cell(const TraceLink& link, int row, int column) const;

    LedgerBridge& m_bridge;
    std::vector<TraceLink> m_links;
    Hash256 m_from, m_next;
    std::string m_address;
    bool m_started = false;
    std::optional<Error> m_error;
    TaskHandle m_request;
};

}  // namespace meterseal::ui
