// The transactions of a bundle as a Verifier sees a ledger. Each entry was proved under the bundle's checkpoint before.
#pragma once

#include "evidence/inspection.h"
#include "meterseal/verify/ledger_view.h"

namespace meterseal::evidence {

// Borrows all three. Lists the bundle's batches of a meter, not all that the ledger has.
class BundleView : public LedgerView {
public:
    BundleView(const Genesis& genesis, const LedgerState& state,
               const std::map<std::uint64_t, BundledTx>& transactions);

    const Genesis& genesis() const override { return m_genesis; }
    Result<LedgerTotals> totals() override;
    Result<Page<MeterRow>> meters(const MeterFilter& filter, std::optional<std::uint32_t> cursor, Direction direction,
                                  std::size_t limit) override;
    Result<MeterRow> meterByMn(std::string_view mn) override;
    Result<std::vector<BatchRow>> batchesOf(std::uint32_t meterId) override;
    bool listsWholeChain() const override { return false; }
    Result<TxRow> transaction(std::uint64_t seq) override;
    Result<TxRow> transactionByHash(const Hash256& hash) override;
    Result<Bytes> wire(std::uint64_t seq) override;
    Place placeOf(const TxRow& row) override;

private:
    const Genesis& m_genesis;
    const LedgerState& m_state;
    const std::map<std::uint64_t, BundledTx>& m_transactions;
    std::map<std::uint32_t, std::vector<BatchRow>> m_batches;  // by meter
    std::map<Hash256, std::uint64_t> m_byHash;
};

}  // namespace meterseal::evidence
