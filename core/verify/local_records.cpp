#include "verify/local_records.h"

#include "verify/spilled_run.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/record/canonical_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace meterseal::verify {
namespace {

constexpr std::size_t kStopInterval = 4096;
constexpr std::size_t kMostPerMeter = std::numeric_limits<std::uint32_t>::max() - 2;

Error cancelledError()
{
    return makeError(ErrorCode::Cancelled, "verify.cancelled", "The verification was stopped.");
}

// As the value stands in the canonical record. The closing brace takes part in the order of bytes: `1}` comes after
// `10}` and `1.5}`.
std::string valueText(double value)
{
    return formatNumber(value) + '}';
}

}  // namespace

std::uint32_t Dictionary::numberOf(std::string_view text)
{
    if (const auto found = m_numbers.find(text); found != m_numbers.end()) {
        return found->second;
    }
    m_texts.emplace_back(text);
    const auto number = static_cast<std::uint32_t>(m_texts.size() - 1);
    m_numbers.emplace(m_texts.back(), number);
    return number;
}

LocalRecords::LocalRecords(std::size_t memoryRecords, std::filesystem::path temporaryFolder)
    : m_memoryRecords(std::clamp<std::size_t>(memoryRecords, 1, kMostPerMeter)),
      m_temporaryFolder(std::move(temporaryFolder))
{}

LocalRecords::~LocalRecords() = default;

Status LocalRecords::add(std::span<const SourceRow> rows, const std::stop_token& stop)
{
    m_canonical.clear();
    m_canonicalEnds.clear();
    for (const SourceRow& row : rows) {
        appendCanonical(row.record, m_canonical);
        m_canonicalEnds.push_back(m_canonical.size());
    }
    m_messages.clear();
    for (std::size_t i = 0, begin = 0; i < rows.size(); begin = m_canonicalEnds[i++]) {
        m_messages.push_back(asBytes(std::string_view(m_canonical).substr(begin, m_canonicalEnds[i] - begin)));
    }
    m_leaves.resize(rows.size());
    crypto::sha256PrefixedMany(0x00, m_messages, m_leaves);

    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (m_held == m_memoryRecords) {
            MS_TRY(spill(stop));
        }
        if (m_held / kChunk == m_chunks.size()) {
            m_chunks.emplace_back().resize(kChunk);
        }
        const HealthRecord& record = rows[i].record;
        held(m_held++) = {m_meters.numberOf(record.mn),
                          m_alarmCodes.numberOf(record.alarmCode),
                          record.alarmTime,
                          record.value,
                          m_leaves[i],
                          rows[i].line};
        ++m_size;
    }
    return {};
}

Status LocalRecords::finish(const std::stop_token& stop)
{
    // Canonical JSON strings with both quotes: a quote sorts before letters but after a space.
    std::vector<std::string> json(m_alarmCodes.size());
    std::vector<std::uint32_t> order(m_alarmCodes.size());
    std::iota(order.begin(), order.end(), 0U);
    for (const std::uint32_t code : order) {
        appendJsonString(m_alarmCodes.text(code), json[code]);
    }
    std::ranges::sort(order, {}, [&](std::uint32_t code) -> const std::string& { return json[code]; });
    m_codeRank.resize(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        m_codeRank[order[rank]] = rank;
    }

    if (m_runs.empty()) {
        groupByMeter();
        return {};
    }
    if (m_held > 0) {
        MS_TRY(spill(stop));
    }
    m_chunks = {};
    m_grouped = {};
    for (const auto& run : m_runs) {
        MS_TRY(run->rewind());
    }
    return {};
}

// Counting sort: m_grouped lists the held records by meter, m_groupEnd says where each meter ends.
void LocalRecords::groupByMeter()
{
    m_groupEnd.assign(m_meters.size(), 0);
    for (std::size_t i = 0; i < m_held; ++i) {
        ++m_groupEnd[held(i).meter];
    }
    std::exclusive_scan(m_groupEnd.begin(), m_groupEnd.end(), m_groupEnd.begin(), 0U);
    m_grouped.resize(m_held);
    for (std::size_t i = 0; i < m_held; ++i) {
        m_grouped[m_groupEnd[held(i).meter]++] = static_cast<std::uint32_t>(i);
    }
}

Status LocalRecords::spill(const std::stop_token& stop)
{
    MS_ASSIGN(auto run, SpilledRun::create(m_temporaryFolder));
    groupByMeter();
    for (std::size_t i = 0; i < m_grouped.size(); ++i) {
        if (i % kStopInterval == 0 && stop.stop_requested()) {
            return cancelledError();
        }
        MS_TRY(run->append(held(m_grouped[i])));
    }
    MS_TRY(run->flush());
    m_runs.push_back(std::move(run));
    m_held = 0;
    return {};
}

