// Steps 12 to 14: originals, the presenter's signature, and the claim against what was found.
#include "evidence/inspection.h"

#include "meterseal/crypto/sha256.h"
#include "source/byte_input.h"
#include "source/open_source.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace meterseal::evidence {

namespace {

struct OriginalRow {
    std::uint64_t file = 0, line = 0, tx = 0, leaf = 0;  // leaf from 1
};

std::optional<OriginalRow> parseRow(std::string_view text)
{
    OriginalRow row;
    std::uint64_t* const fields[] = {&row.file, &row.line, &row.tx, &row.leaf};
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t comma = i < 3 ? text.find(',') : text.size();
        if (comma == std::string_view::npos) {
            return std::nullopt;
        }
        const auto [end, error] = std::from_chars(text.data(), text.data() + comma, *fields[i]);
        if (error != std::errc() || end != text.data() + comma) {
            return std::nullopt;
        }
        text.remove_prefix(std::min(text.size(), comma + 1));
    }
    return row;
}

bool isPacked(std::string_view bytes)
{
    return bytes.starts_with("\x1f\x8b") || bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xd0\xcf\x11\xe0") ||
           bytes.starts_with("SQLite format 3");
}

// line -> the canonical records it gives
Result<std::multimap<std::uint64_t, std::string>> mapAgain(std::string_view bytes, const MappingProfile& profile)
{
    MS_ASSIGN(const auto opened, source::openSource(source::memoryInput(bytes), profile, [](const RejectedRow&) {}));
    std::multimap<std::uint64_t, std::string> out;
    std::vector<SourceRow> rows;
    for (;;) {
        MS_ASSIGN(const std::size_t count, opened->read(rows, 4096));
        if (count == 0) {
            return out;
        }
        for (std::size_t i = 0; i < count; ++i) {
            out.emplace(rows[i].line, canonicalRecord(rows[i].record));
        }
    }
}

}  // namespace

Status Inspection::compareRows(const EvidenceOriginal& original, std::uint64_t number)
{
    const auto rows = m_container.find(kRows);
    const auto profileText = m_container.find(fmt::format("original/{}-profile.json", number));
    if (!rows || !profileText) {
        return {};
    }
    const auto lines = linesOf(asText(*rows));
    if (!lines || lines->empty() || lines->front() != "file,line,tx,leaf") {
        return makeError(ErrorCode::InvalidArgument, "original.rows-form", "original/rows.csv has another form.");
    }
    const std::string_view bytes = asText(*m_container.find(original.file));
    const auto profile = parseProfile(asText(*profileText));
    std::optional<std::multimap<std::uint64_t, std::string>> mapped;
    std::string why;
    if (!profile.ok()) {
        why = profile.error().message;
    } else if (isPacked(bytes)) {
        why = "it is packed or a workbook, which is not opened here";
    } else if (auto again = mapAgain(bytes, *profile); again.ok()) {
        mapped = std::move(again).value();
    } else {
        why = again.error().message;
    }
    for (std::size_t i = 1; i < lines->size(); ++i) {
        const auto row = parseRow((*lines)[i]);
        if (!row) {
            return makeError(ErrorCode::InvalidArgument, "original.rows-form",
                             fmt::format("Line {} of original/rows.csv is not \"file,line,tx,leaf\".", i + 1));
        }
        if (row->file != number) {
            continue;
        }
        const auto text = m_container.find(numbered("records", row->tx, "jsonl"));
        const auto records = text ? linesOf(asText(*text)) : std::nullopt;
        if (!records || row->leaf == 0 || row->leaf > records->size() || (*records)[row->leaf - 1].empty()) {
            return makeError(ErrorCode::InvalidArgument, "original.rows",
                             fmt::format("Line {} of original/rows.csv names a record that is not shown.", i + 1));
        }
        if (!mapped) {
            ++m_report.originalRowsOpen;
            continue;
        }
        const auto [begin, end] = mapped->equal_range(row->line);
        if (std::none_of(begin, end, [&](const auto& entry) { return entry.second == (*records)[row->leaf - 1]; })) {
            return makeError(ErrorCode::Damaged, "original.rows",
                             fmt::format("Line {} of {} does not give record {} of batch {}.", row->line, original.file,
                                         row->leaf, row->tx));
        }
        ++m_report.originalRows;
    }
    if (!mapped) {
        m_report.notes.push_back(
            fmt::format("The rows of {} were not mapped again: {}. Its bytes and their SHA-256 are as claimed.",
                        original.file, why));
    }
    return {};
}

