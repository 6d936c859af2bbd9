#include "source/xlsx_reader.h"

#include "source/merged_cells.h"
#include "source/workbook.h"
#include "source/xml_stream.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace meterseal::source {

namespace {

struct SheetRow {
    std::uint64_t line = 0;
    std::vector<std::string> cells;
    std::vector<CellFault> faults;
    std::size_t bytes = 0;
    bool tooLong = false;
};

// The rows of a sheet's XML, as many as a block of it brings.
class SheetRows : public XmlStream {
public:
    SheetRows(std::unique_ptr<ByteInput> bytes, const std::string& part, std::shared_ptr<Workbook> book)
        : XmlStream(std::move(bytes), part), m_book(std::move(book))
    {}

    std::vector<SheetRow> rows;  // reused; `count` of them are new
    std::size_t count = 0;
    std::uint64_t formulas = 0, hiddenRows = 0;
    Status failed;

private:
    void onStart(std::string_view name, const char** attributes) override;
    void onEnd(std::string_view name) override;
    void onText(std::string_view text) override;
    void startRow(const char** attributes);
    void startCell(const char** attributes);
    void endCell();
    void endValue(SheetRow& row, std::string& cell);
    void addFault(SheetRow& row, CellFault::Kind kind) { row.faults.push_back({m_column + 1, kind}); }

    std::shared_ptr<Workbook> m_book;
    std::uint64_t m_line = 0;
    std::size_t m_column = 0;
    bool m_inRow = false, m_inCell = false, m_inValue = false, m_inReading = false;
    bool m_formula = false, m_hasValue = false;
    std::string m_type, m_value;
    std::size_t m_style = 0;
};

void SheetRows::startRow(const char** attributes)
{
    if (rows.size() == count) {
        rows.emplace_back();
    }
    SheetRow& row = rows[count];
    const std::string_view number = attributeOf(attributes, "r");
    std::uint64_t line = m_line + 1;
    std::from_chars(number.data(), number.data() + number.size(), line);
    m_line = std::max(line, m_line + 1);  // ascending, whatever the file says
    row.line = m_line;
    row.cells.clear();
    row.faults.clear();
    row.bytes = 0;
    row.tooLong = false;
    m_column = 0;
    m_inRow = true;
    const std::string_view hidden = attributeOf(attributes, "hidden");
    hiddenRows += hidden == "1" || hidden == "true" ? 1 : 0;
}

void SheetRows::startCell(const char** attributes)
{
    m_inCell = true;
    m_formula = m_hasValue = false;
    m_value.clear();
    m_type = attributeOf(attributes, "t");
    m_style = 0;
    const std::string_view style = attributeOf(attributes, "s");
    std::from_chars(style.data(), style.data() + style.size(), m_style);
    if (const auto place = placeOf(attributeOf(attributes, "r"))) {
        m_column = place->column;
    }
}

void SheetRows::onStart(std::string_view name, const char** attributes)
{
    if (name == "row") {
        startRow(attributes);
    } else if (name == "c" && m_inRow) {
        startCell(attributes);
    } else if (m_inCell && (name == "v" || name == "t")) {
        m_inValue = !m_inReading;
        m_hasValue = true;
    } else if (m_inCell && name == "f") {
        m_formula = true;
    } else if (name == "rPh") {
        m_inReading = true;
    }
}

void SheetRows::onText(std::string_view text)
{
    if (m_inValue && m_value.size() <= kMaxRowBytes) {
        m_value += text;
    }
}

void SheetRows::onEnd(std::string_view name)
{
    if (name == "row" && m_inRow) {
        m_inRow = false;
        ++count;
    } else if (name == "c" && m_inCell) {
        endCell();
    } else if (name == "v" || name == "t") {
        m_inValue = false;
    } else if (name == "rPh") {
        m_inReading = false;
    }
}

// What the cell's value says as text.
void SheetRows::endValue(SheetRow& row, std::string& cell)
{
    if (m_type == "s") {
        std::uint64_t number = 0;
        const auto read = std::from_chars(m_value.data(), m_value.data() + m_value.size(), number);
        Result<bool> there = read.ec == std::errc() ? m_book->strings.get(number, cell) : Result<bool>(false);
        if (!there) {
            failed = there.status();
            stop("its texts cannot be read");
        } else if (!*there) {
            stop(fmt::format("row {} names a text that is not there", row.line));
        }
    } else if (m_type == "b") {
        cell = m_value == "1" ? "true" : "false";
    } else if (m_type == "e") {
        cell = m_value;
        addFault(row, CellFault::Kind::Failed);
    } else if (m_type.empty() || m_type == "n") {
        double number = 0;
        const auto read = std::from_chars(m_value.data(), m_value.data() + m_value.size(), number);
        const bool whole = read.ec == std::errc() && read.ptr == m_value.data() + m_value.size();
        const CellStyle style = m_style < m_book->styles.size() ? m_book->styles[m_style] : CellStyle();
        cell = whole ? cellText(number, style, m_book->date1904) : m_value;
    } else {
        cell = m_value;  // str, inlineStr, d
    }
}

void SheetRows::endCell()
{
    m_inCell = false;
    SheetRow& row = rows[count];
    formulas += m_formula ? 1 : 0;
    if (m_hasValue && !m_value.empty() && !row.tooLong) {
        row.cells.resize(std::max(row.cells.size(), m_column + 1));
        endValue(row, row.cells[m_column]);
        row.bytes += row.cells[m_column].size();
        row.tooLong = row.bytes > kMaxRowBytes;
    } else if (m_formula && !m_hasValue) {
        row.cells.resize(std::max(row.cells.size(), m_column + 1));
        addFault(row, CellFault::Kind::NotCalculated);
    }
    ++m_column;
}

class XlsxReader : public TableReader {
public:
    XlsxReader(RecordFile file, std::unique_ptr<SheetRows> rows, MergedCells merged)
        : m_file(std::move(file)), m_rows(std::move(rows)), m_merged(std::move(merged))
    {}

