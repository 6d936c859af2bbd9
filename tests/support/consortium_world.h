// A consortium's ledger whose blocks are decided by validators that the test holds the keys of, all of them or some:
// what CometBFT would do, without it. Times and keys are derived, so that two worlds of one seed are the same.
#pragma once

#include "meterseal/chain/block_file.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/ledger/block.h"
#include "meterseal/ledger/state.h"
#include "support/ledger_builder.h"
#include "support/require.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace meterseal::test {

inline crypto::Ed25519PrivateKey validatorKeyOf(const std::string& organisation)
{
    return must(crypto::Ed25519PrivateKey::fromBytes(crypto::sha256("validator of " + organisation)));
}

class ConsortiumWorld {
public:
    explicit ConsortiumWorld(std::uint64_t seed = 1) : b(seed), genesis(genesisOf(b)), state(genesis)
    {
        m_head.chain = genesis.chain;
        m_head.fingerprint = fingerprintOf(genesis);
        m_head.prevBlock = m_head.fingerprint;
        m_head.time = genesis.time;
        for (const Organisation& organisation : genesis.organisations) {
            know(organisation.id);
        }
    }

    LedgerBuilder b;
    Genesis genesis;
    LedgerState state;
    std::vector<BlockFrame> frames;

    crypto::PrivateKey auditor() const { return b.key("auditor"); }
    // The validators' keys that this world can sign with.
    void know(const std::string& name) { m_keys.push_back(validatorKeyOf(name)); }

    // The next block, decided by all but those whose organisations are `absent`.
    const BlockFrame& block(const std::vector<Bytes>& wires, const std::set<std::string>& absent = {})
    {
        const BlockContext context{m_head.height + 1, Timestamp{m_head.time.ms + 1000}};
        const auto before = validatorsOf(state.organisations());
        for (const Bytes& wire : wires) {
            must(state.apply(must(checkTransaction(wire, genesis.chain)), context));
        }
        BlockHeader header = m_head;
        header.height = context.height;
        header.time = context.time;
        header.logSize = state.logSize();
        header.logRoot = state.logRoot();
        header.prevBlock = m_head.height == 0 ? m_head.fingerprint : blockHashOf(printBlockHeader(m_head));
        m_head = header;
        frames.push_back(framed(header, wires, seal(header, before, validatorsOf(state.organisations()), absent)));
        return frames.back();
    }
    void grow(std::size_t blocks)
    {
        if (m_head.height == 0) {
            block(b.onboard(0));
        }
        for (std::size_t i = 0; i < blocks; ++i) {
            block({b.convert(0, b.records(0, 3))});
        }
    }
    static BlockFrame framed(const BlockHeader& header, std::vector<Bytes> wires, Bytes seal)
    {
        return {printBlockHeader(header) + "\n", std::move(seal), std::move(wires)};
    }
    // The light block of the CometBFT header that names this block, signed with the keys known.
    Bytes seal(const BlockHeader& header, const std::vector<cometbft::Validator>& before,
               const std::vector<cometbft::Validator>& after, const std::set<std::string>& absent = {}) const
    {
        cometbft::LightBlock light;
        const auto bytes = [](const Hash256& hash) { return Bytes(hash.bytes.begin(), hash.bytes.end()); };
        cometbft::Header& h = light.header;
        h.versionBlock = cometbft::kBlockProtocol;
        h.versionApp = 1;
        h.chainId = genesis.chain;
        h.height = static_cast<std::int64_t>(2 * header.height + 1);
        h.time = {header.time.ms / 1000, 500'000'000};
        h.appHash = bytes(blockHashOf(printBlockHeader(header)));
        h.validatorsHash = bytes(cometbft::validatorsHash(before));
        h.nextValidatorsHash = bytes(cometbft::validatorsHash(after));
        for (Bytes* other : {&h.lastCommitHash, &h.dataHash, &h.consensusHash, &h.lastResultsHash, &h.evidenceHash}) {
            *other = bytes(crypto::sha256("another"));
        }
        h.lastBlockId = {bytes(crypto::sha256("before")), 1, bytes(crypto::sha256("parts"))};
        h.proposerAddress = cometbft::addressOf(before.front().key);
        light.validators = before;
        light.commit.height = h.height;
        light.commit.blockId = {bytes(cometbft::headerHash(h)), 1, bytes(crypto::sha256("parts"))};
        for (const cometbft::Validator& validator : before) {
            light.commit.signatures.push_back(signatureOf(light, validator, absent));
        }
        const std::string text = cometbft::canonicalLightBlock(light);
        return Bytes(text.begin(), text.end());
    }
    const BlockHeader& head() const { return m_head; }
    std::string file(std::size_t first = 0, std::size_t count = SIZE_MAX) const
    {
        std::ostringstream out;
        BlockFileWriter writer(out, originOf(genesis));
        for (std::size_t i = first; i < frames.size() && i - first < count; ++i) {
            writer.add(frames[i]);
        }
        return out.str();
    }

    // A change of the members, signed by utility, maker and insurer.
    Bytes change(OrganisationAction action, const std::string& id, const std::string& name, Role role,
                 const crypto::PrivateKey& key, std::optional<NamedValidatorKey> validator)
    {
        const crypto::PrivateKey* const signers[] = {&b.utility(), &b.manufacturer(), &b.insurer()};
        return b.organisation(
            {action, id, name, role, key.publicKey(), witnessOf(key).publicKey(), b.tick(), validator}, signers);
    }

private:
    static Genesis genesisOf(const LedgerBuilder& b)
    {
        Genesis genesis = b.genesis();
        genesis.engine = Engine::CometBft;
        genesis.sealer = {};
        const crypto::PrivateKey auditor = b.key("auditor");
        Organisation fourth;
        fourth.id = "auditor";
        fourth.name = "Audit Ltd";
        fourth.role = Role::Auditor;
        fourth.publicKey = auditor.publicKey();
        fourth.witnessKey = witnessOf(auditor).publicKey();
        genesis.organisations.push_back(fourth);
        for (Organisation& organisation : genesis.organisations) {
            organisation.validatorKey = validatorKeyOf(organisation.id).publicKey();
        }
        must(checkGenesis(genesis));
        return genesis;
    }
    cometbft::CommitSig signatureOf(const cometbft::LightBlock& light, const cometbft::Validator& validator,
                                    const std::set<std::string>& absent) const
    {
        constexpr std::int64_t kZeroTime = -62135596800;  // Go's
        const auto key =
            std::find_if(m_keys.begin(), m_keys.end(), [&](const auto& k) { return k.publicKey() == validator.key; });
        const bool away = key == m_keys.end() || std::any_of(absent.begin(), absent.end(), [&](const auto& id) {
                              return validatorKeyOf(id).publicKey() == validator.key;
                          });
        if (away) {
            return {cometbft::BlockIdFlag::Absent, {}, {kZeroTime, 0}, {}};
        }
        cometbft::CommitSig signature{cometbft::BlockIdFlag::Commit,
                                      cometbft::addressOf(validator.key),
                                      {light.header.time.seconds, 700'000'000},
                                      {}};
        cometbft::Commit commit = light.commit;
        commit.signatures.push_back(signature);
        const auto made =
            key->sign(cometbft::voteSignBytes(commit, commit.signatures.size() - 1, light.header.chainId));
        signature.signature.assign(made.begin(), made.end());
        return signature;
    }

    BlockHeader m_head;
    std::vector<crypto::Ed25519PrivateKey> m_keys;
};

}  // namespace meterseal::test
