#include "paper/opened_evidence.h"

#include "meterseal/crypto/hash_file.h"
#include "meterseal/evidence/container.h"
#include "meterseal/file/file.h"
#include "meterseal/verify/original_search.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace meterseal::ui {

namespace {

// A verdict must not wait long for it.
constexpr std::chrono::milliseconds kLongestSearch{2000};

// Whole guesses from the records of the same meter, tried against the leaves that no record shown hashes to.
void searchAnchored(OpenedEvidence& opened, const std::stop_token& stop)
{
    std::map<std::string, OriginalSearchRequest> byMeter;
    std::map<Hash256, std::pair<std::uint64_t, std::uint32_t>> places;
    for (const EvidenceFinding& finding : opened.report.findings) {
        const Finding& one = finding.finding;
        if (one.verdict == Verdict::Altered && one.expectedLeaf && one.record) {
            byMeter[one.record->mn].leaves.push_back(*one.expectedLeaf);
            places[*one.expectedLeaf] = {finding.index, finding.leaf};
        }
    }
    for (auto& [mn, request] : byMeter) {
        std::set<std::string> codes;
        for (const BundledRecord& record : opened.records) {
            codes.insert(record.record.alarmCode);
            if (record.record.mn == mn) {
                request.records.push_back(record.record);
            }
        }
        request.alarmCodes.assign(codes.begin(), codes.end());
        request.longest = kLongestSearch / static_cast<int>(byMeter.size());
        const OriginalSearchResult result = searchOriginals(request, {}, stop);
        opened.guesses += result.candidates;
        opened.searchedWhole = opened.searchedWhole && result.whole;
        for (const FoundOriginal& found : result.found) {
            opened.anchored[places[found.leaf]] = found.record;
        }
    }
}

void readParts(OpenedEvidence& opened)
{
    // Where they cannot be read a step of the report says why.
    const ByteView bytes = asBytes(*opened.bytes);
    if (auto records = bundledRecords(bytes)) {
        opened.records = std::move(records).value();
    }
    if (auto members = bundledMembers(bytes)) {
        opened.members = std::move(members).value();
    }
    if (const auto container = EvidenceContainer::read(bytes)) {
        if (const auto note = container->find("checkpoint")) {
            opened.note = asText(*note);
        }
    }
    const auto wrong = std::ranges::find(opened.records, false, &BundledRecord::atItsPlace);
    if (!opened.records.empty()) {
        const BundledRecord& record = wrong == opened.records.end() ? opened.records.front() : *wrong;
        if (auto calculation = calculateRecord(bytes, record.index, record.leaf)) {
            opened.calculation = std::move(calculation).value();
        }
    }
}

Error stopped()
{
    return makeError(ErrorCode::Cancelled, "verify.cancelled",
                     "Stopped before the end. Nothing is said of the bundle.");
}

std::optional<Hash256> sumOf(const std::filesystem::path& file)
{
    const auto sum = hashFile(file);
    return sum ? std::optional(*sum) : std::nullopt;
}

}  // namespace

Result<OpenedEvidence> openEvidence(const std::filesystem::path& file, const EvidenceTrust& trust,
                                    const std::stop_token& stop)
{
    auto text = readWhole(file, EvidenceLimits::kFile);
    if (!text) {
        Error error = text.error();
        error.reason = error.reason == "file.too-big" ? "container.too-large" : "evidence.file";
        return error;
    }
    OpenedEvidence opened;
    opened.file = file;
    opened.bytes = std::make_shared<const std::string>(std::move(text).value());
    opened.report = inspectEvidence(asBytes(*opened.bytes), trust, stop);
    readParts(opened);
    searchAnchored(opened, stop);
    opened.program = sumOf(QCoreApplication::applicationFilePath().toStdString());
    const auto after = sumOf(file);
    opened.sameAfterwards = after ? std::optional(*after == opened.report.sha256) : std::nullopt;
    if (stop.stop_requested()) {
        return stopped();
    }
    return opened;
}

Result<OpenedEvidence> inspectAgain(const OpenedEvidence& opened, const EvidenceTrust& trust,
                                    const std::stop_token& stop)
{
    OpenedEvidence again = opened;
    again.report = inspectEvidence(asBytes(*opened.bytes), trust, stop);
    if (stop.stop_requested()) {
        return stopped();
    }
    return again;
}

std::vector<EvidenceRow> evidenceRows(const OpenedEvidence& opened)
{
    std::map<std::uint64_t, const EvidenceBatch*> batches;
    for (const EvidenceBatch& batch : opened.report.batches) {
        batches[batch.index] = &batch;
    }
    std::map<std::pair<std::uint64_t, std::uint32_t>, const Finding*> findings;
    for (const EvidenceFinding& finding : opened.report.findings) {
        findings[{finding.index, finding.leaf}] = &finding.finding;
    }
    const bool judged = opened.report.verdict != EvidenceVerdict::Refused;
    std::vector<EvidenceRow> rows;
    for (const Finding& finding : opened.report.unplaced) {
        if (finding.record) {
            rows.push_back({*finding.record, finding.verdict, finding.reason, finding.message, {}, 0, 0, {}, {}});
        }
    }
    for (const BundledRecord& one : opened.records) {
        EvidenceRow row{one.record, Verdict::Undetermined, {}, {}, one.index, one.leaf, 0, {}, {}};
        if (const auto found = findings.find({one.index, one.leaf}); found != findings.end()) {
            row.verdict = found->second->verdict;
            row.reason = found->second->reason;
            row.message = found->second->message;
        } else if (judged) {
            row.verdict = one.atItsPlace ? Verdict::Intact : Verdict::Altered;
            row.reason = one.atItsPlace ? "leaf.in-batch" : "leaf.differs";
        }
        if (const auto batch = batches.find(one.index); batch != batches.end()) {
            row.height = batch->second->height;
            row.anchoredAt = batch->second->anchoredAt;
        }
        if (const auto found = opened.anchored.find({one.index, one.leaf}); found != opened.anchored.end()) {
            row.anchored = found->second;
        }
        rows.push_back(std::move(row));
    }
    std::ranges::stable_partition(rows, [](const EvidenceRow& row) { return row.verdict != Verdict::Intact; });
    return rows;
}

}  // namespace meterseal::ui
