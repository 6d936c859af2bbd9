// The reading: which column, how its numbers are written, and in what unit.
#include "source/suggest/suggester.h"
#include "source/suggest/units.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace meterseal::source {

namespace {

struct Marks {
    char decimal;
    const char* thousands;
    const char* name;
};
constexpr Marks kMarks[] = {{'.', "", "point"},
                            {',', "", "comma"},
                            {'.', ",", "point,comma"},
                            {',', ".", "comma,point"},
                            {'.', " ", "point,space"},
                            {',', " ", "comma,space"},
                            {'.', "'", "point,apostrophe"},
                            {',', "'", "comma,apostrophe"},
                            {'.', "\xc2\xa0", "point,no-break space"},
                            {',', "\xc2\xa0", "comma,no-break space"},
                            {',', "\xe2\x80\xaf", "comma,narrow space"}};

MappingProfile with(const Marks& marks)
{
    MappingProfile profile;
    profile.decimalMark = marks.decimal;
    profile.thousandsMark = marks.thousands;
    return profile;
}

bool fits(const Marks& marks, const std::vector<std::string>& texts)
{
    const auto reader = ValueReader::make(with(marks));
    return reader.ok() && std::all_of(texts.begin(), texts.end(), [&reader](const std::string& text) {
               record::Decimal ignored;
               Refusal refusal;
               return reader->readExact(text, ignored, refusal);
           });
}

// The first texts in which `mark` stands: those that the readings tell apart.
std::vector<std::string> shownBy(const Marks& marks, char mark, const std::vector<std::string>& texts)
{
    std::vector<std::string> shown;
    const auto reader = ValueReader::make(with(marks));
    for (std::size_t i = 0; reader.ok() && i < texts.size() && shown.size() < 3; ++i) {
        double value = 0;
        Refusal refusal;
        if (texts[i].find(mark) != std::string::npos) {
            shown.push_back(texts[i] + " -> " +
                            (reader->read(texts[i], value, refusal) ? fmt::format("{}", value) : "?"));
        }
    }
    return shown;
}

// Whether a mark could part thousands in all of the texts: one to three digits, then groups of three.
bool couldBeThousands(char mark, const std::vector<std::string>& texts)
{
    bool any = false;
    for (const std::string& text : texts) {
        std::string_view rest = text;
        rest.remove_prefix(rest.starts_with('-') ? 1 : 0);
        const std::size_t first = rest.find(mark);
        if (first == std::string_view::npos) {
            if (rest.find_first_of(".,") != std::string_view::npos || rest.size() > 3) {
                return false;  // 1000 without a mark: the mark is no thousands mark
            }
            continue;
        }
        any = true;
        if (first == 0 || first > 3 || (rest[0] == '0' && rest.size() > 1)) {
            return false;
        }
        for (rest.remove_prefix(first); !rest.empty(); rest.remove_prefix(4)) {
            if (rest[0] != mark || rest.size() < 4 || rest.substr(1, 3).find_first_not_of("0123456789") != rest.npos) {
                return false;
            }
        }
    }
    return any;
}

}  // namespace

void Suggester::chooseValue()
{
    if (!m_dayColumns.empty()) {
        readDayValues();
        return;
    }
    std::vector<Choice> choices;
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        const ColumnFacts& column = facts(i);
        if (isUsed(i) || column.named.refused || column.named.flag) {
            continue;
        }
        const double name = says(i, Field::Value);
        if (m_table.rows.empty() ? name > 0 : name >= 1 && !column.allEmpty) {
            choices.push_back({{i}, name, {}});
        } else if (column.numbers && !column.counter && (!column.times.number || name > 0) && column.clocks.empty()) {
            const bool other = column.named.other || column.named.handling || says(i, Field::Mn) >= 0.6 ||
                               says(i, Field::AlarmTime) >= 0.6;
            const double plain = other ? 0.1 : 0.6;  // a word of the name does not outdo it, a whole name does
            choices.push_back({{i}, std::max(name, plain), {}});
        }
    }
    const bool better = std::any_of(choices.begin(), choices.end(), [](const Choice& c) { return c.score >= 0.5; });
    std::erase_if(choices, [better](const Choice& choice) { return better && choice.score < 0.5; });
    if (choices.empty() && m_table.rows.empty()) {
        m_out.profile.value = placeOf(m_table, 0);
        return;
    }
    if (choices.empty() && m_hints.answers.count("value") == 0) {
        doubt("suggest.no-column", {"value"},
              "No column with numbers was found for the value; name it (fields.value).");
        return;
    }
    const auto choice =
        choose(Field::Value, choices, "More than one column could be the reading. Which is to be recorded?", false);
    if (choice) {
        taken(Field::Value, *choice);
        readValues(choice->columns.front());
    }
}

void Suggester::readValues(std::size_t column)
{
    const ColumnFacts& values = facts(column);
    if (!values.noValue.empty()) {
        m_out.profile.noValue.assign(values.noValue.begin(), values.noValue.end());
        std::vector<std::string> words;
        for (const std::string& word : values.noValue) {
            words.push_back("\"" + word + "\"");
        }
        const std::string all = fmt::format("{}", fmt::join(words, ", "));
        note("suggest.no-value", {all},
             fmt::format(
                 "Rows whose value is {} have no reading: they give no record and are counted (number.noValue).", all),
             0.9);
    }
    readUnit(column);
    if (!values.texts.empty()) {
        readMarks(values);
        lookForSentinel(values);
    }
}

