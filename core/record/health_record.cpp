#include "meterseal/record/health_record.h"

#include "meterseal/base/text.h"
#include "meterseal/record/canonical_json.h"
#include "record/record_json.h"

#include <cmath>
#include <cstring>
#include <fmt/format.h>

namespace meterseal {

namespace {

Error recordError(std::string_view reason, std::string message)
{
    return makeError(ErrorCode::InvalidArgument, reason, std::move(message));
}

void put(char*& out, std::string_view text)
{
    std::memcpy(out, text.data(), text.size());
    out += text.size();
}

}  // namespace

Status checkRecord(const HealthRecord& record)
{
    if (const Status mn = checkMeterId(record.mn); !mn) {
        return recordError("record.mn", mn.error().message);
    }
    if (!record::isPlainCode(record.alarmCode)) {
        if (const Status code = checkText(record.alarmCode, "alarmCode", kMaxAlarmCodeBytes); !code) {
            return recordError("record.alarm-code", code.error().message);
        }
    }
    if (!record.alarmTime.inRange()) {
        return recordError("record.alarm-time", "The alarmTime is not between 1970 and 9999.");
    }
    if (!std::isfinite(record.value)) {
        return recordError("record.value", "The value is not a finite number.");
    }
    return {};
}

void appendCanonical(const HealthRecord& record, std::string& out)
{
    constexpr std::string_view kCode = R"({"alarmCode":)";
    constexpr std::string_view kTime = R"(,"alarmTime":")";
    constexpr std::string_view kMn = R"(","mn":")";
    constexpr std::string_view kValue = R"(","value":)";
    out += kCode;
    appendJsonString(record.alarmCode, out);
    // The rest has a known greatest length: one step of growth, then plain copies.
    const std::size_t size = out.size();
    out.resize(size + kTime.size() + kTimestampLength + kMn.size() + record.mn.size() + kValue.size() + 32 + 1);
    char* p = out.data() + size;
    put(p, kTime);
    formatTimestamp(record.alarmTime, p);
    p += kTimestampLength;
    put(p, kMn);
    put(p, record.mn);  // its characters need no escape
    put(p, kValue);
    p = formatNumber(record.value, p);
    *p++ = '}';
    out.resize(static_cast<std::size_t>(p - out.data()));
}

std::string canonicalRecord(const HealthRecord& record)
{
    std::string out;
    appendCanonical(record, out);
    return out;
}

Result<HealthRecord> parseRecord(std::string_view json)
{
    HealthRecord record;
    MS_TRY(parseRecordInto(json, record));
    return record;
}

Status parseRecordInto(std::string_view json, HealthRecord& record)
{
    if (record::parseCanonicalLine(json, record)) {
        return {};
    }
    return record::parseGeneral(json, record);
}

bool batchOrder(const HealthRecord& a, const HealthRecord& b)
{
    if (a.alarmTime != b.alarmTime) {
        return a.alarmTime < b.alarmTime;
    }
    return canonicalRecord(a) < canonicalRecord(b);
}

}  // namespace meterseal
