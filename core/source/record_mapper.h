// One field of a row -> one member of a record, as the profile says; or a reason why not.
//
// Thread-safety: one thread per mapper.
#pragma once

#include "meterseal/record/health_record.h"
#include "source/time_format.h"
#include "source/value_text.h"

#include <array>
#include <string_view>

namespace meterseal::source {

enum class Field : std::size_t { Mn, AlarmCode, AlarmTime, Value };
inline constexpr std::array<Field, 4> kFields{Field::Mn, Field::AlarmCode, Field::AlarmTime, Field::Value};
std::string_view nameOf(Field field);
const FieldSource& sourceOf(const MappingProfile& profile, Field field);

class RecordMapper {
public:
    // Also checks the profile's constants. reason: profile.*
    static Result<RecordMapper> make(const MappingProfile& profile);

    bool isConstant(Field field) const { return m_constant[static_cast<std::size_t>(field)]; }
    void setConstant(Field field, HealthRecord& record) const;

    // Each returns whether the record's member is set and good.
    bool setText(Field field, std::string_view text, HealthRecord& record, Refusal& refusal);
    bool setJsonNumber(Field field, std::string_view number, HealthRecord& record, Refusal& refusal);

private:
    RecordMapper(TimeParser time, ValueReader value) : m_time(std::move(time)), m_value(std::move(value)) {}
    bool setMn(std::string_view text, HealthRecord& record, Refusal& refusal) const;
    bool setAlarmCode(std::string_view text, HealthRecord& record, Refusal& refusal) const;

    TimeParser m_time;
    ValueReader m_value;
    std::map<std::string, std::string, std::less<>> m_codes;
    std::array<bool, 4> m_constant{};
    HealthRecord m_constants;
};

// What a text id has around it so that a spreadsheet leaves it alone: ="0012", a leading apostrophe or tab.
std::string_view withoutTextMarker(std::string_view text);

// 4.01E+11: a spreadsheet took the id for a number; its last digits are gone.
bool isDamagedId(std::string_view text);

}  // namespace meterseal::source
