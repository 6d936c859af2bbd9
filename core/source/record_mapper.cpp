#include "source/record_mapper.h"

#include "meterseal/base/text.h"
#include "meterseal/record/canonical_json.h"
#include "record/record_json.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::source {

std::string_view nameOf(Field field)
{
    constexpr std::array<std::string_view, 4> kNames{"mn", "alarmCode", "alarmTime", "value"};
    return kNames[static_cast<std::size_t>(field)];
}

const FieldSource& sourceOf(const MappingProfile& profile, Field field)
{
    switch (field) {
    case Field::Mn:
        return profile.mn;
    case Field::AlarmCode:
        return profile.alarmCode;
    case Field::AlarmTime:
        return profile.alarmTime;
    default:
        return profile.value;
    }
}

std::string_view withoutTextMarker(std::string_view text)
{
    if (text.size() >= 3 && text.starts_with("=\"") && text.back() == '"') {
        return text.substr(2, text.size() - 3);
    }
    if (!text.empty() && (text.front() == '\'' || text.front() == '\t')) {
        return text.substr(1);
    }
    return text;
}

bool isDamagedId(std::string_view text)
{
    const std::size_t e = text.find_first_of("Ee");
    if (e == std::string_view::npos || e == 0 || e + 2 >= text.size() || text[e + 1] != '+') {
        return false;
    }
    const std::string_view mantissa = text.substr(0, e);
    const std::string_view exponent = text.substr(e + 2);
    return isDigit(mantissa.front()) && std::all_of(exponent.begin(), exponent.end(), isDigit) &&
           std::all_of(mantissa.begin(), mantissa.end(), [](char c) { return isDigit(c) || c == '.' || c == ','; });
}

Result<RecordMapper> RecordMapper::make(const MappingProfile& profile)
{
    MS_ASSIGN(TimeParser time, TimeParser::compile(profile));
    MS_ASSIGN(ValueReader value, ValueReader::make(profile));
    RecordMapper mapper(std::move(time), std::move(value));
    mapper.m_codes.insert(profile.alarmCodes.begin(), profile.alarmCodes.end());
    mapper.m_textMarker = profile.textMarker;
    for (const std::string& word : profile.noValue) {
        mapper.m_noValueWords.emplace_back(trimmed(word));
    }
    for (const auto& [word, factor] : profile.scaleWords) {
        record::Decimal& decimal = mapper.m_scaleWords[word];
        if (factor == 0 || !record::readDecimal(formatNumber(factor), decimal)) {
            return makeError(ErrorCode::InvalidArgument, "profile.scale",
                             "The words of the profile's number.scaleFrom must stand for numbers other than 0.");
        }
    }
    for (const Field field : kFields) {
        const std::optional<std::string>& constant = sourceOf(profile, field).constant;
        Refusal refusal;
        if (constant && !mapper.setText(field, *constant, mapper.m_constants, refusal)) {
            return makeError(
                ErrorCode::InvalidArgument, "profile.constant",
                fmt::format("The profile's constant for {} is no good: {}", nameOf(field), refusal.message));
        }
        mapper.m_constant[static_cast<std::size_t>(field)] = constant.has_value();
    }
    mapper.m_scaled = profile.scaleFrom.has_value();
    mapper.m_timeDeferred = !profile.alarmTime.constant &&
                            (!profile.timeParts.empty() || !profile.clock.empty() || mapper.m_time.needsSeries());
    mapper.m_deferred = mapper.m_scaled || mapper.m_timeDeferred;
    return mapper;
}

void RecordMapper::setConstant(Field field, HealthRecord& record) const
{
    switch (field) {
    case Field::Mn:
        record.mn.assign(m_constants.mn);
        break;
    case Field::AlarmCode:
        record.alarmCode.assign(m_constants.alarmCode);
        break;
    case Field::AlarmTime:
        record.alarmTime = m_constants.alarmTime;
        break;
    case Field::Value:
        record.value = m_constants.value;
    }
}

bool RecordMapper::isNoValue(std::string_view text) const
{
    return !m_noValueWords.empty() &&
           std::find(m_noValueWords.begin(), m_noValueWords.end(), trimmed(text)) != m_noValueWords.end();
}

