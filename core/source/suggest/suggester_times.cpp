// The time: which column or columns, how it is written, and in which zone.
#include "source/suggest/suggester.h"
#include "source/zone.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace meterseal::source {

namespace {

constexpr double kWithoutName = 0.5;  // of a column that holds dates
constexpr double kNumber = 0.2;       // of one that holds numbers that could be times

// Numbers that could be times and never go back, or never forward.
bool goesOn(const ColumnFacts& column)
{
    const std::vector<std::int64_t> times = readTimes(column.times.formats.front(), column.texts);
    return column.distinct > 2 && times.size() == column.texts.size() &&
           (std::is_sorted(times.begin(), times.end()) || std::is_sorted(times.rbegin(), times.rend()));
}

// How a profile reads texts, for a person to compare.
std::vector<std::string> shownBy(const MappingProfile& profile, const std::vector<std::string>& texts)
{
    std::vector<std::string> shown;
    Result<TimeParser> parser = TimeParser::compile(profile);
    for (std::size_t i = 0; i < std::min<std::size_t>(texts.size(), 3); ++i) {
        Timestamp time;
        Refusal refusal;
        const bool good = parser.ok() && parser->parse(texts[i], time, refusal);
        shown.push_back(texts[i] + " -> " + (good ? formatTimestamp(time) : refusal.message));
    }
    return shown;
}

}  // namespace

// A date and the clock time beside it: the next column, or else the one before.
std::optional<Suggester::Choice> Suggester::withClock(std::size_t date) const
{
    for (const std::size_t clock : {date + 1, date - 1}) {
        if (clock >= m_facts.size() || facts(clock).clocks.empty()) {
            continue;
        }
        const bool shared = clock == date - 1 && clock > 0 && facts(clock - 1).times.dateOnly;  // another date's
        if (!shared) {
            Choice choice{{date, clock}, 0, {}};
            choice.times = fittingTimeFormats(joinedTexts(choice.columns));
            return choice.times.formats.empty() ? std::nullopt : std::optional(choice);
        }
    }
    return std::nullopt;
}

std::vector<Suggester::Choice> Suggester::timeChoices() const
{
    std::vector<Choice> choices;
    bool dates = false;
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        const ColumnFacts& column = facts(i);
        if (isUsed(i) || column.times.formats.empty()) {
            continue;
        }
        const double name = says(i, Field::AlarmTime);
        Choice choice{{i}, 0, column.times};
        if (const auto joined = column.times.dateOnly ? withClock(i) : std::nullopt) {
            choice = *joined;
        }
        if (column.times.number && name == 0 && column.distinct < 2) {
            continue;  // an id of ten digits is not the time of all rows
        }
        const double shape = column.times.number && !goesOn(column) ? kNumber : kWithoutName;
        choice.score = shape + name - (column.named.handling ? 0.6 : 0);
        dates = dates || !column.times.number || name > 0;
        choices.push_back(std::move(choice));
    }
    std::erase_if(choices, [&](const Choice& choice) {  // values may look like times; times do not look like values
        return dates && choice.times.number && says(choice.columns.front(), Field::AlarmTime) == 0;
    });
    return choices;
}

void Suggester::chooseTime()
{
    std::vector<Choice> choices = timeChoices();
    if (m_table.rows.empty()) {  // a day without records: the names alone
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            if (says(i, Field::AlarmTime) > 0) {
                choices.push_back({{i}, says(i, Field::AlarmTime), {}});
            }
        }
        if (!choices.empty()) {
            std::stable_sort(choices.begin(), choices.end(),
                             [](const Choice& a, const Choice& b) { return a.score > b.score; });
            taken(Field::AlarmTime, choices.front());
        } else {
            sourceFor(Field::AlarmTime) = placeOf(m_table, 0);
        }
        return;
    }
    if (choices.empty() && m_hints.answers.count("alarmTime") == 0) {
        const auto named = std::find_if(m_facts.begin(), m_facts.end(), [](const ColumnFacts& one) {
            return one.named.says[static_cast<std::size_t>(Field::AlarmTime)] > 0;
        });
        if (named != m_facts.end()) {
            const auto at = static_cast<std::size_t>(named - m_facts.begin());
            taken(Field::AlarmTime, {{at}, 0.3, {}});
            doubt("suggest.no-time-format", {nameOf({at})},
                  fmt::format("No known time format fits the times in \"{}\"; give it (time.format).", nameOf({at})));
        } else {
            doubt("suggest.no-column", {"alarmTime"}, "No column with times was found; name it (fields.alarmTime).");
        }
        return;
    }
    const auto choice =
        choose(Field::AlarmTime, choices, "More than one column could be the time of a record. Which is it?", false);
    if (!choice) {
        return;
    }
    taken(Field::AlarmTime, *choice);
    m_timeColumns = choice->columns;
    for (std::size_t i = 1; i < choice->columns.size(); ++i) {
        m_out.profile.timeParts.push_back(placeOf(m_table, choice->columns[i]));
    }
    howTimesAreRead(*choice);
}

