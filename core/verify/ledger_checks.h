// What is looked up on the ledger for a verification, and the checks that make it fit to be believed.
//
// Loading uses the reader and belongs to its thread; checking is pure and may run on any thread. A lookup that fails
// is kept as a Fault beside what it was for: it never becomes a verdict against a record.
#pragma once

#include "meterseal/ledger/reader.h"
#include "meterseal/verify/ledger_view.h"
#include "verify/checked_log.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace meterseal::verify {

// A block's header and seal. Checked by the first who asks; the answer stays.
class CheckedBlock {
public:
    // Never fails: what cannot be read becomes the fault.
    static std::shared_ptr<CheckedBlock> load(LedgerReader& reader, Height height);

    // Header bytes, hash, seal, ledger and height.
    const std::optional<Fault>& check(const Genesis& genesis);
    Height height() const { return m_height; }
    const SealedBlock& block() const { return m_block; }  // meaningful where check() found no fault

private:
    std::optional<Fault> findFault(const Genesis& genesis) const;

    Height m_height = 0;
    SealedBlock m_block;
    std::optional<Fault> m_loadFault, m_fault;
    std::once_flag m_checked;
};

// Each block is read and checked once, as long as the cache does not outgrow its bound; and the log they stand in.
class BlockCache {
public:
    std::shared_ptr<CheckedBlock> get(LedgerReader& reader, Height height);
    CheckedLog& log() { return m_log; }

private:
    std::unordered_map<Height, std::shared_ptr<CheckedBlock>> m_blocks;
    CheckedLog m_log;
};

// A transaction as the reader gave it.
struct PlacedTransaction {
    std::optional<Fault> fault;  // could not be read
    TxRow row;
    Bytes wire;  // let go once it is checked
    LedgerView::Place place;
    std::optional<LogEntry> entry;  // once its place is checked
};
// By its row, or by the Error that came instead of one.
PlacedTransaction loadTransaction(LedgerView& view, Result<TxRow> row);

struct LoadedMeter {
    MeterRow row;
    PlacedTransaction registration;
};
// PROTOCOL.md section 7, "meter first": wallet and MN belong together, the registration is on the ledger as the meter's
// row tells it, both parties approved. reason: meter.*
std::optional<Fault> checkMeter(LoadedMeter& meter, std::string_view mn);

struct LoadedBatch {
    BatchRow listed;
    PlacedTransaction tx;
    std::optional<Hash256> prev;  // of the batch listed before; zero for the first; absent: could not be read
    bool wholeChain = true;       // false: the one listed before need not be the one before; prev is not compared

    // Set by checkBatch:
    std::optional<Fault> fault;
    Timestamp start, end;  // of the signed header and of the ledger's tables together, should they differ
    std::vector<Hash256> leaves;
    Hash256 root;
};
// Fills leaves and root, or fault. reason: batch.*
void checkBatch(LoadedBatch& batch, const MeterEntry& meter, const Genesis& genesis);

}  // namespace meterseal::verify
