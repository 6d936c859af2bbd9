#include "workspace/head_file.h"

#include "meterseal/crypto/signed_note.h"

#include <fmt/format.h>

#include <charconv>
#include <vector>

namespace meterseal {
namespace {

constexpr std::string_view kTitle = "meterseal workspace head";

std::string nameOf(const Genesis& genesis)
{
    return fmt::format("meterseal/{}/{}/workspace-head", genesis.chain, fingerprintOf(genesis).hex());
}

std::string textOf(const WorkspaceHead& head, const Genesis& genesis)
{
    return fmt::format("{}\n{}\nledger {} {}\naudit {} {}\n", kTitle, fingerprintOf(genesis).hex(), head.height,
                       head.blockHash.hex(), head.audit.seq, head.audit.hash.hex());
}

// "<word> <number> <hash>"; whatever is not exactly that fails when the text is printed again.
void readLine(std::string_view line, std::uint64_t& number, Hash256& hash)
{
    const std::size_t first = line.find(' '), second = line.rfind(' ');
    if (first == std::string_view::npos || second <= first) {
        return;
    }
    std::from_chars(line.data() + first + 1, line.data() + second, number);
    if (const auto read = Hash256::fromHex(line.substr(second + 1))) {
        hash = *read;
    }
}

}  // namespace

std::string printWorkspaceHead(const WorkspaceHead& head, const Genesis& genesis,
                               const crypto::Ed25519PrivateKey& sealer)
{
    const std::string text = textOf(head, genesis);
    return crypto::printNote({text, {crypto::signNote(text, nameOf(genesis), sealer)}});
}

Result<WorkspaceHead> parseWorkspaceHead(std::string_view text, const Genesis& genesis)
{
    WorkspaceHead head;
    const auto note = crypto::parseNote(text);
    if (note.ok() && note->signatures.size() == 1 &&
        crypto::verifyNote(note->text, note->signatures.front(), nameOf(genesis), genesis.sealer.publicKey)) {
        std::vector<std::string_view> lines;
        for (std::string_view rest = note->text; !rest.empty();) {
            const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
            lines.push_back(rest.substr(0, end));
            rest.remove_prefix(end + 1);
        }
        if (lines.size() == 4) {
            readLine(lines[2], head.height, head.blockHash);
            readLine(lines[3], head.audit.seq, head.audit.hash);
            if (textOf(head, genesis) == note->text && crypto::printNote(*note) == text) {
                return head;
            }
        }
    }
    return makeError(ErrorCode::Damaged, "workspace.head-damaged",
                     "head.note, which says how far this workspace had come, is not what its sealer key signed.");
}

}  // namespace meterseal
