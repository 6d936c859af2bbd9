// A file taken into a workspace's uploader, as every program does it: how it is read, and where its rejects go.
//
// Thread-safety: from any thread, as Uploader.
#pragma once

#include "meterseal/source/profile.h"
#include "meterseal/upload/uploader.h"
#include "meterseal/workspace/workspace.h"

#include <filesystem>
#include <optional>
#include <string>

namespace meterseal {

// Adds the file as a job, read as `profile` says or, without one, as its first rows show beyond doubt. Returns the
// job's id. reason: those of Uploader::addFile; InvalidArgument/source.profile-unclear says what is in doubt.
Result<std::string> uploadFile(Uploader& uploader, const Workspace& workspace, const std::filesystem::path& file,
                               const std::optional<MappingProfile>& profile);

// What a watched folder found: the same, but a content that has a job already is left alone, unless that job failed.
// Returns whether there is a new job.
Result<bool> takeWatchedFile(Uploader& uploader, const Workspace& workspace, const std::filesystem::path& file,
                             const Hash256& sha256, const std::optional<MappingProfile>& profile);

}  // namespace meterseal
