#include "cli/file_survey.h"

#include "cli/output.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "meterseal/source/record_survey.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace meterseal::cli {

namespace {

Question sameTimeQuestion(const RecordSummary& summary)
{
    const auto row = [](std::uint64_t number) { return fmt::format("row {}", number); };
    return {"sameTime",
            {"source.same-time",
             {},
             fmt::format("{} records have the meter, alarm code and time of another one and another value (rows {} and "
                         "{} are the first of them). Which are to be anchored?",
                         summary.otherValue, summary.firstRows.front(), summary.laterRows.front()),
             0},
            {{"both", {}},
             {"first", {row(summary.firstRows.front())}},
             {"last", {row(summary.laterRows.front())}},
             {"none", {}}},
            false};
}

std::vector<std::uint64_t> leftOut(const RecordSummary& summary, const std::string& answer)
{
    std::map<std::uint64_t, std::set<std::uint64_t>> groups;  // first row: all that contradict each other
    for (std::size_t i = 0; i < summary.firstRows.size(); ++i) {
        groups[summary.firstRows[i]].insert({summary.firstRows[i], summary.laterRows[i]});
    }
    std::set<std::uint64_t> out;
    for (const auto& [first, rows] : groups) {
        for (const std::uint64_t row : rows) {
            const bool kept =
                answer == "both" || (answer == "first" && row == first) || (answer == "last" && row == *rows.rbegin());
            if (!kept) {
                out.insert(row);
            }
        }
    }
    return {out.begin(), out.end()};
}

void tell(const Context& context, const std::string& file, const RecordSummary& s)
{
    const std::string name = printable(std::filesystem::path(file).filename().string());
    if (!context.quiet && s.records > 0) {
        note(fmt::format("{}: {} records of {} meters ({} to {} each, {} in the middle), from {} to {}.", name,
                         s.records, s.meters, s.fewest, s.most, s.median, formatTimestamp(s.first),
                         formatTimestamp(s.last)));
    }
    for (const auto& [reason, count] : s.rejectedBy) {
        note(
            fmt::format("{}: {} rows are rejected, the first in {}", name, count, printable(s.rejectedFor.at(reason))));
    }
    for (const std::string& doubt : doubtsOf(s)) {
        note(fmt::format("{}: {}", name, doubt));
    }
}

}  // namespace

Status surveyBefore(const Context& context, const ReadingOptions& options, const std::string& file,
                    MappingProfile& profile)
{
    SurveyOptions survey;
    survey.now = now();
    Result<LedgerReader> ledger = openReader(context);
    if (ledger.ok()) {
        survey.registeredAt = [&ledger](const std::string& mn) -> std::optional<Timestamp> {
            const Result<MeterRow> meter = ledger->meterByMn(mn);
            return meter.ok() ? std::optional(meter->registeredAt) : std::nullopt;
        };
    }
    const InterruptGuard interrupt;
    MS_ASSIGN(const RecordSummary summary, surveyRecords(file, profile, survey, [] { return interrupted(); }));
    tell(context, file, summary);
    if (summary.otherValue == 0) {
        return {};
    }
    const Question question = sameTimeQuestion(summary);
    MS_ASSIGN(const auto answers, answersOf(options));
    const auto said = answers.find(question.key);
    std::optional<std::string> answer;
    if (said != answers.end()) {
        answer = said->second;
    } else if (canAsk(context)) {
        answer = askOnTerminal(question);
    }
    const bool known = answer && std::any_of(question.candidates.begin(), question.candidates.end(),
                                             [&](const Candidate& one) { return one.answer == *answer; });
    if (!known || summary.otherValue > summary.firstRows.size()) {
        tellQuestions(context, {question});
        return makeError(ErrorCode::InvalidArgument, "cli.same-time",
                         known ? "There are too many such records to leave any out. Nothing was anchored."
                               : "Records of the file contradict each other (see above). Nothing was anchored; say "
                                 "with --say sameTime=... which are to be.");
    }
    profile.leaveOut = leftOut(summary, *answer);
    return {};
}

}  // namespace meterseal::cli
