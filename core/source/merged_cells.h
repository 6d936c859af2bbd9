// Ranges of cells that a sheet shows as one: the first cell's text holds for all of them. Rows are given in ascending
// order.
//
// Thread-safety: one thread.
#pragma once

#include "source/byte_input.h"
#include "source/table_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace meterseal::source {

struct CellPlace {
    std::uint64_t row = 0;   // from 1
    std::size_t column = 0;  // from 0
};
// "BC12"; none where that is no place in a sheet.
std::optional<CellPlace> placeOf(std::string_view reference);

class MergedCells {
public:
    // Searches a sheet's XML for its ranges, which stand behind the rows that they are needed for.
    static Result<MergedCells> find(ByteInput& sheet);

    bool any() const { return !m_ranges.empty(); }
    // Fills the cells of this row that lie in a range.
    void fill(std::uint64_t row, std::vector<std::string>& cells, std::vector<CellFault>& faults);

private:
    struct Range {
        CellPlace from, to;
        std::string text;
        std::optional<CellFault::Kind> fault;
    };
    void take(std::string_view element);
    static void fillOne(Range& range, bool first, std::vector<std::string>& cells, std::vector<CellFault>& faults);

    std::vector<Range> m_ranges;  // by first row
    std::size_t m_next = 0;
    std::vector<Range*> m_active;
};

}  // namespace meterseal::source
