// audit: who did what in this workspace, newest first; and whether the log is whole.
#include "cli/output.h"
#include "cli/paging.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct AuditOptions {
    PagingOptions paging;
    TimeRangeOptions range;
    std::string action, text;
    bool failed = false, verify = false;
};

Json toJson(const AuditEntry& entry)
{
    Json object{{"offset", entry.offset}, {"hash", entry.hash.hex()}};
    object["entry"] = entry.readable ? Json::parse(entry.line) : Json();
    if (!entry.readable) {
        object["line"] = printable(entry.line);
    }
    return object;
}

std::string inWords(const AuditFields& fields)
{
    std::string text;
    for (const auto& [name, value] : fields) {
        text += fmt::format("{}{}={}", text.empty() ? "" : " ", name, value);
    }
    return text;
}

Json toJson(const AuditBreak& broken)
{
    constexpr const char* kKinds[] = {"changed", "removed", "unreadable", "headLost"};
    return Json{{"kind", kKinds[static_cast<std::size_t>(broken.kind)]},
                {"line", broken.line},
                {"seq", broken.seq},
                {"last", broken.last}};
}

Result<Outcome> runVerify(const Context& context, const Workspace& workspace)
{
    const AuditLog log = workspace.auditLog();
    const auto known = workspace.knownAuditHead();
    if (!known.ok()) {
        note(printable(fmt::format("{} [{}]", known.error().message, known.error().reason)));
    }
    const InterruptGuard guard;
    std::stop_source stop;
    Progress progress(context);
    const auto check = log.check(
        [&](std::uint64_t done, std::uint64_t total) {
            progress.show("bytes checked", done, total);
            if (interrupted()) {
                stop.request_stop();
            }
        },
        stop.get_token(), known.ok() ? *known : std::nullopt);
    progress.clear();
    MS_TRY(check);
    const bool whole = check->whole() && known.ok();
    if (context.json) {
        Json breaks = Json::array();
        for (const AuditBreak& one : check->breaks) {
            breaks.push_back(toJson(one));
        }
        printJson(Json{{"whole", whole},
                       {"entries", check->entries},
                       {"head", check->head.hex()},
                       {"breakCount", check->breakCount},
                       {"breaks", std::move(breaks)},
                       {"cutBytes", check->cutBytes}});
        return whole ? Outcome::Done : Outcome::NotIntact;
    }
    for (const AuditBreak& one : check->breaks) {
        printLine(describe(one));
    }
    if (check->breakCount > check->breaks.size()) {
        printLine(fmt::format("... and {} more places.", check->breakCount - check->breaks.size()));
    }
    if (check->cutBytes > 0) {
        printLine(fmt::format("{} bytes at the end are a line that was never finished (a program was cut off).",
                              check->cutBytes));
    }
    printLine(fmt::format("{} entries: the chain {}. Head: {}", check->entries,
                          whole ? "is whole" : "is BROKEN, see above", check->head.hex()));
    return whole ? Outcome::Done : Outcome::NotIntact;
}

Result<Outcome> runAudit(const Context& context, const AuditOptions& options)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    const AuditLog log = workspace.auditLog();
    if (options.verify) {
        return runVerify(context, workspace);
    }
    AuditFilter filter;
    filter.action = options.action;
    filter.text = options.text;
    filter.outcome = options.failed ? AuditFilter::Outcome::Failed : AuditFilter::Outcome::Any;
    MS_ASSIGN(filter.from, options.range.parsedFrom());
    MS_ASSIGN(filter.to, options.range.parsedTo());
    const PagingOptions& paging = options.paging;
    MS_ASSIGN(const Page<AuditEntry> page, log.page(filter, paging.cursor(), paging.direction(), paging.limit));
    const std::optional<std::uint64_t> next =
        page.more && !page.rows.empty() ? std::optional(page.rows.back().offset) : std::nullopt;
    if (context.json) {
        Json rows = Json::array();
        for (const AuditEntry& entry : page.rows) {
            rows.push_back(toJson(entry));
        }
        printJson(pageToJson(std::move(rows), page.more, next));
        return Outcome::Done;
    }
    Table table({{"ENTRY", Table::Align::Right}, {"TIME"}, {"WHO"}, {"ACTION"}, {"RESULT"}, {"SUBJECT"}});
    for (const AuditEntry& entry : page.rows) {
        if (!entry.readable) {
            table.row({"?", "", "", "", "UNREADABLE", printable(entry.line.substr(0, 80))});
            continue;
        }
        const std::string who = entry.organisation.empty() ? entry.who() : entry.who() + "/" + entry.organisation;
        table.row({fmt::to_string(entry.seq), formatTimestamp(entry.time), printable(who), printable(entry.action),
                   entry.ok() ? "ok" : printable(entry.reason), printable(inWords(entry.subject))});
    }
    table.print();
    noteMore(paging, page.more, next);
    return Outcome::Done;
}

}  // namespace

void addAudit(CLI::App& app, Context& context)
{
    CLI::App* verb = addVerb(app, "audit",
                             "List who did what in this workspace, newest first; --verify checks the log's hash chain, "
                             "exit 1 where it is broken",
                             "  meterseal-cli audit\n"
                             "  meterseal-cli audit --action meter. --failed --from 2026-11-01\n"
                             "  meterseal-cli audit --verify --json");
    const auto options = std::make_shared<AuditOptions>();
    addPagingOptions(verb, options->paging, "offset");
    addTimeRangeOptions(verb, options->range, "time");
    verb->add_option("--action", options->action, "Of this action; a name that ends in a dot is a group: meter.")
        ->type_name("ID");
    verb->add_option("--text", options->text, "With this text anywhere in the entry")->type_name("TEXT");
    verb->add_flag("--failed", options->failed, "Only what was not done");
    verb->add_flag("--verify", options->verify, "Check the whole log instead of listing it");
    onRun(verb, context, [&context, options] { return runAudit(context, *options); });
}

}  // namespace meterseal::cli
