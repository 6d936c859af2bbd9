#include "meterseal/meter/wallet.h"

#include "meterseal/base/text.h"
#include "meterseal/crypto/sha256.h"

#include <algorithm>

namespace meterseal {

namespace {

constexpr std::size_t kPasswordRandomBytes = 32;
constexpr std::size_t kTokenRandomBytes = 16;

crypto::SecretBytes randomBase32(std::size_t size)
{
    std::string text = crypto::toBase32(crypto::randomBytes(size).view());
    crypto::SecretBytes secret{std::string_view(text)};
    crypto::wipe(text);
    return secret;
}

Result<std::string> normalisedText(std::string_view text, std::string_view field)
{
    MS_ASSIGN(std::string nfc, toNfc(text, field));
    MS_TRY(checkText(nfc, field));
    return nfc;
}

// One allocation of the right size: a growing buffer would leave unwiped copies of the password behind.
crypto::SecretBytes concatenate(std::initializer_list<std::string_view> parts)
{
    std::size_t size = 0;
    for (const std::string_view part : parts) {
        size += part.size();
    }
    crypto::SecretBytes all(size);
    std::uint8_t* out = all.data();
    for (const std::string_view part : parts) {
        out = std::copy(part.begin(), part.end(), out);
    }
    return all;
}

}  // namespace

Result<Wallet> deriveWallet(std::string_view mn, std::string_view location, std::string_view manufacturer,
                            const crypto::SecretBytes& password)
{
    MS_TRY(checkMeterId(mn));
    MS_ASSIGN(const std::string place, normalisedText(location, "location"));
    MS_ASSIGN(const std::string maker, normalisedText(manufacturer, "manufacturer"));
    MS_ASSIGN(std::string passwd, toNfc(password.text(), "password"));

    const crypto::SecretBytes seed = concatenate({mn, place, maker, passwd});
    crypto::wipe(passwd);
    const Hash256 seedHash = crypto::sha256(seed.view());
    Hash256 scalar = crypto::sha256(ByteView(seedHash));
    auto key = crypto::PrivateKey::fromBytes(scalar);
    crypto::wipe(scalar.data(), Hash256::kSize);
    if (!key) {
        return key.error();
    }
    const crypto::PublicKey publicKey = key->publicKey();
    const Hash256 publicKeyHash = crypto::sha256(ByteView(publicKey));
    return Wallet{seedHash, std::move(*key), publicKey, publicKeyHash, toBase58(publicKeyHash)};
}

crypto::SecretBytes generatePassword()
{
    return randomBase32(kPasswordRandomBytes);
}

crypto::SecretBytes generateToken()
{
    return randomBase32(kTokenRandomBytes);
}

}  // namespace meterseal
