#include "verify/claim.h"

#include "verify/meter_job.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal::verify {
namespace {

std::string placeText(const Hash256& tx, const std::optional<std::uint32_t>& leafIndex)
{
    return leafIndex ? fmt::format("record {} of transaction {}", std::uint64_t(*leafIndex) + 1, tx.hex())
                     : fmt::format("transaction {}", tx.hex());
}

void fillPlace(const LoadedBatch& batch, Finding& finding)
{
    finding.tx = batch.tx.row.hash;
    finding.height = batch.tx.row.height;
    finding.anchoredAt = batch.tx.entry->time;
    finding.batchStart = batch.listed.start;
    finding.batchEnd = batch.listed.end;
}

void setUndetermined(const Fault& fault, Finding& finding)
{
    finding.verdict = Verdict::Undetermined;
    finding.reason = fault.reason;
    finding.message =
        fmt::format("Whether this record stands where it is claimed to be could not be told: {}", fault.message);
}

// The record's leaf is on the ledger; is it where the claim says?
void judgeAnchored(const Claim& claim, const LoadedBatch* claimed, Finding& finding)
{
    if (claimed != nullptr) {
        const auto& leaves = claimed->leaves;
        const auto first = claim.leafIndex ? std::min<std::size_t>(*claim.leafIndex, leaves.size()) : 0;
        const auto last = claim.leafIndex ? std::min(first + 1, leaves.size()) : leaves.size();
        const auto begin = leaves.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = leaves.begin() + static_cast<std::ptrdiff_t>(last);
        if (const auto found = std::find(begin, end, *finding.foundLeaf); found != end) {
            fillPlace(*claimed, finding);
            finding.leafIndex = static_cast<std::uint32_t>(found - leaves.begin());
            return;
        }
    }
    finding.verdict = Verdict::Moved;
    finding.reason = "claim.other-place";
    finding.message = fmt::format("This record is anchored as {}, not where it is claimed to be ({}).",
                                  placeText(*finding.tx, finding.leafIndex), placeText(claim.tx, claim.leafIndex));
}

// The record's leaf is in no batch of its time; the claim may tell what should have been there.
void judgeUnanchored(const Claim& claim, const LoadedBatch* claimed, Finding& finding)
{
    if (claimed == nullptr) {
        finding.message +=
            fmt::format(" The claimed transaction {} is no batch of this meter on this ledger.", claim.tx.hex());
        return;
    }
    const auto& leaves = claimed->leaves;
    if (claim.leafIndex && *claim.leafIndex >= leaves.size()) {
        finding.message += fmt::format(" The claimed place does not exist: transaction {} holds {} records.",
                                       claim.tx.hex(), leaves.size());
        return;
    }
    if (!claim.leafIndex) {
        finding.message += fmt::format(" The claimed transaction {} does not hold it.", claim.tx.hex());
        return;
    }
    fillPlace(*claimed, finding);
    finding.verdict = Verdict::Altered;
    finding.reason = "leaf.differs";
    finding.leafIndex = claim.leafIndex;
    finding.expectedLeaf = leaves[*claim.leafIndex];
    finding.message =
        fmt::format("This record differs from the one that was anchored as {}.", placeText(claim.tx, claim.leafIndex));
}

// The claimed transaction's place in the log; nothing where the ledger has none; an Error where it cannot be told.
Result<std::optional<std::uint64_t>> findClaimed(LedgerView& view, const Claim& claim)
{
    const auto row = view.transactionByHash(claim.tx);
    if (row.ok()) {
        return std::optional(row->seq);
    }
    if (row.error().code == ErrorCode::NotFound) {
        return std::optional<std::uint64_t>();
    }
    return row.error();
}

}  // namespace

Result<Finding> verifyOne(LedgerView& view, const HealthRecord& record, const std::optional<Claim>& claim)
{
    MS_TRY(checkRecord(record));
    LocalRecords local(1, {});
    const SourceRow row{record, 0, 0};
    MS_TRY(local.add({&row, 1}));
    MS_TRY(local.finish());
    std::vector<LocalRecord> records;
    MS_TRY(local.nextMeter(records, {}).status());

    std::optional<Fault> claimFault;
    std::optional<std::uint64_t> claimedSeq;
    if (claim) {
        auto found = findClaimed(view, *claim);
        if (found.ok()) {
            claimedSeq = *found;
        } else {
            claimFault = Fault{found.error().reason, found.error().message};
        }
    }

    RunContext run{view, view.genesis(), local, Coverage::Extract, {}, {}, {}};
    MeterJob job(run, std::move(records));
    job.load(claimedSeq);
    for (std::size_t b = 0; b < job.batchCount(); ++b) {
        job.checkBatch(b);
    }
    MatchScratch scratch;
    job.finish(scratch);

    std::optional<Finding> result;
    std::string beside;  // a batch that failed beside the one that holds the record
    std::array<std::uint64_t, kVerdictCount> counts{};
    job.forEachFinding(true, counts, [&](const Finding& finding) {
        if (!result) {
            result = finding;
        } else {
            beside += ' ' + finding.message;
        }
    });
    Finding finding = std::move(*result);
    if (claim && finding.verdict != Verdict::Undetermined) {
        const LoadedBatch* const claimed = claimedSeq ? job.batchAt(*claimedSeq) : nullptr;
        if (!claimFault && claimed != nullptr) {
            claimFault = claimed->fault;
        }
        if (claimFault) {
            setUndetermined(*claimFault, finding);
        } else if (finding.verdict == Verdict::Intact) {
            judgeAnchored(*claim, claimed, finding);
        } else {
            judgeUnanchored(*claim, claimed, finding);
        }
    }
    finding.message += beside;
    return finding;
}

}  // namespace meterseal::verify
