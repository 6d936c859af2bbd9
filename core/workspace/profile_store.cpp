#include "meterseal/workspace/profile_store.h"

#include "meterseal/base/text.h"
#include "meterseal/file/whole_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxNameBytes = 80;

Status checkName(std::string_view name)
{
    if (const Status good = checkText(name, "The profile's name", kMaxNameBytes); !good) {
        return makeError(ErrorCode::InvalidArgument, "profile.name",
                         good.error().message + " Nothing was changed; choose another name.");
    }
    return {};
}

Error exists(std::string_view name)
{
    return makeError(ErrorCode::Conflict, "profile.exists",
                     fmt::format("There is a profile named \"{}\" already. It was kept; choose another name.", name));
}

Error fileFault(const fs::path& file, const std::error_code& error)
{
    return makeError(ErrorCode::Io, "file.io", fmt::format("{}: {}.", file.string(), error.message()));
}

}  // namespace

fs::path ProfileStore::fileOf(std::string_view name) const
{
    std::string encoded;
    for (const char c : name) {
        const bool plain = c != '/' && c != '%' && !(c == '.' && encoded.empty());
        encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return m_folder / (encoded + ".json");
}

Result<std::vector<StoredProfile>> ProfileStore::list() const
{
    std::vector<StoredProfile> all;
    std::error_code error;
    fs::directory_iterator files(m_folder, error);
    if (error) {
        return error == std::errc::no_such_file_or_directory ? Result<std::vector<StoredProfile>>(all)
                                                             : fileFault(m_folder, error);
    }
    for (const fs::directory_entry& entry : files) {
        if (entry.path().extension() != ".json" || !entry.is_regular_file(error)) {
            continue;
        }
        Result<MappingProfile> profile = loadProfile(entry.path());
        std::string name = profile ? profile->name : entry.path().filename().string();
        all.push_back({std::move(name), entry.path(), std::move(profile)});
    }
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return std::tie(a.name, a.file) < std::tie(b.name, b.file); });
    return all;
}

Result<StoredProfile> ProfileStore::find(std::string_view name) const
{
    MS_ASSIGN(std::vector<StoredProfile> all, list());
    for (StoredProfile& one : all) {
        if (one.name == name) {
            return std::move(one);
        }
    }
    return makeError(ErrorCode::NotFound, "profile.not-found",
                     fmt::format("There is no profile named \"{}\" in this workspace.", name));
}

Result<MappingProfile> ProfileStore::load(std::string_view name) const
{
    MS_ASSIGN(StoredProfile found, find(name));
    return std::move(found.profile);
}

Status ProfileStore::save(const MappingProfile& profile, bool replace) const
{
    MS_TRY(checkName(profile.name));
    const auto known = find(profile.name);
    if (known && !replace) {
        return exists(profile.name);
    }
    std::error_code error;
    if (fs::create_directories(m_folder, error)) {
        fs::permissions(m_folder, fs::perms::owner_all, error);
    }
    if (error) {
        return fileFault(m_folder, error);
    }
    return replaceFile(known ? known->file : fileOf(profile.name), profileToJson(profile), kPrivateMode);
}

Status ProfileStore::rename(std::string_view from, const std::string& to) const
{
    MS_TRY(checkName(to));
    MS_ASSIGN(const StoredProfile found, find(from));
    if (from == to) {
        return {};
    }
    if (find(to)) {
        return exists(to);
    }
    MS_ASSIGN(MappingProfile profile, found.profile);
    profile.name = to;
    MS_TRY(save(profile));
    std::error_code error;
    fs::remove(found.file, error);
    return error ? Status(fileFault(found.file, error)) : Status();
}

Status ProfileStore::remove(std::string_view name) const
{
    MS_ASSIGN(const StoredProfile found, find(name));
    std::error_code error;
    fs::remove(found.file, error);
    return error ? Status(fileFault(found.file, error)) : Status();
}

Result<std::string> ProfileStore::importFile(const fs::path& file) const
{
    MS_ASSIGN(const MappingProfile profile, loadProfile(file));
    MS_TRY(save(profile));
    return profile.name;
}

Status ProfileStore::exportFile(std::string_view name, const fs::path& file) const
{
    MS_ASSIGN(const MappingProfile profile, load(name));
    std::error_code error;
    if (fs::exists(file, error)) {
        return makeError(ErrorCode::Conflict, "file.exists",
                         fmt::format("{} is there already. It was kept; choose another name.", file.string()));
    }
    return replaceFile(file, profileToJson(profile), kPrivateMode);
}

}  // namespace meterseal