void Suggester::readMarks(const ColumnFacts& values)
{
    const std::vector<std::string>& texts = values.texts;
    std::vector<Marks> fitting;
    for (const Marks& marks : kMarks) {
        const bool needed =
            *marks.thousands == '\0' || std::any_of(texts.begin(), texts.end(), [&marks](const std::string& text) {
                return text.find(marks.thousands) != std::string::npos;
            });
        if (needed && fits(marks, texts)) {
            fitting.push_back(marks);
        }
    }
    if (fitting.empty()) {
        doubt("suggest.not-numbers", {},
              "Not all values are numbers with any known decimal and thousands marks (number.decimalMark, "
              "number.thousandsMark); such rows are rejected.");
        return;
    }
    const bool json = m_table.found.format != FileFormat::Delimited;  // or cells that are numbers
    const bool semicolon = m_table.found.separator == ";";
    Marks chosen = fitting.front();
    // Spreadsheets write a semicolon where the comma is their decimal mark: there it parts no thousands.
    const bool commaOpen = couldBeThousands(',', texts) && !semicolon;
    const bool pointOpen = couldBeThousands('.', texts) && (semicolon || m_table.found.separator == "\t");
    if (!json && (commaOpen || pointOpen)) {
        Question question{"number.marks",
                          {"suggest.ask-marks",
                           {commaOpen ? "," : "."},
                           fmt::format("The {} in the values may be a decimal or a thousands mark. Which is it?",
                                       commaOpen ? "comma" : "point"),
                           0},
                          {},
                          false};
        const Marks decimal = commaOpen ? kMarks[1] : kMarks[0];
        const Marks thousands = commaOpen ? kMarks[2] : kMarks[3];
        question.candidates.push_back({"decimal", shownBy(decimal, commaOpen ? ',' : '.', texts)});
        question.candidates.push_back({"thousands", shownBy(thousands, commaOpen ? ',' : '.', texts)});
        chosen = ask(std::move(question)).value_or("decimal") == "thousands" ? thousands : decimal;
    }
    m_out.profile.decimalMark = chosen.decimal;
    m_out.profile.thousandsMark = chosen.thousands;
    if (chosen.decimal != '.' || *chosen.thousands != '\0') {
        note("suggest.marks", {std::string(1, chosen.decimal), chosen.thousands},
             fmt::format("The values have the decimal mark \"{}\" and the thousands mark \"{}\" (number.decimalMark, "
                         "number.thousandsMark).",
                         chosen.decimal, chosen.thousands),
             0.9);
    }
}

void Suggester::readUnit(std::size_t column)
{
    MappingProfile& profile = m_out.profile;
    profile.unit = facts(column).named.unit;
    for (const auto& row : m_table.unitRows) {
        if (profile.unit.empty() && column < row.size() && isUnit(row[column])) {
            profile.unit = row[column];
        }
    }
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        const ColumnFacts& units = facts(i);
        if (isUsed(i) || !units.named.isUnit || units.allEmpty) {
            continue;
        }
        std::set<std::string> words(units.texts.begin(), units.texts.end());
        std::string into = *words.begin();
        if (words.size() > 1) {
            Question question{"number.unit",
                              {"suggest.ask-unit",
                               {fmt::format("{}", fmt::join(words, ", "))},
                               "The values come in several units. In which are they to be recorded?",
                               0},
                              {},
                              false};
            for (const std::string& word : words) {
                question.candidates.push_back({word, {}});
            }
            into = ask(std::move(question)).value_or(into);
        }
        profile.unit = into;
        profile.scaleFrom = placeOf(m_table, i);
        for (const std::string& word : words) {
            if (const auto factor = word == into ? std::optional(1.0) : unitFactor(word, into)) {
                profile.scaleWords[word] = *factor;
            }
        }
        note("suggest.unit-column", {nameOf({i}), into},
             fmt::format("\"{}\" says each value's unit: values are recorded in {}, and a row with a unit that is not "
                         "known is rejected (number.scaleFrom).",
                         nameOf({i}), into),
             0.9);
        use({i});
        return;
    }
    if (profile.unit.empty()) {
        note("suggest.no-unit", {},
             "The unit of the values is not known (number.unit). They are recorded as they are; makers use different "
             "units for equal names.",
             1);
    }
}

// 9999 far above all other values, again and again: a meter's way to say that it has no reading.
void Suggester::lookForSentinel(const ColumnFacts& values)
{
    std::map<std::string, std::size_t> counts;
    double most = 0;
    for (const std::string& text : values.texts) {
        const bool sentinel = text.size() >= 4 && text.find_first_not_of(text[0] == '-' ? "-9" : "9") == text.npos;
        if (sentinel || text == "65535" || text == "-32768") {
            ++counts[text];
        } else {
            std::string plain = text;
            std::replace(plain.begin(), plain.end(), ',', '.');
            most = std::max(most, std::abs(std::strtod(plain.c_str(), nullptr)));
        }
    }
    for (const auto& [text, count] : counts) {
        if (count < 2 || std::abs(std::strtod(text.c_str(), nullptr)) < 3 * most) {
            continue;
        }
        const auto said = ask({"number.noValue",
                               {"suggest.ask-no-value",
                                {text, std::to_string(count)},
                                fmt::format("{} of the first values are {}, far from all others. Does it mean that "
                                            "there is no reading, or is it one?",
                                            count, text),
                                0},
                               {{"no reading", {}}, {"a reading", {}}},
                               false});
        if (said.value_or("no reading") == "no reading") {
            m_out.profile.noValue.push_back(text);
        }
        return;
    }
}

}  // namespace meterseal::source
