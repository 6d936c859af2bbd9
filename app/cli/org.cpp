// org list | add | rotate | retire: the organisations of the ledger, changed by consent.
#include "cli/organisation_text.h"
#include "cli/output.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "cli/verbs.h"
#include "meterseal/meter/meter_service.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct ChangeOptions {
    std::string organisation;  // "id:role:name" for add, else an id
    std::string publicKey;     // both empty: new keys are made in the key store
    std::string witnessKey;
    std::vector<std::string> signers;
};

Result<Outcome> runList(const Context& context)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
    if (!context.json) {
        printOrganisations(organisations);
        return Outcome::Done;
    }
    Json rows = Json::array();
    for (const Organisation& organisation : organisations) {
        rows.push_back(toJson(organisation));
    }
    printJson(Json{{"rows", std::move(rows)}});
    return Outcome::Done;
}

Result<Organisation> findOrganisation(LedgerReader& reader, const std::string& id)
{
    MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
    for (const Organisation& organisation : organisations) {
        if (organisation.id == id) {
            return organisation;
        }
    }
    return makeError(ErrorCode::NotFound, "organisation.not-found",
                     fmt::format("No organisation of this ledger has the id \"{}\".", id));
}

// Those named, else every active organisation whose present key lies in this key store.
Result<std::vector<std::string>> signersOf(LedgerReader& reader, const crypto::KeyStore& keys,
                                           const std::vector<std::string>& named)
{
    if (!named.empty()) {
        return named;
    }
    std::vector<std::string> signers;
    MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
    for (const Organisation& organisation : organisations) {
        const crypto::OrganisationKey* key = keys.organisation(organisation.id);
        if (organisation.active && key != nullptr && key->key.publicKey() == organisation.publicKey) {
            signers.push_back(organisation.id);
        }
    }
    return signers;
}

Result<OrganisationBody> bodyOf(LedgerReader& reader, OrganisationAction action, const ChangeOptions& options)
{
    OrganisationBody body;
    body.action = action;
    body.time = now();
    if (action == OrganisationAction::Add) {
        MS_ASSIGN(const NewOrganisation added, parseOrganisationText(options.organisation));
        body.id = added.id;
        body.name = added.name;
        body.role = added.role;
        return body;
    }
    MS_ASSIGN(const Organisation known, findOrganisation(reader, options.organisation));
    body.id = known.id;
    body.name = known.name;
    body.role = known.role;
    body.publicKey = known.publicKey;
    body.witnessKey = known.witnessKey;
    return body;
}

using NewKeys = std::optional<crypto::OrganisationKey>;

// Puts the public keys into the body: those named, else those of new keys, which are given back.
Result<NewKeys> chooseKeys(OrganisationAction action, const ChangeOptions& options, OrganisationBody& body)
{
    const bool named = !options.publicKey.empty() || !options.witnessKey.empty();
    if (action == OrganisationAction::Retire) {
        return NewKeys();
    }
    if (!named) {
        crypto::OrganisationKey keys{body.id, crypto::PrivateKey::generate(), crypto::Ed25519PrivateKey::generate()};
        body.publicKey = keys.key.publicKey();
        body.witnessKey = keys.witness->publicKey();
        return NewKeys(std::move(keys));
    }
    if (action == OrganisationAction::Add && (options.publicKey.empty() || options.witnessKey.empty())) {
        return usageError("An organisation has two keys: give --public-key and --witness-key, or neither to have both "
                          "made here.");
    }
    if (!options.publicKey.empty()) {
        const auto key = crypto::PublicKey::fromHex(options.publicKey, "--public-key");
        if (!key) {
            return usageError(key.error().message);
        }
        body.publicKey = *key;
    }
    if (!options.witnessKey.empty()) {
        const auto bytes = Hash256::fromHex(options.witnessKey, "--witness-key");
        if (!bytes) {
            return usageError(bytes.error().message);
        }
        body.witnessKey = bytes->bytes;
    }
    return NewKeys();
}

Result<Outcome> runChange(const Context& context, OrganisationAction action, const ChangeOptions& options)
{
    MS_ASSIGN(const auto open, openForWriting(context));
    MS_ASSIGN(LedgerReader reader, open->openReader());
    MS_ASSIGN(OrganisationBody body, bodyOf(reader, action, options));
    MS_ASSIGN(const NewKeys newKeys, chooseKeys(action, options, body));
    std::vector<std::string> signers;
    const auto signAndSettle = [&](OpenKeys& keys) -> Result<Hash256> {
        MS_ASSIGN(signers, signersOf(reader, keys.keys, options.signers));
        MS_ASSIGN(const Hash256 hash, keys.meters.changeOrganisation(body, signers, newKeys ? &*newKeys : nullptr));
        MS_TRY(keys.chain.flush());
        MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
        MS_TRY(keys.meters.settleOrganisationKeys(organisations));
        return hash;
    };
    MS_ASSIGN(const Hash256 txHash, open->change(signAndSettle));
    MS_ASSIGN(const Organisation changed, findOrganisation(reader, body.id));
    MS_ASSIGN(const TxStatus status, open->chain().status(txHash));

    if (context.json) {
        printJson(Json{{"txHash", txHash.hex()},
                       {"height", status.height},
                       {"signers", signers},
                       {"organisation", toJson(changed)}});
    } else {
        printFields({{"txHash", txHash.hex()}, {"height", fmt::to_string(status.height)}});
        printOrganisations(std::span(&changed, 1));
    }
    return Outcome::Done;
}

CLI::App* addChange(CLI::App& group, Context& context, OrganisationAction action, const std::string& name,
                    const std::string& description, const std::string& examples)
{
    CLI::App* verb = addVerb(group, name, description, examples);
    const auto options = std::make_shared<ChangeOptions>();
    const bool add = action == OrganisationAction::Add;
    verb->add_option("ORGANISATION", options->organisation, add ? "ID:ROLE:NAME" : "Its id")->required();
    verb->add_option("--signer", options->signers,
                     "An organisation that consents (default: all whose keys are here; more than half must, a utility "
                     "and a manufacturer among them)")
        ->type_name("ID")
        ->allow_extra_args(false);
    if (action != OrganisationAction::Retire) {
        verb->add_option("--public-key", options->publicKey,
                         "Its public key, where the private one lies elsewhere (default: new keys are made here)")
            ->type_name("HEX");
        verb->add_option("--witness-key", options->witnessKey,
                         "Its public witness key, where the private one lies elsewhere; to rotate, one may be given "
                         "alone and the other stays")
            ->type_name("HEX");
    }
    onRun(verb, context, [&context, action, options] { return runChange(context, action, *options); });
    return verb;
}

}  // namespace

void addOrg(CLI::App& app, Context& context)
{
    CLI::App* group = addGroup(app, "org", "Organisations of the ledger", "  meterseal-cli org list");
    CLI::App* list = addVerb(*group, "list", "List the organisations", "  meterseal-cli org list --json");
    onRun(list, context, [&context] { return runList(context); });
    addChange(*group, context, OrganisationAction::Add, "add", "Add an organisation",
              "  meterseal-cli org add 'audit:auditor:Water Auditors'\n"
              "  meterseal-cli org add 'audit:auditor:Water Auditors' --public-key 03df16... --witness-key 234d39... "
              "--signer water --signer maker");
    addChange(*group, context, OrganisationAction::Rotate, "rotate", "Give an organisation new keys",
              "  meterseal-cli org rotate water");
    addChange(*group, context, OrganisationAction::Retire, "retire", "Retire an organisation for good",
              "  meterseal-cli org retire audit");
}

}  // namespace meterseal::cli
