#include "format/reasons/reasons.h"

#include <string_view>
#include <unordered_map>

namespace meterseal::ui {

std::array<std::span<const ReasonText>, 14> reasonTexts()
{
    return {sourceReasons(),    profileReasons(), suggestReasons(),  recordReasons(), ledgerReasons(),
            headerReasons(),    txReasons(),      metersReasons(),   uploadReasons(), verifyReasons(),
            workspaceReasons(), networkReasons(), evidenceReasons(), fsckReasons()};
}

const ReasonText* findReason(std::string_view reason)
{
    static const auto kByReason = [] {
        std::unordered_map<std::string_view, const ReasonText*> all;
        for (const auto& area : reasonTexts()) {
            for (const ReasonText& text : area) {
                all.emplace(text.reason, &text);
            }
        }
        return all;
    }();
    const auto found = kByReason.find(reason);
    return found == kByReason.end() ? nullptr : found->second;
}

}  // namespace meterseal::ui
