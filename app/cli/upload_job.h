// What anchor and upload share: files as jobs of one uploader in the workspace, a live view, pause and Ctrl-C.
#pragma once

#include "cli/output.h"
#include "cli/profile_choice.h"
#include "cli/session.h"
#include "meterseal/upload/uploader.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace meterseal::cli {

struct UploadVerbOptions {
    std::vector<std::string> files;
    ReadingOptions reading;
    std::string rejects;
    std::uint32_t batchRecords = kMaxLeavesPerBatch;
    double windowHours = 24;
    std::size_t nodes = 0;  // 0: the ledger itself
    double giveUpSeconds = 60;
    bool follow = false;
    std::string watch;  // a folder; empty: none
};

// The options both verbs have.
void addUploadOptions(CLI::App* verb, UploadVerbOptions& options);

// Uploads the files and waits until everything is committed or rejected.
Result<Outcome> runUpload(const Context& context, const UploadVerbOptions& options);
// Follows one growing JSON Lines file until Ctrl-C.
Result<Outcome> runFollow(const Context& context, const UploadVerbOptions& options);
// Takes what is dropped into a folder until Ctrl-C.
Result<Outcome> runWatch(const Context& context, const UploadVerbOptions& options);

// How `file` is to be read: the profile named, else one told from its first rows; never guessed.
Result<MappingProfile> uploadProfile(const Context& context, const UploadVerbOptions& options, const std::string& file);

// The workspace open for writing, its uploader running.
Result<std::unique_ptr<OpenWorkspace>> openForUpload(const Context& context, const UploadVerbOptions& options);

// Exit code and last words: 1 where something was rejected.
Result<Outcome> tellJobs(const Context& context, const std::vector<JobProgress>& jobs, double seconds);

}  // namespace meterseal::cli
