// Cuts JSON text into the texts of its rows without holding more than one: the lines of JSON Lines, or the elements of
// one array. Says nothing about whether a row's text is good JSON.
//
// Thread-safety: one thread per splitter.
#pragma once

#include "source/text_window.h"

#include <string>
#include <string_view>

namespace meterseal::source {

enum class JsonFault { None, TooLong, NotAnArray, Separator, Truncated, AfterArray };

struct JsonRow {
    std::string_view text;  // good until the next call
    std::uint64_t line = 0;
    JsonFault fault = JsonFault::None;
};

class JsonSplitter {
public:
    explicit JsonSplitter(std::unique_ptr<TextInput> input) : m_window(std::move(input)) {}
    virtual ~JsonSplitter() = default;
    // False at the end.
    virtual Result<bool> next(JsonRow& row) = 0;
    const TextInput& input() const { return m_window.input(); }

protected:
    TextWindow m_window;
    std::size_t m_pending = 0;  // bytes of the row given out last
    std::uint64_t m_line = 1;
    std::string m_start;  // of a row that is too long
};

// Lines with white space only are not rows.
class JsonLinesSplitter : public JsonSplitter {
public:
    using JsonSplitter::JsonSplitter;
    Result<bool> next(JsonRow& row) override;

private:
    Status readPast();
};

class JsonArraySplitter : public JsonSplitter {
public:
    using JsonSplitter::JsonSplitter;
    Result<bool> next(JsonRow& row) override;

private:
    enum class State { Start, Elements, After, End };
    struct Scan;
    Result<bool> skipSpace();
    Result<bool> step(JsonRow& row);
    bool stop(JsonRow& row, JsonFault fault);
    Status takeElement(JsonRow& row);

    State m_state = State::Start;
    bool m_first = true;        // no element yet
    bool m_afterComma = false;  // an element must follow
};

}  // namespace meterseal::source
