#include "theme/tokens.h"

#include "theme/theme.h"

namespace meterseal::ui::theme {

const Tokens& lightTokens()
{
    static const Tokens kLight{
        .window = "#f5f7f9",
        .base = "#ffffff",
        .sunken = "#eff3f6",
        .line = "#dce2e8",
        .edge = "#bfc8d1",
        .field = "#818d9a",
        .text = "#18212b",
        .muted = "#566371",
        .disabled = "#919ba6",
        .disabledFill = "#eef1f4",
        .accent = "#0b638b",
        .accentHover = "#095474",
        .accentPressed = "#07435d",
        .onAccent = "#ffffff",
        .link = "#0b638b",
        .soft = "#e4eff5",
        .selection = "#dbe9f1",
        .ok = "#17703f",
        .okFill = "#eef6f1",
        .warn = "#8a5700",
        .warnFill = "#fbf4e6",
        .bad = "#b3261e",
        .badFill = "#fdf1f0",
        .infoFill = "#edf4f8",
        .thumb = "#7d8996",
        .series = {"#0b638b", "#b35900", "#2f7d32", "#7b3fa0", "#5f6b78"},
    };
    return kLight;
}

const Tokens& darkTokens()
{
    static const Tokens kDark{
        .window = "#12171d",
        .base = "#1a2027",
        .sunken = "#20272f",
        .line = "#2d3640",
        .edge = "#46525e",
        .field = "#74818e",
        .text = "#e4e9ee",
        .muted = "#9ca8b5",
        .disabled = "#65707c",
        .disabledFill = "#20262d",
        .accent = "#2379a5",
        .accentHover = "#1f6d95",
        .accentPressed = "#1a5d80",
        .onAccent = "#ffffff",
        .link = "#6cc3ea",
        .soft = "#1c323f",
        .selection = "#1f3a4a",
        .ok = "#5ccb8f",
        .okFill = "#17291f",
        .warn = "#f0b756",
        .warnFill = "#2b2416",
        .bad = "#ff8a80",
        .badFill = "#2c1c1d",
        .infoFill = "#172833",
        .thumb = "#7a8794",
        .series = {"#6cc3ea", "#f0a25c", "#8fd694", "#cfa3e6", "#b4bec9"},
    };
    return kDark;
}

const Tokens& tokensOf(const QPalette& palette)
{
    return isDark(palette) ? darkTokens() : lightTokens();
}

}  // namespace meterseal::ui::theme
