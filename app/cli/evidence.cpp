// evidence make | show | repack: one file that shows, without ledger or network, which records were anchored, since
// when and on whose word.
#include "cli/input.h"
#include "cli/output.h"
#include "cli/paging.h"
#include "cli/profile_choice.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/sheet_text.h"
#include "cli/verbs.h"
#include "meterseal/base/process.h"
#include "meterseal/crypto/hash_file.h"
#include "meterseal/evidence/container.h"
#include "meterseal/evidence/inspect.h"
#include "meterseal/evidence/make.h"
#include "meterseal/workspace/published.h"
#include "meterseal/workspace/time_stamps.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

namespace fs = std::filesystem;

// ---- make ---------------------------------------------------------------------------------------------------------

struct MakeOptions {
    std::string file, record, output, presenter, presenterName, text;
    ReadingOptions reading;
    std::vector<std::string> meters;
    TimeRangeOptions range;
    std::optional<Height> at;
    bool complete = false, noOriginal = false, sign = false, replace = false;
};

Status fillRecords(const Context& context, const MakeOptions& options, std::optional<SpooledFile>& spooled,
                   EvidenceRequest& request)
{
    if (options.file.empty() == options.record.empty()) {
        return usageError("evidence make takes either a FILE of records or one --record.");
    }
    if (!options.record.empty()) {
        std::string text = options.record;
        if (text == "-") {
            MS_ASSIGN(text, readStandardInput());
        }
        MS_ASSIGN(HealthRecord record, parseRecord(text));
        request.records.push_back(std::move(record));
        return {};
    }
    MS_ASSIGN(spooled, spoolInput(options.file));
    request.file = spooled->path();
    MS_ASSIGN(request.profile, chooseProfile(context, request.file->string(), options.reading, "No bundle was made."));
    return {};
}

Result<Outcome> runMake(const Context& context, const MakeOptions& options)
{
    EvidenceRequest request;
    MS_ASSIGN(request.from, options.range.parsedFrom());
    MS_ASSIGN(request.to, options.range.parsedTo());
    std::optional<SpooledFile> spooled;
    MS_TRY(fillRecords(context, options, spooled, request));
    request.meters = options.meters;
    request.complete = options.complete;
    request.original = !options.noOriginal;
    request.checkpoint = options.at;
    request.presenterOrganisation = options.presenter;
    request.presenterName = options.presenterName;
    request.text = options.text;
    request.program = std::string("MeterSeal ") + METERSEAL_VERSION;
    request.time = now();
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    std::optional<crypto::KeyStore> keys;
    if (options.sign) {
        MS_ASSIGN(const crypto::SecretBytes passphrase, readPassphrase(context));
        MS_ASSIGN(keys, workspace.openKeys(passphrase));
        const auto* key = keys->organisation(options.presenter);
        if (key == nullptr) {
            return usageError("--sign needs --presenter with an organisation whose key lies in this workspace.");
        }
        request.presenterKey = &key->key;
    }
    MS_ASSIGN(LedgerReader reader, openReader(workspace));
    MS_ASSIGN(request.earlier, publishedHeights(workspace.folder(), reader));
    MS_ASSIGN(request.timeStamps, timeStamps(workspace.folder(), reader));
    MS_ASSIGN(const EvidenceFile made, makeEvidence(reader, request));
    const fs::path file = options.output.empty() ? fs::path(made.name) : fs::path(options.output);
    MS_TRY(saveEvidence(file, made.bytes, options.replace ? Replace::Yes : Replace::No));
    if (context.json) {
        printJson(Json{{"file", file.string()},
                       {"sha256", made.sha256.hex()},
                       {"bytes", made.bytes.size()},
                       {"fingerprint", workspace.fingerprint().hex()},
                       {"checkpoint", made.checkpoint},
                       {"batches", made.batches},
                       {"shown", made.shown},
                       {"withheld", made.withheld},
                       {"altered", made.altered},
                       {"unplaced", made.unplaced},
                       {"rejected", made.rejected}});
    } else {
        printFields(
            {{"bundle", printable(file.string())},
             {"SHA-256", made.sha256.hex()},
             {"records", fmt::format("{} shown in {} batches, {} withheld", made.shown, made.batches, made.withheld)},
             {"checkpoint", fmt::format("block {}", made.checkpoint)},
             {"fingerprint", workspace.fingerprint().hex()}});
        if (made.withheld > 0) {
            note("The leaves of this ledger are open: who has the bundle can find a withheld record by trying values.");
        }
        if (made.altered + made.unplaced > 0) {
            note(fmt::format("{} records are NOT the anchored ones at their places, {} stand in no batch: the bundle "
                             "shows that.",
                             made.altered, made.unplaced));
        }
        if (made.rejected > 0) {
            note(fmt::format("{} rows of the file could not be read and are not in the bundle's records.",
                             made.rejected));
        }
    }
    return Outcome::Done;
}

