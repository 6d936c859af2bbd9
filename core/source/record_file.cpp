#include "source/record_file.h"

#include "source/file_content.h"
#include "source/gzip_input.h"
#include "source/nem12_input.h"
#include "source/sqlite_reader.h"
#include "source/xls_reader.h"
#include "source/xlsx_reader.h"
#include "source/zip_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace meterseal::source {

namespace {

constexpr int kMostLayers = 4;  // a table in a zip in a gzip, and one more

// Peels one packing after the other.
class Opener {
public:
    explicit Opener(const std::string& entry) : m_entry(entry) {}

    Result<RecordFile> open(std::unique_ptr<ByteInput> bytes, const std::filesystem::path& file);
    std::vector<SuggestionNote> takeNotes() { return std::move(m_notes); }

private:
    Result<RecordFile> whole(RecordFile::Kind kind, std::unique_ptr<ByteInput> bytes, std::filesystem::path file);
    Result<RecordFile> openZip(std::unique_ptr<ByteInput> bytes, const std::filesystem::path& file);
    Result<std::string> chooseEntry(const ZipReader& zip) const;

    const std::string& m_entry;
    int m_layers = 0;
    std::vector<SuggestionNote> m_notes;
};

// What must be read at random: `file` itself, or a copy of what `bytes` gives where that is empty.
Result<RecordFile> Opener::whole(RecordFile::Kind kind, std::unique_ptr<ByteInput> bytes, std::filesystem::path file)
{
    RecordFile opened;
    opened.kind = kind;
    opened.path = std::move(file);
    if (opened.path.empty()) {
        MS_ASSIGN(std::unique_ptr<TemporaryFile> copy, TemporaryFile::make());
        MS_TRY(copy->appendAll(*bytes));
        opened.path = copy->path();
        opened.copy = std::move(copy);
    }
    return opened;
}

Result<std::string> Opener::chooseEntry(const ZipReader& zip) const
{
    if (!m_entry.empty() && zip.has(m_entry)) {
        return m_entry;
    }
    if (m_entry.empty() && zip.files().size() == 1) {
        return zip.files().front();
    }
    const std::string names = fmt::format("{:.1000}", fmt::to_string(fmt::join(zip.files(), " | ")));
    return makeError(
        ErrorCode::InvalidArgument, "source.zip-files",
        zip.files().empty() ? "The zip file holds no file. Nothing was read."
        : m_entry.empty()
            ? fmt::format("The zip file holds {} files. Name the one that is meant in the profile's member "
                          "\"entry\", or unpack them: {}.",
                          zip.files().size(), names)
            : fmt::format("The zip file holds no \"{}\" as the profile's member \"entry\" says, but: {}.", m_entry,
                          names));
}

Result<RecordFile> Opener::openZip(std::unique_ptr<ByteInput> bytes, const std::filesystem::path& file)
{
    MS_ASSIGN(RecordFile opened, whole(RecordFile::Kind::Workbook, std::move(bytes), file));
    MS_ASSIGN(std::shared_ptr<ZipReader> zip, ZipReader::open(opened.path));
    if (zip->has("[Content_Types].xml") && zip->has("_rels/.rels")) {
        return opened;
    }
    if (zip->has("mimetype")) {
        return makeError(ErrorCode::Unsupported, "source.kind",
                         "This is an OpenDocument file, which is not read. Save it as .xlsx or CSV; nothing was read.");
    }
    MS_ASSIGN(const std::string name, chooseEntry(*zip));
    MS_ASSIGN(std::unique_ptr<ByteInput> inner, ZipReader::entry(zip, name));
    m_notes.push_back({"source.zip-entry", {name}, fmt::format("Read from the zip file: {}.", name)});
    MS_ASSIGN(RecordFile unpacked, open(std::move(inner), {}));
    if (unpacked.kind == RecordFile::Kind::Text) {
        unpacked.copy = std::move(opened.copy);  // the entry is still read from it
    }
    return unpacked;
}

// `file` is empty where `bytes` come out of another file.
Result<RecordFile> Opener::open(std::unique_ptr<ByteInput> bytes, const std::filesystem::path& file)
{
    if (++m_layers > kMostLayers) {
        return makeError(ErrorCode::Unsupported, "source.kind",
                         "The file is packed more than three times over. Unpack it; nothing was read.");
    }
    std::string head;
    MS_TRY(readUpTo(*bytes, kMagicBytes, head));
    const FileContent content = contentOf(head);
    if (content == FileContent::Unread) {
        return unreadContent(head);
    }
    const bool nem12 = content == FileContent::Text && isNem12(head);
    bytes = withHead(std::move(head), std::move(bytes));
    switch (content) {
    case FileContent::Gzip: {
        MS_ASSIGN(std::unique_ptr<ByteInput> inner, gzipInput(std::move(bytes)));
        return open(std::move(inner), {});
    }
    case FileContent::Zip:
        return openZip(std::move(bytes), file);
    case FileContent::OldWorkbook:
        return whole(RecordFile::Kind::OldWorkbook, std::move(bytes), file);
    case FileContent::Database:
        return whole(RecordFile::Kind::Database, std::move(bytes), file);
    default:
        break;
    }
    RecordFile opened;
    opened.bytes = nem12 ? nem12Input(std::move(bytes)) : std::move(bytes);
    if (nem12) {
        m_notes.push_back({"source.nem12",
                           {},
                           "This is a NEM12 file: each interval is a row, with its line in the last column. Its times "
                           "are those of the market's clock, UTC+10."});
    }
    return opened;
}

// Bytes that are still read out of a copy.
class CopiedInput : public ByteInput {
public:
    explicit CopiedInput(RecordFile file) : m_file(std::move(file)) {}
    ~CopiedInput() override { m_file.bytes.reset(); }
    CopiedInput(const CopiedInput&) = delete;
    CopiedInput& operator=(const CopiedInput&) = delete;
    Result<std::size_t> read(char* to, std::size_t max) override { return m_file.bytes->read(to, max); }
    std::uint64_t bytesRead() const override { return m_file.bytes->bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_file.bytes->bytesTotal(); }

private:
    RecordFile m_file;
};

}  // namespace

