// MappingProfile: how the columns or members of a record file become health records. A small JSON file; suggested from
// the first rows, corrected by a person, kept beside the data. Format: core/source/PROFILE.md.
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/result.h"

#include <cstdint>
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

// A column of a wide table that holds the value of one clock time of its row's day. Exactly one of `name` and `column`
// is set.
struct ClockColumn {
    std::optional<std::string> name;
    std::optional<std::size_t> column;
    std::string time;  // follows the row's alarmTime after a blank: "00:15"
};

// What to do with a local time that daylight saving makes ambiguous or skips.
// InOrder: the first showing until a meter's times go back, then the second one.
enum class AmbiguousTime { Reject, Earlier, Later, InOrder };
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
    std::size_t skipAfterHeader = 0;   // rows between the header and the first record (units, formats)
    FieldSource mn, alarmCode, alarmTime, value;
    bool textMarker = false;             // ids stand as ="0012", '0012 or behind a tab; that is taken off
    std::vector<ClockColumn> clock;      // in the place of value: one record for each column with a value
    std::vector<FieldSource> timeParts;  // more columns of the time: their texts follow alarmTime's, each after a blank
    std::vector<AlarmFlag> flags;        // in the place of alarmCode: one record for each raised flag
    std::vector<std::string> raised{"1", "true"};    // what a raised flag says; letter case does not count
    std::vector<std::string> cleared{"0", "false"};  // what a cleared one says; an empty one says nothing
    // strptime-like (core/source/PROFILE.md), "rfc3339", "unix", "unix-ms", "unix-us", "unix-ns", "excel",
    // "excel-1904".
    std::string timeFormat = "rfc3339";
    std::string timeZone = "UTC";  // IANA name; used where the text itself has no offset
    int century = 0;               // 1900 or 2000: added to %y
    bool cutFiner = false;         // digits finer than a millisecond are cut off; else such times are refused
    std::vector<std::string> summer, winter;  // words of %Z
    AmbiguousTime ambiguous = AmbiguousTime::Reject;
    SkippedTime skipped = SkippedTime::Reject;
    char decimalMark = '.';
    std::string thousandsMark;                 // empty: none
    std::string unit;                          // informative ("L", "m3"); required by suggest, never converted silently
    double scale = 1;                          // value in the record = text * scale, exact decimal; 1: text as it is
    std::vector<std::string> noValue;          // texts that mean "no reading": such rows give no record and are quiet
    std::optional<FieldSource> scaleFrom;      // a column that scales its row: a number, or a word of scaleWords
    std::map<std::string, double> scaleWords;  // empty: the column's text is the number
    std::vector<std::uint64_t> leaveOut;  // data rows, ascending, that a person left out: rejected as source.left-out
    std::map<std::string, std::string> alarmCodes;  // text in the file -> code in the record; others stay as they are
};

// The records that one row can give.
std::size_t mostRecordsOfRow(const MappingProfile& profile);

// reason: profile.*; the message names the member.
Result<MappingProfile> parseProfile(std::string_view json);
std::string profileToJson(const MappingProfile& profile);  // pretty, stable order
Result<MappingProfile> loadProfile(const std::filesystem::path& file);

}  // namespace meterseal