// ---- show ---------------------------------------------------------------------------------------------------------

struct ShowOptions {
    std::string file;
    std::vector<std::string> fingerprints, sheets, authorities;
    bool own = false, steps = false;
};

Result<EvidenceTrust> trustOf(const Context& context, const ShowOptions& options)
{
    EvidenceTrust trust;
    for (const std::string& text : options.fingerprints) {
        MS_ASSIGN(const Hash256 fingerprint, parseHashOption(text, "--fingerprint"));
        trust.fingerprints.push_back(fingerprint);
    }
    if (options.own) {
        MS_ASSIGN(const Workspace workspace, openWorkspace(context));
        trust.fingerprints.push_back(workspace.fingerprint());
    }
    for (const std::string& file : options.sheets) {
        MS_ASSIGN(const std::string text, readSheetText(file));
        MS_ASSIGN(KeptCheckpoint sheet, readKeptCheckpoint(text));
        trust.sheets.push_back(std::move(sheet));
    }
    for (const std::string& file : options.authorities) {
        MS_ASSIGN(const std::string text, readTextFile(file, 1u << 20));
        trust.timeAuthorities += text + '\n';
    }
    return trust;
}

std::string_view signOf(EvidenceResult result)
{
    switch (result) {
    case EvidenceResult::Holds:
        return "ok";
    case EvidenceResult::Fails:
        return "FAIL";
    case EvidenceResult::Open:
        return "OPEN";
    case EvidenceResult::Absent:
        return "-";
    default:
        return "not checked";
    }
}

void printReport(const EvidenceReport& report, bool steps)
{
    printFields({{"records", printable(report.records.text)},
                 {"since when", printable(report.since.text)},
                 {"on whose word", printable(report.word.text)}});
    if (report.claim) {
        printFields({{"says the presenter",
                      printable(fmt::format("{} ({})", report.claim->text, report.claim->presenterName))}});
    }
    printFields({{"bundle", fmt::format("{} bytes, SHA-256 {}", report.bytes, report.sha256.hex())}});
    Table table({{"step", Table::Align::Right}, {"of"}, {"result"}, {"found"}});
    for (const EvidenceStep& step : report.steps) {
        const bool trouble = step.result == EvidenceResult::Fails || step.result == EvidenceResult::Open;
        if (steps || trouble) {
            const std::string found =
                trouble ? fmt::format("[{}] expected: {}; found: {}", step.reason, step.expected, step.found)
                        : step.found;
            table.row({std::to_string(step.number), std::string(step.name), std::string(signOf(step.result)),
                       printable(found)});
        }
    }
    if (!table.empty()) {
        table.print();
    }
    for (const EvidenceFinding& finding : report.findings) {
        printLine(printable(fmt::format("batch {}, record {}: {} {} {}", finding.index, finding.leaf + 1,
                                        toString(finding.finding.verdict), canonicalRecord(*finding.finding.record),
                                        finding.finding.message)));
    }
    for (const std::string& text : report.notes) {
        printLine(printable("Note: " + text));
    }
}

Result<Outcome> runShow(const Context& context, const ShowOptions& options)
{
    MS_ASSIGN(const EvidenceTrust trust, trustOf(context, options));
    MS_ASSIGN(const EvidenceReport report, inspectEvidenceFile(options.file, trust));
    if (context.json) {
        printJson(toJson(report));
    } else {
        printReport(report, options.steps);
    }
    return report.verdict == EvidenceVerdict::Holds ? Outcome::Done : Outcome::NotIntact;
}

// ---- report -------------------------------------------------------------------------------------------------------

struct ReportOptions {
    ShowOptions trust;
    std::string output, language, time;
};

