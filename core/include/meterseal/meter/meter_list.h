// A list of meters to register: CSV with a header, a sheet of a workbook or a table of a database; one meter a row.
//
// Columns mn, location, manufacturer and, if wanted, password, in any order; CSV is separated by comma, semicolon or
// tab (told by the header); UTF-8, UTF-16 with a byte order mark, or GB18030 as spreadsheets in China write it; RFC
// 4180 quotes. Blanks around a cell do not count. Gzip and zip are taken off. A row that cannot be used carries its
// Error, and the others are unharmed.
//
// Thread-safety: values and functions without state; a reader belongs to one thread.
#pragma once

#include "meterseal/ledger/reader.h"
#include "meterseal/meter/meter_service.h"
#include "meterseal/source/profile.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

struct ListedMeter {
    std::uint64_t line = 0;  // where the row begins, from 1
    Dossier dossier;
    std::optional<Error> error;
};

struct MeterList {
    std::vector<ListedMeter> meters;
    bool gb18030 = false;  // taken for it, because it is not UTF-8: look whether it reads well
};

// `bytes` as they are in the file. `encoding`: named by a person; absent, it is told from the bytes where they leave no
// doubt. reason: list.encoding (in doubt too), list.header, list.quote, list.empty
Result<MeterList> parseMeterList(std::string_view bytes, std::optional<Encoding> encoding = {});
// Also list.io, list.too-big, and what RecordSource::open gives for packed files, workbooks and databases.
Result<MeterList> readMeterList(const std::filesystem::path& file, std::optional<Encoding> encoding = {});

// What registering this dossier would refuse, as far as it can be told without keys.
Status checkDossier(LedgerReader& reader, const Dossier& dossier);
// The same for every row that has no error yet; a meter number that an earlier row has is an error too (list.twice).
void checkMeterList(LedgerReader& reader, std::span<ListedMeter> meters);

}  // namespace meterseal
