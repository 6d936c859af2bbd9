// Names and texts of members, written and read in one place.
#pragma once

#include "meterseal/ledger/log_entry.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::evidence {

inline constexpr std::string_view kMimetype = "mimetype";
inline constexpr std::string_view kSums = "SHA256SUMS";
inline constexpr std::string_view kClaim = "claim.json";
inline constexpr std::string_view kGenesis = "genesis.json";
inline constexpr std::string_view kCheckpoint = "checkpoint";
inline constexpr std::string_view kUnplaced = "unplaced.jsonl";
inline constexpr std::string_view kRows = "original/rows.csv";
inline constexpr std::string_view kPresenter = "presenter.sig";
inline constexpr std::string_view kHowTo = "HOW-TO-VERIFY.txt";

// "<folder>/<number, 12 digits>.<ext>"
std::string numbered(std::string_view folder, std::uint64_t number, std::string_view ext);
// The number of such a name; nothing for another.
std::optional<std::uint64_t> numberOf(std::string_view name, std::string_view folder, std::string_view ext);
// Any member that a bundle of this version can have.
bool isKnownMember(std::string_view name);
// Members that SHA256SUMS does not list.
inline bool isUnlisted(std::string_view name)
{
    return name == kMimetype || name == kSums || name == kPresenter;
}

// tx/I.proof, a C2SP tlog-proof without its checkpoint.
struct EntryProof {
    LogEntry entry;
    std::uint64_t index = 0;
    std::vector<Hash256> path;
};
std::string printEntryProof(const EntryProof& proof);
// reason: entry.form
Result<EntryProof> parseEntryProof(std::string_view text);

// earlier/N.consistency: one line of Base64 a hash.
std::string printHashLines(std::span<const Hash256> hashes);
// reason: earlier.form
Result<std::vector<Hash256>> parseHashLines(std::string_view text);

// The text's lines without their LF; nothing where the last has none.
std::optional<std::vector<std::string_view>> linesOf(std::string_view text);

// "1..." of hex in groups of four, for people: the first `bytes` bytes.
std::string grouped(const Hash256& hash, std::size_t bytes = 32);

}  // namespace meterseal::evidence
