// head.note: how far this workspace had come when it last sealed, kept beside the ledger and the audit log and sealed
// by the key store's sealer key, so that either of them cut, exchanged or left in a lost write-ahead log is seen.
//
//   meterseal workspace head                a signed note (C2SP); the key's name is "<origin>/workspace-head"
//   <fingerprint, 64 hex>
//   ledger <height> <blockHash, 64 hex>
//   audit <entries> <hash of the last, 64 hex>
//
// Thread-safety: pure functions.
#pragma once

#include "meterseal/crypto/keys.h"
#include "meterseal/ledger/genesis.h"
#include "meterseal/workspace/audit_log.h"

#include <string>

namespace meterseal {

struct WorkspaceHead {
    Height height = 0;
    Hash256 blockHash;  // zeros before block 1
    AuditHead audit;

    bool operator==(const WorkspaceHead&) const = default;
};

std::string printWorkspaceHead(const WorkspaceHead& head, const Genesis& genesis,
                               const crypto::Ed25519PrivateKey& sealer);
// Damaged/workspace.head-damaged where a byte of it is not what the sealer key signed for this ledger.
Result<WorkspaceHead> parseWorkspaceHead(std::string_view text, const Genesis& genesis);

}  // namespace meterseal
