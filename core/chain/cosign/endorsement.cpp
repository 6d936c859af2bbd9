#include "meterseal/chain/endorsement.h"

#include "meterseal/chain/members.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

// After a header, and before the head. A member that cosigned only in between is not seen: what is said is then too
// little, never too much.
constexpr Height kBlocksLookedAt = 2000;

std::string nameOf(const std::vector<Organisation>& members, const std::string& id)
{
    const auto found = std::find_if(members.begin(), members.end(), [&](const Organisation& o) { return o.id == id; });
    return found == members.end() ? id : found->name;
}

std::string agoText(std::int64_t seconds)
{
    const auto plural = [](std::int64_t count, std::string_view unit) {
        return fmt::format("{} {}{} ago", count, unit, count == 1 ? "" : "s");
    };
    if (seconds < 60) {
        return "less than a minute ago";
    }
    if (seconds < 3600) {
        return plural(seconds / 60, "minute");
    }
    if (seconds < 2 * 86400) {
        return plural(seconds / 3600, "hour");
    }
    return plural(seconds / 86400, "day");
}

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    }
    return text;
}

// Cosignatures of headers at or above `height`, in height order: of the blocks right after it, which bound its time,
// and of the newest, which show who still follows. What lies between says nothing more.
Result<std::vector<Cosignature>> cosignaturesCovering(LedgerReader& reader, Height height)
{
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    std::vector<Cosignature> found;
    const auto collect = [&](Height from, Height to) -> Status {
        for (Height h = from; h <= to; ++h) {
            MS_ASSIGN(const auto here, reader.cosignatures(h));
            found.insert(found.end(), here.begin(), here.end());
        }
        return {};
    };
    const Height firstEnd = std::min(totals.height, height + kBlocksLookedAt - 1);
    MS_TRY(collect(height, firstEnd));
    const Height lastBegin = totals.height < kBlocksLookedAt ? 1 : totals.height - kBlocksLookedAt + 1;
    MS_TRY(collect(std::max(firstEnd + 1, lastBegin), totals.height));
    return found;
}

// Who made the block the ledger's: the sealer, or the validators whose signatures its seal carries.
Status addSealers(LedgerReader& reader, const SealedBlock& block, const std::vector<Organisation>& members,
                  Endorsements& found)
{
    const Height height = block.header.height;
    if (!reader.genesis().consortium()) {
        const std::string& sealer = reader.genesis().sealer.organisation;
        found.list.push_back({EndorsementKind::Seal, sealer, nameOf(members, sealer), height, block.header.time});
        return {};
    }
    if (block.seal.bytes.empty()) {
        return {};
    }
    MS_ASSIGN(const cometbft::Decision decision, decisionOf(block.header, block.seal, reader.genesis()));
    MS_ASSIGN(const std::vector<Organisation> deciding, membersAt(reader, height - 1));
    for (const cometbft::Validator& signer : decision.signers) {
        const auto holder = std::find_if(deciding.begin(), deciding.end(), [&](const Organisation& o) {
            return o.active && o.validatorKey == signer.key;
        });
        if (holder != deciding.end()) {
            found.list.push_back(
                {EndorsementKind::Decision, holder->id, holder->name, height, decision.time.toTimestamp()});
        }
    }
    found.validators = decision.validators;
    found.noLaterThan = decision.time.toTimestamp();
    return {};
}

}  // namespace

Result<Endorsements> endorsementsOf(LedgerReader& reader, Height height)
{
    MS_ASSIGN(const SealedBlock block, reader.block(height));
    MS_ASSIGN(const std::vector<Organisation> members, membersAt(reader, height));
    const std::string& sealer = reader.genesis().sealer.organisation;
    Endorsements found;
    found.height = height;
    MS_TRY(addSealers(reader, block, members, found));
    const auto sealers = static_cast<std::ptrdiff_t>(found.list.size());
    found.others = static_cast<std::size_t>(std::count_if(
        members.begin(), members.end(), [&](const Organisation& o) { return o.active && o.id != sealer; }));
    MS_ASSIGN(const std::vector<Cosignature> all, cosignaturesCovering(reader, height));
    std::vector<Endorsement> cosigned;
    for (auto it = all.begin(); it != all.end();) {
        const Height at = it->height;
        const auto end = std::find_if(it, all.end(), [&](const Cosignature& c) { return c.height != at; });
        MS_ASSIGN(const SealedBlock header, reader.block(at));
        MS_ASSIGN(const std::vector<Organisation> then, membersAt(reader, at));
        const std::vector<Cosignature> here(it, end);
        for (const Cosignature& one : validCosignatures(header, here, reader.genesis(), then)) {
            const Timestamp when{static_cast<std::int64_t>(one.seconds) * 1000};
            if (one.organisation == sealer) {
                continue;
            }
            found.noLaterThan = found.noLaterThan ? std::min(*found.noLaterThan, when) : when;
            found.newest = found.newest ? std::max(*found.newest, when) : when;
            cosigned.push_back(
                {EndorsementKind::Cosignature, one.organisation, nameOf(then, one.organisation), at, when});
        }
        it = end;
    }
    // Each organisation once: its newest.
    std::reverse(cosigned.begin(), cosigned.end());
    for (Endorsement& one : cosigned) {
        const bool known = std::any_of(found.list.begin() + sealers, found.list.end(),
                                       [&](const Endorsement& e) { return e.organisation == one.organisation; });
        const bool member = std::any_of(members.begin(), members.end(),
                                        [&](const Organisation& o) { return o.active && o.id == one.organisation; });
        if (!known) {
            found.cosigners += member ? 1 : 0;
            found.list.push_back(std::move(one));
        }
    }
    return found;
}

Result<std::optional<SealedBlock>> newestWithSeal(LedgerReader& reader)
{
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    if (!totals.head) {
        return std::optional<SealedBlock>();
    }
    SealedBlock block = *totals.head;
    while (block.seal.bytes.empty()) {
        if (block.header.height == 1) {
            return std::optional<SealedBlock>();
        }
        MS_ASSIGN(block, reader.block(block.header.height - 1));
    }
    return std::optional<SealedBlock>(std::move(block));
}

Result<std::optional<Endorsements>> endorsementsOfLedger(LedgerReader& reader)
{
    MS_ASSIGN(const std::optional<SealedBlock> block, newestWithSeal(reader));
    if (!block) {
        return std::optional<Endorsements>();
    }
    MS_ASSIGN(Endorsements found, endorsementsOf(reader, block->header.height));
    return std::optional<Endorsements>(std::move(found));
}

std::string describe(const Endorsements& endorsements, Timestamp at)
{
    std::string sealer;
    std::vector<std::string> deciders, cosigners;
    for (const Endorsement& one : endorsements.list) {
        switch (one.kind) {
        case EndorsementKind::Seal:
            sealer = one.name;
            break;
        case EndorsementKind::Decision:
            deciders.push_back(one.name);
            break;
        case EndorsementKind::Cosignature:
            cosigners.push_back(one.name);
            break;
        }
    }
    const bool decided = endorsements.validators > 0;
    const std::string word = decided          ? fmt::format("decided by {} of {} validators: {}", deciders.size(),
                                                            endorsements.validators, listed(deciders))
                             : sealer.empty() ? std::string("not decided yet")
                                              : "sealed by " + sealer;
    if (cosigners.empty()) {
        return sealer.empty() ? word : word + " alone";
    }
    return fmt::format("{}, cosigned by {} ({} of {} others), last {}", word, listed(cosigners), endorsements.cosigners,
                       endorsements.others, agoText((at.ms - endorsements.newest->ms) / 1000));
}

}  // namespace meterseal
