// Proofs that must not hold: changed, cut, stretched, swapped, for another place or size.
#include "meterseal/merkle/tree.h"
#include "support/hashes.h"
#include "support/qt.h"

using namespace meterseal;
using namespace meterseal::merkle;

namespace {

constexpr std::array<std::size_t, 12> kSizes{1, 2, 3, 5, 7, 8, 9, 13, 31, 32, 33, 100};
constexpr std::uint64_t kHuge = 1ull << 63;

// Every proof that is one fault away from `proof`.
std::vector<std::vector<Hash256>> brokenProofs(const std::vector<Hash256>& proof)
{
    std::vector<std::vector<Hash256>> broken;
    for (std::size_t i = 0; i < proof.size(); ++i) {
        for (const std::size_t bit : {std::size_t(0), 37 * (i + 1) % 256, std::size_t(255)}) {
            broken.push_back(proof);
            broken.back()[i].bytes[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
        }
        broken.push_back(proof);  // one left out
        broken.back().erase(broken.back().begin() + static_cast<std::ptrdiff_t>(i));
        broken.push_back(proof);  // one twice
        broken.back().insert(broken.back().begin() + static_cast<std::ptrdiff_t>(i), proof[i]);
        if (i + 1 < proof.size()) {
            broken.push_back(proof);
            std::swap(broken.back()[i], broken.back()[i + 1]);
        }
    }
    broken.push_back(proof);
    broken.back().emplace_back();
    broken.push_back(proof);
    broken.back().insert(broken.back().begin(), Hash256{});
    if (proof.size() > 1) {
        broken.emplace_back(proof.rbegin(), proof.rend());
    }
    if (!proof.empty()) {
        broken.emplace_back();
    }
    return broken;
}

}  // namespace

class TestProofs : public QObject {
    Q_OBJECT

private slots:
    void hostileInclusion()
    {
        for (const std::size_t size : kSizes) {
            const std::vector<Hash256> leaves = test::someHashes(size, size);
            const Tree tree(leaves);
            const Hash256 root = tree.root();
            for (std::size_t i = 0; i < size; ++i) {
                const std::vector<Hash256> proof = tree.inclusionProof(i);
                QVERIFY(verifyInclusion(leaves[i], i, size, proof, root));
                for (const auto& broken : brokenProofs(proof)) {
                    QVERIFY(!verifyInclusion(leaves[i], i, size, broken, root));
                }
                for (std::size_t other = 0; other < size + 3; ++other) {
                    QCOMPARE(verifyInclusion(leaves[i], other, size, proof, root), other == i);
                }
                QVERIFY(!verifyInclusion(leaves[i], i, size, proof, leafHash(root)));
                QVERIFY(!verifyInclusion(leafHash(leaves[i]), i, size, proof, root));
                QVERIFY(!verifyInclusion(leaves[i], i, 0, proof, root));
                QVERIFY(!verifyInclusion(leaves[i], kHuge, size, proof, root));
                QVERIFY(!verifyInclusion(leaves[i], ~0ull, ~0ull, proof, root));
                QVERIFY(!verifyInclusion(leaves[i], i, kHuge, proof, root));
            }
        }
        QVERIFY(!verifyInclusion(Hash256{}, 0, 0, {}, emptyRoot()));
    }

    // A wrong size may leave a leaf's path as it is (the shape left of it does not change), so only sizes of another
    // height are refused for certain.
    void inclusionForAnotherHeight()
    {
        const std::vector<Hash256> leaves = test::someHashes(8, 4);
        const Tree tree(leaves);
        for (const std::uint64_t size : std::vector<std::uint64_t>{4, 9, 16, 17, 1 << 20, kHuge, ~0ull}) {
            QVERIFY(!verifyInclusion(leaves[1], 1, size, tree.inclusionProof(1), tree.root()));
        }
    }

    // An inner node is no leaf and a leaf no inner node: the prefixes keep them apart.
    void innerNodeIsNoLeaf()
    {
        const std::vector<Hash256> leaves = test::someHashes(4, 5);
        const Tree tree(leaves);
        Bytes inner;
        for (const Hash256& child : {leaves[0], leaves[1]}) {
            inner.insert(inner.end(), child.bytes.begin(), child.bytes.end());
        }
        QVERIFY(leafHash(inner) != nodeHash(leaves[0], leaves[1]));
        const std::vector<Hash256> proof{tree.level(1)[1]};
        QVERIFY(!verifyInclusion(leafHash(inner), 0, 2, proof, tree.root()));
    }

