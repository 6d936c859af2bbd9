// Wide tables: one row a day, a column for each clock time.
#include "source/suggest/clock_names.h"
#include "source/suggest/suggester.h"

#include <fmt/format.h>

namespace meterseal::source {

void Suggester::chooseDayColumns()
{
    const ClockNames names =
        isTable(m_table.found.format) && m_table.found.header ? clockNames(m_table.columns) : ClockNames();
    if (names.columns.empty()) {
        return;
    }
    bool atEnd = false;
    if (names.intervals) {
        const auto shown = [&names](const std::vector<std::string>& times) {
            return std::vector<std::string>(times.begin(), times.begin() + 3);
        };
        const auto said = ask({"time.interval",
                               {"suggest.ask-interval",
                                {},
                                "The columns name intervals of a day. Is a value recorded with the time at which its "
                                "interval begins, or ends?",
                                0},
                               {{"begin", shown(names.begin)}, {"end", shown(names.end)}},
                               false});
        atEnd = said == "end";
    }
    const std::vector<std::string>& times = atEnd ? names.end : names.begin;
    for (std::size_t i = 0; i < names.columns.size(); ++i) {
        const FieldSource place = placeOf(m_table, names.columns[i]);
        m_out.profile.clock.push_back({place.name, place.column, times[i]});
    }
    if (names.twice) {
        m_out.profile.ambiguous = AmbiguousTime::InOrder;
    }
    m_dayColumns = names.columns;
    use(m_dayColumns);
    note("suggest.day-columns", {std::to_string(times.size()), times.front(), times.back()},
         fmt::format("Each row is a day: its {} columns from {} to {} give one record each (fields.value.clock).",
                     times.size(), times.front(), times.back()),
         0.9);
}

void Suggester::readDayValues()
{
    ColumnFacts& all = m_facts[m_dayColumns.front()];
    for (std::size_t i = 1; i < m_dayColumns.size(); ++i) {
        const ColumnFacts& one = facts(m_dayColumns[i]);
        all.texts.insert(all.texts.end(), one.texts.begin(), one.texts.end());
        all.noValue.insert(one.noValue.begin(), one.noValue.end());
    }
    readValues(m_dayColumns.front());
}

}  // namespace meterseal::source
