#include "support/evidence_forger.h"

#include "evidence/names.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/merkle/tree.h"

#include <fmt/format.h>
#include <stdexcept>
#include <zlib.h>

namespace meterseal::test {

namespace {

void put(Bytes& out, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i) {
        out.push_back(static_cast<std::uint8_t>(i < 8 ? value >> (8 * i) : 0));
    }
}

void put(Bytes& out, std::string_view text)
{
    out.insert(out.end(), text.begin(), text.end());
}

}  // namespace

EvidenceMembers membersOf(ByteView bundle)
{
    const auto container = EvidenceContainer::read(bundle);
    if (!container.ok()) {
        throw std::runtime_error(container.error().message);
    }
    EvidenceMembers members;
    for (const auto& member : container->members()) {
        members.emplace(member.name, Bytes(member.bytes.begin(), member.bytes.end()));
    }
    return members;
}

std::string textOf(const EvidenceMembers& members, const std::string& name)
{
    return std::string(asText(members.at(name)));
}

void setText(EvidenceMembers& members, const std::string& name, std::string_view text)
{
    members.insert_or_assign(name, Bytes(text.begin(), text.end()));
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    const std::size_t at = text.find(from);
    if (at == std::string::npos) {
        throw std::runtime_error(fmt::format("\"{}\" is not there to be replaced", from));
    }
    return text.replace(at, from.size(), to);
}

void edit(EvidenceMembers& members, const std::string& name, std::string_view from, std::string_view to)
{
    setText(members, name, replaced(textOf(members, name), from, to));
}

void sumAnew(EvidenceMembers& members)
{
    std::string sums;
    for (const auto& [name, bytes] : members) {
        if (!evidence::isUnlisted(name)) {
            sums += fmt::format("{}  {}\n", crypto::sha256(bytes).hex(), name);
        }
    }
    setText(members, "SHA256SUMS", sums);
}

Bytes packed(const EvidenceMembers& members)
{
    auto bytes = writeEvidenceContainer(members);
    if (!bytes.ok()) {
        throw std::runtime_error(bytes.error().message);
    }
    return std::move(bytes).value();
}

Bytes summedAndPacked(EvidenceMembers members)
{
    sumAnew(members);
    return packed(members);
}

Bytes rawZip(const std::vector<RawMember>& members)
{
    Bytes out;
    Bytes directory;
    for (const RawMember& member : members) {
        const auto at = out.size();
        const auto crc = crc32(0, member.bytes.data(), static_cast<uInt>(member.bytes.size()));
        const auto common = [&](Bytes& to, std::size_t nameSize) {
            put(to, 20, 2);
            put(to, member.flags, 2);
            put(to, member.method, 2);
            put(to, 0, 2);
            put(to, member.date, 2);
            put(to, crc, 4);
            put(to, member.bytes.size(), 4);
            put(to, member.bytes.size(), 4);
            put(to, nameSize, 2);
            put(to, 0, 2);
        };
        put(out, 0x04034b50, 4);
        common(out, member.name.size());
        put(out, member.name);
        out.insert(out.end(), member.bytes.begin(), member.bytes.end());
        const std::string& name = member.directoryName.empty() ? member.name : member.directoryName;
        put(directory, 0x02014b50, 4);
        put(directory, 20, 2);
        common(directory, name.size());
        put(directory, 0, 10);
        put(directory, at, 4);
        put(directory, name);
    }
    const auto at = out.size();
    out.insert(out.end(), directory.begin(), directory.end());
    put(out, 0x06054b50, 4);
    put(out, 0, 4);
    put(out, members.size(), 2);
    put(out, members.size(), 2);
    put(out, directory.size(), 4);
    put(out, at, 4);
    put(out, 0, 2);
    return out;
}

std::vector<RawMember> rawMembers(const EvidenceMembers& members)
{
    std::vector<RawMember> out{{"mimetype", members.at("mimetype")}, {"SHA256SUMS", members.at("SHA256SUMS")}};
    for (const auto& [name, bytes] : members) {
        if (name != "mimetype" && name != "SHA256SUMS") {
            out.push_back({name, bytes});
        }
    }
    return out;
}

std::string txName(std::uint64_t index, const char* ext)
{
    return evidence::numbered("tx", index, ext);
}

std::vector<std::uint64_t> indicesOf(const EvidenceMembers& members, TxType type)
{
    std::vector<std::uint64_t> out;
    for (const auto& [name, bytes] : members) {
        if (const auto index = evidence::numberOf(name, "tx", "bin")) {
            if (const auto tx = decodeTransaction(bytes); tx.ok() && tx->header.type() == type) {
                out.push_back(*index);
            }
        }
    }
    return out;
}

void dropTransaction(EvidenceMembers& members, std::uint64_t index)
{
    members.erase(txName(index, "bin"));
    members.erase(txName(index, "proof"));
    members.erase(evidence::numbered("records", index, "jsonl"));
}

void restamp(const EvidenceWorld& world, EvidenceMembers& members,
             const std::function<void(Entries&, BlockHeader&)>& change)
{
    auto note = parseCheckpoint(textOf(members, "checkpoint"), world.genesis());
    BlockHeader header = note->block.header;
    Entries entries = *world.reader().logEntries(0, header.logSize);
    for (const auto& [name, bytes] : members) {
        if (const auto index = evidence::numberOf(name, "tx", "bin"); index && *index < entries.size()) {
            entries[*index].txHash = txHashOf(bytes);
        }
    }
    if (change) {
        change(entries, header);
    }
    std::vector<Hash256> leaves;
    for (const LogEntry& entry : entries) {
        leaves.push_back(entry.leaf());
    }
    const merkle::Tree tree(leaves);
    header.logSize = entries.size();
    header.logRoot = tree.root();
    setText(members, "checkpoint", checkpointNote(sealBlock(header, world.world.sealer()), world.genesis(), {}));
    EvidenceMembers kept;
    for (const auto& [name, bytes] : members) {
        if (name.starts_with("earlier/")) {
            continue;
        }
        kept.emplace(name, bytes);
        if (const auto index = evidence::numberOf(name, "tx", "bin"); index && *index < entries.size()) {
            setText(kept, txName(*index, "proof"),
                    evidence::printEntryProof({entries[*index], *index, tree.inclusionProof(*index)}));
        }
    }
    members = std::move(kept);
}

}  // namespace meterseal::test
