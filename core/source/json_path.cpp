#include "source/json_path.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::source {

namespace {

constexpr std::size_t kMaxSteps = 16;
constexpr std::string_view kSpecial = ".[]=\\";

// Takes text up to one of the special characters off the front of `rest`.
Result<std::string> takeText(std::string_view& rest)
{
    std::string text;
    while (!rest.empty()) {
        const char c = rest.front();
        if (c == '\\') {
            if (rest.size() < 2 || kSpecial.find(rest[1]) == std::string_view::npos) {
                return makeError(ErrorCode::InvalidArgument, "profile.path",
                                 "A backslash in a member's path stands before none of . [ ] = and \\.");
            }
            rest.remove_prefix(1);
        } else if (kSpecial.find(c) != std::string_view::npos) {
            break;
        }
        text += rest.front();
        rest.remove_prefix(1);
    }
    return text;
}

bool take(std::string_view& rest, char c)
{
    const bool there = rest.starts_with(c);
    rest.remove_prefix(there ? 1 : 0);
    return there;
}

Result<JsonStep> takeStep(std::string_view& rest)
{
    JsonStep step;
    MS_ASSIGN(step.name, takeText(rest));
    bool good = !step.name.empty();
    if (good && take(rest, '[')) {
        MS_ASSIGN(step.key, takeText(rest));
        step.then = step.key.empty() ? JsonStep::Then::Each : JsonStep::Then::Pick;
        if (take(rest, '=')) {
            MS_ASSIGN(step.text, takeText(rest));
            good = !step.key.empty();
        } else {
            good = step.key.empty();
        }
        good = good && take(rest, ']');
    }
    if (!good || (!rest.empty() && rest.front() != '.')) {
        return makeError(ErrorCode::InvalidArgument, "profile.path",
                         "A member's path is names joined by dots, each followed by nothing, [] or [member=text].");
    }
    return step;
}

}  // namespace

Result<JsonPath> parseJsonPath(std::string_view text)
{
    JsonPath path;
    std::string_view rest = text;
    do {
        auto step = takeStep(rest);
        if (!step) {
            return makeError(ErrorCode::InvalidArgument, "profile.path",
                             fmt::format("{} The profile has \"{:.200}\".", step.error().message, text));
        }
        path.push_back(std::move(*step));
    } while (take(rest, '.'));
    const auto each =
        std::count_if(path.begin(), path.end(), [](const JsonStep& s) { return s.then == JsonStep::Then::Each; });
    if (path.size() > kMaxSteps || each > 1) {
        return makeError(
            ErrorCode::InvalidArgument, "profile.path",
            fmt::format("The path \"{:.200}\" has more than {} steps or more than one [].", text, kMaxSteps));
    }
    return path;
}

std::string escapedForPath(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (kSpecial.find(c) != std::string_view::npos) {
            out += '\\';
        }
        out += c;
    }
    return out;
}

}  // namespace meterseal::source