    // CVE-2012-2459: a list whose last leaf is doubled must have another root.
    void doubledLastLeafChangesTheRoot()
    {
        for (const std::size_t size : {1u, 3u, 5u, 6u, 7u}) {
            std::vector<Hash256> leaves = test::someHashes(size, 6);
            const Hash256 root = rootOf(leaves);
            leaves.push_back(leaves.back());
            QVERIFY(rootOf(leaves) != root);
        }
    }

    void hostileConsistency()
    {
        for (const std::size_t size : kSizes) {
            const std::vector<Hash256> leaves = test::someHashes(size, size);
            const Tree tree(leaves);
            const Hash256 root = tree.root();
            for (std::size_t old = 1; old <= size; ++old) {
                const Hash256 oldRoot = rootOf(std::span(leaves).first(old));
                const std::vector<Hash256> proof = tree.consistencyProof(old);
                QVERIFY(verifyConsistency(old, size, oldRoot, root, proof));
                for (const auto& broken : brokenProofs(proof)) {
                    QVERIFY(!verifyConsistency(old, size, oldRoot, root, broken));
                }
                const Hash256 wrong = leafHash(oldRoot);
                QVERIFY(!verifyConsistency(old, size, wrong, root, proof));
                QVERIFY(!verifyConsistency(old, size, oldRoot, wrong, proof));
                QVERIFY(!verifyConsistency(size + 1, size, oldRoot, root, proof));
                QVERIFY(!verifyConsistency(~0ull, size, oldRoot, root, proof));
                QVERIFY(!verifyConsistency(old, kHuge, oldRoot, root, proof));
                QVERIFY(!verifyConsistency(old, ~0ull, oldRoot, root, proof));
                QVERIFY(old == size || !verifyConsistency(old, size, root, oldRoot, proof));
                QVERIFY(!verifyConsistency(0, size, oldRoot, root, proof));
            }
        }
    }

    void emptyOldTree()
    {
        const Hash256 root = test::someHashes(1, 8).front();
        QVERIFY(verifyConsistency(0, 0, emptyRoot(), emptyRoot(), {}));
        QVERIFY(verifyConsistency(0, 1, emptyRoot(), root, {}));
        QVERIFY(!verifyConsistency(0, 1, root, root, {}));
        QVERIFY(!verifyConsistency(0, 0, emptyRoot(), root, {}));
        QVERIFY(!verifyConsistency(0, 1, emptyRoot(), root, std::vector<Hash256>{root}));
        QVERIFY(!verifyConsistency(1, 0, root, emptyRoot(), {}));
    }

    // A log of 2^63 leaves or more: proofs are as long as the tree is high and nothing overflows. The log is made of
    // one leaf repeated, so that all whole subtrees of one height are equal.
    void hugeTree()
    {
        std::vector<Hash256> whole{test::someHashes(1, 10).front()};
        while (whole.size() < 64) {
            whole.push_back(nodeHash(whole.back(), whole.back()));
        }
        const std::span<const Hash256> siblings = std::span<const Hash256>(whole).first(63);
        for (const std::uint64_t index : std::vector<std::uint64_t>{0, 1, (1ull << 40) + 12345, kHuge - 1}) {
            QVERIFY(verifyInclusion(whole[0], index, kHuge, siblings, whole[63]));
        }
        QVERIFY(!verifyInclusion(whole[0], kHuge, kHuge, siblings, whole[63]));
        QVERIFY(!verifyInclusion(whole[0], 0, kHuge, siblings.first(62), whole[63]));
        // One leaf more: it sits alone on the right.
        const Hash256 grown = nodeHash(whole[63], whole[0]);
        QVERIFY(verifyInclusion(whole[0], kHuge, kHuge + 1, std::vector<Hash256>{whole[63]}, grown));
        QVERIFY(verifyConsistency(kHuge, kHuge + 1, whole[63], grown, std::vector<Hash256>{whole[0]}));
        QVERIFY(!verifyConsistency(kHuge, kHuge + 1, whole[63], grown, std::vector<Hash256>{whole[1]}));
        const std::vector<Hash256> endless(10000, whole[0]);
        QVERIFY(!verifyInclusion(whole[0], 5, ~0ull, endless, grown));
        QVERIFY(!verifyConsistency(5, ~0ull, whole[0], grown, endless));
        // The compact range carries through 63 set bits.
        std::vector<Hash256> peaks(whole.rbegin() + 1, whole.rend());
        CompactRange range = CompactRange::restore(kHuge - 1, peaks).value();
        range.append(whole[0]);
        QVERIFY(range.root() == whole[63]);
        QCOMPARE(range.peaks().size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestProofs)
#include "tst_proofs.moc"
