// The table of reasons in core/ledger/README.md, so that tests can ask whether it names what the code says.
#pragma once

#include "source_dir.h"
#include "support/temporary_folder.h"

#include <string>

namespace meterseal::test {

inline bool ledgerReadmeNames(const std::string& reason)
{
    static const std::string readme = readFile(METERSEAL_SOURCE_DIR "/core/ledger/README.md");
    return readme.find("`" + reason + "`") != std::string::npos;
}

}  // namespace meterseal::test
