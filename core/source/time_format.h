// The time formats of a profile, compiled once: text -> Timestamp, or a reason why not.
//
// Thread-safety: one thread per parser (it remembers the zone's current offset).
#pragma once

#include "meterseal/base/time.h"
#include "meterseal/source/profile.h"
#include "source/civil_text.h"
#include "source/number_time.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

class TimeParser {
public:
    // reason: profile.time-format, profile.time-zone
    static Result<TimeParser> compile(const MappingProfile& profile);
    TimeParser(TimeParser&&) noexcept;
    TimeParser& operator=(TimeParser&&) noexcept;
    ~TimeParser();

    // `series` says whose time it is (a meter and its alarm code): with "ambiguous": "in-order" an hour shown twice is
    // told by the order of that series' times.
    bool parse(std::string_view text, Timestamp& time, Refusal& refusal, std::string_view series = {});
    bool needsSeries() const { return m_ambiguous == AmbiguousTime::InOrder; }

private:
    enum class Kind { Rfc3339, Number, Pattern };
    struct Token {
        char conversion = 0;  // 0: the literal
        char literal = 0;
        bool fixedWidth = false;  // stands beside another conversion, so it has all of its digits
    };
    struct Zone;
    struct Series;

    TimeParser();
    Status compilePattern();
    bool parseRfc3339(std::string_view text, Timestamp& time, Refusal& refusal) const;
    bool parseNumber(std::string_view text, Timestamp& time, Refusal& refusal, std::string_view series);
    bool parsePattern(std::string_view text, Timestamp& time, Refusal& refusal, std::string_view series);
    bool readTokens(std::string_view text, Civil& civil) const;
    bool toUtc(std::int64_t localMs, int season, std::string_view series, Timestamp& time, Refusal& refusal);
    enum class Pass { First, Second, Unknown };
    Pass passOf(std::int64_t localMs, bool twice, std::string_view series);

    Kind m_kind = Kind::Rfc3339;
    NumberTime m_number = NumberTime::Unix;
    std::string m_format;
    std::vector<Token> m_tokens;
    bool m_hasHour = false;
    int m_century = 0;
    bool m_cutFiner = false;
    AmbiguousTime m_ambiguous = AmbiguousTime::Reject;
    SkippedTime m_skipped = SkippedTime::Reject;
    std::vector<std::string> m_summer, m_winter;
    std::unique_ptr<Zone> m_zone;  // none for UTC
};

}  // namespace meterseal::source
