// verify FILE, verify --record: are these the records that were anchored?
#include "cli/findings.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/paging.h"
#include "cli/profile_choice.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/table_file.h"
#include "cli/verbs.h"
#include "cli/verify_compare.h"
#include "meterseal/source/record_source.h"
#include "meterseal/upload/uploader.h"
#include "meterseal/verify/file_originals.h"
#include "meterseal/verify/file_verification.h"
#include "meterseal/verify/time_shift.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <set>

namespace meterseal::cli {

namespace fs = std::filesystem;

namespace {

constexpr double kSearchSeconds = 10;
constexpr std::size_t kMostCodes = 64;  // that a search tries

struct VerifyFileOptions {
    std::string file, findings, format, rejects, record, claimTx;
    ReadingOptions reading;
    std::optional<std::uint32_t> claimIndex;
    TimeRangeOptions range;
    std::string meters, checkpoint;
    std::vector<std::string> compare;  // further files
    std::optional<double> search;      // seconds
    int registerDigits = 0;
    bool extract = false;
    bool showIntact = false;
    bool replace = false;
};

// No verdict without it: the ledger may be one party's.
void printWord(const std::optional<Endorsements>& word, Timestamp at)
{
    if (word) {
        printLine(fmt::format("On whose word: the ledger is {}.", printable(describe(*word, at))));
    }
}

// ---- one record ---------------------------------------------------------------------------------------------------

Result<std::optional<Claim>> claimOf(const VerifyFileOptions& options)
{
    if (options.claimTx.empty()) {
        if (options.claimIndex) {
            return usageError("--claim-index needs --claim-tx.");
        }
        return std::optional<Claim>();
    }
    MS_ASSIGN(const Hash256 tx, parseHashOption(options.claimTx, "--claim-tx"));
    return std::optional(Claim{tx, options.claimIndex});
}

Result<Outcome> runRecord(const Context& context, const VerifyFileOptions& options)
{
    MS_ASSIGN(const std::optional<Claim> claim, claimOf(options));
    std::string text = options.record;
    if (text == "-") {
        MS_ASSIGN(text, readStandardInput());
    }
    MS_ASSIGN(const HealthRecord record, parseRecord(text));
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const Finding finding, Verifier(reader).verifyRecord(record, claim));
    const auto told = endorsementsOfLedger(reader);
    const std::optional<Endorsements> word = told.ok() ? *told : std::nullopt;  // damage there decides nothing here
    if (context.json) {
        Json object = toJson(finding);
        object["endorsement"] = word ? Json(describe(*word, now())) : Json();
        printJson(object);
    } else {
        printLine(toText(finding));
        printWord(word, now());
        if (finding.tx) {
            printLine(fmt::format("              transaction {}", finding.tx->hex()));
        }
    }
    if (finding.verdict == Verdict::Undetermined) {
        return makeError(ErrorCode::Unavailable, finding.reason, "The record could not be decided: " + finding.message);
    }
    return finding.verdict == Verdict::Intact ? Outcome::Done : Outcome::NotIntact;
}

// ---- a file -------------------------------------------------------------------------------------------------------

// --rejects, else a file named after this one and the time in the workspace: never beside the evidence itself.
Result<fs::path> rejectsPath(const Context& context, const VerifyFileOptions& options)
{
    if (!options.rejects.empty()) {
        return fs::path(options.rejects);
    }
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    std::error_code error;
    fs::create_directories(workspace.rejectsFolder(), error);
    std::string stamp = formatTimestamp(now());
    std::erase(stamp, ':');
    return workspace.rejectsFolder() / fmt::format("{}.{}.csv", fs::path(options.file).filename().string(), stamp);
}

struct Sinks {
    const Context& context;
    Progress progress;
    std::unique_ptr<TableFile> findings;  // null: standard output
    bool flat = false;                    // findings are a CSV file
    OpenPlaces open;                      // to be searched for
    std::optional<Error> failed;

