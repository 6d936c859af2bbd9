// A stored ledger as a Verifier sees it: a transaction's place is believed where its block's seal holds and the log has
// its entry under the newest checkpoint.
#pragma once

#include "meterseal/verify/ledger_view.h"
#include "verify/ledger_checks.h"

namespace meterseal::verify {

// Borrows the reader. One run; blocks and log entries are checked once in it.
class StoredView : public LedgerView {
public:
    explicit StoredView(LedgerReader& reader) : m_reader(reader) {}

    const Genesis& genesis() const override { return m_reader.genesis(); }
    Result<LedgerTotals> totals() override { return m_reader.totals(); }
    Result<Page<MeterRow>> meters(const MeterFilter& filter, std::optional<std::uint32_t> cursor, Direction direction,
                                  std::size_t limit) override
    {
        return m_reader.meters(filter, cursor, direction, limit);
    }
    Result<MeterRow> meterByMn(std::string_view mn) override { return m_reader.meterByMn(mn); }
    Result<std::vector<BatchRow>> batchesOf(std::uint32_t meterId) override { return m_reader.batchesOf(meterId); }
    bool listsWholeChain() const override { return true; }
    Result<TxRow> transaction(std::uint64_t seq) override { return m_reader.transaction(seq); }
    Result<TxRow> transactionByHash(const Hash256& hash) override { return m_reader.transactionByHash(hash); }
    Result<Bytes> wire(std::uint64_t seq) override { return m_reader.wire(seq); }
    Place placeOf(const TxRow& row) override;

private:
    LedgerReader& m_reader;
    BlockCache m_blocks;
};

}  // namespace meterseal::verify
