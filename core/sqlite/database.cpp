#include "sqlite/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace meterseal::sqlite {

namespace {

// A file name for SQLite's URI form: everything but the unreserved characters and '/' is percent-encoded.
std::string uriOf(const std::filesystem::path& file, std::string_view query)
{
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(file).string()) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '/' ||
                           c == '.' || c == '_' || c == '-' || c == '~';
        if (plain) {
            uri += c;
        } else {
            uri += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        }
    }
    uri += query;
    return uri;
}

Error errorFor(const FileKind& kind, sqlite3* db, int code, std::string_view what)
{
    // What the connection says is about its last call; the code may be of another one.
    const bool itsOwn = db != nullptr && (sqlite3_errcode(db) & 0xff) == (code & 0xff);
    const std::string detail =
        fmt::format("{}: {} (SQLite code {}).", what, itsOwn ? sqlite3_errmsg(db) : sqlite3_errstr(code),
                    itsOwn ? sqlite3_extended_errcode(db) : code);
    const FileKind::Reasons& reasons = kind.reasons;
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return makeError(ErrorCode::Busy, reasons.locked,
                         fmt::format("{} Another program is using the {}; nothing was changed. Try again when it has "
                                     "finished.",
                                     detail, kind.name));
    case SQLITE_FULL:
        return makeError(ErrorCode::Io, reasons.diskFull,
                         fmt::format("{} The disk is full. {} Make room and try again.", detail, kind.kept));
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return makeError(ErrorCode::Io, reasons.io,
                         fmt::format("{} {} Check the disk and the permissions.", detail, kind.kept));
    case SQLITE_NOTADB:
        return makeError(ErrorCode::Damaged, reasons.foreign,
                         fmt::format("{} The file is no {}, or its first page is damaged; nothing was changed. Check "
                                     "the path. {}",
                                     detail, kind.name, kind.repair));
    case SQLITE_CORRUPT:
    // The program's own statements are sound: what they do not fit is a file whose tables or rows are not of its kind.
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
        return makeError(ErrorCode::Damaged, reasons.damaged,
                         fmt::format("{} The file is damaged; nothing was changed. {}", detail, kind.repair));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return makeError(ErrorCode::Forbidden, reasons.readOnly,
                         fmt::format("{} The {} cannot be written here; nothing was changed.", detail, kind.name));
    case SQLITE_INTERRUPT:
        return makeError(ErrorCode::Cancelled, reasons.cancelled, fmt::format("{} was stopped.", what));
    default:
        return makeError(ErrorCode::Internal, reasons.internal, detail);
    }
}

constexpr const char* kFailed = "The file could not be read or written";

}  // namespace

// ---- Statement ----------------------------------------------------------------------------------------------------

Statement& Statement::bind(int position, std::int64_t value)
{
    m_bindError |= sqlite3_bind_int64(m_statement.get(), position, value);
    return *this;
}

