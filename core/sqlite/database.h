// A thin RAII wrapper over SQLite: connections and statements that speak Result, nothing more.
//
// Thread-safety: one connection and its statements belong to one thread at a time; interrupt() may come from any.
// SQLite's result codes become: BUSY/LOCKED/PROTOCOL -> Busy, FULL and IOERR -> Io, CANTOPEN -> Io,
// READONLY/PERM/AUTH -> Forbidden, INTERRUPT -> Cancelled, CORRUPT/NOTADB and whatever says that tables or rows are not
// what this kind of file has (ERROR, CONSTRAINT, MISMATCH, TOOBIG) -> Damaged.
#pragma once

#include "meterseal/base/bytes.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace meterseal::sqlite {

class Database;

// What a database is to the person who reads an error: the reasons its owner gives and how sentences name it. Errors
// keep pointing at it, so it lives as long as the program (a constant of its owner).
struct FileKind {
    const char* name;    // in the middle of a sentence: "ledger"
    const char* kept;    // what holds after a failed write: "The ledger stays at its last whole block."
    const char* repair;  // what to do about damage: "Run fsck on a copy, or take the ledger from a backup."
    struct Reasons {
        const char* locked;
        const char* diskFull;
        const char* io;
        const char* foreign;  // no SQLite file at all
        const char* damaged;
        const char* readOnly;
        const char* cancelled;
        const char* internal;
    } reasons;
};

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

    std::int64_t integer(int column) const;
    std::uint64_t unsignedInteger(int column) const { return static_cast<std::uint64_t>(integer(column)); }
    std::string_view text(int column) const;
    ByteView blob(int column) const;  // until the next step
    bool isNull(int column) const;
    // Damaged where the column does not hold 32 bytes.
    Result<Hash256> hash(int column) const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* s) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    const FileKind* m_kind = nullptr;
    int m_bindError = 0;
};

enum class Open { ReadWrite, Create, ReadOnly, Immutable };

class Database {
public:
    // `vfs` empty: SQLite's default.
    static Result<Database> open(const std::filesystem::path& file, Open mode, const FileKind& kind,
                                 const std::string& vfs = {});

    Status exec(const std::string& sql);
    Result<Statement> prepare(std::string_view sql);
    // The first column of the first row; nothing where there is no row.
    Result<std::optional<std::int64_t>> queryInteger(std::string_view sql);
    // Rows changed by the last statement that changed any.
    std::int64_t changes() const;
    void interrupt();
    // For the rest of this module, and for tests that reach behind it.
    sqlite3* handle() const { return m_db.get(); }
    // The Error for one of SQLite's result codes; `what` begins its sentence ("The ledger could not be read").
    Error errorOf(int code, std::string_view what) const;

private:
    struct Close {
        void operator()(sqlite3* db) const;
    };
    std::unique_ptr<sqlite3, Close> m_db;
    const FileKind* m_kind = nullptr;
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

}  // namespace meterseal::sqlite