    void take(const Json& finding, const std::string& text)
    {
        if (findings != nullptr) {
            if (const Status written = findings->row(flat ? flattened(finding) : finding); !written && !failed) {
                failed = written.error();
            }
            return;
        }
        progress.clear();
        if (context.json) {
            printJson(finding);
        } else {
            printLine(text);
        }
    }
    void show(const FileVerificationProgress& at)
    {
        using Step = FileVerificationProgress::Step;
        if (at.step == Step::Hashing) {
            progress.show("hashing", at.bytesHashed, at.verify.bytesTotal);
        } else if (at.step == Step::Reading) {
            progress.show("reading", at.verify.bytesRead, at.verify.bytesTotal);
        } else {
            progress.show("comparing records", at.verify.recordsDone, at.verify.recordsTotal);
        }
    }
};

Result<Outcome> outcomeOf(const VerifySummary& summary)
{
    if (summary.cancelled) {
        return makeError(ErrorCode::Cancelled, "verify.cancelled",
                         "The check was stopped; what was found so far is told above, the rest was NOT checked.");
    }
    if (summary.passes()) {
        return Outcome::Done;
    }
    const std::uint64_t undetermined = summary.count(Verdict::Undetermined);
    std::uint64_t all = 0;
    for (const std::uint64_t count : summary.byVerdict) {
        all += count;
    }
    if (undetermined > 0 && undetermined + summary.count(Verdict::Intact) == all && summary.rejected == 0) {
        return makeError(ErrorCode::Unavailable, "verify.undetermined",
                         fmt::format("{} records could not be decided; no other record differs.", undetermined));
    }
    if (summary.intact() && !summary.complete()) {
        return makeError(ErrorCode::Unavailable, "verify.undetermined",
                         "Each record is the anchored one, but whether the file lacks any could not be decided: " +
                             summary.scope.absentUnknown);
    }
    return Outcome::NotIntact;
}

// Where hardly a record is intact: by how much all times are off, if that is what is wrong.
Result<std::optional<std::chrono::minutes>> shiftOf(const Context& context, const std::string& file,
                                                    const MappingProfile& profile, const VerifySummary& summary)
{
    constexpr std::size_t kLookedAt = 60;
    std::uint64_t others = 0;
    for (const std::uint64_t count : summary.byVerdict) {
        others += count;
    }
    others -= summary.count(Verdict::Intact);
    if (summary.cancelled || others < summary.count(Verdict::Intact)) {
        return std::optional<std::chrono::minutes>();
    }
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const std::unique_ptr<RecordSource> source, RecordSource::open(file, profile, {}));
    std::vector<SourceRow> rows;
    MS_TRY(source->read(rows, kLookedAt).status());
    std::vector<HealthRecord> records;
    for (const SourceRow& row : rows) {
        records.push_back(row.record);
    }
    return shiftThatFits(reader, records);
}

Result<FileVerification> checkFile(const Context& context, const FileVerificationRequest& request, Sinks& sinks,
                                   RejectsFile& rejects)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_TRY(openReader(workspace));  // warns where the ledger is not what was seen of it
    const InterruptGuard interrupt;
    std::stop_source stop;
    FileVerificationSinks told;
    told.finding = [&](const Finding& finding) {
        sinks.open.take(finding);
        sinks.take(toJson(finding), toText(finding));
    };
    told.reject = [&](const RejectedRow& row) {
        if (const Status written = rejects.add(row); !written && !sinks.failed) {
            sinks.failed = written.error();
        }
        sinks.take(toJson(row), toText(row));
    };
    told.progress = [&](const FileVerificationProgress& at) {
        if (at.step != FileVerificationProgress::Step::Hashing) {
            // What was read, so that nobody can say later that it was another file.
            (*context.audited)["sha256"] = at.soFar.sha256.hex();
        }
        sinks.show(at);
        if (interrupted() || sinks.failed) {
            stop.request_stop();
        }
    };
    auto verified = verifyRecordFile([&] { return workspace.openReader(); }, request, told, stop.get_token());
    sinks.progress.clear();
    if (sinks.failed) {
        return *sinks.failed;
    }
    return verified;
}

// What was anchored where the file holds another record or none. An interrupt ends the search alone.
Result<FileOriginals> searchFor(const Context& context, const VerifyFileOptions& options,
                                const FileVerificationRequest& request, Sinks& sinks)
{
    FileOriginalsOptions searching;
    searching.longest =
        std::chrono::milliseconds(static_cast<std::int64_t>(options.search.value_or(kSearchSeconds) * 1000));
    searching.registerDigits = options.registerDigits;
    if (const auto workspace = openWorkspace(context); workspace.ok()) {  // codes that went through its uploader
        const auto counts = readAlarmCounts(workspace->journalFolder(), Timestamp{0}, now());
        std::set<std::string> codes;
        for (const AlarmCountRow& row : counts.ok() ? counts->rows : std::vector<AlarmCountRow>()) {
            if (codes.size() < kMostCodes) {
                codes.insert(row.alarmCode);
            }
        }
        searching.alarmCodes.assign(codes.begin(), codes.end());
    }
    const InterruptGuard interrupt;
    std::stop_source stop;
    auto found = searchFileOriginals(
        request.file, request.profile, sinks.open, searching,
        [&](std::uint64_t guesses) {
            sinks.progress.show("guesses at what was anchored", guesses, 0);
            if (interrupted()) {
                stop.request_stop();
            }
        },
        stop.get_token());
    sinks.progress.clear();
    return found;
}

