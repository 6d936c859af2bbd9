#include "support/reference_sha256.h"

#include <bit>
#include <cmath>

namespace meterseal::test {

namespace {

// The first 32 bits of the fractional part of the root of a prime. The whole part goes away by the cast modulo 2^32;
// long double has 64 bits of mantissa, enough for every constant (the test vectors would show a wrong one).
std::uint32_t fraction(long double root)
{
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(root * 4294967296.0L));
}

struct Constants {
    std::array<std::uint32_t, 64> k{};
    std::array<std::uint32_t, 8> h{};
    Constants()
    {
        std::size_t found = 0;
        for (unsigned candidate = 2; found < k.size(); ++candidate) {
            bool prime = true;
            for (unsigned divisor = 2; divisor < candidate; ++divisor) {
                prime = prime && candidate % divisor != 0;
            }
            if (prime) {
                if (found < h.size()) {
                    h[found] = fraction(std::sqrt(static_cast<long double>(candidate)));
                }
                k[found++] = fraction(std::cbrt(static_cast<long double>(candidate)));
            }
        }
    }
};

void compress(std::array<std::uint32_t, 8>& state, const std::uint8_t* block, const std::array<std::uint32_t, 64>& k)
{
    std::array<std::uint32_t, 64> w{};
    for (std::size_t t = 0; t < 16; ++t) {
        for (std::size_t i = 0; i < 4; ++i) {
            w[t] = w[t] << 8 | block[4 * t + i];
        }
    }
    for (std::size_t t = 16; t < 64; ++t) {
        const std::uint32_t a = w[t - 15];
        const std::uint32_t b = w[t - 2];
        w[t] = w[t - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ a >> 3) + w[t - 7] +
               (std::rotr(b, 17) ^ std::rotr(b, 19) ^ b >> 10);
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t t = 0; t < 64; ++t) {
        const std::uint32_t t1 =
            h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) + k[t] + w[t];
        const std::uint32_t t2 =
            (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    const std::array<std::uint32_t, 8> added{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < state.size(); ++i) {
        state[i] += added[i];
    }
}

}  // namespace

Hash256 referenceSha256(ByteView message)
{
    static const Constants constants;
    Bytes padded(message.begin(), message.end());
    padded.push_back(0x80);
    while (padded.size() % 64 != 56) {
        padded.push_back(0);
    }
    const std::uint64_t bits = static_cast<std::uint64_t>(message.size()) * 8;
    for (int shift = 56; shift >= 0; shift -= 8) {
        padded.push_back(static_cast<std::uint8_t>(bits >> shift));
    }
    std::array<std::uint32_t, 8> state = constants.h;
    for (std::size_t at = 0; at < padded.size(); at += 64) {
        compress(state, padded.data() + at, constants.k);
    }
    Hash256 hash;
    for (std::size_t i = 0; i < hash.bytes.size(); ++i) {
        hash.bytes[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
    }
    return hash;
}

}  // namespace meterseal::test
