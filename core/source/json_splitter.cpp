#include "source/json_splitter.h"

#include "meterseal/source/record_source.h"

#include <algorithm>

namespace meterseal::source {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isBlank(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), isSpace);
}

}  // namespace

Status JsonLinesSplitter::readPast()
{
    m_start.assign(m_window.begin(), kMaxOriginalBytes);
    while (m_window.next<'\n'>() == m_window.end() && !m_window.complete()) {
        m_window.consume(m_window.size());
        MS_TRY(m_window.more());
    }
    return {};
}

Result<bool> JsonLinesSplitter::next(JsonRow& row)
{
    m_window.consume(m_pending);
    m_pending = 0;
    for (;;) {
        const char* end = m_window.next<'\n'>();
        if (end == m_window.end() && !m_window.complete() && m_window.size() <= kMaxRowBytes) {
            MS_TRY(m_window.more());
            continue;
        }
        if (m_window.size() == 0) {
            return false;
        }
        row.line = m_line++;
        row.fault = JsonFault::None;
        row.text = {m_window.begin(), static_cast<std::size_t>(end - m_window.begin())};
        if (row.text.size() > kMaxRowBytes) {
            MS_TRY(readPast());
            end = m_window.next<'\n'>();
            row.text = m_start;
            row.fault = JsonFault::TooLong;
        }
        m_pending = static_cast<std::size_t>(end - m_window.begin()) + (end == m_window.end() ? 0 : 1);
        if (row.text.ends_with('\r')) {
            row.text.remove_suffix(1);
        }
        if (row.fault != JsonFault::None || !isBlank(row.text)) {
            return true;
        }
        m_window.consume(m_pending);
        m_pending = 0;
    }
}

// Follows one value byte by byte: strings, and how deep brackets nest.
struct JsonArraySplitter::Scan {
    std::size_t depth = 0;
    bool inString = false;
    bool escaped = false;
    bool started = false;

    // Whether `c` belongs to the value; `done` where it is its last character.
    bool take(char c, bool& done)
    {
        const bool first = !started;
        started = true;
        if (inString) {
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == '"') {
                inString = false;
                done = depth == 0;
            }
            return true;
        }
        if (depth == 0 && !first && (c == ',' || c == ']' || c == '{' || isSpace(c))) {
            return false;
        }
        if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && depth > 0) {
            done = --depth == 0;
        }
        return true;
    }
};

JsonArraySplitter::JsonArraySplitter(std::unique_ptr<TextInput> input, Rows rows)
    : JsonSplitter(std::move(input)),
      m_objects(rows == Rows::Objects),
      m_mostBytes(m_objects ? kMaxObjectBytes : kMaxRowBytes),
      m_state(m_objects ? State::Elements : State::Start)
{}

// Moves to the next character that is not white space; false at the end.
Result<bool> JsonArraySplitter::skipSpace()
{
    for (;;) {
        const char* at = m_window.begin();
        while (at != m_window.end() && isSpace(*at)) {
            m_line += *at == '\n' ? 1 : 0;
            ++at;
        }
        m_window.consume(static_cast<std::size_t>(at - m_window.begin()));
        if (m_window.size() > 0) {
            return true;
        }
        if (m_window.complete()) {
            return false;
        }
        MS_TRY(m_window.more());
    }
}

// Gives out what is in the window as the last, faulty row.
bool JsonArraySplitter::stop(JsonRow& row, JsonFault fault)
{
    m_state = State::End;
    row.fault = fault;
    row.line = m_line;
    row.text = {m_window.begin(), std::min(m_window.size(), kMaxOriginalBytes)};
    return true;
}

Result<bool> JsonArraySplitter::next(JsonRow& row)
{
    m_line += static_cast<std::uint64_t>(std::count(m_window.begin(), m_window.begin() + m_pending, '\n'));
    m_window.consume(m_pending);
    m_pending = 0;
    row.fault = JsonFault::None;
    while (m_state != State::End) {
        MS_ASSIGN(const bool any, skipSpace());
        if (!any) {
            const bool whole = m_state == State::After || (m_objects && m_state == State::Elements);
            m_state = State::End;
            return !whole && stop(row, JsonFault::Truncated);
        }
        MS_ASSIGN(const bool given, step(row));
        if (given) {
            return true;
        }
    }
    return false;
}

