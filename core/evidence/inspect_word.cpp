// Steps 6 to 8: who the members are, who vouches for the checkpoint, and which earlier checkpoints it continues.
#include "evidence/inspection.h"

#include "meterseal/chain/members.h"
#include "meterseal/crypto/time_stamp.h"
#include "meterseal/merkle/tree.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::evidence {

// The transactions in log order through the ledger's own state machine: members' changes, registrations, reviews,
// activations. Batches are let be here: an extract has not all of them, and step 10 checks them.
void Inspection::replay()
{
    m_state.emplace(m_genesis);
    m_members.emplace_back(0, m_state->organisations());
    std::size_t changes = 0;
    for (auto& [index, bundled] : m_transactions) {
        if (const auto* convert = std::get_if<ConvertBody>(&bundled.tx.header.body)) {
            if (const MeterEntry* meter = m_state->meterByAddress(convert->address)) {
                bundled.meter = *meter;
            }
            continue;
        }
        const bool organisation = std::holds_alternative<OrganisationBody>(bundled.tx.header.body);
        std::optional<Error>& trouble = organisation ? m_organisationTrouble : m_meterTrouble;
        const LogEntry& entry = bundled.proof.entry;
        std::optional<Error> refused = bundled.refusal;
        if (!refused) {
            const auto applied = m_state->apply(*bundled.checked, {entry.height, entry.time});
            refused = applied.ok() ? std::nullopt : std::optional(applied.error());
        }
        if (refused) {
            refused->message = fmt::format("Transaction {}: {}", index, refused->message);
            trouble = trouble ? trouble : refused;
            continue;
        }
        if (organisation) {
            m_members.emplace_back(entry.height, m_state->organisations());
            ++changes;
        }
    }
    if (m_organisationTrouble) {
        return fail(6, *m_organisationTrouble, "changes of the members by the rules of the ledger");
    }
    pass(6, fmt::format("{} members, {} changes", m_state->organisations().size(), changes));
}

std::vector<Organisation> Inspection::membersAt(Height height) const
{
    const std::vector<Organisation>* found = &m_genesis.organisations;
    for (const auto& [from, members] : m_members) {
        if (from <= height) {
            found = &members;
        }
    }
    return *found;
}

// Which cosignatures count, and why the others do not.
void Inspection::noteCosignatures(const Checkpoint& note, std::vector<Cosignature>& counted)
{
    const BlockHeader& header = note.block.header;
    const std::vector<Organisation> members = membersAt(header.height);
    std::vector<Organisation> current = members;
    for (Organisation& member : current) {
        member.formerWitnessKeys.clear();
    }
    const std::vector<Cosignature> valid = validCosignatures(note.block, note.cosignatures, m_genesis, current);
    std::vector<Cosignature> left = valid;
    for (const Cosignature& cosignature : note.cosignatures) {
        EvidenceCosigner out{cosignature.organisation, {}, header.height, cosignature.seconds, false, {}};
        const auto member = std::ranges::find(members, cosignature.organisation, &Organisation::id);
        if (member != members.end()) {
            out.name = member->name;
        }
        const auto found = std::ranges::find(left, cosignature);
        if (member == members.end()) {
            out.why = "no member of this name at that block";
        } else if (!member->active) {
            out.why = "the member had left before that block";
        } else if (cosignature.organisation == m_genesis.sealer.organisation) {
            out.why = found == left.end() ? "does not hold" : "the sealer's own: it adds nothing to the seal";
        } else if (found != left.end()) {
            out.counts = true;
            counted.push_back(cosignature);
            left.erase(found);
        } else if (std::ranges::find(valid, cosignature.organisation, &Cosignature::organisation) != valid.end()) {
            out.why = "the member is counted already";
        } else {
            out.why = checkCosignature(header, cosignature, current) == CosignatureCheck::UnknownKey
                          ? "a key that the member did not have at that block"
                          : "does not hold for this checkpoint";
        }
        m_report.cosigners.push_back(std::move(out));
    }
}

// Lines that readers without RFC 3161 pass over, as any signature of a note that they do not know.
void Inspection::noteTimeStamps(std::string_view text, const BlockHeader& header)
{
    const auto note = crypto::parseNote(text);
    if (!note.ok()) {
        return;  // a bare note of a consortium
    }
    for (const crypto::NoteSignature& line : note->signatures) {
        if (!crypto::isTimeStampLine(line)) {
            continue;
        }
        EvidenceTimeStamp out{header.height, header.logSize, {}, {}, false, !m_trust.timeAuthorities.empty(), {}, {}};
        if (const auto says = crypto::readTimeStamp(line.body); says.ok()) {
            out.time = says->time;
            out.authority = says->authority;
        }
        const auto held = out.checked
                              ? crypto::checkTimeStamp(line.body, blockHashOf(note->text), m_trust.timeAuthorities)
                              : Result<crypto::TimeStamp>(
                                    makeError(ErrorCode::Unsupported, "stamp.not-checked",
                                              "No certificate of a time stamp authority was given: NOT checked."));
        out.counts = held.ok();
        if (!held.ok()) {
            out.reason = held.error().reason;
            out.why = held.error().message;
        }
        m_report.timeStamps.push_back(std::move(out));
    }
}

