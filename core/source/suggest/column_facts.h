// What stands in a column, looked at cell by cell.
#pragma once

#include "source/suggest/column_name.h"
#include "source/suggest/sample_table.h"
#include "source/suggest/time_guess.h"

#include <set>
#include <string>
#include <vector>

namespace meterseal::source {

struct ColumnFacts {
    NamedColumn named;
    std::vector<std::string> texts;  // of the cells that say something, in their order
    std::vector<std::size_t> rows;   // where they stand
    std::set<std::string> noValue;   // words for "nothing" met ("-", "NaN"), and "" for an empty cell
    std::size_t distinct = 0;        // different texts
    bool numbers = false;            // all texts look like numbers
    bool counter = false;            // 1, 2, 3, ...: numbers of rows
    bool allEmpty = false;           // of every row
    TimeGuess times;
    std::vector<std::string> clocks;  // formats of clock times without a date
    double alarmWords = 0;            // share of the texts that are known alarms
    bool ids = false;                 // all texts could be ids of meters
    bool textMarker = false;          // some ids stand as ="0012", '0012 or behind a tab
};

ColumnFacts factsOf(const SampleTable& table, std::size_t column);

// Digits with a sign, marks and an exponent, whatever the marks mean.
bool looksLikeNumber(std::string_view text);

// "-", "NaN", "null": what exports write where there is no reading.
bool isNoValueWord(std::string_view text);

}  // namespace meterseal::source
