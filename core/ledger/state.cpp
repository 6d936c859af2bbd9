#include "meterseal/ledger/state.h"

#include "ledger/state_impl.h"
#include "meterseal/crypto/sha256.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::string_view kStateNames[] = {"pending",   "approved", "active",
                                            "suspended", "retired",  "rejected"};  // MeterState 1, 2, ...

// Length-prefixed fields, so that no two states have one dump.
class Dump {
public:
    void number(std::uint64_t value)
    {
        for (int shift = 56; shift >= 0; shift -= 8) {
            m_bytes.push_back(static_cast<std::uint8_t>(value >> shift));
        }
    }
    void bytes(ByteView value)
    {
        number(value.size());
        m_bytes.insert(m_bytes.end(), value.begin(), value.end());
    }
    void text(std::string_view value) { bytes(asBytes(value)); }
    Hash256 hash() const { return crypto::sha256(m_bytes); }

private:
    Bytes m_bytes;
};

}  // namespace

std::string_view toString(MeterState state)
{
    const auto index = static_cast<std::size_t>(state) - 1;
    return index < std::size(kStateNames) ? kStateNames[index] : "unknown";
}

Result<MeterState> parseMeterState(std::string_view text)
{
    for (std::size_t i = 0; i < std::size(kStateNames); ++i) {
        if (kStateNames[i] == text) {
            return static_cast<MeterState>(i + 1);
        }
    }
    return makeError(ErrorCode::InvalidArgument, "state.unknown",
                     "The meter state is none of pending, approved, active, suspended, retired and rejected.");
}

LedgerState::Impl::Impl(const Genesis& genesis)
    : chain(genesis.chain),
      fingerprint(fingerprintOf(genesis)),
      consortium(genesis.consortium()),
      organisations(genesis.organisations)
{
    ed25519Keys.insert(genesis.sealer.publicKey);
    for (std::uint32_t i = 0; i < organisations.size(); ++i) {
        indexOrganisationKeys(i);
    }
}

MeterEntry* LedgerState::Impl::findByMn(std::string_view mn)
{
    const auto found = byMn.find(mn);
    return found == byMn.end() ? nullptr : &meter(found->second);
}

MeterEntry* LedgerState::Impl::findByAddress(std::string_view address)
{
    const auto found = byAddress.find(address);
    return found == byAddress.end() ? nullptr : &meter(found->second);
}

void LedgerState::Impl::insertMeter(MeterEntry entry)
{
    const MeterEntry& kept = meters.emplace_back(std::move(entry));
    byMn.insert_or_assign(kept.mn, kept.id);
    byAddress.emplace(kept.address, kept.id);
    byRegisterTx.emplace(kept.registerTx, kept.id);
}

void LedgerState::Impl::removeLastMeter(std::optional<std::uint32_t> mnHolder)
{
    // The maps see into the entry, so it goes last. The key of a meter id that was registered before lies in the older
    // entry and stays.
    const MeterEntry& last = meters.back();
    if (mnHolder) {
        byMn.find(last.mn)->second = *mnHolder;
    } else {
        byMn.erase(last.mn);
    }
    byAddress.erase(last.address);
    byRegisterTx.erase(last.registerTx);
    meters.pop_back();
}

void LedgerState::Impl::forgetOrganisationKeys(std::uint32_t index)
{
    for (const crypto::PublicKey& former : organisations[index].formerKeys) {
        organisationKeys.erase(former);
    }
    organisationKeys.erase(organisations[index].publicKey);
    for (const crypto::Ed25519PublicKey& former : organisations[index].formerWitnessKeys) {
        ed25519Keys.erase(former);
    }
    ed25519Keys.erase(organisations[index].witnessKey);
    for (const crypto::Ed25519PublicKey& former : organisations[index].formerValidatorKeys) {
        ed25519Keys.erase(former);
    }
    if (const ValidatorKey& validator = organisations[index].validatorKey) {
        ed25519Keys.erase(*validator);
    }
}

