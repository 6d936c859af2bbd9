#include "cli/sheet_text.h"

#include "cli/input.h"
#include "meterseal/base/process.h"

#include <array>

namespace meterseal::cli {

namespace {

constexpr std::size_t kMostBytes = 64u << 20;

// PNG, JPEG, TIFF, BMP, GIF: what begins with bytes that no text does.
bool isPicture(const std::string& bytes)
{
    const std::string tiffs[] = {std::string("II*\0", 4), std::string("MM\0*", 4)};
    return bytes.starts_with("\x89PNG\r\n") || bytes.starts_with("\xff\xd8\xff") || bytes.starts_with("GIF8") ||
           bytes.starts_with(tiffs[0]) || bytes.starts_with(tiffs[1]) ||
           (bytes.starts_with("BM") && bytes.find('\0') != std::string::npos);
}

}  // namespace

std::filesystem::path desktopProgram()
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path here = fs::read_symlink("/proc/self/exe", error).parent_path();
    for (const fs::path& place : {here / "meterseal", here.parent_path() / "desktop" / "meterseal"}) {
        if (fs::is_regular_file(place, error)) {
            return place;
        }
    }
    return "meterseal";
}

Result<std::string> readSheetText(const std::string& file)
{
    MS_ASSIGN(std::string bytes, readTextFile(file, kMostBytes));
    if (file == "-" || !isPicture(bytes)) {
        return bytes;
    }
    ChildCommand command{desktopProgram()};
    command.arguments = {"--read-sheet", "--", file};
    command.output = ChildCommand::Output::Piped;
    auto started = ChildProcess::start(command);
    if (!started) {
        return makeError(ErrorCode::NotFound, "sheet.no-desktop",
                         "Pictures are read by the desktop program \"meterseal\", which could not be started: " +
                             started.error().message + " Nothing was checked. Install it, or type the sheet.");
    }
    std::string text;
    std::array<char, 4096> piece{};
    for (std::size_t size = 0; (size = started->read(piece.data(), piece.size())) > 0;) {
        text.append(piece.data(), size);
    }
    const ChildEnd end = started->wait();
    if (end.code != 0) {
        return makeError(ErrorCode::InvalidArgument, "sheet.scan",
                         "The picture gave no checkpoint (" + describe(end) +
                             "); the line above says why. Nothing was checked.");
    }
    return text;
}

}  // namespace meterseal::cli
