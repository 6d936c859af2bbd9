// A small ledger whose blocks are made by hand, honest or not, for the tests of replicas and witnesses: a sealer that
// may lie, sources that may lie, and members with witness keys.
#pragma once

#include "meterseal/chain/block_source.h"
#include "meterseal/chain/replica.h"
#include "meterseal/chain/witness.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/ledger/state.h"
#include "support/ledger_builder.h"
#include "support/require.h"

#include <functional>
#include <sstream>

namespace meterseal::test {

// The organisations of LedgerBuilder, each with a witness key that the test has.
inline crypto::Ed25519PrivateKey witnessKey(const std::string& organisation)
{
    return crypto::Ed25519PrivateKey::fromBytes(crypto::sha256("witness of " + organisation)).value();
}

class BlockWorld {
public:
    static constexpr std::int64_t kBlockMs = 1000;

    explicit BlockWorld(std::uint64_t seed = 1) : b(seed), genesis(genesisOf(b)), state(genesis)
    {
        m_head.prevBlock = fingerprintOf(genesis);
        m_head.time = genesis.time;
    }

    LedgerBuilder b;
    Genesis genesis;
    LedgerState state;
    std::vector<BlockFrame> frames;  // of block 1, 2, ...

    // The next honest block; transactions must be acceptable.
    const BlockFrame& block(const std::vector<Bytes>& wires)
    {
        const BlockContext context{m_head.height + 1, Timestamp{m_head.time.ms + kBlockMs}};
        for (const Bytes& wire : wires) {
            must(state.apply(must(checkTransaction(wire, genesis.chain)), context));
        }
        BlockHeader header = nextHeader();
        header.time = context.time;
        header.logSize = state.logSize();
        header.logRoot = state.logRoot();
        return append(header, wires);
    }
    // A meter that is registered, reviewed and active, and then blocks with one batch each.
    void grow(std::size_t blocks, std::size_t batchesEach = 1)
    {
        if (m_head.height == 0) {
            block(b.onboard(0));
        }
        for (std::size_t i = 0; i < blocks; ++i) {
            std::vector<Bytes> wires;
            for (std::size_t n = 0; n < batchesEach; ++n) {
                wires.push_back(b.convert(0, b.records(0, 3)));
            }
            block(wires);
        }
    }

    // The header after the newest block, for a sealer that lies: log and time are the newest block's.
    BlockHeader nextHeader() const
    {
        BlockHeader header = m_head;
        header.chain = genesis.chain;
        header.fingerprint = fingerprintOf(genesis);
        header.height = m_head.height + 1;
        header.prevBlock = m_head.height == 0 ? fingerprintOf(genesis) : blockHashOf(printBlockHeader(m_head));
        return header;
    }
    // Sealed as it is, rules or not; not appended.
    BlockFrame sealed(const BlockHeader& header, std::vector<Bytes> wires) const
    {
        BlockFrame frame;
        frame.note = checkpointNote(sealBlock(header, b.sealer()), genesis, {});
        frame.transactions = std::move(wires);
        return frame;
    }
    const BlockFrame& append(const BlockHeader& header, std::vector<Bytes> wires)
    {
        frames.push_back(sealed(header, std::move(wires)));
        m_head = header;
        return frames.back();
    }
    // The log root after the newest block and these, whatever the rules say of them.
    Hash256 rootWith(const std::vector<Bytes>& wires, const BlockHeader& header) const
    {
        merkle::CompactRange log = state.log();
        for (const Bytes& wire : wires) {
            log.append(LogEntry{header.height, header.time, txHashOf(wire)}.leaf());
        }
        return log.root();
    }
    const BlockHeader& head() const { return m_head; }
    std::string origin() const { return originOf(genesis); }

    std::string file(std::size_t first = 0, std::size_t count = SIZE_MAX) const
    {
        std::ostringstream out;
        BlockFileWriter writer(out, origin());
        for (std::size_t i = first; i < frames.size() && i - first < count; ++i) {
            writer.add(frames[i]);
        }
        return out.str();
    }

private:
    static Genesis genesisOf(const LedgerBuilder& b)
    {
        Genesis genesis = b.genesis();
        for (Organisation& organisation : genesis.organisations) {
            organisation.witnessKey = witnessKey(organisation.id).publicKey();
        }
        must(checkGenesis(genesis));
        return genesis;
    }

    BlockHeader m_head;
};

// Hands over the frames it has.
class MemorySource final : public BlockSource {
public:
    explicit MemorySource(std::string origin, std::vector<BlockFrame> given = {})
        : m_origin(std::move(origin)), frames(std::move(given))
    {}
    std::string name() const override { return "memory"; }
    Status read(Height, const Take& take, const std::stop_token&) override
    {
        for (const BlockFrame& frame : frames) {
            MS_ASSIGN(const bool more, take(BlockFrame(frame), m_origin));
            if (!more) {
                break;
            }
        }
        return end;
    }

private:
    std::string m_origin;

public:
    std::vector<BlockFrame> frames;
    Status end;  // what it says after the last
};

// Bytes of a block file as a source.
class StringSource final : public BlockSource {
public:
    explicit StringSource(std::string bytes) : m_bytes(std::move(bytes)) {}
    std::string name() const override { return "bytes"; }
    Status read(Height, const Take& take, const std::stop_token&) override
    {
        std::istringstream in(m_bytes);
        MS_ASSIGN(BlockFileReader reader, BlockFileReader::open(in));
        for (;;) {
            MS_ASSIGN(auto frame, reader.next());
            if (!frame) {
                return {};
            }
            MS_ASSIGN(const bool more, take(std::move(*frame), reader.origin()));
            if (!more) {
                return {};
            }
        }
    }

private:
    std::string m_bytes;
};

}  // namespace meterseal::test
