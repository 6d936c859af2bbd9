#include "meterseal/source/preview.h"

#include "meterseal/file/whole_file.h"
#include "meterseal/record/canonical_json.h"
#include "meterseal/source/csv_writer.h"
#include "source/raw_rows.h"
#include "source/record_file.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::string_view kReason = "rejectReason", kMessage = "rejectMessage";

// A cell quoted where this file's own separator asks for it.
std::string cellFor(const std::string& separator, std::string_view text)
{
    const std::string cell = csvCell(text);
    return cell.starts_with('"') || cell.find(separator) == std::string::npos ? cell : '"' + cell + '"';
}

void appendMembers(const MarkedRow& marked, std::string& out)
{
    for (const auto& [name, value] : {std::pair(kReason, &marked.reason), std::pair(kMessage, &marked.message)}) {
        out += out.back() == '{' ? "" : ",";
        appendJsonString(name, out);
        out += ':';
        appendJsonString(*value, out);
    }
}

// The object's own words, then the two members before its closing brace.
std::string markedObject(const source::RawRow& row, const MarkedRow& marked)
{
    std::string out;
    const std::size_t from = row.text.find_first_not_of(" \t\r\n");
    const std::size_t to = row.text.find_last_not_of(" \t\r\n");
    const bool object = !row.cells.empty() && row.text[from] == '{' && row.text[to] == '}';
    if (object) {
        out = row.text.substr(from, to - from);
        std::replace(out.begin(), out.end(), '\n', ' ');  // white space: a string has no line break in it
        std::replace(out.begin(), out.end(), '\r', ' ');
        out.resize(out.find_last_not_of(" \t") + 1);
    } else {
        out = "{\"rejectedText\":";
        appendJsonString(source::originalText(row.text), out);
    }
    appendMembers(marked, out);
    return out + '}';
}

class MarkedWriter {
public:
    MarkedWriter(std::ostream& out, FileFormat format, const source::RawRows& rows)
        : m_format(format),
          m_separator(rows.separator().empty() ? "," : rows.separator()),
          m_cut(rows.separator().empty() && isTable(format)),
          m_out(out)
    {
        if (format == FileFormat::Json) {
            m_out << '[';
        } else if (isTable(format)) {
            m_out << "\xef\xbb\xbf";
            if (!rows.header().empty()) {
                m_out << line(rows.header(), rows.columns()) << m_separator << kReason << m_separator << kMessage
                      << "\r\n";
            }
        }
    }
    void row(const source::RawRow& row, const MarkedRow& marked)
    {
        if (isTable(m_format)) {
            m_out << line(row.text, row.cells) << m_separator << cellFor(m_separator, marked.reason) << m_separator
                  << cellFor(m_separator, marked.message) << "\r\n";
        } else {
            m_out << (m_format == FileFormat::Json ? (m_first ? "\n" : ",\n") : "") << markedObject(row, marked)
                  << (m_format == FileFormat::Json ? "" : "\n");
        }
        m_first = false;
    }
    void finish() { m_out << (m_format == FileFormat::Json ? "\n]\n" : ""); }

private:
    // A row word for word where it is text; else its cells.
    std::string line(std::string_view text, const std::vector<std::string>& cells) const
    {
        if (!m_cut) {
            return source::originalText(text);
        }
        std::string out;
        for (const std::string& cell : cells) {
            out += (&cell == &cells.front() ? "" : m_separator) + cellFor(m_separator, source::originalText(cell));
        }
        return out;
    }

    const FileFormat m_format;
    const std::string m_separator;
    const bool m_cut;  // the file has cells and no text
    std::ostream& m_out;
    bool m_first = true;
};

Result<source::RawRows> openRaw(const std::filesystem::path& file, const MappingProfile& profile)
{
    MS_ASSIGN(source::RecordFile opened, source::openRecordFile(file, profile.entry));
    if (opened.kind == source::RecordFile::Kind::Text) {
        return source::RawRows::open(source::unpackedText(std::move(opened)), profile);
    }
    MS_ASSIGN(auto reader, source::openTableReader(std::move(opened), profile));
    return source::RawRows::open(std::move(reader), profile);
}

Result<std::uint64_t> writeMarked(source::RawRows& raw, std::span<const MarkedRow> rows, MarkedWriter& writer,
                                  const std::stop_token& stop)
{
    source::RawRow row;
    std::uint64_t found = 0;
    for (auto wanted = rows.begin(); wanted != rows.end();) {
        MS_ASSIGN(const bool any, raw.next(row));
        if (!any) {
            break;
        }
        if (stop.stop_requested()) {
            return makeError(ErrorCode::Cancelled, "source.stopped", "Stopped. Nothing was written.");
        }
        while (wanted != rows.end() && wanted->row < row.row) {
            ++wanted;
        }
        if (wanted != rows.end() && wanted->row == row.row) {
            writer.row(row, *wanted++);
            ++found;
        }
    }
    return found;
}

}  // namespace

Result<std::uint64_t> copyMarkedRows(const std::filesystem::path& file, const MappingProfile& profile,
                                     std::span<const MarkedRow> rows, const std::filesystem::path& target,
                                     std::stop_token stop)
{
    MS_ASSIGN(source::RawRows raw, openRaw(file, profile));
    const auto failed = [](const Error& cause) {
        return rephrased(cause, "source.rejects-io", "Nothing was left behind; choose another place or make room.");
    };
    auto whole = WholeFile::make(target);
    if (!whole) {
        return failed(whole.error());
    }
    MarkedWriter writer(whole->stream(), profile.format, raw);
    MS_ASSIGN(const std::uint64_t found, writeMarked(raw, rows, writer, stop));
    writer.finish();
    if (const Status done = whole->commit(); !done) {
        return failed(done.error());
    }
    return found;
}

}  // namespace meterseal
