#include "meterseal/chain/witness.h"

#include "chain/cosign/witness_state.h"
#include "file/file_lock.h"
#include "meterseal/chain/conflict.h"
#include "meterseal/chain/members.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

std::uint64_t systemSeconds()
{
    return static_cast<std::uint64_t>(now().ms / 1000);
}

Timestamp atSeconds(std::uint64_t seconds)
{
    return Timestamp{static_cast<std::int64_t>(seconds) * 1000};
}

Error refusal(std::string_view reason, std::string message)
{
    return makeError(ErrorCode::Conflict, reason, std::move(message));
}

Status checkNoState(const std::filesystem::path& folder)
{
    std::error_code error;
    if (!std::filesystem::exists(witnessStateFile(folder), error)) {
        return {};
    }
    return refusal("witness.state-exists",
                   fmt::format("{} exists: a witness here has cosigned before and goes on from there. Nothing was "
                               "changed.",
                               witnessStateFile(folder).string()));
}

Result<FileLock> lockState(const std::filesystem::path& folder)
{
    return FileLock::acquire(witnessStateFile(folder).string() + ".lock", "witness.locked",
                             "The witness of " + folder.string());
}

}  // namespace

struct Witness::Impl {
    std::filesystem::path folder;
    FileLock lock;
    crypto::Ed25519PrivateKey key;
    WitnessOptions options;
    WitnessState state;

    std::uint64_t clock() const { return options.clock ? options.clock() : systemSeconds(); }
    void at(WitnessStep step) const
    {
        if (options.atStep) {
            options.atStep(step);
        }
    }
    Status checkMember(LedgerReader& replica) const;
    Status checkHistory(LedgerReader& replica, const SealedBlock& head) const;
    Status keepForeign(LedgerReader& replica, const Cosignature& foreign) const;
    Status checkOnlyWitness(LedgerReader& replica, const SealedBlock& head) const;
    Status checkClock(const SealedBlock& head, std::uint64_t seconds) const;
};

// ---- Beginning ----------------------------------------------------------------------------------------------------

Status Witness::begin(const std::filesystem::path& folder, const Genesis& genesis, const std::string& organisation,
                      const crypto::Ed25519PrivateKey& key)
{
    MS_TRY(checkNoState(folder));
    MS_ASSIGN(const FileLock lock, lockState(folder));
    return writeWitnessState(folder, {originOf(genesis), organisation, key.publicKey(), 0, {}, 0});
}

Status Witness::resume(const std::filesystem::path& folder, const Genesis& genesis, const std::string& organisation,
                       const crypto::Ed25519PrivateKey& key, const std::optional<std::string>& newest)
{
    if (!newest) {
        return begin(folder, genesis, organisation, key);
    }
    MS_TRY(checkNoState(folder));
    MS_ASSIGN(const Checkpoint checkpoint, parseCheckpoint(*newest, genesis));
    const SealedBlock& block = checkpoint.block;
    const std::string origin = originOf(genesis);
    for (const Cosignature& cosignature : checkpoint.cosignatures) {
        const auto line = crypto::parseNoteSignature(cosignature.line);
        if (cosignature.organisation == organisation &&
            originOf(block.header.chain, block.header.fingerprint) == origin && line.ok() &&
            crypto::verifyCosignature(block.headerBytes, *line, cosignerName(origin, organisation), key.publicKey())) {
            MS_ASSIGN(const FileLock lock, lockState(folder));
            return writeWitnessState(folder, {origin, organisation, key.publicKey(), block.header.height,
                                              block.headerBytes, cosignature.seconds});
        }
    }
    return makeError(ErrorCode::InvalidArgument, "witness.no-own-cosignature",
                     fmt::format("The note holds no cosignature by {} with the key that is here. Nothing was changed; "
                                 "ask another member for the newest note that {} cosigned.",
                                 organisation, organisation));
}

Result<Witness> Witness::open(const std::filesystem::path& folder, const Genesis& genesis,
                              const std::string& organisation, const crypto::Ed25519PrivateKey& key,
                              const WitnessOptions& options)
{
    MS_ASSIGN(FileLock lock, lockState(folder));
    MS_ASSIGN(WitnessState state, readWitnessState(folder));
    if (state.origin != originOf(genesis) || state.organisation != organisation) {
        return refusal("witness.other",
                       fmt::format("The witness state in {} is that of {} on the ledger {}. Nothing was cosigned.",
                                   folder.string(), state.organisation, state.origin));
    }
    return Witness(std::make_unique<Impl>(Impl{folder, std::move(lock), key, options, std::move(state)}));
}

Result<WitnessState> Witness::stateOf(const std::filesystem::path& folder)
{
    return readWitnessState(folder);
}

