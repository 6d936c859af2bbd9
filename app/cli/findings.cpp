#include "cli/findings.h"

#include "meterseal/record/canonical_json.h"

#include <fmt/format.h>

namespace meterseal::cli {

std::string toText(const RejectedRow& row)
{
    return printable(fmt::format("{:<12}  line {}  {} [{}]", "NOT_READ", row.line, row.message, row.reason));
}

std::string toText(const Finding& finding)
{
    const std::string line = finding.line == 0 ? std::string() : fmt::format("  line {}", finding.line);
    const std::string record = finding.record
                                   ? fmt::format("  {}  {}  {}", formatTimestamp(finding.record->alarmTime),
                                                 finding.record->alarmCode, formatNumber(finding.record->value))
                                   : std::string();
    return printable(fmt::format("{:<12}  meter {}{}{}  {} [{}]", toString(finding.verdict), finding.mn, line, record,
                                 finding.message, finding.reason));
}

}  // namespace meterseal::cli
