// The container of an evidence bundle: a ZIP file of stored members in the one form that core/evidence/FORMAT.md gives,
// so that the same members are the same bytes, whoever writes them. Nothing is packed, nothing is unpacked to disk.
//
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/bytes.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

inline constexpr std::string_view kEvidenceMediaType = "application/vnd.meterseal.evidence+zip";

struct EvidenceLimits {
    static constexpr std::uint64_t kFile = 1u << 30;
    static constexpr std::size_t kMembers = 60'000;
    static constexpr std::uint64_t kMember = 256u << 20;
    static constexpr std::uint64_t kJson = 1u << 20;  // a member NAME.json
    static constexpr std::size_t kLine = 64u << 10;   // a line of a text member
};

// [a-z0-9-]+(/[a-z0-9-]+)?(\.[a-z0-9]+)?, at most 80 bytes, or SHA256SUMS, HOW-TO-VERIFY.txt.
bool isEvidenceMemberName(std::string_view name);

// A file's members, borrowed from its bytes.
class EvidenceContainer {
public:
    struct Member {
        std::string_view name;
        ByteView bytes;
    };
    // Refuses every form but the canonical one and says where it differs. reason: container.too-large,
    // container.not-zip, container.header, container.packed, container.name, container.order, container.crc,
    // container.directory, container.end, container.mimetype, container.limit
    static Result<EvidenceContainer> read(ByteView file);

    const std::vector<Member>& members() const { return m_members; }  // in the file's order
    std::optional<ByteView> find(std::string_view name) const;

private:
    std::vector<Member> m_members;
    std::map<std::string_view, std::size_t> m_byName;
};

// Members by name. `mimetype` and `SHA256SUMS` are put first.
using EvidenceMembers = std::map<std::string, Bytes>;
// The canonical file. reason: container.name, container.limit, container.too-large
Result<Bytes> writeEvidenceContainer(const EvidenceMembers& members);

// The canonical file of members that a mail gateway or a person re-packed: any ZIP file, or a folder. Whether they
// still are the evidence is shown by SHA256SUMS, not here. reason: evidence.repack, container.*
Result<Bytes> repackEvidence(const std::filesystem::path& fileOrFolder);

}  // namespace meterseal
