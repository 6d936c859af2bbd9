// Is it the anchored one? A verdict is an answer, never a problem; a problem says that the run could not be done.
#include "meterseal/verify/file_verification.h"
#include "rest/backend.h"
#include "rest/file_profile.h"
#include "rest/spool_file.h"

#include <fmt/format.h>

#include <chrono>

namespace meterseal::rest {

namespace {

std::string lineOf(const Json& object)
{
    return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<std::optional<Claim>> claimFrom(const Json& object)
{
    const auto found = object.find("claim");
    if (found == object.end()) {
        return std::optional<Claim>();
    }
    MS_ASSIGN(const Json claim, parseJsonObject(found->dump(), {"tx", "?leafIndex"}));
    MS_ASSIGN(const std::string tx, textMember(claim, "tx", 64));
    Claim wanted;
    const auto hash = Hash256::fromHex(tx);
    const auto leaf = claim.find("leafIndex");
    if (!hash || (leaf != claim.end() && (!leaf->is_number_unsigned() || *leaf >= kMaxLeavesPerBatch))) {
        return makeError(
            ErrorCode::InvalidArgument, "body.member",
            "A claim is a transaction's hash in lower-case hex and, if wanted, a leaf's index below 8192.");
    }
    wanted.tx = *hash;
    if (leaf != claim.end()) {
        wanted.leafIndex = leaf->get<std::uint32_t>();
    }
    return std::optional(wanted);
}

// Findings as they are made; the last line is {"summary"} or {"error"}, and without it there is no answer.
void runVerification(Backend& backend, const FileVerificationRequest& request, AuditNote note, AnswerWriter& out)
{
    std::stop_source stop;
    bool good = true;
    const auto write = [&](const Json& object) {
        good = good && !out.stopping() && out.write(lineOf(object)).ok();
        if (!good) {
            stop.request_stop();
        }
    };
    auto told = std::chrono::steady_clock::now();
    FileVerificationSinks sinks;
    sinks.finding = [&](const Finding& finding) { write(Json{{"finding", meterseal::toJson(finding)}}); };
    sinks.reject = [&](const RejectedRow& row) { write(Json{{"finding", meterseal::toJson(row)}}); };
    sinks.progress = [&](const FileVerificationProgress& progress) {
        if (std::chrono::steady_clock::now() - told >= std::chrono::seconds(1)) {
            told = std::chrono::steady_clock::now();
            write(Json{{"progress", Json{{"bytesHashed", progress.bytesHashed},
                                         {"bytesRead", progress.verify.bytesRead},
                                         {"bytesTotal", progress.verify.bytesTotal},
                                         {"recordsDone", progress.verify.recordsDone},
                                         {"recordsTotal", progress.verify.recordsTotal}}}});
        }
    };
    const auto verified =
        verifyRecordFile([&] { return backend.workspace.openReader(); }, request, sinks, stop.get_token());
    note.result = verified.status();
    if (verified) {
        note.subject["sha256"] = verified->sha256.hex();
        note.details["intact"] = verified->summary.intact() ? "yes" : "no";
    }
    backend.workspace.record(std::move(note));
    if (!verified) {
        write(Json{{"error", meterseal::toJson(verified.error())}});
    } else if (!verified->summary.cancelled) {
        write(Json{{"summary", meterseal::toJson(*verified)}});
    }
}

}  // namespace

Result<Answer> verifyRecord(Backend& backend, Call& call)
{
    MS_ASSIGN(const Json object, call.object({"record", "?claim"}));
    auto record = parseRecord(object["record"].dump());
    if (!record) {
        return record.error();
    }
    MS_ASSIGN(const std::optional<Claim> claim, claimFrom(object));
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const Finding finding, Verifier(*reader).verifyRecord(*record, claim));
    return jsonAnswer(200, meterseal::toJson(finding));
}

Result<Answer> verifyFile(Backend& backend, Call& call)
{
    auto pass = backend.verifications.enter();
    if (!pass) {
        return pass.error();
    }
    FileVerificationRequest request;
    MS_ASSIGN(request.from, call.time("from"));
    MS_ASSIGN(request.to, call.time("to"));
    MS_ASSIGN(const bool extract, call.flag("extract"));
    MS_ASSIGN(request.reportIntact, call.flag("showIntact"));
    request.coverage = extract ? Coverage::Extract : Coverage::NotStated;
    MS_ASSIGN(SpoolFile received, SpoolFile::receive(backend, *call.stream));
    {
        MS_ASSIGN(auto reader, backend.reader());
        MS_ASSIGN(request.profile, profileOf(backend, call, *reader, received.path()));
    }
    request.file = received.path();
    // Both live as long as the answer is being written.
    const auto file = std::make_shared<SpoolFile>(std::move(received));
    const auto inside = std::make_shared<Gate::Pass>(std::move(*pass));
    Answer answer{200, "application/jsonl"};
    answer.stream = [&backend, request, file, inside, note = backend.note(call, "verify.file")](AnswerWriter& out) {
        runVerification(backend, request, note, out);
    };
    return answer;
}

}  // namespace meterseal::rest
