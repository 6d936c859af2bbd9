// Taking accepted transactions back: one undo record each, written before the rules change anything.
#include "ledger/state_impl.h"

#include <algorithm>

namespace meterseal {

namespace {

Error deadMark()
{
    return makeError(ErrorCode::Internal, "state.mark-dead",
                     "The state of the ledger was to go back to a place that it has forgotten. Nothing was changed; "
                     "open the ledger again.");
}

}  // namespace

UndoRecord LedgerState::Impl::undoRecordFor(const CheckedTransaction& tx)
{
    UndoRecord record;
    const auto& body = tx.tx.header.body;
    const auto meterBefore = [&](const MeterEntry* entry) {
        if (entry != nullptr) {
            record.before = MeterBefore{entry->id, entry->state, entry->approvedByUtility,
                                        entry->approvedByManufacturer, entry->lastConvert};
        }
    };
    if (const auto* convert = std::get_if<ConvertBody>(&body)) {
        meterBefore(findByAddress(convert->address));
        return record;  // the only type that `orders` does not hold
    }
    record.order = tx.txHash;
    if (const auto* registration = std::get_if<RegisterBody>(&body)) {
        const MeterEntry* holder = findByMn(registration->mn);
        record.before = MeterAdded{holder == nullptr ? std::nullopt : std::optional(holder->id)};
    } else if (const auto* review = std::get_if<ReviewBody>(&body)) {
        const auto found = byRegisterTx.find(review->registerTx);
        meterBefore(found == byRegisterTx.end() ? nullptr : &meter(found->second));
    } else if (const auto* activation = std::get_if<ActivateBody>(&body)) {
        meterBefore(findByAddress(activation->address));
    } else if (const auto* action = std::get_if<MeterActionBody>(&body)) {
        meterBefore(findByMn(action->mn));
    } else if (const auto* change = std::get_if<OrganisationBody>(&body)) {
        record.validators = blockValidators;
        const auto found = std::find_if(organisations.begin(), organisations.end(),
                                        [&](const Organisation& o) { return o.id == change->id; });
        if (found == organisations.end()) {
            record.before = OrganisationAdded{};
        } else {
            record.before = OrganisationBefore{static_cast<std::uint32_t>(found - organisations.begin()),
                                               std::make_unique<const Organisation>(*found)};
        }
    }
    return record;
}

void LedgerState::Impl::undoLast()
{
    const UndoRecord record = std::move(undo.back());
    undo.pop_back();
    if (record.order) {
        orders.erase(*record.order);
    }
    if (const auto* before = std::get_if<MeterBefore>(&record.before)) {
        MeterEntry& entry = meter(before->id);
        entry.state = before->state;
        entry.approvedByUtility = before->approvedByUtility;
        entry.approvedByManufacturer = before->approvedByManufacturer;
        entry.lastConvert = before->lastConvert;
    } else if (const auto* added = std::get_if<MeterAdded>(&record.before)) {
        removeLastMeter(added->mnHolder);
    } else if (const auto* changed = std::get_if<OrganisationBefore>(&record.before)) {
        blockValidators = record.validators;
        forgetOrganisationKeys(changed->index);
        organisations[changed->index] = *changed->entry;
        indexOrganisationKeys(changed->index);
    } else {
        blockValidators = record.validators;
        forgetOrganisationKeys(static_cast<std::uint32_t>(organisations.size() - 1));
        organisations.pop_back();
    }
}

LedgerState::Mark LedgerState::mark()
{
    Mark mark;
    mark.number = ++m_impl->marksMade;
    m_impl->marks.push_back({mark.number, m_impl->log});
    return mark;
}

Status LedgerState::rollback(Mark mark)
{
    auto& marks = m_impl->marks;
    const auto found = std::find_if(marks.begin(), marks.end(), [&](const auto& m) { return m.number == mark.number; });
    if (found == marks.end()) {
        return deadMark();
    }
    for (std::uint64_t taken = m_impl->log.size() - found->log.size(); taken > 0; --taken) {
        m_impl->undoLast();
    }
    m_impl->log = found->log;
    marks.erase(found + 1, marks.end());
    return {};
}

Status LedgerState::commit(Mark mark)
{
    auto& marks = m_impl->marks;
    const auto found = std::find_if(marks.begin(), marks.end(), [&](const auto& m) { return m.number == mark.number; });
    if (found == marks.end()) {
        return deadMark();
    }
    marks.erase(marks.begin(), found);
    const auto kept = static_cast<std::ptrdiff_t>(m_impl->log.size() - marks.front().log.size());
    m_impl->undo.erase(m_impl->undo.begin(), m_impl->undo.end() - kept);
    return {};
}

void LedgerState::commit()
{
    m_impl->marks.clear();
    m_impl->undo.clear();
}

}  // namespace meterseal
