#include "meterseal/chain/replica.h"

#include "base/thread.h"
#include "chain/cosign/note_check.h"
#include "meterseal/chain/members.h"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <thread>

namespace meterseal {

namespace {

// Blocks whose transactions are checked together, so that small blocks keep all cores busy too.
constexpr std::size_t kBatchBlocks = 256;
constexpr std::size_t kBatchBytes = 32u << 20;
constexpr std::chrono::milliseconds kClockAllowance{10'000};  // of a seal's time ahead of ours

struct Incoming {
    BlockFrame frame;
    Checkpoint checkpoint;
    std::vector<Result<CheckedTransaction>> checked;
};

Error fault(std::string_view reason, std::string message)
{
    return makeError(ErrorCode::Damaged, reason, std::move(message));
}

std::size_t bytesOf(const BlockFrame& frame)
{
    std::size_t bytes = 0;
    for (const Bytes& wire : frame.transactions) {
        bytes += wire.size();
    }
    return bytes;
}

// The expensive half, on all cores.
void checkTransactions(std::vector<Incoming>& batch, const std::string& chain)
{
    std::vector<std::pair<Bytes*, Result<CheckedTransaction>*>> work;
    for (Incoming& incoming : batch) {
        const std::size_t count = incoming.frame.transactions.size();
        incoming.checked.assign(count, makeError(ErrorCode::Internal, "replica.unchecked", "Not checked yet."));
        for (std::size_t i = 0; i < count; ++i) {
            work.emplace_back(&incoming.frame.transactions[i], &incoming.checked[i]);
        }
    }
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        for (std::size_t i = next++; i < work.size(); i = next++) {
            *work[i].second = checkTransaction(*work[i].first, chain);
        }
    };
    const std::size_t helpers =
        std::min<std::size_t>(std::max(1u, std::thread::hardware_concurrency()), work.size() / 8 + 1) - 1;
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < helpers; ++i) {
        threads.emplace_back([&run, i] {
            nameThread(fmt::format("ms-replica-{}", i + 1).c_str());
            run();
        });
    }
    run();
}

}  // namespace

struct Replica::Impl {
    Impl(std::unique_ptr<LedgerCopy> opened, ConflictFolder folder)
        : copy(std::move(opened)), conflicts(std::move(folder))
    {}

    std::unique_ptr<LedgerCopy> copy;
    ConflictFolder conflicts;
    NoteCheck notes{*copy, conflicts, false};
    std::optional<cometbft::Time> lastDecision;  // of our head
    bool reopenDue = false;                      // a write failed, and so did finding out where the file is

    // One pull.
    struct Pull {
        BlockSource& source;
        const std::function<void(const PullReport&)>& progress;
        PullReport report;
        std::vector<Incoming> batch;
        std::size_t batchBytes = 0;
        ChainHead expected;  // what the next frame must follow: our head, or the batch's last block
    };

    Result<bool> take(Pull& pull, BlockFrame&& frame, const std::string& origin);
    // One of a height we have: the same as ours, or a conflict.
    Status compare(Pull& pull, const BlockFrame& frame, const Checkpoint& theirs);
    // Step 1 and 2: form, seal, and that it follows.
    Status checkHeader(Pull& pull, const BlockFrame& frame, const Checkpoint& checkpoint);
    // That the transactions are those the header's log root names. Otherwise the source changed them.
    Status checkNamed(const Incoming& incoming) const;
    Status runBatch(Pull& pull);
    // Of a consortium: decided by the members' validators, after the block before and not in the future.
    Result<cometbft::Time> checkDecision(const SealedBlock& block, const SealTrust& trust);
    Status execute(Pull& pull, Incoming& incoming);
};

// ---- Opening ------------------------------------------------------------------------------------------------------

Status Replica::create(const std::filesystem::path& file, const Genesis& genesis)
{
    return LedgerStore::create(file, genesis);
}

Result<std::unique_ptr<Replica>> Replica::open(const std::filesystem::path& file, const ReplicaOptions& options)
{
    MS_ASSIGN(auto copy, LedgerCopy::open(file, options.sqliteVfs));
    auto impl = std::make_unique<Impl>(std::move(copy), ConflictFolder(file));
    return std::unique_ptr<Replica>(new Replica(std::move(impl)));
}

