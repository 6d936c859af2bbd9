// One field of a row -> one member of a record, as the profile says; or a reason why not.
//
// Thread-safety: one thread per mapper.
#pragma once

#include "meterseal/record/health_record.h"
#include "source/time_format.h"
#include "source/value_text.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

enum class Field : std::size_t { Mn, AlarmCode, AlarmTime, Value };
inline constexpr std::array<Field, 4> kFields{Field::Mn, Field::AlarmCode, Field::AlarmTime, Field::Value};
std::string_view nameOf(Field field);
const FieldSource& sourceOf(const MappingProfile& profile, Field field);

//   (begin (setText | setJsonNumber | setNull | addTimePart | setScale)* finish)*
class RecordMapper {
public:
    // Also checks the profile's constants. reason: profile.*
    static Result<RecordMapper> make(const MappingProfile& profile);

    bool isConstant(Field field) const { return m_constant[static_cast<std::size_t>(field)]; }
    void setConstant(Field field, HealthRecord& record) const;

    void begin() { m_noValue = false; }
    // Each returns whether the record's member is set and good, or left to finish().
    bool setText(Field field, std::string_view text, HealthRecord& record, Refusal& refusal);
    bool setJsonNumber(Field field, std::string_view number, HealthRecord& record, Refusal& refusal);
    // A JSON null: good where the profile's noValue has the word null.
    bool setNull(Field field, Refusal& refusal);
    void addTimePart(std::string_view text);  // after the text of alarmTime, in the profile's order
    // Wide rows: what was set of the time is the row's day; setClock() then gives each value its own time of that day.
    void endDay() { m_dayLength = m_timeText.size(); }
    void setClock(std::string_view text);
    bool setScale(std::string_view text, Refusal& refusal);  // of scaleFrom
    bool finish(HealthRecord& record, Refusal& refusal, bool codeKnown = true)
    {
        return !m_deferred || m_noValue || finishDeferred(record, refusal, codeKnown);
    }
    Field failed() const { return m_failed; }      // of finish()
    bool hasNoValue() const { return m_noValue; }  // the row is in order and gives no record

private:
    RecordMapper(TimeParser time, ValueReader value) : m_time(std::move(time)), m_value(std::move(value)) {}
    bool finishDeferred(HealthRecord& record, Refusal& refusal, bool codeKnown);
    bool setMn(std::string_view text, HealthRecord& record, Refusal& refusal) const;
    bool setAlarmCode(std::string_view text, HealthRecord& record, Refusal& refusal) const;
    bool isNoValue(std::string_view text) const;

    TimeParser m_time;
    ValueReader m_value;
    std::map<std::string, std::string, std::less<>> m_codes;
    std::map<std::string, record::Decimal, std::less<>> m_scaleWords;
    std::vector<std::string> m_noValueWords;
    std::array<bool, 4> m_constant{};
    HealthRecord m_constants;
    bool m_textMarker = false;
    bool m_noValue = false;
    // What is read only once the whole row is known: times in parts or in order, values with a factor of their own.
    bool m_deferred = false, m_timeDeferred = false, m_scaled = false;
    std::string m_timeText, m_valueText, m_series;
    std::size_t m_dayLength = 0;
    bool m_valueIsJson = false;
    record::Decimal m_factor;
    Field m_failed = Field::AlarmTime;
};

// What a text id has around it so that a spreadsheet leaves it alone: ="0012", a leading apostrophe or tab.
std::string_view withoutTextMarker(std::string_view text);

// 4.01E+11: a spreadsheet took the id for a number; its last digits are gone.
bool isDamagedId(std::string_view text);

}  // namespace meterseal::source
