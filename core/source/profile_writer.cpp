#include "meterseal/record/canonical_json.h"
#include "meterseal/source/profile.h"
#include "source/profile_names.h"
#include "source/text_input.h"

#include <nlohmann/json.hpp>

namespace meterseal {

using nlohmann::ordered_json;

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

ordered_json valueToJson(const MappingProfile& profile)
{
    ordered_json out = fieldToJson(profile.value);
    for (const ClockColumn& column : profile.clock) {
        ordered_json one = placeToJson(column);
        one["time"] = column.time;
        out["clock"].push_back(std::move(one));
    }
    return out;
}

ordered_json timeToJson(const MappingProfile& profile)
{
    ordered_json out{{"format", profile.timeFormat},
                     {"zone", profile.timeZone},
                     {"ambiguous", source::kAmbiguousNames[static_cast<std::size_t>(profile.ambiguous)]},
                     {"skipped", source::kSkippedNames[static_cast<std::size_t>(profile.skipped)]}};
    if (profile.century != 0) {
        out["century"] = profile.century;
    }
    if (profile.cutFiner) {
        out["finer"] = source::kFinerNames[1];
    }
    if (!profile.summer.empty() || !profile.winter.empty()) {
        out["summer"] = profile.summer;
        out["winter"] = profile.winter;
    }
    return out;
}

ordered_json exactNumber(double number)
{
    return ordered_json::parse(formatNumber(number));  // 1, not 1.0
}

ordered_json numberToJson(const MappingProfile& profile)
{
    ordered_json out{{"decimalMark", std::string(1, profile.decimalMark)},
                     {"thousandsMark", profile.thousandsMark},
                     {"unit", profile.unit},
                     {"scale", exactNumber(profile.scale)}};
    if (!profile.noValue.empty()) {
        out["noValue"] = profile.noValue;
    }
    if (profile.scaleFrom) {
        ordered_json& from = out["scaleFrom"] = placeToJson(*profile.scaleFrom);
        for (const auto& [word, factor] : profile.scaleWords) {
            from["words"][word] = exactNumber(factor);
        }
    }
    return out;
}

}  // namespace

std::string profileToJson(const MappingProfile& profile)
{
    ordered_json out;
    out["name"] = profile.name;
    out["format"] = source::kFormatNames[static_cast<std::size_t>(profile.format)];
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
        if (profile.skipAfterHeader > 0) {
            out["skipAfterHeader"] = profile.skipAfterHeader;
        }
    }
    ordered_json mn = fieldToJson(profile.mn);
    if (profile.textMarker) {
        mn["textMarker"] = true;
    }
    ordered_json alarmTime = fieldToJson(profile.alarmTime);
    for (const FieldSource& part : profile.timeParts) {
        alarmTime["and"].push_back(placeToJson(part));
    }
    out["fields"] = {{"mn", std::move(mn)},
                     {"alarmCode", alarmCodeToJson(profile)},
                     {"alarmTime", std::move(alarmTime)},
                     {"value", valueToJson(profile)}};
    out["time"] = timeToJson(profile);
    out["number"] = numberToJson(profile);
    if (!profile.leaveOut.empty()) {
        out["leaveOut"] = profile.leaveOut;
    }
    if (!profile.alarmCodes.empty()) {
        out["alarmCodes"] = profile.alarmCodes;
    }
    // Text that is not UTF-8 cannot come from parseProfile; it is replaced rather than thrown over.
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace meterseal
