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

}  // namespace

Result<Endorsements> endorsementsOf(LedgerReader& reader, Height height)
{
    MS_ASSIGN(const SealedBlock block, reader.block(height));
    MS_ASSIGN(const std::vector<Organisation> members, membersAt(reader, height));
    const std::string& sealer = reader.genesis().sealer.organisation;
    Endorsements found;
    found.height = height;
    found.list.push_back({EndorsementKind::Seal, sealer, nameOf(members, sealer), height, block.header.time});
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
        const bool known = std::any_of(found.list.begin() + 1, found.list.end(),
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

std::string describe(const Endorsements& endorsements, Timestamp at)
{
    const std::string& sealer = endorsements.list.front().name;
    std::vector<std::string> names;
    for (std::size_t i = 1; i < endorsements.list.size(); ++i) {
        names.push_back(endorsements.list[i].name);
    }
    if (names.empty()) {
        return fmt::format("sealed by {} alone", sealer);
    }
    return fmt::format("sealed by {}, cosigned by {} ({} of {} others), last {}", sealer, listed(names),
                       endorsements.cosigners, endorsements.others, agoText((at.ms - endorsements.newest->ms) / 1000));
}

}  // namespace meterseal
