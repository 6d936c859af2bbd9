// The lists of the ledger as tables: blocks, transactions, meters. How to add one: a static column table, the filter,
// fetch() and keyOf(), and denseKeys() where the unfiltered list's keys are consecutive.
#pragma once

#include "models/paged_model.h"

namespace meterseal::ui {

class BlocksModel : public PagedModel<BlockRow> {
    Q_OBJECT
public:
    BlocksModel(LedgerBridge& bridge, const Format& format, QObject* parent = nullptr);
    void setFilter(const BlockFilter& filter);
    const BlockFilter& filter() const { return m_filter; }

protected:
    std::optional<Snapshot> denseKeys(const LedgerTotals& totals) const override;
    Fetch fetch(Cursor cursor, Direction direction) const override;
    std::uint64_t keyOf(const BlockRow& row) const override { return row.height; }
    QString placeOf(const BlockRow& row) const override;

private:
    BlockFilter m_filter;
};

// A transaction as a list shows it: with what the header of a batch says beside its row.
struct ListedTx {
    TxRow row;
    std::optional<Hash256> root, prev;  // convert only; empty too where the header cannot be read
};

class TransactionsModel : public PagedModel<ListedTx> {
    Q_OBJECT
public:
    TransactionsModel(LedgerBridge& bridge, const Format& format, QObject* parent = nullptr);
    void setFilter(const TxFilter& filter);
    const TxFilter& filter() const { return m_filter; }
    // Only the transactions [firstSeq, firstSeq + count), as those of one block; without any filter.
    void setRange(std::uint64_t firstSeq, std::uint64_t count);

protected:
    std::optional<Snapshot> denseKeys(const LedgerTotals& totals) const override;
    Fetch fetch(Cursor cursor, Direction direction) const override;
    std::uint64_t keyOf(const ListedTx& tx) const override { return tx.row.seq; }
    QString placeOf(const ListedTx& tx) const override;

private:
    TxFilter m_filter;
    std::optional<Snapshot> m_range;
};

class MetersModel : public PagedModel<MeterRow> {
    Q_OBJECT
public:
    MetersModel(LedgerBridge& bridge, const Format& format, QObject* parent = nullptr);
    void setFilter(const MeterFilter& filter);
    const MeterFilter& filter() const { return m_filter; }

protected:
    std::optional<Snapshot> denseKeys(const LedgerTotals&) const override { return std::nullopt; }  // ordered by mn
    Fetch fetch(Cursor cursor, Direction direction) const override;
    std::uint64_t keyOf(const MeterRow& row) const override { return row.entry.id; }
    QString placeOf(const MeterRow& row) const override;

private:
    MeterFilter m_filter;
};

}  // namespace meterseal::ui
