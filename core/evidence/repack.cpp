#include "meterseal/evidence/container.h"
#include "meterseal/file/file.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <memory>
#include <zip.h>

namespace meterseal {

namespace {

namespace fs = std::filesystem;

Error repackError(const fs::path& file, std::string_view why)
{
    return makeError(ErrorCode::InvalidArgument, "evidence.repack",
                     fmt::format("{} cannot be packed as evidence: {}. Nothing was written.", file.string(), why));
}

// Adds a member as long as all of them stay within what evidence may have.
Status add(EvidenceMembers& members, std::uint64_t& total, const fs::path& from, std::string name, std::uint64_t size,
           const std::function<bool(Bytes&)>& read)
{
    total += size;
    if (!isEvidenceMemberName(name)) {
        return repackError(from, fmt::format("no member of evidence is called \"{}\"", name.substr(0, 100)));
    }
    if (size > EvidenceLimits::kMember || total > EvidenceLimits::kFile || members.size() >= EvidenceLimits::kMembers) {
        return repackError(from, "it holds more than evidence may have");
    }
    Bytes bytes(size);
    if (!read(bytes)) {
        return repackError(from, fmt::format("{} could not be read whole", name));
    }
    if (!members.emplace(std::move(name), std::move(bytes)).second) {
        return repackError(from, "it holds a member twice");
    }
    return {};
}

Result<EvidenceMembers> membersOfFolder(const fs::path& folder)
{
    EvidenceMembers members;
    std::uint64_t total = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (!at->is_regular_file(error)) {
            continue;
        }
        const fs::path file = at->path();
        const Status added = add(members, total, folder, file.lexically_relative(folder).generic_string(),
                                 at->file_size(error), [&](Bytes& bytes) {
                                     const auto text = readWhole(file, EvidenceLimits::kMember);
                                     if (!text.ok() || text->size() != bytes.size()) {
                                         return false;
                                     }
                                     bytes.assign(text->begin(), text->end());
                                     return true;
                                 });
        MS_TRY(added);
    }
    return error ? Result<EvidenceMembers>(repackError(folder, error.message())) : Result(std::move(members));
}

Result<EvidenceMembers> membersOfZip(const fs::path& file)
{
    int code = 0;
    const std::unique_ptr<zip_t, decltype(&zip_discard)> zip(zip_open(file.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code),
                                                             &zip_discard);
    if (!zip) {
        return repackError(file, "it is neither a folder nor a ZIP file that can be read");
    }
    EvidenceMembers members;
    std::uint64_t total = 0;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip.get(), 0); ++i) {
        zip_stat_t stat;
        const auto index = static_cast<zip_uint64_t>(i);
        if (zip_stat_index(zip.get(), index, 0, &stat) != 0) {
            return repackError(file, "its directory cannot be read");
        }
        const std::string name = stat.name;
        if (name.ends_with('/')) {
            continue;
        }
        MS_TRY(add(members, total, file, name, stat.size, [&](Bytes& bytes) {
            const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> in(zip_fopen_index(zip.get(), index, 0),
                                                                        &zip_fclose);
            return in && zip_fread(in.get(), bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size());
        }));
    }
    return members;
}

}  // namespace

Result<Bytes> repackEvidence(const fs::path& fileOrFolder)
{
    std::error_code error;
    const bool folder = fs::is_directory(fileOrFolder, error);
    MS_ASSIGN(const EvidenceMembers members, folder ? membersOfFolder(fileOrFolder) : membersOfZip(fileOrFolder));
    MS_ASSIGN(Bytes bytes, writeEvidenceContainer(members));
    MS_TRY(EvidenceContainer::read(bytes).status());
    return bytes;
}

}  // namespace meterseal
