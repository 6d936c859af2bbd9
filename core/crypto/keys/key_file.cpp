#include "crypto/keys/key_file.h"

#include "crypto/keys/atomic_file.h"
#include "crypto/keys/envelope.h"
#include "sqlite/page_copy.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal::crypto::detail {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kApplicationId = 0x4d534b53;  // "MSKS" in SQLite's header
constexpr std::int64_t kMaxFileBytes = std::int64_t(kMaxRowBytes) * 2;

// One row of each: what a passphrase opens, and what is known of all entries together.
constexpr std::int64_t kEnvelope = 1;
constexpr std::int64_t kState = 2;

constexpr const char* kSchema[] = {
    "CREATE TABLE entry(seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id BLOB NOT NULL, family BLOB NOT NULL, "
    "sealed BLOB NOT NULL)",
    "CREATE TABLE meta(key INTEGER PRIMARY KEY, value BLOB NOT NULL)"};

constexpr const char* kKept = "The file keeps its former content.";
constexpr const char* kRepair = "Restore it from a copy.";
constexpr sqlite::FileKind kReading{"key store",
                                    kKept,
                                    kRepair,
                                    {"keystore.busy", "keystore.read", "keystore.read", "keystore.damaged",
                                     "keystore.damaged", "keystore.read", "keystore.read", "keystore.read"}};
constexpr sqlite::FileKind kWriting{"key store",
                                    kKept,
                                    kRepair,
                                    {"keystore.busy", "keystore.write", "keystore.write", "keystore.damaged",
                                     "keystore.damaged", "keystore.write", "keystore.write", "keystore.write"}};

Error damaged(std::string_view what)
{
    return makeError(
        ErrorCode::Damaged, "keystore.damaged",
        fmt::format("The key store file is damaged: {}. It was not changed; restore it from a copy.", what));
}

Status checkKind(sqlite::Database& db)
{
    MS_ASSIGN(const auto id, db.queryInteger("PRAGMA application_id"));
    if (id.value_or(0) != kApplicationId) {
        return damaged("it is no key store at all");
    }
    MS_ASSIGN(const auto version, db.queryInteger("PRAGMA user_version"));
    if (version.value_or(0) != static_cast<std::int64_t>(kVersion)) {
        return makeError(ErrorCode::Unsupported, "keystore.version",
                         fmt::format("The key store file has format version {}; this program knows versions up to {}. "
                                     "It was not changed; open it with the program that wrote it.",
                                     version.value_or(0), kVersion));
    }
    MS_ASSIGN(const auto pages, db.queryInteger("PRAGMA page_count"));
    MS_ASSIGN(const auto pageSize, db.queryInteger("PRAGMA page_size"));
    if (pages.value_or(0) > kMaxFileBytes / std::max<std::int64_t>(pageSize.value_or(0), 1)) {
        return damaged("it is larger than any key store");
    }
    // Exactly these tables: a view or trigger in their place would let the file answer for itself.
    MS_ASSIGN(auto tables, db.prepare("SELECT sql FROM sqlite_schema ORDER BY name"));
    for (const char* expected : kSchema) {
        MS_ASSIGN(const bool row, tables.step());
        if (!row || tables.text(0) != expected) {
            return damaged("its tables are not a key store's");
        }
    }
    MS_ASSIGN(const bool more, tables.step());
    return more ? Status(damaged("its tables are not a key store's")) : Status();
}

Result<Bytes> metaValue(sqlite::Database& db, std::int64_t key)
{
    MS_ASSIGN(auto select, db.prepare("SELECT value FROM meta WHERE key = ?"));
    MS_ASSIGN(const bool row, select.bind(1, key).step());
    if (!row) {
        return damaged("a part of it is missing");
    }
    const ByteView value = select.blob(0);
    return Bytes(value.begin(), value.end());
}

