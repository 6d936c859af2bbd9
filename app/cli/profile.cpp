// profile suggest FILE, profile check PROFILE FILE: how a record file is read, before anything is anchored.
#include "cli/files.h"
#include "cli/output.h"
#include "cli/profile_choice.h"
#include "cli/session.h"
#include "cli/verbs.h"
#include "meterseal/source/record_survey.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace meterseal::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kMembers =
    "Members of a profile (JSON; all but fields may be left out)\n"
    "  name                         for people\n"
    "  format                       delimited, json, json-lines\n"
    "  encoding                     utf-8, utf-16le, utf-16be, gb18030, latin-1\n"
    "  separator                    one character\n"
    "  header                       true: the first row after skipRows names the columns\n"
    "  skipRows, skipAfterHeader    lines before the header, rows between it and the first record\n"
    "  fields.mn                    {\"name\": column} or {\"column\": number} or {\"constant\": text}; "
    "\"textMarker\": true\n"
    "  fields.alarmCode             the same, or {\"flags\": [{\"name\": column, \"code\": text}], \"raised\", "
    "\"cleared\"}\n"
    "  fields.alarmTime             the same; \"and\": [{\"name\": column}] for a clock time in a column of its own\n"
    "  fields.value                 the same, or where a row is a day {\"clock\": [{\"name\": column, \"time\": "
    "\"00:15\"}]}\n"
    "  time.format                  rfc3339, unix, unix-ms, unix-us, unix-ns, excel, excel-1904, or a pattern of\n"
    "                               %Y %y %m %b %d %H %I %M %S %f %p %z %Z\n"
    "  time.zone                    IANA name; needed where times have no offset\n"
    "  time.ambiguous, .skipped     reject, earlier, later, in-order; reject, shift-forward\n"
    "  time.century, .finer         1900 or 2000 for %y; reject or cut\n"
    "  time.summer, .winter         words of %Z\n"
    "  number.decimalMark, .thousandsMark, .unit, .scale\n"
    "  number.noValue               texts that mean \"no reading\"\n"
    "  number.scaleFrom             {\"name\": column, \"words\": {\"m3\": 1, \"L\": 0.001}}\n"
    "  leaveOut                     data rows to leave out\n"
    "  alarmCodes                   {text in the file: code in the record}\n";

struct SuggestOptions {
    std::string file, out;
    ReadingOptions reading;
};

// What is open says so in the profile: "?" is refused wherever it stands.
MappingProfile skeletonOf(const ProfileSuggestion& suggestion)
{
    MappingProfile profile = suggestion.profile;
    const FieldSource open{std::nullopt, std::nullopt, "?"};
    for (const Question& question : suggestion.questions) {
        if (question.key == "time.zone") {
            profile.timeZone = "?";
        } else if (question.key == "time.format") {
            profile.timeFormat = "?";
        } else if (question.key == "number.marks") {
            profile.decimalMark = '?';
        }
    }
    for (FieldSource* const field : {&profile.mn, &profile.alarmTime, &profile.value}) {
        const bool wide = field == &profile.value && !profile.clock.empty();
        if (!field->name && !field->column && !field->constant && !wide) {
            *field = open;
        }
    }
    return profile;
}

Result<Outcome> runSuggest(const Context& context, const SuggestOptions& options)
{
    Result<LedgerReader> ledger = openReader(context);
    MS_ASSIGN(const FileReading reading,
              readFile(context, options.file, options.reading, ledger.ok() ? &*ledger : nullptr));
    for (const SuggestionNote& said : reading.suggestion.notes) {
        note(printable(said.message));
    }
    if (!reading.profile) {
        tellQuestions(context, reading.suggestion.questions);
        if (!context.json) {
            print(profileToJson(skeletonOf(reading.suggestion)));
        }
        return makeError(ErrorCode::InvalidArgument, "cli.profile",
                         fmt::format("The profile is not complete: what is \"?\" in it, or missing, is to be said (see "
                                     "above){}.",
                                     options.out.empty() ? "" : "; " + options.out + " was not written"));
    }
    if (options.out.empty()) {
        print(profileToJson(*reading.profile));
        return Outcome::Done;
    }
    MS_TRY(writeNewFile(options.out, profileToJson(*reading.profile)));
    return Outcome::Done;
}

Json recordJson(const SourceRow& row)
{
    return Json{{"row", row.row},
                {"line", row.line},
                {"mn", row.record.mn},
                {"alarmCode", row.record.alarmCode},
                {"alarmTime", formatTimestamp(row.record.alarmTime)},
                {"value", row.record.value}};
}

