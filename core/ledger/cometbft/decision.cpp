// What a light block proves: more than two thirds of a known set of validators decided this header.
#include "meterseal/ledger/light_block.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace meterseal::cometbft {

namespace {

constexpr std::size_t kHashBytes = 32;

Error sealError(std::string_view what, std::string message)
{
    return makeError(ErrorCode::Damaged, fmt::format("seal.{}", what), std::move(message));
}

bool equal(ByteView a, ByteView b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

Status checkHeaderForm(const LightBlock& block, std::string_view chainId)
{
    const Header& header = block.header;
    const Commit& commit = block.commit;
    if (header.chainId != chainId) {
        return sealError("other-chain", fmt::format("A CometBFT header of height {} is of the chain {} and not of {}.",
                                                    header.height, header.chainId, chainId));
    }
    if (header.versionBlock != kBlockProtocol) {
        return sealError("version", fmt::format("A CometBFT header has the block protocol {}; this program knows {}.",
                                                header.versionBlock, kBlockProtocol));
    }
    if (header.height < 1 || commit.height != header.height || commit.round < 0) {
        return sealError("header", fmt::format("A commit is of height {}, round {}, and stands with a header of "
                                               "height {}.",
                                               commit.height, commit.round, header.height));
    }
    if (commit.blockId.partsTotal < 1 || commit.blockId.partsHash.size() != kHashBytes ||
        !equal(commit.blockId.hash, headerHash(header))) {
        return sealError("header", fmt::format("The commit of CometBFT height {} decided another header than the one "
                                               "that stands with it.",
                                               header.height));
    }
    return {};
}

// Those given are the header's, and no key stands twice. The total power.
Result<std::uint64_t> checkValidators(const LightBlock& block)
{
    std::set<crypto::Ed25519PublicKey> keys;
    std::uint64_t total = 0;
    for (const Validator& validator : block.validators) {
        if (validator.power == 0 || validator.power > kMaxTotalPower || !keys.insert(validator.key).second) {
            return sealError("validators", fmt::format("The validators given with CometBFT height {} are no set: a key "
                                                       "stands twice or has no proper power.",
                                                       block.header.height));
        }
        total += validator.power;
        if (total > kMaxTotalPower) {
            return sealError("validators", fmt::format("The validators given with CometBFT height {} have more power "
                                                       "than any set.",
                                                       block.header.height));
        }
    }
    if (total == 0 || !equal(block.header.validatorsHash, validatorsHash(block.validators))) {
        return sealError("validators", fmt::format("The validators given with CometBFT height {} are not those that "
                                                   "its header names.",
                                                   block.header.height));
    }
    return total;
}

// Precondition: checkHeaderForm and checkValidators hold.
Result<Decision> tally(const LightBlock& block, std::uint64_t total)
{
    const Commit& commit = block.commit;
    if (commit.signatures.size() != block.validators.size()) {
        return sealError("power", fmt::format("The commit of CometBFT height {} has {} signatures for {} validators.",
                                              block.header.height, commit.signatures.size(), block.validators.size()));
    }
    Decision decision{block.header.height, block.header.time, 0, total, {}, block.validators.size()};
    for (std::size_t i = 0; i < commit.signatures.size(); ++i) {
        const CommitSig& given = commit.signatures[i];
        const Validator& validator = block.validators[i];
        crypto::Signature64 signature{};
        if (given.flag != BlockIdFlag::Commit || given.address != addressOf(validator.key) ||
            given.signature.size() != signature.size()) {
            continue;
        }
        std::copy(given.signature.begin(), given.signature.end(), signature.begin());
        if (crypto::verifyEd25519(validator.key, voteSignBytes(commit, i, block.header.chainId), signature)) {
            decision.power += validator.power;
            decision.signers.push_back(validator);
        }
    }
    if (decision.power <= total * 2 / 3) {
        return sealError("power", fmt::format("CometBFT height {} carries valid signatures of {} of {} validators; a "
                                              "block takes more than two thirds of their power.",
                                              block.header.height, decision.signers.size(), decision.validators));
    }
    return decision;
}

}  // namespace

Result<Decision> checkDecision(const LightBlock& block, std::string_view chainId, std::span<const Validator> trusted)
{
    MS_TRY(checkHeaderForm(block, chainId));
    MS_ASSIGN(const std::uint64_t total, checkValidators(block));
    std::vector<Validator> ordered(trusted.begin(), trusted.end());
    sortValidators(ordered);
    if (!equal(block.header.validatorsHash, validatorsHash(ordered))) {
        return sealError("validators", fmt::format("CometBFT height {} was decided by other validators than the "
                                                   "ledger names for it.",
                                                   block.header.height));
    }
    return tally(block, total);
}

Result<Decision> checkAdjacent(const LightBlock& previous, const LightBlock& next, std::string_view chainId)
{
    MS_TRY(checkHeaderForm(next, chainId));
    if (next.header.height != previous.header.height + 1 ||
        !equal(next.header.lastBlockId.hash, headerHash(previous.header))) {
        return sealError("gap", fmt::format("The header of CometBFT height {} does not follow the one of height {}.",
                                            next.header.height, previous.header.height));
    }
    if (next.header.time <= previous.header.time) {
        return sealError("time", fmt::format("The header of CometBFT height {} is not later than the one before it.",
                                             next.header.height));
    }
    MS_ASSIGN(const std::uint64_t total, checkValidators(next));
    if (next.header.validatorsHash != previous.header.nextValidatorsHash) {
        return sealError("validators", fmt::format("CometBFT height {} was decided by other validators than the header "
                                                   "before it announced.",
                                                   next.header.height));
    }
    return tally(next, total);
}

}  // namespace meterseal::cometbft
