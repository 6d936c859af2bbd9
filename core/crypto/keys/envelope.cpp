#include "crypto/keys/envelope.h"

#include "crypto/sealing.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/file/file.h"

#include <fmt/format.h>

#include <array>
#include <bit>

namespace meterseal::crypto::detail {

namespace {

constexpr std::string_view kMagic = "MSKEYS\r\n";
constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kNonceSize = kSealNonceSize;
constexpr std::size_t kKeyCheckSize = 16;
constexpr std::size_t kTagSize = kSealTagSize;
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kVersionAt = 8;
constexpr std::size_t kHeaderSize = 80;
constexpr std::uint64_t kMaxCost = 1u << 23;  // N * r * p: 1 GiB and some seconds

std::uint64_t readNumber(ByteView bytes)
{
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes) {
        number = number << 8 | byte;
    }
    return number;
}

void appendNumber(Bytes& out, std::uint64_t number, std::size_t size)
{
    for (std::size_t i = size; i-- > 0;) {
        out.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
    }
}

void append(Bytes& out, ByteView bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

Error damaged(std::string_view what)
{
    return makeError(
        ErrorCode::Damaged, "keystore.damaged",
        fmt::format("The key store file is damaged: {}. It was not changed; restore it from a copy.", what));
}

Bytes keyCheckOf(const DerivedKey& key)
{
    const Hash256 hash = sha256(key.key.view().subspan(kKeySize));
    return Bytes(hash.bytes.begin(), hash.bytes.begin() + kKeyCheckSize);
}

}  // namespace

Status checkCost(const ScryptParameters& cost)
{
    const bool sane = cost.r >= 1 && cost.p >= 1 && cost.n >= 2 && std::has_single_bit(cost.n) && cost.n <= kMaxCost &&
                      cost.r <= kMaxCost && cost.p <= kMaxCost && cost.r * std::uint64_t(cost.p) <= kMaxCost &&
                      cost.n * cost.r * cost.p <= kMaxCost;
    // scrypt itself is defined for N < 2^(16 r) only.
    if (!sane || (cost.r < 4 && cost.n >= std::uint64_t(1) << (16 * cost.r))) {
        return makeError(ErrorCode::InvalidArgument, "keystore.cost",
                         fmt::format("The scrypt cost N={}, r={}, p={} cannot be used: N must be a power of two below "
                                     "2^(16 r), and N * r * p at most {}.",
                                     cost.n, cost.r, cost.p, kMaxCost));
    }
    return {};
}

bool isVersion1(const std::filesystem::path& file)
{
    auto in = File::open(file, OpenFor::Reading);
    std::array<char, kMagic.size()> front{};
    const auto got = in ? in->read(front.data(), front.size()) : Result<std::size_t>(0);
    return got && std::string_view(front.data(), *got) == kMagic;
}

Result<Envelope> parseEnvelope(ByteView file, std::uint64_t expected)
{
    if (file.size() < kVersionAt + 4 + kChecksumSize || asText(file.first(kMagic.size())) != kMagic) {
        return damaged("it is cut, or it is no key store at all");
    }
    const ByteView body = file.first(file.size() - kChecksumSize);
    if (sha256(body) != Hash256::copyFrom(file.last(kChecksumSize).data())) {
        return damaged("its checksum does not fit its bytes");
    }
    const std::uint64_t version = readNumber(file.subspan(kVersionAt, 4));
    if (version != expected) {
        return makeError(ErrorCode::Unsupported, "keystore.version",
                         fmt::format("What the passphrase opens has format version {} in the key store; {} belongs "
                                     "there. It was not changed; open it with the program that wrote it.",
                                     version, expected));
    }
    if (body.size() < kHeaderSize + kTagSize || file.size() > kMaxEnvelopeSize) {
        return damaged("its size fits no key store");
    }
    Envelope envelope;
    envelope.cost = {readNumber(file.subspan(12, 8)), static_cast<std::uint32_t>(readNumber(file.subspan(20, 4))),
                     static_cast<std::uint32_t>(readNumber(file.subspan(24, 4)))};
    if (const Status usable = checkCost(envelope.cost); !usable) {
        return makeError(ErrorCode::Unsupported, "keystore.cost",
                         "The key store file asks for more than this program spends. " + usable.error().message);
    }
    envelope.salt = file.subspan(28, kSaltSize);
    envelope.nonce = file.subspan(44, kNonceSize);
    envelope.keyCheck = file.subspan(56, kKeyCheckSize);
    envelope.header = file.first(kHeaderSize);
    if (readNumber(file.subspan(72, 8)) != body.size() - kHeaderSize - kTagSize) {
        return damaged("it states another size of its content than it has");
    }
    envelope.sealed = body.subspan(kHeaderSize);
    return envelope;
}

Bytes newSalt()
{
    const SecretBytes random = randomBytes(kSaltSize);
    return Bytes(random.view().begin(), random.view().end());
}

Result<DerivedKey> deriveKey(const SecretBytes& passphrase, const ScryptParameters& cost, Bytes salt)
{
    DerivedKey derived{cost, std::move(salt), {}};
    // 128 r (N + p + 1) bytes are what scrypt takes; OpenSSL's own limit is 32 MiB.
    const std::uint64_t memory = 128 * std::uint64_t(cost.r) * (cost.n + cost.p + 2) + 4096;
    auto key = scrypt(passphrase, derived.salt, cost.n, cost.r, cost.p, memory, 2 * kKeySize);
    if (!key) {
        return makeError(ErrorCode::Io, "keystore.memory",
                         fmt::format("The key cannot be derived from the passphrase: {} MiB of memory are needed and "
                                     "cannot be had. Nothing was changed; close other programs and try again.",
                                     (memory >> 20) + 1));
    }
    derived.key = std::move(*key);
    return derived;
}

Result<SecretBytes> openEnvelope(const Envelope& envelope, const DerivedKey& key)
{
    const Bytes expected = keyCheckOf(key);
    if (!equalSecrets(expected, envelope.keyCheck)) {
        return makeError(ErrorCode::Forbidden, "keystore.wrong-passphrase",
                         "The passphrase does not open this key store. Nothing was changed; try again.");
    }
    auto content = unsealWith(key.key.view().first(kKeySize), envelope.nonce, envelope.header, envelope.sealed);
    if (!content) {
        return damaged("its content was changed on purpose, since its checksum was made to fit");
    }
    return std::move(*content);
}

Bytes sealEnvelope(const DerivedKey& key, const SecretBytes& content)
{
    const SecretBytes nonce = randomBytes(kNonceSize);
    Bytes file;
    file.reserve(kHeaderSize + content.size() + kTagSize + kChecksumSize);
    append(file, asBytes(kMagic));
    appendNumber(file, kVersion, 4);
    appendNumber(file, key.cost.n, 8);
    appendNumber(file, key.cost.r, 4);
    appendNumber(file, key.cost.p, 4);
    append(file, key.salt);
    append(file, nonce.view());
    append(file, keyCheckOf(key));
    appendNumber(file, content.size(), 8);
    append(file, sealWith(key.key.view().first(kKeySize), nonce.view(), file, content.view()));
    append(file, sha256(ByteView(file)));
    return file;
}

}  // namespace meterseal::crypto::detail

namespace meterseal::crypto {

Status checkKeyStoreEnvelope(ByteView file)
{
    const Status old = detail::parseEnvelope(file, detail::kFirstVersion).status();
    return !old.ok() && old.error().reason == "keystore.version"
               ? detail::parseEnvelope(file, detail::kVersion).status()
               : old;
}

}  // namespace meterseal::crypto
