// Only the front of a stored transaction: a full batch is a quarter of a megabyte, its header a few hundred bytes.
#include "ledger/reader_impl.h"

#include <array>
#include <fmt/format.h>

namespace meterseal {

namespace {

struct CloseBlob {
    void operator()(sqlite3_blob* blob) const { sqlite3_blob_close(blob); }
};

Error cutShort(std::uint64_t seq)
{
    return makeError(ErrorCode::Damaged, "ledger.damaged",
                     fmt::format("The bytes of transaction number {} do not begin with a header. Run fsck.", seq));
}

}  // namespace

Result<std::string> LedgerReader::headerBytes(std::uint64_t seq)
{
    sqlite3* const db = m_impl->db->handle();
    sqlite3_blob* opened = nullptr;
    const int code = sqlite3_blob_open(db, "main", "wire", "bytes", static_cast<sqlite3_int64>(seq), 0, &opened);
    const std::unique_ptr<sqlite3_blob, CloseBlob> blob(opened);
    if (code == SQLITE_ERROR) {  // no such row
        return makeError(ErrorCode::NotFound, "ledger.no-such-transaction",
                         fmt::format("The ledger has no transaction number {}.", seq));
    }
    if (code != SQLITE_OK) {
        return sqlite::errorOf(db, code, "The ledger file could not be read");
    }
    // Field 1, length-delimited: 0x0a, the length in at most three bytes of seven bits, the header.
    std::array<std::uint8_t, 4> front{};
    const int size = sqlite3_blob_bytes(blob.get());
    if (size < static_cast<int>(front.size())) {
        return cutShort(seq);
    }
    if (const int read = sqlite3_blob_read(blob.get(), front.data(), static_cast<int>(front.size()), 0);
        read != SQLITE_OK) {
        return sqlite::errorOf(db, read, "The ledger file could not be read");
    }
    std::size_t length = 0;
    std::size_t at = 1;
    bool more = true;
    for (int shift = 0; more && at < front.size(); shift += 7, ++at) {
        length |= static_cast<std::size_t>(front[at] & 0x7fu) << shift;
        more = (front[at] & 0x80u) != 0;
    }
    if (front[0] != 0x0a || more || length == 0 || length > kMaxHeaderBytes ||
        at + length > static_cast<std::size_t>(size)) {
        return cutShort(seq);
    }
    std::string header(length, '\0');
    if (const int read = sqlite3_blob_read(blob.get(), header.data(), static_cast<int>(length), static_cast<int>(at));
        read != SQLITE_OK) {
        return sqlite::errorOf(db, read, "The ledger file could not be read");
    }
    return header;
}

}  // namespace meterseal
