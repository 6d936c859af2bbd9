#include "dialogs/bulk_work.h"

#include "dialogs/review_data.h"
#include "meterseal/meter/meter_service.h"

#include <algorithm>
#include <map>

namespace meterseal::ui {

namespace {

bool fits(BulkKind kind, MeterState state)
{
    switch (kind) {
    case BulkKind::Approve:
    case BulkKind::Reject:
        return state == MeterState::Pending;
    case BulkKind::Activate:
        return state == MeterState::Approved;
    case BulkKind::Suspend:
        return state == MeterState::Active;
    case BulkKind::Resume:
        return state == MeterState::Suspended;
    }
    return false;
}

BulkDoubt doubtOf(BulkKind kind, const ReviewData& data)
{
    const MeterEntry& entry = data.row.entry;
    if (!fits(kind, entry.state)) {
        return BulkDoubt::State;
    }
    if (kind == BulkKind::Activate && entry.tokenExpires < now()) {
        return BulkDoubt::Expired;
    }
    if (kind != BulkKind::Approve) {
        return BulkDoubt::None;
    }
    return !data.addressFits()                               ? BulkDoubt::Address
           : !data.signaturesHold || !data.sameAsTransaction ? BulkDoubt::Signature
           : entry.tokenExpires < now()                      ? BulkDoubt::Expired
           : !data.makerIsMember                             ? BulkDoubt::Maker
                                                             : BulkDoubt::None;
}

bool approves(const Organisation& signer, const BulkMeter& meter)
{
    return signer.role == Role::Utility ? !meter.byUtility : !meter.byManufacturer;
}

// What one organisation says of one meter.
Status decide(MeterService& service, const BulkOrder& order, const Organisation& signer, BulkMeter& meter)
{
    switch (order.kind) {
    case BulkKind::Approve:
        if (!approves(signer, meter)) {
            return {};
        }
        MS_TRY(service.review(meter.registerTx, signer.id, true, order.reason).status());
        (signer.role == Role::Utility ? meter.byUtility : meter.byManufacturer) = true;
        return {};
    case BulkKind::Reject:
        return service.review(meter.registerTx, signer.id, false, order.reason).status();
    case BulkKind::Suspend:
        return service.changeState(MeterAction::Suspend, meter.mn, signer.id, order.reason).status();
    case BulkKind::Resume:
        return service.changeState(MeterAction::Resume, meter.mn, signer.id, order.reason).status();
    case BulkKind::Activate:
        break;
    }
    return {};
}

}  // namespace

Result<std::vector<BulkMeter>> readBulk(LedgerReader& reader, BulkKind kind, const std::vector<std::uint32_t>& ids,
                                        const std::stop_token& stop, const std::shared_ptr<Shared<std::size_t>>& seen)
{
    std::vector<BulkMeter> meters;
    std::map<std::string, std::string> places;
    for (const std::uint32_t id : ids) {
        if (stop.stop_requested()) {
            return makeError(ErrorCode::Cancelled, "ledger.cancelled",
                             "The meters were not all read. Nothing was sent.");
        }
        MS_ASSIGN(const ReviewData data, readReview(reader, id));
        const MeterEntry& entry = data.row.entry;
        BulkMeter meter{.id = id,
                        .mn = entry.mn,
                        .location = entry.location,
                        .address = entry.address,
                        .sameAs = {},
                        .registerTx = entry.registerTx,
                        .byUtility = entry.approvedByUtility,
                        .byManufacturer = entry.approvedByManufacturer,
                        .doubt = doubtOf(kind, data),
                        .outcome = BulkMeter::Outcome::None,
                        .error = {}};
        if (kind == BulkKind::Approve && !entry.location.empty()) {
            const auto [at, first] = places.emplace(entry.location, entry.mn);
            if (!first && meter.doubt == BulkDoubt::None) {
                meter.doubt = BulkDoubt::SamePlace;
                meter.sameAs = at->second;
            }
        }
        meters.push_back(std::move(meter));
        seen->set(meters.size());
    }
    return meters;
}

Status doBulk(OpenKeys& unlocked, const BulkOrder& order, std::vector<BulkMeter>& meters)
{
    MeterService& service = unlocked.meters;
    for (BulkMeter& meter : meters) {
        for (const Organisation& signer : order.signers) {
            if (const Status said = decide(service, order, signer, meter); !said) {
                meter.error = said.error();
                meter.outcome = BulkMeter::Outcome::Failed;
                break;
            }
        }
    }
    MS_TRY(unlocked.chain.flush());
    const bool activates = order.kind == BulkKind::Activate || order.activate;
    for (BulkMeter& meter : meters) {
        if (meter.outcome == BulkMeter::Outcome::Failed) {
            continue;
        }
        meter.outcome = BulkMeter::Outcome::Done;
        if (!activates || (order.kind == BulkKind::Approve && !(meter.byUtility && meter.byManufacturer))) {
            continue;
        }
        if (const auto active = service.activate(meter.address); active) {
            meter.outcome = BulkMeter::Outcome::Activated;
        } else {
            meter.error = active.error();
            meter.outcome = order.kind == BulkKind::Activate ? BulkMeter::Outcome::Failed : BulkMeter::Outcome::Done;
        }
    }
    return activates ? unlocked.chain.flush() : Status{};
}

}  // namespace meterseal::ui
