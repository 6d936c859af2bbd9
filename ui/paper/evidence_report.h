// The report of an inspected bundle, for courts and insurers: an annex that an expert staples in, not his opinion. What
// it says is core's finding in the chosen language; times are UTC, so that the same bundle, trust and time give the
// same document everywhere. Thread-safety: event loop (it looks up the installed translation).
#pragma once

#include "format/format.h"
#include "paper/opened_evidence.h"
#include "paper/printed_document.h"

namespace meterseal::ui {

// The PDF lists this many findings; their number is said where there are more.
inline constexpr std::size_t kMostReported = 2000;

// Every finding, also those that the PDF leaves out: a CSV file beside the report, whose SHA-256 the report names.
// Whole and language-neutral. Nothing where there is no finding.
struct EvidenceAnnex {
    std::string csv;
    std::uint64_t findings = 0;
    Hash256 sha256;
};
std::optional<EvidenceAnnex> evidenceAnnex(const OpenedEvidence& opened);
// "report.pdf" -> "report-findings.csv", in the same folder.
std::filesystem::path annexOf(const std::filesystem::path& report);
// The annex, where there is one, and then the report: no report names an annex that is not there. reason: file.io,
// export.cannot-write
Status saveEvidenceReport(const std::filesystem::path& file, const QByteArray& pdf,
                          const std::optional<EvidenceAnnex>& annex);

// `at`: when it is printed. The number is the first 8 digits of the bundle's SHA-256.
paper::Document evidenceReport(const OpenedEvidence& opened, const Format& format, Timestamp at);

}  // namespace meterseal::ui
