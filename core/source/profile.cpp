#include "meterseal/source/profile.h"

#include "meterseal/base/text.h"
#include "meterseal/record/canonical_json.h"
#include "source/json_mapper.h"
#include "source/object_reader.h"
#include "source/open_source.h"
#include "source/profile_names.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal {

namespace {

using nlohmann::json;
using source::ObjectReader;
using source::profileError;

constexpr std::size_t kMaxSkipRows = 1'000'000;
constexpr std::size_t kMaxColumn = 100'000;
constexpr std::size_t kMaxClockColumns = 1500;  // a day has 1440 minutes, and 1500 where clocks are put back
constexpr std::size_t kMaxProfileBytes = 1024 * 1024;

Status readFlag(const json& object, AlarmFlag& out)
{
    ObjectReader reader(object, "fields.alarmCode.flags[].");
    std::string text;
    MS_TRY(reader.text("name", text));
    if (object.contains("name")) {
        out.name = text;
    }
    MS_TRY(reader.count("column", 1, kMaxColumn, out.column));
    out.code = text;
    MS_TRY(reader.text("code", out.code));
    return reader.noOthers();
}

// The members by which alarm codes come from flags.
Status readFlags(ObjectReader& alarmCode, MappingProfile& profile)
{
    MS_ASSIGN(const json flags, alarmCode.array("flags"));
    for (const json& flag : flags) {
        if (!flag.is_object()) {
            return profileError("profile.member",
                                "Every element of the profile's \"fields.alarmCode.flags\" must be an "
                                "object.");
        }
        MS_TRY(readFlag(flag, profile.flags.emplace_back()));
    }
    MS_TRY(alarmCode.texts("raised", profile.raised));
    return alarmCode.texts("cleared", profile.cleared);
}

// A column's or member's place; `reader` is at its object.
Status readPlace(ObjectReader& reader, const json& object, FieldSource& out)
{
    std::string text;
    MS_TRY(reader.text("name", text));
    if (object.contains("name")) {
        out.name = text;
    }
    return reader.count("column", 1, kMaxColumn, out.column);
}

Status readTimeParts(ObjectReader& alarmTime, MappingProfile& profile)
{
    MS_ASSIGN(const json parts, alarmTime.array("and"));
    for (const json& part : parts) {
        if (!part.is_object()) {
            return profileError("profile.member", "Every element of the profile's \"fields.alarmTime.and\" must be an "
                                                  "object.");
        }
        ObjectReader reader(part, "fields.alarmTime.and[].");
        MS_TRY(readPlace(reader, part, profile.timeParts.emplace_back()));
        MS_TRY(reader.noOthers());
    }
    return {};
}

// The columns by which the values of a day come from one row.
Status readClock(ObjectReader& value, MappingProfile& profile)
{
    MS_ASSIGN(const json columns, value.array("clock"));
    for (const json& column : columns) {
        if (!column.is_object()) {
            return profileError("profile.member", "Every element of the profile's \"fields.value.clock\" must be an "
                                                  "object.");
        }
        ObjectReader reader(column, "fields.value.clock[].");
        FieldSource place;
        MS_TRY(readPlace(reader, column, place));
        ClockColumn& out = profile.clock.emplace_back(ClockColumn{place.name, place.column, place.name.value_or("")});
        MS_TRY(reader.text("time", out.time));
        MS_TRY(reader.noOthers());
    }
    return {};
}

Status readField(ObjectReader& fields, source::Field field, FieldSource& out, MappingProfile& profile)
{
    const std::string name(source::nameOf(field));
    MS_ASSIGN(const json object, fields.object(name.c_str()));
    ObjectReader reader(object, fmt::format("fields.{}.", name));
    if (field == source::Field::AlarmCode) {
        MS_TRY(readFlags(reader, profile));
    } else if (field == source::Field::AlarmTime) {
        MS_TRY(readTimeParts(reader, profile));
    } else if (field == source::Field::Mn) {
        MS_TRY(reader.boolean("textMarker", profile.textMarker));
    } else {
        MS_TRY(readClock(reader, profile));
    }
    MS_TRY(readPlace(reader, object, out));
    std::string text;
    MS_TRY(reader.text("constant", text));
    if (object.contains("constant")) {
        out.constant = text;
    }
    return reader.noOthers();
}

Status readLeaveOut(ObjectReader& top, MappingProfile& profile)
{
    MS_ASSIGN(const json rows, top.array("leaveOut"));
    for (const json& row : rows) {
        if (!row.is_number_unsigned() || rows.size() > source::kMaxLeftOut ||
            (!profile.leaveOut.empty() && row.get<std::uint64_t>() <= profile.leaveOut.back())) {
            return profileError("profile.member",
                                fmt::format("The profile's \"leaveOut\" must be at most {} ascending row numbers.",
                                            source::kMaxLeftOut));
        }
        profile.leaveOut.push_back(row.get<std::uint64_t>());
    }
    return {};
}

Status readTime(ObjectReader& top, MappingProfile& profile)
{
    MS_ASSIGN(const json object, top.object("time"));
    ObjectReader time(object, "time.");
    MS_TRY(time.text("format", profile.timeFormat));
    MS_TRY(time.text("zone", profile.timeZone));
    MS_TRY(time.choice("ambiguous", source::kAmbiguousNames, profile.ambiguous));
    MS_TRY(time.choice("skipped", source::kSkippedNames, profile.skipped));
    std::optional<std::size_t> century;
    MS_TRY(time.count("century", 1900, 2000, century));
    profile.century = static_cast<int>(century.value_or(0));
    if (profile.century % 100 != 0) {
        return profileError("profile.member", "The profile's member \"time.century\" must be 1900 or 2000.");
    }
    enum class Finer { Reject, Cut } finer = Finer::Reject;
    MS_TRY(time.choice("finer", source::kFinerNames, finer));
    profile.cutFiner = finer == Finer::Cut;
    MS_TRY(time.texts("summer", profile.summer));
    MS_TRY(time.texts("winter", profile.winter));
    MS_TRY(time.noOthers());
    const bool pattern = profile.timeFormat.find('%') != std::string::npos;
    const bool civil =
        pattern ? profile.timeFormat.find("%z") == std::string::npos : profile.timeFormat.starts_with("excel");
    if (civil && !object.contains("zone") && !profile.alarmTime.constant) {
        return profileError("profile.zone-missing",
                            fmt::format("The times of the format \"{:.100}\" do not say their offset from UTC, so the "
                                        "profile must say the place's \"time.zone\": an IANA name such as "
                                        "Asia/Shanghai, or UTC.",
                                        profile.timeFormat));
    }
    return {};
}

Status readNumber(ObjectReader& top, MappingProfile& profile)
{
    MS_ASSIGN(const json object, top.object("number"));
    ObjectReader number(object, "number.");
    std::string mark(1, profile.decimalMark);
    MS_TRY(number.text("decimalMark", mark));
    profile.decimalMark = mark.size() == 1 ? mark.front() : '\0';  // refused by checkProfile
    MS_TRY(number.text("thousandsMark", profile.thousandsMark));
    MS_TRY(number.text("unit", profile.unit));
    MS_TRY(number.number("scale", profile.scale));
    MS_TRY(number.texts("noValue", profile.noValue));
    MS_ASSIGN(const json scaleFrom, number.object("scaleFrom"));
    if (object.contains("scaleFrom")) {
        ObjectReader reader(scaleFrom, "number.scaleFrom.");
        MS_TRY(readPlace(reader, scaleFrom, profile.scaleFrom.emplace()));
        MS_ASSIGN(const json words, reader.object("words"));
        for (const auto& [word, factor] : words.items()) {
            if (!factor.is_number()) {
                return profileError("profile.member",
                                    "Every member of the profile's \"number.scaleFrom.words\" must be a number.");
            }
            profile.scaleWords[word] = factor.get<double>();
        }
        MS_TRY(reader.noOthers());
    }
    return number.noOthers();
}

Status readMembers(const json& document, MappingProfile& profile)
{
    ObjectReader top(document, "");
    MS_TRY(top.text("name", profile.name));
    MS_TRY(top.choice("format", source::kFormatNames, profile.format));
    MS_TRY(top.text("entry", profile.entry));
    MS_TRY(top.text("table", profile.table));
    std::string encoding;
    MS_TRY(top.text("encoding", encoding));
    if (!encoding.empty()) {
        profile.encoding = source::encodingFromName(encoding);
        if (!profile.encoding) {
            return profileError("profile.member", "The profile's member \"encoding\" must be one of utf-8, utf-16le, "
                                                  "utf-16be, gb18030, latin-1, or absent.");
        }
    }
    MS_TRY(top.text("separator", profile.separator));
    MS_TRY(top.boolean("header", profile.header));
    std::optional<std::size_t> skipRows;
    MS_TRY(top.count("skipRows", 0, kMaxSkipRows, skipRows));
    profile.skipRows = skipRows.value_or(0);
    std::optional<std::size_t> skipAfterHeader;
    MS_TRY(top.count("skipAfterHeader", 0, kMaxSkipRows, skipAfterHeader));
    profile.skipAfterHeader = skipAfterHeader.value_or(0);

    MS_ASSIGN(const json fieldsObject, top.object("fields"));
    ObjectReader fields(fieldsObject, "fields.");
    MS_TRY(readField(fields, source::Field::Mn, profile.mn, profile));
    MS_TRY(readField(fields, source::Field::AlarmCode, profile.alarmCode, profile));
    MS_TRY(readField(fields, source::Field::AlarmTime, profile.alarmTime, profile));
    MS_TRY(readField(fields, source::Field::Value, profile.value, profile));
    MS_TRY(fields.noOthers());
    MS_TRY(readTime(top, profile));
    MS_TRY(readNumber(top, profile));

    MS_TRY(readLeaveOut(top, profile));
    MS_ASSIGN(const json codes, top.object("alarmCodes"));
    for (const auto& [text, code] : codes.items()) {
        if (!code.is_string()) {
            return profileError("profile.member", "Every member of the profile's \"alarmCodes\" must be text.");
        }
        profile.alarmCodes[text] = code.get<std::string>();
    }
    return top.noOthers();
}

Status checkPlace(const MappingProfile& profile, const std::optional<std::string>& name,
                  std::optional<std::size_t> column, std::string_view what)
{
    if (column && (!isTable(profile.format) || *column == 0 || *column > kMaxColumn)) {
        return profileError("profile.field", fmt::format("The profile takes {} from a column number; that must be 1 or "
                                                         "more, and needs a table, not JSON.",
                                                         what));
    }
    if (name && isTable(profile.format) && !profile.header) {
        return profileError(
            "profile.field",
            fmt::format("The profile takes {} from a named column, but says that the file has no header.", what));
    }
    return {};
}

Status checkField(const MappingProfile& profile, source::Field field)
{
    const FieldSource& from = source::sourceOf(profile, field);
    const bool flags = field == source::Field::AlarmCode && !profile.flags.empty();
    const bool clock = field == source::Field::Value && !profile.clock.empty();
    const int given = (from.name ? 1 : 0) + (from.column ? 1 : 0) + (from.constant ? 1 : 0) + (flags || clock ? 1 : 0);
    if (given != 1) {
        return profileError(
            "profile.field",
            fmt::format("The profile must say for {} either a name, a column or a constant{}, and only one "
                        "of them.",
                        source::nameOf(field),
                        field == source::Field::AlarmCode ? " (or flags)"
                        : field == source::Field::Value   ? " (or clock)"
                                                          : ""));
    }
    return checkPlace(profile, from.name, from.column, source::nameOf(field));
}

// A place that is no field: exactly one of name and column, and no constant.
Status checkOther(const MappingProfile& profile, const FieldSource& from, std::string_view what)
{
    if (from.name.has_value() == from.column.has_value()) {
        return profileError("profile.field",
                            fmt::format("The profile must say for {} either a name or a column.", what));
    }
    return checkPlace(profile, from.name, from.column, what);
}

Status checkOthers(const MappingProfile& profile)
{
    for (const FieldSource& part : profile.timeParts) {
        MS_TRY(checkOther(profile, part, "each part of fields.alarmTime.and"));
    }
    if (!profile.timeParts.empty() && profile.alarmTime.constant) {
        return profileError("profile.field", "The profile's fields.alarmTime has both a constant and \"and\".");
    }
    return profile.scaleFrom ? checkOther(profile, *profile.scaleFrom, "number.scaleFrom") : Status();
}

Status checkFlags(const MappingProfile& profile)
{
    for (const AlarmFlag& flag : profile.flags) {
        if (flag.name.has_value() == flag.column.has_value()) {
            return profileError("profile.field", "Each of the profile's flags needs either a name or a column.");
        }
        MS_TRY(checkPlace(profile, flag.name, flag.column, "a flag"));
    }
    return {};
}

Status checkClock(const MappingProfile& profile)
{
    if (profile.clock.empty()) {
        return {};
    }
    if (!isTable(profile.format) || !profile.flags.empty() || profile.alarmTime.constant) {
        return profileError("profile.field", "The profile's fields.value.clock needs a table whose rows say their day "
                                             "(fields.alarmTime), and goes with no flags.");
    }
    if (profile.clock.size() > kMaxClockColumns) {
        return profileError("profile.field", fmt::format("The profile's fields.value.clock has more than {} columns.",
                                                         kMaxClockColumns));
    }
    for (const ClockColumn& column : profile.clock) {
        if (column.name.has_value() == column.column.has_value() || column.time.empty()) {
            return profileError("profile.field", "Each column of the profile's fields.value.clock needs either a name "
                                                 "or a column, and a time.");
        }
        MS_TRY(checkPlace(profile, column.name, column.column, "a value of fields.value.clock"));
    }
    return {};
}

bool isSeparatorCharacter(std::string_view text)
{
    if (text.empty() || !isValidUtf8(text)) {
        return false;
    }
    std::size_t characters = 0;
    for (const char c : text) {
        characters += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
    }
    const auto first = static_cast<unsigned char>(text.front());
    const bool alphanumeric = (first >= '0' && first <= '9') || ((first | 0x20) >= 'a' && (first | 0x20) <= 'z');
    return characters == 1 && !alphanumeric && first != '"' && first != '\n' && first != '\r' && first != 0;
}

}  // namespace

