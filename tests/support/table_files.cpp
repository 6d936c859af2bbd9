#include "support/table_files.h"

#include "source/open_source.h"
#include "source/record_file.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <stdexcept>
#include <zip.h>
#include <zlib.h>

namespace meterseal::test {

namespace {

std::string escaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '\r' ? "&#13;" : std::string(1, c);
    }
    return out;
}

std::string placeName(std::size_t row, std::size_t column)
{
    std::string letters;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
    }
    return letters + std::to_string(row + 1);
}

}  // namespace

std::string gzipped(const std::string& bytes)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

void writeZip(const std::filesystem::path& file, const std::vector<std::pair<std::string, std::string>>& entries,
              const char* password)
{
    int code = 0;
    zip_t* const zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    for (const auto& [name, bytes] : entries) {
        const zip_int64_t index =
            zip_file_add(zip, name.c_str(), zip_source_buffer(zip, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
        zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, 1);
        if (password != nullptr) {
            zip_file_set_encryption(zip, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
        }
    }
    if (zip_close(zip) != 0) {
        throw std::runtime_error("the zip file could not be written");
    }
}

void writeWorkbook(const std::filesystem::path& file, const WorkbookXml& book)
{
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const std::string doc = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string rel = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    std::vector<std::pair<std::string, std::string>> parts;
    parts.emplace_back("[Content_Types].xml",
                       head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
    parts.emplace_back("_rels/.rels", head + rel + "<Relationship Id=\"r\" Type=\"" + doc +
                                          "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    std::string sheets, relations;
    for (std::size_t i = 0; i < book.sheets.size(); ++i) {
        const SheetXml& sheet = book.sheets[i];
        sheets += fmt::format("<sheet name=\"{}\" sheetId=\"{}\"{} r:id=\"s{}\"/>", escaped(sheet.name), i + 1,
                              sheet.hidden ? " state=\"hidden\"" : "", i);
        relations += fmt::format(
            "<Relationship Id=\"s{0}\" Type=\"{1}/worksheet\" Target=\"worksheets/sheet{0}.xml\"/>", i, doc);
        parts.emplace_back(fmt::format("xl/worksheets/sheet{}.xml", i),
                           head + "<worksheet xmlns=\"" + main + "\">" + sheet.xml + "</worksheet>");
    }
    if (!book.sharedStrings.empty()) {
        relations += "<Relationship Id=\"t\" Type=\"" + doc + "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>";
        parts.emplace_back("xl/sharedStrings.xml",
                           head + "<sst xmlns=\"" + main + "\">" + book.sharedStrings + "</sst>");
    }
    if (!book.styles.empty()) {
        relations += "<Relationship Id=\"y\" Type=\"" + doc + "/styles\" Target=\"styles.xml\"/>";
        parts.emplace_back("xl/styles.xml",
                           head + "<styleSheet xmlns=\"" + main + "\">" + book.styles + "</styleSheet>");
    }
    parts.emplace_back("xl/workbook.xml", head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + doc +
                                              "\"><workbookPr" + (book.date1904 ? " date1904=\"1\"" : "") +
                                              "/><sheets>" + sheets + "</sheets></workbook>");
    parts.emplace_back("xl/_rels/workbook.xml.rels", head + rel + relations + "</Relationships>");
    writeZip(file, parts);
}

WorkbookXml workbookOf(const Cells& cells, Texts texts)
{
    WorkbookXml book;
    std::string rows;
    std::size_t shared = 0;
    for (std::size_t r = 0; r < cells.size(); ++r) {
        rows += fmt::format("<row r=\"{}\">", r + 1);
        for (std::size_t c = 0; c < cells[r].size(); ++c) {
            const std::string text = "<t xml:space=\"preserve\">" + escaped(cells[r][c]) + "</t>";
            if (cells[r][c].empty()) {
                continue;
            }
            if (texts == Texts::Inline) {
                rows += "<c r=\"" + placeName(r, c) + "\" t=\"inlineStr\"><is>" + text + "</is></c>";
            } else {
                rows += fmt::format("<c r=\"{}\" t=\"s\"><v>{}</v></c>", placeName(r, c), shared++);
                book.sharedStrings += "<si>" + text + "</si>";
            }
        }
        rows += "</row>";
    }
    book.sheets.push_back({"Sheet1", "<sheetData>" + rows + "</sheetData>"});
    return book;
}

void writeDatabase(const std::filesystem::path& file, const std::string& table, const Cells& cells)
{
    sqlite3* database = nullptr;
    sqlite3_open(file.c_str(), &database);
    const auto run = [database](const std::string& sql) {
        if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
            throw std::runtime_error(sqlite3_errmsg(database));
        }
    };
    const auto quoted = [](const std::string& text, char quote) {
        std::string out(1, quote);
        for (const char c : text) {
            out += std::string(c == quote ? 2 : 1, c);
        }
        return out + quote;
    };
    std::string columns;
    for (const std::string& name : cells.front()) {
        columns += (columns.empty() ? "" : ",") + quoted(name, '"') + " TEXT";
    }
    run("BEGIN; CREATE TABLE " + quoted(table, '"') + "(" + columns + ")");
    for (std::size_t r = 1; r < cells.size(); ++r) {
        std::string values;
        for (const std::string& cell : cells[r]) {
            values += (values.empty() ? "" : ",") + quoted(cell, '\'');
        }
        run("INSERT INTO " + quoted(table, '"') + " VALUES(" + values + ")");
    }
    run("COMMIT");
    sqlite3_close(database);
}

Cells readCells(const std::filesystem::path& file, const MappingProfile& profile)
{
    source::RecordFile opened = source::openRecordFile(file, profile.entry).value();
    std::unique_ptr<source::TableReader> reader;
    if (opened.kind == source::RecordFile::Kind::Text) {
        auto text = source::TextInput::open(source::unpackedText(std::move(opened)), profile.encoding);
        reader = source::openDelimited(std::move(text).value(), profile).value();
    } else {
        reader = source::openTableReader(std::move(opened), profile).value();
    }
    Cells cells;
    source::TableRow row;
    while (reader->next(row).value()) {
        if (row.fault != source::RowFault::None) {
            cells.push_back({"?"});
            continue;
        }
        cells.emplace_back(row.cells.begin(), row.cells.end());
        for (const source::CellFault& fault : row.cellFaults) {
            cells.back()[fault.cell - 1] = "?";
        }
    }
    return cells;
}

}  // namespace meterseal::test
