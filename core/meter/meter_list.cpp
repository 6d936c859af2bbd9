#include "meterseal/meter/meter_list.h"

#include "meter/list_columns.h"
#include "meterseal/base/text.h"
#include "source/csv_reader.h"
#include "source/field_text.h"
#include "source/record_file.h"
#include "source/record_mapper.h"
#include "source/suggest/open_questions.h"
#include "source/suggest/sample_table.h"
#include "source/text_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>

namespace meterseal {

namespace {

constexpr std::size_t kMaxListBytes = 64u << 20;
using Answers = std::map<std::string, std::string>;

std::string answerTo(const Answers& answers, const std::string& key)
{
    const auto found = answers.find(key);
    return found == answers.end() ? std::string() : found->second;
}

MeterList asking(Question question)
{
    MeterList list;
    list.questions.push_back(std::move(question));
    return list;
}

// A list may hold passwords: no row outlives its reading.
void wipeRows(std::vector<ListRow>& rows)
{
    for (ListRow& row : rows) {
        for (std::string& cell : row.cells) {
            crypto::wipe(cell);
        }
    }
}

Error encodingError(std::string_view what)
{
    return makeError(ErrorCode::InvalidArgument, "list.encoding",
                     fmt::format("The text of the list cannot be read: {} Save it as UTF-8 or name its encoding, and "
                                 "try again; nothing was registered.",
                                 what));
}

Error tooBig()
{
    return makeError(ErrorCode::InvalidArgument, "list.too-big",
                     fmt::format("The list is bigger than {} MiB. Nothing was registered.", kMaxListBytes >> 20));
}

Status faultOf(const source::TableRow& row)
{
    switch (row.fault) {
    case source::RowFault::None:
        return {};
    case source::RowFault::TooLong:
        return tooBig();
    case source::RowFault::UnclosedQuote:
    case source::RowFault::TextAfterQuote:
        break;
    }
    return makeError(
        ErrorCode::InvalidArgument, "list.quote",
        fmt::format("A quoted cell of the row that begins in line {} of the list {}. Nothing was "
                    "registered.",
                    row.line,
                    row.fault == source::RowFault::UnclosedQuote ? "is never closed" : "is followed by more text"));
}

Status readRows(source::TableReader& reader, std::vector<ListRow>& rows)
{
    source::TableRow row;
    std::size_t bytes = 0;
    while (true) {
        MS_ASSIGN(const bool any, reader.next(row));
        if (!any) {
            return {};
        }
        MS_TRY(faultOf(row));
        ListRow& kept = rows.emplace_back();
        kept.line = row.line;
        for (const std::string_view cell : row.cells) {
            if (!isValidUtf8(cell)) {
                return encodingError(
                    fmt::format("line {} has bytes that are not {}.", row.line, source::toString(reader.encoding())));
            }
            bytes += cell.size() + sizeof(std::string);
            kept.cells.emplace_back(cell);
        }
        for (const source::CellFault& fault : row.cellFaults) {
            kept.badCells.push_back(fault.cell - 1);
        }
        if (bytes > kMaxListBytes) {
            return tooBig();
        }
    }
}

// The separator whose rows name the most fields of a list; else the one that fits rows of any kind.
std::string separatorOf(std::string_view sample)
{
    constexpr std::string_view kTried[] = {"\t", ";", "|", "\xef\xbc\x8c", ","};
    constexpr std::size_t kRows = 40;
    std::string best;
    std::size_t most = 0;
    for (const std::string_view one : kTried) {
        auto text = source::TextInput::open(source::memoryInput(sample), Encoding::Utf8);
        if (!text) {
            break;
        }
        source::CsvReader reader(std::move(*text), std::string(one));
        source::TableRow row;
        for (std::size_t i = 0; i < kRows; ++i) {
            const Result<bool> any = reader.next(row);
            if (!any || !*any || row.fault != source::RowFault::None) {
                break;
            }
            const std::size_t named = namedFields({row.cells.begin(), row.cells.end()});
            if (named > most && row.cells.size() > 1) {
                most = named;
                best = one;
            }
        }
    }
    return best.empty() ? source::sampleDelimited(sample, {}).found.separator : best;
}

// Rows whose cells behind the last one are not there (sheets), or which all end in as many separators too many.
void evenOut(std::vector<ListRow>& rows, const ListLayout& layout, bool sparse)
{
    const auto from = rows.begin() + static_cast<std::ptrdiff_t>(layout.first);
    const std::size_t width = layout.width;
    const bool trailing = from != rows.end() && std::all_of(from, rows.end(), [&](const ListRow& row) {
                              return row.cells.size() == from->cells.size() && row.cells.size() > width &&
                                     std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(width),
                                                 row.cells.end(), [](const auto& cell) { return cell.empty(); });
                          });
    for (auto row = from; row != rows.end(); ++row) {
        if (trailing || (sparse && row->cells.size() < width)) {
            row->cells.resize(width);
        }
    }
}

// The ids stand as text for spreadsheets.
bool haveMarkers(const std::vector<ListRow>& rows, const ListLayout& layout)
{
    const ListSource& mn = layout.source(ListField::Mn);
    return std::any_of(rows.begin() + static_cast<std::ptrdiff_t>(layout.first), rows.end(), [&](const ListRow& row) {
        return std::any_of(mn.columns.begin(), mn.columns.end(), [&](std::size_t column) {
            return column < row.cells.size() && source::withoutTextMarker(row.cells[column]) != row.cells[column];
        });
    });
}

class RowToMeter {
public:
    RowToMeter(const ListLayout& layout, bool markers) : m_layout(layout), m_markers(markers) {}

