// The values of a wide row: one row a day, a column for each clock time. One row becomes one record for each value, or
// none; a value that cannot be read refuses the whole row.
//
// Thread-safety: one thread.
#pragma once

#include "source/record_mapper.h"

#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

class DayColumns {
public:
    DayColumns() = default;
    explicit DayColumns(const MappingProfile& profile);

    bool used() const { return !m_times.empty(); }

    // The row's text for column number `column` of the profile's; the bytes live until finish().
    void take(std::size_t column, std::string_view text) { m_texts[column] = text; }
    // Ends the row, of which `row` has all but time and value; next() then gives its records, in the profile's order.
    // False where a value or time is no good: failed() says of which column.
    bool finish(RecordMapper& mapper, const HealthRecord& row, Refusal& refusal);
    std::size_t failed() const { return m_failed; }
    bool any() const { return !m_records.empty(); }
    bool next(HealthRecord& record);

private:
    std::vector<std::string> m_times;
    std::vector<std::string_view> m_texts;
    std::vector<HealthRecord> m_records;
    std::size_t m_next = 0, m_failed = 0;
};

}  // namespace meterseal::source
