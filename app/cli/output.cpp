#include "cli/output.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace meterseal::cli {

namespace {

bool isUnsafe(utf8proc_int32_t codePoint)
{
    const bool control = codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0);
    const bool lineEnd = codePoint == 0x2028 || codePoint == 0x2029;
    const bool direction = (codePoint >= 0x202a && codePoint <= 0x202e) ||
                           (codePoint >= 0x2066 && codePoint <= 0x2069) || codePoint == 0x200e || codePoint == 0x200f;
    return control || lineEnd || direction;
}

// Calls visit(codePoint, bytes); codePoint is -1 for a byte that is not UTF-8.
template <typename Visit>
void forEachCodePoint(std::string_view text, Visit visit)
{
    while (!text.empty()) {
        utf8proc_int32_t codePoint = -1;
        const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                           static_cast<utf8proc_ssize_t>(text.size()), &codePoint);
        const std::size_t size = used > 0 ? static_cast<std::size_t>(used) : 1;
        visit(used > 0 ? codePoint : -1, text.substr(0, size));
        text.remove_prefix(size);
    }
}

std::string dump(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void pad(std::string& line, std::size_t width)
{
    line.append(width, ' ');
}

}  // namespace

void print(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);  // flushOutput() reports what failed
}

void printLine(std::string_view text)
{
    print(text);
    print("\n");
}

void printJson(const Json& value)
{
    printLine(dump(value));
}

void note(std::string_view text)
{
    std::fflush(stdout);
    fmt::print(stderr, "{}\n", printable(text));
}

Status flushOutput()
{
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        return makeError(ErrorCode::Io, "cli.output",
                         fmt::format("Standard output could not be written ({}), so the output is incomplete.",
                                     std::strerror(errno)));
    }
    return {};
}

std::string printable(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    forEachCodePoint(text, [&out](utf8proc_int32_t codePoint, std::string_view bytes) {
        if (codePoint < 0) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes.front()));
        } else if (isUnsafe(codePoint)) {
            out += codePoint < 0x80 ? fmt::format("\\x{:02x}", codePoint) : fmt::format("\\u{{{:x}}}", codePoint);
        } else {
            out += bytes;
        }
    });
    return out;
}

std::size_t displayWidth(std::string_view text)
{
    std::size_t width = 0;
    forEachCodePoint(text, [&width](utf8proc_int32_t codePoint, std::string_view) {
        width += codePoint < 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(codePoint)));
    });
    return width;
}

void printFields(const std::vector<std::pair<std::string, std::string>>& fields)
{
    std::size_t width = 0;
    for (const auto& [name, value] : fields) {
        width = std::max(width, displayWidth(name));
    }
    for (const auto& [name, value] : fields) {
        std::string line = name + ":";
        pad(line, width - displayWidth(name) + 1);
        printLine(line + printable(value));
    }
}

void Table::row(std::vector<std::string> cells)
{
    for (std::string& cell : cells) {
        cell = printable(cell);
    }
    cells.resize(m_columns.size());
    m_rows.push_back(std::move(cells));
}

void Table::print() const
{
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        std::size_t width = displayWidth(m_columns[c].title);
        for (const auto& cells : m_rows) {
            width = std::max(width, displayWidth(cells[c]));
        }
        widths.push_back(width);
    }
    const auto printRow = [&](auto cellAt) {
        std::string line;
        for (std::size_t c = 0; c < m_columns.size(); ++c) {
            const std::string& cell = cellAt(c);
            const std::size_t gap = widths[c] - displayWidth(cell);
            const bool last = c + 1 == m_columns.size();
            if (m_columns[c].align == Align::Right) {
                pad(line, gap);
                line += cell;
            } else {
                line += cell;
                pad(line, last ? 0 : gap);
            }
            pad(line, last ? 0 : 2);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        printLine(line);
    };
    printRow([this](std::size_t c) -> const std::string& { return m_columns[c].title; });
    for (const auto& cells : m_rows) {
        printRow([&cells](std::size_t c) -> const std::string& { return cells[c]; });
    }
}

void printError(const Error& error, bool json)
{
    std::fflush(stdout);
    if (json) {
        const Json object{{"error", meterseal::toJson(error)}};
        fmt::print(stderr, "{}\n", dump(object));
        return;
    }
    fmt::print(stderr, "meterseal-cli: error: {} [{}]\n", printable(error.message), printable(error.reason));
}

}  // namespace meterseal::cli
