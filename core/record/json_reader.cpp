#include "record/json_reader.h"

#include "meterseal/base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal::record {

namespace {

class SaxAdapter : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit SaxAdapter(JsonEvents& events) : m_events(events) {}

    const Status& failure() const { return m_failure; }

    bool null() override { return m_events.literal("null"); }
    bool boolean(bool value) override { return m_events.literal(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return m_events.number(fmt::format_int(value).c_str()); }
    bool number_unsigned(number_unsigned_t value) override { return m_events.number(fmt::format_int(value).c_str()); }
    bool number_float(number_float_t, const string_t& text) override
    {
        // nlohmann puts the locale's decimal mark where the text has a point.
        std::string plain = text;
        for (char& c : plain) {
            const bool numeral = (c >= '0' && c <= '9') || c == '-' || c == '+' || c == 'e' || c == 'E';
            c = numeral ? c : '.';
        }
        return m_events.number(plain);
    }
    bool string(string_t& text) override { return m_events.string(text); }
    bool binary(binary_t&) override { return false; }  // JSON text has none
    bool start_object(std::size_t) override { return m_events.open(true); }
    bool key(string_t& key) override { return m_events.key(key); }
    bool end_object() override { return m_events.close(); }
    bool start_array(std::size_t) override { return m_events.open(false); }
    bool end_array() override { return m_events.close(); }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) override
    {
        constexpr int kNumberOutOfRange = 406;
        m_failure = e.id == kNumberOutOfRange
                        ? makeError(ErrorCode::InvalidArgument, "json.number-inexact",
                                    fmt::format("A number before byte {} is out of range.", position))
                        : makeError(ErrorCode::InvalidArgument, "json.syntax",
                                    fmt::format("The text is not valid JSON at byte {}.", position));
        return false;
    }

private:
    JsonEvents& m_events;
    Status m_failure;
};

}  // namespace

Status readJson(std::string_view json, JsonEvents& events)
{
    if (!isValidUtf8(json)) {
        return makeError(ErrorCode::InvalidArgument, "json.utf8", "The JSON text is not valid UTF-8.");
    }
    if (json.starts_with("\xef\xbb\xbf") || json.find('\0') != std::string_view::npos) {
        return makeError(ErrorCode::InvalidArgument, "json.syntax",
                         "The JSON text has a byte order mark or a NUL character; neither belongs there.");
    }
    SaxAdapter adapter(events);
    try {
        nlohmann::json::sax_parse(json, &adapter);
    } catch (const nlohmann::json::exception& e) {
        return makeError(ErrorCode::InvalidArgument, "json.syntax",
                         fmt::format("The text is not valid JSON ({}).", e.what()));
    }
    return adapter.failure();
}

}  // namespace meterseal::record
