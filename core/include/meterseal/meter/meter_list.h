// A list of meters to register, in any form in which record files come: delimited text, a sheet of a workbook (.xlsx,
// .xls) or a table of a database, also in gzip or zip; one meter a row.
//
//   readMeterList(file, {}) -> questions -> readMeterList(file, {answers}) -> ... -> meters
//
// The columns for number, location, manufacturer and, if wanted, password are told by their names (mn, 表号,
// Zählernummer,
// ...); what can be read in two ways, or is not named, is a question. A row that cannot be used carries its Error, and
// the others are unharmed.
//
// Thread-safety: values and functions without state; a reader belongs to one thread.
#pragma once

#include "meterseal/ledger/reader.h"
#include "meterseal/meter/meter_service.h"
#include "meterseal/source/suggestion.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meterseal {

struct ListedMeter {
    std::uint64_t line = 0;  // where the row begins, from 1
    Dossier dossier;
    std::optional<Error> error;
};

struct MeterList {
    std::vector<ListedMeter> meters;    // none while a question is open
    std::vector<Question> questions;    // keys: encoding, entry, table, header, mn, location, manufacturer
    std::vector<SuggestionNote> notes;  // what was taken for what
    bool gb18030 = false;               // taken for it, because it is not UTF-8: look whether it reads well
};

// `answers` by Question::key: a candidate's answer; for location and manufacturer also any text, which then holds for
// all meters. "column:NAME" and "constant:TEXT" where a text could be either; "A + B" joins columns by a blank.
// reason: list.encoding, list.header, list.quote, list.empty, list.io, list.too-big, and what RecordSource::open gives
// for packed files, workbooks and databases.
Result<MeterList> readMeterList(const std::filesystem::path& file,
                                const std::map<std::string, std::string>& answers = {});

// What registering this dossier would refuse, as far as it can be told without keys.
Status checkDossier(LedgerReader& reader, const Dossier& dossier);
// The same for every row that has no error yet; a meter number that an earlier row has is an error too (list.twice).
void checkMeterList(LedgerReader& reader, std::span<ListedMeter> meters);

}  // namespace meterseal
