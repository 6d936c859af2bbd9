// init: a new workspace with its ledger, organisations and keys.
#include "cli/input.h"
#include "cli/organisation_text.h"
#include "cli/output.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

constexpr std::size_t kChainSuffixBytes = 4;

struct InitOptions {
    std::string chain;
    std::vector<std::string> organisations;
    std::string sealer;
};

Result<Outcome> runInit(const Context& context, const InitOptions& options)
{
    std::vector<NewOrganisation> organisations;
    for (const std::string& text : options.organisations) {
        MS_ASSIGN(NewOrganisation organisation, parseOrganisationText(text));
        organisations.push_back(std::move(organisation));
    }
    std::filesystem::path folder = context.workspaceFolder;
    if (folder.empty()) {
        MS_ASSIGN(folder, Workspace::defaultFolder());
    }
    // The chain id keeps transactions from being replayed on another ledger, so two ledgers should not share one.
    const std::string chain =
        options.chain.empty() ? "local-" + toHex(crypto::randomBytes(kChainSuffixBytes).view()) : options.chain;
    MS_ASSIGN(const crypto::SecretBytes passphrase, readPassphrase(context, true));
    MS_ASSIGN(const Workspace workspace, Workspace::create(folder, chain, organisations, passphrase, options.sealer));

    const Genesis& genesis = workspace.genesis();
    if (context.json) {
        Json list = Json::array();
        for (const Organisation& organisation : genesis.organisations) {
            list.push_back(toJson(organisation));
        }
        printJson(Json{{"workspace", workspace.folder().string()},
                       {"chain", genesis.chain},
                       {"fingerprint", workspace.fingerprint().hex()},
                       {"genesis", workspace.genesisFile().string()},
                       {"sealer", Json{{"organisation", genesis.sealer.organisation},
                                       {"publicKey", toHex(genesis.sealer.publicKey)}}},
                       {"organisations", std::move(list)}});
        return Outcome::Done;
    }
    printFields({{"workspace", workspace.folder().string()},
                 {"chain", genesis.chain},
                 {"fingerprint", workspace.fingerprint().hex()},
                 {"genesis", workspace.genesisFile().string()},
                 {"sealer", genesis.sealer.organisation}});
    printLine("");
    printOrganisations(genesis.organisations);
    note("Compare the fingerprint with the other parties. Keep the passphrase: without it the keys are lost.");
    return Outcome::Done;
}

}  // namespace

void addInit(CLI::App& app, Context& context)
{
    CLI::App* verb =
        addVerb(app, "init", "Make a workspace: a ledger, its organisations and their keys",
                "  meterseal-cli init --chain city-water --organisation 'water:utility:City Water' \\\n"
                "      --organisation 'maker:manufacturer:Itron' --organisation 'insurer:insurer:Ping An'\n"
                "  meterseal-cli -w /srv/meterseal --passphrase-fd 3 init --organisation ... 3< passphrase");
    const auto options = std::make_shared<InitOptions>();
    verb->add_option("--chain", options->chain, "Chain id, unique to this ledger (default: made up)")->type_name("ID");
    verb->add_option("--organisation", options->organisations,
                     "An organisation; roles: utility, manufacturer, insurer, auditor. At least one utility and one "
                     "manufacturer")
        ->type_name("ID:ROLE:NAME")
        ->required()
        ->allow_extra_args(false);
    verb->add_option("--sealer", options->sealer, "The organisation that makes the blocks (default: the first utility)")
        ->type_name("ID");
    onRun(verb, context, [&context, options] { return runInit(context, *options); });
}

}  // namespace meterseal::cli