Result<std::vector<SourceRow>> firstRecords(const std::string& file, const MappingProfile& profile)
{
    constexpr std::size_t kFirst = 5;
    MS_ASSIGN(const std::unique_ptr<RecordSource> source, RecordSource::open(file, profile, {}));
    std::vector<SourceRow> rows;
    MS_TRY(source->read(rows, kFirst).status());
    return rows;
}

void printSummary(const RecordSummary& s)
{
    printLine(fmt::format("{} records, {} rows without a record, {} rejected.", s.records, s.quiet, s.rejected));
    if (s.records > 0) {
        printLine(fmt::format("From {} to {}; {} meters with {} to {} records, {} in the middle.",
                              formatTimestamp(s.first), formatTimestamp(s.last), s.meters, s.fewest, s.most, s.median));
    }
    for (const auto& [reason, count] : s.rejectedBy) {
        printLine(fmt::format("  {} x {}: {}", count, reason, printable(s.rejectedFor.at(reason))));
    }
    for (const std::string& doubt : doubtsOf(s)) {
        printLine("  Doubt: " + doubt);
    }
}

Result<Outcome> runCheck(const Context& context, const std::string& profileFile, const std::string& file)
{
    MS_ASSIGN(const MappingProfile profile, loadProfile(profileFile));
    MS_ASSIGN(const std::vector<SourceRow> first, firstRecords(file, profile));
    Result<LedgerReader> ledger = openReader(context);
    SurveyOptions options;
    options.now = now();
    if (ledger.ok()) {
        options.registeredAt = [&ledger](const std::string& mn) -> std::optional<Timestamp> {
            const Result<MeterRow> meter = ledger->meterByMn(mn);
            return meter.ok() ? std::optional(meter->registeredAt) : std::nullopt;
        };
    }
    MS_ASSIGN(const RecordSummary summary, surveyRecords(file, profile, options));
    if (context.json) {
        Json rows = Json::array();
        for (const SourceRow& row : first) {
            rows.push_back(recordJson(row));
        }
        Json rejects = Json::object();
        for (const auto& [reason, count] : summary.rejectedBy) {
            rejects[reason] = count;
        }
        const bool any = summary.records > 0;
        printJson(Json{{"firstRecords", std::move(rows)},
                       {"records", summary.records},
                       {"quiet", summary.quiet},
                       {"rejected", summary.rejected},
                       {"rejectedBy", std::move(rejects)},
                       {"first", any ? Json(formatTimestamp(summary.first)) : Json()},
                       {"last", any ? Json(formatTimestamp(summary.last)) : Json()},
                       {"meters", summary.meters},
                       {"recordsOfAMeter", Json::array({summary.fewest, summary.median, summary.most})},
                       {"doubts", doubtsOf(summary)}});
    } else {
        for (const SourceRow& row : first) {
            printLine(fmt::format("line {}: {} {} {} {}", row.line, printable(row.record.mn),
                                  printable(row.record.alarmCode), formatTimestamp(row.record.alarmTime),
                                  row.record.value));
        }
        printSummary(summary);
    }
    return summary.rejected > 0 ? Outcome::NotIntact : Outcome::Done;
}

}  // namespace

void addProfile(CLI::App& app, Context& context)
{
    CLI::App* group = addGroup(app, "profile", "How record files are read: mapping profiles",
                               "  meterseal-cli profile suggest readings.csv -o maker.json\n"
                               "  meterseal-cli profile check maker.json readings.csv");
    group->footer(group->get_footer() + "\n\n" + kMembers);

    CLI::App* suggest =
        addVerb(*group, "suggest",
                "Print the profile that a file's first rows suggest; exit 3 where something is to be "
                "said first",
                "  meterseal-cli profile suggest readings.csv\n"
                "  meterseal-cli profile suggest readings.csv --say time.zone=Asia/Shanghai -o maker.json");
    const auto options = std::make_shared<SuggestOptions>();
    suggest->add_option("FILE", options->file, "Record file")->required();
    suggest->add_option("-o,--out", options->out, "Write it to this file instead of standard output")
        ->type_name("FILE");
    suggest->add_option("--say", options->reading.say, "Answer to a question about the file; may be given again")
        ->type_name("KEY=ANSWER")
        ->allow_extra_args(false);
    onRun(suggest, context, [&context, options] { return runSuggest(context, *options); });

    CLI::App* check =
        addVerb(*group, "check",
                "Say what a profile makes of a file: first records, span, doubts, rejects by reason; exit "
                "1 where rows are rejected",
                "  meterseal-cli profile check maker.json readings.csv");
    const auto profile = std::make_shared<std::string>();
    const auto file = std::make_shared<std::string>();
    check->add_option("PROFILE", *profile, "Mapping profile")->required();
    check->add_option("FILE", *file, "Record file")->required();
    onRun(check, context, [&context, profile, file] { return runCheck(context, *profile, *file); });
}

}  // namespace meterseal::cli
