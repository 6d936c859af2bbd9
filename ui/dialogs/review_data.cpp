#include "dialogs/review_data.h"

#include <algorithm>

namespace meterseal::ui {

namespace {

constexpr std::size_t kMostReviews = 64;  // two decide; the rest is room for roles with several organisations

bool sameFields(const RegisterBody& body, const MeterEntry& entry)
{
    return body.mn == entry.mn && body.location == entry.location && body.manufacturer == entry.manufacturer &&
           body.address == entry.address && body.publicKey == entry.publicKey && body.tokenHash == entry.tokenHash &&
           body.tokenExpires == entry.tokenExpires;
}

Role roleOf(const std::string& id, const std::vector<Organisation>& organisations)
{
    const auto found =
        std::find_if(organisations.begin(), organisations.end(), [&](const auto& one) { return one.id == id; });
    return found == organisations.end() ? Role::Auditor : found->role;
}

Status addDecisions(LedgerReader& reader, const std::vector<Organisation>& organisations, ReviewData& data)
{
    TxFilter filter;
    filter.type = TxType::Review;
    filter.meterId = data.row.entry.id;
    MS_ASSIGN(const Page<TxRow> page, reader.transactions(filter, std::nullopt, Direction::Newer, kMostReviews));
    for (const TxRow& row : page.rows) {
        MS_ASSIGN(const Bytes wire, reader.wire(row.seq));
        MS_ASSIGN(const Transaction tx, decodeTransaction(wire));
        if (const auto* body = std::get_if<ReviewBody>(&tx.header.body)) {
            data.decisions.push_back({row.organisation, roleOf(row.organisation, organisations), body->approve,
                                      body->reason, row.time, row.hash});
        }
    }
    return {};
}

}  // namespace

Result<ReviewData> readReview(LedgerReader& reader, std::uint32_t id)
{
    ReviewData data;
    MS_ASSIGN(data.row, reader.meterById(id));
    const MeterEntry& entry = data.row.entry;
    MS_ASSIGN(const TxRow registration, reader.transactionByHash(entry.registerTx));
    MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
    data.submittedBy = registration.organisation;
    data.submitterRole = roleOf(registration.organisation, organisations);
    MS_ASSIGN(Bytes wire, reader.wire(registration.seq));
    data.derivedAddress = crypto::addressOf(entry.publicKey);
    const bool sameBytes = txHashOf(wire) == entry.registerTx;
    if (const auto checked = checkTransaction(std::move(wire), reader.genesis().chain)) {
        const auto* body = std::get_if<RegisterBody>(&checked->tx.header.body);
        data.sameAsTransaction = sameBytes && body != nullptr && sameFields(*body, entry);
        data.signaturesHold = std::any_of(checked->tx.signatures.begin(), checked->tx.signatures.end(),
                                          [&](const TxSignature& one) { return one.publicKey == entry.publicKey; });
    } else {
        data.signatureFault = checked.error();
    }
    data.makerIsMember = std::any_of(organisations.begin(), organisations.end(), [&](const Organisation& one) {
        return one.active && one.role == Role::Manufacturer &&
               (one.name == entry.manufacturer || one.id == entry.manufacturer);
    });
    MS_TRY(addDecisions(reader, organisations, data));
    return data;
}

}  // namespace meterseal::ui