Result<bool> LocalRecords::nextMeter(std::vector<LocalRecord>& records, const std::stop_token& stop)
{
    records.clear();
    return m_runs.empty() ? nextMeterInMemory(records, stop) : nextMeterFromRuns(records, stop);
}

Result<bool> LocalRecords::nextMeterInMemory(std::vector<LocalRecord>& records, const std::stop_token& stop)
{
    if (m_nextMeter == m_groupEnd.size()) {
        return false;
    }
    const std::uint32_t begin = m_nextMeter == 0 ? 0 : m_groupEnd[m_nextMeter - 1];
    const std::uint32_t end = m_groupEnd[m_nextMeter++];
    records.reserve(end - begin);
    for (std::uint32_t i = begin; i < end; ++i) {
        if (records.size() % kStopInterval == 0 && stop.stop_requested()) {
            return cancelledError();
        }
        records.push_back(held(m_grouped[i]));
    }
    return true;
}

Result<bool> LocalRecords::nextMeterFromRuns(std::vector<LocalRecord>& records, const std::stop_token& stop)
{
    const LocalRecord* first = nullptr;
    for (const auto& run : m_runs) {
        MS_ASSIGN(const LocalRecord* const head, run->peek());
        if (head != nullptr && (first == nullptr || head->meter < first->meter)) {
            first = head;
        }
    }
    if (first == nullptr) {
        return false;
    }
    const std::uint32_t meter = first->meter;
    for (const auto& run : m_runs) {
        for (;;) {
            if (records.size() % kStopInterval == 0 && stop.stop_requested()) {
                return cancelledError();
            }
            MS_ASSIGN(const LocalRecord* const head, run->peek());
            if (head == nullptr || head->meter != meter) {
                break;
            }
            if (records.size() == kMostPerMeter) {
                return makeError(
                    ErrorCode::Unsupported, "verify.too-many-records",
                    fmt::format("Meter {} has more than {} records in this file. Nothing of this meter was "
                                "checked. Split the file by time and verify the parts.",
                                meterId(meter), kMostPerMeter));
            }
            records.push_back(*head);
            run->pop();
        }
    }
    return true;
}

HealthRecord LocalRecords::toRecord(const LocalRecord& record) const
{
    return {m_meters.text(record.meter), m_alarmCodes.text(record.alarmCode), record.value, record.time};
}

bool LocalRecords::before(const LocalRecord& a, const LocalRecord& b) const
{
    if (a.time != b.time) {
        return a.time < b.time;
    }
    if (a.alarmCode != b.alarmCode) {
        return m_codeRank[a.alarmCode] < m_codeRank[b.alarmCode];
    }
    if (a.value != b.value) {
        return valueText(a.value) < valueText(b.value);
    }
    return a.line < b.line;
}

Result<std::uint64_t> LocalRecords::sortForBatch(std::vector<LocalRecord>& records, const std::stop_token& stop) const
{
    const auto order = [this](const LocalRecord& a, const LocalRecord& b) { return before(a, b); };
    // In pieces, and then by merging them, so that a stop is heard in the middle of millions of records.
    constexpr std::size_t kPiece = 32768;
    for (std::size_t begin = 0; begin < records.size(); begin += kPiece) {
        if (stop.stop_requested()) {
            return cancelledError();
        }
        const auto piece = std::span(records).subspan(begin, std::min(kPiece, records.size() - begin));
        if (!std::ranges::is_sorted(piece, order)) {
            std::ranges::sort(piece, order);
        }
    }
    std::vector<LocalRecord> merged(records.size() > kPiece ? records.size() : 0);
    for (std::size_t width = kPiece; width < records.size(); width *= 2) {
        for (std::size_t begin = 0; begin < records.size(); begin += 2 * width) {
            if (stop.stop_requested()) {
                return cancelledError();
            }
            const auto first = records.begin() + static_cast<std::ptrdiff_t>(begin);
            const auto middle = records.begin() + static_cast<std::ptrdiff_t>(std::min(begin + width, records.size()));
            const auto last =
                records.begin() + static_cast<std::ptrdiff_t>(std::min(begin + 2 * width, records.size()));
            std::merge(first, middle, middle, last, merged.begin() + static_cast<std::ptrdiff_t>(begin), order);
        }
        records.swap(merged);
    }
    const auto equal = std::ranges::unique(records, {}, &LocalRecord::leaf);
    const std::uint64_t dropped = equal.size();
    records.erase(equal.begin(), equal.end());
    return dropped;
}

}  // namespace meterseal::verify
