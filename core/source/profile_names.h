// What a profile's members may say, in the order of the enumerations.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace meterseal::source {

inline constexpr std::array<std::string_view, 5> kFormatNames{"delimited", "json", "json-lines", "spreadsheet",
                                                              "sqlite"};
inline constexpr std::array<std::string_view, 4> kAmbiguousNames{"reject", "earlier", "later", "in-order"};
inline constexpr std::array<std::string_view, 2> kSkippedNames{"reject", "shift-forward"};
inline constexpr std::array<std::string_view, 2> kFinerNames{"reject", "cut"};

inline constexpr std::size_t kMaxLeftOut = 10'000;

}  // namespace meterseal::source
