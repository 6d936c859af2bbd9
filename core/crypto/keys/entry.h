// The plain bytes of one entry, and of the pieces they are made of (KEYSTORE.md).
#pragma once

#include "meterseal/crypto/key_store.h"

#include <initializer_list>

namespace meterseal::crypto::detail {

// A text is a 4-byte size and its bytes; a key is 32 bytes.
SecretBytes encode(const OrganisationKey& organisation);
SecretBytes encode(const MeterSecret& meter);
SecretBytes encode(std::string_view name, const Ed25519PrivateKey& key);

// Reads until something does not fit; after that everything is empty and failed() says so.
class EntryReader {
public:
    explicit EntryReader(ByteView bytes) : m_rest(bytes) {}

    ByteView bytes(std::size_t size);
    std::size_t number();
    std::string text();
    // Nothing, and failed(), where the bytes are none. An organisation's witness key is not read with it.
    std::optional<OrganisationKey> organisation();
    std::optional<MeterSecret> meter();
    std::optional<Ed25519PrivateKey> ed25519();
    bool failed() const { return m_failed; }
    bool atEnd() const { return m_rest.empty(); }

private:
    std::optional<PrivateKey> key();

    ByteView m_rest;
    bool m_failed = false;
};

}  // namespace meterseal::crypto::detail
