// Verbs that go through a running service of the workspace: it holds the keys, so that no passphrase is asked for, and
// one ledger keeps one writer.
#pragma once

#include "cli/meter.h"
#include "cli/upload_job.h"
#include "meterseal/rest/client.h"

namespace meterseal::cli {

// The service that holds this workspace; nothing where none runs. Says on standard error that it is used.
Result<std::optional<ServiceClient>> findService(const Context& context);

struct ServiceStep {
    std::string mn, target;
    Json body;
};
// Each step, then waits until all that was taken stands in a block; prints as commitAndReport() does.
Result<Outcome> doThroughService(const Context& context, ServiceClient& service, const std::string& organisation,
                                 const std::vector<ServiceStep>& steps, const std::string& whatWasDone);
Result<Outcome> registerThroughService(const Context& context, ServiceClient& service, const std::string& organisation,
                                       const std::vector<Dossier>& dossiers, int tokenDays);

struct FileToUpload {
    std::filesystem::path file;
    MappingProfile profile;
};
// Waits until the jobs are done.
Result<Outcome> uploadThroughService(const Context& context, ServiceClient& service,
                                     const std::vector<FileToUpload>& files);

}  // namespace meterseal::cli
