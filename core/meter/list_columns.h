// Which column of a list of meters is what: by its name in the languages of the field, by what a person said, or a
// question.
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/meter/meter_list.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

struct ListRow {
    std::uint64_t line = 0;
    std::vector<std::string> cells;
    std::vector<std::size_t> badCells;  // whose text is not what stands in the file
};

enum class ListField : std::size_t { Mn, Location, Manufacturer, Password };
inline constexpr std::size_t kListFields = 4;

struct ListName {
    std::optional<ListField> field;
    bool doubtful = false;     // a name that others use for other things
    bool partOfPlace = false;  // street, house number, town
};
// Letter case, white space and _ - do not count, nor what stands in brackets behind the name.
ListName listNameOf(std::string_view header);
// How many of the fields of a list the cells name for certain.
std::size_t namedFields(const std::vector<std::string>& cells);

// Where a field's text comes from: cells, joined by blanks, or the same text for all meters.
struct ListSource {
    std::vector<std::size_t> columns;
    std::string constant;
    bool known() const { return !columns.empty() || !constant.empty(); }
};

struct ListLayout {
    std::optional<std::size_t> header;  // row that names the columns
    std::size_t first = 0;              // row of the first meter
    std::size_t width = 0;              // cells of a row
    ListSource fields[kListFields];
    std::vector<Question> questions;
    std::vector<SuggestionNote> notes;

    const ListSource& source(ListField field) const { return fields[static_cast<std::size_t>(field)]; }
};
// `rows` are all there are. reason: list.header (a password column twice, an answer that fits nothing)
Result<ListLayout> layoutOfList(const std::vector<ListRow>& rows, const std::map<std::string, std::string>& answers);

}  // namespace meterseal
