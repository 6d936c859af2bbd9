// A table as rows of cells with their place in the file: what all table formats (delimited text, workbooks, databases)
// look like to what stands above them. Which row names the columns, and what they mean, is known above (table_source,
// raw_rows, suggest).
//
// Thread-safety: one thread per reader.
#pragma once

#include "meterseal/base/result.h"
#include "meterseal/source/suggestion.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

enum class RowFault { None, UnclosedQuote, TextAfterQuote, TooLong };

// A cell whose text is not what stands in the file.
struct CellFault {
    enum class Kind {
        NotText,        // bytes and no text (a blob)
        NotCalculated,  // a formula without the value that it gives
        Failed,         // a formula that failed: #N/A, #DIV/0!
    };
    std::size_t cell = 0;  // 1-based
    Kind kind = Kind::NotText;
};

// Views are good until the next call of the reader.
struct TableRow {
    std::vector<std::string_view> cells;  // without what quotes them in the file; undefined where the fault is not None
    std::string_view text;                // as it stands in the file; where a row is no text, its cells joined by tabs
    std::uint64_t line = 0;               // where it begins: line of the text, row of the sheet or table, from 1
    std::size_t faultCell = 0;            // 1-based; 0: the row as a whole
    RowFault fault = RowFault::None;
    std::vector<CellFault> cellFaults;  // of cells that a row in order may have where nothing is read from them
};

class TableReader {
public:
    virtual ~TableReader() = default;

    // Passes over the first `count` lines of the text, or rows of a sheet or table, whatever is in them.
    virtual Status skipLines(std::size_t count) = 0;
    // False at the end. Rows without anything in them are passed over.
    virtual Result<bool> next(TableRow& row) = 0;

    virtual Encoding encoding() const { return Encoding::Utf8; }  // of the text
    virtual std::string_view separator() const { return {}; }     // of cells in a text
    // Cells behind a row's last one that is not empty are not there (sheets); else each row has all of its cells.
    virtual bool sparse() const { return false; }
    // What a person must know about what was read so far and what was not.
    virtual std::vector<SuggestionNote> notes() const { return {}; }
    virtual std::uint64_t bytesRead() const = 0;
    virtual std::uint64_t bytesTotal() const = 0;
};

}  // namespace meterseal::source
