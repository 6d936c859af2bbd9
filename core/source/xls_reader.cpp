#include "source/xls_reader.h"

#include "source/cell_text.h"
#include "source/child_program.h"
#include "source/xls_frames.h"
#include "source/xlsx_reader.h"

#include "meterseal/base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace meterseal::source {

namespace {

constexpr const char* kHelper = "meterseal-xls";

Error protectedError()
{
    return makeError(
        ErrorCode::Unsupported, "source.protected",
        "The workbook is protected by a password. Open it in a spreadsheet program with its password, save "
        "it without one (or as CSV), and name that file; nothing was read.");
}

Error damagedError(int exit)
{
    if (exit == static_cast<int>(XlsExit::Protected)) {
        return protectedError();
    }
    return makeError(
        ErrorCode::Damaged, "source.workbook",
        fmt::format("The .xls workbook cannot be read further{}. Open it in a spreadsheet program and save "
                    "it as .xlsx or CSV.",
                    exit == -1 ? " (its reader was ended: it took too much memory or time, or failed)" : ""));
}

class Frames {
public:
    explicit Frames(std::unique_ptr<ChildProgram> child) : m_child(std::move(child)) {}

    bool number(std::uint32_t& to) { return m_child->read(reinterpret_cast<char*>(&to), sizeof to); }
    bool text(std::string& to)
    {
        std::uint32_t size = 0;
        if (!number(size) || size > kXlsMaxTextBytes) {
            return false;
        }
        to.resize(size);
        return m_child->read(to.data(), size) && isValidUtf8(to);
    }
    Result<std::vector<SheetChoice>> sheets()
    {
        std::vector<SheetChoice> all;
        std::uint32_t count = 0;
        if (!number(count) || count > kXlsMaxSheets) {
            return failure();
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            SheetChoice sheet;
            std::uint32_t any = 0;
            if (!text(sheet.name) || !number(any)) {
                return failure();
            }
            sheet.empty = any == 0;
            all.push_back(std::move(sheet));
        }
        return all;
    }
    Error failure() { return damagedError(m_child->wait()); }

private:
    std::unique_ptr<ChildProgram> m_child;
};

class XlsReader : public TableReader {
public:
    XlsReader(RecordFile file, Frames frames) : m_file(std::move(file)), m_frames(std::move(frames))
    {
        std::error_code unknown;
        m_total = std::filesystem::file_size(m_file.path, unknown);
    }

    Status skipLines(std::size_t count) override
    {
        m_skip = count;
        return {};
    }
    Result<bool> next(TableRow& row) override;
    bool sparse() const override { return true; }
    std::vector<SuggestionNote> notes() const override { return m_file.notes; }
    std::uint64_t bytesRead() const override { return m_done ? m_total : 0; }
    std::uint64_t bytesTotal() const override { return m_total; }

private:
    bool take(std::uint32_t line);

    RecordFile m_file;
    Frames m_frames;
    std::vector<std::string> m_cells;
    std::string m_text;
    std::uint64_t m_skip = 0, m_total = 0;
    std::uint32_t m_line = 0;
    bool m_done = false;
};

// The cells of a row; false where the child does not say them.
bool XlsReader::take(std::uint32_t line)
{
    std::uint32_t count = 0;
    if (line <= m_line || !m_frames.number(count) || count > kXlsMaxColumns) {
        return false;
    }
    m_line = line;
    m_cells.resize(count);
    return std::all_of(m_cells.begin(), m_cells.end(), [this](std::string& cell) { return m_frames.text(cell); });
}

Result<bool> XlsReader::next(TableRow& row)
{
    while (!m_done) {
        std::uint32_t line = 0;
        if (!m_frames.number(line)) {
            return m_frames.failure();
        }
        if (line == kXlsEnd) {
            m_done = true;
            break;
        }
        if (!take(line)) {
            return m_frames.failure();
        }
        const bool any = std::any_of(m_cells.begin(), m_cells.end(), [](const auto& cell) { return !cell.empty(); });
        if (!any || line <= m_skip) {
            continue;
        }
        row.cells.assign(m_cells.begin(), m_cells.end());
        row.cellFaults.clear();
        row.line = line;
        row.faultCell = 0;
        m_text = fmt::to_string(fmt::join(m_cells, "\t"));
        row.text = m_text;
        row.fault = m_text.size() > kMaxRowBytes ? RowFault::TooLong : RowFault::None;
        return true;
    }
    return false;
}

// A newer workbook with a password lies in the same container, as a stream of this name.
Result<bool> isEncryptedPackage(const std::filesystem::path& file)
{
    std::string name;
    for (const char c : std::string_view("EncryptedPackage")) {
        name += {c, '\0'};
    }
    MS_ASSIGN(const std::unique_ptr<ByteInput> bytes, openFile(file));
    std::string window;
    for (;;) {
        const std::size_t before = window.size();
        MS_TRY(readUpTo(*bytes, 256 * 1024, window));
        if (window.find(name) != std::string::npos) {
            return true;
        }
        if (window.size() == before) {
            return false;
        }
        window.erase(0, window.size() - std::min(window.size(), name.size()));
    }
}

}  // namespace

Result<std::vector<SheetChoice>> xlsSheets(const std::filesystem::path& file)
{
    MS_ASSIGN(const bool encrypted, isEncryptedPackage(file));
    if (encrypted) {
        return protectedError();
    }
    MS_ASSIGN(std::unique_ptr<ChildProgram> lister,
              ChildProgram::start(kHelper, {std::filesystem::absolute(file).string()}));
    return Frames(std::move(lister)).sheets();
}

Result<std::unique_ptr<TableReader>> openXlsSheet(RecordFile file, const std::string& sheet)
{
    MS_ASSIGN(const std::vector<SheetChoice> sheets, xlsSheets(file.path));
    const std::string path = std::filesystem::absolute(file.path).string();
    MS_ASSIGN(const std::size_t chosen, chooseSheet(sheets, sheet));
    MS_ASSIGN(std::unique_ptr<ChildProgram> child, ChildProgram::start(kHelper, {path, std::to_string(chosen)}));
    Frames frames(std::move(child));
    MS_TRY(frames.sheets());
    for (SuggestionNote& note : sheetNotes(sheets, chosen)) {
        file.notes.push_back(std::move(note));
    }
    return std::unique_ptr<TableReader>(std::make_unique<XlsReader>(std::move(file), std::move(frames)));
}

}  // namespace meterseal::source
