#include "source/suggest.h"

#include "source/aliases.h"
#include "source/json_path.h"
#include "source/raised_flags.h"
#include "source/sample_json.h"
#include "source/separator.h"
#include "source/text_input.h"
#include "source/time_guess.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

using source::Field;
using source::isDigit;

constexpr std::size_t kMaxRows = 100;
constexpr std::size_t kMaxPreamble = 20;

FieldSource& sourceOf(MappingProfile& profile, Field field)
{
    return const_cast<FieldSource&>(source::sourceOf(profile, field));  // the profile is not const
}

class Suggester {
public:
    ProfileSuggestion take() && { return std::move(m_out); }

    void fromJson(std::string_view sample, FileFormat format);
    void fromDelimited(std::string_view sample);
    Status fromTable(source::TableReader& reader, FileFormat format);
    void mapColumns();
    void lookAtIds();
    void lookAtTimes();
    void lookAtValues();
    void noteEncoding(const source::TextInput& text);

private:
    using Facts = std::vector<std::string>;
    void note(std::string_view reason, Facts facts, std::string text)
    {
        m_out.notes.push_back({std::string(reason), std::move(facts), std::move(text)});
    }
    void doubt(std::string_view reason, Facts facts, std::string text)
    {
        m_out.complete = false;
        note(reason, std::move(facts), std::move(text));
    }
    std::vector<std::string> textsOf(Field field) const { return texts(m_column[static_cast<std::size_t>(field)]); }
    std::vector<std::string> texts(std::size_t column) const;
    source::NamedColumn classify(const std::string& column) const;
    void chooseColumn(Field field, const std::vector<std::size_t>& columns);
    void takeFlags(const std::vector<std::size_t>& columns);

    ProfileSuggestion m_out{{}, true, {}, {}, {}};
    std::array<std::size_t, 4> m_column{};  // 1-based; 0: not found
};

// What stands in the column (from 1), without the empty ones.
std::vector<std::string> Suggester::texts(std::size_t column) const
{
    std::vector<std::string> texts;
    for (const auto& row : m_out.firstRows) {
        if (column > 0 && column <= row.size() && !row[column - 1].empty()) {
            texts.push_back(row[column - 1]);
        }
    }
    return texts;
}

// By its name; of a JSON path by its last one.
source::NamedColumn Suggester::classify(const std::string& column) const
{
    if (isTable(m_out.profile.format)) {
        return source::classifyColumn(column);
    }
    const auto path = source::parseJsonPath(column);
    return path ? source::classifyColumn(path->back().name) : source::NamedColumn();
}

void Suggester::noteEncoding(const source::TextInput& text)
{
    m_out.profile.encoding = text.encoding();
    if (text.encoding() != Encoding::Utf8 && !text.hadByteOrderMark()) {
        const std::string encoding(source::toString(text.encoding()));
        doubt("suggest.encoding", {encoding},
              fmt::format("The text was taken for {} because it is not UTF-8; look whether it reads well.", encoding));
    }
}

void Suggester::fromJson(std::string_view sample, FileFormat format)
{
    m_out.profile.format = format;
    source::SampledJson sampled = source::sampleJson(sample, format, kMaxRows);
    m_out.columns = std::move(sampled.columns);
    m_out.firstRows = std::move(sampled.rows);
}

// A row whose names are known is the header; so is a first row without numbers above a row with some.
bool hasKnownName(const std::vector<std::string>& row)
{
    return std::any_of(row.begin(), row.end(), [](const std::string& cell) {
        const source::NamedColumn column = source::classifyColumn(cell);
        return column.field.has_value() || column.refused;  // a flag's name may be a code in a row
    });
}

bool looksLikeHeader(const std::vector<std::vector<std::string>>& rows)
{
    const auto beginsWithDigit = [](const std::string& cell) { return !cell.empty() && isDigit(cell.front()); };
    const auto& first = rows.front();
    return hasKnownName(first) || (rows.size() > 1 && std::none_of(first.begin(), first.end(), beginsWithDigit) &&
                                   std::any_of(rows[1].begin(), rows[1].end(), beginsWithDigit));
}

