#include "meterseal/merkle/tree.h"

#include <fmt/format.h>

#include <bit>

namespace meterseal::merkle {

Result<CompactRange> CompactRange::restore(std::uint64_t size, std::vector<Hash256> peaks)
{
    if (peaks.size() != static_cast<std::size_t>(std::popcount(size))) {
        return makeError(ErrorCode::InvalidArgument, "merkle.peaks",
                         fmt::format("A log of {} leaves has {} peaks, but {} were given; the log was not resumed.",
                                     size, std::popcount(size), peaks.size()));
    }
    CompactRange range;
    range.m_size = size;
    range.m_peaks = std::move(peaks);
    return range;
}

void CompactRange::append(const Hash256& leaf)
{
    // Adding one carries through the set bits at the end; each carry joins two whole subtrees of one size.
    Hash256 node = leaf;
    for (std::uint64_t carry = m_size; (carry & 1) != 0; carry >>= 1) {
        node = nodeHash(m_peaks.back(), node);
        m_peaks.pop_back();
    }
    m_peaks.push_back(node);
    ++m_size;
}

Hash256 CompactRange::root() const
{
    if (m_peaks.empty()) {
        return emptyRoot();
    }
    Hash256 hash = m_peaks.back();
    for (auto peak = m_peaks.rbegin() + 1; peak != m_peaks.rend(); ++peak) {
        hash = nodeHash(*peak, hash);
    }
    return hash;
}

}  // namespace meterseal::merkle
