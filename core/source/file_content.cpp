#include "source/file_content.h"

#include <array>
#include <fmt/format.h>

namespace meterseal::source {

namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view bytes;
    FileContent content;
    std::string_view name, advice;  // of what is Unread
};
constexpr std::string_view kUnpack = "Unpack it and name the file that was in it";
constexpr std::string_view kExport = "Export the table as CSV or .xlsx where it was made";
constexpr std::array kMagics{
    Magic{"\x1f\x8b"sv, FileContent::Gzip, {}, {}},
    Magic{"PK\x03\x04"sv, FileContent::Zip, {}, {}},
    Magic{"PK\x05\x06"sv, FileContent::Zip, {}, {}},  // one without entries
    Magic{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, FileContent::OldWorkbook, {}, {}},
    Magic{"\x09\x08\x10\x00\x00\x06"sv, FileContent::OldWorkbook, {}, {}},  // BIFF8 without its container
    Magic{"SQLite format 3\0"sv, FileContent::Database, {}, {}},
    Magic{"%PDF-"sv, FileContent::Unread, "a PDF document", kExport},
    Magic{"PAR1"sv, FileContent::Unread, "a Parquet file", kExport},
    Magic{"7z\xbc\xaf\x27\x1c"sv, FileContent::Unread, "a 7-Zip archive", kUnpack},
    Magic{"Rar!\x1a\x07"sv, FileContent::Unread, "a RAR archive", kUnpack},
    Magic{"BZh"sv, FileContent::Unread, "a bzip2 file", kUnpack},
    Magic{"\xfd"
          "7zXZ\0"sv,
          FileContent::Unread, "an xz file", kUnpack},
    Magic{"\x28\xb5\x2f\xfd"sv, FileContent::Unread, "a Zstandard file", kUnpack},
    Magic{"{\\rtf"sv, FileContent::Unread, "an RTF document", kExport},
    Magic{"\x89PNG"sv, FileContent::Unread, "a PNG picture", kExport},
    Magic{"\xff\xd8\xff"sv, FileContent::Unread, "a JPEG picture", kExport},
    Magic{"\x00\x01\x00\x00Standard"sv, FileContent::Unread, "an Access database", kExport},
};

const Magic* find(std::string_view head)
{
    for (const Magic& magic : kMagics) {
        if (head.starts_with(magic.bytes)) {
            return &magic;
        }
    }
    return nullptr;
}

// Markup where a table of records is expected: web pages and spreadsheets saved as XML often end in .xls.
bool isMarkup(std::string_view head)
{
    if (head.starts_with("\xef\xbb\xbf")) {
        head.remove_prefix(3);
    }
    const std::size_t at = head.find_first_not_of(" \t\r\n");
    head = at == std::string_view::npos ? std::string_view() : head.substr(at);
    return head.starts_with("<?xml") || head.starts_with("<html") || head.starts_with("<HTML") ||
           head.starts_with("<!DOCTYPE") || head.starts_with("<!doctype") || head.starts_with("<table");
}

constexpr std::size_t kTarMagicAt = 257;

bool isTar(std::string_view head)
{
    return head.size() > kTarMagicAt + 5 && head.substr(kTarMagicAt, 5) == "ustar";
}

}  // namespace

FileContent contentOf(std::string_view head)
{
    if (const Magic* const magic = find(head)) {
        return magic->content;
    }
    return isTar(head) || isMarkup(head) ? FileContent::Unread : FileContent::Text;
}

Error unreadContent(std::string_view head)
{
    const Magic* const magic = find(head);
    const std::string_view name = magic != nullptr ? magic->name : isTar(head) ? "a tar archive" : "HTML or XML";
    const std::string_view advice = magic != nullptr ? magic->advice : isTar(head) ? kUnpack : kExport;
    return makeError(ErrorCode::Unsupported, "source.kind",
                     fmt::format("This is {}, which is not read. {}; nothing was read.", name, advice));
}

}  // namespace meterseal::source