    Status skipLines(std::size_t count) override
    {
        m_skip = count;
        return {};
    }
    Result<bool> next(TableRow& row) override;
    bool sparse() const override { return true; }
    std::vector<SuggestionNote> notes() const override;
    std::uint64_t bytesRead() const override { return m_rows->bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_rows->bytesTotal(); }

private:
    Result<SheetRow*> take();

    RecordFile m_file;
    std::unique_ptr<SheetRows> m_rows;
    MergedCells m_merged;
    std::size_t m_next = 0;
    std::uint64_t m_skip = 0;  // rows of the sheet
    std::string m_text;
};

// The next row that has anything in it; none at the end.
Result<SheetRow*> XlsxReader::take()
{
    for (;;) {
        while (m_next == m_rows->count) {
            if (m_rows->count > 0 && m_rows->rows.size() > m_rows->count) {
                std::swap(m_rows->rows[0], m_rows->rows[m_rows->count]);  // one that is begun and not ended
            }
            m_rows->count = m_next = 0;
            const Result<bool> more = m_rows->feed();
            MS_TRY(m_rows->failed);
            if (!more) {
                return more.error();
            }
            if (!*more && m_rows->count == 0) {
                return static_cast<SheetRow*>(nullptr);
            }
        }
        SheetRow& row = m_rows->rows[m_next++];
        m_merged.fill(row.line, row.cells, row.faults);
        const bool any = !row.faults.empty() || std::any_of(row.cells.begin(), row.cells.end(),
                                                            [](const std::string& cell) { return !cell.empty(); });
        if (row.line > m_skip && (any || row.tooLong)) {
            return &row;
        }
    }
}

Result<bool> XlsxReader::next(TableRow& row)
{
    MS_ASSIGN(SheetRow* const found, take());
    if (found == nullptr) {
        return false;
    }
    row.cells.assign(found->cells.begin(), found->cells.end());
    row.cellFaults = found->faults;
    row.line = found->line;
    row.fault = found->tooLong ? RowFault::TooLong : RowFault::None;
    row.faultCell = 0;
    m_text = fmt::to_string(fmt::join(found->cells, "\t"));
    row.text = m_text;
    return true;
}

std::vector<SuggestionNote> XlsxReader::notes() const
{
    std::vector<SuggestionNote> notes = m_file.notes;
    if (m_rows->formulas > 0) {
        notes.push_back({"source.formulas",
                         {std::to_string(m_rows->formulas)},
                         fmt::format("{} cells hold formulas: the values read are those calculated last, when the "
                                     "workbook was saved.",
                                     m_rows->formulas)});
    }
    if (m_rows->hiddenRows > 0) {
        notes.push_back(
            {"source.hidden-rows",
             {std::to_string(m_rows->hiddenRows)},
             fmt::format("{} rows are hidden in the sheet; they are read like the others.", m_rows->hiddenRows)});
    }
    if (m_merged.any()) {
        notes.push_back({"source.merged-cells",
                         {},
                         "The sheet has merged cells: what stands in one is read for each of its rows and columns."});
    }
    return notes;
}

// Whether a sheet has any value.
class ValueSearch : public XmlStream {
public:
    using XmlStream::XmlStream;
    bool found = false;

private:
    void onStart(std::string_view name, const char**) override { found = found || name == "v" || name == "t"; }
    void onEnd(std::string_view) override {}
};

Result<bool> isEmpty(const Workbook& book, const Workbook::Sheet& sheet)
{
    MS_ASSIGN(std::unique_ptr<ByteInput> bytes, ZipReader::entry(book.zip, sheet.part));
    ValueSearch search(std::move(bytes), sheet.part);
    while (!search.found) {
        MS_ASSIGN(const bool more, search.feed());
        if (!more) {
            break;
        }
    }
    return !search.found;
}

Result<std::vector<SheetChoice>> sheetsOf(const Workbook& book)
{
    std::vector<SheetChoice> choices;
    for (const Workbook::Sheet& one : book.sheets) {
        MS_ASSIGN(const bool empty, isEmpty(book, one));
        choices.push_back({one.name, one.hidden, empty});
    }
    return choices;
}

}  // namespace

