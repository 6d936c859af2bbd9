// The few protobuf messages that CometBFT hashes and signs, written by hand: fields ascend, zero scalars and empty
// bytes are left out, a message that Go holds by value is written even when it is empty.
#include "meterseal/crypto/sha256.h"
#include "meterseal/ledger/light_block.h"
#include "meterseal/merkle/tree.h"

#include <algorithm>

namespace meterseal::cometbft {

namespace {

constexpr std::uint8_t kPrecommit = 2;  // SignedMsgType

void varint(Bytes& out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7) {
        out.push_back(static_cast<std::uint8_t>(value) | 0x80);
    }
    out.push_back(static_cast<std::uint8_t>(value));
}

// A tag byte and a varint, unless it is zero.
void number(Bytes& out, std::uint8_t tag, std::uint64_t value)
{
    if (value != 0) {
        out.push_back(tag);
        varint(out, value);
    }
}

// A tag byte, a length and these bytes, empty or not.
void message(Bytes& out, std::uint8_t tag, ByteView bytes)
{
    out.push_back(tag);
    varint(out, bytes.size());
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void bytes(Bytes& out, std::uint8_t tag, ByteView value)
{
    if (!value.empty()) {
        message(out, tag, value);
    }
}

void fixed64(Bytes& out, std::uint8_t tag, std::uint64_t value)
{
    if (value != 0) {
        out.push_back(tag);
        for (int shift = 0; shift < 64; shift += 8) {
            out.push_back(static_cast<std::uint8_t>(value >> shift));
        }
    }
}

Bytes encoded(const Time& time)
{
    Bytes out;
    number(out, 0x08, static_cast<std::uint64_t>(time.seconds));
    number(out, 0x10, time.nanos);
    return out;
}

// CanonicalBlockID has the same bytes.
Bytes encoded(const BlockId& id)
{
    Bytes parts;
    number(parts, 0x08, id.partsTotal);
    bytes(parts, 0x12, id.partsHash);
    Bytes out;
    bytes(out, 0x0A, id.hash);
    message(out, 0x12, parts);
    return out;
}

Bytes encoded(const Validator& validator)
{
    Bytes key;
    message(key, 0x0A, validator.key);
    Bytes out;
    message(out, 0x0A, key);
    number(out, 0x10, validator.power);
    return out;
}

}  // namespace

Bytes addressOf(const crypto::Ed25519PublicKey& key)
{
    const Hash256 hash = crypto::sha256(ByteView(key));
    return Bytes(hash.bytes.begin(), hash.bytes.begin() + 20);
}

void sortValidators(std::vector<Validator>& validators)
{
    std::sort(validators.begin(), validators.end(), [](const Validator& a, const Validator& b) {
        return a.power != b.power ? a.power > b.power : addressOf(a.key) < addressOf(b.key);
    });
}

Hash256 validatorsHash(std::span<const Validator> validators)
{
    std::vector<Hash256> leaves;
    leaves.reserve(validators.size());
    for (const Validator& validator : validators) {
        leaves.push_back(merkle::leafHash(encoded(validator)));
    }
    return merkle::rootOf(leaves);
}

Hash256 headerHash(const Header& header)
{
    std::vector<Hash256> leaves;
    const auto add = [&](const Bytes& leaf) { leaves.push_back(merkle::leafHash(leaf)); };
    const auto wrapped = [&](ByteView value) {
        Bytes leaf;
        bytes(leaf, 0x0A, value);
        add(leaf);
    };
    Bytes version, height;
    number(version, 0x08, header.versionBlock);
    number(version, 0x10, header.versionApp);
    number(height, 0x08, static_cast<std::uint64_t>(header.height));
    add(version);
    wrapped(asBytes(header.chainId));
    add(height);
    add(encoded(header.time));
    add(encoded(header.lastBlockId));
    for (const Bytes* hash : {&header.lastCommitHash, &header.dataHash, &header.validatorsHash,
                              &header.nextValidatorsHash, &header.consensusHash, &header.appHash,
                              &header.lastResultsHash, &header.evidenceHash, &header.proposerAddress}) {
        wrapped(*hash);
    }
    return merkle::rootOf(leaves);
}

Bytes dataHash(std::span<const Bytes> transactions)
{
    std::vector<Hash256> leaves;
    leaves.reserve(transactions.size());
    for (const Bytes& transaction : transactions) {
        leaves.push_back(merkle::leafHash(crypto::sha256(ByteView(transaction))));
    }
    const Hash256 root = merkle::rootOf(leaves);
    return Bytes(root.bytes.begin(), root.bytes.end());
}

Bytes voteSignBytes(const Commit& commit, std::size_t index, std::string_view chainId)
{
    const CommitSig& signature = commit.signatures[index];
    Bytes vote;
    number(vote, 0x08, kPrecommit);
    fixed64(vote, 0x11, static_cast<std::uint64_t>(commit.height));
    fixed64(vote, 0x19, static_cast<std::uint64_t>(commit.round));
    if (signature.flag == BlockIdFlag::Commit) {
        message(vote, 0x22, encoded(commit.blockId));
    }
    message(vote, 0x2A, encoded(signature.time));
    bytes(vote, 0x32, asBytes(chainId));
    Bytes out;
    varint(out, vote.size());
    out.insert(out.end(), vote.begin(), vote.end());
    return out;
}

}  // namespace meterseal::cometbft
