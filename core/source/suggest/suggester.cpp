#include "source/suggest/suggester.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::source {

namespace {

constexpr std::size_t kShown = 3;
constexpr std::size_t kFirstRows = 100;
// A column that leads by so much stands out.
constexpr double kClear = 0.25;

}  // namespace

Suggester::Suggester(SampleTable table, const SuggestionHints& hints) : m_table(std::move(table)), m_hints(hints)
{
    m_out.profile = m_table.found;
    m_out.columns = m_table.columns;
    for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
        m_facts.push_back(factsOf(m_table, i));
    }
}

void Suggester::note(std::string_view reason, std::vector<std::string> particulars, std::string text, double confidence)
{
    m_out.notes.push_back({std::string(reason), std::move(particulars), std::move(text), confidence});
}

void Suggester::doubt(std::string_view reason, std::vector<std::string> particulars, std::string text)
{
    m_doubt = true;
    note(reason, std::move(particulars), std::move(text), 0);
}

std::optional<std::string> Suggester::ask(Question question)
{
    const auto answer = m_hints.answers.find(question.key);
    if (answer != m_hints.answers.end()) {
        m_answered.insert(question.key);
        const bool known = std::any_of(question.candidates.begin(), question.candidates.end(),
                                       [&](const Candidate& candidate) { return candidate.answer == answer->second; });
        if (known || question.open) {
            return answer->second;
        }
        question.about.message =
            fmt::format("\"{:.100}\" is none of the answers. {}", answer->second, question.about.message);
    }
    m_out.questions.push_back(std::move(question));
    return std::nullopt;
}

double Suggester::says(std::size_t column, Field field) const
{
    return facts(column).named.says[static_cast<std::size_t>(field)];
}

FieldSource& Suggester::sourceFor(Field field)
{
    return const_cast<FieldSource&>(sourceOf(m_out.profile, field));  // the profile is not const
}

std::string Suggester::nameOf(const Columns& columns) const
{
    std::string name;
    for (const std::size_t column : columns) {
        const std::string& one = m_table.columns[column];
        const bool own = std::count(m_table.columns.begin(), m_table.columns.end(), one) == 1 && !one.empty();
        name += (name.empty() ? "" : " + ") + (own ? one : fmt::format("column {}", column + 1));
    }
    return name;
}

std::vector<std::string> Suggester::cells(const Columns& columns, std::size_t most) const
{
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < m_table.rows.size() && shown.size() < most; ++i) {
        std::string text;
        for (const std::size_t column : columns) {
            const auto& row = m_table.rows[i];
            text += (column == columns.front() ? "" : " ") + (column < row.size() ? row[column] : std::string());
        }
        shown.push_back(std::move(text));
    }
    return shown;
}

std::vector<std::string> Suggester::joinedTexts(const Columns& columns) const
{
    std::vector<std::string> texts;
    for (std::string& text : cells(columns, m_table.rows.size())) {
        if (!trimmed(text).empty() && !isNoValueWord(text)) {
            texts.push_back(std::move(text));
        }
    }
    return texts;
}

std::optional<Suggester::Choice> Suggester::named(const std::vector<Choice>& choices, const std::string& answer) const
{
    constexpr std::string_view kColumn = "column:";
    const std::string name = answer.starts_with(kColumn) ? answer.substr(kColumn.size()) : answer;
    for (const Choice& choice : choices) {
        if (nameOf(choice.columns) == name) {
            return choice;
        }
    }
    for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
        if (answer.starts_with(kColumn) && nameOf({i}) == name) {
            return Choice{{i}, 1, facts(i).times};
        }
    }
    return std::nullopt;
}

