#include "meterseal/document/json.h"

#include "meterseal/record/canonical_json.h"

namespace meterseal {
namespace {

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
                {"expectedLeaf", hashToJson(finding.expectedLeaf)},
                {"foundLeaf", hashToJson(finding.foundLeaf)},
                {"txHash", hashToJson(finding.tx)},
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

Json flattened(const Json& object)
{
    Json flat = Json::object();
    for (const auto& [name, value] : object.items()) {
        if (name == "record") {
            for (const char* member : {"alarmCode", "alarmTime", "value"}) {
                flat[member] = value.is_object() ? value[member] : Json();
            }
        } else if (value.is_object()) {
            flat.update(flattened(value));
        } else {
            flat[name] = value;
        }
    }
    return flat;
}

Json toJson(const VerifyScope& scope)
{
    return Json{{"stated", scope.stated()},
                {"coverage", toString(scope.coverage)},
                {"from", timeToJson(scope.statedFrom)},
                {"to", timeToJson(scope.statedTo)},
                {"firstRecord", timeToJson(scope.firstRecord)},
                {"lastRecord", timeToJson(scope.lastRecord)},
                {"meters", scope.meters},
                {"meterNames", scope.meterNames}};
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
                {"scope", toJson(scope)},
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
                {"headHash", hashToJson(verified.headHash)},
                {"endorsement", verified.word ? Json(describe(*verified.word, verified.began)) : Json()},
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

Json toJson(const ProofCheck& check)
{
    Json steps = Json::array();
    for (const ProofCheck::Step& step : check.steps) {
        steps.push_back(Json{{"step", toString(step.step)}, {"holds", step.holds}, {"message", step.message}});
    }
    Json cosigners = Json::array();
    for (const ProofCheck::Cosigner& cosigner : check.cosigners) {
        cosigners.push_back(Json{{"organisation", cosigner.organisation},
                                 {"time", secondsToText(cosigner.seconds)},
                                 {"check", toString(cosigner.check)}});
    }
    const bool holds = check.holds();
    return Json{{"holds", holds},
                {"endorsement", holds ? Json(describe(check.word, now())) : Json()},
                {"failed", holds ? Json() : Json(toString(check.steps.back().step))},
                {"steps", std::move(steps)},
                {"txHash", check.entry.txHash.hex()},
                {"height", check.entry.height},
                {"time", formatTimestamp(check.entry.time)},
                {"index", check.index},
                {"checkpointHeight", check.checkpoint.height},
                {"checkpointTime", formatTimestamp(check.checkpoint.time)},
                {"cosignatures", std::move(cosigners)}};
}

}  // namespace meterseal
