// Steps 9 to 11: meters, batches, records. Whether a record is the anchored one is judged by core/verify.
#include "evidence/bundle_view.h"
#include "evidence/vector_source.h"

#include "meterseal/verify/verifier.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

namespace meterseal::evidence {

void Inspection::checkMeters()
{
    std::set<std::string> meters;
    for (const auto& [index, bundled] : m_transactions) {
        const auto* convert = std::get_if<ConvertBody>(&bundled.tx.header.body);
        if (convert == nullptr) {
            continue;
        }
        if (!bundled.meter) {
            const std::string why = m_meterTrouble ? " " + m_meterTrouble->message : "";
            return fail(9, "meter.unknown",
                        fmt::format("the registration of the wallet {} of batch {}", convert->address, index),
                        "the bundle has none." + why);
        }
        const MeterEntry& meter = *bundled.meter;
        if (crypto::addressOf(meter.publicKey) != meter.address) {
            return fail(9, "meter.wallet", fmt::format("meter {}: a wallet that is its key's", meter.mn),
                        meter.address);
        }
        if (!meter.approvedByUtility || !meter.approvedByManufacturer) {
            const std::string why = m_meterTrouble ? " " + m_meterTrouble->message : "";
            return fail(
                9, "meter.not-approved",
                fmt::format("meter {}: approved by a utility and a manufacturer before batch {}", meter.mn, index),
                fmt::format("utility: {}, manufacturer: {}.{}", meter.approvedByUtility ? "yes" : "no",
                            meter.approvedByManufacturer ? "yes" : "no", why));
        }
        if (meter.state != MeterState::Active) {
            const std::string why = m_meterTrouble ? " " + m_meterTrouble->message : "";
            return fail(9, "meter.not-active", fmt::format("meter {}: active before batch {}", meter.mn, index),
                        fmt::format("it is {}.{}", toString(meter.state), why));
        }
        meters.insert(meter.mn);
    }
    if (m_meterTrouble) {
        return fail(9, *m_meterTrouble, "registrations, reviews and activations by the rules of the ledger");
    }
    pass(9, fmt::format("{} meters registered, approved by both and active before their batches", meters.size()));
}

void Inspection::checkBatches()
{
    struct Chain {
        Hash256 last;
        std::set<Hash256> seen, followed;
    };
    std::map<std::string, Chain> chains;
    for (const auto& [index, bundled] : m_transactions) {
        const auto* convert = std::get_if<ConvertBody>(&bundled.tx.header.body);
        if (convert == nullptr) {
            continue;
        }
        if (bundled.refusal) {
            return fail(10, *bundled.refusal, numbered("tx", index, "bin"));
        }
        const MeterEntry& meter = *bundled.meter;
        if (bundled.tx.signatures.front().publicKey != meter.publicKey) {
            return fail(10, "batch.signature",
                        fmt::format("batch {} signed by the meter's key {}", index, meter.publicKey.hex()),
                        bundled.tx.signatures.front().publicKey.hex());
        }
        Chain& chain = chains[meter.mn];
        const bool first = chain.seen.empty();
        const bool linked = !first && convert->prev == chain.last;
        // It may follow a batch that is not in the bundle, but no batch is followed twice, and only the first has none.
        if (!linked && (chain.seen.contains(convert->prev) || (convert->prev.isZero() && !first))) {
            return fail(10, "batch.prev",
                        fmt::format("batch {} follows the one before it, {}", index, chain.last.hex()),
                        convert->prev.hex());
        }
        if (!chain.followed.insert(convert->prev).second) {
            return fail(10, "batch.prev", fmt::format("batch {} follows a batch that no other follows", index),
                        convert->prev.hex());
        }
        m_gaps = m_gaps || (first ? !convert->prev.isZero() : !linked);
        chain.last = bundled.hash;
        chain.seen.insert(bundled.hash);
        m_report.batches.push_back({index, bundled.hash, meter.mn, bundled.proof.entry.height, bundled.proof.entry.time,
                                    convert->start, convert->end, convert->count, 0,
                                    first ? convert->prev.isZero() : linked});
    }
    if (m_report.batches.empty()) {
        return fail(10, "batch.none", "at least one batch", "none");
    }
    pass(10, fmt::format("{} batches of {} meters: signed by the meter, leaves give the root, order of the chain",
                         m_report.batches.size(), chains.size()));
}

// One line a leaf; empty: withheld.
Status Inspection::readRecordLines(std::vector<ShownRecord>& shown)
{
    const auto refuse = [](std::string_view reason, std::string message) {
        return makeError(ErrorCode::InvalidArgument, reason, std::move(message));
    };
    for (EvidenceBatch& batch : m_report.batches) {
        const std::string name = numbered("records", batch.index, "jsonl");
        const auto text = m_container.find(name);
        if (!text) {
            m_report.withheld += batch.count;
            continue;
        }
        const auto lines = linesOf(asText(*text));
        if (!lines || lines->size() != batch.count) {
            return refuse("records.count", fmt::format("{} has {} lines, its batch holds {} records.", name,
                                                       lines ? lines->size() : 0, batch.count));
        }
        for (std::uint32_t leaf = 0; leaf < batch.count; ++leaf) {
            const std::string_view line = (*lines)[leaf];
            if (line.empty()) {
                ++m_report.withheld;
                continue;
            }
            if (line.size() > EvidenceLimits::kLine) {
                return refuse("records.form", fmt::format("{}, line {}, is longer than any record.", name, leaf + 1));
            }
            auto record = parseRecord(line);
            if (!record.ok() || canonicalRecord(*record) != line) {
                return refuse("records.form", fmt::format("{}, line {}: {}", name, leaf + 1,
                                                          record.ok() ? "the record is not in its canonical form."
                                                                      : record.error().message));
            }
            ++batch.shown;
            shown.push_back({batch.index, leaf, std::move(record).value(), {}});
            shown.back().hash = leafOf(shown.back().record);
        }
    }
    for (const auto& member : m_container.members()) {
        const auto index = numberOf(member.name, "records", "jsonl");
        if (index && std::ranges::find(m_report.batches, *index, &EvidenceBatch::index) == m_report.batches.end()) {
            return refuse("records.no-batch", fmt::format("{} has no batch in the bundle.", member.name));
        }
    }
    return {};
}

Status Inspection::readUnplaced(std::vector<HealthRecord>& unplaced)
{
    const auto text = m_container.find(kUnplaced);
    if (!text) {
        return {};
    }
    const auto lines = linesOf(asText(*text));
    for (std::size_t i = 0; lines && i < lines->size(); ++i) {
        auto record = parseRecord((*lines)[i]);
        if (!record.ok() || canonicalRecord(*record) != (*lines)[i]) {
            return makeError(ErrorCode::InvalidArgument, "records.form",
                             fmt::format("{}, line {} is no record in its canonical form.", kUnplaced, i + 1));
        }
        unplaced.push_back(std::move(record).value());
    }
    return lines ? Status()
                 : Status(makeError(ErrorCode::InvalidArgument, "records.form",
                                    fmt::format("The last line of {} has no end.", kUnplaced)));
}

void Inspection::checkRecords()
{
    std::vector<ShownRecord> shown;
    std::vector<HealthRecord> unplaced;
    if (const Status read = readRecordLines(shown); !read.ok()) {
        return fail(11, read.error(), "records in their canonical form, one line a leaf");
    }
    if (const Status read = readUnplaced(unplaced); !read.ok()) {
        return fail(11, read.error(), "records in their canonical form");
    }
    m_report.shown = shown.size();
    judge(shown, unplaced);
    if (m_report.altered > 0) {
        m_alteredRecord = true;
        fail(11, "record.altered", fmt::format("{} records that are the anchored ones at their places", shown.size()),
             fmt::format("{} of them are not", m_report.altered));
    } else if (m_report.undetermined > 0) {
        fail(11, "record.undetermined", "records that can be judged",
             fmt::format("{} could not be", m_report.undetermined));
    }
    if (shown.empty()) {
        open(11, "record.none", "at least one record shown", "all leaves are withheld");
    }
    if (m_report.extra > 0) {
        open(11, "record.extra", "records that are anchored",
             fmt::format("{} stand in no batch shown", m_report.extra));
    }
    pass(11, fmt::format("{} of {} records are the anchored ones; {} leaves are withheld", m_report.intact,
                         shown.size(), m_report.withheld));
}

// The Verifier says of each record whether it is anchored; here it is held against the place at which it is shown.
void Inspection::judge(const std::vector<ShownRecord>& shown, const std::vector<HealthRecord>& unplaced)
{
    std::vector<HealthRecord> all;
    for (const ShownRecord& record : shown) {
        all.push_back(record.record);
    }
    all.insert(all.end(), unplaced.begin(), unplaced.end());
    if (all.empty()) {
        return;
    }
    BundleView view(m_genesis, *m_state, m_transactions);
    VectorSource source(std::move(all));
    VerifyOptions options;
    options.coverage = Coverage::Extract;
    options.reportIntact = true;
    std::unordered_map<Hash256, Finding> found;  // equal records are judged once
    Verifier verifier(view);
    const auto summary = verifier.verifyFile(
        source, options,
        [&](const Finding& finding) {
            if (finding.foundLeaf) {
                found.insert_or_assign(*finding.foundLeaf, finding);
            }
        },
        {}, m_stop);
    if (!summary.ok() || summary->cancelled) {
        m_report.undetermined = shown.size() + unplaced.size();
        fail(11, summary.ok() ? makeError(ErrorCode::Cancelled, "verify.cancelled", "The inspection was stopped.")
                              : summary.error());
        return;
    }
    const auto verdictOf = [&](const Hash256& hash) {
        const auto entry = found.find(hash);
        return entry == found.end() ? Finding{} : entry->second;
    };
    for (const ShownRecord& record : shown) {
        EvidenceFinding out{record.index, record.leaf, verdictOf(record.hash)};
        const Hash256& anchored = m_transactions.at(record.index).tx.leaves[record.leaf];
        Finding& finding = out.finding;
        if (finding.verdict == Verdict::Undetermined) {
            ++m_report.undetermined;
        } else if (finding.verdict == Verdict::Intact && record.hash == anchored) {
            ++m_report.intact;
            continue;
        } else {
            ++m_report.altered;
            const bool moved = finding.verdict == Verdict::Intact;
            finding.verdict = moved ? Verdict::Moved : Verdict::Altered;
            finding.reason = moved ? "claim.other-place" : "leaf.differs";
            finding.message = fmt::format(
                "This record is not the one that was anchored as record {} of transaction {}{}", record.leaf + 1,
                m_transactions.at(record.index).hash.hex(), moved ? ": it is anchored at another place." : ".");
        }
        finding.record = record.record;
        finding.mn = record.record.mn;
        finding.expectedLeaf = anchored;
        finding.foundLeaf = record.hash;
        if (m_report.findings.size() < EvidenceReport::kMostFindings) {
            m_report.findings.push_back(std::move(out));
        }
    }
    for (const HealthRecord& record : unplaced) {
        Finding finding = verdictOf(leafOf(record));
        finding.record = record;
        m_report.undetermined += finding.verdict == Verdict::Undetermined ? 1 : 0;
        m_report.extra += finding.verdict != Verdict::Undetermined && finding.verdict != Verdict::Intact ? 1 : 0;
        m_report.unplaced.push_back(std::move(finding));
    }
}

}  // namespace meterseal::evidence
