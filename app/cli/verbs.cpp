#include "cli/verbs.h"

#include "cli/network.h"

namespace meterseal::cli {

void addAllVerbs(CLI::App& app, Context& context)
{
    addInit(app, context);
    addOrg(app, context);
    addMeter(app, context);
    addProfile(app, context);
    addAnchor(app, context);
    addUpload(app, context);
    addBlocks(app, context);
    addTxs(app, context);
    addTrace(app, context);
    addSearch(app, context);
    addVerify(app, context);
    addProof(app, context);
    addCheckpoint(app, context);
    addEvidence(app, context);
    addToken(app, context);
    addNetwork(app, context);
    addReplica(app, context);
    addLedger(app, context);
    addWitness(app, context);
    addFsck(app, context);
    addAudit(app, context);
    addBackup(app, context);
    addDemo(app, context);
    addExport(app, context);
    addAddress(app, context);
    addCanonical(app, context);
    addMerkle(app, context);
    addDocuments(app, context);
}

}  // namespace meterseal::cli
