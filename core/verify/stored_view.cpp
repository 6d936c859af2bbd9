#include "verify/stored_view.h"

#include <fmt/format.h>

namespace meterseal::verify {

namespace {

Error asError(const Fault& fault)
{
    return makeError(ErrorCode::Damaged, fault.reason, fault.message);
}

}  // namespace

LedgerView::Place StoredView::placeOf(const TxRow& row)
{
    return [block = m_blocks.get(m_reader, row.height), leaf = m_blocks.log().leaf(m_reader, row.seq),
            &genesis = m_reader.genesis(), seq = row.seq, hash = row.hash]() -> Result<LogEntry> {
        if (const auto& fault = block->check(genesis)) {
            return asError(*fault);
        }
        if (const auto* fault = std::get_if<Fault>(&leaf)) {
            return asError(*fault);
        }
        const BlockHeader& header = block->block().header;
        const LogEntry entry{header.height, header.time, hash};
        if (std::get<Hash256>(leaf) != entry.leaf() || seq >= header.logSize) {
            return asError(
                {"batch.log-entry", fmt::format("Entry {} of the log does not say that transaction {} was "
                                                "accepted in block {} at {}.",
                                                seq, hash.hex(), header.height, formatTimestamp(header.time))});
        }
        return entry;
    };
}

}  // namespace meterseal::verify