Result<Row> rowOf(const sqlite::Statement& select)
{
    Row row;
    const std::int64_t kind = select.integer(1);
    const ByteView id = select.blob(2);
    const ByteView family = select.blob(3);
    const ByteView sealed = select.blob(4);
    if (kind < 1 || kind > 0xff || id.size() != row.id.size() || family.size() != row.family.size()) {
        return damaged("a key's row is none");
    }
    row.seq = select.integer(0);
    row.kind = static_cast<EntryKind>(kind);
    std::copy(id.begin(), id.end(), row.id.begin());
    std::copy(family.begin(), family.end(), row.family.begin());
    row.sealed.assign(sealed.begin(), sealed.end());
    return row;
}

// Neither cut nor with something behind it.
Status checkSize(sqlite::Database& db, const fs::path& file)
{
    MS_ASSIGN(const auto pages, db.queryInteger("PRAGMA page_count"));
    MS_ASSIGN(const auto pageSize, db.queryInteger("PRAGMA page_size"));
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const bool fits = !error && size == static_cast<std::uintmax_t>(pages.value_or(0) * pageSize.value_or(0));
    return fits ? Status() : Status(damaged("it has another size than it states"));
}

Result<KeyFileContent> readContent(sqlite::Database& db, const fs::path& file)
{
    MS_ASSIGN(const auto snapshot, sqlite::TransactionScope::begin(db));
    MS_TRY(checkKind(db));
    MS_TRY(checkSize(db, file));
    KeyFileContent content;
    MS_ASSIGN(content.envelope, metaValue(db, kEnvelope));
    MS_ASSIGN(content.state, metaValue(db, kState));
    MS_ASSIGN(auto select, db.prepare("SELECT seq, kind, id, family, sealed FROM entry ORDER BY seq"));
    for (;;) {
        MS_ASSIGN(const bool row, select.step());
        if (!row) {
            return content;
        }
        MS_ASSIGN(content.rows.emplace_back(), rowOf(select));
    }
}

// Asked by name and not by opening: closing a descriptor of the file would drop the locks that SQLite holds on it for
// another thread.
Status checkOrdinary(const fs::path& file)
{
    std::error_code error;
    const auto type = fs::status(file, error).type();
    if (type == fs::file_type::not_found) {
        return makeError(ErrorCode::NotFound, "keystore.not-found",
                         fmt::format("There is no key store at {}.", file.string()));
    }
    if (type != fs::file_type::regular) {
        return makeError(ErrorCode::Io, "keystore.read",
                         fmt::format("The key store {} cannot be read: {}. Nothing was changed.", file.string(),
                                     error ? error.message() : "it is not an ordinary file"));
    }
    return {};
}

Result<sqlite::Database> openToRead(const fs::path& file)
{
    MS_TRY(checkOrdinary(file));
    // Not read-only: what a crash left beside the file has to be rolled back first. Where the place does not allow
    // writing, SQLite reads all the same.
    return sqlite::Database::open(file, sqlite::Open::ReadWrite, kReading);
}

Status insertRows(sqlite::Database& db, std::span<const Row* const> rows)
{
    MS_ASSIGN(auto insert, db.prepare("INSERT INTO entry(seq, kind, id, family, sealed) VALUES(?, ?, ?, ?, ?)"));
    for (const Row* row : rows) {
        MS_TRY(insert.bind(1, row->seq)
                   .bind(2, static_cast<int>(row->kind))
                   .bind(3, ByteView(row->id))
                   .bind(4, ByteView(row->family))
                   .bind(5, ByteView(row->sealed))
                   .run());
    }
    return {};
}

Status putMeta(sqlite::Database& db, ByteView envelope, ByteView state)
{
    MS_ASSIGN(auto put, db.prepare("INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = "
                                   "excluded.value WHERE value <> excluded.value"));
    MS_TRY(put.bind(1, kEnvelope).bind(2, envelope).run());
    return put.bind(1, kState).bind(2, state).run();
}

