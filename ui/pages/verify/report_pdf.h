// The PDF form of a report, laid out by hand: a row is never split over two pages. On a worker.
#pragma once

#include "pages/verify/report.h"

namespace meterseal::ui::report {

Result<std::uint64_t> writePdf(const std::filesystem::path& file, const Report& report, const FindingSpill& spill,
                               const std::stop_token& stop);

}  // namespace meterseal::ui::report
