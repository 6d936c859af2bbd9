// Key store entries for tests and benchmarks. Scrypt is made cheap: its cost is not what they look at.
#pragma once

#include "meterseal/crypto/key_store.h"

namespace meterseal::test {

inline constexpr crypto::ScryptParameters kCheapScrypt{16, 1, 1};

// Entry number `i`; the password, token and key are `i`'s own and easy to find in a file that fails to hide them.
crypto::MeterSecret someMeter(std::size_t i);
crypto::OrganisationKey someOrganisation(std::size_t i);
crypto::PrivateKey someKey(std::size_t i);

bool equal(const crypto::MeterSecret& left, const crypto::MeterSecret& right);

}  // namespace meterseal::test
