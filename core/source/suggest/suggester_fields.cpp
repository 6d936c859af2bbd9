// Whose record it is and what it says: the meter's id and the alarm code.
#include "source/raised_flags.h"
#include "source/suggest/suggester.h"

#include "meterseal/base/text.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::source {

namespace {

// Runs of letters and digits with a digit in them, as ids stand in file names and preambles; longest first.
std::vector<std::string> idsIn(std::string_view text)
{
    std::vector<std::string> ids;
    std::string run;
    const auto end = [&] {
        if (run.size() >= 5 && std::count_if(run.begin(), run.end(), isDigit) >= 3 && checkMeterId(run).ok()) {
            ids.push_back(run);
        }
        run.clear();
    };
    for (const char c : text) {
        const bool part = isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        if (part) {
            run += c;
        } else {
            end();
        }
    }
    end();
    return ids;
}

// A date in a file's name is no meter.
bool looksLikeDate(const std::string& id)
{
    const TimeGuess guess = fittingTimeFormats({id});
    return !guess.formats.empty() && guess.formats.front().starts_with('%');
}

}  // namespace

std::vector<std::string> Suggester::meterNamesAround() const
{
    std::vector<std::string> names = idsIn(m_hints.fileName);
    for (const std::vector<std::string>* const cells : {&m_table.preamble, &m_table.columns}) {
        for (const std::string& cell : *cells) {  // a column of readings may have its meter's id for a name
            for (std::string& id : idsIn(cell)) {
                names.push_back(std::move(id));
            }
        }
    }
    std::vector<std::string> own;
    for (std::string& name : names) {
        if (std::find(own.begin(), own.end(), name) == own.end() && !looksLikeDate(name)) {
            own.push_back(std::move(name));
        }
    }
    return own;
}

// No column names a meter: one meter a file. True where the file's name says which, beyond doubt.
bool Suggester::constantMeter()
{
    std::vector<std::string> names = meterNamesAround();
    std::vector<std::string> known;
    if (m_hints.isMeter) {
        std::copy_if(names.begin(), names.end(), std::back_inserter(known), m_hints.isMeter);
    }
    if (known.size() == 1 && m_hints.answers.count("mn") == 0) {
        m_out.profile.mn.constant = known.front();
        note("suggest.constant-mn", {known.front()},
             fmt::format("No column names a meter; all records are of the meter {}, which the file's name or its first "
                         "lines name and the ledger knows (fields.mn.constant).",
                         known.front()),
             0.9);
        return true;
    }
    for (const std::string& one : known) {
        std::erase(names, one);
    }
    names.insert(names.begin(), known.begin(), known.end());
    Question question{
        "mn", {"suggest.ask-mn", {}, "No column names a meter. Which meter are the records of?", 0}, {}, true};
    for (const std::string& name : names) {
        question.candidates.push_back({name, {}});
    }
    if (const auto said = ask(std::move(question))) {
        constexpr std::string_view kConstant = "constant:", kColumn = "column:";
        if (said->starts_with(kColumn)) {
            if (const auto column = named({}, *said)) {
                taken(Field::Mn, *column);
                return true;
            }
        }
        m_out.profile.mn.constant = said->starts_with(kConstant) ? said->substr(kConstant.size()) : *said;
    }
    return false;
}

void Suggester::chooseMeter()
{
    std::vector<Choice> choices;
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        const ColumnFacts& column = facts(i);
        const double name = says(i, Field::Mn);
        const bool empty = m_table.rows.empty();
        if (isUsed(i) || column.named.refused || (column.allEmpty && !empty)) {
            continue;
        }
        const bool damaged = name > 0 && !column.ids;  // named as ids, but destroyed: said below
        if (!column.ids && !damaged && !empty) {
            continue;
        }
        double score = name;
        if (m_hints.isMeter && column.ids) {
            const auto hits = std::count_if(column.texts.begin(), column.texts.end(), [this](const std::string& text) {
                return m_hints.isMeter(withoutTextMarker(text));
            });
            score += 0.6 * static_cast<double>(hits) / static_cast<double>(column.texts.size());
        }
        // Without a name: short texts with digits that come again and again, and are neither readings nor alarms.
        const bool repeated = column.distinct * 2 <= column.texts.size();
        const bool digits = std::all_of(column.texts.begin(), column.texts.end(), [](const std::string& text) {
            return text.size() >= 4 && std::any_of(text.begin(), text.end(), isDigit) &&
                   text.find_first_of(".,") == std::string::npos;
        });
        if (score == 0 && repeated && digits && !column.named.other && column.times.formats.empty() &&
            says(i, Field::Value) < 0.6 && column.alarmWords < 0.5 && !empty) {
            score = column.distinct > 1 ? 0.45 : 0.3;
        }
        if (score > 0) {
            choices.push_back({{i}, score, {}});
        }
    }
    if (choices.empty()) {
        if (m_table.rows.empty()) {
            m_out.profile.mn = placeOf(m_table, 0);
        } else {
            constantMeter();
        }
        return;
    }
    const auto choice =
        choose(Field::Mn, choices, "Which column holds the meters' ids? (Or give the one meter's id.)", true);
    if (choice) {
        taken(Field::Mn, *choice);
        lookAtIds(facts(choice->columns.front()));
    }
}

