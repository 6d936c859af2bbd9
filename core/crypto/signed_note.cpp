#include "meterseal/crypto/signed_note.h"

#include "meterseal/base/text.h"
#include "meterseal/crypto/base64.h"
#include "meterseal/crypto/sha256.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::crypto {

namespace {

constexpr std::size_t kMaxNoteBytes = 1u << 20;
constexpr std::size_t kMaxSignatures = 1000;
constexpr std::string_view kDash = "\xe2\x80\x94 ";  // U+2014 and a space
constexpr std::uint8_t kEd25519 = 0x01;
constexpr std::uint8_t kCosignature = 0x04;
constexpr std::size_t kSecondsSize = 8;
constexpr std::size_t kSignatureSize = 64;

Error syntax(std::string_view what)
{
    return makeError(ErrorCode::InvalidArgument, "note.syntax", fmt::format("This is not a signed note: {}.", what));
}

// Names here are ASCII (an origin, with an organisation's id behind it).
bool isName(std::string_view name)
{
    return !name.empty() &&
           std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f && c != '+'; });
}

bool isPlainText(std::string_view text)
{
    return isValidUtf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f;
           });
}

std::array<std::uint8_t, 4> keyIdOf(std::string_view name, std::uint8_t algorithm, const Ed25519PublicKey& key)
{
    std::string hashed(name);
    hashed.push_back('\n');
    hashed.push_back(static_cast<char>(algorithm));
    hashed += asText(key);
    const Hash256 hash = sha256(hashed);
    return {hash.bytes[0], hash.bytes[1], hash.bytes[2], hash.bytes[3]};
}

Signature64 signatureAt(ByteView bytes)
{
    Signature64 signature;
    std::copy_n(bytes.begin(), signature.size(), signature.begin());
    return signature;
}

}  // namespace

std::string printNoteSignature(const NoteSignature& signature)
{
    Bytes bytes(signature.keyId.begin(), signature.keyId.end());
    bytes.insert(bytes.end(), signature.body.begin(), signature.body.end());
    return fmt::format("{}{} {}", kDash, signature.name, toBase64(bytes));
}

Result<NoteSignature> parseNoteSignature(std::string_view line)
{
    if (!line.starts_with(kDash)) {
        return syntax("a signature line does not begin with a dash (U+2014) and a space");
    }
    line.remove_prefix(kDash.size());
    const std::size_t space = line.find(' ');
    NoteSignature signature;
    signature.name = line.substr(0, space);
    if (space == std::string_view::npos || !isName(signature.name)) {
        return syntax("a signature line has no name, or one with other characters than a name has");
    }
    const auto bytes = fromBase64(line.substr(space + 1));
    if (!bytes.ok() || bytes->size() <= signature.keyId.size()) {
        return syntax("a signature line's bytes are not canonical Base64 of a key id and a signature");
    }
    std::copy_n(bytes->begin(), signature.keyId.size(), signature.keyId.begin());
    signature.body.assign(bytes->begin() + static_cast<std::ptrdiff_t>(signature.keyId.size()), bytes->end());
    return signature;
}

std::string printNote(const SignedNote& note)
{
    std::string out = note.text + '\n';
    for (const NoteSignature& signature : note.signatures) {
        out += printNoteSignature(signature);
        out.push_back('\n');
    }
    return out;
}

Result<SignedNote> parseNote(std::string_view note)
{
    if (note.size() > kMaxNoteBytes) {
        return syntax("it is longer than any note can be");
    }
    if (!isPlainText(note)) {
        return syntax("it is not UTF-8 text with LF line ends and no other control characters");
    }
    // A signature line is never empty, so the last empty line ends the text.
    const std::size_t gap = note.rfind("\n\n");
    if (gap == std::string_view::npos || gap == 0 || !note.ends_with('\n')) {
        return syntax("there is no empty line between a text and its signatures, or the last line is cut");
    }
    SignedNote out;
    out.text = note.substr(0, gap + 1);
    std::string_view rest = note.substr(gap + 2);
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        MS_ASSIGN(out.signatures.emplace_back(), parseNoteSignature(rest.substr(0, end)));
        rest.remove_prefix(end + 1);
        if (out.signatures.size() > kMaxSignatures) {
            return syntax("it has more than 1,000 signatures");
        }
    }
    if (out.signatures.empty()) {
        return syntax("it has no signature");
    }
    return out;
}

std::array<std::uint8_t, 4> noteKeyId(std::string_view name, const Ed25519PublicKey& key)
{
    return keyIdOf(name, kEd25519, key);
}

NoteSignature signNote(std::string_view text, std::string name, const Ed25519PrivateKey& key)
{
    const Signature64 signature = key.sign(asBytes(text));
    const auto id = noteKeyId(name, key.publicKey());
    return {std::move(name), id, Bytes(signature.begin(), signature.end())};
}

bool verifyNote(std::string_view text, const NoteSignature& signature, std::string_view name,
                const Ed25519PublicKey& key)
{
    return signature.name == name && signature.keyId == noteKeyId(name, key) &&
           signature.body.size() == kSignatureSize && verifyEd25519(key, asBytes(text), signatureAt(signature.body));
}

std::array<std::uint8_t, 4> cosignatureKeyId(std::string_view name, const Ed25519PublicKey& key)
{
    return keyIdOf(name, kCosignature, key);
}

std::string cosignatureMessage(std::uint64_t seconds, std::string_view text)
{
    return fmt::format("cosignature/v1\ntime {}\n{}", seconds, text);
}

NoteSignature cosignNote(std::string_view text, std::string name, const Ed25519PrivateKey& key, std::uint64_t seconds)
{
    const Signature64 signature = key.sign(asBytes(cosignatureMessage(seconds, text)));
    NoteSignature out{std::move(name), {}, {}};
    out.keyId = cosignatureKeyId(out.name, key.publicKey());
    for (int shift = 56; shift >= 0; shift -= 8) {
        out.body.push_back(static_cast<std::uint8_t>(seconds >> shift));
    }
    out.body.insert(out.body.end(), signature.begin(), signature.end());
    return out;
}

Result<std::uint64_t> cosignatureSeconds(const NoteSignature& signature)
{
    if (signature.body.size() != kSecondsSize + kSignatureSize) {
        return makeError(ErrorCode::InvalidArgument, "note.cosignature",
                         fmt::format("The line of {} is not a cosignature: it has {} bytes behind its key id, not {}.",
                                     signature.name, signature.body.size(), kSecondsSize + kSignatureSize));
    }
    std::uint64_t seconds = 0;
    for (std::size_t i = 0; i < kSecondsSize; ++i) {
        seconds = seconds << 8 | signature.body[i];
    }
    return seconds;
}

bool verifyCosignature(std::string_view text, const NoteSignature& signature, std::string_view name,
                       const Ed25519PublicKey& key)
{
    const auto seconds = cosignatureSeconds(signature);
    return seconds.ok() && signature.name == name && signature.keyId == cosignatureKeyId(name, key) &&
           verifyEd25519(key, asBytes(cosignatureMessage(*seconds, text)),
                         signatureAt(ByteView(signature.body).subspan(kSecondsSize)));
}

}  // namespace meterseal::crypto
