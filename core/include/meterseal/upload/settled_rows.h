// Where all rows of an upload job ended, from the journal's files alone: what receipts are made of, and lists of the
// rows that were rejected. May be read beside a running uploader; it then tells what was on disk at that moment.
//
// Thread-safety: pure functions of the files.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/chain/chain.h"
#include "meterseal/source/preview.h"

#include <filesystem>
#include <map>
#include <string_view>
#include <vector>

namespace meterseal {

struct SettledBatch {
    Hash256 tx;
    Height height = 0;
    std::vector<std::uint64_t> rows;  // in leaf order: rows[i] is the record of leaf i
};

struct SettledRows {
    std::vector<SettledBatch> committed;  // in the order of their batch numbers
    std::vector<MarkedRow> rejected;      // ascending by row
    std::vector<std::uint64_t> skipped;   // duplicates and rows anchored before, ascending
};

// Over all runs of the job; what a later run committed counts. reason: upload.*
Result<SettledRows> readSettledRows(const std::filesystem::path& journal, std::string_view job);

// How the job's file was read. NotFound/upload.job-unknown, Conflict/upload.job-is-live.
Result<MappingProfile> readJobProfile(const std::filesystem::path& journal, std::string_view job);

// The rejected rows of a job in its file's own format, each with the reason (copyMarkedRows).
// Conflict/upload.file-changed where the file is no longer the one that was uploaded. Returns how many rows were
// written.
Result<std::uint64_t> writeRejectedRows(const std::filesystem::path& journal, std::string_view job,
                                        const std::filesystem::path& target, std::stop_token stop = {});

}  // namespace meterseal
