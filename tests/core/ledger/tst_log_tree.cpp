// The log's tree from stored leaves and subtrees against merkle::Tree, with the hashes kept in memory.
#include "ledger/log_tree.h"
#include "support/hashes.h"
#include "support/qt.h"

#include <bit>

using namespace meterseal;

namespace {

constexpr std::uint64_t kLargest = 1100;  // crosses 256, 512 and 1,024

// What a store would hold of a log: leaves and the subtrees that appending completed.
struct Memory {
    std::vector<Hash256> levels[kLogNodeLevels + 1];
    std::uint64_t asked = 0;

    LogHashes hashes()
    {
        return [this](unsigned level, std::uint64_t first, std::uint64_t count) -> Result<std::vector<Hash256>> {
            const auto& all = levels[level];
            if (first > all.size() || count > all.size() - first) {
                return makeError(ErrorCode::Damaged, "ledger.damaged", "not stored");
            }
            asked += count;
            const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
            return std::vector<Hash256>(begin, begin + static_cast<std::ptrdiff_t>(count));
        };
    }
};

Memory logOf(std::span<const Hash256> leaves)
{
    Memory memory;
    LogAppender appender;
    std::vector<LogAppender::Node> nodes;
    for (const Hash256& leaf : leaves) {
        memory.levels[0].push_back(leaf);
        appender.append(leaf, nodes);
    }
    for (const LogAppender::Node& node : nodes) {
        memory.levels[node.level].push_back(node.hash);
    }
    return memory;
}

}  // namespace

class TestLogTree : public QObject {
    Q_OBJECT

private:
    const std::vector<Hash256> m_leaves = test::someHashes(kLargest, 1);
    Memory m_memory = logOf(m_leaves);

    merkle::Tree treeOf(std::uint64_t size) const { return merkle::Tree(std::span(m_leaves).first(size)); }

private slots:
    void appendingSaysWhichSubtreesAreComplete()
    {
        LogAppender appender;
        std::vector<LogAppender::Node> nodes;
        for (std::uint64_t size = 1; size <= kLargest; ++size) {
            const std::size_t before = nodes.size();
            appender.append(m_leaves[size - 1], nodes);
            QCOMPARE(nodes.size() - before, std::size_t(size % 256 == 0 ? 1 : 0));
            if (size % 256 == 0) {
                QCOMPARE(nodes.back().level, 1u);
                QCOMPARE(nodes.back().index, size / 256 - 1);
                QVERIFY(nodes.back().hash == merkle::rootOf(std::span(m_leaves).subspan(size - 256, 256)));
            }
        }
    }

    void theRangeIsTheTreeAtEverySize()
    {
        LogAppender appender;
        std::vector<LogAppender::Node> nodes;
        QVERIFY(appender.range().root() == merkle::emptyRoot());
        merkle::CompactRange plain;
        for (std::uint64_t size = 1; size <= kLargest; ++size) {
            appender.append(m_leaves[size - 1], nodes);
            plain.append(m_leaves[size - 1]);
            QCOMPARE(appender.range().size(), size);
            QVERIFY(appender.range().root() == treeOf(size).root());
            QVERIFY(appender.range().peaks() == plain.peaks());
        }
    }

    void resumingContinuesAtEverySize()
    {
        for (std::uint64_t size = 0; size <= kLargest; ++size) {
            auto resumed = LogAppender::resume(m_memory.hashes(), size);
            MS_VERIFY_OK(resumed);
            QVERIFY(resumed->range().root() == treeOf(size).root());
            // On from there: over the next stored subtree.
            std::vector<LogAppender::Node> nodes;
            const std::uint64_t next = std::min(kLargest, size + (size % 5 == 0 ? 300 : 1));
            for (std::uint64_t i = size; i < next; ++i) {
                resumed->append(m_leaves[i], nodes);
            }
            QVERIFY(resumed->range().root() == treeOf(next).root());
            QCOMPARE(nodes.size(), std::size_t(next / 256 - size / 256));
            for (const LogAppender::Node& node : nodes) {
                QVERIFY(node.hash == m_memory.levels[node.level][node.index]);
            }
        }
    }

