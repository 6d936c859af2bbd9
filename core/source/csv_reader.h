// Splits delimited text into rows and fields, RFC 4180 with any one-character separator and any line ending.
//
// A quote counts only where a field begins; inside an unquoted field it is a plain character. Empty lines are not rows.
//
// Thread-safety: one thread per reader.
#pragma once

#include "source/text_window.h"

#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

enum class RowFault { None, UnclosedQuote, TextAfterQuote, TooLong };

// Views are good until the next call of the reader.
struct TextRow {
    std::vector<std::string_view> fields;  // unquoted; undefined where the fault is not None
    std::string_view text;                 // as it stands in the file, without its line break
    std::uint64_t line = 0;                // where it begins
    std::size_t faultField = 0;            // 1-based
    RowFault fault = RowFault::None;
};

class CsvReader {
public:
    // `separator`: one character in UTF-8.
    CsvReader(std::unique_ptr<TextInput> input, std::string separator)
        : m_window(std::move(input)), m_separator(std::move(separator))
    {}

    // Passes over `count` lines, whatever is in them.
    Status skipLines(std::size_t count);
    // False at the end.
    Result<bool> next(TextRow& row);

    const TextInput& input() const { return m_window.input(); }

private:
    enum class Found { Row, NeedsMore };
    const char* lineEnd();
    Found plainRow(const char* end, TextRow& row);
    Found quotedRow(TextRow& row);
    Found quotedField(const char*& at, TextRow& row);
    bool isSeparator(const char* at) const;
    void finishRow(const char* end, TextRow& row);
    Status readPast(TextRow& row);

    TextWindow m_window;
    std::string m_separator;
    std::string m_unquoted;     // fields that had doubled quotes
    std::string m_start;        // of a row that is too long
    std::size_t m_pending = 0;  // bytes of the row given out last, its line break too
    std::uint64_t m_line = 1;
    std::uint64_t m_pendingLines = 0;
};

}  // namespace meterseal::source
