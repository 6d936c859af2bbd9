// LedgerState: the pure, deterministic state machine of PROTOCOL.md section 5. The same transactions in the same order
// with the same block times give the same state and the same log root, whoever runs it: a sealer, a validator, fsck.
//
// No clock, no I/O, no randomness, no iteration over unordered containers that shows outside.
// A refused transaction changes nothing. Refusals: ErrorCode::Conflict with reason tx.*; the list is in
// core/ledger/README.md. Thread-safety: external synchronisation; const methods may run at once.
#pragma once

#include "meterseal/ledger/log_entry.h"
#include "meterseal/ledger/transaction.h"
#include "meterseal/merkle/tree.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meterseal {

enum class MeterState : std::uint8_t {  // stored: never renumber
    Pending = 1,
    Approved = 2,
    Active = 3,
    Suspended = 4,
    Retired = 5,
    Rejected = 6,
};
std::string_view toString(MeterState state);
Result<MeterState> parseMeterState(std::string_view text);

struct MeterEntry {
    std::uint32_t id = 0;  // 1, 2, ... in order of registration; names the row in the store
    std::string mn, location, manufacturer, address;
    crypto::PublicKey publicKey;
    MeterState state = MeterState::Pending;
    bool approvedByUtility = false;
    bool approvedByManufacturer = false;
    Hash256 tokenHash;
    Timestamp tokenExpires;
    Hash256 registerTx;
    Hash256 lastConvert;  // zero before the first
};

// The block that a transaction is to stand in.
struct BlockContext {
    Height height = 0;
    Timestamp time;
};

// What an accepted transaction did, for the store.
struct Applied {
    TxType type;
    std::uint32_t meterId = 0;  // 0: no meter (organisation)
    std::string organisation;   // id of the organisation that signed first, if one did
    bool meterChanged = false;  // more than lastConvert changed
    bool organisationsChanged = false;
    Hash256 logLeaf{};  // of the log entry that it became
};

class LedgerState {
public:
    // A place to which rollback() returns. A value; it names nothing once its state has gone or it is dead.
    class Mark {
        friend class LedgerState;
        std::uint64_t number = 0;
    };

    // Precondition: checkGenesis(genesis).ok().
    explicit LedgerState(const Genesis& genesis);
    // Rebuilds a state from a store's rows. InvalidArgument/Damaged where they contradict each other.
    static Result<LedgerState> restore(const Genesis& genesis, std::vector<Organisation> organisations,
                                       std::vector<MeterEntry> meters, std::vector<Hash256> nonConvertHashes,
                                       merkle::CompactRange log);
    LedgerState(LedgerState&&) noexcept;
    LedgerState& operator=(LedgerState&&) noexcept;
    ~LedgerState();

    const std::string& chain() const;

    // Accepts `tx` into the block and appends its entry to the log, or refuses it and changes nothing.
    Result<Applied> apply(const CheckedTransaction& tx, const BlockContext& block);

    // Trying transactions and throwing them away:  mark (apply | mark | rollback)* commit
    //
    // While a mark lives, each accepted transaction leaves one undo record (about 100 bytes). rollback() makes the
    // state what it was at the mark: the marks set after it die, it lives on itself. commit(mark) forgets how to undo
    // what came before the mark, and kills the marks before it; commit() forgets everything and kills all. Internal /
    // state.mark-dead where the mark does not live; nothing is changed then.
    Mark mark();
    Status rollback(Mark mark);
    Status commit(Mark mark);
    void commit();

    std::uint64_t logSize() const;
    Hash256 logRoot() const;
    const merkle::CompactRange& log() const;

    // Pointers stay valid until the next apply() or rollback(). A meter id may have been registered more than once
    // (after a rejection): the live one, else the latest.
    const MeterEntry* meterById(std::uint32_t id) const;
    const MeterEntry* meterByMn(std::string_view mn) const;
    const MeterEntry* meterByAddress(std::string_view address) const;
    std::uint32_t meterCount() const;
    // All organisations ever, in order of appearance, with their current key.
    const std::vector<Organisation>& organisations() const;
    // SHA-256 over a canonical dump of the whole state, to compare two machines.
    Hash256 digest() const;

private:
    struct Impl;
    explicit LedgerState(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace meterseal
