#include "meterseal/meter/meter_list.h"

#include "source/field_text.h"
#include "source/record_file.h"
#include "source/text_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <unordered_map>

namespace meterseal {

namespace {

constexpr std::size_t kMaxListBytes = 64u << 20;

struct Row {
    std::uint64_t line = 0;
    std::vector<std::string> cells;
};

// Cuts RFC 4180 text into rows; quotes may hold separators and line ends.
class RowReader {
public:
    RowReader(std::string_view text, char separator) : m_text(text), m_separator(separator) {}

    // None at the end.
    Result<std::optional<Row>> next()
    {
        if (m_at >= m_text.size()) {
            return std::optional<Row>();
        }
        Row row;
        row.line = m_line;
        bool more = true;
        while (more) {
            std::string cell;
            MS_TRY(m_at < m_text.size() && m_text[m_at] == '"' ? quoted(cell) : plain(cell));
            row.cells.push_back(std::move(cell));
            more = m_at < m_text.size() && m_text[m_at] == m_separator;
            m_at += more ? 1 : 0;
        }
        lineEnd();
        return std::optional(std::move(row));
    }

private:
    Status plain(std::string& cell)
    {
        while (m_at < m_text.size() && m_text[m_at] != m_separator && m_text[m_at] != '\n' && m_text[m_at] != '\r') {
            cell += m_text[m_at++];
        }
        return {};
    }

    Status quoted(std::string& cell)
    {
        const std::uint64_t opened = m_line;
        ++m_at;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c == '"' && (m_at >= m_text.size() || m_text[m_at] != '"')) {
                const bool ends = m_at >= m_text.size() || m_text[m_at] == m_separator || m_text[m_at] == '\n' ||
                                  m_text[m_at] == '\r';
                return ends ? Status() : quoteError(opened, "is followed by more text");
            }
            m_at += c == '"' ? 1 : 0;
            m_line += c == '\n' ? 1 : 0;
            cell += c;
        }
        return quoteError(opened, "is never closed");
    }

    static Status quoteError(std::uint64_t line, const char* what)
    {
        return makeError(
            ErrorCode::InvalidArgument, "list.quote",
            fmt::format("A quoted cell that begins in line {} of the list {}. Nothing was registered.", line, what));
    }

    void lineEnd()
    {
        if (m_at < m_text.size() && m_text[m_at] == '\r') {
            ++m_at;
        }
        if (m_at < m_text.size() && m_text[m_at] == '\n') {
            ++m_at;
        }
        ++m_line;
    }

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0;
    std::uint64_t m_line = 1;
};

struct Columns {
    std::optional<std::size_t> mn, location, manufacturer, password;
    std::size_t count = 0;
};

char separatorOf(std::string_view text)
{
    const std::string_view header = text.substr(0, text.find_first_of("\r\n"));
    const std::array<char, 3> candidates{',', ';', '\t'};
    return *std::max_element(candidates.begin(), candidates.end(), [&](char a, char b) {
        return std::count(header.begin(), header.end(), a) < std::count(header.begin(), header.end(), b);
    });
}

Result<Columns> readHeader(const Row& header)
{
    Columns columns;
    columns.count = header.cells.size();
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
        const std::string_view name = source::trimmed(header.cells[i]);
        std::optional<std::size_t>* column = name == "mn"             ? &columns.mn
                                             : name == "location"     ? &columns.location
                                             : name == "manufacturer" ? &columns.manufacturer
                                             : name == "password"     ? &columns.password
                                                                      : nullptr;
        if (column == nullptr || column->has_value()) {
            return makeError(ErrorCode::InvalidArgument, "list.header",
                             fmt::format("Column {} of the list is called \"{}\"; the columns are mn, location, "
                                         "manufacturer and, if wanted, password, each once. Nothing was registered.",
                                         i + 1, name));
        }
        *column = i;
    }
    if (!columns.mn || !columns.location || !columns.manufacturer) {
        return makeError(ErrorCode::InvalidArgument, "list.header",
                         "The first line of the list must name the columns mn, location and manufacturer. Nothing was "
                         "registered.");
    }
    return columns;
}

