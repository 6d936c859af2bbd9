// suggestProfile over any bytes.
#pragma once

#include "meterseal/source/suggestion.h"
#include "source/byte_input.h"
#include "source/record_file.h"

namespace meterseal::source {

Result<ProfileSuggestion> suggestFrom(std::unique_ptr<ByteInput> bytes, std::string name,
                                      const SuggestionHints& hints = {});
// Of a workbook or database.
Result<ProfileSuggestion> suggestFromTable(RecordFile file, std::string name, const SuggestionHints& hints = {});

}  // namespace meterseal::source
