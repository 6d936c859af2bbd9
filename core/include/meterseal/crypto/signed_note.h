// Signed notes (C2SP signed-note) and cosignatures of them (C2SP tlog-cosignature, cosignature/v1): reading, writing,
// signing and checking, PROTOCOL.md section 6. https://c2sp.org/signed-note, https://c2sp.org/tlog-cosignature
//
//   note           = text (ends with LF)  LF  signature-line+
//   signature-line = "— " name " " base64(keyId (4) || body) LF          U+2014 and a space first
//   Ed25519        body = signature of the text (64);                keyId = SHA256(name || 0x0A || 0x01 || key)[0:4]
//   cosignature/v1 body = u64be(seconds) || signature (64) of        keyId = SHA256(name || 0x0A || 0x04 || key)[0:4]
//                  "cosignature/v1" LF "time <seconds>" LF text
//
// The grammar is strict: LF only, no control characters, canonical Base64, at least one signature line. A name has no
// white space and no '+'. Whose key a name stands for is the caller's knowledge; a note says nothing of it.
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/crypto/keys.h"

#include <cstdint>
#include <string>
#include <vector>

namespace meterseal::crypto {

struct NoteSignature {
    std::string name;
    std::array<std::uint8_t, 4> keyId{};
    Bytes body;  // what follows the key id, at least one byte

    bool operator==(const NoteSignature&) const = default;
};

struct SignedNote {
    std::string text;  // with its last LF; without the empty line
    std::vector<NoteSignature> signatures;
};

// At most 1 MiB and 1,000 signatures. reason: note.syntax
Result<SignedNote> parseNote(std::string_view note);
std::string printNote(const SignedNote& note);

// One line without its LF. reason: note.syntax
Result<NoteSignature> parseNoteSignature(std::string_view line);
std::string printNoteSignature(const NoteSignature& signature);

// ---- Ed25519 signatures of a note -----------------------------------------------------------------------------------
std::array<std::uint8_t, 4> noteKeyId(std::string_view name, const Ed25519PublicKey& key);
NoteSignature signNote(std::string_view text, std::string name, const Ed25519PrivateKey& key);
// Name, key id and signature are those of this name and key.
bool verifyNote(std::string_view text, const NoteSignature& signature, std::string_view name,
                const Ed25519PublicKey& key);

// ---- cosignature/v1 -------------------------------------------------------------------------------------------------
std::array<std::uint8_t, 4> cosignatureKeyId(std::string_view name, const Ed25519PublicKey& key);
// What a cosigner signs. `seconds` since 1970: when it cosigned, by its clock.
std::string cosignatureMessage(std::uint64_t seconds, std::string_view text);
NoteSignature cosignNote(std::string_view text, std::string name, const Ed25519PrivateKey& key, std::uint64_t seconds);
// The time in a cosignature's body. reason: note.cosignature
Result<std::uint64_t> cosignatureSeconds(const NoteSignature& signature);
bool verifyCosignature(std::string_view text, const NoteSignature& signature, std::string_view name,
                       const Ed25519PublicKey& key);

}  // namespace meterseal::crypto
