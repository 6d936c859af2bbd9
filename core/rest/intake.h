// Records on their way in, whichever door they came through: read, held against the ledger, submitted.
//
// Thread-safety: every function from any thread; a Taken belongs to one.
#pragma once

#include "meterseal/record/health_record.h"
#include "meterseal/source/profile.h"
#include "rest/backend.h"

namespace meterseal::rest {

struct Taken {
    std::vector<HealthRecord> records;
    std::vector<std::uint64_t> lines;  // of each record
    std::vector<LineError> rejected;
    std::uint64_t quiet = 0;  // rows in order that give no record
};

// One record's JSON text: taken or rejected.
void takeRecord(std::string_view json, std::uint64_t line, Taken& taken);

// A body as a platform sends it, read by a mapping profile: JSON of any shape the profile says. Rows that cannot be
// read are rejected; what cannot be read at all is an Error. reason: those of RecordSource::openMemory
Result<Taken> readPushed(const MappingProfile& profile, std::string_view body);

// Takes out what can never be anchored from here, with the reason.
Status checkMeters(Backend& backend, Taken& taken);

// Acknowledged once it returns. Two calls of one stream never both find their source ahead of the last one; without a
// source they run beside each other (the journal syncs once for all of them), as long as their stream has none.
// reason: source.behind (Conflict); those of Uploader::submit
Result<Acknowledged> submitInOrder(Uploader& uploader, const std::string& stream,
                                   const std::vector<HealthRecord>& records, std::optional<std::uint64_t> source);

}  // namespace meterseal::rest