std::optional<Suggester::Choice> Suggester::choose(Field field, std::vector<Choice> choices, std::string question,
                                                   bool open)
{
    const std::string key(source::nameOf(field));
    std::stable_sort(choices.begin(), choices.end(),
                     [](const Choice& a, const Choice& b) { return a.score > b.score; });
    const auto answer = m_hints.answers.find(key);
    if (answer == m_hints.answers.end() && !choices.empty() &&
        (choices.size() == 1 ? choices[0].score >= 0.5 : choices[0].score >= choices[1].score + kClear)) {
        return choices.front();
    }
    Question asked{key, {fmt::format("suggest.ask-{}", key), {}, std::move(question), 0}, {}, open};
    for (const Choice& choice : choices) {
        asked.candidates.push_back({nameOf(choice.columns), cells(choice.columns, kShown)});
        asked.about.facts.push_back(nameOf(choice.columns));
    }
    const bool code = field == Field::AlarmCode;
    const bool quiet = code && (choices.empty() || choices.front().score < 0.5);  // READING is likelier
    if (code) {
        asked.candidates.insert(
            quiet ? asked.candidates.begin() : asked.candidates.end(),
            {"READING", std::vector<std::string>(std::min(kShown, m_table.rows.size()), "READING")});
    }
    if (answer != m_hints.answers.end()) {
        if (const auto chosen = named(choices, answer->second)) {
            m_answered.insert(key);
            return chosen;
        }
    }
    if (const auto said = ask(std::move(asked))) {
        constexpr std::string_view kConstant = "constant:";
        sourceFor(field).constant = said->starts_with(kConstant) ? said->substr(kConstant.size()) : *said;
        return std::nullopt;
    }
    if (quiet) {
        sourceFor(field).constant = "READING";
    }
    return choices.empty() || quiet ? std::nullopt : std::optional(choices.front());
}

void Suggester::taken(Field field, const Choice& choice)
{
    sourceFor(field) = placeOf(m_table, choice.columns.front());
    use(choice.columns);
    if (field == Field::Mn || field == Field::AlarmCode) {
        m_seriesColumns.push_back(choice.columns.front());
    }
    const std::string name = nameOf(choice.columns);
    const std::string what(source::nameOf(field));
    note("suggest.taken", {name, what}, fmt::format("\"{}\" is taken for {}.", name, what),
         std::min(1.0, choice.score));
}

void Suggester::suggest()
{
    m_out.firstRows.assign(m_table.rows.begin(), m_table.rows.begin() + static_cast<std::ptrdiff_t>(
                                                                            std::min(m_table.rows.size(), kFirstRows)));
    if (m_table.found.skipRows > 0) {
        note("suggest.preamble", {std::to_string(m_table.found.skipRows)},
             fmt::format("The first {} lines come before the table and are passed over (skipRows).",
                         m_table.found.skipRows));
    }
    if (!m_table.totals.empty()) {
        const std::string first = m_table.totals.front().front();
        note("suggest.totals", {first},
             fmt::format("The row \"{}\" below the records is no record; it is rejected.", first));
    }
    if (m_table.found.skipAfterHeader > 0) {
        note("suggest.unit-rows", {std::to_string(m_table.found.skipAfterHeader)},
             fmt::format("{} rows below the header are no records and are passed over (skipAfterHeader).",
                         m_table.found.skipAfterHeader));
    }
    if (!m_table.separators.empty()) {
        Question question{
            "separator",
            {"suggest.ask-separator", {}, "More than one separator fits the first rows alike. Which is it?", 0},
            {},
            false};
        for (const std::string& separator : m_table.separators) {
            question.candidates.push_back({separator, {}});
        }
        ask(std::move(question));
    }
    if (m_table.columns.empty() || (m_table.rows.empty() && !m_table.found.header)) {
        doubt("suggest.no-rows", {}, "The file has no rows.");
        return;
    }
    if (m_table.found.format == FileFormat::Delimited && m_table.columns.size() < 2) {
        doubt("suggest.no-separator", {}, "No separator of , ; tab | and ， fits the first rows; name it (separator).");
        return;
    }
    if (m_table.widerThanHeader) {
        doubt("suggest.shifted", {},
              "Rows have more fields than the header has names: a field with the separator in it is not quoted, or the "
              "header lacks a name. Nothing tells which field is which.");
    }
    if (isTable(m_table.found.format) && !m_table.found.header) {
        note("suggest.no-header", {}, "The file has no header; its columns are named by number.");
    }
    chooseDayColumns();
    chooseTime();
    chooseMeter();
    chooseCode();
    chooseValue();
    lookForDoubledHour();
    lookForLostHour();
}

Result<ProfileSuggestion> Suggester::take() &&
{
    for (const auto& [key, answer] : m_hints.answers) {
        const bool asked = std::any_of(m_out.questions.begin(), m_out.questions.end(),
                                       [&name = key](const Question& question) { return question.key == name; });
        if (m_answered.count(key) == 0 && !asked) {
            note("suggest.answer-unused", {key}, fmt::format("The answer for \"{}\" was not asked for.", key), 1);
        }
    }
    m_out.complete = !m_doubt && m_out.questions.empty();
    return std::move(m_out);
}

}  // namespace meterseal::source
