// Which mapping profile a record file is read with: shared by `verify`, `anchor` and `upload`.
#pragma once

#include "cli/context.h"
#include "meterseal/source/profile.h"
#include "meterseal/source/spool.h"

#include <string>

namespace meterseal::cli {

// The profile named, else the suggested one where nothing about it is in doubt. JSON whose objects have the protocol's
// four members and RFC 3339 times is read as it stands: it says nothing of a unit because the protocol carries none.
// `nothingDone` closes the message of an Error ("Nothing was checked."). reason: cli.profile, profile.*, source.*
Result<MappingProfile> chooseProfile(const std::string& file, const std::string& profileFile,
                                     const std::string& nothingDone);

// `file` so that it can be read more than once; a pipe or FIFO is copied first, which Ctrl-C ends.
Result<SpooledFile> spoolInput(const std::string& file);
// Says what a person must know about what is read of the file and what is not (hidden sheets, formulas, a log).
Status tellSourceNotes(const std::filesystem::path& file, const MappingProfile& profile);

}  // namespace meterseal::cli
