// The pages of a workspace that is there, for the demonstration and the README.
#pragma once

#include "ui/support/pictures.h"

#include <filesystem>
#include <vector>

namespace meterseal::test {

// Opens the workspace read-only and shows each page; where it holds the sample's tampered file, what verifying it
// finds.
void shootWorkspace(const std::filesystem::path& workspace, const Look& look, const SavePicture& save);

// Makes the sample in a folder of its own and shows what the README tells of.
void shootReadme(const std::vector<Look>& looks, const SavePicture& save);

}  // namespace meterseal::test
