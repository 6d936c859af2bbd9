// CometBFT light blocks: a header, the commit that decided it and the validators who signed, and what they prove
// (CometBFT 0.38, spec/core/data_structures.md and spec/light-client; protobuf encodings of proto/tendermint/types).
// The seal of a consortium ledger's block is one light block.
//
//   canonical form: RFC 8785 JSON {"commit", "header", "validators":[{"address","pub_key":{"type","value"},
//   "voting_power"}]} with the members and the spelling of CometBFT's RPC (64-bit numbers are strings, hashes are
//   upper-case hex); nothing else is read.
//
// A commit proves that more than two thirds of a set of validators decided a header. Whether that set is the right one
// is asked separately: `trusted`, or the header before (checkAdjacent). A signature that does not hold is not counted;
// it does not spoil the others. Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"
#include "meterseal/crypto/keys.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::cometbft {

inline constexpr std::size_t kMaxLightBlockBytes = 1 << 20;
inline constexpr std::uint64_t kMaxTotalPower = std::uint64_t{1} << 60;
inline constexpr std::uint64_t kBlockProtocol = 11;  // Version.block of CometBFT 0.38

// Seconds since 1970 and nanoseconds; year 1 to 9999. Go's zero time is year 1.
struct Time {
    std::int64_t seconds = 0;
    std::uint32_t nanos = 0;

    auto operator<=>(const Time&) const = default;
    Timestamp toTimestamp() const;  // cut to milliseconds; 1970 where it is earlier
};
// "2026-11-28T07:50:01.123456789Z", without trailing zeros of the fraction, as Go prints it.
std::string formatTime(const Time& time);
// reason: seal.form
Result<Time> parseTime(std::string_view text);

struct BlockId {
    Bytes hash;  // 32 bytes; empty: of nothing
    std::uint32_t partsTotal = 0;
    Bytes partsHash;

    bool operator==(const BlockId&) const = default;
};

struct Header {
    std::uint64_t versionBlock = 0, versionApp = 0;
    std::string chainId;
    std::int64_t height = 0;
    Time time;
    BlockId lastBlockId;
    Bytes lastCommitHash, dataHash, validatorsHash, nextValidatorsHash, consensusHash, appHash, lastResultsHash,
        evidenceHash;  // empty or 32 bytes; appHash: up to 64
    Bytes proposerAddress;

    bool operator==(const Header&) const = default;
};

enum class BlockIdFlag : std::uint8_t { Absent = 1, Commit = 2, Nil = 3 };

struct CommitSig {
    BlockIdFlag flag = BlockIdFlag::Absent;
    Bytes address;  // 20 bytes; empty where absent
    Time time;
    Bytes signature;  // 64 bytes; empty where absent

    bool operator==(const CommitSig&) const = default;
};

struct Commit {
    std::int64_t height = 0;
    std::int32_t round = 0;
    BlockId blockId;
    std::vector<CommitSig> signatures;  // in the validators' order

    bool operator==(const Commit&) const = default;
};

struct Validator {
    crypto::Ed25519PublicKey key{};
    std::uint64_t power = 1;

    bool operator==(const Validator&) const = default;
};

struct LightBlock {
    Header header;
    Commit commit;
    std::vector<Validator> validators;

    bool operator==(const LightBlock&) const = default;
};

// ---- Form -----------------------------------------------------------------------------------------------------------
// reason: seal.form (not a light block, or not its canonical form)
Result<LightBlock> parseLightBlock(std::string_view json);
std::string canonicalLightBlock(const LightBlock& block);
// A light block from what the RPC answers: `signedHeader` is the member "signed_header" of /commit, `validators` the
// array of /validators, whole. Members that do not belong to it are left out. reason: seal.form
Result<LightBlock> lightBlockFromRpc(std::string_view signedHeader, std::string_view validators);
// The same for a header alone.
Result<Header> headerFromRpc(std::string_view header);

// ---- Hashes and sign bytes ------------------------------------------------------------------------------------------
// The first 20 bytes of SHA256(key).
Bytes addressOf(const crypto::Ed25519PublicKey& key);
// CometBFT's order: power descending, then address ascending.
void sortValidators(std::vector<Validator>& validators);
// MTH over the validators in the order given, which must be CometBFT's.
Hash256 validatorsHash(std::span<const Validator> validators);
Hash256 headerHash(const Header& header);
// MTH over SHA256 of each transaction.
Bytes dataHash(std::span<const Bytes> transactions);
// What validator `index` signed: a canonical precommit for the commit's block, or for nil, with its own time.
// Precondition: index < commit.signatures.size().
Bytes voteSignBytes(const Commit& commit, std::size_t index, std::string_view chainId);

// ---- What it proves -------------------------------------------------------------------------------------------------
struct Decision {
    std::int64_t height = 0;  // CometBFT's
    Time time;                // of the header
    std::uint64_t power = 0, totalPower = 0;
    std::vector<Validator> signers;  // whose signatures hold
    std::size_t validators = 0;      // of how many
};
// Was the header decided by more than two thirds of its validators, who are exactly `trusted` (any order)?
// reason: seal.other-chain, seal.version, seal.header (commit and header do not belong together), seal.validators
// (not the header's, or not those trusted), seal.power (too few signatures hold)
Result<Decision> checkDecision(const LightBlock& block, std::string_view chainId, std::span<const Validator> trusted);
// The same for a walk along all headers: `next` follows `previous`, which is trusted already, and is decided by the
// validators that `previous` announced. reason: also seal.gap (not the next height, or another predecessor), seal.time
Result<Decision> checkAdjacent(const LightBlock& previous, const LightBlock& next, std::string_view chainId);

}  // namespace meterseal::cometbft
