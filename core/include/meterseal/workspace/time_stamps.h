// stamps.jsonl in a workspace: time stamps of others (crypto/time_stamp.h) over checkpoints of its ledger. Evidence
// bundles carry them, as `checkpoint` does.
//
//   {"height":n,"token":"<Base64 of the token's DER>"}     one line each
//
// The file is replaced whole at each stamp. Thread-safety: one writer at a time, as of the workspace.
#pragma once

#include "meterseal/crypto/time_stamp.h"
#include "meterseal/ledger/reader.h"

#include <filesystem>
#include <utility>
#include <vector>

namespace meterseal {

// The newest block whose header the token stamps. reason: stamp.form, stamp.hash, stamp.no-block
Result<SealedBlock> stampedBlock(LedgerReader& reader, ByteView token);

// Adds one line; the same token again is one line. Precondition: it stamps this block. reason: stamps.form, file.io
Status keepTimeStamp(const std::filesystem::path& workspace, Height height, ByteView token);
// In the order they were kept, those that stamp a block of this ledger; none where there is no file.
// Damaged/stamps.form names the line.
Result<std::vector<std::pair<Height, Bytes>>> timeStamps(const std::filesystem::path& workspace, LedgerReader& reader);

}  // namespace meterseal
