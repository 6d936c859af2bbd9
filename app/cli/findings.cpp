#include "cli/findings.h"

#include "cli/rows.h"
#include "meterseal/record/canonical_json.h"

#include <fmt/format.h>

namespace meterseal::cli {

namespace {

Json hashOrNull(const std::optional<Hash256>& hash)
{
    return hash ? Json(hash->hex()) : Json();
}

template <typename T>
Json numberOrNull(const std::optional<T>& number)
{
    return number ? Json(*number) : Json();
}

Json heldToJson(const HeldRecords& held)
{
    return Json{{"records", held.records},
                {"batches", held.batches},
                {"from", timeToJson(held.from)},
                {"to", timeToJson(held.to)}};
}

}  // namespace

Json toJson(const Finding& finding)
{
    Json record;
    if (finding.record) {
        record = Json::parse(canonicalRecord(*finding.record), nullptr, false);
    }
    return Json{{"verdict", toString(finding.verdict)},
                {"reason", finding.reason},
                {"message", finding.message},
                {"mn", finding.mn},
                {"line", finding.line == 0 ? Json() : Json(finding.line)},
                {"record", std::move(record)},
                {"expectedLeaf", hashOrNull(finding.expectedLeaf)},
                {"foundLeaf", hashOrNull(finding.foundLeaf)},
                {"txHash", hashOrNull(finding.tx)},
                {"leafIndex", numberOrNull(finding.leafIndex)},
                {"height", numberOrNull(finding.height)},
                {"anchoredAt", timeToJson(finding.anchoredAt)},
                {"batchStart", timeToJson(finding.batchStart)},
                {"batchEnd", timeToJson(finding.batchEnd)}};
}

Json toJson(const RejectedRow& row)
{
    Finding finding;
    finding.reason = row.reason;
    finding.message = row.message;
    finding.line = row.line;
    Json object = toJson(finding);
    object["verdict"] = "NOT_READ";
    return object;
}

Json toFlatJson(const Json& finding)
{
    Json flat = Json::object();
    for (const auto& [name, value] : finding.items()) {
        if (name != "record") {
            flat[name] = value;
            continue;
        }
        for (const char* member : {"alarmCode", "alarmTime", "value"}) {
            flat[member] = value.is_object() ? value[member] : Json();
        }
    }
    return flat;
}

Json toJson(const FileVerification& verified)
{
    const VerifySummary& summary = verified.summary;
    const VerifyScope& scope = summary.scope;
    Json byVerdict = Json::object();
    for (std::size_t i = 0; i < kVerdictCount; ++i) {
        byVerdict[std::string(toString(static_cast<Verdict>(i)))] = summary.byVerdict[i];
    }
    const auto complete = summary.complete();
    return Json{{"intact", summary.intact()},
                {"complete", complete ? Json(*complete) : Json()},
                {"scope",
                 {{"stated", scope.stated()},
                  {"coverage", toString(scope.coverage)},
                  {"from", timeToJson(scope.statedFrom)},
                  {"to", timeToJson(scope.statedTo)},
                  {"firstRecord", timeToJson(scope.firstRecord)},
                  {"lastRecord", timeToJson(scope.lastRecord)},
                  {"meters", scope.meters},
                  {"meterNames", scope.meterNames}}},
                {"ledgerHolds",
                 {{"before", heldToJson(scope.before)},
                  {"between", heldToJson(scope.between)},
                  {"after", heldToJson(scope.after)},
                  {"absentMeters", heldToJson(scope.absent)},
                  {"absentActive", scope.absentUnknown.empty() ? Json(scope.absentActive) : Json()},
                  {"absentNames", scope.absentNames}}},
                {"sha256", verified.sha256.hex()},
                {"fingerprint", verified.fingerprint.hex()},
                {"height", verified.height},
                {"headHash", hashOrNull(verified.headHash)},
                {"byVerdict", std::move(byVerdict)},
                {"rows", summary.rows},
                {"rejected", summary.rejected},
                {"unread", summary.unread},
                {"quiet", summary.quiet},
                {"duplicates", summary.duplicates},
                {"meters", summary.meters},
                {"batchesChecked", summary.batchesChecked},
                {"batchesOutside", summary.batchesOutside},
                {"cancelled", summary.cancelled},
                {"text", describe(summary)}};
}

std::string toText(const RejectedRow& row)
{
    return printable(fmt::format("{:<12}  line {}  {} [{}]", "NOT_READ", row.line, row.message, row.reason));
}

std::string toText(const Finding& finding)
{
    const std::string line = finding.line == 0 ? std::string() : fmt::format("  line {}", finding.line);
    const std::string record = finding.record
                                   ? fmt::format("  {}  {}  {}", formatTimestamp(finding.record->alarmTime),
                                                 finding.record->alarmCode, formatNumber(finding.record->value))
                                   : std::string();
    return printable(fmt::format("{:<12}  meter {}{}{}  {} [{}]", toString(finding.verdict), finding.mn, line, record,
                                 finding.message, finding.reason));
}

}  // namespace meterseal::cli
