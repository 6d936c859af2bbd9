#include "cli/paging.h"

#include "cli/input.h"
#include "cli/session.h"

#include <fmt/format.h>

namespace meterseal::cli {

namespace {

constexpr std::size_t kMaxPageRows = 10000;

Result<std::optional<Timestamp>> parsedTime(const std::string& text, const char* option, bool endOfDay)
{
    if (text.empty()) {
        return std::optional<Timestamp>();
    }
    MS_ASSIGN(const Timestamp time, parseTimeOption(text, option, endOfDay));
    return std::optional(time);
}

}  // namespace

void addPagingOptions(CLI::App* verb, PagingOptions& options, const std::string& cursorName)
{
    verb->add_option("--limit", options.limit, "Rows at most")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{1}, kMaxPageRows))
        ->capture_default_str();
    CLI::Option* before = verb->add_option("--before", options.before, "The page before this " + cursorName);
    CLI::Option* after = verb->add_option("--after", options.after, "The page after this " + cursorName);
    before->type_name("CURSOR")->excludes(after);
    after->type_name("CURSOR");
}

Result<std::optional<Timestamp>> TimeRangeOptions::parsedFrom() const
{
    return parsedTime(from, "--from", false);
}

Result<std::optional<Timestamp>> TimeRangeOptions::parsedTo() const
{
    return parsedTime(to, "--to", true);
}

void addTimeRangeOptions(CLI::App* verb, TimeRangeOptions& options, const std::string& whatTime)
{
    verb->add_option("--from", options.from, "From this " + whatTime + " on (a UTC day or time)")->type_name("TIME");
    verb->add_option("--to", options.to, "Up to this " + whatTime + ", inclusive")->type_name("TIME");
}

void addTxFilterOptions(CLI::App* verb, TxFilterOptions& options)
{
    verb->add_option("--type", options.type,
                     "register, review, activate, convert, suspend, resume, retire, organisation")
        ->type_name("TYPE");
    verb->add_option("--meter", options.meter, "Of this meter (number or address)")->type_name("METER");
    verb->add_option("--organisation", options.organisation, "Signed first by this organisation")->type_name("ID");
    addTimeRangeOptions(verb, options.range, "block time");
}

Result<TxFilter> toFilter(const TxFilterOptions& options, LedgerReader& reader)
{
    TxFilter filter;
    if (!options.type.empty()) {
        const auto type = parseTxType(options.type);
        if (!type) {
            return usageError("--type: " + type.error().message);
        }
        filter.type = *type;
    }
    if (!options.meter.empty()) {
        MS_ASSIGN(const MeterRow meter, findMeter(reader, options.meter));
        filter.meterId = meter.entry.id;
    }
    if (!options.organisation.empty()) {
        filter.organisation = options.organisation;
    }
    MS_ASSIGN(filter.from, options.range.parsedFrom());
    MS_ASSIGN(filter.to, options.range.parsedTo());
    return filter;
}

void addMeterFilterOptions(CLI::App* verb, MeterFilterOptions& options)
{
    verb->add_option("--state", options.state, "pending, approved, active, suspended, retired, rejected")
        ->type_name("STATE");
    verb->add_option("--manufacturer", options.manufacturer, "Made by exactly this manufacturer")->type_name("NAME");
    verb->add_option("--mn-prefix", options.mnPrefix, "Meter numbers that begin so")->type_name("TEXT");
}

Result<MeterFilter> toFilter(const MeterFilterOptions& options)
{
    MeterFilter filter;
    if (!options.state.empty()) {
        const auto state = parseMeterState(options.state);
        if (!state) {
            return usageError("--state: " + state.error().message);
        }
        filter.state = *state;
    }
    if (!options.manufacturer.empty()) {
        filter.manufacturer = options.manufacturer;
    }
    if (!options.mnPrefix.empty()) {
        filter.mnPrefix = options.mnPrefix;
    }
    return filter;
}

Json pageToJson(Json rows, bool more, std::optional<std::uint64_t> next)
{
    return Json{{"rows", std::move(rows)}, {"more", more}, {"next", more && next ? Json(*next) : Json()}};
}

void noteMore(const PagingOptions& options, bool more, std::optional<std::uint64_t> next)
{
    if (more && next) {
        note(fmt::format("There is more: {} {}", options.after ? "--after" : "--before", *next));
    }
}

}  // namespace meterseal::cli
