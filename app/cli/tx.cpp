// txs, tx, tx decode: transactions of the ledger, and of anybody's bytes.
#include "cli/input.h"
#include "cli/output.h"
#include "cli/paging.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "cli/tx_file.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <charconv>
#include <memory>

namespace meterseal::cli {

namespace {

struct TxsOptions {
    PagingOptions paging;
    TxFilterOptions filter;
};

Result<Outcome> runTxs(const Context& context, const TxsOptions& options)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const TxFilter filter, toFilter(options.filter, reader));
    const PagingOptions& paging = options.paging;
    MS_ASSIGN(const Page<TxRow> page, reader.transactions(filter, paging.cursor(), paging.direction(), paging.limit));
    const auto next = page.rows.empty() ? std::nullopt : std::optional(page.rows.back().seq);
    if (context.json) {
        Json rows = Json::array();
        for (const TxRow& row : page.rows) {
            rows.push_back(toJson(row));
        }
        printJson(pageToJson(std::move(rows), page.more, next));
        return Outcome::Done;
    }
    Table table = txTable();
    for (const TxRow& row : page.rows) {
        addRow(table, row);
    }
    table.print();
    noteMore(paging, page.more, next);
    return Outcome::Done;
}

struct TxOptions {
    std::string which;
    bool wire = false;
    bool leaves = false;
};

Result<TxRow> findTx(LedgerReader& reader, const std::string& text)
{
    std::uint64_t seq = 0;
    const char* const end = text.data() + text.size();
    if (const auto parsed = std::from_chars(text.data(), end, seq);
        parsed.ec == std::errc() && parsed.ptr == end && text.size() < 2 * Hash256::kSize) {
        return reader.transaction(seq);
    }
    MS_ASSIGN(const Hash256 hash, parseHashOption(text, "TX"));
    return reader.transactionByHash(hash);
}

void printTx(const TxRow& row, const TxDocument& view)
{
    std::vector<std::pair<std::string, std::string>> fields{
        {"txHash", row.hash.hex()},
        {"seq", fmt::to_string(row.seq)},
        {"height", fmt::to_string(row.height)},
        {"block time", formatTimestamp(row.time)},
        {"type", std::string(toString(row.type))},
        {"bytes", fmt::to_string(row.bytes)},
        {"dataBlockHash", view.object["dataBlockHash"].get<std::string>()}};
    for (const auto& [name, value] : view.object["header"].items()) {
        fields.emplace_back("header " + name, value.is_string() ? value.get<std::string>() : value.dump());
    }
    for (const Json& signature : view.object["signatures"]) {
        fields.emplace_back("signed by", signature["publicKey"].get<std::string>() +
                                             (signature["valid"].get<bool>() ? " (holds)" : " (DOES NOT HOLD)"));
    }
    if (view.object["rootMatches"].is_boolean()) {
        fields.emplace_back("leaves", fmt::format("{}, {}", view.object["leafCount"].get<std::uint64_t>(),
                                                  view.object["rootMatches"].get<bool>() ? "their root matches"
                                                                                         : "their root DIFFERS"));
    }
    printFields(fields);
}

Result<Outcome> runTx(const Context& context, const TxOptions& options)
{
    if (options.which.empty()) {
        return usageError("tx needs a transaction hash or sequence number (or the verb decode).");
    }
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const TxRow row, findTx(reader, options.which));
    MS_ASSIGN(const Bytes wire, reader.wire(row.seq));
    if (options.wire) {
        printLine(toHex(wire));
        return Outcome::Done;
    }
    if (options.leaves) {
        MS_ASSIGN(const Transaction tx, decodeTransaction(wire));
        for (const Hash256& leaf : tx.leaves) {
            printLine(leaf.hex());
        }
        return Outcome::Done;
    }
    MS_ASSIGN(const TxDocument view, transactionDocument(wire));
    // The ledger found the bytes under this name; that they hash to it is checked here, not believed.
    const bool named = view.object["txHash"] == row.hash.hex();
    if (context.json) {
        Json object = toJson(row);
        object.update(view.object);
        printJson(object);
    } else {
        printTx(row, view);
    }
    if (!named) {
        note("The stored bytes do NOT hash to this transaction's name. Run fsck.");
    }
    return view.holds && named ? Outcome::Done : Outcome::NotIntact;
}

Result<Outcome> runDecode()
{
    MS_ASSIGN(const std::string hex, readStandardInput());
    MS_ASSIGN(const Bytes wire, fromHex(hex, "transaction"));
    MS_ASSIGN(const TxDocument view, transactionDocument(wire));
    printJson(view.object);
    return view.holds ? Outcome::Done : Outcome::NotIntact;
}

}  // namespace

void addTxs(CLI::App& app, Context& context)
{
    CLI::App* txs = addVerb(app, "txs", "List transactions, newest first",
                            "  meterseal-cli txs --type convert --meter 401461713227 --from 2026-11-01\n"
                            "  meterseal-cli txs --limit 100 --before 5000 --json");
    const auto listOptions = std::make_shared<TxsOptions>();
    addPagingOptions(txs, listOptions->paging, "sequence number");
    addTxFilterOptions(txs, listOptions->filter);
    onRun(txs, context, [&context, listOptions] { return runTxs(context, *listOptions); });

    CLI::App* tx = addVerb(app, "tx", "Show one transaction, its signatures and root checked",
                           "  meterseal-cli tx 3de0fcdd71995dd9b05cd82f27efbf161668eb192656d219e015fceafa3f290d\n"
                           "  meterseal-cli tx 17 --wire | meterseal-cli tx decode\n"
                           "  meterseal-cli tx 17 --leaves | meterseal-cli merkle root");
    const auto options = std::make_shared<TxOptions>();
    tx->add_option("TX", options->which, "Transaction hash or sequence number");
    CLI::Option* wire = tx->add_flag("--wire", options->wire, "Print only its wire bytes in hex");
    tx->add_flag("--leaves", options->leaves, "Print only its leaf hashes, one a line")->excludes(wire);
    onRun(tx, context, [&context, options] { return runTx(context, *options); });

    CLI::App* decode = addVerb(
        *tx, "decode",
        "Decode wire bytes (hex on standard input); exit 1 where a signature or the root does not hold, 3 where "
        "the bytes are not canonical",
        "  meterseal-cli tx decode < transaction.hex");
    onRun(decode, context, [] { return runDecode(); });
    addTxFiles(*tx, context);
}

}  // namespace meterseal::cli
