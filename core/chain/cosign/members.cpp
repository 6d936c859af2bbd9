#include "meterseal/chain/members.h"

#include "meterseal/ledger/block.h"

#include <algorithm>

namespace meterseal {

namespace {

constexpr std::size_t kPage = 500;

void change(std::vector<Organisation>& members, const OrganisationBody& body)
{
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const Organisation& o) { return o.id == body.id; });
    Organisation& member = found == members.end() ? members.emplace_back() : *found;
    member.id = body.id;
    member.name = body.name;
    member.role = body.role;
    member.publicKey = body.publicKey;
    member.witnessKey = body.witnessKey;
    if (body.validatorKey) {
        member.validatorKey = body.validatorKey->key;
    }
    member.active = body.action != OrganisationAction::Retire;
}

}  // namespace

Result<std::vector<Organisation>> membersAt(LedgerReader& reader, Height height)
{
    std::vector<Organisation> members = reader.genesis().organisations;
    TxFilter filter;
    filter.type = TxType::Organisation;
    std::optional<std::uint64_t> cursor;
    for (;;) {
        MS_ASSIGN(const Page<TxRow> page, reader.transactions(filter, cursor, Direction::Newer, kPage));
        for (const TxRow& row : page.rows) {
            if (row.height > height) {
                return members;
            }
            MS_ASSIGN(const Bytes wire, reader.wire(row.seq));
            MS_ASSIGN(const Transaction tx, decodeTransaction(wire));
            if (const auto* body = std::get_if<OrganisationBody>(&tx.header.body)) {
                change(members, *body);
            }
            cursor = row.seq;
        }
        if (!page.more) {
            return members;
        }
    }
}

Result<SealTrust> sealTrustAt(LedgerReader& reader, Height height)
{
    if (!reader.genesis().consortium()) {
        return SealTrust{};
    }
    MS_ASSIGN(const auto before, membersAt(reader, height - 1));
    MS_ASSIGN(const auto after, membersAt(reader, height));
    return SealTrust{validatorsOf(before), validatorsOf(after)};
}

Status checkSealIn(LedgerReader& reader, const SealedBlock& block)
{
    MS_ASSIGN(const SealTrust trust, sealTrustAt(reader, block.header.height));
    return checkSeal(block, reader.genesis(), trust);
}

std::vector<Cosignature> validCosignatures(const SealedBlock& block, std::span<const Cosignature> cosignatures,
                                           const Genesis& genesis, std::span<const Organisation> members)
{
    std::vector<Cosignature> valid;
    const std::string origin = originOf(genesis);
    for (const Organisation& member : members) {
        if (!member.active) {
            continue;
        }
        const Cosignature* best = nullptr;
        for (const Cosignature& cosignature : cosignatures) {
            if (cosignature.organisation != member.id || cosignature.height != block.header.height ||
                (best != nullptr && best->seconds <= cosignature.seconds)) {
                continue;
            }
            const auto line = crypto::parseNoteSignature(cosignature.line);
            if (line.ok() && crypto::verifyCosignature(block.headerBytes, *line, cosignerName(origin, member.id),
                                                       member.witnessKey)) {
                best = &cosignature;
            }
        }
        if (best != nullptr) {
            valid.push_back(*best);
        }
    }
    return valid;
}

}  // namespace meterseal
