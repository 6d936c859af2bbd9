#include "meterseal/evidence/container.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <zlib.h>

namespace meterseal {

namespace {

constexpr std::string_view kMimetype = "mimetype";
constexpr std::string_view kSums = "SHA256SUMS";
constexpr std::size_t kMaxName = 80;
constexpr std::uint32_t kLocalMark = 0x04034b50;
constexpr std::uint32_t kCentralMark = 0x02014b50;
constexpr std::uint32_t kEndMark = 0x06054b50;
constexpr std::size_t kLocalSize = 30;
constexpr std::uint16_t kVersion = 20;
constexpr std::uint16_t kDate = 0x0021;  // 1980-01-01: ZIP has no "none"

Error refuse(std::string_view what, std::string message)
{
    return makeError(ErrorCode::InvalidArgument, what, std::move(message));
}

void put16(Bytes& out, std::uint16_t value)
{
    out.push_back(static_cast<std::uint8_t>(value));
    out.push_back(static_cast<std::uint8_t>(value >> 8));
}

void put32(Bytes& out, std::uint32_t value)
{
    put16(out, static_cast<std::uint16_t>(value));
    put16(out, static_cast<std::uint16_t>(value >> 16));
}

std::uint32_t get32(ByteView bytes, std::size_t at)
{
    return std::uint32_t{bytes[at]} | std::uint32_t{bytes[at + 1]} << 8 | std::uint32_t{bytes[at + 2]} << 16 |
           std::uint32_t{bytes[at + 3]} << 24;
}

std::uint16_t get16(ByteView bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(bytes[at] | bytes[at + 1] << 8);
}

std::uint32_t crcOf(ByteView bytes)
{
    uLong crc = crc32(0, nullptr, 0);
    while (!bytes.empty()) {
        const std::size_t part = std::min<std::size_t>(bytes.size(), 1u << 30);
        crc = crc32(crc, bytes.data(), static_cast<uInt>(part));
        bytes = bytes.subspan(part);
    }
    return static_cast<std::uint32_t>(crc);
}

struct Entry {
    std::string_view name;
    std::uint32_t crc = 0, size = 0, offset = 0;
};

// The 26 bytes that a member's two headers have in common.
void putCommon(Bytes& out, const Entry& entry)
{
    put16(out, kVersion);
    put16(out, 0);  // flags
    put16(out, 0);  // method: stored
    put16(out, 0);  // time
    put16(out, kDate);
    put32(out, entry.crc);
    put32(out, entry.size);
    put32(out, entry.size);
    put16(out, static_cast<std::uint16_t>(entry.name.size()));
    put16(out, 0);  // extra
}

void putText(Bytes& out, std::string_view text)
{
    out.insert(out.end(), text.begin(), text.end());
}

Bytes directoryOf(const std::vector<Entry>& entries)
{
    Bytes out;
    for (const Entry& entry : entries) {
        put32(out, kCentralMark);
        put16(out, kVersion);  // made by
        putCommon(out, entry);
        put16(out, 0);  // comment
        put16(out, 0);  // disk
        put16(out, 0);  // internal attributes
        put32(out, 0);  // external attributes
        put32(out, entry.offset);
        putText(out, entry.name);
    }
    return out;
}

Bytes endOf(std::size_t members, std::size_t directorySize, std::size_t directoryAt)
{
    Bytes out;
    put32(out, kEndMark);
    put16(out, 0);
    put16(out, 0);
    put16(out, static_cast<std::uint16_t>(members));
    put16(out, static_cast<std::uint16_t>(members));
    put32(out, static_cast<std::uint32_t>(directorySize));
    put32(out, static_cast<std::uint32_t>(directoryAt));
    put16(out, 0);
    return out;
}

int rankOf(std::string_view name)
{
    return name == kMimetype ? 0 : name == kSums ? 1 : 2;
}

bool stands(std::string_view before, std::string_view after)
{
    return rankOf(before) != rankOf(after) ? rankOf(before) < rankOf(after) : before < after;
}

Status checkSize(std::string_view name, std::uint64_t size)
{
    const bool json = name.ends_with(".json");
    const std::uint64_t most = json ? EvidenceLimits::kJson : EvidenceLimits::kMember;
    if (size > most) {
        return refuse("container.limit",
                      fmt::format("The member {} has {} bytes; at most {} are taken.", name, size, most));
    }
    return {};
}

// A local header that is not the canonical one: which of its fields.
Status checkLocal(ByteView file, std::size_t at, std::size_t member)
{
    const auto differs = [&](std::string_view field, std::uint32_t expected, std::uint32_t found) {
        return refuse("container.header", fmt::format("Member {} at byte {}: {} is {}, {} was expected.", member, at,
                                                      field, found, expected));
    };
    const std::uint16_t flags = get16(file, at + 6);
    const std::uint16_t method = get16(file, at + 8);
    if (method != 0) {
        return refuse("container.packed",
                      fmt::format("Member {} at byte {} is packed (method {}); evidence holds its members as "
                                  "they are. A mail gateway or a person may have packed it anew: \"evidence "
                                  "repack\" restores the form.",
                                  member, at, method));
    }
    const std::pair<std::string_view, std::pair<std::uint32_t, std::uint32_t>> fields[] = {
        {"the version needed", {kVersion, get16(file, at + 4)}},
        {"the flags", {0, flags}},
        {"the time", {0, get16(file, at + 10)}},
        {"the date", {kDate, get16(file, at + 12)}},
        {"the second size", {get32(file, at + 18), get32(file, at + 22)}},
        {"the length of the extra field", {0, get16(file, at + 28)}}};
    for (const auto& [name, values] : fields) {
        if (values.first != values.second) {
            return differs(name, values.first, values.second);
        }
    }
    return {};
}

// Compares what follows the members with what it must be.
Status checkTail(ByteView file, std::size_t at, const std::vector<Entry>& entries)
{
    const Bytes directory = directoryOf(entries);
    const Bytes end = endOf(entries.size(), directory.size(), at);
    const ByteView rest = file.subspan(at);
    const auto firstOf = [](ByteView found, const Bytes& expected) {
        const auto [a, b] = std::ranges::mismatch(found, expected);
        (void)b;
        return static_cast<std::size_t>(a - found.begin());
    };
    const ByteView foundDirectory = rest.first(std::min(rest.size(), directory.size()));
    if (const std::size_t same = firstOf(foundDirectory, directory); same < directory.size()) {
        return refuse("container.directory",
                      fmt::format("The directory at the file's end differs from the members at byte {}.", at + same));
    }
    const ByteView foundEnd = rest.subspan(directory.size());
    if (foundEnd.size() != end.size() || firstOf(foundEnd, end) < end.size()) {
        return refuse("container.end",
                      fmt::format("The end record must be the last {} bytes from byte {} on, without a comment; "
                                  "{} bytes are there, or others.",
                                  end.size(), at + directory.size(), foundEnd.size()));
    }
    return {};
}

}  // namespace

bool isEvidenceMemberName(std::string_view name)
{
    if (name == kSums || name == "HOW-TO-VERIFY.txt") {
        return true;
    }
    if (name.size() > kMaxName) {
        return false;
    }
    const auto word = [](std::string_view text, bool hyphen) {
        return !text.empty() && std::ranges::all_of(text, [&](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (hyphen && c == '-');
        });
    };
    if (const std::size_t dot = name.find('.'); dot != std::string_view::npos) {
        if (!word(name.substr(dot + 1), false)) {
            return false;
        }
        name = name.substr(0, dot);
    }
    const std::size_t slash = name.find('/');
    return slash == std::string_view::npos ? word(name, true)
                                           : word(name.substr(0, slash), true) && word(name.substr(slash + 1), true);
}

Result<EvidenceContainer> EvidenceContainer::read(ByteView file)
{
    if (file.size() > EvidenceLimits::kFile) {
        return refuse("container.too-large", fmt::format("The file has {} bytes; evidence has at most {}.", file.size(),
                                                         EvidenceLimits::kFile));
    }
    if (file.size() < kLocalSize || get32(file, 0) != kLocalMark) {
        return refuse("container.not-zip",
                      "The file does not begin with a ZIP member. Evidence is a file NAME.mseal.zip with "
                      "nothing before its first member.");
    }
    EvidenceContainer container;
    std::vector<Entry> entries;
    std::size_t at = 0;
    while (at + kLocalSize <= file.size() && get32(file, at) == kLocalMark) {
        if (entries.size() == EvidenceLimits::kMembers) {
            return refuse("container.limit", fmt::format("There are more than {} members.", EvidenceLimits::kMembers));
        }
        MS_TRY(checkLocal(file, at, entries.size() + 1));
        Entry entry{{}, get32(file, at + 14), get32(file, at + 18), static_cast<std::uint32_t>(at)};
        const std::size_t nameSize = get16(file, at + 26);
        at += kLocalSize;
        if (nameSize > file.size() - at || entry.size > file.size() - at - nameSize) {
            return refuse("container.end", fmt::format("The file ends within member {}.", entries.size() + 1));
        }
        entry.name = asText(file.subspan(at, nameSize));
        if (!isEvidenceMemberName(entry.name)) {
            return refuse("container.name",
                          fmt::format("Member {} has a name that no member of evidence has.", entries.size() + 1));
        }
        MS_TRY(checkSize(entry.name, entry.size));
        if (!entries.empty() && !stands(entries.back().name, entry.name)) {
            return refuse("container.order",
                          fmt::format("The member {} stands behind {}; names ascend, and none comes twice.", entry.name,
                                      entries.back().name));
        }
        at += nameSize;
        const ByteView bytes = file.subspan(at, entry.size);
        if (crcOf(bytes) != entry.crc) {
            return refuse("container.crc",
                          fmt::format("The bytes of {} do not have the check sum of their header: the file was "
                                      "damaged or changed.",
                                      entry.name));
        }
        at += entry.size;
        container.m_byName.emplace(entry.name, entries.size());
        entries.push_back(entry);
        container.m_members.push_back({entry.name, bytes});
    }
    MS_TRY(checkTail(file, at, entries));
    if (entries.size() < 2 || entries[0].name != kMimetype || entries[1].name != kSums) {
        return refuse("container.order", "The first members must be mimetype and SHA256SUMS.");
    }
    if (asText(container.m_members[0].bytes) != kEvidenceMediaType) {
        return refuse("container.mimetype", fmt::format("The member mimetype does not say {}.", kEvidenceMediaType));
    }
    return container;
}

std::optional<ByteView> EvidenceContainer::find(std::string_view name) const
{
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? std::nullopt : std::optional(m_members[found->second].bytes);
}

Result<Bytes> writeEvidenceContainer(const EvidenceMembers& members)
{
    if (members.size() > EvidenceLimits::kMembers) {
        return refuse("container.limit",
                      fmt::format("{} members are more than the {} that evidence may have: take a shorter "
                                  "range.",
                                  members.size(), EvidenceLimits::kMembers));
    }
    std::vector<const EvidenceMembers::value_type*> order;
    std::uint64_t size = 0;
    for (const auto& member : members) {
        if (!isEvidenceMemberName(member.first)) {
            return refuse("container.name", fmt::format("\"{}\" cannot be a member of evidence.", member.first));
        }
        MS_TRY(checkSize(member.first, member.second.size()));
        size += member.second.size() + 2 * (member.first.size() + 46);
        order.push_back(&member);
    }
    if (size > EvidenceLimits::kFile) {
        return refuse("container.too-large",
                      fmt::format("The bundle would have {} bytes, more than the {} that evidence may "
                                  "have: take a shorter range, or leave the original out.",
                                  size, EvidenceLimits::kFile));
    }
    std::ranges::sort(order, [](const auto* a, const auto* b) { return stands(a->first, b->first); });
    Bytes out;
    out.reserve(size + 64);
    std::vector<Entry> entries;
    for (const auto* member : order) {
        const Entry entry{member->first, crcOf(member->second), static_cast<std::uint32_t>(member->second.size()),
                          static_cast<std::uint32_t>(out.size())};
        put32(out, kLocalMark);
        putCommon(out, entry);
        putText(out, entry.name);
        out.insert(out.end(), member->second.begin(), member->second.end());
        entries.push_back(entry);
    }
    const std::size_t directoryAt = out.size();
    const Bytes directory = directoryOf(entries);
    const Bytes end = endOf(entries.size(), directory.size(), directoryAt);
    out.insert(out.end(), directory.begin(), directory.end());
    out.insert(out.end(), end.begin(), end.end());
    return out;
}

}  // namespace meterseal