void Suggester::howTimesAreRead(const Choice& choice)
{
    MappingProfile& profile = m_out.profile;
    std::vector<std::string> texts = joinedTexts(choice.columns);
    TimeGuess guess = choice.times;
    if (!m_dayColumns.empty()) {
        if (!guess.formats.empty() && !guess.dateOnly) {
            doubt(
                "suggest.clock-twice", {nameOf(choice.columns)},
                fmt::format("\"{}\" says a time of day, and the names of the columns do too; say in a profile which of "
                            "them counts (fields.alarmTime, fields.value.clock).",
                            nameOf(choice.columns)));
            return;
        }
        for (std::string& text : texts) {
            text += " " + profile.clock.front().time;
        }
        for (std::string& format : guess.formats) {
            format += " %H:%M";
        }
    }
    if (guess.formats.empty()) {
        doubt("suggest.no-time-format", {nameOf(choice.columns)},
              fmt::format("No known time format fits the times in \"{}\"; give it (time.format).",
                          nameOf(choice.columns)));
        return;
    }
    std::vector<std::string> formats = guess.formats;
    if (m_table.found.separator == ";" && formats.size() == 2 && formats.front().starts_with("%d.%m.")) {
        formats.resize(1);
        note("suggest.day-first", {formats.front()},
             "Dates with points in a file separated by semicolons have the day before the month.", 0.9);
    }
    profile.timeFormat = formats.front();
    profile.century = centuryOf(profile.timeFormat, texts);
    if (formats.size() > 1) {
        Question question{"time.format",
                          {"suggest.ask-time-format",
                           {fmt::format("{}", fmt::join(formats, ", "))},
                           "The times fit more than one format: day and month cannot be told apart. Which is it?",
                           0},
                          {},
                          false};
        for (const std::string& format : formats) {
            MappingProfile read;
            read.timeFormat = format;
            read.century = 2000;
            question.candidates.push_back({format, shownBy(read, texts)});
        }
        profile.timeFormat = ask(std::move(question)).value_or(profile.timeFormat);
        profile.century = centuryOf(profile.timeFormat, texts);
    }
    if (profile.timeFormat.find("%y") != std::string::npos) {
        if (profile.century == 0) {
            const auto said =
                ask({"time.century",
                     {"suggest.ask-century", {}, "The years have two digits. Which century are they of?", 0},
                     {{"2000", {}}, {"1900", {}}},
                     false});
            profile.century = said == "1900" ? 1900 : 2000;
        } else {
            note("suggest.century", {std::to_string(profile.century)},
                 fmt::format("The years have two digits and are counted from {} (time.century).", profile.century));
        }
    }
    note("suggest.time-format", {profile.timeFormat},
         fmt::format("The times have the format {} (time.format).", profile.timeFormat), guess.misfits == 0 ? 1 : 0.9);
    if (guess.misfits > 0) {
        note("suggest.time-misfits", {std::to_string(guess.misfits)},
             fmt::format("{} of the first times do not have that format; such rows are rejected.", guess.misfits), 0.9);
    }
    if (guess.finer) {
        const auto said = ask({"time.finer",
                               {"suggest.ask-finer",
                                {},
                                "The times have digits finer than a millisecond, which a record cannot keep. Cut them "
                                "off, or reject such rows?",
                                0},
                               {{"cut", {}}, {"reject", {}}},
                               false});
        profile.cutFiner = said.value_or("cut") == "cut";
    }
    if (profile.timeFormat.ends_with("UTC") || profile.timeFormat.ends_with("GMT")) {
        return;  // the zone is UTC, as the text says
    }
    if (profile.timeFormat.find("%Z") != std::string::npos) {
        const bool letters = std::any_of(texts.begin(), texts.end(), [](const std::string& text) {
            return text.ends_with(" S") || text.ends_with(" W");
        });
        profile.summer = {letters ? "S" : "CEST"};
        profile.winter = {letters ? "W" : "CET"};
    }
    if (!guess.hasOffset) {
        askZone(texts);
    }
}

