#include "source/suggest/open_questions.h"

#include "meterseal/base/text.h"
#include "source/text_input.h"
#include "source/zip_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace meterseal::source {

namespace {

constexpr std::size_t kShownLine = 80;    // bytes of a row
constexpr std::size_t kShownRows = 3;     // of a candidate
constexpr std::size_t kShownTables = 16;  // more are offered by their names alone

Question questionOf(const std::string& key, const Error& doubt, bool open)
{
    return {key, {doubt.reason, {}, doubt.message, 0}, {}, open};
}

bool isForeign(std::string_view line)
{
    return std::any_of(line.begin(), line.end(), [](char c) { return static_cast<signed char>(c) < 0; });
}

// A text's first bytes, but no half of a character.
std::string shortened(std::string_view text)
{
    text = text.substr(0, kShownLine);
    while (!text.empty() && !isValidUtf8(text)) {
        text.remove_suffix(1);
    }
    return std::string(text);
}

template <typename Wanted>
std::vector<std::string> firstLines(std::string_view sample, Wanted&& wanted)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < sample.size() && lines.size() < kShownRows;) {
        const std::size_t end = std::min(sample.find_first_of("\r\n", at), sample.size());
        const std::string line = shortened(sample.substr(at, end - at));
        if (!line.empty() && wanted(line)) {
            lines.push_back(line);
        }
        at = end + 1;
    }
    return lines;
}

Result<std::vector<std::string>> firstRows(const RecordFile& file, const std::string& table)
{
    MappingProfile look;
    look.format = file.kind == RecordFile::Kind::Database ? FileFormat::Sqlite : FileFormat::Spreadsheet;
    look.table = table;
    MS_ASSIGN(const std::unique_ptr<TableReader> reader, openTableReader(file.again(), look));
    std::vector<std::string> rows;
    TableRow row;
    while (rows.size() < kShownRows) {
        MS_ASSIGN(const bool any, reader->next(row));
        if (!any) {
            break;
        }
        rows.push_back(shortened(fmt::to_string(fmt::join(row.cells, " | "))));
    }
    return rows;
}

}  // namespace

Result<Question> askEncoding(const std::filesystem::path& file, const std::string& entry, const Error& doubt)
{
    Question question = questionOf("encoding", doubt, false);
    for (const Encoding encoding :
         {Encoding::Utf8, Encoding::Gb18030, Encoding::Latin1, Encoding::Utf16Le, Encoding::Utf16Be}) {
        MS_ASSIGN(RecordFile opened, openRecordFile(file, entry));
        MS_ASSIGN(const auto text, TextInput::open(unpackedText(std::move(opened)), encoding));
        const std::string sample = text->sample();
        const bool readable = isValidUtf8(sample) && sample.find('\0') == std::string::npos;
        const bool wide = encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be;
        const bool lines = sample.find('\n') != std::string::npos;  // else it is no text read so
        if (readable && (!wide || lines)) {
            question.candidates.push_back({std::string(toString(encoding)), firstLines(sample, isForeign)});
        }
    }
    return question;
}

Result<Question> askTable(const RecordFile& file, const Error& doubt)
{
    Question question = questionOf("table", doubt, false);
    MS_ASSIGN(const std::vector<std::string> names, tableNames(file));
    for (const std::string& name : names) {
        Candidate candidate{name, {}};
        if (question.candidates.size() < kShownTables) {
            const Result<std::vector<std::string>> rows = firstRows(file, name);
            candidate.shown = rows.ok() ? *rows : std::vector<std::string>{rows.error().message};
        }
        question.candidates.push_back(std::move(candidate));
    }
    return question;
}

Question askEntry(const std::filesystem::path& file, const Error& doubt)
{
    Question question = questionOf("entry", doubt, true);
    const Result<std::shared_ptr<ZipReader>> zip = ZipReader::open(file);  // a zip in a gzip is asked without names
    if (!zip) {
        return question;
    }
    question.open = false;
    for (const std::string& name : (*zip)->files()) {
        Candidate candidate{name, {}};
        if (question.candidates.size() < kShownTables) {
            Result<RecordFile> inner = openRecordFile(file, name);
            if (inner.ok() && inner->kind == RecordFile::Kind::Text) {
                const auto text = TextInput::open(unpackedText(std::move(*inner)), std::nullopt);
                candidate.shown = text.ok() ? firstLines((*text)->sample(), [](const std::string&) { return true; })
                                            : std::vector<std::string>{text.error().message};
            } else if (!inner) {
                candidate.shown = {inner.error().message};
            }
        }
        question.candidates.push_back(std::move(candidate));
    }
    return question;
}

}  // namespace meterseal::source
