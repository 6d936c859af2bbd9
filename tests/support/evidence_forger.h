// Tools of a forger: members of a bundle taken apart, changed, summed anew, and re-stamped with the sealer's own key.
#pragma once

#include "support/evidence_world.h"

#include "meterseal/evidence/container.h"

#include <functional>
#include <string>
#include <vector>

namespace meterseal::test {

EvidenceMembers membersOf(ByteView bundle);
std::string textOf(const EvidenceMembers& members, const std::string& name);
void setText(EvidenceMembers& members, const std::string& name, std::string_view text);
// Replaces the first `from` in a member; throws where there is none.
void edit(EvidenceMembers& members, const std::string& name, std::string_view from, std::string_view to);
std::string replaced(std::string text, std::string_view from, std::string_view to);

// SHA256SUMS over the members as they are.
void sumAnew(EvidenceMembers& members);
Bytes packed(const EvidenceMembers& members);  // canonical, sums as they are
Bytes summedAndPacked(EvidenceMembers members);

// A ZIP file whose every field is the caller's.
struct RawMember {
    std::string name;
    Bytes bytes;
    std::string directoryName{};  // empty: name
    std::uint16_t flags = 0, method = 0, date = 0x21;
};
Bytes rawZip(const std::vector<RawMember>& members);
std::vector<RawMember> rawMembers(const EvidenceMembers& members);  // in the canonical order

// Indices of the bundle's transactions of a type, ascending.
std::vector<std::uint64_t> indicesOf(const EvidenceMembers& members, TxType type);
std::string txName(std::uint64_t index, const char* ext);
void dropTransaction(EvidenceMembers& members, std::uint64_t index);

// The sealer writes the log anew: its entries name the bundle's transactions as they are now, `change` may alter them
// further, and the checkpoint is sealed again. Cosignatures and earlier checkpoints go.
using Entries = std::vector<LogEntry>;
void restamp(const EvidenceWorld& world, EvidenceMembers& members,
             const std::function<void(Entries&, BlockHeader&)>& change = {});

}  // namespace meterseal::test
