#include "record/record_json.h"

#include "meterseal/base/text.h"
#include "meterseal/record/canonical_json.h"
#include "record/decimal.h"
#include "record/json_reader.h"

#include <array>
#include <cstring>
#include <fmt/format.h>

namespace meterseal::record {

namespace {

// Moves `rest` past `expected` where it begins with it.
bool skip(std::string_view& rest, std::string_view expected)
{
    if (rest.size() < expected.size() || std::memcmp(rest.data(), expected.data(), expected.size()) != 0) {
        return false;
    }
    rest.remove_prefix(expected.size());
    return true;
}

// The text up to the next quote, quote skipped; false where there is none or an escape comes before it.
bool takeString(std::string_view& rest, std::size_t maxBytes, std::string_view& text)
{
    const std::size_t limit = rest.size() < maxBytes + 1 ? rest.size() : maxBytes + 1;
    for (std::size_t i = 0; i < limit; ++i) {
        if (rest[i] == '"') {
            text = rest.substr(0, i);
            rest.remove_prefix(i + 1);
            return true;
        }
        if (rest[i] == '\\') {
            return false;
        }
    }
    return false;
}

Error recordError(std::string_view reason, std::string message)
{
    return makeError(ErrorCode::InvalidArgument, reason, std::move(message));
}

enum Field : std::size_t { AlarmCode, AlarmTime, Mn, Value, FieldCount };
constexpr std::array<std::string_view, FieldCount> kNames{"alarmCode", "alarmTime", "mn", "value"};

// Takes exactly one flat object with the four members.
class RecordEvents : public JsonEvents {
public:
    explicit RecordEvents(HealthRecord& record) : m_record(record) {}

    const Status& failure() const { return m_failure; }
    Status missing() const
    {
        for (std::size_t i = 0; i < FieldCount; ++i) {
            if (!m_seen[i]) {
                return recordError("record.member-missing", fmt::format("The record has no member \"{}\".", kNames[i]));
            }
        }
        return {};
    }

    bool literal(std::string_view) override { return wrongType(); }
    bool number(std::string_view text) override
    {
        if (m_field != Value) {
            return wrongType();
        }
        const Result<double> value = parseNumber(text, "value");
        if (!value) {
            return fail(value.error());
        }
        m_record.value = *value;
        return true;
    }
    bool string(const std::string& text) override
    {
        if (m_field == AlarmCode) {
            m_record.alarmCode = text;
        } else if (m_field == Mn) {
            m_record.mn = text;
        } else if (m_field == AlarmTime) {
            const Result<Timestamp> time = parseTimestamp(text, "alarmTime");
            if (!time) {
                return fail(recordError("record.alarm-time", time.error().message));
            }
            m_record.alarmTime = *time;
        } else {
            return wrongType();
        }
        return true;
    }
    bool open(bool isObject) override
    {
        if (!isObject || m_open) {
            return wrongType();
        }
        m_open = true;
        return true;
    }
    bool key(const std::string& key) override
    {
        for (std::size_t i = 0; i < FieldCount; ++i) {
            if (key != kNames[i]) {
                continue;
            }
            if (m_seen[i]) {
                return fail(
                    recordError("json.duplicate-member", fmt::format("The record has the member \"{}\" twice.", key)));
            }
            m_seen[i] = true;
            m_field = i;
            return true;
        }
        return fail(recordError("record.member-unknown",
                                fmt::format("The record has a member \"{:.100}\"; a record of version 1 has exactly "
                                            "alarmCode, alarmTime, mn and value.",
                                            key)));
    }
    bool close() override { return true; }

private:
    bool wrongType()
    {
        if (m_field == FieldCount) {
            return fail(recordError("record.not-an-object", "The record is not a JSON object."));
        }
        return fail(
            recordError("record.member-type", fmt::format("The member \"{}\" of the record must be a {}.",
                                                          kNames[m_field], m_field == Value ? "number" : "string")));
    }
    bool fail(Error error)
    {
        m_failure = std::move(error);
        return false;
    }

    HealthRecord& m_record;
    std::size_t m_field = FieldCount;
    std::array<bool, FieldCount> m_seen{};
    bool m_open = false;
    Status m_failure;
};

}  // namespace

bool isPlainCode(std::string_view code)
{
    if (code.empty() || code.size() > kMaxAlarmCodeBytes || code.front() == ' ' || code.back() == ' ') {
        return false;
    }
    bool good = true;
    for (const char c : code) {
        good &= c >= 0x20 && c <= 0x7e;
    }
    return good;
}

bool parseCanonicalLine(std::string_view json, HealthRecord& record)
{
    std::string_view code;
    std::string_view mn;
    if (!skip(json, R"({"alarmCode":")") || !takeString(json, kMaxAlarmCodeBytes, code) ||
        !skip(json, R"(,"alarmTime":")") || json.size() < kTimestampLength) {
        return false;
    }
    const Result<Timestamp> time = parseTimestamp(json.substr(0, kTimestampLength));
    if (!time) {
        return false;
    }
    json.remove_prefix(kTimestampLength);
    if (!skip(json, R"(","mn":")") || !takeString(json, 64, mn) || !skip(json, R"(,"value":)") || json.empty() ||
        json.back() != '}') {
        return false;
    }
    json.remove_suffix(1);
    Decimal decimal;
    if (!readDecimal(json, decimal) || !exactDouble(decimal, record.value)) {
        return false;
    }
    record.alarmCode.assign(code);
    record.alarmTime = *time;
    record.mn.assign(mn);
    return checkRecord(record).ok();
}

Status parseGeneral(std::string_view json, HealthRecord& record)
{
    RecordEvents events(record);
    const Status read = readJson(json, events);
    if (!events.failure()) {
        return events.failure();
    }
    MS_TRY(read);
    MS_TRY(events.missing());
    return checkRecord(record);
}

}  // namespace meterseal::record
