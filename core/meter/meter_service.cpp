#include "meterseal/meter/meter_service.h"

#include "meterseal/base/text.h"
#include "meterseal/crypto/sha256.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal {

namespace {

// A staged key lies under the organisation's id plus this mark, which no real id can contain (checkMeterId).
constexpr std::string_view kStagedMark = "~next";

// A refusal is final, so what was prepared for the transaction can go. Any other error leaves open whether the
// transaction arrived, so nothing may be thrown away.
bool isRefusal(const Error& error)
{
    return error.code == ErrorCode::Conflict || error.code == ErrorCode::InvalidArgument;
}

bool areKeysOf(const crypto::OrganisationKey& keys, const crypto::PublicKey& publicKey,
               const crypto::Ed25519PublicKey& witnessKey)
{
    return keys.key.publicKey() == publicKey && keys.witness && keys.witness->publicKey() == witnessKey;
}

Error noOrganisationKey(const std::string& id)
{
    return makeError(ErrorCode::Forbidden, "meter.no-organisation-key",
                     fmt::format("The key store holds no key of the organisation \"{}\", so nothing can be signed for "
                                 "it. Nothing was submitted.",
                                 id));
}

Error noMeterKey(const std::string& mn)
{
    return makeError(ErrorCode::NotFound, "meter.no-meter-key",
                     fmt::format("The key store holds no secrets of the meter {}. Nothing was submitted.", mn));
}

// The ledger refuses other roles too; asked first, because registering writes to the key store.
Status checkMayRegister(const Genesis& genesis, const std::string& organisation)
{
    for (const Organisation& known : genesis.organisations) {
        if (known.id == organisation && known.role != Role::Utility && known.role != Role::Manufacturer) {
            return makeError(ErrorCode::Forbidden, "meter.role",
                             fmt::format("Only a utility or a manufacturer registers meters; {} is of the role {}.",
                                         organisation, toString(known.role)));
        }
    }
    return {};
}

struct Prepared {
    TransactionHeader header;
    crypto::MeterSecret secret;
};

Result<Prepared> prepare(const std::string& chain, const Dossier& dossier, std::chrono::hours tokenValidity)
{
    if (dossier.password && dossier.password->size() < kMinPasswordBytes) {
        return makeError(ErrorCode::InvalidArgument, "meter.password-short",
                         fmt::format("The password given for meter {} is shorter than {} bytes. Give a longer one, or "
                                     "none to have one generated.",
                                     dossier.mn, kMinPasswordBytes));
    }
    const crypto::SecretBytes password = dossier.password ? *dossier.password : generatePassword();
    MS_ASSIGN(Wallet wallet, deriveWallet(dossier.mn, dossier.location, dossier.manufacturer, password));
    MS_ASSIGN(std::string location, toNfc(dossier.location, "location"));
    MS_ASSIGN(std::string manufacturer, toNfc(dossier.manufacturer, "manufacturer"));
    crypto::SecretBytes token = generateToken();

    RegisterBody body;
    body.mn = dossier.mn;
    body.location = location;
    body.manufacturer = manufacturer;
    body.address = wallet.address;
    body.publicKey = wallet.publicKey;
    body.tokenHash = crypto::sha256(token.view());
    body.time = now();
    body.tokenExpires = Timestamp{body.time.ms + std::chrono::milliseconds(tokenValidity).count()};
    TransactionHeader header;
    header.chain = chain;
    header.body = std::move(body);
    MS_TRY(checkHeader(header));
    return Prepared{std::move(header),
                    crypto::MeterSecret{dossier.mn, std::move(location), std::move(manufacturer), wallet.address,
                                        password, std::move(token), std::move(wallet.privateKey)}};
}

}  // namespace

MeterService::MeterService(Chain& chain, crypto::KeyStore& keys) : m_chain(chain), m_keys(keys)
{}

Result<Registered> MeterService::registerMeter(const Dossier& dossier, const std::string& organisation,
                                               std::chrono::hours tokenValidity)
{
    MS_ASSIGN(const std::vector<RegisterOutcome> outcomes,
              registerMeters(std::span(&dossier, 1), organisation, tokenValidity));
    const RegisterOutcome& outcome = outcomes.front();
    if (outcome.error) {
        return *outcome.error;
    }
    return *outcome.registered;
}

Result<std::vector<RegisterOutcome>> MeterService::registerMeters(std::span<const Dossier> dossiers,
                                                                  const std::string& organisation,
                                                                  std::chrono::hours tokenValidity)
{
    MS_TRY(checkMayRegister(m_chain.genesis(), organisation));
    const crypto::OrganisationKey* signer = m_keys.organisation(organisation);
    if (signer == nullptr) {
        return noOrganisationKey(organisation);
    }

    std::vector<RegisterOutcome> outcomes(dossiers.size());
    std::vector<std::optional<Prepared>> prepared(dossiers.size());
    std::vector<std::string> added;  // addresses, to take back where this call cannot use them
    for (std::size_t i = 0; i < dossiers.size(); ++i) {
        auto one = prepare(m_chain.genesis().chain, dossiers[i], tokenValidity);
        if (!one) {
            outcomes[i].error = one.error();
            continue;
        }
        // The same four values give the same wallet. Its stored token belongs to the registration made with it (or to
        // one that a crash cut off), so it is used again and never overwritten.
        if (const crypto::MeterSecret* known = m_keys.meterByAddress(one->secret.address)) {
            std::get<RegisterBody>(one->header.body).tokenHash = crypto::sha256(known->token.view());
        } else {
            added.push_back(one->secret.address);
            m_keys.putMeter(one->secret);
        }
        prepared[i] = std::move(*one);
    }
    if (!added.empty()) {
        if (const Status saved = m_keys.save(); !saved) {
            for (const std::string& address : added) {
                m_keys.removeMeter(address);
            }
            return saved.error();
        }
    }

    bool removed = false;
    for (std::size_t i = 0; i < dossiers.size(); ++i) {
        if (!prepared[i]) {
            continue;
        }
        const crypto::MeterSecret& secret = prepared[i]->secret;
        const crypto::PrivateKey* const signers[] = {&signer->key, &secret.key};
        auto txHash = m_chain.submit(buildTransaction(prepared[i]->header, signers));
        if (txHash) {
            std::erase(added, secret.address);
            outcomes[i].registered = Registered{secret.mn, secret.address, *txHash};
            continue;
        }
        outcomes[i].error = txHash.error();
        if (isRefusal(txHash.error()) && std::erase(added, secret.address) > 0) {
            removed = m_keys.removeMeter(secret.address) || removed;
        }
    }
    if (removed) {
        // The registrations stand whatever happens here; at worst a key that nobody needs stays in the store.
        static_cast<void>(m_keys.save());
    }
    return outcomes;
}

