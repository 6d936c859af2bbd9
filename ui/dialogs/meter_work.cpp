#include "dialogs/meter_work.h"

namespace meterseal::ui {

namespace {

ActivationSlip slipFrom(const crypto::MeterSecret& secret, const Genesis& genesis, Timestamp tokenExpires)
{
    return {secret.mn,      secret.location, secret.manufacturer,
            secret.address, genesis.chain,   fingerprintOf(genesis).hex(),
            tokenExpires,   secret.password, secret.token};
}

}  // namespace

Result<RegisteredMeter> registerOne(OpenKeys& unlocked, const Dossier& dossier, const std::string& organisation,
                                    std::chrono::hours tokenValidity)
{
    std::vector<ActivationSlip> slips;
    MS_ASSIGN(const std::vector<RegisterOutcome> outcomes,
              registerMany(unlocked, std::span(&dossier, 1), organisation, tokenValidity, slips));
    if (outcomes.front().error) {
        return *outcomes.front().error;
    }
    return RegisteredMeter{*outcomes.front().registered, std::move(slips.front())};
}

Result<std::vector<RegisterOutcome>> registerMany(OpenKeys& unlocked, std::span<const Dossier> dossiers,
                                                  const std::string& organisation, std::chrono::hours tokenValidity,
                                                  std::vector<ActivationSlip>& slips)
{
    MeterService& service = unlocked.meters;
    // The service stamps the expiry itself, a moment later: the slip must not promise more than the ledger grants.
    const Timestamp expires{now().ms + std::chrono::milliseconds(tokenValidity).count()};
    MS_ASSIGN(std::vector<RegisterOutcome> outcomes, service.registerMeters(dossiers, organisation, tokenValidity));
    MS_TRY(unlocked.chain.flush());
    for (const RegisterOutcome& outcome : outcomes) {
        if (outcome.registered) {
            MS_ASSIGN(ActivationSlip slip, slipOf(unlocked, outcome.registered->address, expires));
            slips.push_back(std::move(slip));
        }
    }
    return outcomes;
}

Result<ActivationSlip> slipOf(const OpenKeys& unlocked, const std::string& address, Timestamp tokenExpires)
{
    const crypto::MeterSecret* const secret = unlocked.keys.meterByAddress(address);
    if (secret == nullptr) {
        return makeError(
            ErrorCode::NotFound, "meter.no-meter-key",
            "The key store on this machine does not hold the secrets of this meter, so no slip can be made here. Ask "
            "the organisation that registered it.");
    }
    return slipFrom(*secret, unlocked.chain.genesis(), tokenExpires);
}

ActivationMeans meansOf(const OpenKeys& unlocked, const std::string& address)
{
    const crypto::MeterSecret* const secret = unlocked.keys.meterByAddress(address);
    return {secret != nullptr, secret != nullptr && !secret->token.empty()};
}

Status takeInSlip(OpenKeys& unlocked, const std::filesystem::path& file, const crypto::SecretBytes& passphrase,
                  const std::string& address)
{
    MS_ASSIGN(const crypto::KeyStore slips, crypto::KeyStore::open(file, passphrase));
    const crypto::MeterSecret* const secret = slips.meterByAddress(address);
    if (secret == nullptr) {
        return makeError(ErrorCode::NotFound, "slip.other-meter",
                         "This file holds no slip of this meter. Nothing was changed; choose another file.");
    }
    unlocked.keys.putMeter(*secret);
    return unlocked.keys.save();
}

Result<Hash256> activateMeter(OpenKeys& unlocked, const std::string& address,
                              const std::optional<crypto::SecretBytes>& token)
{
    MeterService& service = unlocked.meters;
    MS_ASSIGN(const Hash256 hash, service.activate(address, token));
    MS_TRY(unlocked.chain.flush());
    return hash;
}

}  // namespace meterseal::ui
