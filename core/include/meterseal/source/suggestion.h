// What the first rows of a record file suggest: a mapping profile, why, and what only a person can say.
//
//   suggestProfile(file, {}) -> questions -> suggestProfile(file, {answers}) -> ... -> complete
//
// Nothing that can be read in two ways is guessed: it is a question with its candidates and what each of them would
// give. Answers are texts by stable keys, so that a command line, a script and a page give the same ones.
//
// Thread-safety: values and pure functions of the file.
#pragma once

#include "meterseal/source/profile.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

// What was taken for what and why; what is missing or in doubt. `facts` are the particulars of the sentence in its
// order: names of columns and fields, counts, formats.
struct SuggestionNote {
    std::string reason;  // stable, "suggest.taken"
    std::vector<std::string> facts;
    std::string message;    // English sentence(s); members are named as a profile names them
    double confidence = 1;  // of what was taken, 0 to 1
};

struct Candidate {
    std::string answer;              // what answers the question with it; unique among the candidates
    std::vector<std::string> shown;  // what it would give for the first rows, up to three
};

struct Question {
    // What the answer decides, mostly a member of the profile: mn, alarmCode, alarmTime, value, time.format,
    // time.zone, time.finer, time.interval, number.marks, number.noValue, number.unit, encoding, separator. Each is
    // asked once.
    std::string key;
    SuggestionNote about;
    std::vector<Candidate> candidates;  // the likeliest first; may be empty where any text is an answer
    bool open = false;                  // any other text is an answer too: a meter's id, a code, a zone
};

struct SuggestionHints {
    std::function<bool(std::string_view mn)> isMeter;  // whether the ledger has such a meter; none: not known
    std::string localZone;                             // IANA name, the first candidate for a zone; empty: not known
    std::string fileName;                              // may name the only meter of the file; empty: the file's own
    // By Question::key: a candidate's answer, or any text where the question is open. For a field also
    // "column:NAME" and "constant:TEXT", where a text could be either.
    std::map<std::string, std::string> answers;
};

struct ProfileSuggestion {
    MappingProfile profile;
    bool complete = false;  // no question is open and nothing stands against reading the file so
    std::vector<SuggestionNote> notes;
    std::vector<Question> questions;
    std::vector<std::string> columns;                 // header as decoded, or "column 1", ...
    std::vector<std::vector<std::string>> firstRows;  // raw, up to 100
};
// Looks at the first rows only, and at a bounded part of them. reason: source.not-found, source.io, source.encoding
Result<ProfileSuggestion> suggestProfile(const std::filesystem::path& file, const SuggestionHints& hints = {});
// The profile where nothing is in doubt: a complete suggestion, or the protocol's own JSON form, whose values need no
// unit. None: a person must look.
std::optional<MappingProfile> undoubtedProfile(const ProfileSuggestion& suggestion);

// What two files have in common that one profile reads: format and header. Files without a header have no shape
// (empty).
std::string shapeOf(const ProfileSuggestion& suggestion);

// This computer's time zone; empty where it is not known.
std::string localTimeZone();

}  // namespace meterseal
