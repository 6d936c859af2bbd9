#include "meter/list_columns.h"

#include "source/field_text.h"
#include "source/record_mapper.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iterator>
#include <set>

namespace meterseal {

namespace {

constexpr std::size_t kMaxPreamble = 40;  // rows before the header
constexpr std::size_t kShown = 3;
constexpr std::string_view kJoin = " + ";

constexpr std::array<std::string_view, kListFields> kFieldNames{"mn", "location", "manufacturer", "password"};

bool hasDigit(const std::string& cell)
{
    return std::any_of(cell.begin(), cell.end(), source::isDigit);
}

// One row says it all, or the first that does.
std::optional<std::size_t> findHeader(const std::vector<ListRow>& rows)
{
    const std::size_t end = std::min(rows.size(), kMaxPreamble);
    for (std::size_t i = 0; i < end; ++i) {
        if (namedFields(rows[i].cells) >= 2) {
            return i;
        }
    }
    const auto named = [](const std::string& cell) { return listNameOf(cell).field.has_value(); };
    return end > 0 && std::any_of(rows[0].cells.begin(), rows[0].cells.end(), named) ? std::optional<std::size_t>(0)
                                                                                     : std::nullopt;
}

class Layouter {
public:
    Layouter(const std::vector<ListRow>& rows, const std::map<std::string, std::string>& answers)
        : m_rows(rows), m_answers(answers)
    {}

    Result<ListLayout> layout()
    {
        if (!findRows()) {
            return std::move(m_out);  // which row names the columns is asked first
        }
        nameColumns();
        for (const ListField field : {ListField::Mn, ListField::Location, ListField::Manufacturer}) {
            MS_TRY(choose(field));
        }
        MS_TRY(choosePassword());
        tellWhatIsNotUsed();
        return std::move(m_out);
    }

private:
    using Columns = std::vector<std::size_t>;

    const std::string* answer(const std::string& key) const
    {
        const auto found = m_answers.find(key);
        return found == m_answers.end() ? nullptr : &found->second;
    }

    void note(std::string_view reason, std::vector<std::string> facts, std::string text)
    {
        m_out.notes.push_back({std::string(reason), std::move(facts), std::move(text), 1});
    }

    bool findRows()
    {
        m_out.header = findHeader(m_rows);
        if (!m_out.header) {
            const std::vector<std::string>& first = m_rows.front().cells;
            const bool meter = std::any_of(first.begin(), first.end(), hasDigit);  // names of columns have none
            const std::string* const said = answer("header");
            if (said == nullptr && !meter) {
                const std::string shown = fmt::to_string(fmt::join(first, " | "));
                m_out.questions.push_back(
                    {"header",
                     {"suggest.ask-header",
                      {shown},
                      fmt::format("Does the first row ({}) name the columns, or is it a meter?", shown),
                      0},
                     {{"names", {}}, {"meter", {}}},
                     false});
                return false;
            }
            if (said != nullptr ? *said == "names" : !meter) {
                m_out.header = 0;
            }
        }
        m_out.first = m_out.header ? *m_out.header + 1 : 0;
        if (m_out.header.value_or(0) > 0) {
            const std::string lines = std::to_string(m_rows[*m_out.header].line - 1);
            note("suggest.preamble", {lines},
                 fmt::format("The first {} lines come before the header and are passed over.", lines));
        }
        return true;
    }

    void nameColumns()
    {
        m_out.width = m_out.header ? m_rows[*m_out.header].cells.size() : 0;
        for (std::size_t i = m_out.first; !m_out.header && i < m_rows.size(); ++i) {
            m_out.width = std::max(m_out.width, m_rows[i].cells.size());
        }
        std::map<std::string, int> times;
        for (std::size_t i = 0; i < m_out.width; ++i) {
            const std::string name =
                m_out.header ? std::string(source::trimmed(m_rows[*m_out.header].cells[i])) : std::string();
            m_names.push_back(name);
            m_meaning.push_back(listNameOf(name));
            ++times[name];
        }
        for (std::size_t i = 0; i < m_out.width; ++i) {
            const bool own = !m_names[i].empty() && times[m_names[i]] == 1;
            m_answerOf.push_back(own ? m_names[i] : fmt::format("column {}", i + 1));
        }
    }

