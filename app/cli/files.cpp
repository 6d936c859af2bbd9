#include "cli/files.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace meterseal::cli {

namespace {

constexpr std::uintmax_t kMaxBytes = 16u << 20;

}  // namespace

Result<std::string> readFile(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return makeError(ErrorCode::NotFound, "file.not-found", fmt::format("There is no file {}.", file.string()));
    }
    if (std::filesystem::file_size(file, error) > kMaxBytes) {
        return makeError(ErrorCode::InvalidArgument, "file.too-big",
                         fmt::format("{} is larger than 16 MiB and was not read.", file.string()));
    }
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in || !text) {
        return makeError(ErrorCode::Io, "file.io", fmt::format("{} could not be read.", file.string()));
    }
    return text.str();
}

Status writeNewFile(const std::filesystem::path& file, std::string_view content)
{
    std::error_code error;
    if (std::filesystem::exists(file, error)) {
        return makeError(ErrorCode::Conflict, "file.exists",
                         fmt::format("{} exists already and was left as it is. Name another file.", file.string()));
    }
    std::ofstream out(file, std::ios::binary);
    out << content;
    out.close();
    return out ? Status()
               : Status(
                     makeError(ErrorCode::Io, "file.io",
                               fmt::format("{} could not be written whole; do not use what is there.", file.string())));
}

}  // namespace meterseal::cli