void Suggester::fromDelimited(std::string_view sample)
{
    MappingProfile& profile = m_out.profile;
    std::vector<std::string> candidates = source::separatorCandidates(sample, 0);
    for (std::size_t skip = 0; skip <= kMaxPreamble; ++skip) {
        const auto here = source::separatorCandidates(sample, skip);
        const auto rows =
            here.empty() ? std::vector<std::vector<std::string>>() : source::sampleRows(sample, here.front(), skip, 1);
        if (!rows.empty() && hasKnownName(rows.front())) {
            profile.skipRows = skip;
            candidates = here;
            break;
        }
    }
    if (profile.skipRows > 0) {
        note("suggest.preamble", {std::to_string(profile.skipRows)},
             fmt::format("The first {} lines come before the header and are passed over.", profile.skipRows));
    }
    if (candidates.empty()) {
        doubt("suggest.no-separator", {}, "No separator of , ; tab | and ， fits the first rows; name it.");
    } else if (candidates.size() > 1) {
        doubt("suggest.separators", {}, "More than one separator fits the first rows; name the right one.");
    }
    profile.separator = candidates.empty() ? "," : candidates.front();
    m_out.firstRows = source::sampleRows(sample, profile.separator, profile.skipRows, kMaxRows + 1);
    if (m_out.firstRows.empty()) {
        doubt("suggest.no-rows", {}, "The file has no rows.");
        return;
    }
    profile.header = looksLikeHeader(m_out.firstRows);
    if (profile.header) {
        for (const std::string& name : m_out.firstRows.front()) {
            m_out.columns.emplace_back(source::trimmed(name));
        }
        m_out.firstRows.erase(m_out.firstRows.begin());
        return;
    }
    doubt("suggest.no-header", {}, "The file has no header; name the columns by number.");
    for (std::size_t i = 1; i <= m_out.firstRows.front().size(); ++i) {
        m_out.columns.push_back(fmt::format("column {}", i));
    }
}

// The rows of a sheet or database; the header is the first row with a known name.
Status Suggester::fromTable(source::TableReader& reader, FileFormat format)
{
    m_out.profile.format = format;
    source::TableRow row;
    std::vector<std::uint64_t> lines;
    while (m_out.firstRows.size() < kMaxRows + kMaxPreamble) {
        MS_ASSIGN(const bool any, reader.next(row));
        if (!any) {
            break;
        }
        m_out.firstRows.emplace_back(row.cells.begin(), row.cells.end());
        lines.push_back(row.line);
    }
    for (const SuggestionNote& said : reader.notes()) {
        m_out.notes.push_back(said);
    }
    auto& rows = m_out.firstRows;
    std::size_t header = 0;
    while (header < std::min(rows.size(), kMaxPreamble) && !hasKnownName(rows[header])) {
        ++header;
    }
    if (header >= std::min(rows.size(), kMaxPreamble)) {
        doubt("suggest.no-header", {}, "The file has no header; name the columns by number.");
        return {};
    }
    m_out.profile.skipRows = format == FileFormat::Spreadsheet ? lines[header] - 1 : 0;
    m_out.columns = rows[header];
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(header) + 1);
    rows.resize(std::min(rows.size(), kMaxRows));
    return {};
}

void Suggester::mapColumns()
{
    std::array<std::vector<std::size_t>, 4> found;
    std::vector<std::size_t> flags;
    for (std::size_t i = 0; i < m_out.columns.size(); ++i) {
        const source::NamedColumn column = classify(m_out.columns[i]);
        if (column.field) {
            found[static_cast<std::size_t>(*column.field)].push_back(i);
        } else if (column.flag) {
            flags.push_back(i);
        } else if (column.refused) {
            note("suggest.not-used", {m_out.columns[i]},
                 fmt::format("\"{}\" is not used: a status means raised in one system and handled in another, and a "
                             "customer is not a meter.",
                             m_out.columns[i]));
        }
    }
    for (const Field field : source::kFields) {
        const auto& columns = found[static_cast<std::size_t>(field)];
        if (field == Field::AlarmCode && columns.empty() && !flags.empty()) {
            takeFlags(flags);
        } else {
            chooseColumn(field, columns);
        }
    }
    if (!flags.empty() && m_out.profile.flags.empty()) {
        doubt("suggest.flag-beside-code", {m_out.columns[flags.front()]},
              fmt::format("\"{}\" looks like an alarm flag of its own beside the alarm code; say in a profile which of "
                          "them counts.",
                          m_out.columns[flags.front()]));
    }
}

