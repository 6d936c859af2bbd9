#include "meterseal/meter/other_spellings.h"

#include "meterseal/base/text.h"

#include <algorithm>

namespace meterseal {
namespace {

constexpr std::size_t kMostZeros = 12;  // tried in front of a number

std::string changed(std::string text, char first, char last, int by)
{
    for (char& c : text) {
        c = c >= first && c <= last ? static_cast<char>(c + by) : c;
    }
    return text;
}

}  // namespace

std::vector<std::string> otherSpellings(std::string_view mn)
{
    std::vector<std::string> all;
    const auto add = [&](std::string one) {
        if (one != mn && !one.empty() && std::ranges::find(all, one) == all.end() && checkMeterId(one).ok()) {
            all.push_back(std::move(one));
        }
    };
    const auto addZeros = [&](std::string_view text) {
        const std::string_view digits = text.substr(std::min(text.find_first_not_of('0'), text.size()));
        for (std::size_t zeros = 0; zeros <= kMostZeros && !digits.empty(); ++zeros) {
            add(std::string(zeros, '0') + std::string(digits));
        }
    };
    const std::size_t point = mn.find('.');
    if (point != std::string_view::npos && mn.find_first_not_of('0', point + 1) == std::string_view::npos) {
        add(std::string(mn.substr(0, point)));
        addZeros(mn.substr(0, point));
    }
    addZeros(mn);
    add(changed(std::string(mn), 'A', 'Z', 'a' - 'A'));
    add(changed(std::string(mn), 'a', 'z', 'A' - 'a'));
    return all;
}

}  // namespace meterseal
