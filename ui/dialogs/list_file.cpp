#include "dialogs/list_file.h"

#include <fstream>
#include <iconv.h>
#include <iterator>
#include <optional>

namespace meterseal::ui {

namespace {

constexpr std::size_t kMostGrowth = 3;  // a GB18030 character of one or two bytes has at most three in UTF-8

std::optional<std::string> fromGb18030(std::string& bytes)
{
    const iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == reinterpret_cast<iconv_t>(-1)) {
        return std::nullopt;
    }
    std::string utf8(bytes.size() * kMostGrowth + 4, '\0');
    char* in = bytes.data();
    char* out = utf8.data();
    std::size_t inLeft = bytes.size();
    std::size_t outLeft = utf8.size();
    const std::size_t answer = iconv(converter, &in, &inLeft, &out, &outLeft);
    iconv_close(converter);
    if (answer == static_cast<std::size_t>(-1) || inLeft != 0) {
        crypto::wipe(utf8);
        return std::nullopt;
    }
    utf8.resize(utf8.size() - outLeft);
    return utf8;
}

}  // namespace

Result<ListFile> readListFile(const std::filesystem::path& file)
{
    auto rows = readMeterList(file);
    if (rows) {
        return ListFile{std::move(rows).value(), false};
    }
    if (rows.error().reason != "list.encoding") {
        return rows.error();
    }
    // It was read whole a moment ago and is small enough. Passwords may stand in it, so copies are wiped.
    std::ifstream in(file, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::optional<std::string> utf8 = fromGb18030(bytes);
    crypto::wipe(bytes);
    if (!utf8) {
        return rows.error();
    }
    auto parsed = parseMeterList(*utf8);
    crypto::wipe(*utf8);
    if (!parsed) {
        return parsed.error();
    }
    return ListFile{std::move(parsed).value(), true};
}

}  // namespace meterseal::ui