    std::string textAt(std::size_t row, const Columns& columns) const
    {
        std::string text;
        for (const std::size_t column : columns) {
            const std::vector<std::string>& cells = m_rows[row].cells;
            if (column < cells.size() && !cells[column].empty()) {
                text += (text.empty() ? "" : " ") + cells[column];
            }
        }
        return text;
    }

    std::string answerFor(const Columns& columns) const
    {
        std::string text;
        for (const std::size_t column : columns) {
            text += (text.empty() ? std::string() : std::string(kJoin)) + m_answerOf[column];
        }
        return text;
    }

    Candidate candidate(const Columns& columns) const
    {
        Candidate made{answerFor(columns), {}};
        for (std::size_t i = m_out.first; i < m_rows.size() && made.shown.size() < kShown; ++i) {
            made.shown.push_back(textAt(i, columns));
        }
        return made;
    }

    // "Street + No + Town", "column 2": nothing where one of them is no column.
    std::optional<Columns> columnsNamed(std::string_view text) const
    {
        Columns columns;
        while (true) {
            const std::size_t end = text.find(kJoin);
            const std::string_view one = source::trimmed(text.substr(0, end));
            const auto at = std::find(m_answerOf.begin(), m_answerOf.end(), one);
            std::size_t number = 0;
            if (at != m_answerOf.end()) {
                columns.push_back(static_cast<std::size_t>(at - m_answerOf.begin()));
            } else if (one.starts_with("column ") &&
                       std::from_chars(one.data() + 7, one.data() + one.size(), number).ptr ==
                           one.data() + one.size() &&
                       number >= 1 && number <= m_out.width) {
                columns.push_back(number - 1);
            } else {
                return std::nullopt;
            }
            if (end == std::string_view::npos) {
                return columns;
            }
            text.remove_prefix(end + kJoin.size());
        }
    }

    // A column in which each row has a text of its own, and which does not just count the rows.
    bool couldBeIds(std::size_t column) const
    {
        std::set<std::string_view> seen;
        bool counts = true;
        for (std::size_t i = m_out.first; i < m_rows.size(); ++i) {
            const std::vector<std::string>& cells = m_rows[i].cells;
            if (column >= cells.size() || cells[column].empty()) {
                continue;
            }
            counts = counts && cells[column] == std::to_string(i - m_out.first + 1);
            if (!seen.insert(cells[column]).second) {
                return false;
            }
        }
        return !seen.empty() && !(counts && seen.size() > 1);
    }

    Status take(ListField field, Columns columns)
    {
        const std::string what(kFieldNames[static_cast<std::size_t>(field)]);
        const std::string name = answerFor(columns);
        note("suggest.taken", {name, what}, fmt::format("\"{}\" is taken for {}.", name, what));
        m_used.insert(columns.begin(), columns.end());
        m_out.fields[static_cast<std::size_t>(field)].columns = std::move(columns);
        return {};
    }

    Status takeAnswer(ListField field, std::string said)
    {
        constexpr std::string_view kColumn = "column:", kConstant = "constant:";
        const bool constant = said.starts_with(kConstant);
        const bool column = said.starts_with(kColumn);
        said.erase(0, constant ? kConstant.size() : column ? kColumn.size() : 0);
        if (!constant) {
            if (auto columns = columnsNamed(said)) {
                return take(field, std::move(*columns));
            }
        }
        if (column || said.empty() || field == ListField::Mn) {
            return makeError(ErrorCode::InvalidArgument, "list.header",
                             fmt::format("The list has no column \"{:.200}\"; its columns are: {:.500}. Nothing was "
                                         "registered.",
                                         said, fmt::to_string(fmt::join(m_answerOf, ", "))));
        }
        m_out.fields[static_cast<std::size_t>(field)].constant = std::move(said);
        return {};
    }

