#include "cli/verify_compare.h"

#include "cli/output.h"
#include "cli/progress.h"
#include "cli/session.h"

#include <fmt/format.h>

#include <filesystem>

namespace meterseal::cli {

namespace {

Json cellToJson(const Copy& copy, const CopyCell& cell)
{
    return Json{{"party", copy.party},
                {"state", toString(cell.state)},
                {"record", cell.record ? Json::parse(canonicalRecord(*cell.record)) : Json()},
                {"line", cell.line == 0 ? Json() : Json(cell.line)}};
}

Json rowToJson(const std::vector<Copy>& copies, const CompareRow& row)
{
    Json cells = Json::array();
    for (std::size_t i = 0; i < copies.size(); ++i) {
        cells.push_back(cellToJson(copies[i], row.cells[i]));
    }
    return Json{{"mn", row.mn},
                {"txHash", hashToJson(row.tx)},
                {"leafIndex", row.leafIndex ? Json(*row.leafIndex) : Json()},
                {"height", row.height ? Json(*row.height) : Json()},
                {"expectedLeaf", hashToJson(row.leaf)},
                {"copies", std::move(cells)},
                {"anchored", row.original ? Json::parse(canonicalRecord(row.original->record)) : Json()},
                {"foundBy", row.original ? Json(row.original->kind) : Json()},
                {"message", row.sentence}};
}

std::string shortOf(const CopyCell& cell)
{
    const std::string record = cell.record ? fmt::format(" {} {} {}", formatTimestamp(cell.record->alarmTime),
                                                         cell.record->alarmCode, cell.record->value)
                                           : "";
    return fmt::format("{}{}", toString(cell.state), record);
}

void printRows(const std::vector<Copy>& copies, const CompareResult& result)
{
    for (const CompareRow& row : result.rows) {
        printLine(printable(
            row.tx ? fmt::format("{}, block {}, leaf {}: {}", row.mn, *row.height, *row.leafIndex + 1, row.sentence)
                   : fmt::format("{}: {}", row.mn, row.sentence)));
        for (std::size_t i = 0; i < copies.size(); ++i) {
            printLine(printable(fmt::format("    {:<20} {}", copies[i].party, shortOf(row.cells[i]))));
        }
    }
    for (std::size_t i = 0; i < copies.size(); ++i) {
        printLine(printable(fmt::format("{}: {}", copies[i].party, describe(result.copies[i]))));
    }
    printLine(fmt::format("{} places are the same anchored record in every copy.", result.allIntact));
    if (result.rowsLeftOut > 0) {
        printLine(fmt::format("{} more rows are NOT listed.", result.rowsLeftOut));
    }
    if (result.candidates > 0) {
        printLine(fmt::format("{} guesses were hashed{}.", result.candidates,
                              result.searchedAll ? "" : "; the search was cut short by its time"));
    }
}

}  // namespace

Result<Outcome> runCompare(const Context& context, const std::vector<std::string>& files, const ReadingOptions& reading,
                           const CompareOptions& options)
{
    std::vector<SpooledFile> spooled;
    std::vector<Copy> copies;
    for (const std::string& file : files) {
        MS_ASSIGN(SpooledFile whole, spoolInput(file));
        MS_ASSIGN(MappingProfile profile,
                  chooseProfile(context, whole.path().string(), reading, "Nothing was checked."));
        copies.push_back({std::filesystem::path(file).filename().string(), whole.path(), std::move(profile)});
        spooled.push_back(std::move(whole));
    }
    MS_ASSIGN(LedgerReader reader, openReader(context));
    const InterruptGuard interrupt;
    std::stop_source stop;
    Progress progress(context);
    MS_ASSIGN(const CompareResult result, compareCopies(
                                              reader, copies, options,
                                              [&](const CompareProgress& at) {
                                                  if (at.candidates > 0) {
                                                      progress.show("guesses", at.candidates, 0);
                                                  } else {
                                                      progress.show("comparing records", at.verify.recordsDone,
                                                                    at.verify.recordsTotal);
                                                  }
                                                  if (interrupted()) {
                                                      stop.request_stop();
                                                  }
                                              },
                                              stop.get_token()));
    progress.clear();
    if (!context.json) {
        printRows(copies, result);
        return result.rows.empty() ? Outcome::Done : Outcome::NotIntact;
    }
    for (const CompareRow& row : result.rows) {
        printJson(rowToJson(copies, row));
    }
    Json each = Json::array();
    for (std::size_t i = 0; i < copies.size(); ++i) {
        each.push_back({{"party", copies[i].party}, {"text", describe(result.copies[i])}});
    }
    printJson(Json{{"summary",
                    {{"copies", std::move(each)},
                     {"allIntact", result.allIntact},
                     {"rows", result.rows.size()},
                     {"rowsLeftOut", result.rowsLeftOut},
                     {"candidates", result.candidates},
                     {"searchedAll", result.searchedAll}}}});
    return result.rows.empty() ? Outcome::Done : Outcome::NotIntact;
}

}  // namespace meterseal::cli