void Suggester::chooseColumn(Field field, const std::vector<std::size_t>& columns)
{
    const std::string what(source::nameOf(field));
    if (columns.empty() && field == Field::AlarmCode) {
        doubt("suggest.no-alarm-code", {},
              fmt::format("No column was found for {}; a constant such as READING may stand for it.", what));
        return;
    }
    if (columns.empty()) {
        doubt("suggest.no-column", {what}, fmt::format("No column was found for {}.", what));
        return;
    }
    if (columns.size() > 1) {
        doubt("suggest.many-columns", {std::to_string(columns.size()), what},
              fmt::format("{} columns could be {}; choose one.", columns.size(), what));
        return;
    }
    const std::string& name = m_out.columns[columns.front()];
    const source::NamedColumn column = classify(name);
    m_column[static_cast<std::size_t>(field)] = columns.front() + 1;
    sourceOf(m_out.profile, field).name = name;
    note("suggest.taken", {name, what}, fmt::format("\"{}\" is taken for {}.", name, what));
    if (column.doubtful) {
        doubt("suggest.doubtful", {name, what},
              fmt::format("\"{}\" may mean something else; confirm that it is {}.", name, what));
    }
    if (field == Field::Value) {
        m_out.profile.unit = column.unit;
    }
}

void Suggester::takeFlags(const std::vector<std::size_t>& columns)
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
    for (const std::size_t i : columns) {
        flags.push_back({m_out.columns[i], std::nullopt, classify(m_out.columns[i]).name});
        for (std::string& text : texts(i + 1)) {
            said.push_back(std::move(text));
        }
    }
    const auto fitting = std::find_if(kWords.begin(), kWords.end(), [&](const Words& words) {
        source::RaisedWords known(words.first, words.second);
        return std::all_of(said.begin(), said.end(), [&](const std::string& text) { return known.knows(text); });
    });
    if (fitting == kWords.end()) {
        doubt(
            "suggest.flag-words", {},
            "The alarm flags say neither 1 and 0 nor any other known pair of words; say in a profile what means raised "
            "and what means cleared.");
        return;
    }
    m_out.profile.raised = fitting->first;
    m_out.profile.cleared = fitting->second;
    note("suggest.flags",
         {std::to_string(flags.size()), *flags.front().name, fmt::format("{}", fmt::join(fitting->first, " / "))},
         fmt::format("{} are taken for alarm flags (\"{}\" and others): a row gives one record for each that says {}.",
                     flags.size() == 1 ? "1 column" : fmt::format("{} columns", flags.size()), *flags.front().name,
                     fmt::join(fitting->first, " or ")));
}

void Suggester::lookAtIds()
{
    bool rounded = false;
    for (const std::string& cell : textsOf(Field::Mn)) {
        const std::string_view id = source::withoutTextMarker(cell);
        if (source::isDamagedId(id)) {
            doubt("suggest.id-damaged", {std::string(id)},
                  fmt::format("The meter id \"{}\" is in E notation: a spreadsheet has destroyed it. Such rows are "
                              "rejected; export the file again.",
                              id));
            return;
        }
        // A spreadsheet keeps 15 digits and writes zeros for the rest.
        const bool digits = id.size() > 15 && std::all_of(id.begin(), id.end(), isDigit);
        rounded = rounded || (digits && id.find_first_not_of('0', 15) == std::string_view::npos);
    }
    if (rounded) {
        doubt(
            "suggest.id-rounded", {},
            "Some meter ids have 15 digits and then zeros, as spreadsheets leave them; compare them with the source.");
    }
}

void Suggester::lookAtTimes()
{
    if (m_column[static_cast<std::size_t>(Field::AlarmTime)] == 0) {
        return;
    }
    const source::TimeGuess guess = source::fittingTimeFormats(textsOf(Field::AlarmTime));
    if (guess.formats.empty()) {
        doubt("suggest.no-time-format", {}, "No known time format fits the times; give timeFormat.");
        return;
    }
    if (guess.formats.size() > 1) {
        doubt(
            "suggest.time-formats", {fmt::format("{}", fmt::join(guess.formats, ", "))},
            fmt::format("The times fit more than one format ({}): day and month cannot be told apart. Give timeFormat.",
                        fmt::join(guess.formats, ", ")));
        return;
    }
    m_out.profile.timeFormat = guess.formats.front();
    note("suggest.time-format", {guess.formats.front()},
         fmt::format("The times have the format {}.", guess.formats.front()));
    if (!guess.hasOffset) {
        doubt("suggest.no-offset", {},
              "The times do not say their offset from UTC; give the timeZone of the place (an IANA name such as "
              "Asia/Shanghai).");
    }
}

