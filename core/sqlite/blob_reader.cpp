#include "sqlite/blob_reader.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace meterseal::sqlite {

void BlobReader::Close::operator()(sqlite3_blob* blob) const
{
    sqlite3_blob_close(blob);
}

Result<std::optional<BlobReader>> BlobReader::open(Database& db, const char* table, const char* column,
                                                   std::uint64_t rowid)
{
    sqlite3_blob* opened = nullptr;
    const int code =
        sqlite3_blob_open(db.handle(), "main", table, column, static_cast<sqlite3_int64>(rowid), 0, &opened);
    std::unique_ptr<sqlite3_blob, Close> blob(opened);
    if (code == SQLITE_ERROR) {  // no such row
        return std::optional<BlobReader>();
    }
    if (code != SQLITE_OK) {
        return db.errorOf(code, "The file could not be read");
    }
    return std::optional<BlobReader>(BlobReader(db, std::move(blob)));
}

std::size_t BlobReader::size() const
{
    return static_cast<std::size_t>(sqlite3_blob_bytes(m_blob.get()));
}

Status BlobReader::read(std::span<char> to, std::size_t offset)
{
    const int code = sqlite3_blob_read(m_blob.get(), to.data(), static_cast<int>(to.size()), static_cast<int>(offset));
    return code == SQLITE_OK ? Status() : Status(m_db->errorOf(code, "The file could not be read"));
}

}  // namespace meterseal::sqlite