void Suggester::askZone(const std::vector<std::string>& texts)
{
    MappingProfile& profile = m_out.profile;
    Question question{"time.zone",
                      {"suggest.ask-zone",
                       {},
                       "The times do not say their offset from UTC. In which time zone were they written (an IANA "
                       "name such as Asia/Shanghai)?",
                       0},
                      {},
                      true};
    for (const std::string& zone : {m_hints.localZone, std::string("UTC")}) {
        if (!zone.empty() && (question.candidates.empty() || question.candidates.front().answer != zone)) {
            MappingProfile read = profile;
            read.timeZone = zone;
            question.candidates.push_back({zone, shownBy(read, texts)});
        }
    }
    const auto said = ask(std::move(question));
    if (said && !ZoneClock::find(*said)) {
        m_answered.erase("time.zone");
        doubt("suggest.no-zone", {*said},
              fmt::format("\"{:.100}\" is no time zone of this system's database; give an IANA name such as "
                          "Asia/Shanghai (time.zone).",
                          *said));
        return;
    }
    profile.timeZone = said.value_or(m_hints.localZone.empty() ? "UTC" : m_hints.localZone);
}

// Several records of a meter on a day that say the date alone: the hour stands somewhere else.
void Suggester::lookForLostHour()
{
    const std::string& format = m_out.profile.timeFormat;
    const bool dateOnly = format.find("%d") != std::string::npos && format.find("%H") == std::string::npos &&
                          format.find("%I") == std::string::npos;
    if (m_timeColumns.empty() || !dateOnly) {
        return;
    }
    const std::vector<std::string> texts = cells(m_timeColumns, m_table.rows.size());
    std::map<std::string, std::size_t> days;
    std::size_t again = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::string series = texts[i];
        for (const std::size_t column : m_seriesColumns) {
            series += '\0';
            series += column < m_table.rows[i].size() ? m_table.rows[i][column] : std::string();
        }
        again += days[series]++ > 0 ? 1 : 0;
    }
    if (again * 2 > texts.size()) {
        doubt("suggest.no-hour", {nameOf(m_timeColumns)},
              fmt::format("\"{}\" has dates alone, and a meter has several records on a day: the hour stands in "
                          "another column, or not in the file. Name the columns of the time in a profile "
                          "(fields.alarmTime, its \"and\", time.format).",
                          nameOf(m_timeColumns)));
    }
}

// An hour shown twice whose both showings of one meter stand in the file: their order tells them apart.
void Suggester::lookForDoubledHour()
{
    if (m_timeColumns.empty() || m_out.profile.timeZone == "UTC") {
        return;
    }
    MappingProfile first = m_out.profile;
    first.ambiguous = AmbiguousTime::Reject;
    Result<TimeParser> parser = TimeParser::compile(first);
    if (!parser) {
        return;
    }
    const std::vector<std::string> texts = cells(m_timeColumns, m_table.rows.size());
    std::set<std::string> met;
    bool twice = false;
    for (std::size_t i = 0; i < texts.size() && !twice; ++i) {
        Timestamp time;
        Refusal refusal;
        if (!parser->parse(texts[i], time, refusal) && refusal.reason == "source.time-ambiguous") {
            std::string series = texts[i];
            for (const std::size_t column : m_seriesColumns) {
                series += '\0';
                series += (column < m_table.rows[i].size() ? m_table.rows[i][column] : std::string());
            }
            twice = !met.insert(series).second;
        }
    }
    if (twice) {
        m_out.profile.ambiguous = AmbiguousTime::InOrder;
        note("suggest.doubled-hour", {},
             "An hour that the clock showed twice stands in the file twice; its order tells which is which "
             "(time.ambiguous: in-order).",
             0.9);
    }
}

}  // namespace meterseal::source
