// The rules for meters: registration, review, activation, converts, and what a utility may do with a meter.
#include "ledger/state_impl.h"
#include "meterseal/crypto/sha256.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

Error unknownMeter(std::string_view kind, std::string_view name)
{
    return refuse(
        TxRule::MeterUnknown,
        fmt::format("No meter with the {} {} is on this ledger. Nothing was changed; register it first.", kind, name));
}

// Why a meter that is not active takes no convert and no suspension.
Status checkActive(const MeterEntry& meter, std::string_view what)
{
    switch (meter.state) {
    case MeterState::Active:
        return {};
    case MeterState::Suspended:
        return refuse(TxRule::Suspended,
                      fmt::format("The meter {} is suspended and cannot {}. Nothing was changed.", meter.mn, what));
    case MeterState::Retired:
        return refuse(
            TxRule::Retired,
            fmt::format("The meter {} is retired for good and cannot {}. Nothing was changed.", meter.mn, what));
    case MeterState::Pending:
    case MeterState::Approved:
    case MeterState::Rejected:
        break;
    }
    return refuse(TxRule::NotActive, fmt::format("The meter {} is {}, not active, and cannot {}. Nothing was changed.",
                                                 meter.mn, toString(meter.state), what));
}

}  // namespace

Result<Applied> LedgerState::Impl::applyBody(const RegisterBody& body, const CheckedTransaction& tx, Timestamp)
{
    const auto& signatures = tx.tx.signatures;
    if (signatures.front().publicKey == body.publicKey) {
        return refuse(TxRule::SignerOrder, fmt::format("The registration of {} is signed by the meter first; the "
                                                       "organisation signs first. Nothing was changed.",
                                                       body.mn));
    }
    MS_ASSIGN(const std::uint32_t signer, signerOf(tx, true, "register a meter"));
    if (signatures[1].publicKey != body.publicKey) {
        return refuse(TxRule::ForeignKey, fmt::format("The second signature on the registration of {} is not by the "
                                                      "meter's own key. Nothing was changed.",
                                                      body.mn));
    }
    const MeterEntry* holder = findByMn(body.mn);
    if (holder != nullptr && holder->state != MeterState::Rejected) {
        return refuse(TxRule::MnInUse,
                      fmt::format("The meter id {} is in use by a meter that is {}. Nothing was changed.", body.mn,
                                  toString(holder->state)));
    }
    // The address is a function of the public key, so that one look-up answers for both.
    if (holder = findByAddress(body.address); holder != nullptr) {
        return refuse(
            TxRule::AddressInUse,
            fmt::format("The address and public key stand on the ledger as those of the meter {}, which is {}. "
                        "Nothing was changed; derive a wallet with a new password.",
                        holder->mn, toString(holder->state)));
    }
    if (organisationKeys.contains(body.publicKey)) {
        return refuse(TxRule::KeyInUse, fmt::format("The public key of the meter {} stands, or once stood, for an "
                                                    "organisation. Nothing was changed.",
                                                    body.mn));
    }
    MeterEntry entry;
    entry.id = static_cast<std::uint32_t>(meters.size() + 1);
    entry.mn = body.mn;
    entry.location = body.location;
    entry.manufacturer = body.manufacturer;
    entry.address = body.address;
    entry.publicKey = body.publicKey;
    entry.tokenHash = body.tokenHash;
    entry.tokenExpires = body.tokenExpires;
    entry.registerTx = tx.txHash;
    Applied applied{TxType::Register, entry.id, organisations[signer].id, true, false};
    insertMeter(std::move(entry));
    return applied;
}

Result<Applied> LedgerState::Impl::applyBody(const ReviewBody& body, const CheckedTransaction& tx, Timestamp)
{
    MS_ASSIGN(const std::uint32_t signer, signerOf(tx, true, "review a registration"));
    const auto found = byRegisterTx.find(body.registerTx);
    if (found == byRegisterTx.end()) {
        return refuse(
            TxRule::RegisterUnknown,
            fmt::format("The review names the registration {}, which is not on this ledger. Nothing was changed.",
                        body.registerTx.hex()));
    }
    MeterEntry& entry = meter(found->second);
    if (entry.state != MeterState::Pending) {
        return refuse(TxRule::ReviewDecided, fmt::format("The registration of {} is decided already: the meter is {}. "
                                                         "Nothing was changed.",
                                                         entry.mn, toString(entry.state)));
    }
    Applied applied{TxType::Review, entry.id, organisations[signer].id, true, false};
    if (!body.approve) {
        // Also after an approval of the same role: while it is pending, one no is enough.
        entry.state = MeterState::Rejected;
        return applied;
    }
    const Role role = organisations[signer].role;
    bool& approved = role == Role::Utility ? entry.approvedByUtility : entry.approvedByManufacturer;
    if (approved) {
        return refuse(TxRule::ReviewTwice,
                      fmt::format("A {} has approved the meter {} already; the other role's approval "
                                  "is what is missing. Nothing was changed.",
                                  toString(role), entry.mn));
    }
    approved = true;
    if (entry.approvedByUtility && entry.approvedByManufacturer) {
        entry.state = MeterState::Approved;
    }
    return applied;
}

