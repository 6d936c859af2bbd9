#include "support/vectors.h"

#include "source_dir.h"
#include "support/temporary_folder.h"

namespace meterseal::test {

const nlohmann::json& vectors()
{
    static const nlohmann::json document =
        nlohmann::json::parse(readFile(METERSEAL_SOURCE_DIR "/tests/vectors/protocol.json"));
    return document;
}

}  // namespace meterseal::test
