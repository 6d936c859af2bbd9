// Does a ledger still have the history that was seen of it? Asked at every opening: the command line, the desktop
// (also where it opens evidence read-only) and the service alike.
//
// Thread-safety: a pure function of its arguments and of two small files.
#pragma once

#include "meterseal/workspace/workspace.h"

namespace meterseal {

// Compares what the reader shows with head.note (as far as this workspace had come) and with the newest checkpoint
// that this person has seen of the ledger from any workspace (seen_checkpoints.h), which is renewed. Writes nothing
// into the workspace, and reads its ledger through `reader` alone. A copy that follows another may be behind.
//   Conflict, ledger.shorter, ledger.other-history; Damaged, workspace.head-damaged, workspace.head-missing,
//   ledger.seen-damaged
Status checkHistory(const Workspace& workspace, LedgerReader& reader);

}  // namespace meterseal
