// Options that lists share: pages (--limit, --before, --after) and filters (--from, --to, ...).
#pragma once

#include "cli/context.h"
#include "cli/output.h"
#include "meterseal/ledger/reader.h"

#include <cstdint>
#include <optional>
#include <string>

namespace meterseal::cli {

struct PagingOptions {
    std::size_t limit = 20;
    std::optional<std::uint64_t> before, after;

    // Newest first, unless --after asks for what came next.
    Direction direction() const { return after ? Direction::Newer : Direction::Older; }
    std::optional<std::uint64_t> cursor() const { return after ? after : before; }
};
void addPagingOptions(CLI::App* verb, PagingOptions& options, const std::string& cursorName);

struct TimeRangeOptions {
    std::string from, to;
    Result<std::optional<Timestamp>> parsedFrom() const;
    Result<std::optional<Timestamp>> parsedTo() const;
};
void addTimeRangeOptions(CLI::App* verb, TimeRangeOptions& options, const std::string& whatTime);

struct TxFilterOptions {
    std::string type, meter, organisation;
    TimeRangeOptions range;
};
void addTxFilterOptions(CLI::App* verb, TxFilterOptions& options);
Result<TxFilter> toFilter(const TxFilterOptions& options, LedgerReader& reader);

struct MeterFilterOptions {
    std::string state, manufacturer, mnPrefix;
};
void addMeterFilterOptions(CLI::App* verb, MeterFilterOptions& options);
Result<MeterFilter> toFilter(const MeterFilterOptions& options);

// {"rows":[...],"more":bool,"next":cursor}: next is what --before or --after takes to go on, null at the end.
Json pageToJson(Json rows, bool more, std::optional<std::uint64_t> next);
// "More: ... --before 17" on standard error.
void noteMore(const PagingOptions& options, bool more, std::optional<std::uint64_t> next);

}  // namespace meterseal::cli