Json toJson(const FileOriginals& all)
{
    Json found = Json::array();
    for (const FileOriginal& one : all.found) {
        found.push_back({{"txHash", one.tx.hex()},
                         {"leafIndex", one.leafIndex},
                         {"height", one.height ? Json(*one.height) : Json()},
                         {"expectedLeaf", one.original.leaf.hex()},
                         {"anchored", Json::parse(canonicalRecord(one.original.record))},
                         {"foundBy", one.original.kind}});
    }
    return Json{{"found", std::move(found)},
                {"places", all.places},
                {"leftOut", all.leftOut},
                {"candidates", all.candidates},
                {"whole", all.whole}};
}

Result<Coverage> coverageOf(const VerifyFileOptions& options)
{
    if (options.extract) {
        return options.meters.empty() ? Result<Coverage>(Coverage::Extract)
                                      : usageError("--extract and --meters say different things of the file.");
    }
    if (options.meters == "all") {
        return Coverage::AllMeters;
    }
    if (options.meters.empty() || options.meters == "file") {
        return options.meters.empty() ? Coverage::NotStated : Coverage::FileMeters;
    }
    return usageError("--meters takes all (the file holds all records of all meters) or file (all records of its own "
                      "meters).");
}

Result<Outcome> runFile(const Context& context, const VerifyFileOptions& options)
{
    FileVerificationRequest request;
    MS_ASSIGN(const SpooledFile spooled, spoolInput(options.file));
    request.file = spooled.path();
    request.reportIntact = options.showIntact;
    MS_ASSIGN(request.coverage, coverageOf(options));
    MS_ASSIGN(request.from, options.range.parsedFrom());
    MS_ASSIGN(request.to, options.range.parsedTo());
    if (request.from && request.to && *request.to < *request.from) {
        return usageError("The range ends before it begins: --to is earlier than --from.");
    }
    Sinks sinks{context, Progress(context), nullptr, false, {}, std::nullopt};
    if (!options.findings.empty()) {
        MS_ASSIGN(const TableFormat format, parseTableFormat(options.format, options.findings));
        MS_ASSIGN(sinks.findings, TableFile::open(options.findings, format, options.replace));
        sinks.flat = format == TableFormat::Csv;
        MS_TRY(sinks.findings->columns(flattened(toJson(Finding{}))));
    }
    MS_ASSIGN(const fs::path rejectsFile, rejectsPath(context, options));
    RejectsFile rejects(rejectsFile, fs::path(options.file).filename().string());
    MS_ASSIGN(request.profile, chooseProfile(context, request.file.string(), options.reading, "Nothing was checked."));

    MS_ASSIGN(const FileVerification verified, checkFile(context, request, sinks, rejects));
    for (const SuggestionNote& said : verified.notes) {
        if (!options.reading.profile.empty()) {  // a suggestion has told them
            note(said.message);
        }
    }
    MS_TRY(rejects.close());
    MS_ASSIGN(const std::optional<std::chrono::minutes> shift,
              shiftOf(context, request.file.string(), request.profile, verified.summary));
    if (sinks.findings != nullptr) {
        MS_TRY(sinks.findings->close());
    }
    std::optional<FileOriginals> originals;
    if (!sinks.open.empty() && options.search.value_or(kSearchSeconds) > 0 && !verified.summary.cancelled) {
        MS_ASSIGN(originals, searchFor(context, options, request, sinks));
    }
    const bool anyRejected = rejects.count() > 0;
    if (context.json) {
        Json object = toJson(verified);
        object["timesOffByMinutes"] = shift ? Json(shift->count()) : Json();
        object["search"] = originals ? toJson(*originals) : Json();
        object["rejectsFile"] = anyRejected ? Json(rejectsFile.string()) : Json();
        printJson(Json{{"summary", std::move(object)}});
    } else {
        if (originals) {
            for (const FileOriginal& one : originals->found) {
                printLine(printable(describe(one)));
            }
            printLine(describe(*originals));
        }
        printLine(printable(describe(verified.summary)));
        printWord(verified.word, verified.began);
        if (shift) {
            printLine(shiftInWords(*shift));
        }
        if (anyRejected) {
            printLine(fmt::format("The {} rejected rows, with reasons: {}", rejects.count(), rejectsFile.string()));
        }
        if (sinks.findings != nullptr) {
            printLine(fmt::format("The {} findings: {}", sinks.findings->count(), options.findings));
        }
    }
    return outcomeOf(verified.summary);
}