    ListedMeter operator()(const ListRow& row) const
    {
        ListedMeter meter;
        meter.line = row.line;
        if (row.cells.size() != m_layout.width) {
            meter.dossier.mn = row.cells.front();
            meter.error = makeError(
                ErrorCode::InvalidArgument, "list.cells",
                fmt::format("Line {} has {} cells; the header has {}.", row.line, row.cells.size(), m_layout.width));
            return meter;
        }
        const std::string mn = text(row, ListField::Mn);
        meter.dossier.mn = source::trimmed(m_markers ? source::withoutTextMarker(mn) : std::string_view(mn));
        // As they stand: the wallet is made from them, and blanks at their ends are refused by name.
        meter.dossier.location = text(row, ListField::Location);
        meter.dossier.manufacturer = text(row, ListField::Manufacturer);
        if (std::string password = text(row, ListField::Password); !password.empty()) {
            meter.dossier.password = crypto::SecretBytes(std::string_view(password));
            crypto::wipe(password);
        }
        meter.error = fault(row, meter);
        return meter;
    }

private:
    std::string text(const ListRow& row, ListField field) const
    {
        const ListSource& source = m_layout.source(field);
        std::string text = source.constant;
        for (const std::size_t column : source.columns) {
            if (source.columns.size() == 1) {
                return row.cells[column];
            }
            if (const std::string_view part = source::trimmed(row.cells[column]); !part.empty()) {
                text += (text.empty() ? "" : " ") + std::string(part);
            }
        }
        return text;
    }

    std::optional<Error> fault(const ListRow& row, const ListedMeter& meter) const
    {
        for (const ListSource& source : m_layout.fields) {
            for (const std::size_t column : source.columns) {
                if (std::find(row.badCells.begin(), row.badCells.end(), column) != row.badCells.end()) {
                    return makeError(ErrorCode::InvalidArgument, "source.cell",
                                     fmt::format("Cell {} of line {} holds no text that can be read: bytes, or a "
                                                 "formula without its value.",
                                                 column + 1, row.line));
                }
            }
        }
        if (source::isDamagedId(meter.dossier.mn)) {
            return makeError(ErrorCode::InvalidArgument, "source.id-damaged",
                             fmt::format("The meter number {} was taken for a number by a spreadsheet: its last digits "
                                         "are lost.",
                                         meter.dossier.mn));
        }
        return std::nullopt;
    }

