#include "pages/verify/calculation.h"

#include <algorithm>

namespace meterseal::ui {

namespace {

constexpr std::int64_t kAlarmDaysMs = 2LL * 86'400'000;
constexpr std::size_t kMostCodes = 1000;

// Alarm codes anchored from here around the record's time: candidates for what it said before.
std::vector<std::string> alarmCodesNear(const std::filesystem::path& journal, Timestamp time)
{
    std::vector<std::string> codes;
    const auto counts = readAlarmCounts(journal, Timestamp{std::max<std::int64_t>(0, time.ms - kAlarmDaysMs)},
                                        Timestamp{time.ms + kAlarmDaysMs});
    if (counts.ok()) {
        for (const AlarmCountRow& row : counts->rows) {
            if (codes.size() < kMostCodes && std::find(codes.begin(), codes.end(), row.alarmCode) == codes.end()) {
                codes.push_back(row.alarmCode);
            }
        }
    }
    return codes;
}

}  // namespace

Result<Calculation> readCalculation(LedgerReader& reader, const std::filesystem::path& journal, const Finding& finding,
                                    std::stop_token stop)
{
    Calculation all{finding, {}, {}};
    if (!finding.tx) {
        return all;
    }
    Calculation::Anchor anchor;
    MS_ASSIGN(const TxRow row, reader.transactionByHash(*finding.tx));
    MS_ASSIGN(anchor.wire, reader.wire(row.seq));
    MS_ASSIGN(anchor.tx, decodeTransaction(anchor.wire));
    const auto* batch = std::get_if<ConvertBody>(&anchor.tx.header.body);
    if (batch == nullptr) {
        return makeError(ErrorCode::Damaged, "verify.not-a-batch",
                         "The transaction this verdict names anchors no records. Run fsck on the ledger.");
    }
    anchor.batch = *batch;
    MS_ASSIGN(anchor.log, reader.proof(*finding.tx, row.height));
    anchor.genesis = reader.genesis();
    if (finding.leafIndex && *finding.leafIndex < anchor.tx.leaves.size()) {
        anchor.inclusion = merkle::Tree(anchor.tx.leaves).inclusionProof(*finding.leafIndex);
    }
    all.anchor = std::move(anchor);
    if (finding.verdict == Verdict::Altered && finding.record && finding.expectedLeaf) {
        all.changed = findChangedField(*finding.record, *finding.expectedLeaf,
                                       alarmCodesNear(journal, finding.record->alarmTime), std::move(stop));
    }
    return all;
}

}  // namespace meterseal::ui
