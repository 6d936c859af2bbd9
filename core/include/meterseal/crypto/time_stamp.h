// Time stamps of others (RFC 3161): a request that a time stamp authority answers, and its answer checked offline.
//
// An authority signs "I saw this SHA-256 at this time". Whose word that is, the inspector decides, by the certificates
// that he brings. In a signed note (signed_note.h) a time stamp of the text is one more signature line, which readers
// that do not know it ignore, as C2SP signed-note has it:
//
//   name  = "meterseal.rfc3161";  keyId = SHA256(name || 0x0A || 0xFF || "rfc3161")[0:4]
//   body  = the time stamp token (DER, a CMS ContentInfo) over SHA-256 of the text
//
// Checked: the token's form, its hash, the signature, the certificate chain up to one of the inspector's certificates
// and its purpose (time stamping), each valid at the time that the token says. Not checked: revocation.
// Thread-safety: pure functions.
#pragma once

#include "meterseal/base/time.h"
#include "meterseal/crypto/signed_note.h"

#include <span>
#include <string>
#include <string_view>

namespace meterseal::crypto {

struct TimeStamp {
    Timestamp time;
    std::string authority;  // common name of the certificate that signed, else of the token's own words; may be empty
    std::string serial;     // of the stamp, hex
    Hash256 hash;           // what was stamped
};

// DER of a TimeStampReq for SHA-256 `hash`, asking for the authority's certificate; no nonce: the same hash gives the
// same bytes.
Bytes timeStampRequest(const Hash256& hash);
// The token of an authority's answer (a TimeStampResp), or of a bare token. reason: stamp.refused (with the
// authority's words), stamp.form
Result<Bytes> timeStampToken(ByteView answer);
// What a token says; nobody vouches for it yet. reason: stamp.form, stamp.hash (not over a SHA-256)
Result<TimeStamp> readTimeStamp(ByteView token);
// `authorities`: PEM, one or more certificates that the inspector trusts. reason: stamp.form, stamp.hash,
// stamp.other-text, stamp.untrusted (with what is missing), stamp.authorities (no certificate in it)
Result<TimeStamp> checkTimeStamp(ByteView token, const Hash256& hash, std::string_view authorities);

NoteSignature timeStampLine(Bytes token);
bool isTimeStampLine(const NoteSignature& signature);
// The note (with its last LF) and behind it a line a token.
std::string withTimeStamps(std::string note, std::span<const Bytes> tokens);

}  // namespace meterseal::crypto
