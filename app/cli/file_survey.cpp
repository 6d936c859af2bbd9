#include "cli/file_survey.h"

#include "cli/output.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "meterseal/source/same_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace meterseal::cli {

namespace {

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
    if (!known) {
        tellQuestions(context, {question});
        return makeError(ErrorCode::InvalidArgument, "cli.same-time",
                         "Records of the file contradict each other (see above). Nothing was anchored; say with --say "
                         "sameTime=... which are to be.");
    }
    MS_ASSIGN(profile.leaveOut, rowsToLeaveOut(summary, *answer));
    return {};
}

}  // namespace meterseal::cli