Statement& Statement::bind(int position, std::string_view text)
{
    m_bindError |= sqlite3_bind_text64(m_statement.get(), position, text.data() != nullptr ? text.data() : "",
                                       text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(int position, ByteView blob)
{
    static const std::uint8_t kNothing = 0;
    m_bindError |= sqlite3_bind_blob64(m_statement.get(), position, blob.empty() ? &kNothing : blob.data(), blob.size(),
                                       SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindNull(int position)
{
    m_bindError |= sqlite3_bind_null(m_statement.get(), position);
    return *this;
}

Result<bool> Statement::step()
{
    sqlite3* db = sqlite3_db_handle(m_statement.get());
    if (m_bindError != SQLITE_OK) {
        m_bindError = SQLITE_OK;
        reset();
        return makeError(ErrorCode::Internal, m_kind->reasons.internal, "A value could not be bound to a statement.");
    }
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    Error error = errorFor(*m_kind, db, code, kFailed);
    reset();
    return error;
}

Status Statement::run()
{
    for (;;) {
        MS_ASSIGN(const bool row, step());
        if (!row) {
            break;
        }
    }
    reset();
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

std::string_view Statement::text(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
    return {data != nullptr ? data : "", static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

ByteView Statement::blob(int column) const
{
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement.get(), column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

Result<Hash256> Statement::hash(int column) const
{
    const ByteView bytes = blob(column);
    if (bytes.size() != Hash256::kSize) {
        return makeError(ErrorCode::Damaged, m_kind->reasons.damaged,
                         fmt::format("A stored hash has {} bytes and not 32. {}", bytes.size(), m_kind->repair));
    }
    return Hash256::copyFrom(bytes.data());
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

void Statement::Finalize::operator()(sqlite3_stmt* s) const
{
    sqlite3_finalize(s);
}

// ---- Database -----------------------------------------------------------------------------------------------------

Result<Database> Database::open(const std::filesystem::path& file, Open mode, const FileKind& kind,
                                const std::string& vfs)
{
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    std::string_view query;
    switch (mode) {
    case Open::ReadWrite:
        flags |= SQLITE_OPEN_READWRITE;
        break;
    case Open::Create:
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        break;
    case Open::ReadOnly:
        flags |= SQLITE_OPEN_READONLY;
        break;
    case Open::Immutable:
        flags |= SQLITE_OPEN_READONLY;
        query = "?immutable=1";
        break;
    }
    // Counting memory takes a lock of the whole process at every allocation. Refused, and harmless, where another
    // library has begun to use SQLite already.
    [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(uriOf(file, query).c_str(), &handle, flags, vfs.empty() ? nullptr : vfs.c_str());
    Database db;
    db.m_db.reset(handle);
    db.m_kind = &kind;
    if (code != SQLITE_OK) {
        return db.errorOf(code, fmt::format("{} could not be opened", file.string()));
    }
    sqlite3_extended_result_codes(handle, 0);
    sqlite3_busy_timeout(handle, 5000);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    MS_TRY(db.exec("PRAGMA cell_size_check=ON"));
    return db;
}

Status Database::exec(const std::string& sql)
{
    const int code = sqlite3_exec(m_db.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return errorOf(code, kFailed);
    }
    return {};
}

Result<Statement> Database::prepare(std::string_view sql)
{
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(m_db.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &handle, nullptr);
    Statement statement;
    statement.m_statement.reset(handle);
    statement.m_kind = m_kind;
    if (code != SQLITE_OK) {
        return errorOf(code, kFailed);
    }
    return statement;
}

Result<std::optional<std::int64_t>> Database::queryInteger(std::string_view sql)
{
    MS_ASSIGN(Statement statement, prepare(sql));
    MS_ASSIGN(const bool row, statement.step());
    if (!row || statement.isNull(0)) {
        return std::optional<std::int64_t>();
    }
    return std::optional<std::int64_t>(statement.integer(0));
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(m_db.get());
}

void Database::interrupt()
{
    sqlite3_interrupt(m_db.get());
}

Error Database::errorOf(int code, std::string_view what) const
{
    return errorFor(*m_kind, m_db.get(), code, what);
}

void Database::Close::operator()(sqlite3* db) const
{
    sqlite3_close_v2(db);
}

// ---- TransactionScope ---------------------------------------------------------------------------------------------

Result<TransactionScope> TransactionScope::begin(Database& db, std::string_view kind)
{
    MS_TRY(db.exec(fmt::format("BEGIN {}", kind)));
    return TransactionScope(db);
}

TransactionScope::~TransactionScope()
{
    if (m_db != nullptr && sqlite3_get_autocommit(m_db->handle()) == 0) {
        static_cast<void>(m_db->exec("ROLLBACK"));
    }
}

Status TransactionScope::commit()
{
    const Status status = m_db->exec("COMMIT");
    if (status.ok()) {
        m_db = nullptr;
    }
    return status;
}

}  // namespace meterseal::sqlite
