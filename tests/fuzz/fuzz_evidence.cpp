// Evidence bundles and their parts: what is read writes back to the same bytes, and an inspection always ends in
// fourteen steps, whatever the bytes are.
#include "evidence/names.h"
#include "meterseal/evidence/container.h"
#include "meterseal/evidence/inspect.h"
#include "support/fuzz_check.h"

using namespace meterseal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView bytes{data, size};
    const std::string_view text = asText(bytes);
    if (const auto container = EvidenceContainer::read(bytes); container.ok()) {
        EvidenceMembers members;
        for (const auto& member : container->members()) {
            members.emplace(member.name, Bytes(member.bytes.begin(), member.bytes.end()));
        }
        const auto again = writeEvidenceContainer(members);
        FUZZ_CHECK(again.ok() && std::equal(again->begin(), again->end(), bytes.begin(), bytes.end()));
    }
    if (const auto claim = parseClaim(text); claim.ok()) {
        FUZZ_CHECK(printClaim(*claim) == text);
    }
    if (const auto proof = evidence::parseEntryProof(text); proof.ok()) {
        FUZZ_CHECK(evidence::printEntryProof(*proof) == text);
    }
    if (const auto path = evidence::parseHashLines(text); path.ok()) {
        FUZZ_CHECK(evidence::printHashLines(*path) == text);
    }
    (void)readKeptCheckpoint(text);
    const EvidenceReport report = inspectEvidence(bytes, {});
    FUZZ_CHECK(report.steps.size() == 14);
    FUZZ_CHECK(report.verdict != EvidenceVerdict::Holds);  // no fingerprint is confirmed
    return 0;
}
