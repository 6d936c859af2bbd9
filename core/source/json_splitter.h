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

// The elements of one array, or objects that stand one behind the other and may each take many lines (then each may be
// as long as kMaxObjectBytes, because an array of records may stand in it).
class JsonArraySplitter : public JsonSplitter {
public:
    static constexpr std::size_t kMaxObjectBytes = 64 * 1024 * 1024;
    enum class Rows { Elements, Objects };
    explicit JsonArraySplitter(std::unique_ptr<TextInput> input, Rows rows = Rows::Elements);
    Result<bool> next(JsonRow& row) override;

private:
    enum class State { Start, Elements, After, End };
    struct Scan;
    Result<bool> skipSpace();
    Result<bool> step(JsonRow& row);
    bool stop(JsonRow& row, JsonFault fault);
    Status takeElement(JsonRow& row);

    const bool m_objects;
    const std::size_t m_mostBytes;
    State m_state;
    bool m_first = true;        // no element yet
    bool m_afterComma = false;  // an element must follow
};

// The splitter for a text of this format. An object in the place of the array, and objects written over several lines
// where lines are expected, are read as such.
std::unique_ptr<JsonSplitter> makeJsonSplitter(std::unique_ptr<TextInput> text, FileFormat format);

}  // namespace meterseal::source