Result<Outcome> runVerify(const Context& context, const VerifyFileOptions& options)
{
    if (!options.checkpoint.empty() && options.file.empty() && options.record.empty()) {
        return checkKeptCheckpoint(context, options.checkpoint);
    }
    if (options.file.empty() == options.record.empty() || !options.checkpoint.empty()) {
        return usageError("verify takes either a FILE, or a --record, or a --checkpoint.");
    }
    if (!options.record.empty()) {
        return runRecord(context, options);
    }
    if (options.compare.empty()) {
        return runFile(context, options);
    }
    CompareOptions comparing;
    MS_ASSIGN(comparing.from, options.range.parsedFrom());
    MS_ASSIGN(comparing.to, options.range.parsedTo());
    comparing.search =
        std::chrono::milliseconds(static_cast<std::int64_t>(options.search.value_or(kSearchSeconds) * 1000));
    comparing.registerDigits = options.registerDigits;
    std::vector<std::string> files = options.compare;
    files.insert(files.begin(), options.file);
    return runCompare(context, files, options.reading, comparing);
}

}  // namespace

void addVerify(CLI::App& app, Context& context)
{
    CLI::App* verb = addVerb(
        app, "verify", "Check records against the ledger; exit 1 where any is not INTACT, 3 where it cannot be decided",
        "  meterseal-cli verify readings.csv\n"
        "  meterseal-cli verify claim.csv --extract --profile maker.json --findings findings.csv\n"
        "  meterseal-cli verify readings.csv --from 2026-11-01 --to 2026-11-30 --json > findings.jsonl\n"
        "  meterseal-cli verify ours.csv --compare theirs.csv insurer.csv --search 60\n"
        "  meterseal-cli verify --checkpoint sheet.txt\n"
        "  meterseal-cli verify november.csv --meters all --from 2026-11-01 --to 2026-11-30\n"
        "  meterseal-cli verify --record "
        "'{\"alarmCode\":\"LEAK\",\"alarmTime\":\"2026-11-20T06:00:14.370Z\",\"mn\":\"401461713227\",\"value\":1.5}'");
    const auto options = std::make_shared<VerifyFileOptions>();
    verb->add_option(
        "FILE", options->file,
        "CSV, TSV, JSON, JSON Lines, .xlsx, .xls or SQLite file of records, also packed; - is standard input");
    addReadingOptions(verb, options->reading);
    verb->add_flag("--extract", options->extract, "The file is an extract: what it leaves out is no finding");
    verb->add_option("--meters", options->meters,
                     "The file holds all records of all meters (all) or of its own meters (file), within --from and "
                     "--to where given; exit 1 where it does not")
        ->type_name("WHICH");
    addTimeRangeOptions(verb, options->range, "record time; the file holds all records of its meters in it");
    verb->add_option("--findings", options->findings, "Write the findings to this file instead of standard output")
        ->type_name("FILE");
    verb->add_option("--format", options->format, "Of the findings file: csv or jsonl (default: told by its name)")
        ->type_name("FORMAT");
    verb->add_flag("--force", options->replace, "Replace the findings file");
    verb->add_option(
            "--compare", options->compare,
            "Other parties' files of the same meters (up to three): one row a place in the ledger where not all "
            "hold the anchored record")
        ->type_name("FILE")
        ->expected(1, static_cast<int>(kMostCopies) - 1);
    verb->add_option("--search", options->search,
                     "Search for the anchored record where the file holds another or none, at most so long (default "
                     "10; 0: not)")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.0, 86400.0));
    verb->add_option("--register-digits", options->registerDigits, "Search every value of a register of so many digits")
        ->type_name("N")
        ->check(CLI::Range(1, 9));
    verb->add_flag("--show-intact", options->showIntact, "List the INTACT records too");
    verb->add_option("--rejects", options->rejects, "Where rows that cannot be read go (default: in the workspace)")
        ->type_name("FILE");
    verb->add_option("--record", options->record, "One record as JSON; - reads it from standard input")
        ->type_name("JSON");
    verb->add_option("--checkpoint", options->checkpoint,
                     "A checkpoint that you kept, as a note, typed from a sheet, or a scan of it (PNG, JPEG): is this "
                     "ledger's history the same?")
        ->type_name("FILE");
    verb->add_option("--claim-tx", options->claimTx, "With --record: the transaction a receipt names")
        ->type_name("HASH");
    verb->add_option("--claim-index", options->claimIndex, "With --claim-tx: the leaf index a receipt names")
        ->type_name("I");
    onRun(verb, context, [&context, options] { return runVerify(context, *options); });
}

}  // namespace meterseal::cli
