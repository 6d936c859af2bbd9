// What fsck says of headers, seals and cosignatures.
#include "ledger/fsck_replay.h"
#include "ledger/schema.h"

#include <fmt/format.h>

namespace meterseal {

std::string blockPlace(Height height)
{
    return fmt::format("block {}", height);
}

void LedgerReplay::checkBlockHeader(const StoredBlock& stored)
{
    const BlockHeader& header = stored.block.header;
    const std::string place = blockPlace(header.height);
    const bool gap = header.height != m_height + 1;
    if (gap) {
        m_faults.add("fsck.block-missing", place,
                     fmt::format("It follows block {}; the blocks between are missing.", m_height));
        m_totalsArePartial = true;
    }
    if (blockHashOf(stored.block.headerBytes) != stored.block.hash || stored.hashKey != hashKey(stored.block.hash)) {
        m_faults.add("fsck.block-hash", place, "Its stored hash is not the hash of its header.");
    }
    const Status sealed = checkSeal(header, stored.block.seal, m_genesis);
    const bool foreign = !sealed.ok() && sealed.error().reason == "seal.other-ledger";
    const std::string origin = originOf(header.chain, header.fingerprint);
    if (foreign && m_foreignOrigin != origin) {  // once: with a changed genesis document every block is another's
        m_faults.add("fsck.block-chain", place, sealed.error().message);
    } else if (!foreign && !sealed.ok() && !sealMayCome(stored)) {
        m_faults.add("fsck.block-seal", place, sealed.error().message);
    }
    m_foreignOrigin = foreign ? origin : std::string();
    if (!gap && header.prevBlock != m_prevBlock && header.prevBlock != m_prevBlockNamed) {
        m_faults.add("fsck.block-link", place,
                     fmt::format("It names {} as the block before it; that is {}.", header.prevBlock.hex(),
                                 m_prevBlockNamed.hex()));
    }
    if (header.time < m_time) {
        m_faults.add("fsck.block-time", place, "Its time is before the time of the block before it.");
    }
}

bool LedgerReplay::sealMayCome(const StoredBlock& stored) const
{
    return m_genesis.consortium() && stored.block.seal.bytes.empty() && stored.block.header.height == m_newest;
}

// A consortium's seal: by the validators that genesis and transactions give. The newest block may have none yet.
void LedgerReplay::checkDeciders(const StoredBlock& stored, const SealTrust& trust)
{
    if (!m_genesis.consortium() || !stored.sealed || m_membersArePartial) {
        return;
    }
    if (const Status held = checkSeal(stored.block, m_genesis, trust); !held.ok()) {
        m_faults.add("fsck.block-seal", blockPlace(stored.block.header.height), held.error().message);
    }
}

// By the keys that the active members have after the block: a key that was replaced before says nothing of it. Where
// members are not known, nothing can be said of keys that are none of theirs.
Status LedgerReplay::checkCosignatures(const StoredBlock& stored)
{
    const BlockHeader& header = stored.block.header;
    m_cosignatures.reset();
    m_cosignatures.bind(1, header.height);
    for (;;) {
        MS_ASSIGN(const bool row, m_cosignatures.step());
        if (!row) {
            break;
        }
        const Cosignature cosignature{header.height, std::string(m_cosignatures.text(0)),
                                      m_cosignatures.unsignedInteger(1), std::string(m_cosignatures.text(2))};
        const CosignatureCheck check = checkCosignature(header, cosignature, m_state.organisations());
        const bool unknown = check == CosignatureCheck::UnknownKey && !m_membersArePartial;
        if (stored.unreadable.empty() && (check == CosignatureCheck::Broken || unknown)) {
            m_faults.add("fsck.cosignature", blockPlace(header.height),
                         fmt::format("The cosignature of {} {}.", cosignature.organisation,
                                     unknown ? "is by no key that it had at that block" : "does not hold"));
        }
    }
    return {};
}

}  // namespace meterseal
