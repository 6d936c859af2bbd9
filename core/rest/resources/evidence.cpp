// Bundles that stand alone, made from a file of records and verified as anybody would.
#include "meterseal/evidence/container.h"
#include "meterseal/evidence/inspect.h"
#include "meterseal/evidence/make.h"
#include "meterseal/workspace/published.h"
#include "rest/backend.h"
#include "rest/file_profile.h"
#include "rest/spool_file.h"

#include <fmt/format.h>

namespace meterseal::rest {

namespace {

Result<EvidenceRequest> requestFrom(Backend& backend, Call& call, LedgerReader& reader, const SpoolFile& file)
{
    EvidenceRequest request;
    request.file = file.path();
    MS_ASSIGN(request.profile, profileOf(backend, call, reader, file.path()));
    // Its own bytes would carry the spool's name.
    request.original = false;
    if (const auto meter = call.queryOf("meter")) {
        request.meters.push_back(*meter);
    }
    MS_ASSIGN(request.from, call.time("from"));
    MS_ASSIGN(request.to, call.time("to"));
    MS_ASSIGN(request.complete, call.flag("complete"));
    MS_ASSIGN(request.checkpoint, call.numberIfGiven("atHeight", INT64_MAX));
    MS_ASSIGN(request.earlier, publishedHeights(backend.workspace.workspace().folder(), reader));
    request.presenterOrganisation = call.caller.organisation;
    request.program = "meterseald " + backend.options.version;
    request.time = now();
    return request;
}

}  // namespace

Result<Answer> makeBundle(Backend& backend, Call& call)
{
    MS_ASSIGN(const auto pass, backend.bundles.enter());
    MS_ASSIGN(const SpoolFile file, SpoolFile::receive(backend, *call.stream));
    MS_ASSIGN(LedgerReader reader, backend.workspace.openReader());
    MS_ASSIGN(const EvidenceRequest request, requestFrom(backend, call, reader, file));
    AuditNote note = backend.note(call, "evidence.make", {{"sha256", file.sha256().hex()}});
    auto made = makeEvidence(reader, request);
    note.result = made.status();
    if (made) {
        note.details["bundle"] = made->sha256.hex();
    }
    backend.workspace.record(std::move(note));
    if (!made) {
        return made.error();
    }
    Answer answer{200, std::string(kEvidenceMediaType), {}, std::string(asText(made->bytes))};
    answer.fields.push_back({"Content-Disposition", fmt::format("attachment; filename=\"{}\"", made->name)});
    return answer;
}

Result<Answer> verifyBundle(Backend& backend, Call& call)
{
    EvidenceTrust trust;
    if (const auto text = call.queryOf("fingerprint")) {
        const auto fingerprint = Hash256::fromHex(*text);
        if (!fingerprint) {
            return makeError(ErrorCode::InvalidArgument, "query.value",
                             "A fingerprint is a hash of 64 lower-case hex digits.");
        }
        trust.fingerprints.push_back(*fingerprint);
    }
    MS_ASSIGN(const bool own, call.flag("own"));
    if (own) {
        trust.fingerprints.push_back(backend.workspace.workspace().fingerprint());
    }
    MS_ASSIGN(const auto pass, backend.bundles.enter());
    MS_ASSIGN(const SpoolFile file, SpoolFile::receive(backend, *call.stream));
    AuditNote note = backend.note(call, "evidence.verify", {{"sha256", file.sha256().hex()}});
    const auto report = inspectEvidenceFile(file.path(), trust);
    note.result = report.status();
    if (report) {
        note.details["verdict"] = std::string(toString(report->verdict));
    }
    backend.workspace.record(std::move(note));
    return report ? Result<Answer>(jsonAnswer(200, meterseal::toJson(*report))) : Result<Answer>(report.error());
}

}  // namespace meterseal::rest
