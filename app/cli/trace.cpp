// trace: a meter's batches, followed back along prev from its last one to its first.
#include "meterseal/verify/trace.h"
#include "cli/output.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct TraceOptions {
    std::string meter;
    std::size_t limit = 0;  // 0: all
};

struct Trace {
    std::vector<TraceLink> steps;
    Hash256 next;                      // where it would go on; zero at the first batch
    std::optional<std::string> fault;  // why the chain cannot be followed further
};

Result<Trace> follow(LedgerReader& reader, const MeterEntry& meter, std::size_t limit)
{
    Trace trace;
    trace.next = meter.lastConvert;
    while (!trace.next.isZero() && (limit == 0 || trace.steps.size() < limit)) {
        auto step = followLink(reader, trace.next, meter.address);
        if (!step) {
            if (step.error().reason.starts_with("trace.")) {
                trace.fault = step.error().message;
                return trace;
            }
            return step.error();
        }
        trace.next = step->prev;
        trace.steps.push_back(std::move(*step));
    }
    return trace;
}

void printTraceJson(const MeterRow& meter, const Trace& trace, bool complete)
{
    Json rows = Json::array();
    for (const TraceLink& step : trace.steps) {
        Json object = toJson(step.row);
        object["root"] = step.root.hex();
        object["prev"] = step.prev.hex();
        rows.push_back(std::move(object));
    }
    printJson(Json{{"mn", meter.entry.mn},
                   {"address", meter.entry.address},
                   {"rows", std::move(rows)},
                   {"complete", complete},
                   {"next", trace.next.isZero() ? Json() : Json(trace.next.hex())},
                   {"fault", trace.fault ? Json(*trace.fault) : Json()}});
}

void printTraceText(const MeterRow& meter, const Trace& trace, bool complete)
{
    constexpr auto kRight = Table::Align::Right;
    Table table({{"height", kRight}, {"anchored"}, {"records", kRight}, {"from"}, {"to"}, {"hash"}});
    std::uint64_t records = 0;
    for (const TraceLink& step : trace.steps) {
        records += step.row.count;
        table.row({fmt::to_string(step.row.height), formatTimestamp(step.row.time), fmt::to_string(step.row.count),
                   formatTimestamp(step.row.start), formatTimestamp(step.row.end), step.row.hash.hex()});
    }
    table.print();
    if (trace.fault) {
        printLine("The chain of batches is BROKEN: " + printable(*trace.fault));
    } else if (complete) {
        printLine(fmt::format("The chain of batches of meter {} is whole: {} batches, {} records, back to its first.",
                              meter.entry.mn, trace.steps.size(), records));
    } else {
        note("There are older batches; raise --limit.");
    }
}

Result<Outcome> runTrace(const Context& context, const TraceOptions& options)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const MeterRow meter, findMeter(reader, options.meter));
    MS_ASSIGN(Trace trace, follow(reader, meter.entry, options.limit));
    const bool complete = !trace.fault && trace.next.isZero();
    if (complete && trace.steps.size() != meter.batches) {
        trace.fault = fmt::format("{} batches are linked, but the ledger lists {} for this meter.", trace.steps.size(),
                                  meter.batches);
    }
    if (context.json) {
        printTraceJson(meter, trace, complete);
    } else {
        printTraceText(meter, trace, complete);
    }
    return trace.fault ? Outcome::NotIntact : Outcome::Done;
}

}  // namespace

void addTrace(CLI::App& app, Context& context)
{
    CLI::App* verb =
        addVerb(app, "trace", "Follow a meter's batches back to its first; exit 1 where the chain is broken",
                "  meterseal-cli trace 401461713227\n"
                "  meterseal-cli trace 401461713227 --limit 10 --json");
    const auto options = std::make_shared<TraceOptions>();
    verb->add_option("METER", options->meter, "Meter number or wallet address")->required();
    verb->add_option("--limit", options->limit, "Batches at most; 0: all")->capture_default_str()->type_name("N");
    onRun(verb, context, [&context, options] { return runTrace(context, *options); });
}

}  // namespace meterseal::cli
