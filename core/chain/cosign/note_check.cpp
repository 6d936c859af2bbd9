#include "chain/cosign/note_check.h"

#include "chain/cosign/ahead_note.h"
#include "meterseal/chain/members.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

Status NoteCheck::checkOrigin(const std::string& origin, std::string_view source) const
{
    if (origin == originOf(m_copy.genesis())) {
        return {};
    }
    return makeError(ErrorCode::InvalidArgument, "blocks.other-ledger",
                     fmt::format("{} has blocks of the ledger {}, and this is {}. Nothing was taken from it.", source,
                                 origin, originOf(m_copy.genesis())));
}

Result<std::string> NoteCheck::noteAt(Height height)
{
    if (height == 0) {
        return std::string();
    }
    return m_copy.read([&](LedgerReader& reader) -> Result<std::string> {
        MS_ASSIGN(const SealedBlock block, reader.block(height));
        MS_ASSIGN(const std::vector<Cosignature> cosignatures, reader.cosignatures(height));
        return checkpointNote(block, reader.genesis(), cosignatures);
    });
}

Error NoteCheck::conflict(ConflictKind kind, const Checkpoint& theirs, std::string_view note, std::string_view source,
                          std::string explanation, std::string reason, const BlockFrame* frame)
{
    const Height height = theirs.block.header.height;
    Conflict found{
        kind,        height, std::string(source), std::move(reason), std::move(explanation), {}, std::string(note),
        std::nullopt};
    if (auto ours = noteAt(std::min(height, m_copy.head().height)); ours.ok()) {
        found.ours = std::move(*ours);
    }
    if (frame != nullptr) {
        found.frame = *frame;
    }
    if (m_copy.genesis().consortium()) {
        found.theirSeal = theirs.block.seal.bytes;
        if (auto ours = m_copy.read([&](LedgerReader& reader) { return reader.block(height); }); ours.ok()) {
            found.ourSeal = std::move(ours->seal.bytes);
        }
    }
    if (const auto kept = m_conflicts.keep(found, m_copy.genesis(), now()); !kept.ok()) {
        return kept.error();
    }
    return m_conflicts.check().error();
}

Status NoteCheck::compareSealed(const Checkpoint& theirs, std::string_view note, std::string_view source)
{
    const Height height = theirs.block.header.height;
    MS_ASSIGN(const SealedBlock ours, m_copy.read([&](LedgerReader& reader) { return reader.block(height); }));
    if (ours.headerBytes == theirs.block.headerBytes) {
        return {};
    }
    // Without a good seal it is nothing but a text.
    MS_TRY(m_copy.read([&](LedgerReader& reader) -> Status {
        MS_ASSIGN(SealTrust trust, sealTrustAt(reader, height));
        trust.after.reset();  // theirs may change the members otherwise
        return checkSeal(theirs.block, reader.genesis(), trust);
    }));
    return conflict(ConflictKind::Fork, theirs, note, source,
                    fmt::format("Two blocks of height {} carry a good seal: the one here has the hash {}, the one "
                                "from {} has {}.",
                                height, ours.hash.hex(), source, theirs.block.hash.hex()));
}

Result<std::vector<Cosignature>> NoteCheck::keepKnown(const SealedBlock& block, const std::vector<Cosignature>& given)
{
    MS_ASSIGN(const auto members,
              m_copy.read([&](LedgerReader& reader) { return membersAt(reader, block.header.height); }));
    std::vector<Cosignature> valid = validCosignatures(block, given, m_copy.genesis(), members);
    MS_TRY(m_copy.addCosignatures(valid));
    return valid;
}

Result<std::vector<Cosignature>> NoteCheck::addCosignatures(std::string_view note, std::string_view source)
{
    MS_ASSIGN(const Checkpoint checkpoint, parseCheckpoint(note, m_copy.genesis()));
    const SealedBlock& block = checkpoint.block;
    MS_TRY(checkOrigin(originOf(block.header.chain, block.header.fingerprint), source));
    if (block.header.height == 0 || block.header.height > m_copy.head().height) {
        return notHere(checkpoint, note, source);
    }
    MS_ASSIGN(const SealedBlock ours,
              m_copy.read([&](LedgerReader& reader) { return reader.block(block.header.height); }));
    if (ours.headerBytes != block.headerBytes) {
        if (!block.seal.bytes.empty()) {
            MS_TRY(compareSealed(checkpoint, note, source));
        }
        return makeError(ErrorCode::Damaged, "cosignature.other-block",
                         fmt::format("{} cosigns another block {} than the one here. It carries no seal, so that it "
                                     "proves nothing by itself; ask who cosigned it for the sealed note. Nothing was "
                                     "kept.",
                                     source, block.header.height));
    }
    MS_ASSIGN(auto valid, keepKnown(ours, checkpoint.cosignatures));
    if (valid.empty()) {
        return makeError(ErrorCode::InvalidArgument, "cosignature.none",
                         fmt::format("{} holds no cosignature that counts: none is by an active member with its key of "
                                     "block {}. Nothing was kept.",
                                     source, block.header.height));
    }
    if (m_seals) {
        MS_TRY(SealerMarks(m_copy.file()).compared());
    }
    return valid;
}

// A witness executes what it cosigns: its cosignature says that the sealer gave this block out.
Error NoteCheck::notHere(const Checkpoint& checkpoint, std::string_view note, std::string_view source)
{
    const BlockHeader& header = checkpoint.block.header;
    const auto members = m_copy.organisations();
    if (m_seals && !validCosignatures(checkpoint.block, checkpoint.cosignatures, m_copy.genesis(), members).empty()) {
        return SealerMarks(m_copy.file()).keepAhead(checkpoint, note, source, m_copy.head().height);
    }
    return makeError(ErrorCode::NotFound, "replica.no-such-block",
                     fmt::format("{} is about block {}, and the ledger here ends with block {}. Nothing was kept; "
                                 "fetch the blocks first.",
                                 source, header.height, m_copy.head().height));
}

Result<Height> NoteCheck::compareNote(std::string_view note, std::string_view source)
{
    MS_ASSIGN(const Checkpoint checkpoint, parseCheckpoint(note, m_copy.genesis()));
    const SealedBlock& block = checkpoint.block;
    MS_TRY(checkOrigin(originOf(block.header.chain, block.header.fingerprint), source));
    MS_TRY(checkSeal(block, m_copy.genesis()));
    if (block.header.height > m_copy.head().height) {
        return block.header.height;
    }
    MS_TRY(compareSealed(checkpoint, note, source));
    MS_TRY(keepKnown(block, checkpoint.cosignatures));
    return block.header.height;
}

}  // namespace meterseal
