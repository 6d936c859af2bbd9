// Opening the workspace for a verb: to read, or to write with keys and chain.
#pragma once

#include "cli/context.h"
#include "meterseal/workspace/workspace.h"

#include <memory>

namespace meterseal::cli {

Result<Workspace> openWorkspace(const Context& context);
Result<LedgerReader> openReader(const Context& context);

// Members go in the order that shuts down safely: chain first.
struct Session {
    Workspace workspace;
    crypto::KeyStore keys;
    LedgerReader reader;
    std::unique_ptr<EmbeddedChain> chain;
};
// Asks for the passphrase, takes the ledger, and puts staged organisation keys to use that the ledger knows by now.
Result<std::unique_ptr<Session>> openSession(const Context& context);

// A meter number, wallet address or register transaction hash. reason: meter.not-found
Result<MeterRow> findMeter(LedgerReader& reader, const std::string& text);

}  // namespace meterseal::cli