ListedMeter readRow(const Row& row, const Columns& columns)
{
    ListedMeter meter;
    meter.line = row.line;
    if (row.cells.size() != columns.count) {
        meter.dossier.mn = row.cells.front();
        meter.error = makeError(
            ErrorCode::InvalidArgument, "list.cells",
            fmt::format("Line {} has {} cells; the header has {}.", row.line, row.cells.size(), columns.count));
        return meter;
    }
    meter.dossier.mn = source::trimmed(row.cells[*columns.mn]);
    // As they stand: the wallet is made from them, and blanks at their ends are refused by name.
    meter.dossier.location = row.cells[*columns.location];
    meter.dossier.manufacturer = row.cells[*columns.manufacturer];
    if (columns.password && !row.cells[*columns.password].empty()) {
        meter.dossier.password = crypto::SecretBytes(std::string_view(row.cells[*columns.password]));
    }
    return meter;
}

using NextRow = std::function<Result<std::optional<Row>>()>;  // none at the end

Result<std::vector<ListedMeter>> parseRows(const NextRow& next)
{
    MS_ASSIGN(const std::optional<Row> header, next());
    if (!header) {
        return makeError(ErrorCode::InvalidArgument, "list.empty", "The list is empty. Nothing was registered.");
    }
    MS_ASSIGN(const Columns columns, readHeader(*header));
    std::vector<ListedMeter> meters;
    while (true) {
        MS_ASSIGN(std::optional<Row> row, next());
        if (!row) {
            break;
        }
        if (row->cells != std::vector<std::string>{""}) {  // an empty line is no row
            meters.push_back(readRow(*row, columns));
        }
        for (std::string& cell : row->cells) {
            crypto::wipe(cell);
        }
    }
    if (meters.empty()) {
        return makeError(ErrorCode::InvalidArgument, "list.empty",
                         "The list names its columns but no meter. Nothing was registered.");
    }
    return meters;
}

}  // namespace

Result<MeterList> parseMeterList(std::string_view bytes, std::optional<Encoding> encoding)
{
    auto decoded = source::decodeAll(bytes, encoding);
    if (!decoded) {
        return makeError(
            ErrorCode::InvalidArgument, "list.encoding",
            fmt::format("The text of the list cannot be read: {} Save it as UTF-8 or name its encoding, and "
                        "try again; nothing was registered.",
                        decoded.error().message));
    }
    RowReader reader(decoded->text, separatorOf(decoded->text));
    auto meters = parseRows([&reader] { return reader.next(); });
    crypto::wipe(decoded->text);
    if (!meters) {
        return meters.error();
    }
    return MeterList{std::move(*meters), decoded->guessed};
}

namespace {

// The only sheet or table of a workbook or database.
Result<MeterList> readTable(source::RecordFile file)
{
    MappingProfile profile;
    profile.format = file.kind == source::RecordFile::Kind::Database ? FileFormat::Sqlite : FileFormat::Spreadsheet;
    MS_ASSIGN(const auto reader, source::openTableReader(std::move(file), profile));
    source::TableRow cells;
    std::size_t width = 0;
    MS_ASSIGN(std::vector<ListedMeter> meters, parseRows([&]() -> Result<std::optional<Row>> {
                  MS_ASSIGN(const bool any, reader->next(cells));
                  if (!any) {
                      return std::optional<Row>();
                  }
                  Row row{cells.line, {cells.cells.begin(), cells.cells.end()}};
                  width = width == 0 ? row.cells.size() : width;
                  row.cells.resize(std::max(width, row.cells.size()));  // empty ones at the end are not in a sheet
                  return std::optional(std::move(row));
              }));
    return MeterList{std::move(meters), false};
}

}  // namespace

Result<MeterList> readMeterList(const std::filesystem::path& file, std::optional<Encoding> encoding)
{
    auto opened = source::openRecordFile(file);
    if (!opened && (opened.error().reason == "source.not-found" || opened.error().reason == "source.io")) {
        return makeError(ErrorCode::Io, "list.io",
                         fmt::format("The list could not be read: {} Nothing was registered.", opened.error().message));
    }
    if (!opened) {
        return opened.error();
    }
    if (opened->kind != source::RecordFile::Kind::Text) {
        return readTable(std::move(*opened));
    }
    std::string text;
    if (const Status read = source::readUpTo(*opened->bytes, kMaxListBytes + 1, text); !read.ok()) {
        crypto::wipe(text);
        return makeError(ErrorCode::Io, "list.io",
                         fmt::format("The list could not be read: {} Nothing was registered.", read.error().message));
    }
    if (text.size() > kMaxListBytes) {
        return makeError(ErrorCode::InvalidArgument, "list.too-big",
                         fmt::format("The list {} is bigger than {} MiB. Nothing was registered.", file.string(),
                                     kMaxListBytes >> 20));
    }
    auto meters = parseMeterList(text, encoding);
    crypto::wipe(text);
    return meters;
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
