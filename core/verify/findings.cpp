// From outcomes to findings: the words and everything a finding carries.
#include "verify/meter_job.h"

#include <fmt/format.h>

namespace meterseal::verify {
namespace {

constexpr std::size_t kStopInterval = 1024;

struct Words {
    std::string_view reason;
    std::string message;
};

Words wordsOf(const Finding& finding, const LoadedBatch* batch, bool laterAnchored)
{
    const std::string anchored = batch == nullptr ? std::string()
                                                  : fmt::format("the batch anchored at {} in block {}",
                                                                formatTimestamp(*finding.anchoredAt), *finding.height);
    switch (finding.verdict) {
    case Verdict::Intact:
        return {"leaf.in-batch", fmt::format("This record is the one that was anchored: {} holds it.", anchored)};
    case Verdict::Altered:
        return {"leaf.differs", fmt::format("This record differs from the one that was anchored in its place (record "
                                            "{} of {} in {}).",
                                            *finding.leafIndex + 1, batch->leaves.size(), anchored)};
    case Verdict::Missing:
        return {"leaf.no-record", fmt::format("A record that was anchored is not in the file: record {} of {} in {}.",
                                              *finding.leafIndex + 1, batch->leaves.size(), anchored)};
    case Verdict::Extra:
        return {"leaf.not-in-batch",
                fmt::format("This record was not anchored: {} covers its time but does not hold it.", anchored)};
    default:
        if (laterAnchored) {
            return {"later-batch-anchored",
                    fmt::format("No batch of meter {} covers {}. Later records of this meter are anchored, so this one "
                                "was not anchored in its turn and will not come by waiting.",
                                finding.mn, formatTimestamp(finding.record->alarmTime))};
        }
        return {"no-batch-covers-time",
                fmt::format("No batch of meter {} covers {}, so this record was not anchored, or not yet.", finding.mn,
                            formatTimestamp(finding.record->alarmTime))};
    }
}

std::string linesText(const UnreadRows::Span& span)
{
    return span.lines == 0   ? fmt::format("the lines from {} on", span.firstLine)
           : span.lines == 1 ? fmt::format("line {}", span.firstLine)
                             : fmt::format("lines {} to {}", span.firstLine, span.firstLine + span.lines - 1);
}

}  // namespace

bool MeterJob::laterAnchored(const HealthRecord& record) const
{
    return !m_listFault && record.alarmTime < m_lastStart;
}

void MeterJob::describePlace(const Place& place, Finding& finding) const
{
    if (place.batch >= m_batches.size()) {
        return;
    }
    const LoadedBatch& batch = m_batches[place.batch];
    finding.batchStart = batch.listed.start;
    finding.batchEnd = batch.listed.end;
    if (!batch.tx.fault) {
        finding.tx = batch.tx.row.hash;
        finding.height = batch.tx.row.height;
    }
    if (!batch.fault) {
        finding.anchoredAt = batch.tx.entry->time;
    }
    if (place.leaf != kNone) {
        finding.leafIndex = place.leaf;
        finding.expectedLeaf = batch.leaves[place.leaf];
    }
}

Finding MeterJob::findingOf(const LocalRecord& record, const LocalOutcome& outcome) const
{
    Finding finding;
    finding.record = m_run.records.toRecord(record);
    finding.line = record.line;
    finding.mn = m_mn;
    finding.foundLeaf = record.leaf;
    if (m_whole) {
        finding.verdict = m_whole->verdict;
        finding.reason = m_whole->why.reason;
        finding.message = m_whole->why.message;
        return finding;
    }
    finding.verdict = outcome.verdict;
    describePlace(outcome.place, finding);
    const bool placed = outcome.place.batch < m_batches.size();
    if (outcome.verdict == Verdict::Undetermined) {
        const Fault& fault = placed ? *m_batches[outcome.place.batch].fault : *m_listFault;
        finding.reason = fault.reason;
        finding.message = fmt::format("This record could not be judged: {}", fault.message);
        return finding;
    }
    Words words = wordsOf(finding, placed ? &m_batches[outcome.place.batch] : nullptr, laterAnchored(*finding.record));
    finding.reason = words.reason;
    finding.message = std::move(words.message);
    return finding;
}

Finding MeterJob::findingOf(const MissingLeaf& missing) const
{
    Finding finding;
    finding.verdict = Verdict::Missing;
    finding.mn = m_mn;
    describePlace(missing.place, finding);
    if (missing.unread != kNone) {
        const UnreadRows::Span& span = (*m_spans)[missing.unread];
        finding.verdict = Verdict::Undetermined;
        finding.line = span.firstLine;
        finding.reason = "row.unread";
        finding.message = fmt::format(
            "An anchored record (record {} of {} in the batch anchored at {} in block {}) may stand in {} of the file, "
            "which could not be read [{}].",
            *finding.leafIndex + 1, m_batches[missing.place.batch].leaves.size(), formatTimestamp(*finding.anchoredAt),
            *finding.height, linesText(span), span.reason);
        return finding;
    }
    Words words = wordsOf(finding, &m_batches[missing.place.batch], false);
    finding.reason = words.reason;
    finding.message = std::move(words.message);
    return finding;
}

// A failed batch, or list of batches, that leaves no record undetermined is told by itself: no failed step hides behind
// a success.
Finding MeterJob::findingOf(const Fault& fault, std::size_t batch) const
{
    Finding finding;
    finding.verdict = Verdict::Undetermined;
    finding.mn = m_mn;
    describePlace({static_cast<std::uint32_t>(batch), kNone}, finding);
    finding.reason = fault.reason;
    finding.message =
        fmt::format("Whether the file lacks anchored records of meter {} could not be told: {}", m_mn, fault.message);
    return finding;
}

bool MeterJob::forEachFinding(bool intact, std::array<std::uint64_t, kVerdictCount>& counts,
                              const std::function<void(const Finding&)>& take) const
{
    const auto tell = [&](Verdict verdict, const auto&... what) {
        ++counts[static_cast<std::size_t>(verdict)];
        if (verdict != Verdict::Intact || intact) {
            take(findingOf(what...));
        }
    };
    std::uint64_t steps = 0;
    const auto stopped = [&] { return steps++ % kStopInterval == 0 && m_run.stop.stop_requested(); };
    std::vector<bool> told(m_batches.size() + 1);  // faults; the last is that of the list
    auto missing = m_outcome.missing.begin();
    const auto tellMissing = [&](std::size_t upTo) {
        for (; missing != m_outcome.missing.end() && missing->before <= upTo; ++missing) {
            if (stopped()) {
                return false;
            }
            tell(missing->unread == kNone ? Verdict::Missing : Verdict::Undetermined, *missing);
        }
        return true;
    };
    for (std::size_t l = 0; l < m_records.size(); ++l) {
        if (!tellMissing(l) || stopped()) {
            return false;
        }
        const LocalOutcome outcome = m_whole ? LocalOutcome{m_whole->verdict, {}} : m_outcome.locals[l];
        if (outcome.verdict == Verdict::Undetermined && outcome.place.batch < told.size()) {
            told[outcome.place.batch] = true;
        }
        tell(outcome.verdict, m_records[l], outcome);
    }
    if (!tellMissing(m_records.size())) {
        return false;
    }
    for (std::size_t b = 0; b < m_batches.size() && !m_whole; ++b) {
        if (m_batches[b].fault && !told[b]) {
            tell(Verdict::Undetermined, *m_batches[b].fault, b);
        }
    }
    if (m_listFault && !m_whole && !told[m_batches.size()]) {
        tell(Verdict::Undetermined, *m_listFault, m_batches.size());
    }
    return true;
}

}  // namespace meterseal::verify
