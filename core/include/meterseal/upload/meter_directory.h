// MeterDirectory: what the uploader must know of a meter to seal its records: its key, and what the ledger already
// holds. LedgerDirectory answers from the local ledger file and the key store.
//
// "Committed" here is the local, verified ledger, not what some node says: decisions that could anchor a record twice
// are taken on it alone.
//
// Thread-safety: every method from any thread (LedgerDirectory serialises them; it owns its reader).
#pragma once

#include "meterseal/crypto/key_store.h"
#include "meterseal/ledger/reader.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meterseal {

// What the ledger holds of a meter.
struct CommittedMeter {
    MeterState state = MeterState::Pending;
    Hash256 lastConvert;                  // zero: none yet
    std::optional<Timestamp> lastRecord;  // end of the latest range; none: no batch
};

struct MeterAccount {
    std::string mn, address;
    crypto::PublicKey publicKey;
    crypto::PrivateKey key;
    CommittedMeter committed;
};

// A committed batch.
struct AnchoredBatch {
    std::uint64_t seq = 0;  // of its transaction; ascends in the order of the log
    Hash256 tx;
    Timestamp start, end;
};

class MeterDirectory {
public:
    virtual ~MeterDirectory() = default;

    // NotFound/upload.meter-unknown, Conflict/upload.meter-inactive, Forbidden/upload.no-key: the record is rejected
    // with this reason. Anything else (I/O): the caller tries again.
    virtual Result<MeterAccount> find(std::string_view mn) = 0;
    virtual Result<CommittedMeter> committed(const std::string& address) = 0;
    // This meter's committed batches, in order of the log: all, or those after the one with this seq.
    virtual Result<std::vector<AnchoredBatch>> batches(const std::string& address,
                                                       std::optional<std::uint64_t> after) = 0;
    // Leaves of one of them, in no order.
    virtual Result<std::vector<Hash256>> leaves(const std::string& address, std::uint64_t seq) = 0;
    // NotFound where it is not committed.
    virtual Result<TxRow> transaction(const Hash256& hash) = 0;
};

// Borrows the key store, which must not change meanwhile.
std::unique_ptr<MeterDirectory> ledgerDirectory(LedgerReader reader, const crypto::KeyStore& keys);

}  // namespace meterseal
