// Trees: nodes of one level, root and whole tree against a naive recursion, proofs, the diff against comparing all
// leaves.
#include "meterseal/crypto/sha256.h"
#include "meterseal/merkle/tree.h"
#include "support/hashes.h"
#include "support/require.h"

#include <benchmark/benchmark.h>

#include <bit>

using namespace meterseal;

namespace {

constexpr std::size_t kLeaves = 100000;
constexpr std::size_t kBatch = 8192;  // the largest batch the protocol allows

const std::vector<Hash256>& leaves()
{
    static const std::vector<Hash256> made = test::someHashes(kLeaves, 1);
    return made;
}

const Hash256& expectedRoot()
{
    static const Hash256 root = test::slowRoot(leaves());
    return root;
}

void countItems(benchmark::State& state, std::size_t each)
{
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * each));
}

void treeNodes(benchmark::State& state, crypto::Sha256Engine engine)
{
    if (!crypto::setSha256Engine(engine)) {
        state.SkipWithError("this processor has no SHA extensions");
        return;
    }
    const auto children = std::span(leaves()).first(2 * kBatch);
    std::vector<Hash256> out(kBatch);
    for (auto _ : state) {
        crypto::sha256Nodes(children, out);
        benchmark::ClobberMemory();
    }
    crypto::setSha256Engine(crypto::Sha256Engine::Auto);
    test::require(out.back() == test::slowRoot(children.last(2)), "tree nodes");
    countItems(state, kBatch);
}

void treeRoot(benchmark::State& state)
{
    merkle::RootBuilder builder;
    Hash256 root;
    for (auto _ : state) {
        root = builder.rootOf(leaves());
        benchmark::DoNotOptimize(root);
    }
    test::require(root == expectedRoot(), "root");
    countItems(state, kLeaves);
}

void treeBuild(benchmark::State& state)
{
    merkle::Tree tree;
    for (auto _ : state) {
        tree.build(leaves());
        benchmark::ClobberMemory();
    }
    test::require(tree.root() == expectedRoot(), "root of the built tree");
    countItems(state, kLeaves);
}

void treeAppend(benchmark::State& state)
{
    Hash256 root;
    for (auto _ : state) {
        merkle::CompactRange range;
        for (const Hash256& leaf : leaves()) {
            range.append(leaf);
        }
        root = range.root();
    }
    test::require(root == expectedRoot(), "root of the compact range");
    countItems(state, kLeaves);
}

// What one writes first: split, recurse, hash (with the same quick hash function).
Hash256 naiveRoot(std::span<const Hash256> nodes)
{
    if (nodes.size() == 1) {
        return nodes.front();
    }
    const std::size_t k = std::bit_floor(nodes.size() - 1);
    const Hash256 left = naiveRoot(nodes.first(k));
    const Hash256 right = naiveRoot(nodes.subspan(k));
    Bytes both(left.bytes.begin(), left.bytes.end());
    both.insert(both.end(), right.bytes.begin(), right.bytes.end());
    return crypto::sha256Prefixed(1, both);
}

void treeRootRivalNaiveRecursion(benchmark::State& state)
{
    Hash256 root;
    for (auto _ : state) {
        root = naiveRoot(leaves());
        benchmark::DoNotOptimize(root);
    }
    test::require(root == expectedRoot(), "root by recursion");
    countItems(state, kLeaves);
}

void proofMake(benchmark::State& state)
{
    const merkle::Tree tree(leaves());
    std::uint64_t index = 0;
    std::vector<Hash256> proof;
    for (auto _ : state) {
        index = (index + 7919) % kLeaves;
        proof = tree.inclusionProof(index);
        benchmark::DoNotOptimize(proof.data());
    }
    test::require(merkle::verifyInclusion(leaves()[index], index, kLeaves, proof, tree.root()), "inclusion proof");
    countItems(state, 1);
}

void proofVerify(benchmark::State& state)
{
    const merkle::Tree tree(leaves());
    const std::uint64_t index = 54321;
    const std::vector<Hash256> proof = tree.inclusionProof(index);
    bool holds = true;
    for (auto _ : state) {
        holds = holds && merkle::verifyInclusion(leaves()[index], index, kLeaves, proof, tree.root());
    }
    test::require(holds, "inclusion proof");
    countItems(state, 1);
}

void consistencyVerify(benchmark::State& state)
{
    const merkle::Tree tree(leaves());
    const std::uint64_t old = 77777;
    const Hash256 oldRoot = merkle::rootOf(std::span(leaves()).first(old));
    const std::vector<Hash256> proof = tree.consistencyProof(old);
    bool holds = true;
    for (auto _ : state) {
        holds = holds && merkle::verifyConsistency(old, kLeaves, oldRoot, tree.root(), proof);
    }
    test::require(holds, "consistency proof");
    countItems(state, 1);
}

// A batch with `changes` altered records, spread evenly.
struct Pair {
    std::vector<Hash256> changed{leaves().begin(), leaves().begin() + kBatch};
    std::vector<std::uint64_t> places;
    merkle::Tree left{changed};
    merkle::Tree right;
    explicit Pair(std::size_t changes)
    {
        for (std::size_t i = 0; i < changes; ++i) {
            places.push_back(i * (kBatch / changes) + 3);
            changed[places.back()].bytes[0] ^= 1;
        }
        right.build(changed);
    }
};

void diffTopDown(benchmark::State& state)
{
    const Pair pair(static_cast<std::size_t>(state.range(0)));
    std::vector<std::uint64_t> found;
    std::uint64_t visited = 0;
    for (auto _ : state) {
        found = merkle::diff(pair.left, pair.right, &visited);
        benchmark::DoNotOptimize(found.data());
    }
    test::require(found == pair.places, "diff");
    state.counters["visited"] = static_cast<double>(visited);
}

void diffRivalCompareAll(benchmark::State& state)
{
    const Pair pair(static_cast<std::size_t>(state.range(0)));
    std::vector<std::uint64_t> found;
    for (auto _ : state) {
        found.clear();
        for (std::size_t i = 0; i < kBatch; ++i) {
            if (pair.left.level(0)[i] != pair.right.level(0)[i]) {
                found.push_back(i);
            }
        }
        benchmark::DoNotOptimize(found.data());
    }
    test::require(found == pair.places, "comparison of all leaves");
    state.counters["visited"] = kBatch;
}

}  // namespace

BENCHMARK_CAPTURE(treeNodes, shaExtensions, crypto::Sha256Engine::ShaExtensions);
BENCHMARK_CAPTURE(treeNodes, openssl, crypto::Sha256Engine::OpenSsl);
BENCHMARK(treeRoot);
BENCHMARK(treeBuild);
BENCHMARK(treeAppend);
BENCHMARK(treeRootRivalNaiveRecursion);
BENCHMARK(proofMake);
BENCHMARK(proofVerify);
BENCHMARK(consistencyVerify);
BENCHMARK(diffTopDown)->Arg(1)->Arg(10)->Arg(100);
BENCHMARK(diffRivalCompareAll)->Arg(1)->Arg(10)->Arg(100);
