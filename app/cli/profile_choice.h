// How a record file is read: shared by `verify`, `anchor`, `upload` and `profile`.
#pragma once

#include "cli/context.h"
#include "meterseal/source/spool.h"
#include "meterseal/workspace/file_reading.h"

#include <map>
#include <string>
#include <vector>

namespace meterseal::cli {

struct ReadingOptions {
    std::string profile;           // a file; empty: told from what is known and from the first rows
    std::vector<std::string> say;  // KEY=ANSWER
};
// --profile and --say.
void addReadingOptions(CLI::App* verb, ReadingOptions& options);

// What --say answers. reason: usage
Result<std::map<std::string, std::string>> answersOf(const ReadingOptions& options);

// Reads the file's first rows and asks what is open, where a terminal can answer; else questions stay open. `ledger`
// may be null. Without a workspace nothing kept is used.
Result<FileReading> readFile(const Context& context, const std::string& file, const ReadingOptions& options,
                             LedgerReader* ledger);
// Every open question with its candidates, and how to answer it.
void tellQuestions(const Context& context, const std::vector<Question>& questions);

// The profile named, else the one that is left in no doubt. JSON whose objects have the protocol's four members and
// RFC 3339 times is read as it stands. `nothingDone` closes the message of an Error ("Nothing was checked.").
// reason: cli.profile, profile.*, source.*
Result<MappingProfile> chooseProfile(const Context& context, const std::string& file, const ReadingOptions& options,
                                     const std::string& nothingDone);

// `file` so that it can be read more than once; a pipe or FIFO is copied first, which Ctrl-C ends.
Result<SpooledFile> spoolInput(const std::string& file);
// Says what a person must know about what is read of the file and what is not (hidden sheets, formulas, a log).
Status tellSourceNotes(const std::filesystem::path& file, const MappingProfile& profile);
// Whether a terminal is there to answer.
bool canAsk(const Context& context);
// One of the candidates by its number or text, or any text where the question is open; nothing at the end of input.
std::optional<std::string> askOnTerminal(const Question& question);

}  // namespace meterseal::cli
