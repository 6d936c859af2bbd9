// Opening the workspace for a verb: to read, or to write.
#pragma once

#include "cli/context.h"
#include "meterseal/workspace/open_workspace.h"

#include <memory>

namespace meterseal::cli {

Result<Workspace> openWorkspace(const Context& context);
// Both compare the ledger with what was seen of it before, and warn on standard error where it does not fit.
Result<LedgerReader> openReader(const Context& context);
Result<LedgerReader> openReader(const Workspace& workspace);

// Asks for the passphrase and opens the workspace for writing. What the audit log does not have is told on standard
// error and changes nothing else.
Result<std::unique_ptr<OpenWorkspace>> openForWriting(const Context& context);
void tellAuditFailure(const Error& error);

// A meter number, wallet address or register transaction hash. reason: meter.not-found
Result<MeterRow> findMeter(LedgerReader& reader, const std::string& text);

}  // namespace meterseal::cli
