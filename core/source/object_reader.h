// The members of one object of a profile, read by name; any that was not asked for is refused.
#pragma once

#include "meterseal/base/result.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

inline Error profileError(std::string_view reason, std::string message)
{
    return makeError(ErrorCode::InvalidArgument, reason, std::move(message));
}

class ObjectReader {
public:
    ObjectReader(const nlohmann::json& object, std::string path) : m_object(object), m_path(std::move(path)) {}

    Status text(const char* name, std::string& out)
    {
        const nlohmann::json* const member = find(name);
        if (member == nullptr) {
            return {};
        }
        if (!member->is_string()) {
            return wrong(name, "text");
        }
        out = member->get<std::string>();
        return {};
    }
    Status boolean(const char* name, bool& out)
    {
        const nlohmann::json* const member = find(name);
        if (member == nullptr) {
            return {};
        }
        if (!member->is_boolean()) {
            return wrong(name, "true or false");
        }
        out = member->get<bool>();
        return {};
    }
    Status number(const char* name, double& out)
    {
        const nlohmann::json* const member = find(name);
        if (member == nullptr) {
            return {};
        }
        if (!member->is_number()) {
            return wrong(name, "a number");
        }
        out = member->get<double>();
        return {};
    }
    Status count(const char* name, std::size_t least, std::size_t most, std::optional<std::size_t>& out)
    {
        const nlohmann::json* const member = find(name);
        if (member == nullptr) {
            return {};
        }
        if (!member->is_number_unsigned() || member->get<std::size_t>() < least || member->get<std::size_t>() > most) {
            return wrong(name, fmt::format("a whole number from {} to {}", least, most));
        }
        out = member->get<std::size_t>();
        return {};
    }
    template <typename Enum, std::size_t N>
    Status choice(const char* name, const std::array<std::string_view, N>& names, Enum& out)
    {
        std::string chosen;
        MS_TRY(text(name, chosen));
        if (!m_object.contains(name)) {
            return {};
        }
        for (std::size_t i = 0; i < N; ++i) {
            if (names[i] == chosen) {
                out = static_cast<Enum>(i);
                return {};
            }
        }
        return wrong(name, fmt::format("one of {}", fmt::join(names, ", ")));
    }
    // The member as an object; an empty one where it is absent.
    Result<nlohmann::json> object(const char* name)
    {
        const nlohmann::json* const member = find(name);
        if (member == nullptr) {
            return nlohmann::json::object();
        }
        if (!member->is_object()) {
            return Result<nlohmann::json>(wrong(name, "an object").error());
        }
        return Result<nlohmann::json>(*member);
    }
    // The member as an array; an empty one where it is absent.
    Result<nlohmann::json> array(const char* name)
    {
        const nlohmann::json* const member = find(name);
        if (member == nullptr) {
            return nlohmann::json::array();
        }
        if (!member->is_array()) {
            return Result<nlohmann::json>(wrong(name, "an array").error());
        }
        return Result<nlohmann::json>(*member);
    }
    Status texts(const char* name, std::vector<std::string>& out)
    {
        const nlohmann::json* const member = find(name);
        if (member == nullptr) {
            return {};
        }
        if (!member->is_array() ||
            !std::all_of(member->begin(), member->end(), [](const nlohmann::json& e) { return e.is_string(); })) {
            return wrong(name, "an array of texts");
        }
        out = member->get<std::vector<std::string>>();
        return {};
    }
    Status noOthers() const
    {
        for (const auto& [name, value] : m_object.items()) {
            if (m_known.count(name) == 0) {
                return profileError("profile.unknown-member",
                                    fmt::format("The profile has a member \"{}{:.100}\", which has no meaning there. "
                                                "The members there are {}.",
                                                m_path, name, fmt::join(m_known, ", ")));
            }
        }
        return {};
    }

private:
    const nlohmann::json* find(const char* name)
    {
        m_known.insert(name);
        const auto it = m_object.find(name);
        return it == m_object.end() ? nullptr : &*it;
    }
    Status wrong(const char* name, std::string_view wanted) const
    {
        return profileError("profile.member",
                            fmt::format("The profile's member \"{}{}\" must be {}.", m_path, name, wanted));
    }

    const nlohmann::json& m_object;
    std::string m_path;
    std::set<std::string, std::less<>> m_known;
};

}  // namespace meterseal::source
