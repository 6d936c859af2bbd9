// A thin RAII wrapper over SQLite: connections and statements that speak Result, nothing more.
//
// Thread-safety: one connection and its statements belong to one thread at a time; interrupt() may come from any.
// SQLite's result codes become: BUSY/LOCKED/PROTOCOL -> Busy, FULL and IOERR -> Io, CANTOPEN -> Io,
// READONLY/PERM/AUTH -> Forbidden, INTERRUPT -> Cancelled, CORRUPT/NOTADB and whatever says that tables or rows are not
// a ledger's (ERROR, CONSTRAINT, MISMATCH, TOOBIG) -> Damaged.
#pragma once

#include "meterseal/base/bytes.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>

namespace meterseal::sqlite {

class Database;

class Statement {
public:
    Statement() = default;

    // Bind by 1-based position. Text and blobs are borrowed until the statement is stepped to its end or reset.
    Statement& bind(int position, std::int64_t value);
    Statement& bind(int position, std::uint64_t value) { return bind(position, static_cast<std::int64_t>(value)); }
    Statement& bind(int position, std::uint32_t value) { return bind(position, static_cast<std::int64_t>(value)); }
    Statement& bind(int position, int value) { return bind(position, static_cast<std::int64_t>(value)); }
    Statement& bind(int position, std::string_view text);
    Statement& bind(int position, const char* text) { return bind(position, std::string_view(text)); }
    Statement& bind(int position, ByteView blob);
    Statement& bindNull(int position);

    // True while there is a row. An Error resets the statement.
    Result<bool> step();
    // Runs to the end, then resets for the next use.
    Status run();
    void reset();

    std::int64_t integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }
    std::uint64_t unsignedInteger(int column) const { return static_cast<std::uint64_t>(integer(column)); }
    std::string_view text(int column) const;
    ByteView blob(int column) const;  // until the next step
    bool isNull(int column) const { return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL; }
    // Damaged where the column does not hold 32 bytes.
    Result<Hash256> hash(int column) const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_bindError = SQLITE_OK;
};

enum class Open { ReadWrite, Create, ReadOnly, Immutable };

class Database {
public:
    // `vfs` empty: SQLite's default.
    static Result<Database> open(const std::filesystem::path& file, Open mode, const std::string& vfs = {});

    Status exec(const std::string& sql);
    Result<Statement> prepare(std::string_view sql);
    // The first column of the first row; nothing where there is no row.
    Result<std::optional<std::int64_t>> queryInteger(std::string_view sql);
    void interrupt() { sqlite3_interrupt(m_db.get()); }
    sqlite3* handle() { return m_db.get(); }

private:
    struct Close {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    };
    std::unique_ptr<sqlite3, Close> m_db;
};

// A transaction that rolls back unless committed. kind: "" or "IMMEDIATE".
class TransactionScope {
public:
    static Result<TransactionScope> begin(Database& db, std::string_view kind = {});
    TransactionScope(TransactionScope&& other) noexcept : m_db(std::exchange(other.m_db, nullptr)) {}
    TransactionScope& operator=(TransactionScope&&) = delete;
    ~TransactionScope();
    Status commit();

private:
    explicit TransactionScope(Database& db) : m_db(&db) {}
    Database* m_db;
};

// The Error for a SQLite result code on `db` (may be null).
Error errorOf(sqlite3* db, int code, std::string_view what);

}  // namespace meterseal::sqlite