// The report is laid out by the desktop program, which has the fonts and the words.
Result<Outcome> runReport(const Context& context, const ReportOptions& options)
{
    MS_ASSIGN(const EvidenceTrust trust, trustOf(context, options.trust));
    ChildCommand command{desktopProgram()};
    command.arguments = {"--evidence-report", options.output};
    for (const Hash256& fingerprint : trust.fingerprints) {
        command.arguments.insert(command.arguments.end(), {"--fingerprint", fingerprint.hex()});
    }
    for (const std::string& sheet : options.trust.sheets) {
        command.arguments.insert(command.arguments.end(), {"--sheet", sheet});
    }
    for (const std::string& authority : options.trust.authorities) {
        command.arguments.insert(command.arguments.end(), {"--time-authority", authority});
    }
    if (!options.language.empty()) {
        command.arguments.insert(command.arguments.end(), {"--language", options.language});
    }
    if (!options.time.empty()) {
        command.arguments.insert(command.arguments.end(), {"--time", options.time});
    }
    command.arguments.insert(command.arguments.end(), {"--", options.trust.file});
    auto started = ChildProcess::start(command);
    if (!started) {
        return makeError(ErrorCode::NotFound, "evidence.no-desktop",
                         "The report is laid out by the desktop program \"meterseal\", which could not be started: " +
                             started.error().message + " No report was written. Install it, or use `evidence show`.");
    }
    const ChildEnd end = started->wait();
    if (end.code != 0 && end.code != 1) {
        return makeError(ErrorCode::Io, "evidence.report",
                         "The report was not written (" + describe(end) +
                             "); the lines above say why. A file of that "
                             "name is as it was.");
    }
    MS_ASSIGN(const Hash256 sum, hashFile(options.output));
    if (context.json) {
        printJson(Json{{"file", options.output}, {"sha256", sum.hex()}, {"holds", end.code == 0}});
    } else {
        printFields({{"report", printable(options.output)}, {"SHA-256", sum.hex()}});
    }
    return end.code == 0 ? Outcome::Done : Outcome::NotIntact;
}

struct RepackOptions {
    std::string from, output;
    bool replace = false;
};

Result<Outcome> runRepack(const Context& context, const RepackOptions& options)
{
    MS_ASSIGN(const Bytes bytes, repackEvidence(options.from));
    MS_TRY(saveEvidence(options.output, bytes, options.replace ? Replace::Yes : Replace::No));
    const EvidenceReport report = inspectEvidence(bytes, {});
    const bool same = report.steps[1].result == EvidenceResult::Holds;
    if (context.json) {
        printJson(Json{{"file", options.output}, {"sha256", report.sha256.hex()}, {"sumsHold", same}});
    } else {
        printLine(fmt::format("{}: {}", printable(options.output),
                              same ? "every member is as SHA256SUMS lists it."
                                   : "this is NOT what was packed: " + printable(report.steps[1].found)));
    }
    return same ? Outcome::Done : Outcome::NotIntact;
}

void addMake(CLI::App& group, Context& context)
{
    CLI::App* verb = addVerb(
        group, "make", "Make a bundle from a record file, or from one record",
        "  meterseal-cli evidence make november.csv --meter 401461713227\n"
        "  meterseal-cli evidence make november.csv --from 2026-11-03 --to 2026-11-03 --output claim.mseal.zip\n"
        "  meterseal-cli evidence make --record "
        "'{\"alarmCode\":\"LEAK\",\"alarmTime\":\"2026-11-20T06:00:14.370Z\",\"mn\":\"401461713227\",\"value\":1.5}'");
    const auto options = std::make_shared<MakeOptions>();
    verb->add_option("FILE", options->file, "The record file, as the meters sent it");
    addReadingOptions(verb, options->reading);
    verb->add_option("--record", options->record, "One record as JSON; - reads it from standard input")
        ->type_name("JSON");
    verb->add_option("--meter", options->meters, "Only this meter's records (may be given again)")->type_name("MN");
    addTimeRangeOptions(verb, options->range, "record time; leaves of the same batches outside it are withheld");
    verb->add_flag("--complete", options->complete, "Claim all batches of the meters up to the checkpoint");
    verb->add_flag("--no-original", options->noOriginal, "Leave the file's own bytes out");
    verb->add_option("--at", options->at, "Under this block's checkpoint (default: the newest cosigned one)")
        ->type_name("HEIGHT");
    verb->add_option("--presenter", options->presenter, "Organisation that presents it")->type_name("ID");
    verb->add_option("--presenter-name", options->presenterName, "Who presents it, in words")->type_name("TEXT");
    verb->add_option("--text", options->text, "What it is for, in words")->type_name("TEXT");
    verb->add_flag("--sign", options->sign, "Sign as the presenter with the organisation's key");
    verb->add_option("-o,--output", options->output,
                     "Write to this file (default: a name made of chain, meter and days)")
        ->type_name("FILE");
    verb->add_flag("--force", options->replace, "Replace the file");
    onRun(verb, context, [&context, options] { return runMake(context, *options); });
}

}  // namespace

