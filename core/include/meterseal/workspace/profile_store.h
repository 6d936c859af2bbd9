// ProfileStore: the mapping profiles kept in a workspace, one core/source/PROFILE.md file each in `profiles/`. A
// profile is known by the name inside it; the file's name follows from it, but a file put there by hand may have any.
//
// Thread-safety: a value; calls that change the same folder need external synchronisation. Files are replaced whole.
#pragma once

#include "meterseal/source/profile.h"

#include <vector>

namespace meterseal {

struct StoredProfile {
    std::string name;  // the file's name, where it cannot be read
    std::filesystem::path file;
    Result<MappingProfile> profile;
};

class ProfileStore {
public:
    // Workspace::profilesFolder(); made with the first save().
    explicit ProfileStore(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    // By name. A file that is no profile is listed with its Error. No folder is an empty list.
    Result<std::vector<StoredProfile>> list() const;
    // reason: profile.not-found, and what parseProfile() says
    Result<MappingProfile> load(std::string_view name) const;
    // Under profile.name: 1 to 80 bytes of text (meterseal/base/text.h). reason: profile.exists (Conflict, unless
    // `replace`), profile.name, file.io
    Status save(const MappingProfile& profile, bool replace = false) const;
    // reason: profile.not-found, profile.exists, profile.name
    Status rename(std::string_view from, const std::string& to) const;
    Status remove(std::string_view name) const;
    // A profile from elsewhere, under the name inside it; gives that name. reason: profile.exists
    Result<std::string> importFile(const std::filesystem::path& file) const;
    // Refuses to replace a file. reason: profile.not-found, file.exists
    Status exportFile(std::string_view name, const std::filesystem::path& file) const;

private:
    Result<StoredProfile> find(std::string_view name) const;
    std::filesystem::path fileOf(std::string_view name) const;

    std::filesystem::path m_folder;
};

}  // namespace meterseal
