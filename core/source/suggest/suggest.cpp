#include "source/suggest/suggest.h"

#include "source/suggest/alarm_words.h"
#include "source/suggest/column_name.h"
#include "source/suggest/open_questions.h"
#include "source/suggest/suggester.h"
#include "source/text_input.h"

#include <algorithm>
#include <date/tz.h>
#include <fmt/format.h>

namespace meterseal {

namespace {

using source::SampleTable;

// Words of the field that no other encoding would make of these bytes.
bool readsWell(const SampleTable& table)
{
    const auto foreign = [](const std::string& text) {
        return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    };
    const bool names = std::any_of(table.columns.begin(), table.columns.end(), [&](const std::string& name) {
        const source::NamedColumn column = source::classifyColumn(name);
        return foreign(name) && (column.field || column.refused || column.flag || column.other ||
                                 *std::max_element(column.says.begin(), column.says.end()) > 0);
    });
    return names || std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
               return std::any_of(row.begin(), row.end(),
                                  [&](const std::string& cell) { return foreign(cell) && source::isAlarmWord(cell); });
           });
}

SampleTable tableOf(std::string_view sample, const SuggestionHints& hints)
{
    const std::size_t first = sample.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && sample[first] == '[') {
        return source::sampleOfJson(sample, FileFormat::Json);
    }
    if (first != std::string::npos && sample[first] == '{') {
        SampleTable lines = source::sampleOfJson(sample, FileFormat::JsonLines);
        // One object over several lines, with the array in it.
        return lines.rows.empty() ? source::sampleOfJson(sample, FileFormat::Json) : std::move(lines);
    }
    const auto separator = hints.answers.find("separator");
    return source::sampleDelimited(sample, separator == hints.answers.end() ? std::string() : separator->second);
}

// Nothing of the file is known before this one is answered.
ProfileSuggestion openQuestion(Question question, MappingProfile profile)
{
    ProfileSuggestion suggestion;
    suggestion.profile = std::move(profile);
    suggestion.questions.push_back(std::move(question));
    return suggestion;
}

Question encodingQuestion(std::string_view taken)
{
    return {"encoding",
            {"suggest.ask-encoding",
             {std::string(taken)},
             fmt::format("The text is not UTF-8 and nothing in it says its encoding; it was read as {}. Which is it?",
                         taken),
             0},
            {{std::string(taken), {}}, {taken == "latin-1" ? "gb18030" : "latin-1", {}}},
            false};
}

}  // namespace

Result<ProfileSuggestion> source::suggestFrom(std::unique_ptr<ByteInput> bytes, std::string name,
                                              const SuggestionHints& given)
{
    SuggestionHints hints = given;
    hints.fileName = hints.fileName.empty() ? name : hints.fileName;
    std::optional<Encoding> said;
    if (const auto answer = hints.answers.find("encoding"); answer != hints.answers.end()) {
        said = encodingFromName(answer->second);
    }
    MS_ASSIGN(const std::unique_ptr<TextInput> text, TextInput::open(std::move(bytes), said));
    SampleTable table = tableOf(text->sample(), hints);
    table.found.encoding = text->encoding();
    table.found.name = std::move(name);
    const bool sure = text->encoding() == Encoding::Utf8 || text->hadByteOrderMark() || readsWell(table);
    const std::string encoding(toString(text->encoding()));
    Suggester suggester(std::move(table), hints);
    if (!sure || said) {
        suggester.ask(encodingQuestion(encoding));
    } else if (text->encoding() != Encoding::Utf8 && !text->hadByteOrderMark()) {
        suggester.note("suggest.encoding", {encoding},
                       fmt::format("The text was taken for {} because it is not UTF-8 and reads well so.", encoding),
                       0.9);
    }
    suggester.suggest();
    return std::move(suggester).take();
}

Result<ProfileSuggestion> source::suggestFromTable(RecordFile file, std::string name, const SuggestionHints& given)
{
    SuggestionHints hints = given;
    hints.fileName = hints.fileName.empty() ? name : hints.fileName;
    MappingProfile look;
    look.format = file.kind == RecordFile::Kind::Database ? FileFormat::Sqlite : FileFormat::Spreadsheet;
    const auto said = hints.answers.find("table");
    look.table = said == hints.answers.end() ? std::string() : said->second;
    Result<std::unique_ptr<TableReader>> reader = openTableReader(file.again(), look);
    if (!reader.ok() && reader.error().reason == "source.table") {
        MS_ASSIGN(Question question, askTable(file, reader.error()));
        return openQuestion(std::move(question), std::move(look));
    }
    if (!reader) {
        return reader.error();
    }
    MS_ASSIGN(SampleTable table, sampleOfTable(**reader, look.format));
    table.found.table = look.table;
    table.found.name = std::move(name);
    Suggester suggester(std::move(table), hints);
    suggester.settle("table");
    for (const SuggestionNote& note : (*reader)->notes()) {
        suggester.note(note.reason, note.facts, note.message);
    }
    suggester.suggest();
    return std::move(suggester).take();
}

Result<ProfileSuggestion> suggestProfile(const std::filesystem::path& file, const SuggestionHints& hints)
{
    const auto said = hints.answers.find("entry");
    const std::string entry = said == hints.answers.end() ? std::string() : said->second;
    Result<source::RecordFile> opened = source::openRecordFile(file, entry);
    if (!opened.ok() && opened.error().reason == "source.zip-files") {
        return openQuestion(source::askEntry(file, opened.error()), {});
    }
    if (!opened) {
        return opened.error();
    }
    const std::vector<SuggestionNote> notes = opened->notes;
    const bool text = opened->kind == source::RecordFile::Kind::Text;
    std::string name = file.stem().string();
    Result<ProfileSuggestion> made =
        text ? source::suggestFrom(source::unpackedText(std::move(*opened)), std::move(name), hints)
             : source::suggestFromTable(std::move(*opened), std::move(name), hints);
    if (!made.ok() && made.error().reason == "source.encoding-doubt") {
        MS_ASSIGN(Question question, source::askEncoding(file, entry, made.error()));
        return openQuestion(std::move(question), {});
    }
    if (!made) {
        return made;
    }
    ProfileSuggestion& suggestion = *made;
    suggestion.profile.entry = entry;
    std::erase_if(suggestion.notes, [](const SuggestionNote& note) {
        return note.reason == "suggest.answer-unused" && note.facts == std::vector<std::string>{"entry"};
    });
    if (text) {
        suggestion.notes.insert(suggestion.notes.begin(), notes.begin(), notes.end());
    }
    return made;
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

std::string shapeOf(const ProfileSuggestion& suggestion)
{
    const MappingProfile& profile = suggestion.profile;
    if (isTable(profile.format) && !profile.header) {
        return {};
    }
    std::string shape = fmt::format("{}\n{}\n", static_cast<int>(profile.format), profile.separator);
    for (const std::string& column : suggestion.columns) {
        shape += column + '\n';
    }
    return shape;
}

std::string localTimeZone()
{
    try {
        if (const char* const named = std::getenv("TZ"); named != nullptr && *named != '\0' && *named != ':') {
            return date::locate_zone(named)->name();
        }
        return date::current_zone()->name();
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace meterseal
