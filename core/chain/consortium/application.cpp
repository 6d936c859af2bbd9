#include "meterseal/chain/consortium_application.h"

#include "chain/consortium/checked_cache.h"
#include "chain/replica/ledger_copy.h"
#include "meterseal/chain/members.h"
#include "meterseal/record/canonical_json.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

namespace meterseal {

namespace {

constexpr std::size_t kMostUnsealed = 256;  // at a time: after a long catching up there are many

// A transaction's bytes in a CometBFT block: tag, length, itself.
std::uint64_t bytesInBlock(ByteView wire)
{
    std::uint64_t length = 1;
    for (std::size_t size = wire.size(); size > 127; size >>= 7) {
        ++length;
    }
    return 1 + length + wire.size();
}

std::vector<cometbft::Validator> changesOf(const std::vector<cometbft::Validator>& before,
                                           const std::vector<cometbft::Validator>& after)
{
    std::vector<cometbft::Validator> changes;
    const auto in = [](const std::vector<cometbft::Validator>& set, const cometbft::Validator& one) {
        return std::ranges::find(set, one.key, &cometbft::Validator::key) != set.end();
    };
    for (const cometbft::Validator& one : after) {
        if (!in(before, one)) {
            changes.push_back(one);
        }
    }
    for (const cometbft::Validator& one : before) {
        if (!in(after, one)) {
            changes.push_back({one.key, 0});
        }
    }
    return changes;
}

}  // namespace

struct ConsortiumApplication::Impl {
    explicit Impl(std::unique_ptr<LedgerCopy> opened) : copy(std::move(opened)), checked(copy->genesis().chain) {}

    BlockContext contextAt(Timestamp time) const
    {
        const ChainHead head = copy->head();
        return {head.height + 1, std::max(head.time, time)};
    }
    // Applies them in order and takes all of it back; `each` says whether to go on.
    template <typename Each>
    void tryAll(std::span<const ByteView> transactions, Timestamp time, Each each)
    {
        const BlockContext context = contextAt(time);
        for (std::size_t i = 0; i < transactions.size(); ++i) {
            if (!each(i, [&]() -> Status {
                    MS_ASSIGN(CheckedTransaction tx, checked.check(transactions[i]));
                    return copy->accept(std::move(tx), context).status();
                })) {
                break;
            }
        }
        back = copy->drop();
    }
    Status checkConvert(const CheckedTransaction& tx, const ConvertBody& convert);

    const std::unique_ptr<LedgerCopy> copy;
    mutable Mutex mutex;  // of all below; and what was accepted is dropped again before it is let go
    CheckedCache checked;
    // By wallet: the newest batch on its way, behind which the meter's next may come.
    std::unordered_map<std::string, Hash256> tips;
    Status back;

