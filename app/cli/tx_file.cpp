// tx offer | sign | import: a review or a change of the members, signed on several machines, as a file.
#include "cli/tx_file.h"
#include "cli/files.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/session.h"
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/chain/transaction_file.h"
#include "meterseal/chain/tx_receipt.h"
#include "meterseal/meter/meter_service.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
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
    MS_TRY(workspace.checkHistory());  // a review of what another history says is a signature
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

struct SignOptions {
    std::string file, output, organisation;
};

// What a signature consents to, in words.
std::string inWords(const OrganisationBody& body)
{
    const std::string_view action = body.action == OrganisationAction::Add      ? "add"
                                    : body.action == OrganisationAction::Rotate ? "give new keys to"
                                                                                : "retire";
    std::string text = fmt::format("{} {} ({}, {}): public key {}, witness key {}", action, body.id, body.name,
                                   toString(body.role), body.publicKey.hex(), toHex(body.witnessKey));
    if (body.validatorKey) {
        text += body.validatorKey->key ? fmt::format(", validator key {}", toHex(*body.validatorKey->key))
                                       : std::string(", no validator");
    }
    return text;
}

// Adds this organisation's signature to every change of the members in the file, into another one.
Result<Outcome> runSign(const Context& context, const SignOptions& options)
{
    MS_ASSIGN(const std::string text, readFile(options.file));
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_TRY(workspace.checkHistory());
    MS_ASSIGN(const auto transactions, readTransactionFile(text, workspace.genesis()));
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
    MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
    MS_ASSIGN(const crypto::SecretBytes passphrase, readPassphrase(context));
    MS_ASSIGN(crypto::KeyStore keys, workspace.openKeys(passphrase));
    TransactionOutbox outbox(workspace.genesis());
    Json rows = Json::array();
    for (const Bytes& wire : transactions) {
        MS_ASSIGN(const Bytes more, withSignature(wire, workspace.genesis(), keys, options.organisation));
        MS_TRY(outbox.submit(more).status());
        MS_ASSIGN(const Transaction tx, decodeTransaction(more));
        const auto& body = std::get<OrganisationBody>(tx.header.body);
        std::vector<std::string> signers;
        for (const TxSignature& signature : tx.signatures) {
            const auto who = std::ranges::find_if(organisations, [&](const Organisation& one) {
                return one.active && one.publicKey == signature.publicKey;
            });
            signers.push_back(who == organisations.end() ? signature.publicKey.hex() : who->id);
        }
        const auto active = std::ranges::count(organisations, true, &Organisation::active);
        rows.push_back(Json{{"organisation", body.id}, {"signers", signers}, {"of", active}});
        if (!context.json) {
            printLine(printable(inWords(body)));
            printLine(fmt::format("signed by {} ({} of {}, more than half are needed)", fmt::join(signers, ", "),
                                  signers.size(), active));
        }
    }
    MS_TRY(writeNewFile(options.output, outbox.file()));
    if (context.json) {
        printJson(Json{{"file", options.output}, {"rows", std::move(rows)}});
    }
    return Outcome::Done;
}

// One file each for those that were taken.
Status writeReceipts(WritableChain& chain, const std::vector<Bytes>& transactions, const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    for (const Bytes& wire : transactions) {
        const Hash256 txHash = txHashOf(wire);
        const auto receipt = chain.receipt(txHash);
        if (receipt.ok()) {
            MS_TRY(writeNewFile(folder / fmt::format("{}{}", txHash.hex(), kTxReceiptSuffix), *receipt));
        } else if (receipt.error().code != ErrorCode::NotFound) {
            return receipt.error();
        }
    }
    return {};
}

// What became of a transaction that the sealer says it took.
Result<Outcome> runReceipt(const Context& context, const std::string& file)
{
    MS_ASSIGN(const std::string text, readFile(file));
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const TxReceipt receipt, checkTxReceipt(text, reader.genesis()));
    const auto row = reader.transactionByHash(receipt.txHash);
    if (!row.ok() && row.error().code != ErrorCode::NotFound) {
        return row.error();
    }
    const bool late =
        !row.ok() && now().ms - receipt.time.ms > std::chrono::milliseconds(kReceiptHonouredWithin).count();
    if (context.json) {
        printJson(Json{{"txHash", receipt.txHash.hex()},
                       {"takenAt", formatTimestamp(receipt.time)},
                       {"height", row.ok() ? Json(row->height) : Json()},
                       {"withheld", late}});
    } else {
        printLine(fmt::format("{} says that it took the transaction {} at {}.", reader.genesis().sealer.organisation,
                              receipt.txHash.hex(), formatTimestamp(receipt.time)));
        printLine(row.ok() ? fmt::format("It stands in block {}.", row->height)
                  : late ? std::string("It is NOT on this ledger, more than a day later: it was WITHHELD, unless newer "
                                       "blocks have it. Fetch what is new, and show the receipt to the other members.")
                         : std::string("It is not on this ledger yet. Fetch what is new, and look again."));
    }
    return late ? Outcome::NotIntact : Outcome::Done;
}

Result<Outcome> runImport(const Context& context, const std::string& file, const std::string& receipts)
{
    MS_ASSIGN(const std::string text, readFile(file));
    MS_ASSIGN(const auto open, openForWriting(context));
    MS_ASSIGN(const auto transactions, readTransactionFile(text, open->workspace().genesis()));
    Json rows = Json::array();
    std::size_t refused = 0;
    for (const Bytes& wire : transactions) {
        const auto taken = open->chain().submit(wire);
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
    MS_TRY(open->chain().flush());
    if (!receipts.empty()) {
        MS_TRY(writeReceipts(open->chain(), transactions, receipts));
    }
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

    const auto signing = std::make_shared<SignOptions>();
    CLI::App* sign = addVerb(tx, "sign", "Sign a change of the members that others signed, into another file",
                             "  meterseal-cli tx sign add-audit.mseal-tx --as maker --output add-audit-2.mseal-tx");
    sign->add_option("FILE", signing->file, "What org add, rotate or retire wrote with --offer")
        ->type_name("FILE")
        ->required();
    sign->add_option("--as", signing->organisation, "The organisation that signs")->type_name("ID")->required();
    sign->add_option("--output", signing->output, "The file with one signature more")->type_name("FILE")->required();
    onRun(sign, context, [&context, signing] { return runSign(context, *signing); });

    const auto file = std::make_shared<std::string>();
    CLI::App* import = addVerb(tx, "import", "Take transactions that others signed; exit 1 where one is refused",
                               "  meterseal-cli tx import reviews.mseal-tx");
    import->add_option("FILE", *file, "The file")->type_name("FILE")->required();
    const auto receipts = std::make_shared<std::string>();
    import->add_option("--receipts", *receipts, "Write a signed receipt for each one taken into this folder")
        ->type_name("FOLDER");
    onRun(import, context, [&context, file, receipts] { return runImport(context, *file, *receipts); });

    const auto note = std::make_shared<std::string>();
    CLI::App* receipt = addVerb(tx, "receipt",
                                "Check a receipt of the sealer, and whether the transaction is on the ledger; exit 1 "
                                "where it was withheld",
                                "  meterseal-cli tx receipt 5f0c....mseal-receipt");
    receipt->add_option("FILE", *note, "The receipt")->type_name("FILE")->required();
    onRun(receipt, context, [&context, note] { return runReceipt(context, *note); });
}

}  // namespace meterseal::cli
