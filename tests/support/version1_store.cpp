#include "support/version1_store.h"

#include "crypto/sealing.h"
#include "meterseal/crypto/sha256.h"
#include "support/key_entries.h"

namespace meterseal::test {

namespace {

std::string number(std::uint64_t value, std::size_t size)
{
    std::string bytes;
    for (std::size_t i = size; i-- > 0;) {
        bytes += static_cast<char>(value >> (8 * i));
    }
    return bytes;
}

std::string text(std::string_view content)
{
    return number(content.size(), 4).append(content);
}

}  // namespace

std::string version1Store(const crypto::SecretBytes& passphrase,
                          const std::vector<crypto::OrganisationKey>& organisations,
                          const std::vector<crypto::MeterSecret>& meters, const crypto::Ed25519PrivateKey& sealer)
{
    std::string plain = number(organisations.size(), 4);
    for (const crypto::OrganisationKey& organisation : organisations) {
        plain.append(text(organisation.id)).append(organisation.key.secret().text());
    }
    plain += number(meters.size(), 4);
    for (const crypto::MeterSecret& meter : meters) {
        plain.append(text(meter.mn)).append(text(meter.location)).append(text(meter.manufacturer));
        plain.append(text(meter.address)).append(text(meter.password.text())).append(text(meter.token.text()));
        plain.append(meter.key.secret().text());
    }
    plain.append("\x01").append(sealer.secret().text());

    const std::string salt(16, 's');
    const std::string nonce(12, 'n');
    const auto key =
        crypto::scrypt(passphrase, asBytes(salt), kCheapScrypt.n, kCheapScrypt.r, kCheapScrypt.p, 1 << 20, 64);
    const ByteView encryptionKey = key->view().first(32);
    const ByteView checkKey = key->view().subspan(32);
    std::string file = "MSKEYS\r\n" + number(1, 4) + number(kCheapScrypt.n, 8) + number(kCheapScrypt.r, 4) +
                       number(kCheapScrypt.p, 4) + salt + nonce;
    file.append(asText(crypto::sha256(checkKey)).substr(0, 16)).append(number(plain.size(), 8));
    file.append(asText(crypto::sealWith(encryptionKey, asBytes(nonce), asBytes(file), asBytes(plain))));
    return file.append(asText(crypto::sha256(asBytes(file))));
}

}  // namespace meterseal::test
