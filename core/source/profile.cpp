#include "meterseal/source/profile.h"

#include "meterseal/base/text.h"
#include "meterseal/record/canonical_json.h"
#include "source/json_mapper.h"
#include "source/open_source.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace meterseal {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

// What the members may say, in the order of the enumerations.
constexpr std::array<std::string_view, 5> kFormats{"delimited", "json", "json-lines", "spreadsheet", "sqlite"};
constexpr std::array<std::string_view, 3> kAmbiguous{"reject", "earlier", "later"};
constexpr std::array<std::string_view, 2> kSkipped{"reject", "shift-forward"};
constexpr std::size_t kMaxSkipRows = 1'000'000;
constexpr std::size_t kMaxColumn = 100'000;
constexpr std::size_t kMaxProfileBytes = 1024 * 1024;

Error profileError(std::string_view reason, std::string message)
{
    return makeError(ErrorCode::InvalidArgument, reason, std::move(message));
}

// Reads the members of one object and refuses any that it was not asked for.
class ObjectReader {
public:
    ObjectReader(const json& object, std::string path) : m_object(object), m_path(std::move(path)) {}

    Status text(const char* name, std::string& out)
    {
        const json* const member = find(name);
        if (member == nullptr) {
            return {};
        }
        if (!member->is_string()) {
            return wrong(name, "text");
        }
        out = member->get<std::string>();
        return {};
    }
    Status boolean(const char* name, bool& out)
    {
        const json* const member = find(name);
        if (member == nullptr) {
            return {};
        }
        if (!member->is_boolean()) {
            return wrong(name, "true or false");
        }
        out = member->get<bool>();
        return {};
    }
    Status number(const char* name, double& out)
    {
        const json* const member = find(name);
        if (member == nullptr) {
            return {};
        }
        if (!member->is_number()) {
            return wrong(name, "a number");
        }
        out = member->get<double>();
        return {};
    }
    Status count(const char* name, std::size_t least, std::size_t most, std::optional<std::size_t>& out)
    {
        const json* const member = find(name);
        if (member == nullptr) {
            return {};
        }
        if (!member->is_number_unsigned() || member->get<std::size_t>() < least || member->get<std::size_t>() > most) {
            return wrong(name, fmt::format("a whole number from {} to {}", least, most));
        }
        out = member->get<std::size_t>();
        return {};
    }
    template <typename Enum, std::size_t N>
    Status choice(const char* name, const std::array<std::string_view, N>& names, Enum& out)
    {
        std::string chosen;
        MS_TRY(text(name, chosen));
        if (!m_object.contains(name)) {
            return {};
        }
        for (std::size_t i = 0; i < N; ++i) {
            if (names[i] == chosen) {
                out = static_cast<Enum>(i);
                return {};
            }
        }
        return wrong(name, fmt::format("one of {}", fmt::join(names, ", ")));
    }
    // The member as an object; an empty one where it is absent.
    Result<json> object(const char* name)
    {
        const json* const member = find(name);
        if (member == nullptr) {
            return json::object();
        }
        if (!member->is_object()) {
            return Result<json>(wrong(name, "an object").error());
        }
        return Result<json>(*member);
    }
    // The member as an array; an empty one where it is absent.
    Result<json> array(const char* name)
    {
        const json* const member = find(name);
        if (member == nullptr) {
            return json::array();
        }
        if (!member->is_array()) {
            return Result<json>(wrong(name, "an array").error());
        }
        return Result<json>(*member);
    }
    Status texts(const char* name, std::vector<std::string>& out)
    {
        const json* const member = find(name);
        if (member == nullptr) {
            return {};
        }
        if (!member->is_array() ||
            !std::all_of(member->begin(), member->end(), [](const json& e) { return e.is_string(); })) {
            return wrong(name, "an array of texts");
        }
        out = member->get<std::vector<std::string>>();
        return {};
    }
    Status noOthers() const
    {
        for (const auto& [name, value] : m_object.items()) {
            if (m_known.count(name) == 0) {
                return profileError(
                    "profile.unknown-member",
                    fmt::format("The profile has a member \"{}{:.100}\", which has no meaning there.", m_path, name));
            }
        }
        return {};
    }

private:
    const json* find(const char* name)
    {
        m_known.insert(name);
        const auto it = m_object.find(name);
        return it == m_object.end() ? nullptr : &*it;
    }
    Status wrong(const char* name, std::string_view wanted) const
    {
        return profileError("profile.member",
                            fmt::format("The profile's member \"{}{}\" must be {}.", m_path, name, wanted));
    }

    const json& m_object;
    std::string m_path;
    std::set<std::string, std::less<>> m_known;
};

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

Status readField(ObjectReader& fields, const char* name, FieldSource& out, MappingProfile* flags = nullptr)
{
    MS_ASSIGN(const json object, fields.object(name));
    ObjectReader reader(object, fmt::format("fields.{}.", name));
    if (flags != nullptr) {
        MS_TRY(readFlags(reader, *flags));
    }
    std::string text;
    MS_TRY(reader.text("name", text));
    if (object.contains("name")) {
        out.name = text;
    }
    MS_TRY(reader.count("column", 1, kMaxColumn, out.column));
    MS_TRY(reader.text("constant", text));
    if (object.contains("constant")) {
        out.constant = text;
    }
    return reader.noOthers();
}