void Inspection::checkOriginals()
{
    const EvidenceClaim& claim = *m_report.claim;
    std::set<std::string> listed{std::string(kRows)};
    std::uint64_t number = 0;
    for (const EvidenceOriginal& original : claim.originals) {
        ++number;
        const auto bytes = m_container.find(original.file);
        if (!bytes || !original.file.starts_with(fmt::format("original/{}.", number))) {
            return fail(12, "original.missing", fmt::format("a member original/{}.*", number), original.file);
        }
        if (const Hash256 found = crypto::sha256(*bytes); found != original.sha256 || bytes->size() != original.bytes) {
            return fail(12, "original.sha256",
                        fmt::format("{}: {} bytes, SHA-256 {}", original.file, original.bytes, original.sha256.hex()),
                        fmt::format("{} bytes, {}", bytes->size(), found.hex()));
        }
        listed.insert(original.file);
        listed.insert(fmt::format("original/{}-profile.json", number));
        if (const Status rows = compareRows(original, number); !rows.ok()) {
            return fail(12, rows.error(), "rows that give the records at their places");
        }
    }
    for (const std::string& member : m_report.members) {
        if (member.starts_with("original/") && !listed.contains(member)) {
            return fail(12, "original.unclaimed", "originals that the claim names", member);
        }
    }
    if (claim.originals.empty()) {
        step(12).result = EvidenceResult::Absent;
        step(12).found = "the bundle has no original file";
        return;
    }
    pass(12, fmt::format("{} files as claimed; {} rows give their records, {} could not be mapped again",
                         claim.originals.size(), m_report.originalRows, m_report.originalRowsOpen));
}

void Inspection::checkPresenter()
{
    const auto bytes = m_container.find(kPresenter);
    const std::string& organisation = m_report.claim->presenterOrganisation;
    if (!bytes) {
        step(13).result = EvidenceResult::Absent;
        step(13).found = "nobody signed the bundle as its presenter";
        return;
    }
    if (bytes->size() != 97) {
        return fail(13, "presenter.form", "33 bytes of key and 64 of signature",
                    fmt::format("{} bytes", bytes->size()));
    }
    crypto::PublicKey key;
    crypto::Signature64 signature{};
    std::copy_n(bytes->begin(), 33, key.bytes.begin());
    std::copy_n(bytes->begin() + 33, 64, signature.begin());
    if (!crypto::verifySignature(key, crypto::sha256(*m_container.find(kSums)), signature)) {
        return fail(13, "presenter.signature", "a signature of SHA256SUMS",
                    fmt::format("it does not hold for {}", key.hex()));
    }
    const auto& members = m_state->organisations();
    const auto member = std::ranges::find(members, organisation, &Organisation::id);
    if (member == members.end() ||
        (member->publicKey != key && std::ranges::find(member->formerKeys, key) == member->formerKeys.end())) {
        return fail(13, "presenter.key", fmt::format("a key of the presenter {}", organisation), key.hex());
    }
    pass(13, fmt::format("signed by {} ({})", member->name, organisation));
}

void Inspection::checkScope()
{
    const EvidenceClaim& claim = *m_report.claim;
    std::set<std::string> meters;
    for (const EvidenceBatch& batch : m_report.batches) {
        meters.insert(batch.mn);
    }
    for (const std::string& need : claim.needs) {
        if (need != "embedded-seal") {
            m_report.notes.push_back(
                fmt::format("The bundle needs a reader that knows \"{}\"; this one does not.", need));
            open(14, "bundle.needs", "needs that this program knows", need);
        }
    }
    if (!std::ranges::equal(meters, claim.meters)) {
        open(14, "scope.meters", fmt::format("batches of the meters claimed: {}", fmt::join(claim.meters, ", ")),
             fmt::format("{}", fmt::join(meters, ", ")));
    }
    for (const auto& member : m_container.members()) {
        const auto index = numberOf(member.name, "records", "jsonl");
        for (const std::string_view line : index ? *linesOf(asText(member.bytes)) : std::vector<std::string_view>()) {
            const auto record = line.empty() ? Result<HealthRecord>(HealthRecord{}) : parseRecord(line);
            if (!line.empty() && record.ok() && (record->alarmTime < claim.from || record->alarmTime > claim.to)) {
                open(14, "scope.range",
                     fmt::format("records from {} to {}", formatTimestamp(claim.from), formatTimestamp(claim.to)),
                     fmt::format("a record of {} in {}", formatTimestamp(record->alarmTime), member.name));
            }
        }
    }
    if (claim.complete && m_gaps) {
        open(14, "scope.complete", "all batches of the meters up to the checkpoint, each after the one before",
             "INCOMPLETE: a batch is left out");
    }
    m_report.notes.push_back(
        "An extract cannot show that no later batch of the meters exists below the checkpoint, that "
        "they were not suspended then, or that no change of the members was left out: only the "
        "whole log shows these.");
    if (!claim.complete) {
        m_report.notes.push_back("The bundle does not claim to hold all batches of its meters.");
    }
    if (m_report.withheld > 0) {
        m_report.notes.push_back(
            "The leaves of this ledger are open: who holds the bundle can find a withheld record by "
            "trying values.");
    }
    const std::string which = claim.meters.size() > 5 ? fmt::format("{} meters", claim.meters.size())
                                                      : fmt::format("{}", fmt::join(claim.meters, ", "));
    pass(14, fmt::format("{} from {} to {}{}", which, formatTimestamp(claim.from), formatTimestamp(claim.to),
                         claim.complete ? ", all batches" : ""));
}

}  // namespace meterseal::evidence
