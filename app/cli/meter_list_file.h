// The list `meter register --list` reads: CSV with a header, one meter a row.
//
// Columns mn, location, manufacturer and, if wanted, password, in any order; separated by comma, semicolon or tab (told
// by the header); UTF-8 with or without BOM; RFC 4180 quotes. A row that cannot be used carries its Error, and the
// others are unharmed.
#pragma once

#include "meterseal/meter/meter_service.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::cli {

struct ListedMeter {
    std::uint64_t line = 0;  // where the row begins, from 1
    Dossier dossier;
    std::optional<Error> error;
};

// reason: list.encoding, list.header, list.quote, list.empty
Result<std::vector<ListedMeter>> parseMeterList(std::string_view text);
Result<std::vector<ListedMeter>> readMeterList(const std::filesystem::path& file);

}  // namespace meterseal::cli
