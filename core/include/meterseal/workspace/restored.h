// A workspace that was restored from a backup has the keys of its original: were both written to, the ledger would grow
// into two histories. So the first time one is opened for writing, the person is asked, and the answer is kept.
//
//   restored             put there by restoreBackup(); the chain takes it away (embedded_chain.h)
//   restored.confirmed   a person said that the original is not written to any more
//
// Thread-safety: functions of two small files.
#pragma once

#include "meterseal/workspace/workspace.h"

namespace meterseal {

// Whether nobody has answered yet. False for a workspace that was not restored.
bool asksAboutOriginal(const Workspace& workspace);
// Conflict/workspace.restored where asksAboutOriginal().
Status checkOriginal(const Workspace& workspace);
// The answer; it stands in the audit log too ("restore.confirm"). reason: those of the audit log, file.*
Status confirmOnlyCopy(const Workspace& workspace);

}  // namespace meterseal