    struct Next {
        std::int64_t height = 0;
        BlockContext block;
        std::vector<CheckedTransaction> transactions;
        std::optional<SealedBlock> sealed;  // none: no transaction was accepted
    };
    std::optional<Next> next;
};

Result<std::unique_ptr<ConsortiumApplication>> ConsortiumApplication::open(const std::filesystem::path& ledgerFile)
{
    MS_ASSIGN(auto copy, LedgerCopy::open(ledgerFile));
    if (!copy->genesis().consortium()) {
        return makeError(ErrorCode::InvalidArgument, "node.no-consortium",
                         fmt::format("{} is a ledger with one sealer. A node keeps the ledger of a consortium.",
                                     ledgerFile.string()));
    }
    return std::unique_ptr<ConsortiumApplication>(new ConsortiumApplication(std::make_unique<Impl>(std::move(copy))));
}

ConsortiumApplication::ConsortiumApplication(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{}
ConsortiumApplication::~ConsortiumApplication() = default;

const Genesis& ConsortiumApplication::genesis() const
{
    return m_impl->copy->genesis();
}

ChainHead ConsortiumApplication::head() const
{
    return m_impl->copy->head();
}

std::vector<Organisation> ConsortiumApplication::organisations() const
{
    const MutexLock lock(m_impl->mutex);
    return m_impl->copy->organisations();
}

std::unique_ptr<Subscription> ConsortiumApplication::follow(std::function<void(const BlockEvent&)> callback)
{
    return m_impl->copy->follow(std::move(callback));
}

Result<std::int64_t> ConsortiumApplication::height() const
{
    return m_impl->copy->engineHeight();
}

Status ConsortiumApplication::initChain(CometStart start) const
{
    const auto other = [](std::string_view reason, std::string_view what) {
        return makeError(
            ErrorCode::Conflict, reason,
            fmt::format("CometBFT's genesis file {}. Give it the genesis file that this node made.", what));
    };
    if (start.chainId != genesis().chain) {
        return makeError(ErrorCode::Conflict, "node.other-chain",
                         fmt::format("CometBFT was started for the chain {}, this node keeps {}. Give it the genesis "
                                     "file that this node made.",
                                     start.chainId, genesis().chain));
    }
    const Result<std::string> canonical = canonicalJson(start.document);
    if (!canonical.ok() || *canonical != canonicalGenesis(genesis())) {
        return other("node.other-genesis", "holds another genesis document than this node's ledger");
    }
    // CometBFT cuts no time: what is finer than a millisecond is another time.
    if (start.time.toTimestamp() != genesis().time || start.time.nanos % 1'000'000 != 0 || start.initialHeight != 1) {
        return other("node.other-genesis", fmt::format("begins at height {} and {}, the genesis document at height 1 "
                                                       "and {}",
                                                       start.initialHeight, cometbft::formatTime(start.time),
                                                       formatTimestamp(genesis().time)));
    }
    if (start.params != ConsensusParams()) {
        return other("node.other-params",
                     "has other limits for blocks, evidence, keys or versions than all members have in common");
    }
    std::vector<cometbft::Validator> own = validatorsOf(genesis().organisations);
    cometbft::sortValidators(own);
    cometbft::sortValidators(start.validators);
    if (own != start.validators) {
        return other("node.other-validators", "names other validators than the genesis document");
    }
    return {};
}

// ---- On their way -------------------------------------------------------------------------------------------------

// A batch behind another one of its meter that is on its way: the rules would refuse it now and take it then.
Status ConsortiumApplication::Impl::checkConvert(const CheckedTransaction& tx, const ConvertBody& convert)
{
    const auto tip = tips.find(convert.address);
    const auto meter = copy->meterByAddress(convert.address);
    const bool behind = tip != tips.end() && convert.prev == tip->second && meter &&
                        meter->state == MeterState::Active && tx.tx.signatures.front().publicKey == meter->publicKey;
    if (behind) {
        return {};
    }
    const Status accepted = copy->accept(tx, contextAt(copy->head().time)).status();
    MS_TRY(copy->drop());
    return accepted;
}

Status ConsortiumApplication::checkTransaction(ByteView wire)
{
    Impl& m = *m_impl;
    const MutexLock lock(m.mutex);
    MS_ASSIGN(const CheckedTransaction tx, m.checked.check(wire));
    const auto* convert = std::get_if<ConvertBody>(&tx.tx.header.body);
    if (convert == nullptr) {
        const Status accepted = m.copy->accept(tx, m.contextAt(m.copy->head().time)).status();
        MS_TRY(m.copy->drop());
        return accepted;
    }
    MS_TRY(m.checkConvert(tx, *convert));
    m.tips[convert->address] = tx.txHash;
    return {};
}

// ---- Blocks -------------------------------------------------------------------------------------------------------

std::vector<std::size_t> ConsortiumApplication::propose(std::span<const ByteView> transactions, Timestamp time,
                                                        std::uint64_t maxBytes)
{
    const MutexLock lock(m_impl->mutex);
    std::vector<std::size_t> taken;
    std::uint64_t bytes = 0;
    m_impl->tryAll(transactions, time, [&](std::size_t i, auto accept) {
        const std::uint64_t size = bytesInBlock(transactions[i]);
        if (bytes + size <= maxBytes && accept().ok()) {
            bytes += size;
            taken.push_back(i);
        }
        return true;
    });
    return taken;
}

bool ConsortiumApplication::agrees(std::span<const ByteView> transactions, Timestamp time)
{
    const MutexLock lock(m_impl->mutex);
    bool all = true;
    m_impl->tryAll(transactions, time, [&](std::size_t, auto accept) {
        all = accept().ok();
        return all;
    });
    return all && m_impl->back.ok();
}

ConsortiumApplication::Decided ConsortiumApplication::decide(std::int64_t height,
                                                             std::span<const ByteView> transactions, Timestamp time)
{
    Impl& m = *m_impl;
    const MutexLock lock(m.mutex);
    Decided decided;
    Impl::Next next;
    next.height = height;
    next.block = m.contextAt(time);
    const auto before = validatorsOf(m.copy->organisations());
    for (const ByteView wire : transactions) {
        Result<CheckedTransaction> checked = m.checked.check(wire);
        Status result = checked.status();
        if (checked.ok()) {
            result = m.copy->accept(*checked, next.block).status();
        }
        if (result.ok()) {
            next.transactions.push_back(std::move(checked).value());
        }
        decided.results.push_back(std::move(result));
    }
    const ChainHead head = m.copy->head();
    decided.appHash = head.blockHash;
    if (!next.transactions.empty()) {
        const LedgerCopy::BlockEnd end = m.copy->closeBlock();
        BlockHeader header;
        header.chain = genesis().chain;
        header.fingerprint = m.copy->fingerprint();
        header.logSize = end.logSize;
        header.logRoot = end.logRoot;
        header.height = next.block.height;
        header.time = next.block.time;
        header.prevBlock = head.blockHash;
        SealedBlock& sealed = next.sealed.emplace();
        sealed.headerBytes = printBlockHeader(header);
        sealed.header = header;
        sealed.hash = blockHashOf(sealed.headerBytes);
        decided.appHash = sealed.hash;
        decided.changes = changesOf(before, validatorsOf(m.copy->organisations()));
    }
    m.back = m.copy->drop();
    m.next = std::move(next);
    return decided;
}

Status ConsortiumApplication::commit()
{
    Impl& m = *m_impl;
    std::shared_ptr<std::vector<Hash256>> hashes;
    std::optional<SealedBlock> written;
    {
        const MutexLock lock(m.mutex);
        MS_TRY(m.back);
        if (!m.next) {
            return makeError(ErrorCode::Internal, "node.nothing-decided", "There is no decided block to commit.");
        }
        Impl::Next next = std::move(*m.next);
        m.next.reset();
        // CometBFT asks again for all that still waits, in order, before it takes anything new: what the block made
        // impossible goes, and nothing queues up behind it.
        m.tips.clear();
        if (!next.sealed) {
            return m.copy->setEngineHeight(next.height);
        }
        std::vector<AcceptedTransaction> accepted;
        hashes = std::make_shared<std::vector<Hash256>>();
        for (CheckedTransaction& tx : next.transactions) {
            hashes->push_back(tx.txHash);
            m.checked.forget(tx.txHash);
            MS_ASSIGN(accepted.emplace_back(), m.copy->accept(std::move(tx), next.block));
        }
        const LedgerCopy::BlockEnd end = m.copy->closeBlock();
        MS_TRY(m.copy->append(*next.sealed, accepted, end, {}, next.height));
        written = std::move(next.sealed);
    }
    m.copy->tellFollowers(*written, hashes);
    return {};
}

// ---- Seals --------------------------------------------------------------------------------------------------------

Result<std::vector<ConsortiumApplication::Unsealed>> ConsortiumApplication::unsealed()
{
    MS_ASSIGN(const auto heights, m_impl->copy->unsealed());
    std::vector<Unsealed> blocks;
    for (const auto& [height, cometHeight] : heights) {
        if (blocks.size() == kMostUnsealed) {
            break;
        }
        MS_TRY(m_impl->copy->read([&, ledger = height, comet = cometHeight](LedgerReader& reader) -> Status {
            MS_ASSIGN(SealedBlock block, reader.block(ledger));
            MS_ASSIGN(SealTrust trust, sealTrustAt(reader, ledger));
            blocks.push_back({std::move(block), comet, std::move(trust)});
            return {};
        }));
    }
    return blocks;
}

Status ConsortiumApplication::addSeal(const Unsealed& unsealed, const Seal& seal)
{
    SealedBlock sealed = unsealed.block;
    sealed.seal = seal;
    MS_TRY(checkSeal(sealed, genesis(), unsealed.trust));
    return m_impl->copy->addSeal(sealed.header.height, seal);
}

}  // namespace meterseal