    Status choose(ListField field)
    {
        const std::string key(kFieldNames[static_cast<std::size_t>(field)]);
        if (const std::string* const said = answer(key)) {
            return takeAnswer(field, *said);
        }
        Columns sure, doubtful, parts;
        for (std::size_t i = 0; i < m_out.width; ++i) {
            if (m_meaning[i].field == field) {
                (m_meaning[i].doubtful ? doubtful : sure).push_back(i);
            }
            if (field == ListField::Location && (m_meaning[i].partOfPlace || m_meaning[i].field == field)) {
                parts.push_back(i);
            }
        }
        // A part of a place by itself is not the place.
        if (sure.size() == 1 && parts.size() <= 1) {
            return take(field, sure);
        }
        if (sure.empty() && doubtful.size() == 1 && parts.size() <= 1 &&
            (field != ListField::Mn || couldBeIds(doubtful.front()))) {
            return take(field, doubtful);
        }
        ask(field, sure, doubtful, parts);
        return {};
    }

    void ask(ListField field, const Columns& sure, const Columns& doubtful, const Columns& parts)
    {
        const bool mn = field == ListField::Mn;
        Question question{std::string(kFieldNames[static_cast<std::size_t>(field)]), {}, {}, !mn};
        question.about = mn ? SuggestionNote{"suggest.ask-list-mn", {}, "Which column has the meters' numbers?", 0}
                         : field == ListField::Location
                             ? SuggestionNote{"suggest.ask-location", {}, "Where are the meters installed?", 0}
                             : SuggestionNote{"suggest.ask-manufacturer", {}, "Who made the meters?", 0};
        const auto add = [&](const Columns& columns) {
            const std::string answer = answerFor(columns);
            if (std::none_of(question.candidates.begin(), question.candidates.end(),
                             [&](const Candidate& one) { return one.answer == answer; })) {
                question.candidates.push_back(candidate(columns));
            }
        };
        if (parts.size() >= 2) {
            add(parts);
        }
        for (const Columns& group : {sure, doubtful}) {
            for (const std::size_t column : group) {
                add({column});
            }
        }
        // What nothing is known of: a column whose name speaks for another field is none.
        for (const bool likely : {true, false}) {
            for (std::size_t i = 0; i < m_out.width; ++i) {
                if (m_used.count(i) == 0 && !m_meaning[i].field && couldBeIds(i) == (likely == mn)) {
                    add({i});
                }
            }
        }
        m_out.questions.push_back(std::move(question));
    }

    Status choosePassword()
    {
        Columns passwords;
        for (std::size_t i = 0; i < m_out.width; ++i) {
            if (m_meaning[i].field == ListField::Password) {
                passwords.push_back(i);
            }
        }
        if (passwords.size() > 1) {
            return makeError(
                ErrorCode::InvalidArgument, "list.header",
                fmt::format("The list has {} columns for the password. Nothing was registered.", passwords.size()));
        }
        m_used.insert(passwords.begin(), passwords.end());
        m_out.fields[static_cast<std::size_t>(ListField::Password)].columns = std::move(passwords);
        return {};
    }

    void tellWhatIsNotUsed()
    {
        std::vector<std::string> left;
        for (std::size_t i = 0; i < m_out.width; ++i) {
            if (m_used.count(i) == 0 && !m_names[i].empty()) {
                left.push_back(m_names[i]);
            }
        }
        if (!left.empty() && m_out.questions.empty()) {
            const std::string names = fmt::to_string(fmt::join(left, ", "));
            note("list.not-used", {names}, fmt::format("Not used: {}.", names));
        }
    }

    const std::vector<ListRow>& m_rows;
    const std::map<std::string, std::string>& m_answers;
    ListLayout m_out;
    std::vector<std::string> m_names;     // as the header has them
    std::vector<std::string> m_answerOf;  // what means a column: its name where it is its own, or "column 2"
    std::vector<ListName> m_meaning;
    std::set<std::size_t> m_used;
};

}  // namespace

Result<ListLayout> layoutOfList(const std::vector<ListRow>& rows, const std::map<std::string, std::string>& answers)
{
    return Layouter(rows, answers).layout();
}

}  // namespace meterseal
