#include "cli/session.h"

#include "cli/input.h"
#include "cli/output.h"
#include "meterseal/rest/client.h"
#include "meterseal/workspace/history.h"

#include <fmt/format.h>

#include <utility>

namespace meterseal::cli {

Result<Workspace> openWorkspace(const Context& context)
{
    if (!context.workspaceFolder.empty()) {
        return Workspace::open(context.workspaceFolder);
    }
    MS_ASSIGN(const std::filesystem::path folder, Workspace::defaultFolder());
    return Workspace::open(folder);
}

Result<LedgerReader> openReader(const Context& context)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    return openReader(workspace);
}

Result<LedgerReader> openReader(const Workspace& workspace)
{
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
    if (const Status fits = checkHistory(workspace, reader); !fits.ok()) {
        static std::string told;  // once, however often one verb opens the ledger
        if (std::exchange(told, fits.error().message) != fits.error().message) {
            note(printable(fmt::format("WARNING: {} [{}]", fits.error().message, fits.error().reason)));
        }
    }
    return reader;
}

Result<std::unique_ptr<OpenWorkspace>> openForWriting(const Context& context)
{
    MS_ASSIGN(Workspace workspace, openWorkspace(context));
    // Asked before the passphrase is.
    MS_ASSIGN(const auto service, ServiceClient::find(workspace));
    if (service) {
        return makeError(ErrorCode::Busy, "service.holds",
                         "The service meterseald holds this workspace, and this cannot be done through it. Nothing was "
                         "changed. Stop the service, do this, and start it again.");
    }
    MS_ASSIGN(const crypto::SecretBytes passphrase, readPassphrase(context));
    OpenWorkspaceOptions options;
    options.clock = context.clockIsRight ? ClockTrust::Right : ClockTrust::Check;
    options.auditFailed = tellAuditFailure;
    return OpenWorkspace::open(std::move(workspace), passphrase, options);
}

void tellAuditFailure(const Error& error)
{
    note(fmt::format("meterseal-cli: the audit log does not have this: {} [{}]", error.message, error.reason));
}

Result<MeterRow> findMeter(LedgerReader& reader, const std::string& text)
{
    const auto notFound = [](const Error& error) { return error.code == ErrorCode::NotFound; };
    if (const auto hash = Hash256::fromHex(text)) {
        auto tx = reader.transactionByHash(*hash);
        if (tx && tx->meterId != 0) {
            return reader.meterById(tx->meterId);
        }
        if (!tx && !notFound(tx.error())) {
            return tx.error();
        }
    }
    auto meter = reader.meterByMn(text);
    if (!meter && notFound(meter.error())) {
        meter = reader.meterByAddress(text);
    }
    if (!meter && notFound(meter.error())) {
        return makeError(
            ErrorCode::NotFound, "meter.not-found",
            fmt::format("No meter on this ledger has the number, the address or the transaction \"{}\".", text));
    }
    return meter;
}

}  // namespace meterseal::cli
