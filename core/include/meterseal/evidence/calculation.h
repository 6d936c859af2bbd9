// What a bundle shows, record by record, and one record calculated in full: every hash from the record's line to the
// checkpoint, as HOW-TO-VERIFY.txt does it by hand. Nothing is judged here: inspect.h does that.
//
// Thread-safety: pure functions.
#pragma once

#include "meterseal/evidence/container.h"
#include "meterseal/ledger/block.h"
#include "meterseal/ledger/log_entry.h"
#include "meterseal/ledger/transaction.h"
#include "meterseal/record/health_record.h"

#include <string>
#include <vector>

namespace meterseal {

struct BundledRecord {
    std::uint64_t index = 0;  // of its batch in the log
    std::uint32_t leaf = 0;   // from 0
    HealthRecord record;
    bool atItsPlace = false;  // SHA256(0x00 || line) is the leaf anchored there
};

// Every record shown, by index and leaf. Precondition: none; reason: container.*, evidence.calculation where a member
// that a record needs is not there or cannot be read.
Result<std::vector<BundledRecord>> bundledRecords(ByteView bundle);

// One step up a Merkle tree: node = SHA256(0x01 || left || right).
struct ClimbStep {
    bool siblingIsLeft = false;
    Hash256 sibling, node;
};

struct EvidenceCalculation {
    std::uint64_t index = 0;
    std::uint32_t leaf = 0, leaves = 0;
    std::string line;                   // of records/I.jsonl, without its LF
    Hash256 leafHash;                   // SHA256(0x00 || line)
    Hash256 anchored;                   // leaf `leaf` of tx/I.bin
    std::vector<ClimbStep> batchClimb;  // from the anchored leaf to the root of the batch
    Hash256 batchRoot;                  // where that ends
    ConvertBody batch;                  // what the meter signed; its root is to be equal
    Hash256 txHash;                     // SHA256(tx/I.bin)
    LogEntry entry;                     // of tx/I.proof; its txHash is to be equal
    Hash256 entryLeaf;                  // SHA256(0x00 || entry)
    std::vector<ClimbStep> logClimb;    // from there by tx/I.proof
    Hash256 logRoot;                    // where that ends
    BlockHeader checkpoint;
    Hash256 blockHash;  // SHA256 of the header

    // Every equality above.
    bool holds() const;
};
// reason: as bundledRecords()
Result<EvidenceCalculation> calculateRecord(ByteView bundle, std::uint64_t index, std::uint32_t leaf);

// A member's name, size and hash, in the file's order.
struct BundledMember {
    std::string name;
    std::uint64_t bytes = 0;
    Hash256 sha256;
};
// reason: container.*
Result<std::vector<BundledMember>> bundledMembers(ByteView bundle);

}  // namespace meterseal
