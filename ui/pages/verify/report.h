// The report of a checked file: a PDF of one page of summary and a table of findings, or all findings as CSV or JSON
// Lines. What it says is written down on the event loop, in the current language; a worker lays it out and writes it.
#pragma once

#include "pages/verify/file_check.h"
#include "pages/verify/verdict_words.h"

#include <map>

namespace meterseal::ui {

struct Report {
    QString title, scopeTitle, notCheckedTitle, factsTitle, findingsTitle, meaning;
    VerdictWords words;
    std::vector<std::pair<QString, QString>> facts;  // name, value
    std::array<QString, kCategoryCount> categories;
    std::map<std::string, QString> reasons;  // by code, in words
    QString line, leaf, block, page;         // "Line %1", ...
    QString more;                            // "The first %1 of %2 are listed ..."; %1 and %2 are numbers
    std::uint64_t findings = 0;
    std::vector<std::string> titles, ids;  // columns of the CSV
    std::vector<std::string> scopeRow;     // its last row: what the verdict speaks of, language-neutral
    QLocale locale;
};
Report reportOf(const FileVerificationRequest& request, const CheckState& state, const Format& format);

namespace report {

// The PDF lists this many; CSV and JSON Lines have all.
inline constexpr std::uint64_t kMostListed = 2000;

// By the name's ending: .csv, .jsonl, else PDF. On a worker. A file of that name is replaced whole or not at all. Gives
// the number of findings written. reason: export.cannot-write, export.stopped, verify.spill
Result<std::uint64_t> write(const std::filesystem::path& file, const Report& report, const FindingSpill& spill,
                            std::stop_token stop);

}  // namespace report
}  // namespace meterseal::ui