Result<Hash256> MeterService::review(const Hash256& registerTx, const std::string& organisation, bool approve,
                                     const std::string& reason)
{
    const crypto::OrganisationKey* signer = m_keys.organisation(organisation);
    if (signer == nullptr) {
        return noOrganisationKey(organisation);
    }
    TransactionHeader header;
    header.chain = m_chain.genesis().chain;
    header.body = ReviewBody{registerTx, approve, reason, now()};
    MS_TRY(checkHeader(header));
    const crypto::PrivateKey* const signers[] = {&signer->key};
    return m_chain.submit(buildTransaction(header, signers));
}

Result<Hash256> MeterService::activate(const std::string& id, const std::optional<crypto::SecretBytes>& token)
{
    const crypto::MeterSecret* meter = m_keys.meterByAddress(id);
    if (meter == nullptr) {
        meter = m_keys.meterByMn(id);
    }
    if (meter == nullptr) {
        return noMeterKey(id);
    }
    const crypto::SecretBytes& used = token ? *token : meter->token;
    if (used.empty()) {
        return makeError(
            ErrorCode::NotFound, "meter.no-token",
            fmt::format("The key store holds no activation token of the meter {}; give the one that was handed out. "
                        "Nothing was submitted.",
                        meter->mn));
    }
    TransactionHeader header;
    header.chain = m_chain.genesis().chain;
    header.body = ActivateBody{meter->mn, meter->address, std::string(used.text())};
    MS_TRY(checkHeader(header));
    const crypto::PrivateKey* const signers[] = {&meter->key};
    return m_chain.submit(buildTransaction(header, signers));
}

Result<Hash256> MeterService::changeState(MeterAction action, const std::string& mn, const std::string& organisation,
                                          const std::string& reason)
{
    const crypto::OrganisationKey* signer = m_keys.organisation(organisation);
    if (signer == nullptr) {
        return noOrganisationKey(organisation);
    }
    TransactionHeader header;
    header.chain = m_chain.genesis().chain;
    header.body = MeterActionBody{action, mn, reason, now()};
    MS_TRY(checkHeader(header));
    const crypto::PrivateKey* const signers[] = {&signer->key};
    return m_chain.submit(buildTransaction(header, signers));
}

Result<Hash256> MeterService::changeOrganisation(const OrganisationBody& body, std::span<const std::string> signers,
                                                 const crypto::OrganisationKey* newKeys)
{
    if (newKeys != nullptr && !areKeysOf(*newKeys, body.publicKey, body.witnessKey)) {
        return makeError(ErrorCode::InvalidArgument, "meter.key-mismatch",
                         "The new keys are not those whose public keys the change names. Nothing was submitted.");
    }
    std::vector<crypto::PrivateKey> keys;
    for (const std::string& id : signers) {
        const crypto::OrganisationKey* signer = m_keys.organisation(id);
        if (signer == nullptr) {
            return noOrganisationKey(id);
        }
        keys.push_back(signer->key);
    }
    std::vector<const crypto::PrivateKey*> borrowed;
    for (const crypto::PrivateKey& key : keys) {
        borrowed.push_back(&key);
    }
    TransactionHeader header;
    header.chain = m_chain.genesis().chain;
    header.body = body;
    MS_TRY(checkHeader(header));
    if (newKeys != nullptr) {
        m_keys.putOrganisation({body.id + std::string(kStagedMark), newKeys->key, newKeys->witness});
        MS_TRY(m_keys.save());
    }
    // A refused change leaves its staged key behind: harmless, and the next change of this organisation replaces it.
    return m_chain.submit(buildTransaction(header, borrowed));
}

Status MeterService::settleOrganisationKeys(std::span<const Organisation> onLedger)
{
    bool changed = false;
    for (const Organisation& organisation : onLedger) {
        const crypto::OrganisationKey* staged = m_keys.organisation(organisation.id + std::string(kStagedMark));
        const crypto::OrganisationKey* inUse = m_keys.organisation(organisation.id);
        const auto isPresent = [&](const crypto::OrganisationKey* keys) {
            return keys != nullptr && areKeysOf(*keys, organisation.publicKey, organisation.witnessKey);
        };
        if (!isPresent(inUse) && isPresent(staged)) {
            m_keys.putOrganisation({organisation.id, crypto::PrivateKey(staged->key), staged->witness});
            changed = true;
        }
    }
    return changed ? m_keys.save() : Status();
}

}  // namespace meterseal
