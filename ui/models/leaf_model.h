// The anchored records as the ledger knows them: one row a leaf, batch by batch. The ledger holds a record's hash and
// its place, not the record; what it says of the time is the batch's range.
#pragma once

#include "models/paged_model.h"

namespace meterseal::ui {

struct LeafRow {
    TxRow batch;
    std::uint32_t index = 0;
    Hash256 leaf;

    // Order of the list: by batch, then by place in it.
    std::uint64_t key() const { return batch.seq * kMaxLeavesPerBatch + index; }
};

// The leaves of the batches that `filter` lets through (its type is always convert). `cursor` is the key of the last
// row already seen.
Result<Page<LeafRow>> readLeaves(LedgerReader& reader, TxFilter filter, std::optional<std::uint64_t> cursor,
                                 Direction direction, std::size_t limit);

class LeafModel : public PagedModel<LeafRow> {
    Q_OBJECT
public:
    LeafModel(LedgerBridge& bridge, const Format& format, QObject* parent = nullptr);
    void setFilter(const TxFilter& filter);

protected:
    std::optional<Snapshot> denseKeys(const LedgerTotals&) const override { return std::nullopt; }
    Fetch fetch(Cursor cursor, Direction direction) const override;
    std::uint64_t keyOf(const LeafRow& row) const override { return row.key(); }
    QString placeOf(const LeafRow& row) const override;

private:
    TxFilter m_filter;
};

}  // namespace meterseal::ui