    const ListLayout& m_layout;
    bool m_markers;
};

// A second header in the middle: two lists stand in one file.
Status refuseSecondHeader(const std::vector<ListRow>& rows, const ListLayout& layout)
{
    for (std::size_t i = layout.first; layout.header && i < rows.size(); ++i) {
        if (rows[i].cells == rows[*layout.header].cells) {
            return makeError(
                ErrorCode::InvalidArgument, "list.header",
                fmt::format("Line {} of the list names the columns once more. Nothing was registered.", rows[i].line));
        }
    }
    return {};
}

Result<MeterList> listOf(std::vector<ListRow>& rows, bool sparse, const Answers& answers)
{
    if (rows.empty()) {
        return makeError(ErrorCode::InvalidArgument, "list.empty", "The list is empty. Nothing was registered.");
    }
    MS_ASSIGN(ListLayout layout, layoutOfList(rows, answers));
    MeterList list;
    list.notes = std::move(layout.notes);
    list.questions = std::move(layout.questions);
    if (layout.first >= rows.size()) {
        return makeError(ErrorCode::InvalidArgument, "list.empty",
                         "The list names its columns but no meter. Nothing was registered.");
    }
    if (!list.questions.empty()) {
        return list;
    }
    MS_TRY(refuseSecondHeader(rows, layout));
    evenOut(rows, layout, sparse);
    const bool markers = haveMarkers(rows, layout);
    if (markers) {
        list.notes.push_back({"suggest.text-marker",
                              {},
                              "The numbers stand as text for spreadsheets (=\"0012\", '0012 or a tab); that is taken "
                              "off.",
                              0.9});
    }
    std::transform(rows.begin() + static_cast<std::ptrdiff_t>(layout.first), rows.end(),
                   std::back_inserter(list.meters), RowToMeter(layout, markers));
    return list;
}

Result<MeterList> listFrom(source::TableReader& reader, const Answers& answers)
{
    std::vector<ListRow> rows;
    Status read = readRows(reader, rows);
    Result<MeterList> list = read.ok() ? listOf(rows, reader.sparse(), answers) : Result<MeterList>(read.error());
    wipeRows(rows);
    return list;
}

Result<MeterList> textList(source::RecordFile file, const Answers& answers)
{
    std::optional<Encoding> said;
    if (const std::string name = answerTo(answers, "encoding"); !name.empty()) {
        said = source::encodingFromName(name);
        if (!said) {
            return encodingError(fmt::format("there is no encoding \"{:.50}\" here.", name));
        }
    }
    MS_ASSIGN(auto text, source::TextInput::open(source::unpackedText(std::move(file)), said));
    const bool marked = text->hadByteOrderMark();
    const std::string separator = separatorOf(text->sample());
    source::CsvReader reader(std::move(text), separator);
    MS_ASSIGN(MeterList list, listFrom(reader, answers));
    list.gb18030 = !said && !marked && reader.encoding() == Encoding::Gb18030;
    return list;
}

Result<MeterList> tableList(source::RecordFile file, const Answers& answers)
{
    MappingProfile look;
    look.format = file.kind == source::RecordFile::Kind::Database ? FileFormat::Sqlite : FileFormat::Spreadsheet;
    look.table = answerTo(answers, "table");
    const auto reader = source::openTableReader(file.again(), look);
    if (!reader.ok() && reader.error().reason == "source.table" && look.table.empty()) {
        MS_ASSIGN(Question question, source::askTable(file, reader.error()));
        if (!question.candidates.empty()) {
            return asking(std::move(question));
        }
    }
    if (!reader) {
        return reader.error();
    }
    MS_ASSIGN(MeterList list, listFrom(**reader, answers));
    const std::vector<SuggestionNote> notes = (*reader)->notes();
    list.notes.insert(list.notes.begin(), notes.begin(), notes.end());
    return list;
}

}  // namespace

Result<MeterList> readMeterList(const std::filesystem::path& file, const Answers& answers)
{
    const std::string entry = answerTo(answers, "entry");
    auto opened = source::openRecordFile(file, entry);
    if (!opened.ok() && (opened.error().reason == "source.not-found" || opened.error().reason == "source.io")) {
        return makeError(ErrorCode::Io, "list.io",
                         fmt::format("The list could not be read: {} Nothing was registered.", opened.error().message));
    }
    if (!opened.ok() && opened.error().reason == "source.zip-files" && entry.empty()) {
        Question question = source::askEntry(file, opened.error());
        return question.candidates.empty() ? Result<MeterList>(opened.error()) : asking(std::move(question));
    }
    if (!opened) {
        return opened.error();
    }
    if (opened->kind != source::RecordFile::Kind::Text) {
        return tableList(std::move(*opened), answers);
    }
    Result<MeterList> list = textList(std::move(*opened), answers);
    if (list.ok() || !list.error().reason.starts_with("source.encoding")) {
        return list;
    }
    if (list.error().reason == "source.encoding-doubt") {
        MS_ASSIGN(Question question, source::askEncoding(file, entry, list.error()));
        return asking(std::move(question));
    }
    return encodingError(list.error().message);
}

void checkMeterList(LedgerReader& reader, std::span<ListedMeter> meters)
{
    std::unordered_map<std::string_view, std::uint64_t> seen;
    for (ListedMeter& meter : meters) {
        if (meter.error) {
            continue;
        }
        const auto [first, fresh] = seen.emplace(meter.dossier.mn, meter.line);
        if (!fresh) {
            meter.error = makeError(ErrorCode::Conflict, "list.twice",
                                    fmt::format("The meter number {} stands in line {} of the list already.",
                                                meter.dossier.mn, first->second));
        } else if (const Status checked = checkDossier(reader, meter.dossier); !checked) {
            meter.error = checked.error();
        }
    }
}

Status checkDossier(LedgerReader& reader, const Dossier& dossier)
{
    if (dossier.password && dossier.password->size() < kMinPasswordBytes) {
        return makeError(ErrorCode::InvalidArgument, "meter.password-short",
                         fmt::format("Its password is shorter than {} bytes.", kMinPasswordBytes));
    }
    const crypto::SecretBytes password = dossier.password ? *dossier.password : generatePassword();
    MS_TRY(deriveWallet(dossier.mn, dossier.location, dossier.manufacturer, password));
    const auto known = reader.meterByMn(dossier.mn);
    if (!known) {
        return known.error().code == ErrorCode::NotFound ? Status() : Status(known.error());
    }
    if (known->entry.state != MeterState::Rejected) {
        return makeError(ErrorCode::Conflict, "tx.mn-in-use",
                         fmt::format("The meter number {} is on the ledger already ({}).", dossier.mn,
                                     toString(known->entry.state)));
    }
    return {};
}

}  // namespace meterseal
