#include "upload/meter_table.h"

namespace meterseal::upload {
namespace {

constexpr auto kAskAgainAfter = std::chrono::seconds(2);

}  // namespace

bool isRejection(const Error& error)
{
    return error.reason == "upload.meter-unknown" || error.reason == "upload.meter-inactive" ||
           error.reason == "upload.no-key";
}

void MeterTable::ask(Known& known, SteadyClock::time_point now)
{
    known.error.reset();
    known.askAgainAt = now + kAskAgainAfter;
    Result<MeterAccount> account = m_directory.find(known.mn);
    if (!account.ok()) {
        known.error = account.error();
        if (!isRejection(*known.error)) {
            known.askAgainAt = now;  // not an answer: ask afresh
        }
        return;
    }
    if (known.meter == nullptr || known.meter->address != account->address) {
        Meter& meter = m_meters.emplace_back();
        meter.mn = account->mn;
        meter.address = account->address;
        meter.publicKey = account->publicKey;
        meter.key = std::move(account->key);
        meter.anchoredTo = account->committed.lastRecord;
        known.meter = &meter;
    }
    known.meter->closed = false;
}

void MeterTable::grow()
{
    std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(m_slots.size() * 2));
    for (const Slot& slot : old) {
        if (slot.hash != 0) {
            slotOf(slot.known->mn, slot.hash) = slot;
        }
    }
}

Result<Meter*> MeterTable::find(std::string_view mn, SteadyClock::time_point now)
{
    const std::uint64_t hash = hashOf(mn);
    if (slotOf(mn, hash).hash == 0) {
        if ((m_known.size() + 1) * 2 > m_slots.size()) {
            grow();
        }
        slotOf(mn, hash) = {hash, nullptr, &m_known.emplace_back(std::string(mn))};
    }
    Slot& slot = slotOf(mn, hash);
    Known& known = *slot.known;
    const bool neverAsked = !known.error && known.meter == nullptr;
    const bool doubtful = known.error || neverAsked || known.meter->closed.load(std::memory_order_relaxed);
    if (neverAsked || (doubtful && now >= known.askAgainAt)) {
        ask(known, now);
    }
    slot.meter = known.error ? nullptr : known.meter;
    if (known.error) {
        return *known.error;
    }
    return known.meter;
}

Meter* MeterTable::adopt(const std::string& mn, const std::string& address)
{
    const Slot& slot = slotOf(mn, hashOf(mn));
    if (slot.hash != 0 && slot.known->meter != nullptr && slot.known->meter->address == address) {
        return slot.known->meter;
    }
    const auto other =
        std::find_if(m_meters.begin(), m_meters.end(), [&](const Meter& meter) { return meter.address == address; });
    if (other != m_meters.end()) {
        return &*other;
    }
    Meter& meter = m_meters.emplace_back();
    meter.mn = mn;
    meter.address = address;
    return &meter;
}

}  // namespace meterseal::upload