Witness::Witness(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{}
Witness::Witness(Witness&&) noexcept = default;
Witness& Witness::operator=(Witness&&) noexcept = default;
Witness::~Witness() = default;

const WitnessState& Witness::state() const
{
    return m_impl->state;
}

// ---- Cosigning ----------------------------------------------------------------------------------------------------

Status Witness::Impl::checkMember(LedgerReader& replica) const
{
    MS_ASSIGN(const auto organisations, replica.organisations());
    const auto found = std::find_if(organisations.begin(), organisations.end(),
                                    [&](const Organisation& o) { return o.id == state.organisation; });
    if (found == organisations.end() || !found->active) {
        return refusal("witness.not-member",
                       fmt::format("{} is no active member of this ledger. Nothing was cosigned.", state.organisation));
    }
    if (found->witnessKey != key.publicKey()) {
        return refusal("witness.key", fmt::format("The witness key here is not the one the ledger has for {}. Nothing "
                                                  "was cosigned; use the key store with the present key.",
                                                  state.organisation));
    }
    return {};
}

// What was cosigned before is part of the replica's history, byte for byte.
Status Witness::Impl::checkHistory(LedgerReader& replica, const SealedBlock& head) const
{
    if (state.height == 0) {
        return {};
    }
    if (head.header.height < state.height) {
        return refusal("witness.behind",
                       fmt::format("Block {} was cosigned from here, and the replica ends with block {}. Nothing was "
                                   "cosigned; fetch the blocks first.",
                                   state.height, head.header.height));
    }
    MS_ASSIGN(const SealedBlock cosigned, replica.block(state.height));
    if (cosigned.headerBytes != state.header) {
        return refusal("witness.inconsistent",
                       fmt::format("The replica's block {} is not the one that was cosigned from here: there are two "
                                   "histories. Nothing was cosigned; keep both and show them to the other members.",
                                   state.height));
    }
    return {};
}

Status Witness::Impl::keepForeign(LedgerReader& replica, const Cosignature& foreign) const
{
    Conflict conflict;
    conflict.kind = ConflictKind::WitnessKey;
    conflict.height = foreign.height;
    conflict.source = "this ledger";
    conflict.explanation =
        fmt::format("Block {} carries a cosignature of {} of {} that was not made here: a second witness "
                    "uses the same key, or somebody took it. Stop the other one, or rotate the key.",
                    foreign.height, state.organisation, formatTimestamp(atSeconds(foreign.seconds)));
    MS_ASSIGN(const SealedBlock block, replica.block(foreign.height));
    MS_ASSIGN(const auto all, replica.cosignatures(foreign.height));
    conflict.theirs = checkpointNote(block, replica.genesis(), all);
    const ConflictFolder conflicts(folder / "ledger.db");
    MS_TRY(conflicts.keep(conflict, replica.genesis(), atSeconds(clock())).status());
    return conflicts.check();
}

// Our own cosignatures in the replica are those we know of.
Status Witness::Impl::checkOnlyWitness(LedgerReader& replica, const SealedBlock& head) const
{
    for (Height height = std::max<Height>(state.height, 1); height <= head.header.height; ++height) {
        MS_ASSIGN(const auto cosignatures, replica.cosignatures(height));
        for (const Cosignature& one : cosignatures) {
            if (one.organisation == state.organisation && (height > state.height || one.seconds > state.cosignedAt)) {
                return keepForeign(replica, one);
            }
        }
    }
    return {};
}

Status Witness::Impl::checkClock(const SealedBlock& head, std::uint64_t seconds) const
{
    if (seconds < state.cosignedAt) {
        return refusal("witness.clock",
                       fmt::format("The clock here says {}, and the last cosignature was made at {}. Nothing was "
                                   "cosigned; set the clock.",
                                   formatTimestamp(atSeconds(seconds)), formatTimestamp(atSeconds(state.cosignedAt))));
    }
    const auto ahead = options.aheadAllowed.count() * 1000;
    if (head.header.time.ms > atSeconds(seconds).ms + ahead) {
        return refusal("witness.clock",
                       fmt::format("Block {} is dated {}, and the clock here says {}. Nothing was cosigned: either the "
                                   "clock here is slow or the sealer dates its blocks ahead.",
                                   head.header.height, formatTimestamp(head.header.time),
                                   formatTimestamp(atSeconds(seconds))));
    }
    return {};
}

Result<std::optional<Cosigned>> Witness::cosign(LedgerReader& replica)
{
    Impl& w = *m_impl;
    MS_TRY(ConflictFolder(w.folder / "ledger.db").check());
    MS_TRY(w.checkMember(replica));
    MS_ASSIGN(const LedgerTotals totals, replica.totals());
    if (!totals.head) {
        return std::optional<Cosigned>();
    }
    const SealedBlock& head = *totals.head;
    const std::uint64_t seconds = w.clock();
    MS_TRY(w.checkHistory(replica, head));
    MS_TRY(w.checkOnlyWitness(replica, head));
    MS_TRY(w.checkClock(head, seconds));
    const auto interval = static_cast<std::uint64_t>(w.options.interval.count());
    if (w.state.cosignedAt != 0 && seconds < w.state.cosignedAt + interval) {
        return std::optional<Cosigned>();
    }
    WitnessState next = w.state;
    next.publicKey = w.key.publicKey();
    next.height = head.header.height;
    next.header = head.headerBytes;
    next.cosignedAt = seconds;
    w.at(WitnessStep::BeforeState);
    MS_TRY(writeWitnessState(w.folder, next));
    w.state = std::move(next);
    w.at(WitnessStep::StateWritten);
    const std::string name = cosignerName(w.state.origin, w.state.organisation);
    const crypto::NoteSignature line = crypto::cosignNote(head.headerBytes, name, w.key, seconds);
    w.at(WitnessStep::Signed);
    return std::optional(Cosigned{{head.header.height, w.state.organisation, seconds, crypto::printNoteSignature(line)},
                                  crypto::printNote({head.headerBytes, {line}})});
}

}  // namespace meterseal