Result<Applied> LedgerState::Impl::applyBody(const ActivateBody& body, const CheckedTransaction& tx,
                                             Timestamp blockTime)
{
    MeterEntry* entry = findByAddress(body.address);
    if (entry == nullptr) {
        return unknownMeter("address", body.address);
    }
    if (entry->mn != body.mn) {
        return refuse(TxRule::MnMismatch, fmt::format("The address {} belongs to the meter {}, not to {}. Nothing was "
                                                      "changed.",
                                                      body.address, entry->mn, body.mn));
    }
    if (tx.tx.signatures.front().publicKey != entry->publicKey) {
        return refuse(
            TxRule::ForeignKey,
            fmt::format("The activation of {} is not signed with the meter's key. Nothing was changed.", entry->mn));
    }
    if (entry->state == MeterState::Pending || entry->state == MeterState::Rejected) {
        return refuse(TxRule::NotApproved,
                      fmt::format("The meter {} is {}; it takes the approval of a utility and of a "
                                  "manufacturer to activate it. Nothing was changed.",
                                  entry->mn, toString(entry->state)));
    }
    if (entry->state != MeterState::Approved) {
        return refuse(TxRule::AlreadyActive,
                      fmt::format("The meter {} has been activated before and is {}. Nothing was changed.", entry->mn,
                                  toString(entry->state)));
    }
    if (crypto::sha256(body.token) != entry->tokenHash) {
        return refuse(
            TxRule::TokenWrong,
            fmt::format("The token is not the one registered for the meter {}. Nothing was changed.", entry->mn));
    }
    if (blockTime > entry->tokenExpires) {
        return refuse(TxRule::TokenExpired,
                      fmt::format("The token of the meter {} expired at {}. Nothing was changed; retire the meter.",
                                  entry->mn, formatTimestamp(entry->tokenExpires)));
    }
    entry->state = MeterState::Active;
    return Applied{TxType::Activate, entry->id, {}, true, false};
}

Result<Applied> LedgerState::Impl::applyBody(const ConvertBody& body, const CheckedTransaction& tx, Timestamp)
{
    MeterEntry* entry = findByAddress(body.address);
    if (entry == nullptr) {
        return unknownMeter("address", body.address);
    }
    if (tx.tx.signatures.front().publicKey != entry->publicKey) {
        return refuse(TxRule::ForeignKey,
                      fmt::format("The batch of the meter {} is signed with another key than the meter's. Nothing was "
                                  "changed.",
                                  entry->mn));
    }
    if (tx.txHash == entry->lastConvert) {
        return refuse(
            TxRule::Duplicate,
            fmt::format("This batch of the meter {} is on the ledger already. Nothing was changed.", entry->mn));
    }
    MS_TRY(checkActive(*entry, "anchor records"));
    if (body.prev != entry->lastConvert) {
        return refuse(
            TxRule::PrevStale,
            fmt::format("The batch of the meter {} follows {}, but its last batch on the ledger is {}. Nothing "
                        "was changed; build it again on the last one.",
                        entry->mn, body.prev.hex(), entry->lastConvert.hex()));
    }
    entry->lastConvert = tx.txHash;
    return Applied{TxType::Convert, entry->id, {}, false, false};
}

Result<Applied> LedgerState::Impl::applyBody(const MeterActionBody& body, const CheckedTransaction& tx, Timestamp)
{
    const TxType type = tx.tx.header.type();
    MS_ASSIGN(const std::uint32_t signer, signerOf(tx, false, fmt::format("{} a meter", toString(type))));
    MeterEntry* entry = findByMn(body.mn);
    if (entry == nullptr) {
        return unknownMeter("id", body.mn);
    }
    MeterState next = MeterState::Retired;
    switch (body.action) {
    case MeterAction::Suspend:
        MS_TRY(checkActive(*entry, "be suspended"));
        next = MeterState::Suspended;
        break;
    case MeterAction::Resume:
        if (entry->state == MeterState::Active) {
            return refuse(TxRule::NotSuspended,
                          fmt::format("The meter {} is active already. Nothing was changed.", entry->mn));
        }
        if (entry->state != MeterState::Suspended) {
            MS_TRY(checkActive(*entry, "be resumed"));
        }
        next = MeterState::Active;
        break;
    case MeterAction::Retire:
        // An approved meter may be given up before it ever was active: its token may have expired.
        if (entry->state != MeterState::Suspended && entry->state != MeterState::Approved) {
            MS_TRY(checkActive(*entry, "be retired"));
        }
        break;
    }
    entry->state = next;
    return Applied{type, entry->id, organisations[signer].id, true, false};
}

Result<Applied> LedgerState::apply(const CheckedTransaction& tx, const BlockContext& block)
{
    // checkTransaction() was told a chain by its caller; a wrong one must not get through here.
    if (tx.tx.header.chain != m_impl->chain) {
        return refuse(TxRule::WrongChain, fmt::format("The transaction is for the chain {}, this ledger is {}. Nothing "
                                                      "was changed; submit it to its own ledger.",
                                                      tx.tx.header.chain, m_impl->chain));
    }
    if (m_impl->orders.contains(tx.txHash)) {
        return refuse(
            TxRule::Duplicate,
            fmt::format("The transaction {} is on the ledger already. Nothing was changed.", tx.txHash.hex()));
    }
    std::optional<UndoRecord> undo;
    if (m_impl->recording()) {
        undo = m_impl->undoRecordFor(tx);
    }
    m_impl->applying = block.height;
    auto applied =
        std::visit([&](const auto& body) { return m_impl->applyBody(body, tx, block.time); }, tx.tx.header.body);
    if (applied.ok()) {
        if (applied->type != TxType::Convert) {
            m_impl->orders.insert(tx.txHash);
        }
        applied->logLeaf = LogEntry{block.height, block.time, tx.txHash}.leaf();
        m_impl->log.append(applied->logLeaf);
        if (undo) {
            m_impl->undo.push_back(std::move(*undo));
        }
    }
    return applied;
}

}  // namespace meterseal
