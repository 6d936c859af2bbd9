#include "meterseal/evidence/sheet.h"

#include "meterseal/crypto/check_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <sstream>

namespace meterseal {

namespace {

constexpr int kLinesPerHash = 4;
constexpr std::size_t kDigitsPerLine = 16;

// CRC-8, polynomial 0x07, over the line's number and its digits.
std::uint8_t checkOf(int line, std::string_view digits)
{
    std::uint8_t crc = 0;
    const auto take = [&](std::uint8_t byte) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) {
            crc = static_cast<std::uint8_t>((crc & 0x80) != 0 ? crc << 1 ^ 0x07 : crc << 1);
        }
    };
    take(static_cast<std::uint8_t>(line));
    for (const char c : digits) {
        take(static_cast<std::uint8_t>(c));
    }
    return crc;
}

void appendHash(std::string& out, const Hash256& hash, int firstLine)
{
    const std::string hex = hash.hex();
    for (int i = 0; i < kLinesPerHash; ++i) {
        const std::string digits = hex.substr(static_cast<std::size_t>(i) * kDigitsPerLine, kDigitsPerLine);
        out += fmt::format("  {:>2}  {} {} {} {}  {:02x}\n", firstLine + i, digits.substr(0, 4), digits.substr(4, 4),
                           digits.substr(8, 4), digits.substr(12, 4), checkOf(firstLine + i, digits));
    }
}

Error formError(std::string message)
{
    return makeError(ErrorCode::InvalidArgument, "sheet.form", std::move(message));
}

// What was read of a typed sheet.
struct Typed {
    std::map<std::string, std::string> words;  // chain, block, time, entries
    std::array<std::string, 3 * kLinesPerHash> lines;

    Result<Hash256> hash(int first) const
    {
        std::string hex;
        for (int i = 0; i < kLinesPerHash; ++i) {
            const std::string& digits = lines[static_cast<std::size_t>(first - 1 + i)];
            if (digits.empty()) {
                return formError(fmt::format("Line {} of the sheet is missing.", first + i));
            }
            hex += digits;
        }
        return Hash256::fromHex(hex);
    }
    Result<std::uint64_t> number(const std::string& name) const
    {
        const auto found = words.find(name);
        std::uint64_t value = 0;
        if (found != words.end()) {
            const std::string& text = found->second;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
            if (error == std::errc() && end == text.data() + text.size() && value > 0) {
                return value;
            }
        }
        return formError(fmt::format("The sheet does not say \"{}\" and a number.", name));
    }
};

Status readTypedLine(const std::string& line, Typed& typed)
{
    std::istringstream in(line);
    std::vector<std::string> parts;
    for (std::string part; in >> part;) {
        parts.push_back(std::move(part));
    }
    if (parts.size() == 2) {
        for (const char* name : {"chain", "block", "time", "entries"}) {
            if (parts[0] == name) {
                typed.words.emplace(name, parts[1]);  // "block hash" is a heading, further down
            }
        }
        return {};
    }
    std::size_t number = 0;
    if (parts.size() != 6 ||
        std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), number).ptr !=
            parts[0].data() + parts[0].size() ||
        number == 0 || number > typed.lines.size()) {
        return {};
    }
    std::string digits;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        digits += parts[i];
    }
    std::ranges::transform(digits, digits.begin(), [](char c) { return c >= 'A' && c <= 'F' ? char(c + 32) : c; });
    const auto bytes = fromHex(digits);
    if (!bytes.ok() || digits.size() != kDigitsPerLine + 2 ||
        bytes->back() != checkOf(static_cast<int>(number), digits.substr(0, kDigitsPerLine))) {
        return makeError(
            ErrorCode::InvalidArgument, "sheet.line",
            fmt::format("Line {} of the sheet does not fit its two check digits: look for a slip in it.", number));
    }
    typed.lines[number - 1] = digits.substr(0, kDigitsPerLine);
    return {};
}

Result<KeptCheckpoint> readTyped(std::string_view text)
{
    Typed typed;
    std::istringstream in{std::string(text)};
    for (std::string line; std::getline(in, line);) {
        MS_TRY(readTypedLine(line, typed));
    }
    KeptCheckpoint kept;
    MS_ASSIGN(kept.height, typed.number("block"));
    MS_ASSIGN(kept.logSize, typed.number("entries"));
    const auto time = parseTimestamp(typed.words["time"]);
    kept.chain = typed.words["chain"];
    if (!time.ok() || kept.chain.empty()) {
        return formError(
            "The sheet does not say \"chain\" and a name, and \"time\" and a time as 2026-01-04T00:10:00.000Z.");
    }
    kept.time = *time;
    MS_ASSIGN(kept.fingerprint, typed.hash(1));
    MS_ASSIGN(kept.logRoot, typed.hash(1 + kLinesPerHash));
    MS_ASSIGN(kept.blockHash, typed.hash(1 + 2 * kLinesPerHash));
    return kept;
}

}  // namespace

