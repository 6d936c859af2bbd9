// A part of one stored blob, without reading the rest of it.
#pragma once

#include "sqlite/database.h"

struct sqlite3_blob;

namespace meterseal::sqlite {

class BlobReader {
public:
    // Nothing where the table has no such row. `db` must outlive the reader.
    static Result<std::optional<BlobReader>> open(Database& db, const char* table, const char* column,
                                                  std::uint64_t rowid);

    std::size_t size() const;
    // Precondition: offset + to.size() <= size().
    Status read(std::span<char> to, std::size_t offset);

private:
    struct Close {
        void operator()(sqlite3_blob* blob) const;
    };
    BlobReader(Database& db, std::unique_ptr<sqlite3_blob, Close> blob) : m_db(&db), m_blob(std::move(blob)) {}

    Database* m_db;
    std::unique_ptr<sqlite3_blob, Close> m_blob;
};

}  // namespace meterseal::sqlite
