#include "cli/profile_choice.h"

#include "cli/input.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "meterseal/source/preview.h"

#include <fmt/format.h>

#include <charconv>
#include <iostream>
#include <optional>

namespace meterseal::cli {

namespace {

std::string shownIn(const Candidate& candidate)
{
    std::string shown;
    for (const std::string& one : candidate.shown) {
        shown += (shown.empty() ? "" : " | ") + one;
    }
    return printable(shown);
}

Json toJson(const Question& question)
{
    Json candidates = Json::array();
    for (const Candidate& candidate : question.candidates) {
        candidates.push_back(Json{{"answer", candidate.answer}, {"shown", candidate.shown}});
    }
    return Json{{"key", question.key},
                {"question", question.about.message},
                {"open", question.open},
                {"candidates", std::move(candidates)}};
}

}  // namespace

void addReadingOptions(CLI::App* verb, ReadingOptions& options)
{
    verb->add_option("--profile", options.profile, "Mapping profile (default: told from the first rows)")
        ->type_name("FILE");
    verb->add_option("--say", options.say, "Answer to a question about the file; may be given again")
        ->type_name("KEY=ANSWER")
        ->allow_extra_args(false);
}

Result<std::map<std::string, std::string>> answersOf(const ReadingOptions& options)
{
    std::map<std::string, std::string> answers;
    for (const std::string& said : options.say) {
        const std::size_t at = said.find('=');
        if (at == std::string::npos || at == 0) {
            return usageError(fmt::format("--say takes KEY=ANSWER, not \"{}\".", said));
        }
        answers[said.substr(0, at)] = said.substr(at + 1);
    }
    return answers;
}

bool canAsk(const Context& context)
{
    return !context.json && isTerminal(kStandardInput) && isTerminal(kStandardError);
}

std::optional<std::string> askOnTerminal(const Question& question)
{
    note(printable(question.about.message));
    for (std::size_t i = 0; i < question.candidates.size(); ++i) {
        note(fmt::format("  {}. {}  {}", i + 1, printable(question.candidates[i].answer),
                         shownIn(question.candidates[i])));
    }
    while (true) {
        print(question.candidates.empty() ? "Answer: " : question.open ? "Number, or another answer: " : "Number: ");
        if (!flushOutput().ok()) {
            return std::nullopt;
        }
        std::string line;
        if (!std::getline(std::cin, line)) {
            return std::nullopt;
        }
        std::size_t number = 0;
        const auto end = std::from_chars(line.data(), line.data() + line.size(), number);
        if (end.ec == std::errc() && end.ptr == line.data() + line.size() && number >= 1 &&
            number <= question.candidates.size()) {
            return question.candidates[number - 1].answer;
        }
        for (const Candidate& candidate : question.candidates) {
            if (candidate.answer == line) {
                return line;
            }
        }
        if (question.open && !line.empty()) {
            return line;
        }
    }
}

void tellQuestions(const Context& context, const std::vector<Question>& questions)
{
    if (context.json) {
        Json list = Json::array();
        for (const Question& question : questions) {
            list.push_back(toJson(question));
        }
        if (!questions.empty()) {
            printJson(Json{{"questions", std::move(list)}});
        }
        return;
    }
    for (const Question& question : questions) {
        note(printable(question.about.message));
        for (const Candidate& candidate : question.candidates) {
            note(fmt::format("    --say '{}={}'  {}", question.key, printable(candidate.answer), shownIn(candidate)));
        }
        if (question.open) {
            note(fmt::format("    --say '{}=...'", question.key));
        }
    }
}

Result<FileReading> readFile(const Context& context, const std::string& file, const ReadingOptions& options,
                             LedgerReader* ledger)
{
    MS_ASSIGN(auto answers, answersOf(options));
    const Result<Workspace> workspace = openWorkspace(context);
    const FileReadings readings(workspace.ok() ? workspace->profilesFolder() : std::filesystem::path(), ledger);
    while (true) {
        MS_ASSIGN(FileReading reading, readings.read(file, answers));
        if (reading.profile || reading.suggestion.questions.empty() || !canAsk(context)) {
            return reading;
        }
        const Question& question = reading.suggestion.questions.front();
        const std::optional<std::string> answer = askOnTerminal(question);
        if (!answer) {
            return reading;
        }
        answers[question.key] = *answer;
    }
}

Result<MappingProfile> chooseProfile(const Context& context, const std::string& file, const ReadingOptions& options,
                                     const std::string& nothingDone)
{
    if (!options.profile.empty()) {
        return loadProfile(options.profile);
    }
    Result<LedgerReader> ledger = openReader(context);
    MS_ASSIGN(FileReading reading, readFile(context, file, options, ledger.ok() ? &*ledger : nullptr));
    if (!context.json && (!reading.profile || reading.profile->name != "protocol")) {
        if (reading.from == FileReading::From::Suggested) {
            for (const SuggestionNote& said : reading.suggestion.notes) {
                note(printable(said.message));
            }
        } else {
            note(reading.from == FileReading::From::SameFile
                     ? "The file is read as it was read before."
                     : "The file is read as another one with the same header was read before.");
        }
    }
    if (!reading.profile) {
        tellQuestions(context, reading.suggestion.questions);
        return makeError(
            ErrorCode::InvalidArgument, "cli.profile",
            fmt::format("How {} is to be read is not clear (see above), and it is not guessed. Answer with "
                        "--say, or write a mapping profile (meterseal-cli profile suggest) and name it "
                        "with --profile. {}",
                        file, nothingDone));
    }
    return std::move(*reading.profile);
}

Result<SpooledFile> spoolInput(const std::string& file)
{
    const InterruptGuard interrupt;
    return SpooledFile::take(file, interrupted);
}

Status tellSourceNotes(const std::filesystem::path& file, const MappingProfile& profile)
{
    MS_ASSIGN(const Preview preview, previewRecords(file, profile));
    for (const SuggestionNote& said : preview.notes) {
        note(said.message);
    }
    return {};
}

}  // namespace meterseal::cli
