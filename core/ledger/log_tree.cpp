#include "ledger/log_tree.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>

namespace meterseal {

namespace {

// The largest power of two below n. Precondition: n >= 2.
std::uint64_t splitPoint(std::uint64_t n)
{
    return std::bit_floor(n - 1);
}

}  // namespace

Result<Hash256> logSubtree(const LogHashes& hashes, std::uint64_t first, std::uint64_t count)
{
    if (count == 0) {
        return merkle::emptyRoot();
    }
    if (std::has_single_bit(count)) {
        const auto level = static_cast<unsigned>(std::countr_zero(count));
        const unsigned stored = std::min(level / kLogNodeBits, kLogNodeLevels);
        const unsigned shift = stored * kLogNodeBits;
        MS_ASSIGN(const auto nodes, hashes(stored, first >> shift, count >> shift));
        return merkle::rootOf(nodes);
    }
    const std::uint64_t k = splitPoint(count);
    MS_ASSIGN(const Hash256 left, logSubtree(hashes, first, k));
    MS_ASSIGN(const Hash256 right, logSubtree(hashes, first + k, count - k));
    return merkle::nodeHash(left, right);
}

Result<std::vector<Hash256>> logInclusionProof(const LogHashes& hashes, std::uint64_t index, std::uint64_t size)
{
    // PATH(m, D[n]) from the root downwards; siblings are collected top-down and turned round.
    std::vector<Hash256> siblings;
    std::uint64_t first = 0;
    while (size > 1) {
        const std::uint64_t k = splitPoint(size);
        const bool left = index - first < k;
        MS_ASSIGN(const Hash256 sibling, left ? logSubtree(hashes, first + k, size - k) : logSubtree(hashes, first, k));
        siblings.push_back(sibling);
        first = left ? first : first + k;
        size = left ? k : size - k;
    }
    return std::vector<Hash256>(siblings.rbegin(), siblings.rend());
}

Result<std::vector<Hash256>> logConsistencyProof(const LogHashes& hashes, std::uint64_t oldSize, std::uint64_t newSize)
{
    // SUBPROOF(m, D[n], b), RFC 9162 section 2.1.4.1, walked from the root downwards.
    std::vector<Hash256> proof;
    if (oldSize == 0 || oldSize == newSize) {
        return proof;
    }
    std::uint64_t first = 0;
    std::uint64_t m = oldSize;
    std::uint64_t n = newSize;
    bool whole = true;  // the subtree is the old tree itself, whose root the verifier has
    while (m != n) {
        const std::uint64_t k = splitPoint(n);
        if (m <= k) {
            MS_ASSIGN(const Hash256 right, logSubtree(hashes, first + k, n - k));
            proof.push_back(right);
            n = k;
        } else {
            MS_ASSIGN(const Hash256 left, logSubtree(hashes, first, k));
            proof.push_back(left);
            first += k;
            m -= k;
            n -= k;
            whole = false;
        }
    }
    if (!whole) {
        MS_ASSIGN(const Hash256 rest, logSubtree(hashes, first, m));
        proof.push_back(rest);
    }
    return std::vector<Hash256>(proof.rbegin(), proof.rend());
}

Result<LogAppender> LogAppender::resume(const LogHashes& hashes, std::uint64_t size)
{
    LogAppender appender;
    appender.m_size = size;
    for (unsigned level = 0; level <= kLogNodeLevels; ++level) {
        const std::uint64_t count = size >> (level * kLogNodeBits);
        const std::uint64_t covered = level == kLogNodeLevels ? 0 : count >> kLogNodeBits << kLogNodeBits;
        MS_ASSIGN(appender.m_pending[level], hashes(level, covered, count - covered));
    }
    return appender;
}

void LogAppender::append(const Hash256& leaf, std::vector<Node>& completed)
{
    ++m_size;
    m_pending[0].push_back(leaf);
    for (unsigned level = 0; level < kLogNodeLevels && m_pending[level].size() == 1u << kLogNodeBits; ++level) {
        const Hash256 node = merkle::rootOf(m_pending[level]);
        m_pending[level].clear();
        m_pending[level + 1].push_back(node);
        completed.push_back({level + 1, (m_size >> ((level + 1) * kLogNodeBits)) - 1, node});
    }
}

merkle::CompactRange LogAppender::range() const
{
    std::vector<Hash256> peaks;
    for (unsigned level = kLogNodeLevels + 1; level-- > 0;) {
        // The pending hashes of a level, as perfect subtrees, largest first.
        std::span<const Hash256> rest(m_pending[level]);
        while (!rest.empty()) {
            const std::size_t take = std::bit_floor(rest.size());
            peaks.push_back(merkle::rootOf(rest.first(take)));
            rest = rest.subspan(take);
        }
    }
    return merkle::CompactRange::restore(m_size, std::move(peaks)).value();
}

LogHashes storedLogHashes(sqlite::Database& db)
{
    return [&db](unsigned level, std::uint64_t first, std::uint64_t count) -> Result<std::vector<Hash256>> {
        std::vector<Hash256> out;
        out.reserve(std::min<std::uint64_t>(count, 1 << 16));  // a damaged ledger may ask for any number
        MS_ASSIGN(
            auto select,
            db.prepare(level == 0
                           ? "SELECT leaf FROM tx WHERE seq >= ?1 AND seq < ?2 ORDER BY seq"
                           : "SELECT hash FROM log_node WHERE level = ?3 AND node >= ?1 AND node < ?2 ORDER BY node"));
        select.bind(1, first).bind(2, first + count);
        if (level > 0) {
            select.bind(3, level * kLogNodeBits);
        }
        for (;;) {
            MS_ASSIGN(const bool row, select.step());
            if (!row) {
                break;
            }
            MS_ASSIGN(out.emplace_back(), select.hash(0));
        }
        if (out.size() != count) {
            return makeError(
                ErrorCode::Damaged, "ledger.damaged",
                fmt::format(
                    "The ledger's log has {} of {} hashes at level {} from {}. Run fsck to see what is missing.",
                    out.size(), count, level * kLogNodeBits, first));
        }
        return out;
    };
}

}  // namespace meterseal
