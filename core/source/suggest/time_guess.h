// Which time formats fit texts: by their shape first, then by what each format makes of all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

struct TimeGuess {
    std::vector<std::string> formats;  // that fit; more than one where the texts can be read in several ways
    std::size_t misfits = 0;           // texts that the formats do not fit
    bool hasOffset = false;            // the texts themselves say their offset from UTC
    bool dateOnly = false;             // no format has an hour
    bool number = false;               // plain numbers, which other columns may hold too
    bool finer = false;                // some have digits finer than a millisecond that are not zero
};
TimeGuess fittingTimeFormats(const std::vector<std::string>& texts);

// Clock times without a date ("%H:%M"); empty where the texts are none.
std::vector<std::string> fittingClockFormats(const std::vector<std::string>& texts);

// Years of two digits: the century in which they are neither long past nor to come; 0 where that is not clear.
int centuryOf(std::string_view format, const std::vector<std::string>& texts);

// What a format makes of texts, as milliseconds of their own clock; what it does not fit is left out.
std::vector<std::int64_t> readTimes(const std::string& format, const std::vector<std::string>& texts);

}  // namespace meterseal::source
