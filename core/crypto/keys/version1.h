// Stores of version 1: one envelope that holds all entries. They are read and, at the next save, written as the
// present version (KEYSTORE.md).
#pragma once

#include "meterseal/crypto/key_store.h"

namespace meterseal::crypto::detail {

struct Version1Content {
    std::vector<OrganisationKey> organisations;
    std::vector<MeterSecret> meters;  // among those of one mn the one put last stands last
    std::optional<Ed25519PrivateKey> sealer;

    // Damaged, keystore.damaged.
    static Result<Version1Content> parse(ByteView bytes);
};

}  // namespace meterseal::crypto::detail
