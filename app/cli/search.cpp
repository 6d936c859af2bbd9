// search: whatever a person has in hand (height, hash, address, meter number, organisation), found.
#include "cli/output.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "cli/verbs.h"
#include "meterseal/verify/find.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

// What to show of it, and the verb that shows all.
struct Shown {
    std::string what, command;
    Json row;
};
Shown shownOf(const BlockRow& row)
{
    return {fmt::format("block {} of {} with {} transactions", row.height, formatTimestamp(row.time), row.txCount),
            fmt::format("block {}", row.height), toJson(row)};
}
Shown shownOf(const TxRow& row)
{
    return {fmt::format("{} transaction in block {} of {}", toString(row.type), row.height, formatTimestamp(row.time)),
            fmt::format("tx {}", row.hash.hex()), toJson(row)};
}
Shown shownOf(const MeterRow& row)
{
    return {fmt::format("meter {} ({}, {}), {} batches", row.entry.mn, row.entry.manufacturer, stateText(row.entry),
                        row.batches),
            fmt::format("meter show {}", row.entry.address), toJson(row)};
}
Shown shownOf(const Organisation& organisation)
{
    return {fmt::format("{} \"{}\" ({}{})", organisation.id, organisation.name, toString(organisation.role),
                        organisation.active ? "" : ", retired"),
            fmt::format("txs --organisation {}", organisation.id), toJson(organisation)};
}

Error nothingFound(const std::string& text, const FindResult& found)
{
    std::vector<std::string_view> sought, near;
    for (const SoughtAs as : found.sought) {
        sought.push_back(toString(as));
    }
    for (const MeterRow& row : found.near) {
        near.push_back(row.entry.mn);
    }
    std::string message =
        fmt::format("Nothing on this ledger fits \"{}\". It was looked for as {}.", text, fmt::join(sought, ", "));
    if (!near.empty()) {
        message +=
            fmt::format(" Meters that come near: {}{}.", fmt::join(near, ", "), found.moreNear ? " and more" : "");
    }
    return makeError(ErrorCode::NotFound, "search.nothing", message);
}

Result<Outcome> runSearch(const Context& context, const std::string& text)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const FindResult found, find(reader, text));
    if (found.exact.empty() && found.partly.empty()) {
        return nothingFound(text, found);
    }
    Json rows = Json::array();
    for (const FoundRow& one : found.exact.empty() ? found.partly : found.exact) {
        const Shown shown = std::visit([](const auto& row) { return shownOf(row); }, one);
        if (context.json) {
            rows.push_back(Json{{"kind", kindOf(one)}, {"row", shown.row}});
        } else {
            printLine(printable(shown.what));
            printLine("    meterseal-cli " + printable(shown.command));
        }
    }
    if (context.json) {
        printJson(Json{{"rows", std::move(rows)}});
    } else if (found.morePartly) {
        printLine("There are more. Type more of it.");
    }
    return Outcome::Done;
}

}  // namespace

void addSearch(CLI::App& app, Context& context)
{
    CLI::App* verb =
        addVerb(app, "search", "Find a height, a hash, an address, a meter number, location or organisation",
                "  meterseal-cli search 401461713227\n"
                "  meterseal-cli search 3de0fcdd71995dd9b05cd82f27efbf161668eb192656d219e015fceafa3f290d");
    const auto text = std::make_shared<std::string>();
    verb->add_option("ANYTHING", *text, "What to look for")->required();
    onRun(verb, context, [&context, text] { return runSearch(context, *text); });
}

}  // namespace meterseal::cli