KeptCheckpoint KeptCheckpoint::of(const BlockHeader& header)
{
    return {header.chain,
            header.fingerprint,
            header.logSize,
            header.logRoot,
            header.height,
            header.time,
            blockHashOf(printBlockHeader(header))};
}

bool KeptCheckpoint::isOf(const BlockHeader& header) const
{
    return *this == of(header);
}

std::string checkpointSheet(const SealedBlock& block, std::span<const Cosignature> cosignatures,
                            std::span<const Organisation> organisations, SheetLanguage language)
{
    const bool chinese = language == SheetLanguage::Chinese;
    const KeptCheckpoint kept = KeptCheckpoint::of(block.header);
    std::string out = chinese ? "检查点单据 CHECKPOINT SHEET\n请存放在账本保管人接触不到的地方。\n\n"
                              : "CHECKPOINT SHEET\nKeep this where the keeper of the ledger cannot reach it.\n\n";
    out += fmt::format("chain      {}\nblock      {}\ntime       {}\nentries    {}\n\n", kept.chain, kept.height,
                       formatTimestamp(kept.time), kept.logSize);
    out += chinese ? "fingerprint 账本指纹\n" : "fingerprint\n";
    appendHash(out, kept.fingerprint, 1);
    out += chinese ? "root 日志根\n" : "root\n";
    appendHash(out, kept.logRoot, 1 + kLinesPerHash);
    out += chinese ? "block hash 区块哈希\n" : "block hash\n";
    appendHash(out, kept.blockHash, 1 + 2 * kLinesPerHash);
    const std::string hash = kept.blockHash.hex();
    out += fmt::format("\n{}\n  {}\n  {}\n",
                       chinese ? "核对词（仅供电话核对，不能代替哈希）"
                               : "check words (for the telephone only, never instead of the hash)",
                       fmt::join(crypto::checkWords(hash, crypto::WordList::English), " "),
                       fmt::join(crypto::checkWords(hash, crypto::WordList::Chinese), " "));
    out += chinese ? "\n会签 cosigned by\n" : "\ncosigned by\n";
    std::size_t counted = 0;
    for (const Cosignature& cosignature : cosignatures) {
        if (checkCosignature(block.header, cosignature, organisations) == CosignatureCheck::Holds) {
            const auto member = std::ranges::find(organisations, cosignature.organisation, &Organisation::id);
            out += fmt::format("  {} ({}), {}\n", member->name, member->id,
                               formatTimestamp(Timestamp{static_cast<std::int64_t>(cosignature.seconds) * 1000}));
            ++counted;
        }
    }
    out += counted > 0 ? "" : chinese ? "  无\n" : "  nobody\n";
    out += chinese ? "\n签名 ____________________   日期 ____________________\n"
                   : "\nsigned ____________________   date ____________________\n";
    return out;
}

Result<KeptCheckpoint> readKeptCheckpoint(std::string_view text)
{
    if (!text.starts_with("meterseal/")) {
        return readTyped(text);
    }
    const std::size_t end = text.find("\n\n");
    MS_ASSIGN(const BlockHeader header,
              parseBlockHeader(end == std::string_view::npos ? text : text.substr(0, end + 1)));
    return KeptCheckpoint::of(header);
}

Result<HistoryCheck> compareHistory(LedgerReader& reader, const KeptCheckpoint& kept)
{
    HistoryCheck check;
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    check.own = totals.head;
    if (kept.fingerprint != reader.fingerprint() || kept.chain != reader.genesis().chain) {
        check.relation = HistoryRelation::OtherLedger;
        return check;
    }
    if (kept.height > totals.height) {
        check.relation = HistoryRelation::Ahead;
        return check;
    }
    MS_ASSIGN(check.own, reader.block(kept.height));
    check.relation = !kept.isOf(check.own->header)  ? HistoryRelation::Other
                     : kept.height == totals.height ? HistoryRelation::Same
                                                    : HistoryRelation::Earlier;
    return check;
}

std::string describe(const KeptCheckpoint& kept, HistoryRelation relation)
{
    switch (relation) {
    case HistoryRelation::Same:
    case HistoryRelation::Earlier:
        return fmt::format(
            "The ledger as of this sheet ({} transactions, {}) is unchanged inside the ledger before you.",
            kept.logSize, formatTimestamp(kept.time));
    case HistoryRelation::Ahead:
        return fmt::format("This ledger is SHORTER than your sheet of block {}: it is an older copy, or was cut.",
                           kept.height);
    case HistoryRelation::Other:
        return fmt::format(
            "This ledger is NOT the one on your sheet. Transactions up to number {} were changed, removed "
            "or re-ordered after it was printed. It cannot be said which.",
            kept.logSize);
    case HistoryRelation::OtherLedger:
        break;
    }
    return "Your sheet is of ANOTHER ledger.";
}

}  // namespace meterseal