Status readMembers(const json& document, MappingProfile& profile)
{
    ObjectReader top(document, "");
    MS_TRY(top.text("name", profile.name));
    MS_TRY(top.choice("format", kFormats, profile.format));
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

    MS_ASSIGN(const json fieldsObject, top.object("fields"));
    ObjectReader fields(fieldsObject, "fields.");
    MS_TRY(readField(fields, "mn", profile.mn));
    MS_TRY(readField(fields, "alarmCode", profile.alarmCode, &profile));
    MS_TRY(readField(fields, "alarmTime", profile.alarmTime));
    MS_TRY(readField(fields, "value", profile.value));
    MS_TRY(fields.noOthers());

    MS_ASSIGN(const json timeObject, top.object("time"));
    ObjectReader time(timeObject, "time.");
    MS_TRY(time.text("format", profile.timeFormat));
    MS_TRY(time.text("zone", profile.timeZone));
    MS_TRY(time.choice("ambiguous", kAmbiguous, profile.ambiguous));
    MS_TRY(time.choice("skipped", kSkipped, profile.skipped));
    MS_TRY(time.noOthers());

    MS_ASSIGN(const json numberObject, top.object("number"));
    ObjectReader number(numberObject, "number.");
    std::string mark(1, profile.decimalMark);
    MS_TRY(number.text("decimalMark", mark));
    profile.decimalMark = mark.size() == 1 ? mark.front() : '\0';  // refused by checkProfile
    MS_TRY(number.text("thousandsMark", profile.thousandsMark));
    MS_TRY(number.text("unit", profile.unit));
    MS_TRY(number.number("scale", profile.scale));
    MS_TRY(number.noOthers());

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
    const int given = (from.name ? 1 : 0) + (from.column ? 1 : 0) + (from.constant ? 1 : 0) + (flags ? 1 : 0);
    if (given != 1) {
        return profileError(
            "profile.field",
            fmt::format("The profile must say for {} either a name, a column or a constant{}, and only one "
                        "of them.",
                        source::nameOf(field), field == source::Field::AlarmCode ? " (or flags)" : ""));
    }
    return checkPlace(profile, from.name, from.column, source::nameOf(field));
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

namespace {

// A FieldSource's or AlarmFlag's place in the file.
template <typename From>
ordered_json placeToJson(const From& from)
{
    ordered_json out = ordered_json::object();
    if (from.name) {
        out["name"] = *from.name;
    }
    if (from.column) {
        out["column"] = *from.column;
    }
    return out;
}

ordered_json fieldToJson(const FieldSource& from)
{
    ordered_json out = placeToJson(from);
    if (from.constant) {
        out["constant"] = *from.constant;
    }
    return out;
}

ordered_json alarmCodeToJson(const MappingProfile& profile)
{
    ordered_json out = fieldToJson(profile.alarmCode);
    for (const AlarmFlag& flag : profile.flags) {
        ordered_json one = placeToJson(flag);
        one["code"] = flag.code;
        out["flags"].push_back(std::move(one));
    }
    if (!profile.flags.empty()) {
        out["raised"] = profile.raised;
        out["cleared"] = profile.cleared;
    }
    return out;
}

}  // namespace

std::string profileToJson(const MappingProfile& profile)
{
    ordered_json out;
    out["name"] = profile.name;
    out["format"] = kFormats[static_cast<std::size_t>(profile.format)];
    if (!profile.entry.empty()) {
        out["entry"] = profile.entry;
    }
    if (!profile.table.empty()) {
        out["table"] = profile.table;
    }
    if (profile.encoding) {
        out["encoding"] = source::toString(*profile.encoding);
    }
    if (profile.format == FileFormat::Delimited) {
        out["separator"] = profile.separator;
    }
    if (isTable(profile.format)) {
        out["header"] = profile.header;
        out["skipRows"] = profile.skipRows;
    }
    out["fields"] = {{"mn", fieldToJson(profile.mn)},
                     {"alarmCode", alarmCodeToJson(profile)},
                     {"alarmTime", fieldToJson(profile.alarmTime)},
                     {"value", fieldToJson(profile.value)}};
    out["time"] = {{"format", profile.timeFormat},
                   {"zone", profile.timeZone},
                   {"ambiguous", kAmbiguous[static_cast<std::size_t>(profile.ambiguous)]},
                   {"skipped", kSkipped[static_cast<std::size_t>(profile.skipped)]}};
    out["number"] = {{"decimalMark", std::string(1, profile.decimalMark)},
                     {"thousandsMark", profile.thousandsMark},
                     {"unit", profile.unit},
                     {"scale", ordered_json::parse(formatNumber(profile.scale))}};  // 1, not 1.0
    if (!profile.alarmCodes.empty()) {
        out["alarmCodes"] = profile.alarmCodes;
    }
    // Text that is not UTF-8 cannot come from parseProfile; it is replaced rather than thrown over.
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
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