std::unique_ptr<ByteInput> unpackedText(RecordFile file)
{
    if (file.copy) {
        return std::make_unique<CopiedInput>(std::move(file));
    }
    return std::move(file.bytes);
}

Result<RecordFile> openRecordFile(const std::filesystem::path& file, const std::string& entry)
{
    MS_ASSIGN(std::unique_ptr<ByteInput> bytes, openFile(file));
    std::error_code unknown;
    const bool regular = std::filesystem::is_regular_file(file, unknown);
    Opener opener(entry);
    MS_ASSIGN(RecordFile opened, opener.open(std::move(bytes), regular ? file : std::filesystem::path()));
    opened.notes = opener.takeNotes();
    return opened;
}

Result<std::unique_ptr<TableReader>> openTableReader(RecordFile file, const MappingProfile& profile)
{
    const FileFormat is = file.kind == RecordFile::Kind::Database ? FileFormat::Sqlite : FileFormat::Spreadsheet;
    if (profile.format != is) {
        return makeError(ErrorCode::InvalidArgument, "source.kind",
                         fmt::format("The file is {}: the profile's member \"format\" must say \"{}\".",
                                     is == FileFormat::Sqlite ? "an SQLite database" : "a workbook",
                                     is == FileFormat::Sqlite ? "sqlite" : "spreadsheet"));
    }
    switch (file.kind) {
    case RecordFile::Kind::Database:
        return openSqliteTable(std::move(file), profile.table);
    case RecordFile::Kind::OldWorkbook:
        return openXlsSheet(std::move(file), profile.table);
    default:
        return openXlsxSheet(std::move(file), profile.table);
    }
}

Result<std::vector<std::string>> tableNames(const RecordFile& file)
{
    if (file.kind == RecordFile::Kind::Database) {
        return sqliteTables(file.path);
    }
    MS_ASSIGN(const std::vector<SheetChoice> sheets,
              file.kind == RecordFile::Kind::OldWorkbook ? xlsSheets(file.path) : xlsxSheets(file.path));
    std::vector<std::string> seen, hidden;
    for (const SheetChoice& sheet : sheets) {
        if (!sheet.empty) {
            (sheet.hidden ? hidden : seen).push_back(sheet.name);
        }
    }
    return seen.empty() ? hidden : seen;
}

}  // namespace meterseal::source
