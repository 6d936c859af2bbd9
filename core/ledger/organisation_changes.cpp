#include "meterseal/ledger/organisation_changes.h"

#include <algorithm>

namespace meterseal {
namespace {

constexpr std::size_t kPage = 256;

// No key ever stands for two organisations, so a former one tells too.
std::string ownerOf(const crypto::PublicKey& key, const std::vector<Organisation>& organisations)
{
    const auto owner = std::ranges::find_if(organisations, [&](const Organisation& one) {
        return one.publicKey == key || std::ranges::find(one.formerKeys, key) != one.formerKeys.end();
    });
    return owner == organisations.end() ? key.hex() : owner->id;
}

}  // namespace

Result<std::vector<OrganisationChange>> organisationChanges(LedgerReader& reader)
{
    MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
    TxFilter filter;
    filter.type = TxType::Organisation;
    std::vector<OrganisationChange> changes;
    std::optional<std::uint64_t> cursor;
    for (bool more = true; more;) {
        MS_ASSIGN(Page<TxRow> page, reader.transactions(filter, cursor, Direction::Older, kPage));
        for (TxRow& row : page.rows) {
            MS_ASSIGN(const Bytes wire, reader.wire(row.seq));
            MS_ASSIGN(const Transaction tx, decodeTransaction(wire));
            const auto* body = std::get_if<OrganisationBody>(&tx.header.body);
            if (body == nullptr) {
                return makeError(ErrorCode::Damaged, "ledger.damaged",
                                 "A transaction listed as a change of an organisation is none. Run fsck.");
            }
            OrganisationChange change{std::move(row), *body, {}};
            for (const TxSignature& signature : tx.signatures) {
                change.signers.push_back(ownerOf(signature.publicKey, organisations));
            }
            changes.push_back(std::move(change));
        }
        more = page.more && !changes.empty();
        cursor = changes.empty() ? std::nullopt : std::optional(changes.back().tx.seq);
    }
    return changes;
}

}  // namespace meterseal
