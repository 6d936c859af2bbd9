// The health record, its canonical bytes and its leaf (PROTOCOL.md section 3).
//
//   {"alarmCode":string,"alarmTime":time,"mn":string,"value":number}     leaf = SHA256(0x00 || those bytes)
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"

#include <compare>
#include <string>
#include <string_view>

namespace meterseal {

struct HealthRecord {
    std::string mn;
    std::string alarmCode;
    double value = 0;  // finite; its unit is the profile's business, the protocol carries none
    Timestamp alarmTime;

    bool operator==(const HealthRecord&) const = default;
};

inline constexpr std::size_t kMaxAlarmCodeBytes = 64;

// Field rules: meter id, alarm code text (1..64 bytes), time range, finite value. The Error names the field.
Status checkRecord(const HealthRecord& record);

// Appends the RFC 8785 bytes of a checked record to `out`. No allocation beyond `out` growing.
void appendCanonical(const HealthRecord& record, std::string& out);
std::string canonicalRecord(const HealthRecord& record);

Hash256 leafOf(const HealthRecord& record);

// Reads one record from JSON text: exactly the four members in any order, time in the protocol's form, no duplicate
// members, no number whose decimal value its canonical form does not have. reason: record.*, json.*
Result<HealthRecord> parseRecord(std::string_view json);
// The same into an existing record, whose strings keep their memory. After an Error `record` is unspecified.
Status parseRecordInto(std::string_view json, HealthRecord& record);

// The batch order: (alarmTime, canonical bytes), ascending.
bool batchOrder(const HealthRecord& a, const HealthRecord& b);

}  // namespace meterseal
