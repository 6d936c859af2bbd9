// Makes an evidence bundle from a ledger and records at hand. The ledger holds leaves, not records: what is shown comes
// from a record file or from single records, each placed at its leaf by a verification first. A bundle is complete or
// not made. core/evidence/FORMAT.md.
//
// The same ledger, request and times give the same bytes.
// Thread-safety: as the reader given; owns worker threads while it verifies.
#pragma once

#include "meterseal/base/time.h"
#include "meterseal/crypto/keys.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/ledger/reader.h"
#include "meterseal/record/health_record.h"
#include "meterseal/source/profile.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace meterseal {

struct EvidenceRequest {
    // Either a record file, read with its profile, or records.
    std::optional<std::filesystem::path> file;
    MappingProfile profile;
    bool original = true;  // put the file's own bytes into the bundle
    std::vector<HealthRecord> records;

    // Which of them; empty: all meters, all times. With a range given, batches within it that nothing is shown of are
    // in the bundle too, with all their leaves withheld.
    std::vector<std::string> meters;
    std::optional<Timestamp> from, to;
    bool complete = false;  // every batch of the meters up to the checkpoint

    // The block whose checkpoint the bundle stands under: the newest cosigned one that covers all batches, else the
    // newest.
    std::optional<Height> checkpoint;
    std::vector<Height> earlier;  // blocks whose checkpoints were published; those after the checkpoint are left out

    // Tokens (crypto/time_stamp.h) over the headers of blocks: their checkpoints are carried with them.
    std::vector<std::pair<Height, Bytes>> timeStamps;

    std::string presenterName, presenterOrganisation, text;
    const crypto::PrivateKey* presenterKey = nullptr;  // borrowed; a key of the organisation
    std::string program;                               // name and version of what makes it
    Timestamp time;
};

struct EvidenceFile {
    std::string name;  // proposed: "<chain>-<mn or N-meters>-<yyyymmdd>-<yyyymmdd>.mseal.zip"
    Bytes bytes;
    Hash256 sha256;
    Height checkpoint = 0;
    std::uint64_t batches = 0, shown = 0, withheld = 0;
    std::uint64_t altered = 0;   // shown at a place whose leaf they are not
    std::uint64_t unplaced = 0;  // no leaf can be named for them
    std::uint64_t rejected = 0;  // rows of the file that could not be read
};

// reason: evidence.nothing (no record asked for, or none of them in a batch), evidence.undetermined (a record could not
// be judged), evidence.consortium (not yet), evidence.checkpoint, evidence.presenter, those of RecordSource, ledger.*,
// container.*
Result<EvidenceFile> makeEvidence(LedgerReader& reader, const EvidenceRequest& request, std::stop_token stop = {});

// Writes a bundle whole, or nothing. reason: file.io; Conflict/file.exists where Replace::No and the name is taken
Status saveEvidence(const std::filesystem::path& file, ByteView bytes, Replace replace);

}  // namespace meterseal