void Suggester::lookAtValues()
{
    if (m_column[static_cast<std::size_t>(Field::Value)] == 0) {
        return;
    }
    if (m_out.profile.unit.empty()) {
        doubt("suggest.no-unit", {},
              "The unit of the values is not known; give it (L, m3, ...). Makers use different units for equal names.");
    }
    const std::vector<std::string> texts = textsOf(Field::Value);
    const auto fits = [&texts](const MappingProfile& profile) {
        const auto reader = source::ValueReader::make(profile);
        return reader.ok() && std::all_of(texts.begin(), texts.end(), [&reader](const std::string& text) {
                   double ignored = 0;
                   source::Refusal refusal;
                   return reader->read(text, ignored, refusal);
               });
    };
    std::vector<std::pair<char, std::string>> fitting;
    for (const auto& [mark, thousands] :
         {std::pair<char, const char*>{'.', ""}, {',', ""}, {'.', ","}, {',', "."}, {'.', " "}, {',', " "}}) {
        MappingProfile profile = m_out.profile;
        profile.decimalMark = mark;
        profile.thousandsMark = thousands;
        if (fits(profile)) {
            fitting.emplace_back(mark, thousands);
            if (mark == '.' && *thousands == '\0') {
                break;  // plain numbers
            }
        }
    }
    const auto plainFirst = fitting.empty() ? std::pair<char, std::string>('.', "") : fitting.front();
    const bool plain = plainFirst.first == '.' && plainFirst.second.empty();
    if (fitting.empty()) {
        doubt("suggest.not-numbers", {},
              "Not all values are numbers with any known decimal and thousands marks; such rows are rejected.");
    } else if (!plain && fitting.size() > 1 && fitting[0].first != fitting[1].first) {
        doubt("suggest.comma", {},
              "The comma in the values may be a decimal or a thousands mark; give decimalMark and thousandsMark.");
    } else if (!plain) {
        m_out.profile.decimalMark = plainFirst.first;
        m_out.profile.thousandsMark = plainFirst.second;
        note("suggest.marks", {std::string(1, plainFirst.first), plainFirst.second},
             fmt::format("The values have the decimal mark \"{}\" and the thousands mark \"{}\".", plainFirst.first,
                         plainFirst.second));
    }
}

}  // namespace

Result<ProfileSuggestion> source::suggestFrom(std::unique_ptr<ByteInput> bytes, std::string name)
{
    MS_ASSIGN(const std::unique_ptr<TextInput> text, TextInput::open(std::move(bytes), std::nullopt));
    const std::string sample = text->sample();
    Suggester suggester;
    suggester.noteEncoding(*text);
    const std::size_t first = sample.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && sample[first] == '[') {
        suggester.fromJson(sample, FileFormat::Json);
    } else if (first != std::string::npos && sample[first] == '{') {
        suggester.fromJson(sample, FileFormat::JsonLines);
    } else {
        suggester.fromDelimited(sample);
    }
    suggester.mapColumns();
    suggester.lookAtIds();
    suggester.lookAtTimes();
    suggester.lookAtValues();
    ProfileSuggestion suggestion = std::move(suggester).take();
    suggestion.profile.name = std::move(name);
    return suggestion;
}

Result<ProfileSuggestion> source::suggestFromTable(RecordFile file, std::string name)
{
    MappingProfile look;
    look.format = file.kind == RecordFile::Kind::Database ? FileFormat::Sqlite : FileFormat::Spreadsheet;
    MS_ASSIGN(const std::unique_ptr<TableReader> reader, openTableReader(std::move(file), look));
    Suggester suggester;
    MS_TRY(suggester.fromTable(*reader, look.format));
    suggester.mapColumns();
    suggester.lookAtIds();
    suggester.lookAtTimes();
    suggester.lookAtValues();
    ProfileSuggestion suggestion = std::move(suggester).take();
    suggestion.profile.name = std::move(name);
    return suggestion;
}

Result<ProfileSuggestion> suggestProfile(const std::filesystem::path& file)
{
    MS_ASSIGN(source::RecordFile opened, source::openRecordFile(file));
    if (opened.kind != source::RecordFile::Kind::Text) {
        return source::suggestFromTable(std::move(opened), file.stem().string());
    }
    return source::suggestFrom(source::unpackedText(std::move(opened)), file.stem().string());
}

std::optional<MappingProfile> undoubtedProfile(const ProfileSuggestion& suggestion)
{
    std::vector<std::string> members = suggestion.columns;
    std::sort(members.begin(), members.end());
    const bool protocolForm = !isTable(suggestion.profile.format) && suggestion.profile.timeFormat == "rfc3339" &&
                              members == std::vector<std::string>{"alarmCode", "alarmTime", "mn", "value"};
    if (!protocolForm) {
        return suggestion.complete ? std::optional(suggestion.profile) : std::nullopt;
    }
    MappingProfile profile;
    profile.name = "protocol";
    profile.format = suggestion.profile.format;
    profile.mn.name = "mn";
    profile.alarmCode.name = "alarmCode";
    profile.alarmTime.name = "alarmTime";
    profile.value.name = "value";
    return profile;
}

}  // namespace meterseal
