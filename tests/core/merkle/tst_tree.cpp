#include "meterseal/merkle/tree.h"

#include "meterseal/crypto/sha256.h"
#include "support/hashes.h"
#include "support/qt.h"
#include "support/reference_sha256.h"
#include "support/vectors.h"

using namespace meterseal;
using namespace meterseal::merkle;

namespace {

constexpr std::size_t kLastSize = 257;

Hash256 hashOf(const nlohmann::json& hex)
{
    return Hash256::fromHex(hex.get<std::string>()).value();
}

std::vector<Hash256> hashesOf(const nlohmann::json& list)
{
    std::vector<Hash256> hashes;
    for (const auto& hex : list) {
        hashes.push_back(hashOf(hex));
    }
    return hashes;
}

}  // namespace

class TestTree : public QObject {
    Q_OBJECT

private slots:
    void prefixes()
    {
        const Bytes data{1, 2, 3};
        QVERIFY(leafHash(data) == test::referenceSha256(Bytes{0, 1, 2, 3}));
        const std::vector<Hash256> pair = test::someHashes(2, 1);
        QVERIFY(nodeHash(pair[0], pair[1]) == test::slowRoot(pair));
        QCOMPARE(qs(emptyRoot().hex()),
                 QStringLiteral("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    void protocolVectors()
    {
        std::size_t seen = 0;
        for (const auto& entry : test::vectors().at("trees")) {
            const std::vector<Hash256> leaves = hashesOf(entry.at("leaves"));
            const Tree tree(leaves);
            QVERIFY(tree.root() == hashOf(entry.at("root")));
            QCOMPARE(entry.at("inclusion").size(), leaves.size());
            QCOMPARE(entry.at("consistency").size(), leaves.size());
            for (std::size_t i = 0; i < leaves.size(); ++i, ++seen) {
                QVERIFY(tree.inclusionProof(i) == hashesOf(entry.at("inclusion")[i]));
                QVERIFY(tree.consistencyProof(i + 1) == hashesOf(entry.at("consistency")[i]));
            }
        }
        QVERIFY(seen > 0);
    }

    void leavesOfTheVectors()
    {
        for (const auto& record : test::vectors().at("records")) {
            QVERIFY(leafHash(asBytes(record.at("jcs").get<std::string>())) == hashOf(record.at("leaf")));
        }
    }

    void logRootsOfTheVectors()
    {
        CompactRange log;
        const auto& roots = test::vectors().at("logRoots");
        const auto& entries = test::vectors().at("log");
        QCOMPARE(roots.size(), entries.size() + 1);
        QVERIFY(log.root() == hashOf(roots[0]));
        std::vector<Hash256> leaves;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            leaves.push_back(leafHash(fromHex(entries[i].at("entry").get<std::string>()).value()));
            log.append(leaves.back());
            QVERIFY(log.root() == hashOf(roots[i + 1]));
        }
        const Tree tree(leaves);
        for (const auto& vector : test::vectors().at("logProofs")) {
            const auto index = vector.at("index").get<std::uint64_t>();
            const auto size = vector.at("size").get<std::uint64_t>();
            std::vector<Hash256> proof;
            for (const auto& sibling : vector.at("proof")) {
                proof.push_back(hashOf(sibling));
            }
            QVERIFY(verifyInclusion(leaves.at(index), index, size, proof, hashOf(roots[size])));
            QVERIFY(size != leaves.size() || tree.inclusionProof(index) == proof);
        }
    }

    // Every size 0..257 against the recursive definitions: roots by every route, every inclusion proof, every pair of
    // sizes for consistency; and each proof verifies.
    void agreesWithTheDefinition()
    {
        const std::vector<Hash256> all = test::someHashes(kLastSize, 2);
        test::SlowTree definition(all);
        std::vector<Hash256> roots;
        CompactRange range;
        RootBuilder builder;
        Tree tree;
        for (std::size_t size = 0; size <= kLastSize; ++size) {
            const std::span<const Hash256> leaves = std::span(all).first(size);
            const Hash256 root = definition.root(size);
            roots.push_back(root);
            tree.build(leaves);
            QCOMPARE(tree.size(), size);
            QVERIFY(tree.root() == root);
            QVERIFY(rootOf(leaves) == root);
            QVERIFY(builder.rootOf(leaves) == root);
            QCOMPARE(range.size(), size);
            QVERIFY(range.root() == root);
            QVERIFY(CompactRange::restore(size, range.peaks()).value().root() == root);
            for (std::size_t i = 0; i < size; ++i) {
                const std::vector<Hash256> proof = tree.inclusionProof(i);
                QVERIFY(proof == definition.inclusionProof(i, size));
                QVERIFY(verifyInclusion(leaves[i], i, size, proof, root));
            }
            QVERIFY(tree.consistencyProof(0).empty());
            QVERIFY(verifyConsistency(0, size, roots[0], root, {}));
            for (std::size_t old = 1; old <= size; ++old) {
                const std::vector<Hash256> proof = tree.consistencyProof(old);
                QVERIFY(proof == definition.consistencyProof(old, size));
                QVERIFY(verifyConsistency(old, size, roots[old], root, proof));
            }
            if (size < kLastSize) {
                range.append(all[size]);
            }
        }
    }

    void shrinkingAndGrowingReusesATree()
    {
        Tree tree;
        RootBuilder builder;
        for (const std::size_t size : {100u, 3u, 0u, 257u, 1u, 64u}) {
            const std::vector<Hash256> leaves = test::someHashes(size, size);
            tree.build(leaves);
            QVERIFY(tree.root() == test::slowRoot(leaves));
            QVERIFY(builder.rootOf(leaves) == test::slowRoot(leaves));
            QVERIFY(size == 0 || tree.level(0).size() == size);
        }
    }

    void restoreRefusesPeaksThatDoNotFit()
    {
        MS_VERIFY_REASON(CompactRange::restore(3, test::someHashes(1, 1)), "merkle.peaks");
        MS_VERIFY_REASON(CompactRange::restore(0, test::someHashes(1, 1)), "merkle.peaks");
        MS_VERIFY_REASON(CompactRange::restore(~0ull, {}), "merkle.peaks");
        MS_VERIFY_OK(CompactRange::restore(0, {}));
    }
};

QTEST_APPLESS_MAIN(TestTree)
#include "tst_tree.moc"
