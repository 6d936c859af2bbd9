#include "source/csv_reader.h"
#include "source/day_columns.h"
#include "source/open_source.h"
#include "source/raised_flags.h"
#include "source/separator.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <simdjson.h>

namespace meterseal::source {

namespace {

struct Column {
    enum class Role { Field, TimePart, Scale, Flag, Clock };
    Role role = Role::Field;
    Field field = Field::Mn;  // of Role::Field
    std::size_t number = 0;   // of Role::Flag and Role::Clock: which of the profile's
    std::size_t index = 0;    // 0-based

    std::string_view what() const
    {
        switch (role) {
        case Role::Field:
            return nameOf(field);
        case Role::TimePart:
            return "a part of alarmTime";
        case Role::Scale:
            return "the scale of the value";
        case Role::Clock:
            return "a value of the day";
        default:
            return "a flag";
        }
    }
};

class TableSource : public RecordSource {
public:
    TableSource(std::unique_ptr<TableReader> reader, RecordMapper mapper, RaisedFlags flags, DayColumns day,
                RejectSink rejects)
        : m_reader(std::move(reader)),
          m_mapper(std::move(mapper)),
          m_flags(std::move(flags)),
          m_day(std::move(day)),
          m_rejects(std::move(rejects))
    {
        for (const Field field : kFields) {
            if (m_mapper.isConstant(field)) {
                m_constants.push_back(field);
            }
        }
    }

    Status readHeader(const MappingProfile& profile);
    Result<std::size_t> read(std::vector<SourceRow>& rows, std::size_t max) override;
    std::uint64_t quietRows() const override { return m_quiet; }
    std::vector<SuggestionNote> notes() const override { return m_reader->notes(); }
    std::uint64_t bytesRead() const override { return m_reader->bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_reader->bytesTotal(); }

private:
    Status findColumn(Column column, const std::optional<std::string>& name, std::optional<std::size_t> number,
                      bool header);
    Status findColumns(const MappingProfile& profile);
    bool take(const Column& column, std::string_view text, HealthRecord& record);
    void mapRow(SourceRow& row, std::size_t& count);
    bool map(HealthRecord& record, RejectedRow& reject);
    bool mapCells(HealthRecord& record, RejectedRow& reject);
    Status checkHeader();
    bool isHeaderAgain() const;
    bool hasCutNumber() const;
    std::size_t wrongWidth();
    bool wholeRow(RejectedRow& reject);
    bool faultyCell(std::size_t cell, RejectedRow& reject) const;

