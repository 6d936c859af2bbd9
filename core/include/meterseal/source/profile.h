// MappingProfile: how the columns or members of a record file become health records. A small JSON file; suggested from
// the first rows, corrected by a person, kept beside the data. Format: core/source/PROFILE.md.
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/result.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

enum class FileFormat {
    Delimited,
    Json,  // one array of objects, or one object that holds it
    JsonLines,
    Spreadsheet,  // a sheet of a workbook, .xlsx or .xls
    Sqlite,       // a table or view of a database
};
constexpr bool isTable(FileFormat format)
{
    return format != FileFormat::Json && format != FileFormat::JsonLines;
}
enum class Encoding { Utf8, Utf16Le, Utf16Be, Gb18030, Latin1 };

// Where a field comes from: a header name or a JSON member's path (data.meterNo, services[].eventTime), a 1-based
// column number, or a constant. Exactly one is set.
struct FieldSource {
    std::optional<std::string> name;
    std::optional<std::size_t> column;
    std::optional<std::string> constant;
};

// A column or member of a wide file that says whether one alarm is raised. Exactly one of `name` and `column` is set.
struct AlarmFlag {
    std::optional<std::string> name;
    std::optional<std::size_t> column;
    std::string code;  // of the record that a raised flag gives
};

// What to do with a local time that daylight saving makes ambiguous or skips.
enum class AmbiguousTime { Reject, Earlier, Later };
enum class SkippedTime { Reject, ShiftForward };  // ShiftForward: by the length of the gap

struct MappingProfile {
    std::string name = "custom";
    FileFormat format = FileFormat::Delimited;
    std::string entry;                 // the file meant in a zip file that holds several
    std::string table;                 // the sheet, table or view meant; empty: the only one
    std::optional<Encoding> encoding;  // detected where absent
    std::string separator;             // one character, may be multi-byte ("，"); empty: detected
    bool header = true;                // the first row after skipRows names the columns
    std::size_t skipRows = 0;          // preamble lines
    FieldSource mn, alarmCode, alarmTime, value;
    std::vector<AlarmFlag> flags;                    // in the place of alarmCode: one record for each raised flag
    std::vector<std::string> raised{"1", "true"};    // what a raised flag says; letter case does not count
    std::vector<std::string> cleared{"0", "false"};  // what a cleared one says; an empty one says nothing
    // strptime-like: %Y %m %d %H %M %S %f (fraction, 1 to 3 digits), %z (offset or Z), "rfc3339", "unix", "unix-ms".
    std::string timeFormat = "rfc3339";
    std::string timeZone = "UTC";  // IANA name; used where the text itself has no offset
    AmbiguousTime ambiguous = AmbiguousTime::Reject;
    SkippedTime skipped = SkippedTime::Reject;
    char decimalMark = '.';
    std::string thousandsMark;  // empty: none
    std::string unit;           // informative ("L", "m3"); required by suggest, never converted silently
    double scale = 1;           // value in the record = text * scale, exact decimal; 1: text as it is
    std::map<std::string, std::string> alarmCodes;  // text in the file -> code in the record; others stay as they are
};

// reason: profile.*; the message names the member.
Result<MappingProfile> parseProfile(std::string_view json);
std::string profileToJson(const MappingProfile& profile);  // pretty, stable order
Result<MappingProfile> loadProfile(const std::filesystem::path& file);

// What was taken for what and why; what is missing or in doubt. `facts` are the particulars of the sentence in its
// order: names of columns and fields, counts, formats.
struct SuggestionNote {
    std::string reason;  // stable, "suggest.no-unit"
    std::vector<std::string> facts;
    std::string message;  // English sentence(s)
};

struct ProfileSuggestion {
    MappingProfile profile;
    bool complete = false;  // every field was found without doubt
    std::vector<SuggestionNote> notes;
    std::vector<std::string> columns;                 // header as decoded, or "column 1", ...
    std::vector<std::vector<std::string>> firstRows;  // raw, up to 100
};
// Looks at the first rows only. Ambiguous day/month order, missing columns and unknown units are notes, never guesses.
Result<ProfileSuggestion> suggestProfile(const std::filesystem::path& file);
// The profile where nothing is in doubt: a complete suggestion, or the protocol's own JSON form, whose values need no
// unit. None: a person must look.
std::optional<MappingProfile> undoubtedProfile(const ProfileSuggestion& suggestion);

}  // namespace meterseal
