// tx offer | import: a review signed on another machine, as a file.
#include "cli/tx_file.h"
#include "cli/files.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/session.h"
#include "meterseal/chain/transaction_file.h"
#include "meterseal/meter/meter_service.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct OfferOptions {
    std::vector<std::string> meters;
    std::string file, organisation, reason;
    bool approve = false, reject = false;
};

Result<Outcome> runOffer(const Context& context, const OfferOptions& options)
{
    if (options.approve == options.reject) {
        return usageError("tx offer needs one of --approve and --reject.");
    }
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(const crypto::SecretBytes passphrase, readPassphrase(context));
    MS_ASSIGN(crypto::KeyStore keys, workspace.openKeys(passphrase));
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
    TransactionOutbox outbox(workspace.genesis());
    MeterService service(outbox, keys);
    for (const std::string& text : options.meters) {
        MS_ASSIGN(const MeterRow meter, findMeter(reader, text));
        MS_TRY(service.review(meter.entry.registerTx, options.organisation, options.approve, options.reason).status());
    }
    MS_TRY(writeNewFile(options.file, outbox.file()));
    if (context.json) {
        printJson(Json{{"file", options.file}, {"transactions", outbox.transactions().size()}});
    } else {
        printLine(fmt::format("{} reviews by {} are in {}; give it to the party that seals.",
                              outbox.transactions().size(), options.organisation, printable(options.file)));
    }
    return Outcome::Done;
}

Result<Outcome> runImport(const Context& context, const std::string& file)
{
    MS_ASSIGN(const std::string text, readFile(file));
    MS_ASSIGN(const auto session, openSession(context));
    MS_ASSIGN(const auto transactions, readTransactionFile(text, session->workspace.genesis()));
    Json rows = Json::array();
    std::size_t refused = 0;
    for (const Bytes& wire : transactions) {
        const auto taken = session->chain->submit(wire);
        Json row{{"txHash", txHashOf(wire).hex()}, {"taken", taken.ok()}};
        row["reason"] = taken.ok() ? Json() : Json(taken.error().reason);
        rows.push_back(std::move(row));
        refused += taken.ok() ? 0 : 1;
        if (!context.json) {
            printLine(taken.ok() ? fmt::format("{} is taken.", taken->hex())
                                 : fmt::format("{} is refused: {} [{}]", txHashOf(wire).hex(), taken.error().message,
                                               taken.error().reason));
        }
    }
    MS_TRY(session->chain->flush());
    if (context.json) {
        printJson(Json{{"rows", std::move(rows)}});
    }
    return refused == 0 ? Outcome::Done : Outcome::NotIntact;
}

}  // namespace

void addTxFiles(CLI::App& tx, Context& context)
{
    CLI::App* offer = addVerb(tx, "offer", "Sign a review here, into a file for the party that seals",
                              "  meterseal-cli tx offer reviews.mseal-tx --review 0012 --review 0013 --approve \\\n"
                              "      --reason 'serial number known' --as maker");
    const auto options = std::make_shared<OfferOptions>();
    offer->add_option("FILE", options->file, "The file")->type_name("FILE")->required();
    offer->add_option("--review", options->meters, "Meter number, address or registration; may be given again")
        ->type_name("METER")
        ->required()
        ->allow_extra_args(false);
    offer->add_flag("--approve", options->approve, "Approve");
    offer->add_flag("--reject", options->reject, "Reject");
    offer->add_option("--reason", options->reason, "Why")->required();
    offer->add_option("--as", options->organisation, "The organisation that signs")->type_name("ID")->required();
    onRun(offer, context, [&context, options] { return runOffer(context, *options); });

    const auto file = std::make_shared<std::string>();
    CLI::App* import = addVerb(tx, "import", "Take transactions that others signed; exit 1 where one is refused",
                               "  meterseal-cli tx import reviews.mseal-tx");
    import->add_option("FILE", *file, "The file")->type_name("FILE")->required();
    onRun(import, context, [&context, file] { return runImport(context, *file); });
}

}  // namespace meterseal::cli