void addEvidence(CLI::App& app, Context& context)
{
    CLI::App* group = addGroup(app, "evidence", "Evidence bundles: one file that stands alone",
                               "  meterseal-cli evidence show claim.mseal.zip --fingerprint 8da49dc6...");
    addMake(*group, context);
    CLI::App* show = addVerb(
        *group, "show", "Verify a bundle, without ledger or network; exit 1 where a line of its verdict is not green",
        "  meterseal-cli evidence show claim.mseal.zip --fingerprint 8da49dc6... --steps\n"
        "  meterseal-cli evidence show claim.mseal.zip --own --sheet january.note --json");
    const auto options = std::make_shared<ShowOptions>();
    show->add_option("FILE", options->file, "The bundle")->required();
    show->add_option("--fingerprint", options->fingerprints,
                     "A ledger's fingerprint that you compared (may be given again)")
        ->type_name("HEX");
    show->add_flag("--own", options->own, "Trust the fingerprint of the workspace's ledger");
    show->add_option("--sheet", options->sheets, "A checkpoint that you kept (may be given again)")->type_name("FILE");
    show->add_option("--time-authority", options->authorities,
                     "Certificates (PEM) of time stamp authorities whose word counts (may be given again)")
        ->type_name("FILE");
    show->add_flag("--steps", options->steps, "List every step");
    onRun(show, context, [&context, options] { return runShow(context, *options); });

    CLI::App* report =
        addVerb(*group, "report", "The report of a bundle for courts and insurers, as PDF; exits as show",
                "  meterseal-cli evidence report claim.mseal.zip --fingerprint 8da49dc6... -o report.pdf\n"
                "  meterseal-cli evidence report claim.mseal.zip --own --language zh -o report.pdf");
    const auto reporting = std::make_shared<ReportOptions>();
    report->add_option("FILE", reporting->trust.file, "The bundle")->required();
    report->add_option("-o,--output", reporting->output, "Write to this file")->required()->type_name("FILE");
    report
        ->add_option("--fingerprint", reporting->trust.fingerprints,
                     "A ledger's fingerprint that you compared (may be given again)")
        ->type_name("HEX");
    report->add_flag("--own", reporting->trust.own, "Trust the fingerprint of the workspace's ledger");
    report->add_option("--sheet", reporting->trust.sheets, "A checkpoint that you kept (may be given again)")
        ->type_name("FILE");
    report
        ->add_option("--time-authority", reporting->trust.authorities,
                     "Certificates (PEM) of time stamp authorities whose word counts (may be given again)")
        ->type_name("FILE");
    report->add_option("--language", reporting->language, "Its language: en or zh (default: yours)")
        ->check(CLI::IsMember({"en", "zh"}));
    report->add_option("--time", reporting->time, "The time that stands on it (default: now): the same bytes again")
        ->type_name("TIME");
    onRun(report, context, [&context, reporting] { return runReport(context, *reporting); });

    CLI::App* repack = addVerb(*group, "repack", "The canonical file of a bundle that was unpacked or packed anew",
                               "  meterseal-cli evidence repack folder/ --output claim.mseal.zip");
    const auto packing = std::make_shared<RepackOptions>();
    repack->add_option("FROM", packing->from, "A ZIP file or a folder")->required();
    repack->add_option("-o,--output", packing->output, "Write to this file")->required()->type_name("FILE");
    repack->add_flag("--force", packing->replace, "Replace the file");
    onRun(repack, context, [&context, packing] { return runRepack(context, *packing); });
}

}  // namespace meterseal::cli
