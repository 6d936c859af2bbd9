// The one table of what is served. Nothing else is: a route that is not here answers 404, an operation without a row
// for its scope does not exist. tests/core/rest/tst_operations.cpp holds it against resources/openapi.json.
#include "rest/backend.h"

namespace meterseal::rest {

namespace {

constexpr std::uint64_t kKiB = 1024, kMiB = 1024 * kKiB, kGiB = 1024 * kMiB;
constexpr std::nullopt_t kOpen = std::nullopt;  // needs no token
using B = BodyKind;
using S = Scope;

// clang-format off
constexpr Operation kOperations[] = {
    {"getHealth", "GET", "/healthz", kOpen, B::None, 0, "", getHealth},
    {"getReadiness", "GET", "/readyz", kOpen, B::None, 0, "", getReadiness},
    {"getMetrics", "GET", "/metrics", S::Metrics, B::None, 0, "", getMetrics},
    {"getOpenApi", "GET", "/v1/openapi.json", kOpen, B::None, 0, "", getOpenApi},
    {"getServer", "GET", "/v1/server", S::Read, B::None, 0, "", getServer},
    {"followEvents", "GET", "/v1/events", S::Read, B::None, 0, "", followEvents},

    {"registerMeters", "POST", "/v1/meters", S::Meters, B::JsonOrLines, kMiB, "", registerMeters},
    {"listMeters", "GET", "/v1/meters", S::Read, B::None, 0, "after before limit state manufacturer mnPrefix", listMeters},
    {"getMeter", "GET", "/v1/meters/{meter}", S::Read, B::None, 0, "", getMeter},
    {"reviewMeter", "POST", "/v1/meters/{meter}/reviews", S::Review, B::Json, 64 * kKiB, "", reviewMeter},
    {"activateMeter", "POST", "/v1/meters/{meter}/activation", S::Meters, B::OptionalJson, 64 * kKiB, "", activateMeter},
    {"suspendMeter", "POST", "/v1/meters/{meter}/suspension", S::Lifecycle, B::Json, 64 * kKiB, "", suspendMeter},
    {"resumeMeter", "POST", "/v1/meters/{meter}/resumption", S::Lifecycle, B::Json, 64 * kKiB, "", resumeMeter},
    {"retireMeter", "POST", "/v1/meters/{meter}/retirement", S::Lifecycle, B::Json, 64 * kKiB, "", retireMeter},
    {"traceMeter", "GET", "/v1/meters/{meter}/batches", S::Read, B::None, 0, "after before limit from to links", traceMeter},
    {"listRecords", "GET", "/v1/meters/{meter}/records", S::Records, B::None, 0, "from to", listRecords},

    {"submitRecords", "POST", "/v1/records", S::Submit, B::JsonOrLines, 8 * kMiB, "source partial", submitRecords},
    {"pushRecords", "POST", "/v1/push/{profile}", S::Submit, B::Json, kMiB, "partial", pushRecords},
    {"getSubmission", "GET", "/v1/submissions/{id}", S::Submit, B::None, 0, "wait", getSubmission},
    {"getStream", "GET", "/v1/streams/{stream}", S::Submit, B::None, 0, "", getStream},

    {"uploadFile", "POST", "/v1/uploads", S::Submit, B::Stream, 4 * kGiB, "profile sha256", uploadFile},
    {"listUploads", "GET", "/v1/uploads", S::Submit, B::None, 0, "", listUploads},
    {"getUpload", "GET", "/v1/uploads/{job}", S::Submit, B::None, 0, "", getUpload},
    {"locateRow", "GET", "/v1/uploads/{job}/rows/{row}", S::Submit, B::None, 0, "", locateRow},
    {"cancelUpload", "POST", "/v1/uploads/{job}/cancellation", S::Submit, B::None, 0, "", cancelUpload},

    {"verifyRecord", "POST", "/v1/verifications/record", S::Read, B::Json, 64 * kKiB, "", verifyRecord},
    {"verifyFile", "POST", "/v1/verifications/file", S::Read, B::Stream, 4 * kGiB, "profile from to extract showIntact", verifyFile},
    {"makeBundle", "POST", "/v1/evidence", S::Records, B::Stream, 256 * kMiB, "profile meter from to complete atHeight", makeBundle},
    {"verifyBundle", "POST", "/v1/evidence/verification", S::Read, B::Stream, 256 * kMiB, "fingerprint own", verifyBundle},

    {"getLedger", "GET", "/v1/ledger", S::Read, B::None, 0, "", getLedger},
    {"getGenesis", "GET", "/v1/genesis", S::Read, B::None, 0, "", getGenesis},
    {"listBlocks", "GET", "/v1/blocks", S::Read, B::None, 0, "after before limit from to", listBlocks},
    {"getBlock", "GET", "/v1/blocks/{block}", S::Read, B::None, 0, "", getBlock},
    {"getCheckpoint", "GET", "/v1/checkpoint", S::Read, B::None, 0, "height", getCheckpoint},
    {"listTransactions", "GET", "/v1/transactions", S::Read, B::None, 0, "after before limit from to type meter organisation", listTransactions},
    {"submitTransaction", "POST", "/v1/transactions", S::Transact, B::Octets, 512 * kKiB, "", submitTransaction},
    {"getTransaction", "GET", "/v1/transactions/{tx}", S::Read, B::None, 0, "", getTransaction},
    {"getWire", "GET", "/v1/transactions/{tx}/wire", S::Read, B::None, 0, "", getWire},
    {"getLogProof", "GET", "/v1/transactions/{tx}/proof", S::Read, B::None, 0, "atHeight", getLogProof},
    {"getConsistency", "GET", "/v1/consistency", S::Read, B::None, 0, "oldSize atHeight", getConsistency},
    {"search", "GET", "/v1/search", S::Read, B::None, 0, "q", search},
    {"listOrganisations", "GET", "/v1/organisations", S::Read, B::None, 0, "", listOrganisations},
    {"pullBlocks", "GET", "/v1/replica/blocks", S::Replicate, B::None, 0, "from max", pullBlocks},
    {"getReplicaNote", "GET", "/v1/replica/note", S::Replicate, B::None, 0, "height", getReplicaNote},
    {"takeCosignatures", "POST", "/v1/cosignatures", S::Cosign, B::Text, 64 * kKiB, "", takeCosignatures},

    {"getUploader", "GET", "/v1/upload", S::Read, B::None, 0, "", getUploader},
    {"pauseUploader", "POST", "/v1/upload/pause", S::Admin, B::None, 0, "", pauseUploader},
    {"resumeUploader", "POST", "/v1/upload/resume", S::Admin, B::None, 0, "", resumeUploader},
    {"listAudit", "GET", "/v1/audit", S::Audit, B::None, 0, "after before limit from to action", listAudit},
    {"listTokens", "GET", "/v1/tokens", S::Admin, B::None, 0, "", listTokens},
    {"revokeToken", "DELETE", "/v1/tokens/{id}", S::Admin, B::None, 0, "", revokeToken},
};
// clang-format on

}  // namespace

std::span<const Operation> operations()
{
    return kOperations;
}

}  // namespace meterseal::rest
