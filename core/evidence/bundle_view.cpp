#include "evidence/bundle_view.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::evidence {

namespace {

Error notThere(std::string message)
{
    return makeError(ErrorCode::NotFound, "evidence.not-in-bundle", std::move(message));
}

}  // namespace

BundleView::BundleView(const Genesis& genesis, const LedgerState& state,
                       const std::map<std::uint64_t, BundledTx>& transactions)
    : m_genesis(genesis), m_state(state), m_transactions(transactions)
{
    for (const auto& [index, bundled] : transactions) {
        m_byHash.emplace(bundled.hash, index);
        if (const auto* convert = std::get_if<ConvertBody>(&bundled.tx.header.body); convert && bundled.meter) {
            m_batches[bundled.meter->id].push_back({index, convert->start, convert->end, convert->count});
        }
    }
}

Result<LedgerTotals> BundleView::totals()
{
    LedgerTotals totals;
    totals.transactions = m_transactions.size();
    totals.meters = m_state.meterCount();
    for (std::uint32_t id = 1; id <= m_state.meterCount(); ++id) {
        ++totals.metersByState[m_state.meterById(id)->state];
    }
    return totals;
}

Result<Page<MeterRow>> BundleView::meters(const MeterFilter& filter, std::optional<std::uint32_t> cursor,
                                          Direction direction, std::size_t limit)
{
    std::vector<const MeterEntry*> all;
    for (std::uint32_t id = 1; id <= m_state.meterCount(); ++id) {
        const MeterEntry* meter = m_state.meterById(id);
        if ((!filter.state || meter->state == *filter.state) &&
            (!filter.manufacturer || meter->manufacturer == *filter.manufacturer) &&
            (!filter.mnPrefix || meter->mn.starts_with(*filter.mnPrefix))) {
            all.push_back(meter);
        }
    }
    std::ranges::sort(all,
                      [](const auto* a, const auto* b) { return std::tie(a->mn, a->id) < std::tie(b->mn, b->id); });
    if (direction == Direction::Older) {
        std::ranges::reverse(all);
    }
    auto at = all.begin();
    if (cursor) {
        at = std::ranges::find(all, *cursor, [](const auto* meter) { return meter->id; });
        at = at == all.end() ? at : at + 1;
    }
    Page<MeterRow> page;
    for (; at != all.end() && page.rows.size() < limit; ++at) {
        MS_ASSIGN(MeterRow row, meterByMn((*at)->mn));
        page.rows.push_back(std::move(row));
    }
    page.more = at != all.end();
    return page;
}

Result<MeterRow> BundleView::meterByMn(std::string_view mn)
{
    const MeterEntry* meter = m_state.meterByMn(mn);
    if (meter == nullptr) {
        return notThere(fmt::format("The bundle does not register meter {}.", mn));
    }
    MeterRow row;
    row.entry = *meter;
    if (const auto registered = m_byHash.find(meter->registerTx); registered != m_byHash.end()) {
        row.registeredAt = m_transactions.at(registered->second).proof.entry.time;
    }
    if (const auto batches = m_batches.find(meter->id); batches != m_batches.end()) {
        for (const BatchRow& batch : batches->second) {
            ++row.batches;
            row.records += batch.count;
            row.firstRecord = std::min(row.firstRecord.value_or(batch.start), batch.start);
            row.lastRecord = std::max(row.lastRecord.value_or(batch.end), batch.end);
        }
        const BundledTx& last = m_transactions.at(batches->second.back().seq);
        row.lastAnchored = last.proof.entry.time;
        row.entry.lastConvert = last.hash;
    }
    return row;
}

Result<std::vector<BatchRow>> BundleView::batchesOf(std::uint32_t meterId)
{
    const auto found = m_batches.find(meterId);
    return found == m_batches.end() ? std::vector<BatchRow>() : found->second;
}

Result<TxRow> BundleView::transaction(std::uint64_t seq)
{
    const auto found = m_transactions.find(seq);
    if (found == m_transactions.end()) {
        return notThere(fmt::format("The bundle does not hold transaction {}.", seq));
    }
    const BundledTx& bundled = found->second;
    TxRow row;
    row.seq = seq;
    row.hash = bundled.hash;
    row.height = bundled.proof.entry.height;
    row.time = bundled.proof.entry.time;
    row.type = bundled.tx.header.type();
    row.bytes = static_cast<std::uint32_t>(bundled.wire.size());
    if (const auto* convert = std::get_if<ConvertBody>(&bundled.tx.header.body)) {
        row.start = convert->start;
        row.end = convert->end;
        row.count = convert->count;
        row.meterId = bundled.meter ? bundled.meter->id : 0;
        row.mn = bundled.meter ? bundled.meter->mn : "";
    }
    return row;
}

Result<TxRow> BundleView::transactionByHash(const Hash256& hash)
{
    const auto found = m_byHash.find(hash);
    if (found == m_byHash.end()) {
        return notThere(fmt::format("The bundle does not hold transaction {}.", hash.hex()));
    }
    return transaction(found->second);
}

Result<Bytes> BundleView::wire(std::uint64_t seq)
{
    const auto found = m_transactions.find(seq);
    if (found == m_transactions.end()) {
        return notThere(fmt::format("The bundle does not hold transaction {}.", seq));
    }
    return Bytes(found->second.wire.begin(), found->second.wire.end());
}

LedgerView::Place BundleView::placeOf(const TxRow& row)
{
    return [entry = m_transactions.at(row.seq).proof.entry]() -> Result<LogEntry> { return entry; };
}

}  // namespace meterseal::evidence
