#include "meterseal/merkle/tree.h"
#include "support/hashes.h"
#include "support/qt.h"

#include <random>
#include <set>

using namespace meterseal;
using namespace meterseal::merkle;

namespace {

std::vector<std::uint64_t> bruteForce(const std::vector<Hash256>& left, const std::vector<Hash256>& right)
{
    std::vector<std::uint64_t> differing;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i] != right[i]) {
            differing.push_back(i);
        }
    }
    return differing;
}

}  // namespace

class TestDiff : public QObject {
    Q_OBJECT

private slots:
    void emptyAndEqual()
    {
        std::uint64_t visited = 99;
        QVERIFY(diff(Tree(), Tree(), &visited).empty());
        QCOMPARE(visited, 0u);
        const Tree tree(test::someHashes(1000, 1));
        QVERIFY(diff(tree, tree, &visited).empty());
        QCOMPARE(visited, 1u);  // the roots decide
        QVERIFY(diff(tree, tree).empty());
    }

    void agreesWithComparingEveryLeaf()
    {
        std::mt19937_64 random(7);
        for (const std::size_t size : {1u, 2u, 3u, 5u, 6u, 7u, 8u, 9u, 100u, 127u, 128u, 129u, 1000u, 8191u, 8192u}) {
            const std::vector<Hash256> leaves = test::someHashes(size, size);
            const Tree tree(leaves);
            for (const std::size_t changes : {std::size_t(1), std::size_t(2), std::size_t(17), size / 2, size}) {
                std::vector<Hash256> changed = leaves;
                for (std::size_t i = 0; i < changes; ++i) {
                    changed[random() % size].bytes[random() % 32] ^= 0x40;
                }
                QVERIFY(diff(tree, Tree(changed)) == bruteForce(leaves, changed));
            }
            std::vector<Hash256> lastOnly = leaves;
            lastOnly.back().bytes[0] ^= 1;
            QVERIFY(diff(tree, Tree(lastOnly)) == std::vector<std::uint64_t>{size - 1});
        }
    }

    // Below each differing inner node at most two hashes are compared, and a changed leaf makes at most one inner node
    // a level differ: 1 + 2 * k * height in all.
    void visitsFewNodes()
    {
        std::mt19937_64 random(8);
        for (const std::size_t size : {1000u, 4097u, 8192u}) {
            const std::vector<Hash256> leaves = test::someHashes(size, size);
            const Tree tree(leaves);
            for (const std::size_t changes : {1u, 2u, 5u, 30u}) {
                std::vector<Hash256> changed = leaves;
                std::set<std::uint64_t> places;
                while (places.size() < changes) {
                    places.insert(random() % size);
                }
                for (const std::uint64_t place : places) {
                    changed[place].bytes[5] ^= 1;
                }
                std::uint64_t visited = 0;
                const std::vector<std::uint64_t> found = diff(tree, Tree(changed), &visited);
                QVERIFY(std::equal(found.begin(), found.end(), places.begin(), places.end()));
                QVERIFY(visited <= 1 + 2 * changes * (tree.levelCount() - 1));
                QVERIFY(visited > changes);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestDiff)
#include "tst_diff.moc"
