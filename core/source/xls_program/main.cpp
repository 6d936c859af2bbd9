// meterseal-xls FILE [SHEET]: prints the sheets of an .xls workbook, and the rows of one of them (xls_frames.h).
//
// FreeXL reads bytes that anybody may have made, so it runs here and not in the program that holds keys: with little
// memory and time, and without files, programs or descriptors of its own.
#include "source/cell_text.h"
#include "source/xls_frames.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <freexl.h>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace {

using namespace meterseal::source;

[[maybe_unused]] constexpr rlim_t kMemoryBytes = rlim_t(1) << 30;
constexpr rlim_t kSeconds = 120;

void limit(int what, rlim_t most)
{
    const rlimit value{most, most};
    if (setrlimit(static_cast<__rlimit_resource>(what), &value) != 0) {
        std::exit(static_cast<int>(XlsExit::Usage));  // never without its limits
    }
}

void giveUpRights()
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    limit(RLIMIT_AS, kMemoryBytes);  // a sanitizer reserves more addresses than any file may need
#endif
    limit(RLIMIT_CPU, kSeconds);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NPROC, 0);
    limit(RLIMIT_CORE, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

[[noreturn]] void fail(XlsExit why)
{
    std::exit(static_cast<int>(why));
}

void put(std::uint32_t number)
{
    if (std::fwrite(&number, sizeof number, 1, stdout) != 1) {
        fail(XlsExit::Usage);  // nobody reads any more
    }
}

void put(std::string_view text)
{
    if (text.size() > kXlsMaxTextBytes) {
        fail(XlsExit::Damaged);
    }
    put(static_cast<std::uint32_t>(text.size()));
    if (!text.empty() && std::fwrite(text.data(), text.size(), 1, stdout) != 1) {
        fail(XlsExit::Usage);
    }
}

std::string textOf(const FreeXL_CellValue& cell)
{
    switch (cell.type) {
    case FREEXL_CELL_INT:
        return numberText(cell.value.int_value);
    case FREEXL_CELL_DOUBLE:
        return numberText(cell.value.double_value);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
        return cell.value.text_value == nullptr ? std::string() : cell.value.text_value;
    default:
        return {};
    }
}

const void* openWorkbook(const char* file)
{
    const void* book = nullptr;
    const int state = freexl_open(file, &book);
    std::uint32_t password = FREEXL_BIFF_PLAIN;
    if (book != nullptr && freexl_get_info(book, FREEXL_BIFF_PASSWORD, &password) == FREEXL_OK &&
        password == FREEXL_BIFF_OBFUSCATED) {
        fail(XlsExit::Protected);
    }
    if (state != FREEXL_OK) {
        fail(XlsExit::Damaged);
    }
    return book;
}

void putSheets(const void* book, std::uint32_t count)
{
    put(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const char* name = nullptr;
        std::uint32_t rows = 0;
        std::uint16_t columns = 0;
        if (freexl_get_worksheet_name(book, static_cast<std::uint16_t>(i), &name) != FREEXL_OK ||
            freexl_select_active_worksheet(book, static_cast<std::uint16_t>(i)) != FREEXL_OK ||
            freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK) {
            fail(XlsExit::Damaged);
        }
        put(name == nullptr ? std::string_view() : std::string_view(name));
        put(rows > 0 && columns > 0 ? 1u : 0u);
    }
}

void putRows(const void* book, std::uint32_t sheet)
{
    std::uint32_t rows = 0;
    std::uint16_t columns = 0;
    if (freexl_select_active_worksheet(book, static_cast<std::uint16_t>(sheet)) != FREEXL_OK ||
        freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK || columns > kXlsMaxColumns) {
        fail(XlsExit::Damaged);
    }
    for (std::uint32_t row = 0; row < rows; ++row) {
        put(row + 1);
        put(std::uint32_t(columns));
        for (std::uint16_t column = 0; column < columns; ++column) {
            FreeXL_CellValue cell;
            if (freexl_get_cell_value(book, row, column, &cell) != FREEXL_OK) {
                fail(XlsExit::Damaged);
            }
            put(std::string_view(textOf(cell)));
        }
    }
    put(kXlsEnd);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2 || argc > 3) {
        std::fputs("usage: meterseal-xls FILE [SHEET]   (run by MeterSeal itself)\n", stderr);
        return static_cast<int>(XlsExit::Usage);
    }
    giveUpRights();
    const void* const book = openWorkbook(argv[1]);
    std::uint32_t count = 0;
    if (freexl_get_info(book, FREEXL_BIFF_SHEET_COUNT, &count) != FREEXL_OK || count > kXlsMaxSheets) {
        fail(XlsExit::Damaged);
    }
    putSheets(book, count);
    if (argc == 3) {
        const unsigned long sheet = std::strtoul(argv[2], nullptr, 10);
        if (sheet >= count) {
            return static_cast<int>(XlsExit::Usage);
        }
        putRows(book, static_cast<std::uint32_t>(sheet));
    }
    return std::fflush(stdout) == 0 ? static_cast<int>(XlsExit::Done) : static_cast<int>(XlsExit::Usage);
}