    std::unique_ptr<TableReader> m_reader;
    RecordMapper m_mapper;
    RaisedFlags m_flags;
    DayColumns m_day;
    RejectSink m_rejects;
    std::vector<Column> m_columns;
    std::vector<Field> m_constants;
    std::vector<std::string> m_header;
    std::size_t m_width = 0;        // columns of every row; 0 until known
    std::size_t m_headerCells = 0;  // with those at its end that have no name
    std::size_t m_rowCells = 0;     // of every row, with empty ones at its end; 0 until known
    std::optional<Error> m_stopped;
    TableRow m_row;
    Refusal m_refusal;
    std::uint64_t m_count = 0, m_quiet = 0;
};

Error headerError(std::string message)
{
    return makeError(ErrorCode::InvalidArgument, "source.header", std::move(message));
}

Status TableSource::findColumn(Column column, const std::optional<std::string>& name, std::optional<std::size_t> number,
                               bool header)
{
    std::size_t index = number.value_or(0);
    if (name) {
        for (std::size_t i = 0; i < m_header.size(); ++i) {
            if (m_header[i] != *name) {
                continue;
            }
            if (index != 0) {
                return headerError(
                    fmt::format("The header has the column \"{}\" twice ({} and {}). Name the column for "
                                "{} by number.",
                                *name, index, i + 1, column.what()));
            }
            index = i + 1;
        }
        if (index == 0) {
            return headerError(fmt::format("The header has no column \"{:.200}\" for {}. Its columns are: {:.2000}.",
                                           *name, column.what(), fmt::to_string(fmt::join(m_header, " | "))));
        }
    }
    if (header && index > m_header.size()) {
        return headerError(fmt::format("The profile takes {} from column {}, but the header has {} columns.",
                                       column.what(), index, m_header.size()));
    }
    column.index = index - 1;
    m_columns.push_back(column);
    return {};
}

Status TableSource::readHeader(const MappingProfile& profile)
{
    MS_TRY(m_reader->skipLines(profile.skipRows));
    if (profile.header) {
        MS_ASSIGN(const bool any, m_reader->next(m_row));
        if (!any || m_row.fault != RowFault::None || !simdjson::validate_utf8(m_row.text.data(), m_row.text.size())) {
            return headerError("The file has no readable header row after the lines to skip.");
        }
        for (const std::string_view name : m_row.cells) {
            m_header.emplace_back(trimmed(name));
        }
        m_headerCells = m_header.size();
        while (!m_header.empty() && m_header.back().empty()) {
            m_header.pop_back();  // separators at the end of the line
        }
        m_width = m_header.size();
    }
    for (std::size_t i = 0; i < profile.skipAfterHeader; ++i) {
        MS_TRY(m_reader->next(m_row).status());
    }
    return findColumns(profile);
}

Status TableSource::findColumns(const MappingProfile& profile)
{
    using Role = Column::Role;
    for (const Field field : kFields) {
        const FieldSource& from = sourceOf(profile, field);
        if (from.name || from.column) {
            MS_TRY(findColumn({Role::Field, field, 0, 0}, from.name, from.column, profile.header));
        }
    }
    for (const FieldSource& part : profile.timeParts) {
        MS_TRY(findColumn({Role::TimePart, Field::AlarmTime, 0, 0}, part.name, part.column, profile.header));
    }
    if (profile.scaleFrom) {
        MS_TRY(findColumn({Role::Scale, Field::Value, 0, 0}, profile.scaleFrom->name, profile.scaleFrom->column,
                          profile.header));
    }
    for (std::size_t i = 0; i < profile.flags.size(); ++i) {
        MS_TRY(findColumn({Role::Flag, Field::AlarmCode, i, 0}, profile.flags[i].name, profile.flags[i].column,
                          profile.header));
    }
    for (std::size_t i = 0; i < profile.clock.size(); ++i) {
        MS_TRY(findColumn({Role::Clock, Field::Value, i, 0}, profile.clock[i].name, profile.clock[i].column,
                          profile.header));
    }
    return profile.header ? checkHeader() : Status();
}

// A header in which time and value can be read is a record.
Status TableSource::checkHeader()
{
    HealthRecord record;
    RejectedRow ignored;
    const bool says = std::any_of(m_columns.begin(), m_columns.end(), [](const Column& column) {
        return column.role == Column::Role::TimePart ||
               (column.role == Column::Role::Field &&
                (column.field == Field::AlarmTime || column.field == Field::Value));
    });
    if (!says || !mapCells(record, ignored)) {
        return {};
    }
    return makeError(ErrorCode::InvalidArgument, "source.header-is-record",
                     fmt::format("The row on line {} is to be the header, but reads as a record ({:.200}). Say in the "
                                 "profile \"header\": false where the file has none; nothing was read.",
                                 m_row.line, originalText(m_row.text)));
}

// Whether a row that was rejected names columns, as another file's header does where files were put together.
bool TableSource::isHeaderAgain() const
{
    if (m_header.size() < 2 || m_row.fault != RowFault::None) {
        return false;
    }
    std::size_t names = 0, others = 0;
    for (const std::string_view cell : m_row.cells) {
        const std::string_view name = trimmed(cell);
        const bool known = std::find(m_header.begin(), m_header.end(), name) != m_header.end();
        names += known && !name.empty() ? 1 : 0;
        others += known || name.empty() ? 0 : 1;
    }
    return names >= 2 && names > 2 * others;
}

// A number with a decimal comma, cut in two by the separator.
bool TableSource::hasCutNumber() const
{
    const auto digits = [](std::string_view text) {
        return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
    };
    for (std::size_t i = 0; i + 1 < m_row.cells.size(); ++i) {
        if (digits(trimmed(m_row.cells[i])) && digits(trimmed(m_row.cells[i + 1]))) {
            return true;
        }
    }
    return false;
}

// How many cells the row should have; 0 where it has them. Empty ones behind the last column count only where every row
// has as many of them, and in a file separated by commas only where no number can have been cut in two.
std::size_t TableSource::wrongWidth()
{
    if (m_reader->sparse() && m_row.cells.size() < m_width) {
        m_row.cells.resize(m_width);
    }
    const std::size_t cells = m_row.cells.size();
    const bool onlyEmpty = cells >= m_width && std::all_of(m_row.cells.begin() + static_cast<std::ptrdiff_t>(m_width),
                                                           m_row.cells.end(), [](auto cell) { return cell.empty(); });
    if (!onlyEmpty) {
        return m_width;
    }
    if (cells == m_width || m_reader->sparse()) {
        m_rowCells = m_rowCells == 0 ? cells : m_rowCells;
        return m_rowCells == cells || m_reader->sparse() ? 0 : m_rowCells;
    }
    if (m_headerCells != cells && m_reader->separator() == "," && hasCutNumber()) {
        return m_width;
    }
    m_rowCells = m_rowCells == 0 ? cells : m_rowCells;
    return m_rowCells == cells ? 0 : m_rowCells;
}

// False, with the reject filled, where the row cannot be looked at field by field.
bool TableSource::wholeRow(RejectedRow& reject)
{
    const auto fail = [&reject](std::string_view reason, std::string message, std::size_t column = 0) {
        reject.reason = reason;
        reject.message = std::move(message);
        reject.column = column;
        return false;
    };
    switch (m_row.fault) {
    case RowFault::UnclosedQuote:
        return fail(
            "source.unclosed-quote",
            fmt::format("A quote opened in the row that begins on line {} never closes, so the file from there on "
                        "is one row. Close or double the quote.",
                        m_row.line),
            m_row.faultCell);
    case RowFault::TextAfterQuote:
        return fail("source.quote",
                    "There is text between a closing quote and the next separator. Double the quotes that "
                    "belong to the text.",
                    m_row.faultCell);
    case RowFault::TooLong:
        return fail("source.row-too-long", fmt::format("The row is longer than {} bytes.", kMaxRowBytes));
    case RowFault::None:
        break;
    }
    if (!simdjson::validate_utf8(m_row.text.data(), m_row.text.size())) {
        return fail("source.encoding",
                    fmt::format("The row has bytes that are not {}. If the file has another encoding, "
                                "name it in the profile.",
                                toString(m_reader->encoding())));
    }
    if (std::memchr(m_row.text.data(), 0, m_row.text.size()) != nullptr) {
        return fail("source.nul",
                    "The row has NUL characters. A UTF-16 file without byte order mark needs its encoding "
                    "named in the profile.");
    }
    if (m_width == 0) {
        m_width = m_row.cells.size();
    }
    if (const std::size_t wanted = wrongWidth(); wanted > 0) {
        return fail("source.columns",
                    fmt::format("The row has {} columns where {} are expected: something is missing, or "
                                "a field with the separator in it is not quoted.",
                                m_row.cells.size(), wanted));
    }
    return true;
}

// Whether that cell (from 1) has no text that could be mapped; the reject says why.
bool TableSource::faultyCell(std::size_t cell, RejectedRow& reject) const
{
    const auto fault = std::find_if(m_row.cellFaults.begin(), m_row.cellFaults.end(),
                                    [cell](const CellFault& one) { return one.cell == cell; });
    if (fault == m_row.cellFaults.end()) {
        return false;
    }
    reject.reason = "source.cell";
    reject.column = cell;
    reject.message =
        fault->kind == CellFault::Kind::NotText ? "The cell holds bytes and no text."
        : fault->kind == CellFault::Kind::NotCalculated
            ? "The cell is a formula whose value is not in the file. Open the workbook in a spreadsheet program and "
              "save it again."
            : "The cell is a formula that failed.";
    return true;
}

bool TableSource::take(const Column& column, std::string_view text, HealthRecord& record)
{
    switch (column.role) {
    case Column::Role::Field:
        return m_mapper.setText(column.field, text, record, m_refusal);
    case Column::Role::TimePart:
        m_mapper.addTimePart(text);
        return true;
    case Column::Role::Scale:
        // The factor of a row without a reading may be missing as well.
        return m_mapper.hasNoValue() || m_mapper.setScale(text, m_refusal);
    case Column::Role::Clock:
        m_day.take(column.number, text);
        return true;
    default:
        return m_flags.take(column.number, text, m_refusal);
    }
}

bool TableSource::map(HealthRecord& record, RejectedRow& reject)
{
    return wholeRow(reject) && mapCells(record, reject);
}

bool TableSource::mapCells(HealthRecord& record, RejectedRow& reject)
{
    const auto refused = [&](std::size_t column) {
        reject.column = column;
        reject.reason = m_refusal.reason;
        reject.message = m_refusal.message;
        return false;
    };
    m_mapper.begin();
    for (const Field field : m_constants) {
        m_mapper.setConstant(field, record);
    }
    m_flags.begin();
    for (const Column& column : m_columns) {
        const bool there = column.index < m_row.cells.size();
        if (!there) {
            m_refusal = {"source.columns",
                         fmt::format("The row has no column {} for {}.", column.index + 1, column.what())};
        }
        if (!m_row.cellFaults.empty() && faultyCell(column.index + 1, reject)) {
            return false;
        }
        const std::string_view text = there ? unpadded(m_row.cells[column.index]) : std::string_view();
        if (!there || !take(column, text, record)) {
            return refused(column.index + 1);
        }
    }
    if (m_day.used()) {
        const auto at = [this] {
            return std::find_if(m_columns.begin(), m_columns.end(), [this](const Column& one) {
                return one.role == Column::Role::Clock && one.number == m_day.failed();
            });
        };
        return m_day.finish(m_mapper, record, m_refusal) || refused(at()->index + 1);
    }
    if (!m_mapper.finish(record, m_refusal, !m_flags.used())) {
        const auto at = std::find_if(m_columns.begin(), m_columns.end(),
                                     [this](const Column& one) { return one.field == m_mapper.failed(); });
        return refused(at == m_columns.end() ? 0 : at->index + 1);
    }
    return true;
}

// Maps the row that was read last; `count` goes up where `row` holds a record.
void TableSource::mapRow(SourceRow& row, std::size_t& count)
{
    ++m_count;
    RejectedRow reject;
    if (map(row.record, reject)) {
        if (m_mapper.hasNoValue()) {
            ++m_quiet;
            return;
        }
        if (m_day.used()) {
            m_quiet += m_day.any() ? 0 : 1;
            return;
        }
        if (m_flags.used()) {
            m_quiet += m_flags.finish(row.record) ? 0 : 1;
            return;
        }
        row.row = m_count;
        row.line = m_row.line;
        ++count;
        return;
    }
    reject.row = m_count;
    reject.line = m_row.line;
    reject.original = originalText(m_row.text);
    if (isHeaderAgain()) {
        m_stopped = makeError(ErrorCode::InvalidArgument, "source.second-header",
                              fmt::format("On line {} a second header stands in the middle of the file: two files were "
                                          "put together, and what follows may have other columns. The rows before it "
                                          "were read, nothing behind it; split the file there.",
                                          m_row.line));
        return;
    }
    if (m_rejects) {
        m_rejects(reject);
    }
}

Result<std::size_t> TableSource::read(std::vector<SourceRow>& rows, std::size_t max)
{
    std::size_t count = 0;
    if (m_stopped) {
        return *m_stopped;
    }
    while (count < max && !m_stopped) {
        if (rows.size() == count) {
            rows.emplace_back();
        }
        SourceRow& row = rows[count];
        if (m_flags.next(row.record) || m_day.next(row.record)) {
            row.row = m_count;
            row.line = m_row.line;
            ++count;
            continue;
        }
        MS_ASSIGN(const bool any, m_reader->next(m_row));
        if (!any) {
            break;
        }
        mapRow(row, count);
    }
    rows.resize(count);
    if (count == 0 && m_stopped) {
        return *m_stopped;
    }
    return count;
}

}  // namespace

Result<std::unique_ptr<RecordSource>> openTable(std::unique_ptr<TableReader> reader, const MappingProfile& profile,
                                                RecordSource::RejectSink rejects)
{
    MS_ASSIGN(RecordMapper mapper, RecordMapper::make(profile));
    MS_ASSIGN(RaisedFlags flags, RaisedFlags::make(profile, mapper));
    auto opened = std::make_unique<TableSource>(std::move(reader), std::move(mapper), std::move(flags),
                                                DayColumns(profile), std::move(rejects));
    MS_TRY(opened->readHeader(profile));
    return std::unique_ptr<RecordSource>(std::move(opened));
}

Result<std::unique_ptr<TableReader>> openDelimited(std::unique_ptr<TextInput> text, const MappingProfile& profile)
{
    std::string separator = profile.separator;
    if (separator.empty()) {
        const std::vector<std::string> candidates = separatorCandidates(text->sample(), profile.skipRows);
        if (candidates.size() != 1) {
            return makeError(
                ErrorCode::InvalidArgument, "source.separator",
                candidates.empty()
                    ? "No separator of , ; tab | and ， gives the first rows the same number of columns. "
                      "Name it in the profile."
                    : "More than one separator gives the first rows the same number of columns. Name it in "
                      "the profile.");
        }
        separator = candidates.front();
    }
    return std::unique_ptr<TableReader>(std::make_unique<CsvReader>(std::move(text), separator));
}

}  // namespace meterseal::source
