// Splits delimited text into rows and fields, RFC 4180 with any one-character separator and any line ending.
//
// A quote counts only where a field begins, blanks apart; inside an unquoted field it is a plain character. Empty lines
// and lines of separators only are not rows.
//
// Thread-safety: one thread per reader.
#pragma once

#include "source/table_reader.h"
#include "source/text_window.h"

#include <string>

namespace meterseal::source {

class CsvReader : public TableReader {
public:
    // `separator`: one character in UTF-8.
    CsvReader(std::unique_ptr<TextInput> input, std::string separator)
        : m_window(std::move(input)), m_separator(std::move(separator))
    {}

    Status skipLines(std::size_t count) override;
    Result<bool> next(TableRow& row) override;
    Encoding encoding() const override { return m_window.input().encoding(); }
    std::string_view separator() const override { return m_separator; }
    std::uint64_t bytesRead() const override { return m_window.input().bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_window.input().bytesTotal(); }

private:
    enum class Found { Row, NeedsMore };
    const char* lineEnd();
    Found plainRow(const char* end, TableRow& row);
    Found quotedRow(TableRow& row);
    Found quotedField(const char*& at, TableRow& row);
    bool isSeparator(const char* at) const;
    const char* pastBlanks(const char* at) const;
    void finishRow(const char* end, TableRow& row);
    Status readPast(TableRow& row);

    TextWindow m_window;
    std::string m_separator;
    std::string m_unquoted;     // fields that had doubled quotes
    std::string m_start;        // of a row that is too long
    std::size_t m_pending = 0;  // bytes of the row given out last, its line break too
    std::uint64_t m_line = 1;
    std::uint64_t m_pendingLines = 0;
};

}  // namespace meterseal::source