Replica::Replica(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{}

Replica::~Replica() = default;

const Genesis& Replica::genesis() const
{
    return m_impl->copy->genesis();
}

ChainHead Replica::head() const
{
    return m_impl->copy->head();
}

std::unique_ptr<Subscription> Replica::follow(std::function<void(const BlockEvent&)> callback)
{
    return m_impl->copy->follow(std::move(callback));
}

// ---- Pulling ------------------------------------------------------------------------------------------------------

Result<PullReport> Replica::pull(BlockSource& source, const std::function<void(const PullReport&)>& progress,
                                 std::stop_token stop)
{
    MS_TRY(m_impl->conflicts.check());
    if (m_impl->reopenDue) {
        MS_TRY(m_impl->copy->reopen());
        m_impl->reopenDue = false;
    }
    const ChainHead before = head();
    Impl::Pull pull{source, progress, {}, {}, 0, before};
    pull.report.from = pull.report.to = pull.expected.height;
    const auto take = [&](BlockFrame&& frame, const std::string& origin) -> Result<bool> {
        MS_ASSIGN(const bool more, m_impl->take(pull, std::move(frame), origin));
        return more && !stop.stop_requested();
    };
    const Status read = source.read(pull.expected.height + 1, take, stop);
    // What came before a source failed is as good as any.
    const bool ownFault = !read.ok() && read.error().reason == "replica.conflict";
    if (!ownFault) {
        MS_TRY(m_impl->runBatch(pull));
    }
    MS_TRY(read);
    return pull.report;
}

Result<bool> Replica::Impl::take(Pull& pull, BlockFrame&& frame, const std::string& origin)
{
    MS_TRY(notes.checkOrigin(origin, pull.source.name()));
    MS_ASSIGN(Checkpoint checkpoint, parseCheckpoint(frame.note, copy->genesis()));
    if (copy->genesis().consortium()) {
        checkpoint.block.seal.bytes = frame.seal;
    } else if (!frame.seal.empty()) {
        return fault("seal.unexpected", fmt::format("A block from {} carries a seal of another kind of ledger. Nothing "
                                                    "of it was taken.",
                                                    pull.source.name()));
    }
    const Height height = checkpoint.block.header.height;
    pull.report.sourceHead = std::max(pull.report.sourceHead, height);
    if (height <= pull.expected.height) {
        if (height > pull.report.to) {
            MS_TRY(runBatch(pull));  // given twice by one source
        }
        MS_TRY(compare(pull, frame, checkpoint));
        return true;
    }
    MS_TRY(checkHeader(pull, frame, checkpoint));
    pull.expected = headOf(checkpoint.block);
    pull.batchBytes += bytesOf(frame);
    pull.batch.push_back({std::move(frame), std::move(checkpoint), {}});
    if (pull.batch.size() >= kBatchBlocks || pull.batchBytes >= kBatchBytes) {
        MS_TRY(runBatch(pull));
    }
    return true;
}

Status Replica::Impl::compare(Pull& pull, const BlockFrame& frame, const Checkpoint& theirs)
{
    MS_TRY(notes.compareSealed(theirs, frame.note, pull.source.name()));
    if (!theirs.cosignatures.empty()) {
        MS_ASSIGN(const auto valid, notes.keepKnown(theirs.block, theirs.cosignatures));
        pull.report.cosignatures += valid.size();
        pull.report.ignoredCosignatures += theirs.cosignatures.size() - valid.size();
    }
    return {};
}

Status Replica::Impl::checkHeader(Pull& pull, const BlockFrame& frame, const Checkpoint& checkpoint)
{
    const BlockHeader& header = checkpoint.block.header;
    const std::string source = pull.source.name();
    if (header.height != pull.expected.height + 1) {
        return fault("blocks.gap", fmt::format("{} gave block {} where block {} was due. Nothing of it was taken; the "
                                               "replica is at block {}.",
                                               source, header.height, pull.expected.height + 1, pull.expected.height));
    }
    // Whose word a consortium's seal is, execution of the blocks before says: see execute().
    if (!copy->genesis().consortium()) {
        MS_TRY(checkSeal(checkpoint.block, copy->genesis()));
    }
    // From here on the sealer has signed it.
    const auto found = [&](ConflictKind kind, std::string explanation) -> Status {
        MS_TRY(runBatch(pull));
        MS_TRY(checkSeal(checkpoint.block, copy->genesis(), {validatorsOf(copy->organisations()), std::nullopt}));
        return notes.conflict(kind, checkpoint, frame.note, source, std::move(explanation), {}, &frame);
    };
    if (header.prevBlock != pull.expected.blockHash) {
        return found(ConflictKind::Chain,
                     fmt::format("The sealed block {} from {} follows a block with the hash {}; block {} here has {}.",
                                 header.height, source, header.prevBlock.hex(), pull.expected.height,
                                 pull.expected.blockHash.hex()));
    }
    if (header.logSize <= pull.expected.logSize) {
        return found(
            ConflictKind::LogShrinks,
            fmt::format("The sealed block {} from {} has a log of {} transactions, and the block before it one "
                        "of {}.",
                        header.height, source, header.logSize, pull.expected.logSize));
    }
    if (header.time < pull.expected.time) {
        return found(ConflictKind::TimeBack,
                     fmt::format("The sealed block {} from {} is of {}, and the block before it of {}.", header.height,
                                 source, formatTimestamp(header.time), formatTimestamp(pull.expected.time)));
    }
    if (frame.transactions.size() != header.logSize - pull.expected.logSize) {
        return fault("blocks.transactions",
                     fmt::format("{} gave {} transactions with block {}, which has {}. Nothing of it was taken; fetch "
                                 "it from another source.",
                                 source, frame.transactions.size(), header.height,
                                 header.logSize - pull.expected.logSize));
    }
    return {};
}

Status Replica::Impl::checkNamed(const Incoming& incoming) const
{
    const BlockHeader& header = incoming.checkpoint.block.header;
    merkle::CompactRange log = copy->log();
    for (const Bytes& wire : incoming.frame.transactions) {
        log.append(LogEntry{header.height, header.time, txHashOf(wire)}.leaf());
    }
    if (log.root() != header.logRoot) {
        return fault("blocks.transactions",
                     fmt::format("The transactions given with block {} are not those that its header names. Nothing of "
                                 "it was taken; fetch it from another source.",
                                 header.height));
    }
    return {};
}

Status Replica::Impl::runBatch(Pull& pull)
{
    std::vector<Incoming> batch = std::exchange(pull.batch, {});
    pull.batchBytes = 0;
    checkTransactions(batch, copy->genesis().chain);
    for (Incoming& incoming : batch) {
        MS_TRY(execute(pull, incoming));
        if (pull.progress) {
            pull.progress(pull.report);
        }
    }
    return {};
}

Result<cometbft::Time> Replica::Impl::checkDecision(const SealedBlock& block, const SealTrust& trust)
{
    MS_TRY(checkSeal(block, copy->genesis(), trust));
    MS_ASSIGN(const cometbft::LightBlock light, cometbft::parseLightBlock(asText(block.seal.bytes)));
    if (light.header.time.toTimestamp().ms > now().ms + kClockAllowance.count()) {
        return makeError(
            ErrorCode::Unavailable, "seal.future",
            fmt::format("The seal of block {} is of {}, which is not yet by this machine's clock. Nothing of "
                        "it was taken; check the clock.",
                        block.header.height, cometbft::formatTime(light.header.time)));
    }
    if (!lastDecision && block.header.height > 1) {
        MS_ASSIGN(const SealedBlock before,
                  copy->read([&](LedgerReader& reader) { return reader.block(block.header.height - 1); }));
        MS_ASSIGN(const cometbft::LightBlock last, cometbft::parseLightBlock(asText(before.seal.bytes)));
        lastDecision = last.header.time;
    }
    if (lastDecision && light.header.time <= *lastDecision) {
        return fault("seal.time", fmt::format("The seal of block {} is not later than the one of the block before it. "
                                              "Nothing of it was taken; fetch it from another source.",
                                              block.header.height));
    }
    return light.header.time;
}

Status Replica::Impl::execute(Pull& pull, Incoming& incoming)
{
    const SealedBlock& block = incoming.checkpoint.block;
    MS_TRY(checkNamed(incoming));
    SealTrust trust{validatorsOf(copy->organisations()), std::nullopt};
    std::optional<cometbft::Time> decided;
    if (copy->genesis().consortium()) {
        MS_ASSIGN(decided, checkDecision(block, trust));
    }
    std::vector<AcceptedTransaction> accepted;
    accepted.reserve(incoming.checked.size());
    auto hashes = std::make_shared<std::vector<Hash256>>();
    std::uint64_t records = 0;
    for (Result<CheckedTransaction>& checked : incoming.checked) {
        Status refused = checked.status();
        if (refused.ok()) {
            hashes->push_back(checked->txHash);
            records += checked->tx.leaves.size();
            auto taken = copy->accept(std::move(*checked), {block.header.height, block.header.time});
            if (taken.ok()) {
                accepted.push_back(std::move(*taken));
                continue;
            }
            refused = taken.error();
        }
        MS_TRY(copy->drop());
        return notes.conflict(
            ConflictKind::Rule, incoming.checkpoint, incoming.frame.note, pull.source.name(),
            fmt::format("The sealed block {} holds, as number {}, a transaction that the rules refuse: {}",
                        block.header.height, accepted.size() + 1, refused.error().message),
            refused.error().reason, &incoming.frame);
    }
    trust.after = validatorsOf(copy->organisations());
    if (const Status announced = copy->genesis().consortium() ? checkSeal(block, copy->genesis(), trust) : Status();
        !announced.ok()) {
        MS_TRY(copy->drop());
        return announced;  // not the first header that carries it: the source's fault
    }
    const LedgerCopy::BlockEnd end = copy->closeBlock();
    if (end.logSize != block.header.logSize || end.logRoot != block.header.logRoot) {
        MS_TRY(copy->drop());
        return makeError(
            ErrorCode::Internal, "replica.root",
            fmt::format("Executing block {} gave another log than its transactions have. Nothing of it was "
                        "kept; run fsck on this ledger.",
                        block.header.height));
    }
    const std::vector<Cosignature> valid =
        validCosignatures(block, incoming.checkpoint.cosignatures, copy->genesis(), copy->organisations());
    if (const Status written = copy->append(block, accepted, end, valid); !written.ok()) {
        // Until it is known where the file is the state may be ahead of it, and an honest block would look wrong.
        reopenDue = !copy->reopen().ok();
        return written;
    }
    lastDecision = decided;
    copy->tellFollowers(block, hashes);
    pull.report.to = block.header.height;
    ++pull.report.blocks;
    pull.report.transactions += accepted.size();
    pull.report.records += records;
    pull.report.cosignatures += valid.size();
    pull.report.ignoredCosignatures += incoming.checkpoint.cosignatures.size() - valid.size();
    return {};
}

// ---- Cosignatures -------------------------------------------------------------------------------------------------

Result<std::vector<Cosignature>> Replica::addCosignatures(std::string_view note, std::string_view source)
{
    return m_impl->notes.addCosignatures(note, source);
}

Result<Height> Replica::compareWith(BlockSource& member, const std::stop_token& stop)
{
    MS_TRY(m_impl->conflicts.check());
    const Height own = head().height;
    Height compared = 0;
    const auto take = [&](BlockFrame&& frame, const std::string& origin) -> Result<bool> {
        MS_TRY(m_impl->notes.checkOrigin(origin, member.name()));
        MS_ASSIGN(Checkpoint theirs, parseCheckpoint(frame.note, genesis()));
        if (genesis().consortium()) {
            theirs.block.seal.bytes = frame.seal;
        }
        const Height height = theirs.block.header.height;
        if (height == 0 || height > own) {
            return false;
        }
        MS_TRY(m_impl->notes.compareSealed(theirs, frame.note, member.name()));
        MS_TRY(m_impl->notes.keepKnown(theirs.block, theirs.cosignatures));
        compared = std::max(compared, height);
        return true;
    };
    // From our head on: sources give the block before too, where that is cheap.
    MS_TRY(member.read(std::max<Height>(own, 1), take, stop));
    return compared;
}

Result<Height> Replica::compareNote(std::string_view note, std::string_view source)
{
    MS_TRY(m_impl->conflicts.check());
    return m_impl->notes.compareNote(note, source);
}

}  // namespace meterseal