void LedgerState::Impl::indexOrganisationKeys(std::uint32_t index)
{
    for (const crypto::PublicKey& former : organisations[index].formerKeys) {
        organisationKeys[former] = {index, false};
    }
    organisationKeys[organisations[index].publicKey] = {index, true};
    ed25519Keys.insert(organisations[index].formerWitnessKeys.begin(), organisations[index].formerWitnessKeys.end());
    ed25519Keys.insert(organisations[index].witnessKey);
    ed25519Keys.insert(organisations[index].formerValidatorKeys.begin(),
                       organisations[index].formerValidatorKeys.end());
    if (const ValidatorKey& validator = organisations[index].validatorKey) {
        ed25519Keys.insert(*validator);
    }
}

LedgerState::LedgerState(const Genesis& genesis) : m_impl(std::make_unique<Impl>(genesis))
{}
LedgerState::LedgerState(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{}
LedgerState::LedgerState(LedgerState&&) noexcept = default;
LedgerState& LedgerState::operator=(LedgerState&&) noexcept = default;
LedgerState::~LedgerState() = default;

const std::string& LedgerState::chain() const
{
    return m_impl->chain;
}

std::uint64_t LedgerState::logSize() const
{
    return m_impl->log.size();
}

Hash256 LedgerState::logRoot() const
{
    return m_impl->log.root();
}

const merkle::CompactRange& LedgerState::log() const
{
    return m_impl->log;
}

const MeterEntry* LedgerState::meterById(std::uint32_t id) const
{
    return id >= 1 && id <= m_impl->meters.size() ? &m_impl->meter(id) : nullptr;
}

const MeterEntry* LedgerState::meterByMn(std::string_view mn) const
{
    return m_impl->findByMn(mn);
}

const MeterEntry* LedgerState::meterByAddress(std::string_view address) const
{
    return m_impl->findByAddress(address);
}

std::uint32_t LedgerState::meterCount() const
{
    return static_cast<std::uint32_t>(m_impl->meters.size());
}

const std::vector<Organisation>& LedgerState::organisations() const
{
    return m_impl->organisations;
}

Hash256 LedgerState::digest() const
{
    Dump dump;
    dump.bytes(m_impl->fingerprint);
    dump.number(m_impl->organisations.size());
    for (const Organisation& organisation : m_impl->organisations) {
        dump.text(organisation.id);
        dump.text(organisation.name);
        dump.number(static_cast<std::uint64_t>(organisation.role));
        dump.bytes(organisation.publicKey);
        dump.bytes(organisation.witnessKey);
        dump.number(organisation.active ? 1 : 0);
        dump.number(organisation.formerKeys.size());
        for (const crypto::PublicKey& key : organisation.formerKeys) {
            dump.bytes(key);
        }
        dump.number(organisation.formerWitnessKeys.size());
        for (const crypto::Ed25519PublicKey& key : organisation.formerWitnessKeys) {
            dump.bytes(key);
        }
        if (m_impl->consortium) {
            dump.number(organisation.validatorKey ? 1 : 0);
            dump.bytes(organisation.validatorKey ? ByteView(*organisation.validatorKey) : ByteView());
            dump.number(organisation.formerValidatorKeys.size());
            for (const crypto::Ed25519PublicKey& key : organisation.formerValidatorKeys) {
                dump.bytes(key);
            }
        }
    }
    dump.number(m_impl->meters.size());
    for (const MeterEntry& meter : m_impl->meters) {
        dump.number(meter.id);
        dump.text(meter.mn);
        dump.text(meter.location);
        dump.text(meter.manufacturer);
        dump.text(meter.address);
        dump.bytes(meter.publicKey);
        dump.number(static_cast<std::uint64_t>(meter.state));
        dump.number(meter.approvedByUtility ? 1 : 0);
        dump.number(meter.approvedByManufacturer ? 1 : 0);
        dump.bytes(meter.tokenHash);
        dump.number(static_cast<std::uint64_t>(meter.tokenExpires.ms));
        dump.bytes(meter.registerTx);
        dump.bytes(meter.lastConvert);
    }
    // The set's own order differs between two machines.
    std::vector<Hash256> orders(m_impl->orders.begin(), m_impl->orders.end());
    std::sort(orders.begin(), orders.end());
    dump.bytes(asBytes(std::span<const Hash256>(orders)));
    dump.number(m_impl->log.size());
    dump.bytes(asBytes(std::span<const Hash256>(m_impl->log.peaks())));
    return dump.hash();
}

}  // namespace meterseal
