// Keys and signatures, with OpenSSL's own secp256k1 as the rival, and opening a key store of 10,000 meters.
#include "meterseal/crypto/keys.h"
#include "meterseal/crypto/sha256.h"
#include "support/key_entries.h"
#include "support/require.h"
#include "support/temporary_folder.h"

#include <benchmark/benchmark.h>
#include <openssl/evp.h>

#include <memory>

using namespace meterseal;
using namespace meterseal::crypto;

namespace {

void countItems(benchmark::State& state)
{
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

const PrivateKey& key()
{
    static const PrivateKey made = test::someKey(1);
    return made;
}

const Hash256& digest()
{
    static const Hash256 made = sha256("a header");
    return made;
}

void walletKeyFromSecret(benchmark::State& state)
{
    PublicKey made;
    for (auto _ : state) {
        made = PrivateKey::fromBytes(key().secret().view()).value().publicKey();
        benchmark::DoNotOptimize(made);
    }
    test::require(verifySignature(made, digest(), key().sign(digest())), "derived key");
    countItems(state);
}

void ecdsaSign(benchmark::State& state)
{
    Signature64 signature{};
    for (auto _ : state) {
        signature = key().sign(digest());
        benchmark::DoNotOptimize(signature);
    }
    test::require(verifySignature(key().publicKey(), digest(), signature), "signature");
    countItems(state);
}

void ecdsaVerify(benchmark::State& state)
{
    const PublicKey publicKey = key().publicKey();
    const Signature64 signature = key().sign(digest());
    bool holds = true;
    for (auto _ : state) {
        holds = holds && verifySignature(publicKey, digest(), signature);
    }
    test::require(holds, "verification");
    countItems(state);
}

using RivalKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using RivalContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;

RivalKey rivalKey()
{
    return {EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "secp256k1"), EVP_PKEY_free};
}

Bytes rivalSign(EVP_PKEY_CTX* context)
{
    Bytes signature(80);
    std::size_t size = signature.size();
    test::require(EVP_PKEY_sign(context, signature.data(), &size, digest().data(), Hash256::kSize) == 1,
                  "the rival's signature");
    signature.resize(size);
    return signature;
}

void ecdsaSignRivalOpenssl(benchmark::State& state)
{
    const RivalKey rival = rivalKey();
    const RivalContext context(EVP_PKEY_CTX_new(rival.get(), nullptr), EVP_PKEY_CTX_free);
    test::require(EVP_PKEY_sign_init(context.get()) == 1, "the rival's start");
    for (auto _ : state) {
        benchmark::DoNotOptimize(rivalSign(context.get()).data());
    }
    countItems(state);
}

void ecdsaVerifyRivalOpenssl(benchmark::State& state)
{
    const RivalKey rival = rivalKey();
    const RivalContext signer(EVP_PKEY_CTX_new(rival.get(), nullptr), EVP_PKEY_CTX_free);
    test::require(EVP_PKEY_sign_init(signer.get()) == 1, "the rival's start");
    const Bytes signature = rivalSign(signer.get());
    const RivalContext context(EVP_PKEY_CTX_new(rival.get(), nullptr), EVP_PKEY_CTX_free);
    test::require(EVP_PKEY_verify_init(context.get()) == 1, "the rival's start");
    bool holds = true;
    for (auto _ : state) {
        holds = holds && EVP_PKEY_verify(context.get(), signature.data(), signature.size(), digest().data(),
                                         Hash256::kSize) == 1;
    }
    test::require(holds, "the rival's verification");
    countItems(state);
}

const Ed25519PrivateKey& sealer()
{
    static const Ed25519PrivateKey made = Ed25519PrivateKey::fromBytes(key().secret().view()).value();
    return made;
}

void ed25519Sign(benchmark::State& state)
{
    Signature64 signature{};
    for (auto _ : state) {
        signature = sealer().sign(digest());
        benchmark::DoNotOptimize(signature);
    }
    test::require(verifyEd25519(sealer().publicKey(), digest(), signature), "Ed25519 signature");
    countItems(state);
}

void ed25519Verify(benchmark::State& state)
{
    const Ed25519PublicKey publicKey = sealer().publicKey();
    const Signature64 signature = sealer().sign(digest());
    bool holds = true;
    for (auto _ : state) {
        holds = holds && verifyEd25519(publicKey, digest(), signature);
    }
    test::require(holds, "Ed25519 verification");
    countItems(state);
}

// The whole opening, with scrypt at its real cost (about half a second) or next to none, which leaves the file's share.
void keyStoreOpen10000Meters(benchmark::State& state, ScryptParameters cost)
{
    constexpr std::size_t kMeters = 10000;
    const test::TemporaryFolder folder;
    const SecretBytes passphrase(std::string_view("correct horse battery staple"));
    {
        auto store = KeyStore::create(folder / "keys", passphrase, cost);
        test::require(store.ok(), "a new key store");
        for (std::size_t i = 0; i < kMeters; ++i) {
            store->putMeter(test::someMeter(i));
        }
        test::require(store->save().ok(), "saving the key store");
    }
    for (auto _ : state) {
        const auto opened = KeyStore::open(folder / "keys", passphrase);
        test::require(opened.ok() && opened->meterCount() == kMeters, "opening the key store");
        const MeterSecret expected = test::someMeter(kMeters - 1);
        const MeterSecret* found = opened->meterByMn(expected.mn);
        test::require(found != nullptr && test::equal(*found, expected), "the last meter");
    }
}

}  // namespace

BENCHMARK(walletKeyFromSecret);
BENCHMARK(ecdsaSign);
BENCHMARK(ecdsaSignRivalOpenssl);
BENCHMARK(ecdsaVerify);
BENCHMARK(ecdsaVerifyRivalOpenssl);
BENCHMARK(ed25519Sign);
BENCHMARK(ed25519Verify);
BENCHMARK_CAPTURE(keyStoreOpen10000Meters, realScrypt, ScryptParameters{})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(keyStoreOpen10000Meters, cheapScrypt, test::kCheapScrypt)->Unit(benchmark::kMillisecond);
