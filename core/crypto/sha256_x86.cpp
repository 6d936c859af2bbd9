#include "crypto/sha256_x86.h"

#if METERSEAL_HAS_SHA_EXTENSIONS

#include <immintrin.h>

#include <cstring>
#include <utility>

// Everything below is inlined into its callers and unrolled at compile time, so that the states and schedules of all
// lanes stay in registers. Lanes are independent messages: one round instruction waits four cycles for its own
// predecessor, and the other lanes fill the gap.
#define MS_INLINE [[gnu::always_inline]] inline

namespace meterseal::crypto::detail {

namespace {

constexpr std::size_t kBlockSize = 64;
constexpr std::size_t kQuads = 16;  // 64 rounds, four at a time

alignas(16) constexpr std::uint32_t kRoundConstants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// The words A B E F and C D G H, highest first: the order the round instruction wants.
struct State {
    __m128i abef;
    __m128i cdgh;
};

MS_INLINE State initialState()
{
    return {_mm_set_epi32(0x6a09e667, static_cast<int>(0xbb67ae85), 0x510e527f, static_cast<int>(0x9b05688c)),
            _mm_set_epi32(0x3c6ef372, static_cast<int>(0xa54ff53a), 0x1f83d9ab, 0x5be0cd19)};
}

MS_INLINE __m128i load(const void* address)
{
    return _mm_loadu_si128(static_cast<const __m128i*>(address));
}

MS_INLINE __m128i swapWordBytes(__m128i value)
{
    return _mm_shuffle_epi8(value, _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203));
}

MS_INLINE void store(const State& state, std::uint8_t* out)
{
    const __m128i feba = _mm_shuffle_epi32(state.abef, 0x1b);  // lowest first: A B E F
    const __m128i hgdc = _mm_shuffle_epi32(state.cdgh, 0x1b);  // C D G H
    auto* to = reinterpret_cast<__m128i*>(out);
    _mm_storeu_si128(to, swapWordBytes(_mm_unpacklo_epi64(feba, hgdc)));
    _mm_storeu_si128(to + 1, swapWordBytes(_mm_unpackhi_epi64(feba, hgdc)));
}

MS_INLINE void fourRounds(State& state, __m128i scheduleAndConstants)
{
    state.cdgh = _mm_sha256rnds2_epu32(state.cdgh, state.abef, scheduleAndConstants);
    state.abef = _mm_sha256rnds2_epu32(state.abef, state.cdgh, _mm_shuffle_epi32(scheduleAndConstants, 0x0e));
}

// The last sixteen words of the schedule; quad Q replaces quad Q - 4.
struct Window {
    __m128i quads[4];
};

template <std::size_t Q>
MS_INLINE __m128i nextQuad(Window& window)
{
    if constexpr (Q >= 4) {
        const __m128i before = window.quads[(Q + 3) % 4];
        const __m128i sigma0 = _mm_sha256msg1_epu32(window.quads[Q % 4], window.quads[(Q + 1) % 4]);
        const __m128i sevenBack = _mm_alignr_epi8(before, window.quads[(Q + 2) % 4], 4);
        window.quads[Q % 4] = _mm_sha256msg2_epu32(_mm_add_epi32(sigma0, sevenBack), before);
    }
    return window.quads[Q % 4];
}

MS_INLINE __m128i constantsOf(std::size_t quad)
{
    return _mm_load_si128(reinterpret_cast<const __m128i*>(kRoundConstants) + quad);
}

template <std::size_t Q, std::size_t... L>
MS_INLINE void quadOfAllLanes(State* states, Window* windows, std::index_sequence<L...>)
{
    (fourRounds(states[L], _mm_add_epi32(nextQuad<Q>(windows[L]), constantsOf(Q))), ...);
}

template <std::size_t Lanes, std::size_t... Q>
MS_INLINE void allRounds(State* states, Window* windows, std::index_sequence<Q...>)
{
    (quadOfAllLanes<Q>(states, windows, std::make_index_sequence<Lanes>()), ...);
}

// One block into each lane's state.
template <std::size_t Lanes>
MS_INLINE void compress(State* states, Window* windows)
{
    State before[Lanes];
    for (std::size_t lane = 0; lane < Lanes; ++lane) {
        before[lane] = states[lane];
    }
    allRounds<Lanes>(states, windows, std::make_index_sequence<kQuads>());
    for (std::size_t lane = 0; lane < Lanes; ++lane) {
        states[lane].abef = _mm_add_epi32(states[lane].abef, before[lane].abef);
        states[lane].cdgh = _mm_add_epi32(states[lane].cdgh, before[lane].cdgh);
    }
}

MS_INLINE Window loadBlock(const std::uint8_t* block)
{
    return {{swapWordBytes(load(block)), swapWordBytes(load(block + 16)), swapWordBytes(load(block + 32)),
             swapWordBytes(load(block + 48))}};
}

// The block that is `prefix` and then the 63 bytes at `data`.
MS_INLINE Window loadPrefixedBlock(std::uint8_t prefix, const std::uint8_t* data)
{
    const __m128i shiftAndSwap = _mm_set_epi64x(0x0b0c0d0e0708090a, static_cast<long long>(0x03040506'80000102));
    const __m128i first = _mm_or_si128(_mm_shuffle_epi8(load(data), shiftAndSwap),
                                       _mm_cvtsi32_si128(static_cast<int>(static_cast<std::uint32_t>(prefix) << 24)));
    return {{first, swapWordBytes(load(data + 15)), swapWordBytes(load(data + 31)), swapWordBytes(load(data + 47))}};
}

// A message cut into blocks: those that can be read where they stand, then the padded rest.
class Blocks {
public:
    explicit Blocks(const ShaMessage& message) : m_message(message)
    {
        const std::size_t prefixSize = message.hasPrefix ? 1 : 0;
        const std::size_t total = message.size + prefixSize;
        m_inPlace = total / kBlockSize;
        const std::size_t rest = total % kBlockSize;
        m_count = m_inPlace + (rest + 9 <= kBlockSize ? 1 : 2);
        const std::size_t paddedSize = (m_count - m_inPlace) * kBlockSize;
        std::memset(m_rest, 0, sizeof m_rest);
        if (m_inPlace != 0) {
            copy(m_rest, message.data + message.size - rest, rest);
        } else if (prefixSize != 0) {
            m_rest[0] = message.prefix;
            copy(m_rest + 1, message.data, message.size);
        } else {
            copy(m_rest, message.data, message.size);
        }
        m_rest[rest] = 0x80;
        const std::uint64_t bits = __builtin_bswap64(static_cast<std::uint64_t>(total) * 8);
        std::memcpy(m_rest + paddedSize - sizeof bits, &bits, sizeof bits);
    }

    std::size_t count() const { return m_count; }

    MS_INLINE Window load(std::size_t index) const
    {
        if (index >= m_inPlace) {
            return loadBlock(m_rest + (index - m_inPlace) * kBlockSize);
        }
        if (!m_message.hasPrefix) {
            return loadBlock(m_message.data + index * kBlockSize);
        }
        return index == 0 ? loadPrefixedBlock(m_message.prefix, m_message.data)
                          : loadBlock(m_message.data + index * kBlockSize - 1);
    }

    // Clears the copied end of the message from the stack.
    void wipe()
    {
        std::memset(m_rest, 0, sizeof m_rest);
        __asm__ volatile("" : : "r"(m_rest) : "memory");  // so that the compiler keeps it
    }

private:
    static void copy(std::uint8_t* to, const std::uint8_t* from, std::size_t size)
    {
        if (size != 0) {  // an empty message may have no address
            std::memcpy(to, from, size);
        }
    }

    const ShaMessage& m_message;
    std::size_t m_inPlace;
    std::size_t m_count;
    alignas(16) std::uint8_t m_rest[2 * kBlockSize];
};

void finish(const Blocks& blocks, std::size_t from, State& state)
{
    for (std::size_t i = from; i < blocks.count(); ++i) {
        Window window = blocks.load(i);
        compress<1>(&state, &window);
    }
}

// ---- Tree nodes ----------------------------------------------------------------------------------------------------
// A node hashes 65 bytes, and its second block is one byte, the padding bit, zeros and the length: only 256 such blocks
// exist. Their schedules, round constants added, are 64 KiB.
struct NodeTails {
    alignas(64) std::uint32_t words[256][64];
    NodeTails()
    {
        for (std::uint32_t byte = 0; byte < 256; ++byte) {
            std::uint32_t(&w)[64] = words[byte];
            std::memset(w, 0, sizeof w);
            w[0] = byte << 24 | 0x800000;
            w[15] = 65 * 8;
            for (std::size_t t = 16; t < 64; ++t) {
                w[t] = w[t - 16] + sigma(w[t - 15], 7, 18, 3) + w[t - 7] + sigma(w[t - 2], 17, 19, 10);
            }
            for (std::size_t t = 0; t < 64; ++t) {
                w[t] += kRoundConstants[t];
            }
        }
    }

private:
    static std::uint32_t sigma(std::uint32_t x, unsigned a, unsigned b, unsigned shift)
    {
        return (x >> a | x << (32 - a)) ^ (x >> b | x << (32 - b)) ^ x >> shift;
    }
};

template <std::size_t Q, std::size_t... L>
MS_INLINE void tailQuad(State* states, const __m128i* const* tails, std::index_sequence<L...>)
{
    (fourRounds(states[L], _mm_load_si128(tails[L] + Q)), ...);
}

template <std::size_t Lanes, std::size_t... Q>
MS_INLINE void tailRounds(State* states, const __m128i* const* tails, std::index_sequence<Q...>)
{
    (tailQuad<Q>(states, tails, std::make_index_sequence<Lanes>()), ...);
}

template <std::size_t Lanes>
MS_INLINE void hashNodes(const std::uint8_t* children, std::uint8_t* out, const NodeTails& nodeTails)
{
    constexpr std::uint8_t kNodePrefix = 1;
    State states[Lanes];
    Window windows[Lanes];
    const __m128i* tails[Lanes];
    for (std::size_t lane = 0; lane < Lanes; ++lane) {
        const std::uint8_t* pair = children + lane * 64;
        states[lane] = initialState();
        windows[lane] = loadPrefixedBlock(kNodePrefix, pair);
        tails[lane] = reinterpret_cast<const __m128i*>(nodeTails.words[pair[63]]);
    }
    compress<Lanes>(states, windows);
    State before[Lanes];
    for (std::size_t lane = 0; lane < Lanes; ++lane) {
        before[lane] = states[lane];
    }
    tailRounds<Lanes>(states, tails, std::make_index_sequence<kQuads>());
    // Written only now: the output may overlap the children of this group, which have all been read.
    for (std::size_t lane = 0; lane < Lanes; ++lane) {
        states[lane].abef = _mm_add_epi32(states[lane].abef, before[lane].abef);
        states[lane].cdgh = _mm_add_epi32(states[lane].cdgh, before[lane].cdgh);
        store(states[lane], out + lane * 32);
    }
}

}  // namespace

void shaHash(const ShaMessage& message, std::uint8_t* out)
{
    Blocks blocks(message);
    State state = initialState();
    finish(blocks, 0, state);
    store(state, out);
    blocks.wipe();  // single messages include wallet seeds
}

void shaHashPair(const ShaMessage& first, const ShaMessage& second, std::uint8_t* firstOut, std::uint8_t* secondOut)
{
    const Blocks a(first);
    const Blocks b(second);
    State states[2] = {initialState(), initialState()};
    const std::size_t common = a.count() < b.count() ? a.count() : b.count();
    for (std::size_t i = 0; i < common; ++i) {
        Window windows[2] = {a.load(i), b.load(i)};
        compress<2>(states, windows);
    }
    finish(a, common, states[0]);
    finish(b, common, states[1]);
    store(states[0], firstOut);
    store(states[1], secondOut);
}

void shaNodes(const std::uint8_t* children, std::uint8_t* out, std::size_t count)
{
    static const NodeTails nodeTails;
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        hashNodes<4>(children + i * 64, out + i * 32, nodeTails);
    }
    for (; i + 2 <= count; i += 2) {
        hashNodes<2>(children + i * 64, out + i * 32, nodeTails);
    }
    for (; i < count; ++i) {
        hashNodes<1>(children + i * 64, out + i * 32, nodeTails);
    }
}

}  // namespace meterseal::crypto::detail

#endif
