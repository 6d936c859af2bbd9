// How a record file is read in a workspace: as it was read before, as a file of the same header was, or as its first
// rows show; and what is still to be asked. Both programs come here for it.
//
// What a person once said is kept in profiles/kept: by the file's SHA-256, so that a file just anchored is verified
// without asking, and by its header, for the next file of that kind. A meter's id said for one file is never taken for
// the next.
//
// Thread-safety: pure functions of the folder's files; calls that change it need external synchronisation.
#pragma once

#include "meterseal/ledger/reader.h"
#include "meterseal/source/suggestion.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace meterseal {

struct FileReading {
    enum class From { Suggested, SameFile, SameHeader };
    From from = From::Suggested;
    ProfileSuggestion suggestion;           // its questions are those still open
    std::optional<MappingProfile> profile;  // none: something is to be asked, or no answer can help
};

class FileReadings {
public:
    // `profiles` is Workspace::profilesFolder(); it need not be there. `ledger` tells meters' ids from other numbers;
    // it is borrowed and may be null.
    explicit FileReadings(std::filesystem::path profiles, LedgerReader* ledger = nullptr);

    // `answers` by Question::key. reason: source.*
    Result<FileReading> read(const std::filesystem::path& file,
                             const std::map<std::string, std::string>& answers = {}) const;
    // Keeps how the file was read, for it and for others with its header. reason: file.io, source.*
    Status keep(const std::filesystem::path& file, const MappingProfile& profile) const;

private:
    SuggestionHints hints(const std::map<std::string, std::string>& answers) const;
    std::optional<MappingProfile> kept(const std::string& name) const;

    std::filesystem::path m_folder;
    LedgerReader* m_ledger;
};

}  // namespace meterseal