void Suggester::lookAtIds(const ColumnFacts& ids)
{
    if (ids.textMarker) {
        m_out.profile.textMarker = true;
        note("suggest.text-marker", {},
             "The ids stand as text for spreadsheets (=\"0012\", '0012 or a tab); that is taken off "
             "(fields.mn.textMarker).",
             0.9);
    }
    bool rounded = false;
    for (const std::string& text : ids.texts) {
        const std::string_view id = withoutTextMarker(text);
        if (isDamagedId(id)) {
            doubt("suggest.id-damaged", {std::string(id)},
                  fmt::format("The meter id \"{}\" is in E notation: a spreadsheet has destroyed it. Such rows are "
                              "rejected; export the file again.",
                              id));
            return;
        }
        // A spreadsheet keeps 15 digits and writes zeros for the rest.
        const bool digits = id.size() > 15 && std::all_of(id.begin(), id.end(), isDigit);
        const bool known = m_hints.isMeter && m_hints.isMeter(id);
        rounded = rounded || (digits && !known && id.find_first_not_of('0', 15) == std::string_view::npos);
    }
    if (rounded) {
        doubt(
            "suggest.id-rounded", {},
            "Some meter ids have 15 digits and then zeros, as spreadsheets leave them; compare them with the source.");
    }
}

bool Suggester::chooseFlags()
{
    // raised, cleared
    using Words = std::pair<std::vector<std::string>, std::vector<std::string>>;
    static const std::array<Words, 5> kWords{{{{"1", "true"}, {"0", "false"}},
                                              {{"yes", "y"}, {"no", "n"}},
                                              {{"是"}, {"否"}},
                                              {{"有"}, {"无"}},
                                              {{"报警"}, {"正常"}}}};
    std::vector<AlarmFlag>& flags = m_out.profile.flags;
    std::vector<std::string> said;
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        if (facts(i).named.flag) {
            const FieldSource place = placeOf(m_table, i);
            flags.push_back({place.name, place.column, facts(i).named.name});
            const std::vector<std::string> all = cells({i}, m_table.rows.size());
            std::copy_if(all.begin(), all.end(), std::back_inserter(said),
                         [](const std::string& text) { return !text.empty() && text != "null"; });
            use({i});
        }
    }
    if (flags.empty()) {
        return false;
    }
    const auto fitting = std::find_if(kWords.begin(), kWords.end(), [&](const Words& words) {
        RaisedWords known(words.first, words.second);
        return std::all_of(said.begin(), said.end(), [&](const std::string& text) { return known.knows(text); });
    });
    if (fitting == kWords.end()) {
        doubt("suggest.flag-words", {},
              "The alarm flags say neither 1 and 0 nor any other known pair of words; say in a profile what means "
              "raised and what means cleared (fields.alarmCode.raised, .cleared).");
        return true;
    }
    m_out.profile.raised = fitting->first;
    m_out.profile.cleared = fitting->second;
    const std::string name = flags.front().name.value_or(flags.front().code);
    note("suggest.flags", {std::to_string(flags.size()), name, fmt::format("{}", fmt::join(fitting->first, " / "))},
         fmt::format("{} are taken for alarm flags (\"{}\" and others): a row gives one record for each that says {}.",
                     flags.size() == 1 ? "1 column" : fmt::format("{} columns", flags.size()), name,
                     fmt::join(fitting->first, " or ")),
         0.9);
    return true;
}

void Suggester::chooseCode()
{
    std::vector<Choice> choices;
    bool flags = false;
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        const ColumnFacts& column = facts(i);
        flags = flags || (column.named.flag && !isUsed(i));
        if (column.named.refused) {
            note("suggest.not-used", {nameOf({i})},
                 fmt::format("\"{}\" is not used: a status means raised in one system and handled in another, and a "
                             "customer is not a meter.",
                             nameOf({i})));
        }
        const double name = says(i, Field::AlarmCode);
        if (isUsed(i) || column.named.refused || column.named.flag || (!column.times.formats.empty() && name < 1)) {
            continue;
        }
        double score = name;
        if (name < 1 && !column.allEmpty) {  // what the name leaves open the words tell
            score = column.alarmWords >= 0.5 ? name + 0.7 : column.distinct < 2 || name < 0.6 ? 0 : name * 0.7;
        }
        // Without a header a column of words may well be the codes.
        const bool words = !m_table.found.header && !column.numbers && !column.allEmpty && column.clocks.empty();
        if (score == 0 && isTable(m_table.found.format) && words) {
            score = 0.4;
        }
        if (column.allEmpty && !m_table.rows.empty()) {
            score = name >= 0.7 ? 0.4 : 0;  // nothing was raised in these rows
        }
        if (score > 0) {
            choices.push_back({{i}, score, {}});
        }
    }
    if (flags && (choices.empty() || choices.front().score < 1)) {
        chooseFlags();
        return;
    }
    if (choices.empty() && m_hints.answers.count("alarmCode") == 0) {
        m_out.profile.alarmCode.constant = "READING";
        note("suggest.reading", {},
             "No column holds alarm codes: every record gets the code READING "
             "(fields.alarmCode.constant).",
             0.9);
        return;
    }
    if (flags) {
        doubt("suggest.flag-beside-code", {nameOf(choices.front().columns)},
              fmt::format("There are alarm flags beside the alarm code \"{}\"; say in a profile which of them counts.",
                          nameOf(choices.front().columns)));
    }
    const auto choice = choose(Field::AlarmCode, choices,
                               "Which column holds the alarm codes? READING says that the records are readings.", true);
    if (choice) {
        taken(Field::AlarmCode, *choice);
    }
}

}  // namespace meterseal::source
