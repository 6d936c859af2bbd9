#include "cli/service.h"

#include "cli/input.h"
#include "cli/progress.h"
#include "meterseal/workspace/file_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace meterseal::cli {

namespace {

constexpr auto kLookEvery = std::chrono::milliseconds(50);
constexpr auto kBlockPatience = std::chrono::seconds(60);

// Waits until it stands in a block: the ledger's file is read beside the service.
Result<Height> waitForBlock(LedgerReader& reader, const Hash256& tx)
{
    const auto until = std::chrono::steady_clock::now() + kBlockPatience;
    for (;;) {
        const auto row = reader.transactionByHash(tx);
        if (row) {
            return row->height;
        }
        if (row.error().code != ErrorCode::NotFound) {
            return row.error();
        }
        if (std::chrono::steady_clock::now() > until) {
            return makeError(
                ErrorCode::Unavailable, "service.no-block",
                fmt::format("The service took the transaction {}, and it stands in no block yet. Do not do it again: "
                            "`tx {}` shows it once it does.",
                            tx.hex(), tx.hex()));
        }
        std::this_thread::sleep_for(kLookEvery);
    }
}

Result<Outcome> reportWhenCommitted(const Context& context, const std::string& whatWasDone,
                                    const std::vector<MeterOutcome>& outcomes)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    return report(context, whatWasDone, outcomes, [&](const Hash256& tx) { return waitForBlock(reader, tx); });
}

MeterOutcome outcomeOf(const std::string& mn, const Result<Json>& answer)
{
    MeterOutcome outcome;
    outcome.mn = mn;
    if (!answer) {
        outcome.error = answer.error();
        return outcome;
    }
    const auto tx = Hash256::fromHex(answer->value("tx", std::string()));
    if (tx) {
        outcome.txHash = *tx;
    } else {
        outcome.error = makeError(ErrorCode::Internal, "service.gone", "The service named no transaction.");
    }
    return outcome;
}

}  // namespace

Result<std::optional<ServiceClient>> findService(const Context& context)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(auto service, ServiceClient::find(workspace));
    if (service) {
        (*context.audited)["through"] = "meterseald";
        if (!context.quiet && !context.json) {
            note("The service meterseald holds this workspace; this goes through it.");
        }
    }
    return service;
}

Result<Outcome> doThroughService(const Context& context, ServiceClient& service, const std::string& organisation,
                                 const std::vector<ServiceStep>& steps, const std::string& whatWasDone)
{
    std::vector<MeterOutcome> outcomes;
    for (const ServiceStep& step : steps) {
        outcomes.push_back(outcomeOf(
            step.mn,
            service.ask(
                {.method = "POST", .target = step.target, .body = step.body.dump(), .organisation = organisation})));
    }
    return reportWhenCommitted(context, whatWasDone, outcomes);
}

Result<Outcome> registerThroughService(const Context& context, ServiceClient& service, const std::string& organisation,
                                       const std::vector<Dossier>& dossiers, int tokenDays)
{
    std::string lines;
    for (const Dossier& dossier : dossiers) {
        Json object{{"mn", dossier.mn},
                    {"location", dossier.location},
                    {"manufacturer", dossier.manufacturer},
                    {"tokenDays", tokenDays}};
        if (dossier.password) {
            object["password"] = dossier.password->text();
        }
        lines += object.dump() + "\n";
    }
    auto answer = service.ask({.method = "POST",
                               .target = "/v1/meters",
                               .body = lines,
                               .contentType = "application/jsonl",
                               .organisation = organisation});
    crypto::wipe(lines);
    MS_TRY(answer.status());
    std::vector<MeterOutcome> outcomes;
    for (const Json& result : (*answer)["results"]) {
        MeterOutcome outcome = outcomeOf(result.value("mn", std::string()), result);
        if (const auto error = result.find("error"); error != result.end()) {
            outcome.error = makeError(ErrorCode::Conflict, error->value("reason", std::string()),
                                      error->value("detail", std::string()));
        } else {
            outcome.extra["address"] = result.value("address", std::string());
        }
        outcomes.push_back(std::move(outcome));
    }
    return reportWhenCommitted(context, "registered", outcomes);
}

Result<Outcome> uploadThroughService(const Context& context, ServiceClient& service,
                                     const std::vector<FileToUpload>& files)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    const FileReadings readings(workspace.profilesFolder());
    const auto began = std::chrono::steady_clock::now();
    std::vector<std::string> ids;
    for (const FileToUpload& one : files) {
        // The service reads a file as this workspace knows its header to be read.
        MS_TRY(readings.keep(one.file, one.profile));
        MS_ASSIGN(const Json taken, service.ask({.method = "POST",
                                                 .target = "/v1/uploads",
                                                 .contentType = "application/octet-stream",
                                                 .file = one.file}));
        std::string id = taken.value("job", std::string());
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
            ids.push_back(std::move(id));
        }
    }
    const InterruptGuard interrupt;
    for (;;) {
        MS_ASSIGN(std::vector<JobProgress> jobs, readUploadJobs(workspace.journalFolder()));
        std::erase_if(jobs,
                      [&](const JobProgress& job) { return std::find(ids.begin(), ids.end(), job.id) == ids.end(); });
        const bool running = std::any_of(jobs.begin(), jobs.end(),
                                         [](const JobProgress& job) { return job.state == JobState::Running; });
        if (!running && jobs.size() == ids.size()) {
            if (jobs.size() == 1) {
                (*context.audited)["sha256"] = jobs.front().sha256.hex();
            }
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
            return tellJobs(context, jobs, took.count());
        }
        if (interrupted()) {
            return makeError(ErrorCode::Cancelled, "service.waited",
                             "The service has the files and goes on; `upload status` says how far it is.");
        }
        MS_TRY(service.ask({.target = "/v1/upload"}).status());  // it is still there
        std::this_thread::sleep_for(kLookEvery);
    }
}

}  // namespace meterseal::cli
