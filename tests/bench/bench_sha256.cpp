// Leaf hashing: many messages of 90 to 109 bytes behind a 0x00, in a row. Rivals: OpenSSL one by one, with a digest
// fetched once and as the one-shot call. The digests are compared with a textbook SHA-256.
#include "meterseal/crypto/sha256.h"
#include "support/hashes.h"
#include "support/reference_sha256.h"
#include "support/require.h"

#include <benchmark/benchmark.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <memory>

using namespace meterseal;

namespace {

constexpr std::size_t kMessages = 4096;

struct Input {
    std::vector<Bytes> messages;  // each with its 0x00 in front
    std::vector<ByteView> views;  // each without it
    std::vector<Hash256> expected;

    Input()
    {
        const std::vector<Hash256> random = test::someHashes(kMessages + 4, 1);
        for (std::size_t i = 0; i < kMessages; ++i) {
            const ByteView bytes = asBytes(std::span(random).subspan(i, 4)).first(90 + i % 20);
            Bytes& message = messages.emplace_back(bytes.size() + 1);
            std::copy(bytes.begin(), bytes.end(), message.begin() + 1);
            expected.push_back(test::referenceSha256(message));
        }
        for (const Bytes& message : messages) {
            views.push_back(ByteView(message).subspan(1));
        }
    }
};

const Input& input()
{
    static const Input made;
    return made;
}

void finish(benchmark::State& state, const std::vector<Hash256>& out)
{
    test::require(out == input().expected, "leaf hashes");
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kMessages));
}

void leafHashesMany(benchmark::State& state, crypto::Sha256Engine engine)
{
    if (!crypto::setSha256Engine(engine)) {
        state.SkipWithError("this processor has no SHA extensions");
        return;
    }
    std::vector<Hash256> out(kMessages);
    for (auto _ : state) {
        crypto::sha256PrefixedMany(0, input().views, out);
        benchmark::ClobberMemory();
    }
    crypto::setSha256Engine(crypto::Sha256Engine::Auto);
    finish(state, out);
}

void leafHashesOneByOne(benchmark::State& state)
{
    std::vector<Hash256> out(kMessages);
    for (auto _ : state) {
        for (std::size_t i = 0; i < kMessages; ++i) {
            out[i] = crypto::sha256Prefixed(0, input().views[i]);
        }
        benchmark::ClobberMemory();
    }
    finish(state, out);
}

void leafHashesRivalFetchedDigest(benchmark::State& state)
{
    const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> digest(EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::vector<Hash256> out(kMessages);
    for (auto _ : state) {
        for (std::size_t i = 0; i < kMessages; ++i) {
            const Bytes& message = input().messages[i];
            EVP_DigestInit_ex2(context.get(), digest.get(), nullptr);
            EVP_DigestUpdate(context.get(), message.data(), message.size());
            EVP_DigestFinal_ex(context.get(), out[i].data(), nullptr);
        }
        benchmark::ClobberMemory();
    }
    finish(state, out);
}

void leafHashesRivalOneShot(benchmark::State& state)
{
    std::vector<Hash256> out(kMessages);
    for (auto _ : state) {
        for (std::size_t i = 0; i < kMessages; ++i) {
            const Bytes& message = input().messages[i];
            SHA256(message.data(), message.size(), out[i].data());
        }
        benchmark::ClobberMemory();
    }
    finish(state, out);
}

// A file of 64 MiB as hashFile() reads it, 256 KiB a piece, beside the same bytes in one call.
const Bytes& longMessage()
{
    static const Bytes bytes = [] {
        const std::vector<Hash256> hashes = test::someHashes((64u << 20) / Hash256::kSize, 11);
        const ByteView all = asBytes(hashes);
        return Bytes(all.begin(), all.end());
    }();
    return bytes;
}

void longInPieces(benchmark::State& state)
{
    constexpr std::size_t kPiece = 256u << 10;
    const ByteView message = longMessage();
    const Hash256 expected = crypto::sha256(message);
    for (auto _ : state) {
        crypto::Sha256Stream stream;
        for (std::size_t at = 0; at < message.size(); at += kPiece) {
            stream.update(message.subspan(at, kPiece));
        }
        if (stream.finish() != expected) {
            state.SkipWithError("another hash");
            return;
        }
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(message.size()));
}

void longAtOnce(benchmark::State& state, crypto::Sha256Engine engine)
{
    const ByteView message = longMessage();
    if (!crypto::setSha256Engine(engine)) {
        state.SkipWithError("no SHA extensions here");
        return;
    }
    Hash256 hash;
    for (auto _ : state) {
        hash = crypto::sha256(message);
        benchmark::DoNotOptimize(hash);
    }
    crypto::setSha256Engine(crypto::Sha256Engine::Auto);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(message.size()));
}

}  // namespace

BENCHMARK(longInPieces)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(longAtOnce, shaExtensions, crypto::Sha256Engine::ShaExtensions)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(longAtOnce, openssl, crypto::Sha256Engine::OpenSsl)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(leafHashesMany, shaExtensions, crypto::Sha256Engine::ShaExtensions);
BENCHMARK_CAPTURE(leafHashesMany, openssl, crypto::Sha256Engine::OpenSsl);
BENCHMARK(leafHashesOneByOne);
BENCHMARK(leafHashesRivalFetchedDigest);
BENCHMARK(leafHashesRivalOneShot);