bool RecordMapper::setText(Field field, std::string_view text, HealthRecord& record, Refusal& refusal)
{
    switch (field) {
    case Field::Mn:
        return setMn(m_textMarker ? withoutTextMarker(text) : text, record, refusal);
    case Field::AlarmCode:
        return setAlarmCode(text, record, refusal);
    case Field::AlarmTime:
        m_timeText.assign(m_timeDeferred ? text : std::string_view());
        return m_timeDeferred || m_time.parse(text, record.alarmTime, refusal);
    case Field::Value:
        m_noValue = isNoValue(text);
        m_valueText.assign(m_scaled ? text : std::string_view());
        m_valueIsJson = false;
        return m_noValue || m_scaled || m_value.read(text, record.value, refusal);
    }
    return false;
}

bool RecordMapper::setJsonNumber(Field field, std::string_view number, HealthRecord& record, Refusal& refusal)
{
    switch (field) {
    case Field::Value:
        m_noValue = isNoValue(number);
        m_valueText.assign(m_scaled ? number : std::string_view());
        m_valueIsJson = true;
        return m_noValue || m_scaled || m_value.readJsonNumber(number, record.value, refusal);
    case Field::AlarmTime:
        return setText(field, number, record, refusal);
    default:
        // An id as a whole number is its digits as they are written; with a fraction or exponent it is damaged.
        if (!std::all_of(number.begin(), number.end(), isDigit)) {
            return refuse(refusal, "source.id-number",
                          fmt::format("The {} is a JSON number that is not a plain whole number; it must be text.",
                                      nameOf(field)));
        }
        return setText(field, number, record, refusal);
    }
}

bool RecordMapper::setNull(Field field, Refusal& refusal)
{
    m_noValue = field == Field::Value && isNoValue("null");
    return m_noValue || refuse(refusal, "source.empty", fmt::format("The member for {} is null.", nameOf(field)));
}

void RecordMapper::addTimePart(std::string_view text)
{
    m_timeText += ' ';
    m_timeText += trimmed(text);
}

void RecordMapper::setClock(std::string_view text)
{
    m_timeText.resize(m_dayLength);
    addTimePart(text);
}

bool RecordMapper::setScale(std::string_view text, Refusal& refusal)
{
    text = trimmed(text);
    if (m_scaleWords.empty()) {
        return m_value.readExact(text, m_factor, refusal);
    }
    const auto word = m_scaleWords.find(text);
    if (word == m_scaleWords.end()) {
        return refuse(refusal, "source.unit",
                      fmt::format("The unit \"{:.100}\" is none of those the profile's number.scaleFrom knows, so how "
                                  "much the value is remains open.",
                                  text));
    }
    m_factor = word->second;
    return true;
}

bool RecordMapper::finishDeferred(HealthRecord& record, Refusal& refusal, bool codeKnown)
{
    m_failed = Field::AlarmTime;
    if (m_timeDeferred) {
        m_series.assign(record.mn);
        if (codeKnown) {
            m_series += '\0';
            m_series += record.alarmCode;
        }
        if (!m_time.parse(m_timeText, record.alarmTime, refusal, m_series)) {
            return false;
        }
    }
    m_failed = Field::Value;
    if (!m_scaled || m_constant[static_cast<std::size_t>(Field::Value)]) {
        return true;
    }
    return m_valueIsJson ? m_value.readJsonNumber(m_valueText, record.value, refusal, &m_factor)
                         : m_value.read(m_valueText, record.value, refusal, &m_factor);
}

bool RecordMapper::setMn(std::string_view text, HealthRecord& record, Refusal& refusal) const
{
    if (text.empty()) {
        return refuse(refusal, "source.empty", "The meter id is empty.");
    }
    if (isDamagedId(text)) {
        return refuse(
            refusal, "source.id-damaged",
            "The meter id is in E notation: a spreadsheet took it for a number and dropped digits. Export the "
            "file again with the column as text.");
    }
    if (const Status good = checkMeterId(text); !good) {
        const bool marked = withoutTextMarker(text).size() != text.size();
        return refuse(
            refusal, "source.mn",
            good.error().message +
                (marked ? " It stands as text for spreadsheets; \"fields.mn.textMarker\": true takes that off." : ""));
    }
    record.mn.assign(text);
    return true;
}

bool RecordMapper::setAlarmCode(std::string_view text, HealthRecord& record, Refusal& refusal) const
{
    if (!m_codes.empty()) {
        if (const auto code = m_codes.find(text); code != m_codes.end()) {
            text = code->second;
        }
    }
    if (text.empty()) {
        return refuse(refusal, "source.empty", "The alarm code is empty.");
    }
    if (!record::isPlainCode(text)) {
        if (const Status good = checkText(text, "alarm code", kMaxAlarmCodeBytes); !good) {
            return refuse(refusal, "source.alarm-code", good.error().message);
        }
    }
    record.alarmCode.assign(text);
    return true;
}

}  // namespace meterseal::source
