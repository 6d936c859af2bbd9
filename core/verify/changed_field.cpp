#include "meterseal/verify/changed_field.h"

#include "meterseal/record/canonical_json.h"

#include <array>
#include <cmath>
#include <vector>

namespace meterseal {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr std::int64_t kValueSteps = 20'000;  // in units of the value's last digit, up and down
constexpr std::size_t kStopInterval = 1024;

// Every text that one slip of a hand makes of `text`: digits changed, left out, added, swapped; the point moved.
std::vector<std::string> slips(const std::string& text)
{
    std::vector<std::string> all;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            all.push_back(text.substr(0, i) + digit + text.substr(i));
            if (i < text.size()) {
                all.push_back(text.substr(0, i) + digit + text.substr(i + 1));
            }
        }
        if (i < text.size()) {
            all.push_back(text.substr(0, i) + text.substr(i + 1));
        }
        if (i + 1 < text.size()) {
            all.push_back(text);
            std::swap(all.back()[i], all.back()[i + 1]);
        }
    }
    return all;
}

// Digits after the point as the canonical form writes them; 0 for whole numbers and E notation.
int decimalsOf(const std::string& number)
{
    const std::size_t point = number.find('.');
    return point == std::string::npos || number.find('e') != std::string::npos
               ? 0
               : static_cast<int>(number.size() - point - 1);
}

class Search {
public:
    Search(const HealthRecord& local, const Hash256& wanted, std::stop_token stop)
        : m_guess(local), m_local(local), m_wanted(wanted), m_stop(std::move(stop))
    {}

    bool value()
    {
        const std::string text = formatNumber(m_local.value);
        for (const std::string& slip : slips(text)) {
            if (const auto number = parseNumber(slip); number.ok() && tryValue(*number)) {
                return true;
            }
        }
        double power = 1;
        for (int i = 0; i <= 6; ++i, power *= 10) {
            for (const double sign : {1.0, -1.0}) {
                if (tryRounded(sign * m_local.value * power) || tryRounded(sign * m_local.value / power)) {
                    return true;
                }
            }
        }
        if (roundAmounts()) {
            return true;
        }
        const double scale = std::pow(10.0, decimalsOf(text));
        const double whole = std::round(m_local.value * scale);
        for (std::int64_t step = 1; step <= kValueSteps && !m_stopped; ++step) {
            if (tryValue((whole + static_cast<double>(step)) / scale) ||
                tryValue((whole - static_cast<double>(step)) / scale)) {
                return true;
            }
        }
        m_guess.value = m_local.value;
        return false;
    }

    bool alarmCode(std::span<const std::string> codes)
    {
        for (const std::string& code : codes) {
            m_guess.alarmCode = code;
            if (hits()) {
                return true;
            }
        }
        m_guess.alarmCode = m_local.alarmCode;
        return false;
    }

    bool alarmTime()
    {
        for (const std::string& slip : slips(formatTimestamp(m_local.alarmTime))) {
            if (const auto time = parseTimestamp(slip); time.ok() && tryTime(*time)) {
                return true;
            }
        }
        constexpr std::array<std::pair<std::int64_t, std::int64_t>, 5> kShifts = {
            {{1, 1000}, {1000, 3600}, {kMinuteMs, 24 * 60}, {kHourMs, 24 * 7}, {kDayMs, 366}}};
        for (const auto& [unit, most] : kShifts) {
            for (std::int64_t i = 1; i <= most && !m_stopped; ++i) {
                if (tryTime(Timestamp{m_local.alarmTime.ms + i * unit}) ||
                    tryTime(Timestamp{m_local.alarmTime.ms - i * unit})) {
                    return true;
                }
            }
        }
        m_guess.alarmTime = m_local.alarmTime;
        return false;
    }

    const HealthRecord& guess() const { return m_guess; }

private:
    // As a meter would have written it, without the noise of binary fractions.
    bool tryRounded(double value)
    {
        for (const double scale : {1.0, 1e1, 1e2, 1e3, 1e4, 1e6}) {
            if (tryValue(std::round(value * scale) / scale)) {
                return true;
            }
        }
        return tryValue(value);
    }
    // A round amount added or taken away.
    bool roundAmounts()
    {
        for (int power = -3; power <= 6; ++power) {
            for (int digit = -9; digit <= 9; ++digit) {
                if (tryRounded(m_local.value + digit * std::pow(10.0, power))) {
                    return true;
                }
            }
        }
        return false;
    }
    bool tryValue(double value)
    {
        m_guess.value = value;
        return hits();
    }
    bool tryTime(Timestamp time)
    {
        m_guess.alarmTime = time;
        return hits();
    }
    bool hits()
    {
        if (m_tried++ % kStopInterval == 0) {
            m_stopped = m_stopped || m_stop.stop_requested();
        }
        return !m_stopped && m_guess != m_local && checkRecord(m_guess).ok() && leafOf(m_guess) == m_wanted;
    }

    HealthRecord m_guess;
    const HealthRecord& m_local;
    const Hash256 m_wanted;
    const std::stop_token m_stop;
    std::size_t m_tried = 0;
    bool m_stopped = false;
};

}  // namespace

std::optional<ChangedField> findChangedField(const HealthRecord& local, const Hash256& anchoredLeaf,
                                             std::span<const std::string> alarmCodes, std::stop_token stop)
{
    Search search(local, anchoredLeaf, std::move(stop));
    if (search.alarmCode(alarmCodes)) {
        return ChangedField{RecordField::AlarmCode, search.guess()};
    }
    if (search.value()) {
        return ChangedField{RecordField::Value, search.guess()};
    }
    if (search.alarmTime()) {
        return ChangedField{RecordField::AlarmTime, search.guess()};
    }
    return std::nullopt;
}

}  // namespace meterseal
