#include "cli/files.h"

#include "meterseal/file/whole_file.h"

#include <fmt/format.h>

namespace meterseal::cli {

namespace {

constexpr std::size_t kMaxBytes = 16u << 20;

}  // namespace

Result<std::string> readFile(const std::filesystem::path& file)
{
    return readWhole(file, kMaxBytes);
}

Status writeNewFile(const std::filesystem::path& file, std::string_view content)
{
    std::error_code error;
    if (std::filesystem::exists(file, error)) {
        return leftAsItIs(file);
    }
    MS_ASSIGN(WholeFile fresh, WholeFile::make(file));
    MS_TRY(fresh.file().write(content));
    return fresh.commit(Replace::No);
}

Error leftAsItIs(const std::filesystem::path& file)
{
    return makeError(ErrorCode::Conflict, "file.exists",
                     fmt::format("{} exists already and was left as it is. Name another file.", file.string()));
}

}  // namespace meterseal::cli