Result<std::size_t> chooseSheet(const std::vector<SheetChoice>& sheets, const std::string& wanted)
{
    std::vector<std::size_t> fitting;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (wanted.empty() ? !sheets[i].hidden && !sheets[i].empty : sheets[i].name == wanted) {
            fitting.push_back(i);
        }
        if (!sheets[i].empty) {
            names.push_back(sheets[i].name);
        }
    }
    if (fitting.size() == 1) {
        return fitting.front();
    }
    const std::string list = fmt::format("{:.1000}", fmt::to_string(fmt::join(names, " | ")));
    return makeError(
        ErrorCode::InvalidArgument, "source.table",
        !wanted.empty()   ? fmt::format("The workbook has no sheet \"{:.200}\" as the profile's member \"table\" says, "
                                          "but: {}.",
                                        wanted, list)
        : fitting.empty() ? fmt::format("No visible sheet of the workbook has anything in it{}{}.",
                                        names.empty() ? ""
                                                      : "; hidden ones do, name one in the profile's member "
                                                        "\"table\": ",
                                        list)
                          : fmt::format("{} sheets of the workbook have something in them. Name one in the profile's "
                                        "member \"table\": {}.",
                                        fitting.size(), list));
}

std::vector<SuggestionNote> sheetNotes(const std::vector<SheetChoice>& sheets, std::size_t chosen)
{
    std::vector<SuggestionNote> notes;
    notes.push_back({"source.table-read", {sheets[chosen].name}, fmt::format("Read: sheet {}.", sheets[chosen].name)});
    std::vector<std::string> hidden;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (sheets[i].hidden && i != chosen) {
            hidden.push_back(sheets[i].name);
        }
    }
    if (!hidden.empty()) {
        const std::string names = fmt::format("{:.500}", fmt::to_string(fmt::join(hidden, ", ")));
        notes.push_back({"source.hidden-sheets",
                         {names},
                         fmt::format("The workbook has hidden sheets, which are not read: {}.", names)});
    }
    return notes;
}

Result<std::vector<SheetChoice>> xlsxSheets(const std::filesystem::path& file)
{
    MS_ASSIGN(const Workbook book, openWorkbook(file));
    return sheetsOf(book);
}

Result<std::unique_ptr<TableReader>> openXlsxSheet(RecordFile file, const std::string& sheet)
{
    MS_ASSIGN(Workbook opened, openWorkbook(file.path));
    const auto book = std::make_shared<Workbook>(std::move(opened));
    MS_ASSIGN(const std::vector<SheetChoice> choices, sheetsOf(*book));
    MS_ASSIGN(const std::size_t chosen, chooseSheet(choices, sheet));
    const std::string& part = book->sheets[chosen].part;
    MS_ASSIGN(const std::unique_ptr<ByteInput> first, ZipReader::entry(book->zip, part));
    MS_ASSIGN(MergedCells merged, MergedCells::find(*first));
    MS_ASSIGN(std::unique_ptr<ByteInput> bytes, ZipReader::entry(book->zip, part));
    for (SuggestionNote& note : sheetNotes(choices, chosen)) {
        file.notes.push_back(std::move(note));
    }
    auto rows = std::make_unique<SheetRows>(std::move(bytes), part, book);
    return std::unique_ptr<TableReader>(
        std::make_unique<XlsxReader>(std::move(file), std::move(rows), std::move(merged)));
}

}  // namespace meterseal::source
