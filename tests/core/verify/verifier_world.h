// A verified world for the verifier's tests: meters with batches on a real ledger, and what a run over a file found.
#pragma once

#include "meterseal/verify/verifier.h"
#include "support/anchored_ledger.h"
#include "support/qt.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

namespace meterseal::test {

struct Run {
    VerifySummary summary;
    std::vector<Finding> findings;

    // "ALTERED leaf.differs", each with its count.
    std::map<std::string, int> reasons() const
    {
        std::map<std::string, int> counts;
        for (const Finding& finding : findings) {
            ++counts[std::string(toString(finding.verdict)) + ' ' + finding.reason];
        }
        return counts;
    }
    // One line a finding, to compare two runs.
    std::vector<std::string> lines() const
    {
        std::vector<std::string> all;
        for (const Finding& f : findings) {
            all.push_back(fmt::format("{} {} {} {} {} {} {} {}", toString(f.verdict), f.reason, f.mn, f.line,
                                      f.record ? canonicalRecord(*f.record) : "-", f.tx ? f.tx->hex() : "-",
                                      f.leafIndex ? int(*f.leafIndex) : -1, f.message));
        }
        return all;
    }
};

inline Run verify(const AnchoredLedger& ledger, const std::vector<HealthRecord>& records,
                  const VerifyOptions& options = {})
{
    LedgerReader reader = ledger.reader();
    Verifier verifier(reader);
    VectorSource source(records);
    Run run;
    auto summary =
        verifier.verifyFile(source, options, [&](const Finding& finding) { run.findings.push_back(finding); });
    if (!summary.ok()) {
        throw std::runtime_error(summary.error().reason + ": " + summary.error().message);
    }
    run.summary = *summary;
    return run;
}

inline QString reasonsText(const Run& run)
{
    QString text;
    for (const auto& [reason, count] : run.reasons()) {
        text += qs(fmt::format("{} x{}; ", reason, count));
    }
    return text;
}

// Counts in the summary are those of the findings (INTACT ones only where they were asked for).
inline bool countsAgree(const Run& run, bool intactToo = false)
{
    std::array<std::uint64_t, kVerdictCount> counts{};
    for (const Finding& finding : run.findings) {
        ++counts[static_cast<std::size_t>(finding.verdict)];
    }
    for (std::size_t v = intactToo ? 0 : 1; v < kVerdictCount; ++v) {
        if (counts[v] != run.summary.byVerdict[v]) {
            return false;
        }
    }
    return intactToo || counts[0] == 0;
}

inline constexpr std::size_t kMeters = 4;
inline constexpr std::size_t kPerMeter = 100;
inline constexpr std::size_t kPerBatch = 20;

// Four meters with five batches each, in two blocks; meter 4 is only registered.
struct World {
    AnchoredLedger ledger;
    std::vector<std::vector<HealthRecord>> meters;
    std::vector<std::vector<Hash256>> batches;

    World()
    {
        ledger.onboard(0, kMeters);
        ledger.submit(ledger.world.registerMeter(kMeters));
        ledger.seal();
        for (std::size_t i = 0; i < kMeters; ++i) {
            meters.push_back(ledger.world.records(i, kPerMeter));
            batches.push_back(ledger.anchor(i, meters.back(), kPerBatch));
        }
        ledger.seal();
        ledger.submit(ledger.world.registerMeter(kMeters + 7));  // so that the newest block holds no batch
        ledger.close();
    }
    std::vector<HealthRecord> file() const
    {
        std::vector<HealthRecord> all;
        for (const auto& records : meters) {
            all.insert(all.end(), records.begin(), records.end());
        }
        return all;
    }
};

inline HealthRecord changed(HealthRecord record)
{
    record.value += 1;
    return record;
}

}  // namespace meterseal::test
