// published.jsonl in a workspace: every checkpoint of which a copy left the house, printed as a sheet or written into a
// file to be deposited. Evidence bundles carry them with the proof that the ledger only grew since, so that whoever
// kept one can compare. Cosigned checkpoints need no line: the ledger has their cosignatures.
//
//   {"blockHash":hex,"height":n,"kind":"printed","logSize":n,"time":time}     one line each, canonical JSON
//
// The file is replaced whole at each note. Thread-safety: one writer at a time, as of the workspace.
#pragma once

#include "meterseal/base/time.h"
#include "meterseal/ledger/block.h"
#include "meterseal/ledger/reader.h"

#include <filesystem>
#include <vector>

namespace meterseal {

enum class PublishedAs { Printed, Deposited };
std::string_view toString(PublishedAs kind);  // "printed", "deposited"

struct PublishedCheckpoint {
    Height height = 0;
    std::uint64_t logSize = 0;
    Hash256 blockHash;
    PublishedAs kind = PublishedAs::Printed;
    Timestamp time;  // when it left, by this machine's clock

    bool operator==(const PublishedCheckpoint&) const = default;
};

// Adds one line; the same block and kind again is one line. reason: published.form, file.io
Status notePublished(const std::filesystem::path& workspace, const BlockHeader& header, PublishedAs kind,
                     Timestamp time);
// In the order they were noted; none where there is no file. Damaged/published.form names the line.
Result<std::vector<PublishedCheckpoint>> publishedCheckpoints(const std::filesystem::path& workspace);
// The heights of those that are this ledger's own, ascending: what EvidenceRequest::earlier takes.
Result<std::vector<Height>> publishedHeights(const std::filesystem::path& workspace, LedgerReader& reader);

}  // namespace meterseal
