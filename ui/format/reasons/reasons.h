// The sentence of every reason that can reach a person: core's (Error, Finding, RejectedRow, UploadSnapshot,
// SuggestionNote) and those of ui itself. One file an area. A test holds the table against the sources.
//
// Thread-safety: constants.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace meterseal::ui {

// English, in the context "ErrorTexts": to be translated where it is shown.
struct ReasonText {
    const char* reason;
    const char* what;  // without a full stop: it stands as a headline and in cells
    const char* next;  // what was kept, what to do; may be null
};

std::span<const ReasonText> sourceReasons();
std::span<const ReasonText> profileReasons();
std::span<const ReasonText> suggestReasons();  // with places for the facts of a note: %1, %2, ...
std::span<const ReasonText> recordReasons();
std::span<const ReasonText> ledgerReasons();
std::span<const ReasonText> headerReasons();
std::span<const ReasonText> txReasons();
std::span<const ReasonText> metersReasons();
std::span<const ReasonText> uploadReasons();
std::span<const ReasonText> verifyReasons();
std::span<const ReasonText> workspaceReasons();
std::span<const ReasonText> networkReasons();
std::span<const ReasonText> evidenceReasons();
std::span<const ReasonText> fsckReasons();

// All of them.
std::array<std::span<const ReasonText>, 14> reasonTexts();

// Null where there is none.
const ReasonText* findReason(std::string_view reason);

}  // namespace meterseal::ui
