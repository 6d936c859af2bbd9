// The upload page through its states: empty, previews, jobs, the question at closing, locked, for the screenshots tool.
#pragma once

#include "ui/support/pictures.h"

namespace meterseal::test {

// Calls `save` once each state is on the screen; with a ledger and a window of its own.
void shootUpload(const Look& look, const SavePicture& save);

}  // namespace meterseal::test