Status fillDraft(const fs::path& draft, const KeyFileContent& content)
{
    MS_ASSIGN(auto db, sqlite::Database::open(draft, sqlite::Open::ReadWrite, kWriting));
    // A draft that a crash leaves half made is thrown away, so it needs no journal; it is synced with its only commit.
    MS_TRY(db.exec("PRAGMA journal_mode=MEMORY"));
    MS_TRY(db.exec("PRAGMA synchronous=FULL"));
    MS_TRY(db.exec(fmt::format("PRAGMA application_id={}", kApplicationId)));
    MS_TRY(db.exec(fmt::format("PRAGMA user_version={}", kVersion)));
    MS_ASSIGN(auto scope, sqlite::TransactionScope::begin(db, "IMMEDIATE"));
    for (const char* table : kSchema) {
        MS_TRY(db.exec(table));
    }
    std::vector<const Row*> rows;
    rows.reserve(content.rows.size());
    for (const Row& row : content.rows) {
        rows.push_back(&row);
    }
    MS_TRY(insertRows(db, rows));
    MS_TRY(putMeta(db, content.envelope, content.state));
    return scope.commit();
}

Status checkDraft(const fs::path& draft, const KeyFileContent& content)
{
    MS_ASSIGN(auto db, openToRead(draft));
    MS_ASSIGN(const KeyFileContent found, readContent(db, draft));
    if (found.envelope != content.envelope || found.state != content.state || found.rows != content.rows) {
        return makeError(ErrorCode::Io, "keystore.write",
                         "The key store cannot be saved: what was written could not be read back. The file keeps its "
                         "former content; check the disk, and save again.");
    }
    return {};
}

}  // namespace

Result<KeyFileContent> readKeyFile(const fs::path& file)
{
    MS_ASSIGN(auto db, openToRead(file));
    return readContent(db, file);
}

Error changedMeanwhile(const fs::path& file)
{
    return makeError(ErrorCode::Conflict, "keystore.changed",
                     fmt::format("Another program saved the key store {} since it was opened here. Its content was "
                                 "kept; open the store again and repeat the change.",
                                 file.string()));
}

Status changeKeyFile(const fs::path& file, const KeyFileChange& change)
{
    MS_ASSIGN(auto db, sqlite::Database::open(file, sqlite::Open::ReadWrite, kWriting));
    // EXTRA: after a loss of power no rollback journal may come back and undo what was said to be saved.
    MS_TRY(db.exec("PRAGMA synchronous=EXTRA"));
    // What is replaced is overwritten: a data key sealed by a former passphrase must not stay behind.
    MS_TRY(db.exec("PRAGMA secure_delete=ON"));
    MS_ASSIGN(auto scope, sqlite::TransactionScope::begin(db, "IMMEDIATE"));
    MS_TRY(checkKind(db));
    MS_ASSIGN(const Bytes present, metaValue(db, kState));
    if (!std::ranges::equal(present, change.stateBefore)) {
        return changedMeanwhile(file);
    }
    MS_ASSIGN(auto erase, db.prepare("DELETE FROM entry WHERE seq = ?"));
    for (const std::int64_t seq : change.removed) {
        MS_TRY(erase.bind(1, seq).run());
    }
    MS_TRY(insertRows(db, change.added));
    MS_TRY(putMeta(db, change.envelope, change.state));
    return scope.commit();
}

Status writeKeyFile(const fs::path& file, const KeyFileContent& content)
{
    MS_ASSIGN(const PrivateDraft draft, PrivateDraft::beside(file));
    MS_TRY(fillDraft(draft.path(), content));
    MS_TRY(checkDraft(draft.path(), content));
    return draft.moveTo(file);
}

Status copyKeyFile(const fs::path& from, const fs::path& to)
{
    const auto copy = [&]() -> Status {
        MS_ASSIGN(auto source, openToRead(from));
        MS_TRY(checkKind(source));
        MS_ASSIGN(auto target, sqlite::Database::open(to, sqlite::Open::ReadWrite, kWriting));
        MS_TRY(target.exec("PRAGMA journal_mode=MEMORY"));
        return sqlite::copyPages(source, target, {}, {});
    };
    MS_TRY(makePrivateFile(to));
    Status copied = copy();
    if (!copied.ok()) {
        std::error_code ignored;
        fs::remove(to, ignored);
    }
    if (!copied.ok() && copied.error().code == ErrorCode::Damaged && isVersion1(from)) {
        MS_ASSIGN(const Bytes bytes, readWholeFile(from, kMaxEnvelopeSize));  // such a file is only ever replaced whole
        return writePrivateFile(to, bytes);
    }
    return copied;
}

}  // namespace meterseal::crypto::detail
