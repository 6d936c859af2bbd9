// FindingRow: one line of a check's result: a finding of the verifier, or a row of the file that is no record and was
// therefore not checked. Its columns, as the table shows and every export writes them.
//
// Thread-safety: values; cellsOf() runs on workers.
#pragma once

#include "meterseal/source/record_source.h"
#include "meterseal/verify/verifier.h"
#include "models/paged_model.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace meterseal::ui {

struct FindingRow {
    Finding finding;                    // of an unread row: line, reason and message only
    std::optional<std::string> unread;  // the row as it stands in the file

    static FindingRow of(const Finding& finding) { return {finding, std::nullopt}; }
    static FindingRow of(const RejectedRow& row);
    // Verdicts in their order, then the unread.
    std::size_t category() const { return unread ? kVerdictCount : static_cast<std::size_t>(finding.verdict); }
};
inline constexpr std::size_t kCategoryCount = kVerdictCount + 1;

QString categoryName(std::size_t category);
Tone categoryTone(std::size_t category);
// Stable and language-neutral: "ALTERED", ..., "NOT_READ".
std::string_view categoryCode(std::size_t category);
// The reason in the current language.
QString reasonText(const FindingRow& row);
// By reason code, in the current language.
std::map<std::string, QString> reasonsInWords();
QString placeOf(const Finding& finding);

std::span<const Column<FindingRow>> findingColumns();
// All columns, whole and language-neutral.
std::vector<std::string> cellsOf(const FindingRow& row);

}  // namespace meterseal::ui
