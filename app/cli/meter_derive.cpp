// meter derive: does a password belong to this meter?
#include "cli/address.h"
#include "cli/input.h"
#include "cli/meter.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct DeriveOptions {
    std::string mn, location, manufacturer, address;
    bool revealPrivateKey = false;
};

// What the command line leaves out is taken from the ledger.
Status completeFromLedger(const Context& context, DeriveOptions& options)
{
    if (!options.location.empty() && !options.manufacturer.empty()) {
        return {};
    }
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const MeterRow meter, findMeter(reader, options.mn));
    options.mn = meter.entry.mn;
    options.location = options.location.empty() ? meter.entry.location : options.location;
    options.manufacturer = options.manufacturer.empty() ? meter.entry.manufacturer : options.manufacturer;
    options.address = options.address.empty() ? meter.entry.address : options.address;
    return {};
}

Result<Outcome> runDerive(const Context& context, DeriveOptions options)
{
    MS_TRY(completeFromLedger(context, options));
    MS_ASSIGN(const crypto::SecretBytes password, readSecretFromStandardInput("meter password"));
    MS_ASSIGN(const Wallet wallet, deriveWallet(options.mn, options.location, options.manufacturer, password));
    printWallet(wallet, options.revealPrivateKey, context.json);
    if (options.address.empty() || options.address == wallet.address) {
        return Outcome::Done;
    }
    note(fmt::format("The derived address is NOT {}: the password, the location or the manufacturer is another one.",
                     options.address));
    return Outcome::NotIntact;
}

}  // namespace

void addMeterDerive(CLI::App& group, Context& context)
{
    CLI::App* verb = addVerb(
        group, "derive",
        "Derive a meter's wallet from its password (standard input) and compare it with the registered one; exit 1 "
        "where they differ",
        "  meterseal-cli meter derive --mn 401461713227 < password\n"
        "  meterseal-cli meter derive --mn 401461713227 --location 'No. 12 Harbour Rd' --manufacturer Itron \\\n"
        "      --address HE9TDacanNaKdF31uebv17TcsRKhMZ69952FS4h5wipq < password");
    const auto options = std::make_shared<DeriveOptions>();
    verb->add_option("--mn", options->mn, "Meter number")->required();
    verb->add_option("--location", options->location, "Where it is installed (default: what the ledger says)");
    verb->add_option("--manufacturer", options->manufacturer, "Who made it (default: what the ledger says)");
    verb->add_option("--address", options->address, "Compare with this address (default: what the ledger says)");
    verb->add_flag("--reveal-private-key", options->revealPrivateKey, "Print the private key too");
    onRun(verb, context, [&context, options] { return runDerive(context, *options); });
}

}  // namespace meterseal::cli
