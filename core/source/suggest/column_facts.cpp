#include "source/suggest/column_facts.h"

#include "meterseal/base/text.h"
#include "source/json_path.h"
#include "source/suggest/alarm_words.h"

#include <algorithm>
#include <iterator>

namespace meterseal::source {

namespace {

bool countsRows(const std::vector<std::string>& texts)
{
    for (std::size_t i = 1; i < texts.size(); ++i) {
        const bool digits = texts[i].size() <= 9 && std::all_of(texts[i].begin(), texts[i].end(), isDigit) &&
                            texts[i - 1].size() <= 9 && std::all_of(texts[i - 1].begin(), texts[i - 1].end(), isDigit);
        if (!digits || texts[i].empty() || texts[i - 1].empty() || std::stol(texts[i]) != std::stol(texts[i - 1]) + 1) {
            return false;
        }
    }
    return texts.size() > 2 && (texts.front() == "0" || texts.front() == "1");
}

NamedColumn nameOf(const SampleTable& table, const std::string& column)
{
    if (isTable(table.found.format)) {
        return table.found.header ? classifyColumn(column) : NamedColumn();
    }
    const auto path = parseJsonPath(column);
    return path ? classifyColumn(path->back().name) : NamedColumn();
}

}  // namespace

bool looksLikeNumber(std::string_view text)
{
    text = trimmed(text);
    const std::size_t from = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    text.remove_prefix(from);
    const bool begins = !text.empty() && (isDigit(text[0]) || text[0] == '.' || text[0] == ',');
    const std::size_t e = text.find_first_of("eE");
    const std::string_view rest = e == std::string_view::npos ? std::string_view() : text.substr(e + 1);
    const bool exponent = e == std::string_view::npos ||
                          (!rest.empty() && rest.find_first_not_of("0123456789+-") == std::string_view::npos);
    std::string_view plain = text.substr(0, e);
    const auto takeBlank = [&plain] {  // thousands marks
        for (const std::string_view blank : {"\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x99"}) {
            if (plain.starts_with(blank)) {
                plain.remove_prefix(blank.size());
                return true;
            }
        }
        return false;
    };
    while (!plain.empty() && (isDigit(plain[0]) || std::string_view(".,' ").find(plain[0]) != std::string_view::npos ||
                              static_cast<unsigned char>(plain[0]) >= 0x80)) {
        if (static_cast<unsigned char>(plain[0]) < 0x80) {
            plain.remove_prefix(1);
        } else if (!takeBlank()) {
            return false;
        }
    }
    return begins && exponent && plain.empty();
}

bool isNoValueWord(std::string_view text)
{
    constexpr std::string_view kWords[] = {"-",    "--",   "---",   "nan", "unavailable", "unknown", "missing",
                                           "null", "none", "n/a",   "na",  "#n/a",        "nil",     "?",
                                           "无",   "空",   "---.-", "/",   "\\n"};
    const bool dashes = trimmed(text).starts_with('-');
    const std::string word = dashes ? std::string(trimmed(text)) : folded(text);
    return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

ColumnFacts factsOf(const SampleTable& table, std::size_t column)
{
    ColumnFacts facts;
    facts.named = nameOf(table, table.columns[column]);
    std::set<std::string> different;
    std::size_t alarms = 0;
    facts.ids = true;
    facts.numbers = true;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto& row = table.rows[i];
        const std::string text(column < row.size() ? trimmed(row[column]) : std::string_view());
        if (text.empty() || isNoValueWord(text)) {
            facts.noValue.insert(text);
            continue;
        }
        const std::string_view id = withoutTextMarker(text);
        facts.textMarker = facts.textMarker || id.size() != text.size() || row[column].starts_with('\t');
        facts.ids = facts.ids && checkMeterId(id).ok() && !isDamagedId(id);
        facts.numbers = facts.numbers && looksLikeNumber(text);
        alarms += isAlarmWord(text) ? 1 : 0;
        different.insert(text);
        facts.texts.push_back(text);
        facts.rows.push_back(i);
    }
    facts.distinct = different.size();
    facts.allEmpty = facts.texts.empty();
    if (facts.allEmpty) {
        facts.numbers = facts.ids = false;
        return facts;
    }
    facts.alarmWords = static_cast<double>(alarms) / static_cast<double>(facts.texts.size());
    facts.counter = facts.numbers && countsRows(facts.texts);
    facts.times = fittingTimeFormats(facts.texts);
    facts.clocks = fittingClockFormats(facts.texts);
    return facts;
}

}  // namespace meterseal::source
