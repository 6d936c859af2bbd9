#include "source/sqlite_reader.h"

#include "source/cell_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

namespace meterseal::source {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

constexpr std::size_t kMaxTables = 1000;
constexpr int kStepsBetweenChecks = 100'000;  // instructions of SQLite's virtual machine
constexpr std::uint64_t kMaxChecksWithoutRow = 20'000;

Error databaseError(sqlite3* database, std::string_view what)
{
    return makeError(ErrorCode::Damaged, "source.database",
                     fmt::format("The SQLite database {}: {}. Nothing more of it was read.", what,
                                 database == nullptr ? "no memory" : sqlite3_errmsg(database)));
}

// Reading tables and calling functions without side effects is all that a view may do.
int authorize(void*, int action, const char*, const char* name, const char*, const char*)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return name != nullptr && sqlite3_stricmp(name, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_DENY;
    }
}

// A path as a URI that SQLite takes apart again to the same path.
std::string immutableUri(const std::filesystem::path& path)
{
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        if (c == '%' || c == '?' || c == '#') {
            uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

Result<Database> openDatabase(const std::filesystem::path& path)
{
    sqlite3* handle = nullptr;
    const int state = sqlite3_open_v2(immutableUri(path).c_str(), &handle,
                                      SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(handle);
    if (state != SQLITE_OK) {
        return databaseError(handle, "cannot be opened");
    }
    for (const auto& [option, on] :
         {std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1), std::pair(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
          std::pair(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0), std::pair(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)}) {
        sqlite3_db_config(handle, option, on, nullptr);
    }
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    return database;
}

Result<Statement> prepare(sqlite3* database, const std::string& sql, std::string_view what)
{
    sqlite3_stmt* statement = nullptr;
    const int state = sqlite3_prepare_v2(database, sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr);
    Statement prepared(statement);
    if (state != SQLITE_OK) {
        return databaseError(database, what);
    }
    return prepared;
}

Result<std::vector<std::string>> tablesOf(sqlite3* database)
{
    MS_ASSIGN(const Statement list,
              prepare(database,
                      "SELECT name FROM sqlite_schema WHERE type IN ('table','view') AND name NOT LIKE 'sqlite\\_%' "
                      "ESCAPE '\\' ORDER BY name",
                      "cannot be read (is it encrypted?)"));
    std::vector<std::string> names;
    int state = SQLITE_DONE;
    while (names.size() < kMaxTables && (state = sqlite3_step(list.get())) == SQLITE_ROW) {
        const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(list.get(), 0));
        names.emplace_back(text == nullptr ? "" : text);
    }
    if (state != SQLITE_DONE && state != SQLITE_ROW) {
        return databaseError(database, "cannot be read (is it encrypted?)");
    }
    return names;
}

Result<std::string> chooseTable(const std::vector<std::string>& names, const std::string& wanted)
{
    if (!wanted.empty() && std::find(names.begin(), names.end(), wanted) != names.end()) {
        return wanted;
    }
    if (wanted.empty() && names.size() == 1) {
        return names.front();
    }
    const std::string list = fmt::format("{:.1000}", fmt::to_string(fmt::join(names, " | ")));
    return makeError(
        ErrorCode::InvalidArgument, "source.table",
        names.empty() ? "The database has no table."
        : wanted.empty()
            ? fmt::format("The database has {} tables and views. Name one in the profile's member "
                          "\"table\": {}.",
                          names.size(), list)
            : fmt::format("The database has no table or view \"{:.200}\" as the profile's member \"table\" "
                          "says, but: {}.",
                          wanted, list));
}

std::string quoted(const std::string& name)
{
    std::string out = "\"";
    for (const char c : name) {
        out += c;
        out += c == '"' ? "\"" : "";
    }
    return out + '"';
}

class SqliteReader : public TableReader {
public:
    SqliteReader(RecordFile file, Database database, Statement statement)
        : m_file(std::move(file)), m_database(std::move(database)), m_statement(std::move(statement))
    {
        std::error_code unknown;
        m_total = std::filesystem::file_size(m_file.path, unknown);
        sqlite3_progress_handler(m_database.get(), kStepsBetweenChecks, &SqliteReader::onSteps, this);
    }

    Status skipLines(std::size_t count) override
    {
        TableRow row;
        for (std::size_t i = 0; i < count; ++i) {
            MS_TRY(next(row));
        }
        return {};
    }
    Result<bool> next(TableRow& row) override;
    std::vector<SuggestionNote> notes() const override { return m_file.notes; }
    std::uint64_t bytesRead() const override { return m_done ? m_total : 0; }
    std::uint64_t bytesTotal() const override { return m_total; }

private:
    static int onSteps(void* self)
    {
        return ++static_cast<SqliteReader*>(self)->m_checks > kMaxChecksWithoutRow ? 1 : 0;
    }
    void take(int column, TableRow& row);
    void give(TableRow& row);

    RecordFile m_file;
    Database m_database;
    Statement m_statement;
    std::vector<std::string> m_cells;
    std::string m_text;
    std::uint64_t m_count = 0, m_total = 0, m_checks = 0;
    bool m_named = false, m_done = false;
};

void SqliteReader::take(int column, TableRow& row)
{
    sqlite3_stmt* const statement = m_statement.get();
    std::string& cell = m_cells[static_cast<std::size_t>(column)];
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
        cell.clear();
        break;
    case SQLITE_FLOAT: {
        const double value = sqlite3_column_double(statement, column);
        cell = numberText(value);
        break;
    }
    case SQLITE_BLOB:
        row.cellFaults.push_back({static_cast<std::size_t>(column) + 1, CellFault::Kind::NotText});
        cell.clear();
        break;
    default:
        cell.assign(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
                    static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
}

void SqliteReader::give(TableRow& row)
{
    row.line = m_count;
    row.cells.assign(m_cells.begin(), m_cells.end());
    m_text = fmt::to_string(fmt::join(m_cells, "\t"));
    row.text = m_text;
    if (m_text.size() > kMaxRowBytes) {
        row.fault = RowFault::TooLong;
        row.faultCell = 0;
    }
}

Result<bool> SqliteReader::next(TableRow& row)
{
    row.fault = RowFault::None;
    row.faultCell = 0;
    row.cellFaults.clear();
    const int columns = sqlite3_column_count(m_statement.get());
    if (!m_named) {
        m_named = true;
        for (int i = 0; i < columns; ++i) {
            const char* const name = sqlite3_column_name(m_statement.get(), i);
            m_cells.emplace_back(name == nullptr ? "" : name);
        }
        m_count = 0;
        give(row);
        row.line = 1;
        return true;
    }
    m_checks = 0;
    const int state = m_done ? SQLITE_DONE : sqlite3_step(m_statement.get());
    if (state == SQLITE_DONE) {
        m_done = true;
        return false;
    }
    if (state != SQLITE_ROW) {
        return databaseError(m_database.get(), fmt::format("cannot be read behind row {}", m_count));
    }
    ++m_count;
    for (int i = 0; i < columns; ++i) {
        take(i, row);
    }
    give(row);
    return true;
}

// Rows that another program has written and not yet moved into the file.
void noteLog(RecordFile& file)
{
    std::error_code none;
    std::filesystem::path log = file.path;
    log += "-wal";
    if (const auto size = std::filesystem::file_size(log, none); !none && size > 0) {
        file.notes.push_back({"source.database-log",
                              {log.filename().string()},
                              fmt::format("Beside the database lies a write-ahead log ({}): what stands only in it is "
                                          "NOT read. End the program that writes the database, or make a copy with "
                                          "VACUUM INTO, to read it whole.",
                                          log.filename().string())});
    }
}

}  // namespace

Result<std::vector<std::string>> sqliteTables(const std::filesystem::path& file)
{
    MS_ASSIGN(const Database database, openDatabase(file));
    return tablesOf(database.get());
}

Result<std::unique_ptr<TableReader>> openSqliteTable(RecordFile file, const std::string& table)
{
    MS_ASSIGN(Database database, openDatabase(file.path));
    MS_ASSIGN(const std::vector<std::string> names, tablesOf(database.get()));
    MS_ASSIGN(const std::string name, chooseTable(names, table));
    sqlite3_set_authorizer(database.get(), &authorize, nullptr);
    MS_ASSIGN(Statement statement, prepare(database.get(), "SELECT * FROM " + quoted(name),
                                           fmt::format("does not let its table {:.200} be read", name)));
    noteLog(file);
    file.notes.push_back({"source.table-read", {name}, fmt::format("Read: table {}.", name)});
    return std::unique_ptr<TableReader>(
        std::make_unique<SqliteReader>(std::move(file), std::move(database), std::move(statement)));
}

}  // namespace meterseal::source
