// From a table to a suggestion: which column is which field, how its texts are read, and what only a person can say.
//
// Thread-safety: one thread; used once.
#pragma once

#include "meterseal/source/suggestion.h"
#include "source/suggest/column_facts.h"
#include "source/suggest/sample_table.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace meterseal::source {

class Suggester {
public:
    Suggester(SampleTable table, const SuggestionHints& hints);

    void note(std::string_view reason, std::vector<std::string> facts, std::string text, double confidence = 1);
    // Something stands against reading the file so, and no answer can help.
    void doubt(std::string_view reason, std::vector<std::string> facts, std::string text);
    // The answer, where there is one; else the question is open and the first candidate stands in for it.
    std::optional<std::string> ask(Question question);

    // An answer to `key` was used before.
    void settle(const std::string& key) { m_answered.insert(key); }

    // Fields first, then how their texts are read.
    void suggest();
    // reason: suggest.answer
    Result<ProfileSuggestion> take() &&;

private:
    using Columns = std::vector<std::size_t>;
    struct Choice {
        Columns columns;  // more than one: date, clock time
        double score = 0;
        TimeGuess times;  // of alarmTime
    };

    const ColumnFacts& facts(std::size_t column) const { return m_facts[column]; }
    double says(std::size_t column, Field field) const;
    std::string nameOf(const Columns& columns) const;
    std::vector<std::string> cells(const Columns& columns, std::size_t most) const;
    std::vector<std::string> joinedTexts(const Columns& columns) const;
    bool isUsed(std::size_t column) const { return m_used.count(column) > 0; }
    void use(const Columns& columns) { m_used.insert(columns.begin(), columns.end()); }
    FieldSource& sourceFor(Field field);
    // The column or columns for a field: the one that stands out, or what a person chooses.
    std::optional<Choice> choose(Field field, std::vector<Choice> choices, std::string question, bool open);
    std::optional<Choice> named(const std::vector<Choice>& choices, const std::string& answer) const;
    void taken(Field field, const Choice& choice);

    void chooseDayColumns();
    void readDayValues();

    void chooseTime();
    std::vector<Choice> timeChoices() const;
    std::optional<Choice> withClock(std::size_t date) const;
    void howTimesAreRead(const Choice& choice);
    void askZone(const std::vector<std::string>& texts);
    void lookForDoubledHour();
    void lookForLostHour();

    void chooseMeter();
    bool constantMeter();
    std::vector<std::string> meterNamesAround() const;
    void lookAtIds(const ColumnFacts& ids);

    void chooseCode();
    bool chooseFlags();
    void chooseValue();
    void readValues(std::size_t column);
    void readMarks(const ColumnFacts& values);
    void readUnit(std::size_t column);
    void lookForSentinel(const ColumnFacts& values);

    SampleTable m_table;
    SuggestionHints m_hints;
    std::vector<ColumnFacts> m_facts;
    std::set<std::size_t> m_used;
    Columns m_timeColumns, m_seriesColumns;  // of alarmTime; of mn and alarmCode
    Columns m_dayColumns;                    // the values of a day, in wide tables
    std::set<std::string> m_answered;
    ProfileSuggestion m_out;
    bool m_doubt = false;
};

}  // namespace meterseal::source
