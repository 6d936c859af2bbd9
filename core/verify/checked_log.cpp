#include "verify/checked_log.h"

#include "meterseal/chain/endorsement.h"
#include "meterseal/chain/members.h"
#include "meterseal/merkle/tree.h"

#include <fmt/format.h>

namespace meterseal::verify {

namespace {

constexpr std::uint64_t kChunk = 256;
constexpr std::size_t kMostCachedChunks = (4u << 20) / kChunk;  // 128 MiB

using Hashes = std::vector<Hash256>;

Fault unreadable(const Error& error)
{
    return {"batch.log-unreadable", fmt::format("The log could not be read: {}", error.message)};
}

// The leaves as their rows make them, not as they are stored.
Result<Hashes> computedLeaves(LedgerReader& reader, std::uint64_t first, std::uint64_t count)
{
    MS_ASSIGN(const auto entries, reader.logEntries(first, count));
    Hashes leaves;
    leaves.reserve(entries.size());
    for (const LogEntry& entry : entries) {
        leaves.push_back(entry.leaf());
    }
    return leaves;
}

Result<Hashes> computedRoots(LedgerReader& reader, std::uint64_t count)
{
    Hashes roots;
    for (std::uint64_t i = 0; i < count; ++i) {
        MS_ASSIGN(const Hashes leaves, reader.logLeaves(i * kChunk, kChunk));
        roots.push_back(merkle::rootOf(leaves));
    }
    return roots;
}

// The newest block whose seal holds, a few back at most: one damaged seal says nothing of what stands before it. Its
// error is that of the newest that has one.
Result<SealedBlock> newestSealed(LedgerReader& reader)
{
    constexpr Height kMostBack = 16;
    MS_ASSIGN(const std::optional<SealedBlock> newest, newestWithSeal(reader));
    if (!newest) {
        return makeError(ErrorCode::Unavailable, kNotDecidedYet, "no block has been decided yet.");
    }
    const SealedBlock& head = *newest;
    const Status sealed = checkSealIn(reader, head);
    if (sealed.ok()) {
        return head;
    }
    for (Height back = 1; back <= kMostBack && back < head.header.height; ++back) {
        Result<SealedBlock> block = reader.block(head.header.height - back);
        if (block.ok() && checkSealIn(reader, *block).ok()) {
            return block;
        }
    }
    return sealed.error();
}

// A subtree of 256 leaves is whole, so the log's tree stands on their roots as it stands on its leaves.
bool fits(const Result<Hashes>& roots, const Result<Hashes>& tail, const Hash256& root)
{
    if (!roots.ok() || !tail.ok()) {
        return false;
    }
    Hashes top = *roots;
    if (!tail->empty()) {
        top.push_back(merkle::rootOf(*tail));
    }
    return merkle::rootOf(top) == root;
}

}  // namespace

std::optional<Fault> CheckedLog::loadCheckpoint(LedgerReader& reader)
{
    m_size = 0;
    const auto totals = reader.totals();
    if (!totals.ok()) {
        return unreadable(totals.error());
    }
    if (!totals->head) {
        return Fault{"batch.checkpoint",
                     "The ledger has no block, and so no checkpoint that a batch could stand under."};
    }
    const Result<SealedBlock> checkpoint = newestSealed(reader);
    if (!checkpoint.ok() && checkpoint.error().reason == kNotDecidedYet) {
        return std::nullopt;  // the log is as long as what was decided: empty
    }
    if (!checkpoint.ok()) {
        return Fault{"batch.checkpoint",
                     fmt::format("The newest checkpoint does not hold: {}", checkpoint.error().message)};
    }
    const BlockHeader& header = checkpoint->header;
    const std::uint64_t chunks = header.logSize / kChunk;
    const std::uint64_t rest = header.logSize % kChunk;
    Result<Hashes> roots = reader.logChunks(0, chunks);
    Result<Hashes> tail = reader.logLeaves(chunks * kChunk, rest);
    if (!fits(roots, tail, header.logRoot)) {
        if (Result<Hashes> otherTail = computedLeaves(reader, chunks * kChunk, rest);
            fits(roots, otherTail, header.logRoot)) {
            tail = std::move(otherTail);
        } else {
            roots = computedRoots(reader, chunks);
        }
    }
    if (!fits(roots, tail, header.logRoot)) {
        return !roots.ok()  ? unreadable(roots.error())
               : !tail.ok() ? unreadable(tail.error())
                            : Fault{"batch.log-root",
                                    fmt::format("The log's {} stored entries do not have the root {} with which block "
                                                "{} was sealed.",
                                                header.logSize, header.logRoot.hex(), header.height)};
    }
    m_size = header.logSize;
    m_roots = std::move(roots).value();
    m_tail = std::move(tail).value();
    m_chunks.clear();
    return std::nullopt;
}

std::optional<Fault> CheckedLog::loadChunk(LedgerReader& reader, std::uint64_t number)
{
    if (const auto known = m_chunks.find(number); known != m_chunks.end()) {
        return known->second.fault;
    }
    if (m_chunks.size() >= kMostCachedChunks) {
        m_chunks.clear();
    }
    const auto holds = [&](const Result<Hashes>& leaves) {
        return leaves.ok() && merkle::rootOf(*leaves) == m_roots[number];
    };
    Result<Hashes> leaves = reader.logLeaves(number * kChunk, kChunk);
    if (!holds(leaves)) {
        leaves = computedLeaves(reader, number * kChunk, kChunk);
    }
    Chunk chunk;
    if (holds(leaves)) {
        chunk.leaves = std::move(leaves).value();
    } else if (!leaves.ok()) {
        chunk.fault = unreadable(leaves.error());
    } else {
        chunk.fault = Fault{"batch.log-root", fmt::format("The log's entries {} to {} are not those that were sealed.",
                                                          number * kChunk, (number + 1) * kChunk - 1)};
    }
    return m_chunks.emplace(number, std::move(chunk)).first->second.fault;
}

std::variant<Hash256, Fault> CheckedLog::leaf(LedgerReader& reader, std::uint64_t index)
{
    if (!m_fault && index >= m_size) {
        m_fault = loadCheckpoint(reader);
    }
    if (m_fault) {
        return *m_fault;
    }
    if (index >= m_size && reader.genesis().consortium()) {
        return Fault{std::string(kNotDecidedYet),
                     "The batch is in a block whose seal is not here yet: the validators' decision comes with the next "
                     "header. Check again in a moment."};
    }
    if (index >= m_size) {
        return Fault{"batch.checkpoint",
                     fmt::format("Entry {} is beyond the {} that the newest checkpoint covers.", index, m_size)};
    }
    if (index / kChunk >= m_roots.size()) {
        return m_tail[index % kChunk];
    }
    if (const auto fault = loadChunk(reader, index / kChunk)) {
        return *fault;
    }
    return m_chunks.at(index / kChunk).leaves[index % kChunk];
}

}  // namespace meterseal::verify
