// Reads a whole record source from memory, for tests and fuzz harnesses.
#pragma once

#include "meterseal/source/record_source.h"
#include "source/byte_input.h"

#include <string>
#include <string_view>
#include <vector>

namespace meterseal::test {

// A profile whose columns or members have the record's own names.
MappingProfile plainProfile(FileFormat format = FileFormat::Delimited);

struct Outcome {
    std::vector<SourceRow> rows;
    std::vector<RejectedRow> rejects;
    std::uint64_t quietRows = 0;
    std::string failure;  // reason of the Error that open or read ended with

    // "line:column reason" of each reject, one a line.
    std::string rejectList() const;
    // Canonical bytes of each record, one a line.
    std::string recordList() const;
};

// `step` rows a call.
Outcome readAll(std::string_view bytes, const MappingProfile& profile, std::size_t step = 100);
Outcome readAll(std::unique_ptr<source::ByteInput> bytes, const MappingProfile& profile, std::size_t step = 100);

}  // namespace meterseal::test
