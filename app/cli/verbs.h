// Every verb's registration. One file a verb or a group of verbs, named after it; verbs.cpp lists them in help order.
#pragma once

#include "cli/context.h"

namespace meterseal::cli {

void addInit(CLI::App& app, Context& context);
void addOrg(CLI::App& app, Context& context);
void addMeter(CLI::App& app, Context& context);
void addProfile(CLI::App& app, Context& context);
void addAnchor(CLI::App& app, Context& context);
void addUpload(CLI::App& app, Context& context);
void addBlocks(CLI::App& app, Context& context);
void addTxs(CLI::App& app, Context& context);
void addTrace(CLI::App& app, Context& context);
void addSearch(CLI::App& app, Context& context);
void addVerify(CLI::App& app, Context& context);
void addFsck(CLI::App& app, Context& context);
void addAudit(CLI::App& app, Context& context);
void addBackup(CLI::App& app, Context& context);
void addDemo(CLI::App& app, Context& context);
void addExport(CLI::App& app, Context& context);
void addProof(CLI::App& app, Context& context);
void addCheckpoint(CLI::App& app, Context& context);
void addEvidence(CLI::App& app, Context& context);
void addToken(CLI::App& app, Context& context);

// Plumbing: nothing but standard input, standard output and the protocol.
void addAddress(CLI::App& app, Context& context);
void addCanonical(CLI::App& app, Context& context);
void addMerkle(CLI::App& app, Context& context);

// completion SHELL, man: made from the finished tree, so they come last.
void addDocuments(CLI::App& app, Context& context);

void addAllVerbs(CLI::App& app, Context& context);

}  // namespace meterseal::cli
