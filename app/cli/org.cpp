// org list | add | rotate | retire: the organisations of the ledger, changed by consent.
#include "cli/files.h"
#include "cli/input.h"
#include "cli/organisation_text.h"
#include "cli/output.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "cli/verbs.h"
#include "meterseal/chain/transaction_file.h"
#include "meterseal/meter/meter_service.h"
#include "meterseal/workspace/network.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct ChangeOptions {
    std::string organisation;  // "id:role:name" for add, else an id
    std::string publicKey;     // both empty: new keys are made in the key store
    std::string witnessKey;
    std::string validatorKey;  // of a consortium's validator; "none": it has none from now on
    std::string card;          // file: id, role, name and all keys
    std::string offer;         // file: signed into it, for the others to sign too
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

using MaybeCard = std::optional<Card>;

Result<MaybeCard> cardOf(const ChangeOptions& options)
{
    if (options.card.empty()) {
        return MaybeCard();
    }
    MS_ASSIGN(const std::string text, readFile(options.card));
    MS_ASSIGN(Card card, parseCard(text));
    return MaybeCard(std::move(card));
}

// Who is changed, with the keys that it has now.
Result<OrganisationBody> bodyOf(LedgerReader& reader, OrganisationAction action, const ChangeOptions& options,
                                const MaybeCard& card)
{
    OrganisationBody body;
    body.action = action;
    body.time = now();
    const bool consortium = reader.genesis().consortium();
    if (action == OrganisationAction::Add) {
        MS_ASSIGN(const NewOrganisation added,
                  card ? Result<NewOrganisation>(card->organisation) : parseOrganisationText(options.organisation));
        body.id = added.id;
        body.name = added.name;
        body.role = added.role;
        body.validatorKey = consortium ? std::optional(NamedValidatorKey{}) : std::nullopt;
        return body;
    }
    MS_ASSIGN(const Organisation known, findOrganisation(reader, card ? card->organisation.id : options.organisation));
    body.id = known.id;
    body.name = known.name;
    body.role = known.role;
    body.publicKey = known.publicKey;
    body.witnessKey = known.witnessKey;
    body.validatorKey = consortium ? std::optional(NamedValidatorKey{known.validatorKey}) : std::nullopt;
    return body;
}

Status putValidatorKey(const std::string& text, OrganisationBody& body)
{
    if (!body.validatorKey) {
        return usageError("This ledger is sealed by one party and has no validators: leave --validator-key out.");
    }
    if (text == "none") {
        body.validatorKey->key.reset();
        return {};
    }
    const auto bytes = Hash256::fromHex(text, "--validator-key");
    if (!bytes) {
        return usageError(bytes.error().message);
    }
    body.validatorKey->key = bytes->bytes;
    return {};
}

void putKeysOf(const Card& card, OrganisationBody& body)
{
    body.publicKey = card.publicKey;
    body.witnessKey = card.witnessKey;
    if (body.validatorKey) {
        body.validatorKey->key = card.node ? ValidatorKey(card.node->validatorKey) : ValidatorKey();
    }
}

using NewKeys = std::optional<crypto::OrganisationKey>;

// Puts the public keys into the body: those named, else those of new keys, which are given back.
Result<NewKeys> chooseKeys(OrganisationAction action, const ChangeOptions& options, const MaybeCard& card,
                           OrganisationBody& body)
{
    if (action == OrganisationAction::Retire) {
        return NewKeys();
    }
    const bool named = !options.publicKey.empty() || !options.witnessKey.empty();
    if (card) {
        if (named || !options.validatorKey.empty()) {
            return usageError("A card names all keys of its organisation; give the card or the keys.");
        }
        putKeysOf(*card, body);
        return NewKeys();
    }
    if (!options.validatorKey.empty()) {
        MS_TRY(putValidatorKey(options.validatorKey, body));
        if (action == OrganisationAction::Rotate && !named) {
            return NewKeys();  // the other two stay
        }
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

// Signed with the keys that lie here, for the others to sign too: nobody needs another's key.
Result<Outcome> runOfferChange(const Context& context, OrganisationAction action, const ChangeOptions& options)
{
    MS_ASSIGN(const MaybeCard card, cardOf(options));
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_TRY(workspace.checkHistory());
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
    MS_ASSIGN(OrganisationBody body, bodyOf(reader, action, options, card));
    MS_ASSIGN(const crypto::SecretBytes passphrase, readPassphrase(context));
    MS_ASSIGN(crypto::KeyStore keys, workspace.openKeys(passphrase));
    MS_ASSIGN(const NewKeys newKeys, chooseKeys(action, options, card, body));
    MS_ASSIGN(const std::vector<std::string> signers, signersOf(reader, keys, options.signers));
    TransactionOutbox outbox(workspace.genesis());
    MS_TRY(MeterService(outbox, keys).changeOrganisation(body, signers, newKeys ? &*newKeys : nullptr).status());
    MS_TRY(writeNewFile(options.offer, outbox.file()));
    if (context.json) {
        printJson(Json{{"file", options.offer}, {"organisation", body.id}, {"signers", signers}});
    } else {
        printLine(fmt::format("The change of {} is in {}, signed by {}. More than half of the organisations sign it "
                              "(tx sign); then any of them gives it to the ledger (tx import).",
                              body.id, printable(options.offer), fmt::join(signers, ", ")));
    }
    return Outcome::Done;
}

Result<Outcome> runChange(const Context& context, OrganisationAction action, const ChangeOptions& options)
{
    if (options.card.empty() == options.organisation.empty()) {
        return usageError("Name the organisation, or give its card; not both.");
    }
    if (!options.offer.empty()) {
        return runOfferChange(context, action, options);
    }
    MS_ASSIGN(const MaybeCard card, cardOf(options));
    MS_ASSIGN(const auto open, openForWriting(context));
    MS_ASSIGN(LedgerReader reader, open->openReader());
    MS_ASSIGN(OrganisationBody body, bodyOf(reader, action, options, card));
    MS_ASSIGN(const NewKeys newKeys, chooseKeys(action, options, card, body));
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
    verb->add_option("ORGANISATION", options->organisation, add ? "ID:ROLE:NAME" : "Its id");
    verb->add_option("--signer", options->signers,
                     "An organisation that consents (default: all whose keys are here; more than half must, a utility "
                     "and a manufacturer among them)")
        ->type_name("ID")
        ->allow_extra_args(false);
    verb->add_option("--offer", options->offer,
                     "Sign the change into this file instead, for the other organisations to sign with tx sign")
        ->type_name("FILE");
    if (action != OrganisationAction::Retire) {
        verb->add_option("--card", options->card, "Its card, with all its keys; then it is not named otherwise")
            ->type_name("FILE");
        verb->add_option("--validator-key", options->validatorKey,
                         "Of a consortium: the public key of its validator, or none; given alone the other keys stay")
            ->type_name("HEX");
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
              "--signer water --signer maker\n"
              "  meterseal-cli org add --card audit.mseal-card --offer add-audit.mseal-tx");
    addChange(*group, context, OrganisationAction::Rotate, "rotate", "Give an organisation new keys",
              "  meterseal-cli org rotate water\n"
              "  meterseal-cli org rotate water --validator-key 6f4d... --offer rotate-water.mseal-tx");
    addChange(*group, context, OrganisationAction::Retire, "retire", "Retire an organisation for good",
              "  meterseal-cli org retire audit");
}

}  // namespace meterseal::cli