Status source::checkProfile(const MappingProfile& profile)
{
    for (const Field field : kFields) {
        MS_TRY(checkField(profile, field));
    }
    MS_TRY(checkFlags(profile));
    MS_TRY(checkClock(profile));
    MS_TRY(checkOthers(profile));
    if (!profile.separator.empty() && !isSeparatorCharacter(profile.separator)) {
        return profileError("profile.separator",
                            "The profile's separator must be one character that is no letter, digit, "
                            "quote or line break, or empty.");
    }
    for (const auto& [text, code] : profile.alarmCodes) {
        if (const Status good = checkText(code, "code", kMaxAlarmCodeBytes); !good) {
            return profileError("profile.alarm-codes",
                                fmt::format("The profile's alarmCodes are no good: {}", good.error().message));
        }
    }
    if (!isTable(profile.format)) {
        return JsonMapper::make(profile).status();
    }
    MS_ASSIGN(RecordMapper mapper, RecordMapper::make(profile));
    return RaisedFlags::make(profile, mapper).status();
}

std::size_t mostRecordsOfRow(const MappingProfile& profile)
{
    return std::max({std::size_t{1}, profile.flags.size(), profile.clock.size()});
}

Result<MappingProfile> parseProfile(std::string_view text)
{
    if (text.starts_with("\xef\xbb\xbf")) {
        text.remove_prefix(3);  // editors on Windows write it
    }
    if (text.size() > kMaxProfileBytes) {
        return profileError("profile.too-long", "The profile is longer than 1 MiB.");
    }
    // Refuses duplicate members, deep nesting and bad UTF-8, none of which nlohmann minds.
    const Result<std::string> canonical = canonicalJson(text);
    if (!canonical) {
        return profileError("profile.json", fmt::format("The profile is no good JSON: {}", canonical.error().message));
    }
    try {
        const json document = json::parse(*canonical);
        if (!document.is_object()) {
            return profileError("profile.json", "The profile is not a JSON object.");
        }
        MappingProfile profile;
        MS_TRY(readMembers(document, profile));
        MS_TRY(source::checkProfile(profile));
        return profile;
    } catch (const json::exception& e) {
        return profileError("profile.json", fmt::format("The profile cannot be read: {}.", e.what()));
    }
}

Result<MappingProfile> loadProfile(const std::filesystem::path& file)
{
    MS_ASSIGN(const std::unique_ptr<source::ByteInput> bytes, source::openFile(file));
    std::string text(kMaxProfileBytes + 1, '\0');
    std::size_t size = 0;
    while (size < text.size()) {
        MS_ASSIGN(const std::size_t got, bytes->read(text.data() + size, text.size() - size));
        if (got == 0) {
            break;
        }
        size += got;
    }
    text.resize(size);
    Result<MappingProfile> profile = parseProfile(text);
    if (!profile) {
        Error error = profile.error();
        error.message = fmt::format("{}: {}", file.string(), error.message);
        return error;
    }
    return profile;
}

}  // namespace meterseal
