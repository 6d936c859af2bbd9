#include "cli/session.h"

#include "cli/input.h"
#include "meterseal/meter/meter_service.h"

#include <fmt/format.h>

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
    return workspace.openReader();
}

Result<std::unique_ptr<Session>> openSession(const Context& context)
{
    MS_ASSIGN(Workspace workspace, openWorkspace(context));
    MS_ASSIGN(const crypto::SecretBytes passphrase, readPassphrase(context));
    MS_ASSIGN(crypto::KeyStore keys, workspace.openKeys(passphrase));
    MS_ASSIGN(std::unique_ptr<EmbeddedChain> chain, workspace.openChain(keys));
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
    auto session =
        std::make_unique<Session>(Session{std::move(workspace), std::move(keys), std::move(reader), std::move(chain)});
    MS_ASSIGN(const std::vector<Organisation> organisations, session->reader.organisations());
    MS_TRY(MeterService(*session->chain, session->keys).settleOrganisationKeys(organisations));
    return session;
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
