// A key store file of version 1, byte for byte as core/crypto/KEYSTORE.md lays it down: written here and not by the
// program, which writes the present version only.
#pragma once

#include "meterseal/crypto/key_store.h"

#include <string>
#include <vector>

namespace meterseal::test {

std::string version1Store(const crypto::SecretBytes& passphrase,
                          const std::vector<crypto::OrganisationKey>& organisations,
                          const std::vector<crypto::MeterSecret>& meters, const crypto::Ed25519PrivateKey& sealer);

}  // namespace meterseal::test