    void subtrees()
    {
        for (std::uint64_t count = 0; count <= kLargest; ++count) {
            const auto whole = logSubtree(m_memory.hashes(), 0, count);
            MS_VERIFY_OK(whole);
            QVERIFY(*whole == treeOf(count).root());
            const std::uint64_t step = std::bit_ceil(std::max<std::uint64_t>(count, 1));
            for (std::uint64_t first = step; first + count <= kLargest; first += step) {
                const auto part = logSubtree(m_memory.hashes(), first, count);
                MS_VERIFY_OK(part);
                QVERIFY(*part == merkle::rootOf(std::span(m_leaves).subspan(first, count)));
            }
        }
    }

    void inclusionProofsOfEverySize()
    {
        for (std::uint64_t size = 1; size <= kLargest; ++size) {
            const merkle::Tree tree = treeOf(size);
            // Every index of the small trees and of those around a stored subtree's end, some of the others.
            const bool all = size <= 70 || size % 256 <= 1;
            for (std::uint64_t index = all ? 0 : size % 29; index < size; index += all ? 1 : 61) {
                const auto proof = logInclusionProof(m_memory.hashes(), index, size);
                MS_VERIFY_OK(proof);
                QVERIFY(*proof == tree.inclusionProof(index));
            }
        }
    }

    void consistencyProofsOfEverySize()
    {
        for (std::uint64_t size = 0; size <= kLargest; ++size) {
            const merkle::Tree tree = treeOf(size);
            const bool all = size <= 70 || size % 256 <= 1;
            for (std::uint64_t old = all ? 0 : size % 31; old <= size; old += all ? 1 : 67) {
                const auto proof = logConsistencyProof(m_memory.hashes(), old, size);
                MS_VERIFY_OK(proof);
                QVERIFY(*proof == tree.consistencyProof(old));
            }
        }
    }

    // Levels 16 and 24, which no log of 1,100 reaches: the subtrees' hashes need not be those of leaves that exist.
    void higherLevels()
    {
        constexpr std::uint64_t kSize = 65'536 * 2 + 256 * 3 + 5;
        const std::vector<Hash256> leaves = test::someHashes(kSize, 2);
        Memory memory = logOf(leaves);
        QCOMPARE(memory.levels[2].size(), std::size_t(2));
        const merkle::Tree tree(leaves);
        for (const std::uint64_t index : {std::uint64_t(0), std::uint64_t(65'535), std::uint64_t(65'536), kSize - 1}) {
            memory.asked = 0;
            const auto proof = logInclusionProof(memory.hashes(), index, kSize);
            MS_VERIFY_OK(proof);
            QVERIFY(*proof == tree.inclusionProof(index));
            QVERIFY2(memory.asked < 1600, qPrintable(QString::number(memory.asked)));  // and not 131,845
        }
        for (const std::uint64_t old : {std::uint64_t(1), std::uint64_t(65'536), std::uint64_t(100'000), kSize - 1}) {
            const auto proof = logConsistencyProof(memory.hashes(), old, kSize);
            MS_VERIFY_OK(proof);
            QVERIFY(*proof == tree.consistencyProof(old));
        }
        auto resumed = LogAppender::resume(memory.hashes(), kSize);
        MS_VERIFY_OK(resumed);
        QVERIFY(resumed->range().root() == tree.root());
    }

    void aMissingHashIsAnErrorNotAWrongProof()
    {
        Memory memory = logOf(std::span(m_leaves).first(600));
        memory.levels[1].pop_back();
        MS_VERIFY_REASON(logInclusionProof(memory.hashes(), 0, 600), "ledger.damaged");
        MS_VERIFY_REASON(LogAppender::resume(logOf(std::span(m_leaves).first(10)).hashes(), 11), "ledger.damaged");
    }
};

QTEST_APPLESS_MAIN(TestLogTree)
#include "tst_log_tree.moc"