void Inspection::checkCheckpoint()
{
    if (!m_checkpoint) {
        return fail(7, *m_checkpointError, "a checkpoint note");
    }
    const BlockHeader& header = m_checkpoint->block.header;
    if (const Status sealed = checkSeal(m_checkpoint->block, m_genesis); !sealed.ok()) {
        return fail(7, sealed.error(), fmt::format("a seal by {}", m_genesis.sealer.organisation));
    }
    for (const auto& [index, bundled] : m_transactions) {
        const LogEntry& entry = bundled.proof.entry;
        if (holds(5) && (entry.height > header.height || entry.time > header.time)) {
            return fail(7, "checkpoint.before-entry",
                        fmt::format("entries up to block {} at {}", header.height, formatTimestamp(header.time)),
                        fmt::format("entry {} is of block {} at {}", index, entry.height, formatTimestamp(entry.time)));
        }
    }
    if (holds(6)) {
        noteCosignatures(*m_checkpoint, m_counted);
    }
    noteTimeStamps(asText(*m_container.find(kCheckpoint)), header);
    for (const Organisation& member : membersAt(header.height)) {
        m_report.others += member.active && member.id != m_genesis.sealer.organisation ? 1 : 0;
    }
    pass(7, fmt::format("block {} of {}, sealed by {}; {} of {} cosignatures count", header.height,
                        formatTimestamp(header.time), m_genesis.sealer.organisation, m_counted.size(),
                        m_checkpoint->cosignatures.size()));
}

void Inspection::checkEarlier()
{
    const BlockHeader& newest = m_checkpoint->block.header;
    for (const auto& member : m_container.members()) {
        if (const auto size = numberOf(member.name, "earlier", "consistency");
            size && !m_container.find(numbered("earlier", *size, "checkpoint"))) {
            return fail(8, "earlier.missing", numbered("earlier", *size, "checkpoint"), "it is not there");
        }
        const auto size = numberOf(member.name, "earlier", "checkpoint");
        if (!size) {
            continue;
        }
        const auto note = parseCheckpoint(asText(member.bytes), m_genesis);
        if (!note.ok()) {
            return fail(8, note.error(), std::string(member.name));
        }
        const BlockHeader& header = note->block.header;
        if (const Status sealed = checkSeal(note->block, m_genesis); !sealed.ok()) {
            return fail(8, sealed.error(), std::string(member.name));
        }
        const auto path = m_container.find(numbered("earlier", *size, "consistency"));
        const auto hashes = path ? parseHashLines(asText(*path))
                                 : Result<std::vector<Hash256>>(makeError(ErrorCode::NotFound, "earlier.missing",
                                                                          "It has no consistency path."));
        if (!hashes.ok()) {
            return fail(8, hashes.error(), std::string(member.name));
        }
        if (header.logSize != *size || *size >= newest.logSize || header.height >= newest.height) {
            return fail(8, "earlier.size",
                        fmt::format("{}: a log of {} entries, before the checkpoint", member.name, *size),
                        fmt::format("{} entries at block {}", header.logSize, header.height));
        }
        if (!merkle::verifyConsistency(*size, newest.logSize, header.logRoot, newest.logRoot, *hashes)) {
            return fail(8, "earlier.consistency",
                        fmt::format("{}: its {} entries are the first of the checkpoint's {}", member.name, *size,
                                    newest.logSize),
                        "they are not, or the path does not show it");
        }
        for (const auto& [index, bundled] : m_transactions) {
            if (holds(5) && (index < *size) != (bundled.proof.entry.height <= header.height)) {
                return fail(8, "earlier.entry",
                            fmt::format("{}: entries below {} up to block {}, the others after it", member.name, *size,
                                        header.height),
                            fmt::format("entry {} is of block {}", index, bundled.proof.entry.height));
            }
        }
        BundledCheckpoint kept{*note, {}};
        if (holds(6)) {
            noteCosignatures(*note, kept.counted);
        }
        noteTimeStamps(asText(member.bytes), header);
        m_report.earlier.push_back(header);
        m_earlier.push_back(std::move(kept));
    }
    checkSheets();
    pass(8, fmt::format("{} earlier checkpoints continue to this one; {} sheets of yours fit", m_earlier.size(),
                        m_trust.sheets.size()));
}

void Inspection::checkSheets()
{
    const BlockHeader& newest = m_checkpoint->block.header;
    for (const KeptCheckpoint& sheet : m_trust.sheets) {
        const std::string expected = fmt::format("your sheet: block {} of {}, {} entries, root {}", sheet.height,
                                                 formatTimestamp(sheet.time), sheet.logSize, sheet.logRoot.hex());
        const BlockHeader* same = sheet.logSize == newest.logSize ? &newest : nullptr;
        for (const BlockHeader& earlier : m_report.earlier) {
            same = earlier.logSize == sheet.logSize ? &earlier : same;
        }
        if (sheet.chain != newest.chain || sheet.fingerprint != newest.fingerprint) {
            fail(8, "sheet.other-ledger", expected, fmt::format("the bundle is of {}", originOf(m_genesis)));
        } else if (same != nullptr && sheet.isOf(*same)) {
            continue;
        } else if (same != nullptr) {
            fail(8, "sheet.differs", expected,
                 fmt::format("This ledger is NOT the one on your sheet. Transactions up to number {} were changed, "
                             "removed or re-ordered after it was printed. It cannot be said which.",
                             sheet.logSize));
        } else if (sheet.logSize > newest.logSize) {
            open(8, "sheet.longer", expected,
                 fmt::format("the bundle ends at {} entries: it is older than your sheet, or this ledger is shorter",
                             newest.logSize));
        } else {
            open(8, "sheet.no-proof", expected,
                 fmt::format("the bundle has no checkpoint of {} entries: ask the holder for one with it",
                             sheet.logSize));
        }
    }
}

}  // namespace meterseal::evidence
