// address, meter derive: the wallet that four values give (PROTOCOL.md section 2).
#include "cli/address.h"

#include "cli/input.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "meterseal/meter/wallet.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct AddressOptions {
    std::string mn, location, manufacturer;
    bool revealPrivateKey = false;
};

Result<Outcome> runAddress(const Context& context, const AddressOptions& options)
{
    MS_ASSIGN(const crypto::SecretBytes password, readSecretFromStandardInput("meter password"));
    MS_ASSIGN(const Wallet wallet, deriveWallet(options.mn, options.location, options.manufacturer, password));
    printWallet(wallet, options.revealPrivateKey, context.json);
    return Outcome::Done;
}

}  // namespace

void printWallet(const Wallet& wallet, bool secrets, bool json)
{
    std::vector<std::pair<std::string, std::string>> fields;
    if (secrets) {  // the private key is the hash of the seed's hash, so the one is as secret as the other
        fields.emplace_back("seedHash", wallet.seedHash.hex());
        fields.emplace_back("privateKey", toHex(wallet.privateKey.secret().view()));
    }
    fields.emplace_back("publicKey", wallet.publicKey.hex());
    fields.emplace_back("publicKeyHash", wallet.publicKeyHash.hex());
    fields.emplace_back("address", wallet.address);
    if (!json) {
        printFields(fields);
        return;
    }
    Json object = Json::object();
    for (const auto& [name, value] : fields) {
        object[name] = value;
    }
    printJson(object);
}

void addAddress(CLI::App& app, Context& context)
{
    CLI::App* verb = addVerb(
        app, "address", "Derive a meter's wallet step by step; the password comes on standard input",
        "  meterseal-cli address --mn 401461713227 --location 'No. 12 Harbour Rd' --manufacturer Itron < password");
    const auto options = std::make_shared<AddressOptions>();
    verb->add_option("--mn", options->mn, "Meter number")->required();
    verb->add_option("--location", options->location, "Where the meter is installed")->required();
    verb->add_option("--manufacturer", options->manufacturer, "Who made the meter")->required();
    verb->add_flag("--reveal-private-key", options->revealPrivateKey,
                   "Print the secret steps too: the private key and seedHash, whose SHA-256 it is");
    onRun(verb, context, [&context, options] { return runAddress(context, *options); });
}

}  // namespace meterseal::cli