// Takes what stands at begin(); true where that gave a row.
Result<bool> JsonArraySplitter::step(JsonRow& row)
{
    const char c = *m_window.begin();
    if (m_state == State::Start) {
        if (c != '[') {
            return stop(row, JsonFault::NotAnArray);
        }
        m_state = State::Elements;
        m_window.consume(1);
        return false;
    }
    if (m_state == State::After) {
        return stop(row, JsonFault::AfterArray);
    }
    const bool wantsElement = m_first || m_afterComma || m_objects;
    if (c == ']' && !m_afterComma && !m_objects) {
        m_state = State::After;
        m_window.consume(1);
        return false;
    }
    if (c == ',' && !wantsElement) {
        m_afterComma = true;
        m_window.consume(1);
        return false;
    }
    row.line = m_line;
    if (c == ',' || c == ']') {  // a comma too many
        row.fault = JsonFault::Separator;
        row.text = {m_window.begin(), 1};
        m_pending = c == ',' ? 1 : 0;
        m_afterComma = c == ',';
        return true;
    }
    MS_TRY(takeElement(row));
    if (!wantsElement && row.fault == JsonFault::None) {
        row.fault = JsonFault::Separator;
    }
    m_first = false;
    m_afterComma = false;
    return true;
}

Status JsonArraySplitter::takeElement(JsonRow& row)
{
    Scan scan;
    std::size_t at = 0;
    bool done = false;
    bool tooLong = false;
    for (;;) {
        const char* const text = m_window.begin();
        const std::size_t size = m_window.size();
        bool mine = true;
        while (at < size && !done && (mine = scan.take(text[at], done))) {
            ++at;
        }
        if (done || !mine) {
            break;
        }
        if (!tooLong && size > m_mostBytes) {
            tooLong = true;
            m_start.assign(text, kMaxOriginalBytes);
        }
        if (tooLong) {
            m_line += static_cast<std::uint64_t>(std::count(text, text + at, '\n'));
            m_window.consume(at);
            at = 0;
        }
        if (m_window.complete()) {
            m_state = State::End;
            row.fault = JsonFault::Truncated;
            break;
        }
        MS_TRY(m_window.more());
    }
    m_pending = at;
    row.text = tooLong ? std::string_view(m_start) : std::string_view(m_window.begin(), at);
    if (row.fault == JsonFault::None && (tooLong || at > m_mostBytes)) {
        row.fault = JsonFault::TooLong;
    }
    return {};
}

namespace {

// Whether the text begins with an object whose first line leaves it open in the way of one that is written for people:
// behind an opening bracket or a comma. A line that was cut off, or is no JSON, does not.
bool beginsPrettily(std::string_view sample)
{
    const std::size_t from = sample.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos || sample[from] != '{') {
        return false;
    }
    std::string_view line = sample.substr(from, sample.find('\n', from) - from);
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    const std::size_t rest = sample.find_first_not_of(" \t\r\n", from + line.size());
    return std::string_view("{[,").find(line.back()) != std::string_view::npos && rest != std::string_view::npos &&
           (sample[rest] == '"' || sample[rest] == '{' || sample[rest] == '[');
}

}  // namespace

std::unique_ptr<JsonSplitter> makeJsonSplitter(std::unique_ptr<TextInput> text, FileFormat format)
{
    using Rows = JsonArraySplitter::Rows;
    const std::string sample = text->sample();
    const std::size_t from = sample.find_first_not_of(" \t\r\n");
    const bool object = from != std::string::npos && sample[from] == '{';
    if (format == FileFormat::Json || beginsPrettily(sample)) {
        return std::make_unique<JsonArraySplitter>(std::move(text), object ? Rows::Objects : Rows::Elements);
    }
    return std::make_unique<JsonLinesSplitter>(std::move(text));
}

}  // namespace meterseal::source
