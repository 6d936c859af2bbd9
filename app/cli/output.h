// How verbs speak: tables, name/value lists, JSON lines on standard output; errors and notes on standard error.
//
// Text that came from outside goes through printable() before it reaches a terminal: control characters and
// direction overrides could rewrite what a person sees.
#pragma once

#include "cli/context.h"
#include "meterseal/document/json.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meterseal::cli {

void print(std::string_view text);      // to standard output, as it is
void printLine(std::string_view text);  // and a line end
void printJson(const Json& value);      // on one line
void note(std::string_view text);       // one line on standard error
// An Error where standard output could not be written (disk full, closed).
Status flushOutput();

std::string printable(std::string_view text);
// Columns a terminal needs for it.
std::size_t displayWidth(std::string_view text);

// name: value, values aligned.
void printFields(const std::vector<std::pair<std::string, std::string>>& fields);

class Table {
public:
    enum class Align { Left, Right };
    struct Column {
        std::string title;
        Align align = Align::Left;
    };
    explicit Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}
    void row(std::vector<std::string> cells);  // as many as columns
    void print() const;
    bool empty() const { return m_rows.empty(); }

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

// meterseal-cli: error: <message> [reason], or {"error":{"code","reason","message"}} with --json.
void printError(const Error& error, bool json);

}  // namespace meterseal::cli
