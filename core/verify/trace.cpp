#include "meterseal/verify/trace.h"

#include <fmt/format.h>

namespace meterseal {

Result<TraceLink> followLink(LedgerReader& reader, const Hash256& hash, std::string_view address)
{
    TraceLink link;
    auto row = reader.transactionByHash(hash);
    if (!row) {
        if (row.error().code == ErrorCode::NotFound) {
            return makeError(
                ErrorCode::Damaged, "trace.missing",
                fmt::format("The transaction {}, which the next batch names as prev, is not here.", hash.hex()));
        }
        return row.error();
    }
    link.row = std::move(*row);
    MS_ASSIGN(const Bytes wire, reader.wire(link.row.seq));
    if (txHashOf(wire) != hash) {
        return makeError(ErrorCode::Damaged, "trace.hash",
                         fmt::format("The bytes stored as {} do not hash to it.", hash.hex()));
    }
    MS_ASSIGN(const Transaction tx, decodeTransaction(wire));
    const auto* convert = std::get_if<ConvertBody>(&tx.header.body);
    if (convert == nullptr || convert->address != address) {
        return makeError(ErrorCode::Damaged, "trace.foreign",
                         fmt::format("The transaction {} is not a batch of this meter.", hash.hex()));
    }
    link.root = convert->root;
    link.prev = convert->prev;
    return link;
}

}  // namespace meterseal
