#include "source/csv_reader.h"
#include "source/open_source.h"
#include "source/record_mapper.h"
#include "source/separator.h"

#include <array>
#include <cstring>
#include <fmt/format.h>
#include <simdjson.h>

namespace meterseal::source {

namespace {

struct Column {
    Field field;
    std::size_t index;  // 0-based
};

class DelimitedSource : public RecordSource {
public:
    DelimitedSource(CsvReader reader, RecordMapper mapper, RejectSink rejects)
        : m_reader(std::move(reader)), m_mapper(std::move(mapper)), m_rejects(std::move(rejects))
    {
        for (const Field field : kFields) {
            if (m_mapper.isConstant(field)) {
                m_constants.push_back(field);
            }
        }
    }

    Status readHeader(const MappingProfile& profile);
    Result<std::size_t> read(std::vector<SourceRow>& rows, std::size_t max) override;
    std::uint64_t bytesRead() const override { return m_reader.input().bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_reader.input().bytesTotal(); }

private:
    Status findColumn(Field field, const FieldSource& from, bool header);
    bool map(HealthRecord& record, RejectedRow& reject);
    bool wholeRow(RejectedRow& reject);

    CsvReader m_reader;
    RecordMapper m_mapper;
    RejectSink m_rejects;
    std::vector<Column> m_columns;
    std::vector<Field> m_constants;
    std::vector<std::string> m_header;
    std::size_t m_width = 0;  // columns of every row; 0 until known
    TextRow m_row;
    Refusal m_refusal;
    std::uint64_t m_count = 0;
};

Error headerError(std::string message)
{
    return makeError(ErrorCode::InvalidArgument, "source.header", std::move(message));
}

std::string trimmedName(std::string_view name)
{
    const std::size_t from = name.find_first_not_of(" \t");
    const std::size_t to = name.find_last_not_of(" \t");
    return from == std::string_view::npos ? std::string() : std::string(name.substr(from, to - from + 1));
}

Status DelimitedSource::findColumn(Field field, const FieldSource& from, bool header)
{
    if (from.constant) {
        return {};
    }
    std::size_t index = from.column.value_or(0);
    if (from.name) {
        for (std::size_t i = 0; i < m_header.size(); ++i) {
            if (m_header[i] != *from.name) {
                continue;
            }
            if (index != 0) {
                return headerError(
                    fmt::format("The header has the column \"{}\" twice ({} and {}). Name the column for "
                                "{} by number.",
                                *from.name, index, i + 1, nameOf(field)));
            }
            index = i + 1;
        }
        if (index == 0) {
            return headerError(fmt::format("The header has no column \"{:.200}\" for {}. Its columns are: {:.2000}.",
                                           *from.name, nameOf(field), fmt::to_string(fmt::join(m_header, " | "))));
        }
    }
    if (header && index > m_header.size()) {
        return headerError(fmt::format("The profile takes {} from column {}, but the header has {} columns.",
                                       nameOf(field), index, m_header.size()));
    }
    m_columns.push_back({field, index - 1});
    return {};
}

Status DelimitedSource::readHeader(const MappingProfile& profile)
{
    MS_TRY(m_reader.skipLines(profile.skipRows));
    if (profile.header) {
        MS_ASSIGN(const bool any, m_reader.next(m_row));
        if (!any || m_row.fault != RowFault::None || !simdjson::validate_utf8(m_row.text.data(), m_row.text.size())) {
            return headerError("The file has no readable header row after the lines to skip.");
        }
        for (const std::string_view name : m_row.fields) {
            m_header.push_back(trimmedName(name));
        }
        m_width = m_header.size();
    }
    for (const Field field : kFields) {
        MS_TRY(findColumn(field, sourceOf(profile, field), profile.header));
    }
    return {};
}

// False, with the reject filled, where the row cannot be looked at field by field.
bool DelimitedSource::wholeRow(RejectedRow& reject)
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
            m_row.faultField);
    case RowFault::TextAfterQuote:
        return fail("source.quote",
                    "There is text between a closing quote and the next separator. Double the quotes that "
                    "belong to the text.",
                    m_row.faultField);
    case RowFault::TooLong:
        return fail("source.row-too-long", fmt::format("The row is longer than {} bytes.", kMaxRowBytes));
    case RowFault::None:
        break;
    }
    if (!simdjson::validate_utf8(m_row.text.data(), m_row.text.size())) {
        return fail("source.encoding",
                    fmt::format("The row has bytes that are not {}. If the file has another encoding, "
                                "name it in the profile.",
                                toString(m_reader.input().encoding())));
    }
    if (std::memchr(m_row.text.data(), 0, m_row.text.size()) != nullptr) {
        return fail("source.nul",
                    "The row has NUL characters. A UTF-16 file without byte order mark needs its encoding "
                    "named in the profile.");
    }
    if (m_width == 0) {
        m_width = m_row.fields.size();
    }
    std::size_t used = m_row.fields.size();
    while (used > m_width && m_row.fields[used - 1].empty()) {
        --used;  // separators at the end of the line
    }
    if (used != m_width) {
        return fail("source.columns",
                    fmt::format("The row has {} columns where {} are expected: something is missing, or "
                                "a field with the separator in it is not quoted.",
                                used, m_width));
    }
    return true;
}

bool DelimitedSource::map(HealthRecord& record, RejectedRow& reject)
{
    if (!wholeRow(reject)) {
        return false;
    }
    for (const Field field : m_constants) {
        m_mapper.setConstant(field, record);
    }
    for (const Column& column : m_columns) {
        const bool there = column.index < m_row.fields.size();
        if (!there) {
            m_refusal = {"source.columns",
                         fmt::format("The row has no column {} for {}.", column.index + 1, nameOf(column.field))};
        }
        std::string_view text = there ? m_row.fields[column.index] : std::string_view();
        if (column.field == Field::Mn || column.field == Field::AlarmCode) {
            text = withoutTextMarker(text);
        }
        if (!there || !m_mapper.setText(column.field, text, record, m_refusal)) {
            reject.column = column.index + 1;
            reject.reason = m_refusal.reason;
            reject.message = m_refusal.message;
            return false;
        }
    }
    return true;
}

Result<std::size_t> DelimitedSource::read(std::vector<SourceRow>& rows, std::size_t max)
{
    std::size_t count = 0;
    while (count < max) {
        MS_ASSIGN(const bool any, m_reader.next(m_row));
        if (!any) {
            break;
        }
        ++m_count;
        if (rows.size() == count) {
            rows.emplace_back();
        }
        SourceRow& row = rows[count];
        RejectedRow reject;
        if (map(row.record, reject)) {
            row.row = m_count;
            row.line = m_row.line;
            ++count;
            continue;
        }
        reject.row = m_count;
        reject.line = m_row.line;
        reject.original = originalText(m_row.text);
        if (m_rejects) {
            m_rejects(reject);
        }
    }
    rows.resize(count);
    return count;
}

}  // namespace

Result<std::unique_ptr<RecordSource>> openDelimited(std::unique_ptr<TextInput> text, const MappingProfile& profile,
                                                    RecordSource::RejectSink rejects)
{
    MS_ASSIGN(RecordMapper mapper, RecordMapper::make(profile));
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
    auto opened =
        std::make_unique<DelimitedSource>(CsvReader(std::move(text), separator), std::move(mapper), std::move(rejects));
    MS_TRY(opened->readHeader(profile));
    return std::unique_ptr<RecordSource>(std::move(opened));
}

}  // namespace meterseal::source
