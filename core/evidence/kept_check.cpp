#include "meterseal/evidence/kept_check.h"

#include "meterseal/chain/members.h"

#include <algorithm>

namespace meterseal {

bool KeptCheck::holds() const
{
    const bool same = history.relation == HistoryRelation::Same || history.relation == HistoryRelation::Earlier;
    return same && seal.ok() && std::ranges::none_of(cosigners, [](const Cosigner& cosigner) {
               return cosigner.check == CosignatureCheck::Broken;
           });
}

Result<KeptCheck> checkKept(LedgerReader& reader, std::string_view text)
{
    KeptCheck out;
    MS_ASSIGN(out.kept, readKeptCheckpoint(text));
    MS_ASSIGN(out.history, compareHistory(reader, out.kept));
    out.isSigned = text.starts_with("meterseal/") && text.find("\n\n") != std::string_view::npos;
    if (!out.isSigned || out.history.relation == HistoryRelation::OtherLedger) {
        return out;  // another ledger's seal is not judged by this one's keys
    }
    MS_ASSIGN(const Checkpoint note, parseCheckpoint(text, reader.genesis()));
    out.seal = checkSealIn(reader, note.block);
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    MS_ASSIGN(const std::vector<Organisation> members,
              membersAt(reader, std::min(note.block.header.height, totals.height)));
    for (const Cosignature& cosignature : note.cosignatures) {
        const auto member = std::ranges::find(members, cosignature.organisation, &Organisation::id);
        out.cosigners.push_back({cosignature.organisation, member == members.end() ? "" : member->name,
                                 cosignature.seconds, checkCosignature(note.block.header, cosignature, members)});
    }
    return out;
}

}  // namespace meterseal
