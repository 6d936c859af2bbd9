// The time formats of a profile, compiled once: text -> Timestamp, or a reason why not.
//
// Thread-safety: one thread per parser (it remembers the zone's current offset).
#pragma once

#include "meterseal/base/time.h"
#include "meterseal/source/profile.h"
#include "source/field_text.h"

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

    bool parse(std::string_view text, Timestamp& time, Refusal& refusal);

private:
    enum class Kind { Rfc3339, Unix, UnixMs, Pattern };
    struct Token {
        char conversion = 0;  // 0: the literal
        char literal = 0;
        bool fixedWidth = false;  // stands beside another conversion, so it has all of its digits
    };
    struct Civil;
    struct Zone;

    TimeParser();
    bool parseRfc3339(std::string_view text, Timestamp& time, Refusal& refusal) const;
    bool parseUnix(std::string_view text, Timestamp& time, Refusal& refusal) const;
    bool parsePattern(std::string_view text, Timestamp& time, Refusal& refusal);
    bool readTokens(std::string_view text, Civil& civil) const;

    Kind m_kind = Kind::Rfc3339;
    std::string m_format;
    std::vector<Token> m_tokens;
    std::unique_ptr<Zone> m_zone;  // none for UTC
};

}  // namespace meterseal::source
