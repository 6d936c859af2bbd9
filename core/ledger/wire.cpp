#include "ledger/wire.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::wire {

namespace {

constexpr std::uint8_t kHeaderTag = 0x0a;     // field 1, length-delimited
constexpr std::uint8_t kSignatureTag = 0x12;  // field 2, length-delimited
constexpr std::uint8_t kLeavesTag = 0x1a;     // field 3, length-delimited

// Inside a Signature both fields have a fixed length, so that the whole submessage has one.
constexpr std::uint8_t kPublicKeyTag = 0x0a;
constexpr std::uint8_t kSignatureBytesTag = 0x12;
constexpr std::size_t kPublicKeySize = 33;
constexpr std::size_t kSignatureSize = 64;
constexpr std::size_t kSignatureMessageSize = 2 + kPublicKeySize + 2 + kSignatureSize;
static_assert(kSignatureMessageSize < 0x80, "its length is one varint byte");

constexpr std::size_t kMaxLeavesBytes = kMaxLeavesPerBatch * Hash256::kSize;

Error wireError(std::string_view reason, std::size_t position, std::string_view what)
{
    return makeError(
        ErrorCode::InvalidArgument, reason,
        fmt::format("The transaction's bytes are not in canonical form: {} (at byte {} of it).", what, position + 1));
}

class WireReader {
public:
    explicit WireReader(ByteView wire) : m_wire(wire) {}

    bool atEnd() const { return m_at == m_wire.size(); }
    bool nextIs(std::uint8_t tag) const { return !atEnd() && m_wire[m_at] == tag; }
    std::size_t position() const { return m_at; }
    void skipTag() { ++m_at; }

    // A length prefix and the bytes it announces.
    Result<ByteView> block(std::string_view what, std::size_t maxSize, std::string_view tooLargeReason)
    {
        std::size_t size = 0;
        for (int shift = 0;; shift += 7) {
            if (atEnd()) {
                return wireError("wire.truncated", m_at, fmt::format("the length of the {} is cut off", what));
            }
            if (shift > 28) {
                return wireError("wire.varint", m_at, fmt::format("the length of the {} is too long", what));
            }
            const std::uint8_t byte = m_wire[m_at++];
            size |= static_cast<std::size_t>(byte & 0x7f) << shift;
            if ((byte & 0x80) == 0) {
                if (byte == 0 && shift != 0) {
                    return wireError("wire.varint", m_at - 1,
                                     fmt::format("the length of the {} is not written in the shortest way", what));
                }
                break;
            }
        }
        if (size == 0) {
            return wireError("wire.empty-field", m_at, fmt::format("the {} is written although it is empty", what));
        }
        if (size > maxSize) {
            return wireError(tooLargeReason, m_at,
                             fmt::format("the {} has {} bytes; at most {} are allowed", what, size, maxSize));
        }
        if (size > m_wire.size() - m_at) {
            return wireError(
                "wire.truncated", m_at,
                fmt::format("the {} should have {} bytes but only {} follow", what, size, m_wire.size() - m_at));
        }
        const ByteView bytes = m_wire.subspan(m_at, size);
        m_at += size;
        return bytes;
    }

private:
    ByteView m_wire;
    std::size_t m_at = 0;
};

Result<TxSignature> readSignature(WireReader& reader)
{
    const std::size_t start = reader.position();
    MS_ASSIGN(const ByteView message, reader.block("signature", kSignatureMessageSize, "wire.signature-form"));
    const bool shape = message.size() == kSignatureMessageSize && message[0] == kPublicKeyTag &&
                       message[1] == kPublicKeySize && message[2 + kPublicKeySize] == kSignatureBytesTag &&
                       message[3 + kPublicKeySize] == kSignatureSize;
    if (!shape) {
        return wireError("wire.signature-form", start,
                         "a signature is not a 33-byte public key followed by a 64-byte signature");
    }
    TxSignature signature;
    std::copy_n(message.begin() + 2, kPublicKeySize, signature.publicKey.bytes.begin());
    std::copy_n(message.begin() + 4 + kPublicKeySize, kSignatureSize, signature.signature.begin());
    return signature;
}

void appendBlock(Bytes& out, std::uint8_t tag, ByteView bytes)
{
    out.push_back(tag);
    std::size_t size = bytes.size();
    for (; size >= 0x80; size >>= 7) {
        out.push_back(static_cast<std::uint8_t>(size | 0x80));
    }
    out.push_back(static_cast<std::uint8_t>(size));
    out.insert(out.end(), bytes.begin(), bytes.end());
}

}  // namespace

Result<Parts> decode(ByteView wire)
{
    WireReader reader(wire);
    if (!reader.nextIs(kHeaderTag)) {
        return wireError("wire.header-missing", 0, "they do not begin with the header field");
    }
    reader.skipTag();
    Parts parts;
    MS_ASSIGN(const ByteView header, reader.block("header", kMaxHeaderBytes, "wire.header-too-large"));
    parts.header = asText(header);
    while (reader.nextIs(kSignatureTag)) {
        if (parts.signatures.size() == kMaxSignatures) {
            return wireError("wire.too-many-signatures", reader.position(),
                             fmt::format("there are more than {} signatures", kMaxSignatures));
        }
        reader.skipTag();
        MS_ASSIGN(TxSignature signature, readSignature(reader));
        parts.signatures.push_back(signature);
    }
    if (reader.nextIs(kLeavesTag)) {
        reader.skipTag();
        const std::size_t start = reader.position();
        MS_ASSIGN(parts.leaves, reader.block("leaf layer", kMaxLeavesBytes, "wire.too-many-leaves"));
        if (parts.leaves.size() % Hash256::kSize != 0) {
            return wireError("wire.leaves-length", start,
                             fmt::format("the leaf layer has {} bytes, which is not a whole number of 32-byte hashes",
                                         parts.leaves.size()));
        }
    }
    if (!reader.atEnd()) {
        return wireError("wire.unexpected-field", reader.position(),
                         "something follows that is no field of a transaction in its right place");
    }
    return parts;
}

Bytes encode(std::string_view header, std::span<const TxSignature> signatures, std::span<const Hash256> leaves)
{
    Bytes out;
    out.reserve(16 + header.size() + signatures.size() * (2 + kSignatureMessageSize) + leaves.size_bytes());
    appendBlock(out, kHeaderTag, asBytes(header));
    for (const TxSignature& signature : signatures) {
        out.push_back(kSignatureTag);
        out.push_back(kSignatureMessageSize);
        appendBlock(out, kPublicKeyTag, signature.publicKey.bytes);
        appendBlock(out, kSignatureBytesTag, signature.signature);
    }
    if (!leaves.empty()) {
        appendBlock(out, kLeavesTag, asBytes(leaves));
    }
    return out;
}

}  // namespace meterseal::wire
