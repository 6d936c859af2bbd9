#include "source/csv_reader.h"

#include "meterseal/source/record_source.h"
#include "source/field_text.h"

#include <algorithm>

namespace meterseal::source {

namespace {

bool isLineBreak(char c)
{
    return c == '\n' || c == '\r';
}

// Separators and blanks only.
bool isBlankRow(const TableRow& row)
{
    return row.fault == RowFault::None && row.cells.size() > 1 && trimmed(row.cells.front()).empty() &&
           std::all_of(row.cells.begin(), row.cells.end(), [](std::string_view cell) { return trimmed(cell).empty(); });
}

}  // namespace

// Where the line at begin() ends; end() where that is not in the window yet. A CR at the very end of the window may be
// half of a CR LF, so it does not count until more is known.
const char* CsvReader::lineEnd()
{
    const char* const end = std::min(m_window.next<'\n'>(), m_window.next<'\r'>());
    const bool halfKnown = end != m_window.end() && end + 1 == m_window.end() && *end == '\r' && !m_window.complete();
    return halfKnown ? m_window.end() : end;
}

bool CsvReader::isSeparator(const char* at) const
{
    return static_cast<std::size_t>(m_window.end() - at) >= m_separator.size() &&
           std::memcmp(at, m_separator.data(), m_separator.size()) == 0;
}

// Blanks before an opening quote, or behind a closing one, do not count.
const char* CsvReader::pastBlanks(const char* at) const
{
    while (m_separator != " " && at != m_window.end() && *at == ' ') {
        ++at;
    }
    return at;
}

Status CsvReader::skipLines(std::size_t count)
{
    while (count > 0) {
        const char* const end = lineEnd();
        if (end == m_window.end()) {
            if (m_window.complete()) {
                m_window.consume(m_window.size());
                return {};
            }
            if (m_window.size() > kMaxRowBytes) {
                m_window.consume(m_window.size() - 1);  // a last CR must be seen together with what follows
            }
            MS_TRY(m_window.more());
            continue;
        }
        const bool both = *end == '\r' && end + 1 != m_window.end() && end[1] == '\n';
        m_window.consume(static_cast<std::size_t>(end - m_window.begin()) + (both ? 2 : 1));
        ++m_line;
        --count;
    }
    return {};
}

Result<bool> CsvReader::next(TableRow& row)
{
    m_window.consume(m_pending);
    m_line += m_pendingLines;
    m_pending = 0;
    m_pendingLines = 0;
    for (;;) {
        const char* const end = lineEnd();
        if (end == m_window.begin() && end != m_window.end()) {  // an empty line
            const bool both = *end == '\r' && end + 1 != m_window.end() && end[1] == '\n';
            m_window.consume(both ? 2 : 1);
            ++m_line;
            continue;
        }
        if (m_window.size() == 0 && m_window.complete()) {
            return false;
        }
        row.cells.clear();
        row.fault = RowFault::None;
        row.line = m_line;
        const bool plain = m_window.next<'"'>() >= end;
        if ((plain ? plainRow(end, row) : quotedRow(row)) == Found::Row) {
            if (row.text.size() > kMaxRowBytes && row.fault == RowFault::None) {
                row.fault = RowFault::TooLong;
            }
            if (isBlankRow(row)) {
                m_window.consume(m_pending);
                m_line += m_pendingLines;
                m_pending = 0;
                m_pendingLines = 0;
                continue;
            }
            return true;
        }
        if (m_window.size() > kMaxRowBytes) {
            MS_TRY(readPast(row));
            return true;
        }
        MS_TRY(m_window.more());
    }
}

// Notes the row's text and what to consume at the next call. `end`: its line break or the end of the file.
void CsvReader::finishRow(const char* end, TableRow& row)
{
    row.text = {m_window.begin(), static_cast<std::size_t>(end - m_window.begin())};
    m_pending = row.text.size();
    m_pendingLines = 0;
    if (end != m_window.end()) {
        const bool both = *end == '\r' && end + 1 != m_window.end() && end[1] == '\n';
        m_pending += both ? 2 : 1;
        m_pendingLines = 1;
    }
}

CsvReader::Found CsvReader::plainRow(const char* end, TableRow& row)
{
    if (end == m_window.end() && !m_window.complete()) {
        return Found::NeedsMore;
    }
    const char* field = m_window.begin();
    const char* at = field;
    while (at != end) {
        at = static_cast<const char*>(std::memchr(at, m_separator[0], static_cast<std::size_t>(end - at)));
        if (at == nullptr) {
            break;
        }
        if (!isSeparator(at)) {
            ++at;
            continue;
        }
        row.cells.emplace_back(field, static_cast<std::size_t>(at - field));
        at += m_separator.size();
        field = at;
    }
    row.cells.emplace_back(field, static_cast<std::size_t>(end - field));
    finishRow(end, row);
    return Found::Row;
}

CsvReader::Found CsvReader::quotedRow(TableRow& row)
{
    m_unquoted.clear();
    m_unquoted.reserve(m_window.size());  // views into it must not move
    const char* at = m_window.begin();
    const char* const end = m_window.end();
    for (;;) {
        const char* const field = at;
        at = pastBlanks(at);
        if (at != end && *at == '"') {
            if (quotedField(at, row) == Found::NeedsMore) {
                return Found::NeedsMore;
            }
        } else {
            at = field;
            while (at != end && !isLineBreak(*at) && !isSeparator(at)) {
                ++at;
            }
            row.cells.emplace_back(field, static_cast<std::size_t>(at - field));
        }
        // A row may end here, or a separator or line break may be cut by the window.
        if (static_cast<std::size_t>(end - at) < std::max<std::size_t>(m_separator.size(), 2) && !m_window.complete()) {
            return Found::NeedsMore;
        }
        if (at == end || isLineBreak(*at)) {
            finishRow(at, row);
            m_pendingLines += countLineBreaks(row.text);
            return Found::Row;
        }
        at += m_separator.size();
    }
}

// Reads a quoted field; `at` is then behind it: at a separator, a line break or the end.
CsvReader::Found CsvReader::quotedField(const char*& at, TableRow& row)
{
    const char* const end = m_window.end();
    const char* from = ++at;
    const std::size_t scratch = m_unquoted.size();
    for (;;) {
        const void* const quote = at == end ? nullptr : std::memchr(at, '"', static_cast<std::size_t>(end - at));
        if (quote == nullptr) {
            if (!m_window.complete()) {
                return Found::NeedsMore;
            }
            row.fault = RowFault::UnclosedQuote;
            row.faultCell = row.cells.size() + 1;
            row.cells.emplace_back(from, static_cast<std::size_t>(end - from));
            at = end;
            return Found::Row;
        }
        at = static_cast<const char*>(quote);
        if (at + 1 == end && !m_window.complete()) {
            return Found::NeedsMore;
        }
        if (at + 1 == end || at[1] != '"') {
            break;
        }
        m_unquoted.append(from, at + 1);
        at += 2;
        from = at;
    }
    if (m_unquoted.size() == scratch) {
        row.cells.emplace_back(from, static_cast<std::size_t>(at - from));
    } else {
        m_unquoted.append(from, at);
        row.cells.emplace_back(m_unquoted.data() + scratch, m_unquoted.size() - scratch);
    }
    ++at;
    if (const char* const after = pastBlanks(at); after == end || isLineBreak(*after) || isSeparator(after)) {
        at = after;
    }
    if (at != end && !isLineBreak(*at) && !isSeparator(at)) {
        if (static_cast<std::size_t>(end - at) < m_separator.size() && !m_window.complete()) {
            return Found::NeedsMore;
        }
        if (row.fault == RowFault::None) {
            row.fault = RowFault::TextAfterQuote;
            row.faultCell = row.cells.size();
        }
        while (at != end && !isLineBreak(*at) && !isSeparator(at)) {
            ++at;
        }
    }
    return Found::Row;
}

// The row at begin() is longer than allowed: keeps its start and passes over the rest in constant memory.
Status CsvReader::readPast(TableRow& row)
{
    enum class At { FieldStart, Plain, Quoted, AfterQuote } state = At::FieldStart;
    m_start.assign(m_window.begin(), kMaxOriginalBytes);
    std::size_t matched = 0;  // bytes of the separator
    bool ended = false;
    row.fault = RowFault::TooLong;
    row.faultCell = 0;
    char previous = 0;
    while (!ended) {
        const char* at = m_window.begin();
        for (; at != m_window.end(); ++at) {
            const char c = *at;
            if (state == At::Quoted) {
                state = c == '"' ? At::AfterQuote : At::Quoted;
                m_line += c == '\n' ? (previous == '\r' ? 0 : 1) : (c == '\r' ? 1 : 0);
                previous = c;
                continue;
            }
            previous = c;
            if (isLineBreak(c)) {
                ended = true;
                break;
            }
            if (c == '"' && (state == At::FieldStart || state == At::AfterQuote)) {
                state = At::Quoted;
                continue;
            }
            matched = c == m_separator[matched] ? matched + 1 : (c == m_separator[0] ? 1 : 0);
            state = At::Plain;
            if (matched == m_separator.size()) {
                matched = 0;
                state = At::FieldStart;
            }
        }
        m_window.consume(static_cast<std::size_t>(at - m_window.begin()));
        // One byte more than the line break, so that CR LF is seen as one.
        while (!m_window.complete() && m_window.size() < 2) {
            MS_TRY(m_window.more());
        }
        if (m_window.size() == 0 && m_window.complete()) {
            break;
        }
    }
    if (state == At::Quoted) {
        row.fault = RowFault::UnclosedQuote;
    }
    row.text = m_start;
    if (ended) {
        const bool both = m_window.size() > 1 && m_window.begin()[0] == '\r' && m_window.begin()[1] == '\n';
        m_pending = both ? 2 : 1;
        m_pendingLines = 1;
    }
    return {};
}

}  // namespace meterseal::source
