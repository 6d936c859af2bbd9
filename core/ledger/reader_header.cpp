// Only the front of a stored transaction: a full batch is a quarter of a megabyte, its header a few hundred bytes.
#include "ledger/reader_impl.h"
#include "sqlite/blob_reader.h"

#include <array>
#include <fmt/format.h>

namespace meterseal {

namespace {

Error cutShort(std::uint64_t seq)
{
    return makeError(ErrorCode::Damaged, "ledger.damaged",
                     fmt::format("The bytes of transaction number {} do not begin with a header. Run fsck.", seq));
}

}  // namespace

Result<std::string> LedgerReader::headerBytes(std::uint64_t seq)
{
    MS_ASSIGN(auto blob, sqlite::BlobReader::open(*m_impl->db, "wire", "bytes", seq));
    if (!blob) {
        return makeError(ErrorCode::NotFound, "ledger.no-such-transaction",
                         fmt::format("The ledger has no transaction number {}.", seq));
    }
    // Field 1, length-delimited: 0x0a, the length in at most three bytes of seven bits, the header.
    std::array<char, 4> front{};
    const std::size_t size = blob->size();
    if (size < front.size()) {
        return cutShort(seq);
    }
    MS_TRY(blob->read(front, 0));
    std::size_t length = 0;
    std::size_t at = 1;
    bool more = true;
    for (int shift = 0; more && at < front.size(); shift += 7, ++at) {
        length |= static_cast<std::size_t>(static_cast<std::uint8_t>(front[at]) & 0x7fu) << shift;
        more = (static_cast<std::uint8_t>(front[at]) & 0x80u) != 0;
    }
    if (front[0] != 0x0a || more || length == 0 || length > kMaxHeaderBytes || at + length > size) {
        return cutShort(seq);
    }
    std::string header(length, '\0');
    MS_TRY(blob->read(header, at));
    return header;
}

}  // namespace meterseal
